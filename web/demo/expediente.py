"""A case as the simulation keeps it in memory: its state, brought forward with each answer, and its surroundings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.casos import Casos
from casos.hecho import Anulado
from casos.mediacion.estado import Caso
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vocabulario import Canal
from casos.versiones import Versiones
from flujos.mediacion import pendientes
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar, despertares
from web.demo.destino import Destino


class Abono(NamedTuple):
    """Money that a debtor paid at the bank on a day; accounting captures it on another."""

    dia: date
    importe: Decimal
    canal: Canal
    operacion: str
    captura: date
    avisa: bool = False
    """The debtor tells the officer before accounting finds it."""
    liquida: bool = False
    """It pays all that is left, whatever that is then."""


class Atencion(NamedTuple):
    """When somebody will attend a row: a day and one of its rounds."""

    dia: date
    ronda: int


class Ligero(NamedTuple):
    """A light case (a message, a complaint…), of which nothing is kept in memory; its acts say their author."""

    id: UUID
    sede: str


@dataclass
class Expediente:
    """One case of the simulation; what the world will do to it is drawn from `azar`."""

    destino: Destino
    caso: Caso = field(default_factory=Caso)
    version: int = 0
    registrado_en: datetime | None = None
    telefonos: dict[str, bool] = field(default_factory=dict)
    """Whether each party's number works."""
    abonos: list[Abono] = field(default_factory=list)
    planes: dict[tuple[str, str, int], Atencion] = field(default_factory=dict)
    despertado: set[tuple[str, str, datetime]] = field(default_factory=set)
    pide_sesion: date | None = None
    """Since when the office waits for the court to set a day."""
    sin_entregar: set[int] = field(default_factory=set)
    """Moments of sessions (versions) whose invitation does not arrive."""
    llamado: date | None = None
    por_revisar: bool = False
    curado: bool = False
    rompe_en: int = 0
    """The instalment from which nothing is paid any more."""
    por_revertir: list[tuple[date, str]] = field(default_factory=list)
    _filas: tuple[Pendiente, ...] | None = None
    _avisos: tuple[Despertar, ...] | None = None
    _v: Versiones | None = None

    def __post_init__(self) -> None:
        self.azar = Random(self.destino.semilla)
        self.rompe_en = self.rompe_en or self.destino.mes_de_ruptura

    @property
    def id(self) -> UUID:
        """The case."""
        return self.destino.caso_id

    @property
    def sede(self) -> str:
        """The office of the case as it stands."""
        return self.caso.apertura.sede or self.destino.sede

    def filas(self, v: Versiones) -> tuple[Pendiente, ...]:
        """Its next actions, worked out again only when it or the rules changed."""
        self._con(v)
        if self._filas is None:
            self._filas = pendientes(self.caso, v)
        return self._filas

    def avisos(self, v: Versiones) -> tuple[Despertar, ...]:
        """What the clock still has to do, and when."""
        self._con(v)
        if self._avisos is None:
            self._avisos = despertares(self.caso, v)
        return self._avisos

    def _con(self, v: Versiones) -> None:
        if v is not self._v:
            self._v, self._filas, self._avisos = v, None, None

    def asentar(self, asientos: Sequence[Asiento], casos: Casos) -> None:
        """Bring the state forward with the entries that a decision gave."""
        if not asientos:
            return
        if any(type(a.hecho) is Anulado for a in asientos):
            historia = casos.historia(self.id)
            self.caso = historia.caso if historia else Caso()
        else:
            self.caso = MEDIACION.plegar(asientos, self.caso)
        self.version = asientos[-1].version
        self.registrado_en = asientos[-1].registrado_en
        self._filas = self._avisos = None
