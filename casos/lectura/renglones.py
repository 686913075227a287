"""What reading a file gives: rows, each good or bad with its reason, and what to warn of the whole."""

import hashlib
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from casos.lectura.celdas import Celda, sin_dato, texto_de
from casos.lectura.ilegible import ValorIlegible
from casos.lectura.importes import leer_importe

R = TypeVar("R")
T = TypeVar("T")
CERO = Decimal("0.00")
LETRAS = 200
LETRAS_DE_NOMBRE = 150
LETRAS_DE_NOTA = 2_000


@dataclass(frozen=True, slots=True)
class RenglonMalo:
    """A row that cannot be used. It never stops the others."""

    fila: int
    motivo: str
    """Every reason, in sentences for the person."""
    texto: str
    """The row as it came, shortened."""


@dataclass(frozen=True, slots=True)
class Leido(Generic[R]):
    """A file that was read: which one, its rows in the order of the file, and warnings about the whole."""

    archivo: str
    sha256: str
    hoja: str
    renglones: tuple[R | RenglonMalo, ...]
    avisos: tuple[str, ...] = ()

    @property
    def buenos(self) -> tuple[R, ...]:
        return tuple(r for r in self.renglones if not isinstance(r, RenglonMalo))

    @property
    def malos(self) -> tuple[RenglonMalo, ...]:
        return tuple(r for r in self.renglones if isinstance(r, RenglonMalo))


def huella(contenido: bytes) -> str:
    return hashlib.sha256(contenido).hexdigest()


@dataclass(slots=True)
class Campos:
    """The cells of one row, read one by one: what cannot be read is added to `problemas`, not raised."""

    celdas: dict[str, Celda]
    problemas: list[str] = field(default_factory=list)

    def leer(self, campo: str, leer: Callable[[Celda], T]) -> T | None:
        """None if the cell is blank or cannot be read."""
        celda = self.celdas.get(campo)
        if sin_dato(celda):
            return None
        try:
            return leer(celda)
        except ValorIlegible as error:
            self.problemas.append(str(error))
            return None

    def texto(self, campo: str, maximo: int = LETRAS) -> str | None:
        """The cell in one line."""
        celda = self.celdas.get(campo)
        if sin_dato(celda):
            return None
        texto = " ".join(texto_de(celda).split())
        if len(texto) > maximo:
            self.problemas.append(
                f"el dato «{texto[:30]}…» tiene {len(texto):,} letras y el máximo es {maximo}"
            )
            return None
        return texto or None

    def nombre(self, campo: str) -> str | None:
        """A person's name; over three columns it is put as `Paterno Materno Nombres`."""
        partes = [self.texto(parte, LETRAS_DE_NOMBRE) for parte in ("paterno", "materno", campo)]
        return " ".join(filter(None, partes)) or None

    def importe(self, campo: str) -> Decimal | None:
        """None only if blank: a lone dash is zero."""
        celda = self.celdas.get(campo)
        if celda is None:
            return None
        try:
            return leer_importe(celda)
        except ValorIlegible as error:
            self.problemas.append(str(error))
            return None

    def numero(self, campo: str) -> str | None:
        """A key that programs take for a number; one of 16 digits or more has already lost its last ones."""
        celda = self.celdas.get(campo)
        if isinstance(celda, float) and abs(celda) >= 1e15:
            self.problemas.append(
                "Excel redondeó un número muy largo: la columna debe tener formato de texto"
            )
            return None
        return self.texto(campo)


def motivo(problemas: Sequence[str]) -> str:
    return " ".join(
        f"{p[0].upper()}{p[1:]}{'' if p.endswith('.') else '.'}" for p in dict.fromkeys(problemas)
    )


def filas_por_clave(
    renglones: Sequence[R | RenglonMalo], clave: Callable[[R], Hashable]
) -> dict[Hashable, list[int]]:
    """Positions in `renglones` of the good rows that share a key; a key of None is never shared."""
    posiciones: dict[Hashable, list[int]] = {}
    for posicion, renglon in enumerate(renglones):
        if not isinstance(renglon, RenglonMalo) and (valor := clave(renglon)) is not None:
            posiciones.setdefault(valor, []).append(posicion)
    return {valor: lugares for valor, lugares in posiciones.items() if len(lugares) > 1}
