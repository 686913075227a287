"""What a view is: a name, columns, and a pure function from one case's history to rows."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import BigInteger, Column, Dialect, Index, MetaData, Table, Uuid
from sqlalchemy.types import TypeDecorator

from casos.asiento import Historia
from casos.versiones import Versiones
from flujos import despertares, pendientes
from flujos.pasos import Paso, recorrer
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar

Fila = dict[str, Any]


class Foto(NamedTuple):
    """What every view of a case is made from, worked out once: its history and what follows from it."""

    historia: Historia
    versiones: Versiones
    pendientes: tuple[Pendiente, ...]
    despertares: tuple[Despertar, ...]
    recorrido: tuple[Paso, ...]


def fotografiar(historia: Historia, versiones: Versiones) -> Foto:
    """Work out what follows from a history under the published rules."""
    return Foto(
        historia,
        versiones,
        pendientes(historia, versiones),
        despertares(historia, versiones),
        recorrer(historia),
    )


class Centavos(TypeDecorator[Decimal]):
    """An amount in pesos, kept as whole centavos so that both engines add it up exactly."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Pesos to centavos."""
        return None if value is None else int(value * 100)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Centavos to pesos."""
        return None if value is None else Decimal(value).scaleb(-2)


class Instante(TypeDecorator[datetime]):
    """An instant, kept as whole microseconds since 1970 (UTC): small, sortable, quick to write on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """An aware instant to microseconds."""
        return None if value is None else en_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Microseconds to an aware instant."""
        return None if value is None else EPOCA + timedelta(microseconds=value)


EPOCA = datetime(1970, 1, 1, tzinfo=UTC)


def en_micros(instante: datetime) -> int:
    """Whole microseconds since 1970."""
    desde = instante - EPOCA
    return (desde.days * 86_400 + desde.seconds) * 1_000_000 + desde.microseconds


class Vista(ABC):
    """One view. Subclass it with `nombre`, `columnas` (without the case's id) and `filas`; that declares it.

    `version` goes up whenever `columnas` or what `filas` gives changes, so that old rows are known as such.
    """

    nombre: ClassVar[str]
    version: ClassVar[int] = 1
    columnas: ClassVar[tuple[Column[Any], ...]]
    indices: ClassVar[tuple[tuple[str, ...], ...]] = ()
    tabla: ClassVar[Table]

    def __init_subclass__(cls) -> None:
        VISTAS.append(cls())
        cls.tabla = cls.tabla_de(LECTURA, cls.nombre)

    @classmethod
    def tabla_de(cls, metadatos: MetaData, nombre: str) -> Table:
        """This view's columns as a table called `nombre`; rows of a case are found by its id."""
        columnas = [Column(c.name, c.type, nullable=c.nullable) for c in cls.columnas]
        return Table(nombre, metadatos, Column("caso_id", Uuid, nullable=False), *columnas)

    @classmethod
    def indices_de(cls, tabla: Table) -> list[Index]:
        """The indexes of a table of this view, made once it is filled."""
        por_caso = Index(f"{tabla.name}_caso", tabla.c.caso_id)
        return [por_caso] + [
            Index(f"{tabla.name}_{'_'.join(campos)}", *(tabla.c[campo] for campo in campos))
            for campos in cls.indices
        ]

    @abstractmethod
    def filas(self, foto: Foto) -> Iterable[Fila]:
        """The rows of one case: every column but the case's id. Pure: same history and rules, same rows."""


VISTAS: list[Vista] = []
LECTURA = MetaData()
"""The names that queries use: on the database they are SQL views over the current generation of tables."""
