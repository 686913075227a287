"""Acts, entries and histories: a fact, numbered in its case and stamped once by the writer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from casos.hecho import Anulado, Hecho, TextoPrivado


class Origen(StrEnum):
    """Through which door an act came in."""

    PANTALLA = "pantalla"
    IMPORTACION = "importacion"
    RELOJ = "reloj"
    CONSOLA = "consola"


@dataclass(frozen=True, slots=True)
class Acto:
    """Who does something, when, from where.

    `ocurrido_en` is None for "now"; back-dating is normal (a morning's sessions captured at two).
    `pedido` identifies the request: the same one gets the same answer for ever.
    `causa` holds versions of entries of the same case that led to this act.
    """

    autor: str
    rol: str
    sede: str = "HMO"
    origen: Origen = Origen.PANTALLA
    pedido: UUID = field(default_factory=uuid4)
    ocurrido_en: datetime | None = None
    en_nombre_de: str | None = None
    motivo: TextoPrivado | None = None
    causa: tuple[int, ...] = ()


class Asiento(NamedTuple):
    """An entry of a case: a fact and its stamp. Instants are UTC; `politica` and `calendario` are versions."""

    version: int
    hecho: Hecho
    ocurrido_en: datetime
    registrado_en: datetime
    autor: str = ""
    rol: str = ""
    sede: str = ""
    origen: str = Origen.PANTALLA.value
    pedido: str = ""
    politica: int = 1
    calendario: int = 1
    en_nombre_de: str | None = None
    motivo: str | None = None
    causa: tuple[int, ...] = ()


class Historia(NamedTuple):
    """A case's entries in version order, those that count apart, and the state folded from these."""

    caso_id: UUID
    asientos: Sequence[Asiento]
    vigentes: Sequence[Asiento]
    caso: Any

    @property
    def version(self) -> int:
        """The number of the last entry; 0 for a case that does not exist."""
        return self.asientos[-1].version if self.asientos else 0


def versiones_anuladas(asientos: Iterable[Asiento]) -> frozenset[int]:
    """The versions that some `Anulado` among `asientos` takes away."""
    return frozenset(v for a in asientos if type(a.hecho) is Anulado for v in a.hecho.versiones)


def que_cuentan(asientos: Sequence[Asiento]) -> Sequence[Asiento]:
    """The entries without those that were annulled."""
    anuladas = versiones_anuladas(asientos)
    return [a for a in asientos if a.version not in anuladas] if anuladas else asientos
