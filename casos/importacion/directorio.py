"""What a plan asks of outside: which cases hold what, and who works in each office."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from casos.boveda.boveda import Boveda
from casos.casos import Casos
from casos.importacion.nombres_parecidos import es_la_misma
from casos.mediacion.vocabulario import RolParte


class Papel(NamedTuple):
    """The part of a person in a case."""

    caso_id: UUID
    rol: RolParte
    abierto: bool


class SesionPrevista(NamedTuple):
    """A session that is still to be held."""

    caso_id: UUID
    sesion: int


class Directorio(Protocol):
    """Mediation cases by what identifies them, open or closed; up to date when a plan begins."""

    def de_creditos(self, numeros: Collection[str]) -> Mapping[str, Sequence[UUID]]:
        """The cases that have each contract."""

    def de_folios(self, folios: Collection[str]) -> Mapping[str, Sequence[UUID]]:
        """The cases that have sessions of each folio."""

    def de_personas(self, personas: Collection[UUID]) -> Mapping[UUID, Sequence[Papel]]:
        """The cases in which each person takes part."""

    def sesiones_previstas(self, desde: date, hasta: date) -> Sequence[SesionPrevista]:
        """The sessions still to be held on these local days, both included."""

    def lotes_recientes(self) -> Sequence[UUID]:
        """The latest batches of any kind."""

    def primeros_contactos(self, desde: date) -> Mapping[tuple[str, date], int]:
        """How many first contacts each officer has on each day from one on."""


class Responsable(NamedTuple):
    """An active account that may own cases; `sede` is empty for all offices."""

    usuario: str
    nombre: str
    sede: str


@dataclass(frozen=True)
class Equipo:
    """The active officers of every office."""

    responsables: tuple[Responsable, ...] = ()

    def de_sede(self, sede: str) -> tuple[str, ...]:
        """The accounts of an office, or those that work for all of them when it has none, in order."""
        suyos = sorted(r.usuario for r in self.responsables if r.sede == sede)
        return tuple(suyos or sorted(r.usuario for r in self.responsables if not r.sede))

    def hallar(self, texto: str) -> str | None:
        """The account that a file means by its user name or by the name of its owner; None if in doubt."""
        llano = texto.strip().casefold()
        hallados = {
            r.usuario for r in self.responsables if r.usuario == llano or es_la_misma(r.nombre, texto)
        }
        return hallados.pop() if len(hallados) == 1 else None

    def existe(self, usuario: str) -> bool:
        """Whether it is an active officer."""
        return any(r.usuario == usuario for r in self.responsables)

    def nombre(self, usuario: str) -> str:
        """How people call an account."""
        return next((r.nombre for r in self.responsables if r.usuario == usuario), usuario)


@dataclass(frozen=True)
class Oficina:
    """Everything that an import works with."""

    casos: Casos
    boveda: Boveda
    directorio: Directorio
    equipo: Equipo = Equipo()
