"""Opening, contracts, sessions, judicial, rest and closing."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casos.mediacion.elementos.marca import NUNCA, Marca
from casos.mediacion.vocabulario import (
    CausaCierre,
    CausaConclusion,
    CausaSuspension,
    Etapa,
    FaltaDelInstituto,
    Modalidad,
    OrigenCaso,
    ResultadoSesion,
    RolParte,
    Via,
)


class Apertura(NamedTuple):
    """Who and what the case is about, who owns it, what is still missing.

    `deudor` marks since when `persona_id` is the debtor; `faltan_desde` since when data are missing;
    `por_recibir` a reassignment after which the new owner has not done anything yet.
    """

    persona_id: UUID = UUID(int=0)
    responsable: str = ""
    sede: str = ""
    via: Via = Via.STJ
    origen: OrigenCaso = OrigenCaso.CARTERA
    primer_contacto: date | None = None
    faltan: frozenset[str] = frozenset()
    marca: Marca = NUNCA
    asignado: Marca = NUNCA
    deudor: Marca = NUNCA
    faltan_desde: Marca = NUNCA
    por_recibir: Marca | None = None


class Parte(NamedTuple):
    """A person with the part played in the case."""

    persona_id: UUID
    rol: RolParte


class Saldo(NamedTuple):
    """The Institute's balance of a contract at a cut-off date."""

    corte: date
    capital: Decimal
    ordinario: Decimal
    moratorio: Decimal
    gastos: Decimal

    @property
    def total(self) -> Decimal:
        """All concepts together."""
        return self.capital + self.ordinario + self.moratorio + self.gastos


class Credito(NamedTuple):
    """A contract of the case."""

    numero: str
    fecha_contrato: date | None = None
    saldo: Saldo | None = None
    pagare_devuelto: bool = False
    saldo_recibido: Marca = NUNCA


class EstadoSesion(StrEnum):
    """What became of a session."""

    PROGRAMADA = "programada"
    CANCELADA = "cancelada"
    INASISTENCIA = "inasistencia"
    CELEBRADA = "celebrada"
    FALLA_TECNICA = "falla_tecnica"


class Sesion(NamedTuple):
    """A session; marks say which entry caused each of its facets (`sin_acuerdo`: the certificate that what was
    agreed in it came to nothing)."""

    numero: int
    inicio: datetime
    duracion_min: int
    marca: Marca
    estado: EstadoSesion = EstadoSesion.PROGRAMADA
    resuelta: Marca = NUNCA
    folio: str | None = None
    num_sesion: int = 1
    sede: str = "HMO"
    sala: str | None = None
    url: str | None = None
    modalidad: Modalidad = Modalidad.PRESENCIAL
    facilitador: str | None = None
    apoderado: str | None = None
    invitacion: str = "pendiente"
    invitada: Marca = NUNCA
    notificados: frozenset[RolParte] = frozenset()
    por_avisar: Marca | None = None
    omitida: Marca | None = None
    resultado: ResultadoSesion | None = None
    sin_acuerdo: Marca = NUNCA
    ausentes: tuple[RolParte, ...] = ()
    justificada: bool = False
    instituto: FaltaDelInstituto | None = None
    movida: int = 0


class Mecanismo(NamedTuple):
    """The court's mechanism as a whole: its three months, deferrals and consecutive absences.

    `fin` marks what ended it (an agreement, its early end, the certificate of no agreement, the hand-over); a
    session scheduled afterwards begins another one. Of those before it keeps their early ends, which all left a paper,
    and `fin_por_avisar`, of which their judge was not told.
    """

    inicio: Marca = NUNCA
    prorroga: date | None = None
    diferimientos: int = 0
    inasistencias_consecutivas: int = 0
    inasistencia: Marca = NUNCA
    concluido: CausaConclusion | None = None
    constancia_no_acuerdo: Marca = NUNCA
    juzgado: str | None = None
    fin: Marca = NUNCA
    avisado_inicio: Marca = NUNCA
    avisado_fin: Marca = NUNCA
    fin_por_avisar: Marca = NUNCA
    conclusiones: tuple[Marca, ...] = ()

    @property
    def sin_avisar_fin(self) -> Marca:
        """The oldest end of which the judge of the lawsuit was not told (LGMASC 67)."""
        if self.fin_por_avisar.version or not self.juzgado:
            return self.fin_por_avisar
        return NUNCA if self.avisado_fin.version else self.fin

    @property
    def corre(self) -> bool:
        """Whether it began and has not ended."""
        return self.inicio.version > 0 and self.fin.version == 0


class Judicial(NamedTuple):
    """The hand-over to judicial: `estado` is "", solicitado, turnado, recibido, convenio_en_juicio, devuelto.

    `numero` is judicial's number of the file or, with `juzgado`, the court's.
    """

    estado: str = ""
    marca: Marca = NUNCA
    seguimiento: Marca = NUNCA
    numero: str | None = None
    juzgado: str | None = None


class Suspension(NamedTuple):
    """Why the case rests, until when, since when."""

    causa: CausaSuspension
    revisar: date
    marca: Marca


class Cierre(NamedTuple):
    """What follows paying off and closing. `antes` is the stage before closing."""

    antes: Etapa | None = None
    antes_de_liquidar: Etapa | None = None
    liquidado: Marca = NUNCA
    carta: Marca = NUNCA
    buro: Marca = NUNCA
    causa: CausaCierre | None = None
    cerrado: Marca = NUNCA
    transferido: Marca = NUNCA
    reabierto: Marca = NUNCA


class Apartado(NamedTuple):
    """A next action that was put away (`hasta` None) or that rests until a day."""

    marca: Marca
    hasta: date | None
