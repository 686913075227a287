"""The state of a mediation case: only what decisions and next actions read; folded by `evolucion`."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from casos.dinero.concepto import PorConcepto
from casos.dinero.pesos import CERO
from casos.dinero.plan import PlanPagos
from casos.mediacion.hechos.convenios import ConvenioElaborado, Firma
from casos.mediacion.hechos.pagos import AplicadoACredito, AplicadoAParcialidad
from casos.mediacion.vocabulario import (
    CalidadNumero,
    Canal,
    CausaCierre,
    CausaConclusion,
    CausaSuspension,
    Contesto,
    Etapa,
    Medio,
    Modalidad,
    MotivoLlamada,
    OrigenCaso,
    ResultadoLlamada,
    ResultadoSesion,
    ResultadoVisita,
    RolParte,
    TipoDocumento,
    TipoVisita,
    Via,
)

_ANTES_DE_TODO = datetime(1900, 1, 1, tzinfo=UTC)

VACIO: Mapping[Any, Any] = MappingProxyType({})


class Marca(NamedTuple):
    """The entry that caused something: its version, when it happened, the policy stamped on it, and by whom."""

    version: int = 0
    en: datetime = _ANTES_DE_TODO
    politica: int = 1
    registrado_en: datetime = _ANTES_DE_TODO
    autor: str = ""
    rol: str = ""


NUNCA = Marca()


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


class EstadoSesion(StrEnum):
    """What became of a session."""

    PROGRAMADA = "programada"
    CANCELADA = "cancelada"
    INASISTENCIA = "inasistencia"
    CELEBRADA = "celebrada"
    FALLA_TECNICA = "falla_tecnica"


class Sesion(NamedTuple):
    """A session; marks say which entry caused each of its facets."""

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
    ausentes: tuple[RolParte, ...] = ()
    justificada: bool = False
    movida: int = 0


class Mecanismo(NamedTuple):
    """The court's mechanism as a whole: its three months, deferrals and consecutive absences.

    `fin` marks what ended it (an agreement, its early end, the certificate of no agreement, the hand-over); a
    session scheduled afterwards begins another one.
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

    @property
    def corre(self) -> bool:
        """Whether it began and has not ended."""
        return self.inicio.version > 0 and self.fin.version == 0


class EstadoConvenio(StrEnum):
    """Where an agreement stands; its keeping (cumplimiento) is computed from the ledger."""

    BORRADOR = "borrador"
    FIRMADO = "firmado"
    ACTIVO = "activo"
    INCUMPLIDO = "incumplido"
    SUSTITUIDO = "sustituido"
    DESCARTADO = "descartado"
    CUMPLIDO = "cumplido"


EN_VIGOR = frozenset({EstadoConvenio.FIRMADO, EstadoConvenio.ACTIVO, EstadoConvenio.INCUMPLIDO})


class Registral(NamedTuple):
    """The registry of an agreement (LGMASC 98, 103-106).

    `estado`: no_aplica, por_remitir, remitido, prevenido, inscrito, tenido_por_inscrito, no_inscrito.
    """

    estado: str = "no_aplica"
    remitido: date | None = None
    prevenido: date | None = None
    marca: Marca = NUNCA
    numero: str | None = None
    inscrito: date | None = None


class Convenio(NamedTuple):
    """An agreement, from its draft to its end.

    `plan` is the schedule in force (addenda replace it; its first `fijas` instalments were paid before).
    `corre_desde` is what last made the schedule run: its activation, an addendum, or the end of a breach.
    `antes_de_*` say where it goes back to when that is undone.
    """

    numero: int
    elaborado: ConvenioElaborado
    marca: Marca
    plan: PlanPagos
    estado: EstadoConvenio = EstadoConvenio.BORRADOR
    autorizado: int = 0
    rechazado: int = 0
    autorizacion: Marca = NUNCA
    firmado: Marca = NUNCA
    fecha: date | None = None
    folio: str | None = None
    firmas: tuple[Firma, ...] = ()
    sesion: int | None = None
    activado: Marca = NUNCA
    corre_desde: Marca = NUNCA
    original: int | None = None
    copias: frozenset[RolParte] = frozenset()
    registral: Registral = Registral()
    vencidas: Mapping[int, Marca] = VACIO
    inicial_omitido: Marca = NUNCA
    propuesto: Marca = NUNCA
    desestimado_hasta: date | None = None
    incumplido: Marca = NUNCA
    antes_de_incumplir: Etapa | None = None
    antes_de_cumplir: EstadoConvenio | None = None
    notificados: frozenset[RolParte] = frozenset()
    revocado: PorConcepto | None = None
    revocacion: Marca = NUNCA
    revocacion_avisada: bool = False
    adendas: int = 0
    fijas: int = 0
    adenda: Marca = NUNCA
    adenda_archivada: bool = True
    alta: Marca = NUNCA
    buro: Marca = NUNCA
    sustituye: int | None = None
    es_regeneracion: bool = False

    @property
    def en_vigor(self) -> bool:
        """Signed and not ended."""
        return self.estado in EN_VIGOR

    @property
    def por_autorizar(self) -> bool:
        """Its last draft needs the coordinator, who has not answered yet."""
        revision = self.elaborado.revision
        return (
            self.estado is EstadoConvenio.BORRADOR
            and (bool(self.elaborado.excede) or self.elaborado.requiere_supervisor)
            and revision not in (self.autorizado, self.rechazado)
        )

    @property
    def requiere_pago_inicial(self) -> bool:
        """Whether it starts with an initial payment."""
        return self.plan.pago_inicial > CERO


class Pago(NamedTuple):
    """A payment that accounting confirmed."""

    folio: str
    importe: Decimal
    fecha: date
    canal: Canal
    marca: Marca
    convenio: int | None = None
    a_parcialidades: tuple[AplicadoAParcialidad, ...] = ()
    a_creditos: tuple[AplicadoACredito, ...] = ()
    a_favor: Decimal = CERO
    incluido: Decimal = CERO
    credito: str | None = None
    revertido: bool = False
    recibo: Marca = NUNCA
    reporte: str | None = None


class Reporte(NamedTuple):
    """A payment that the debtor reported; `estado`: pendiente, confirmado, rechazado."""

    pago: str
    importe: Decimal
    fecha: date
    canal: Canal
    marca: Marca
    estado: str = "pendiente"


class Llamada(NamedTuple):
    """A call that was made."""

    marca: Marca
    motivo: MotivoLlamada
    a: RolParte
    contesto: Contesto
    resultado: ResultadoLlamada
    sesion: int | None = None
    parcialidad: int | None = None
    siguiente: date | None = None
    telefono: str | None = None


class Promesa(NamedTuple):
    """A promise; `estado`: vigente, cumplida, incumplida."""

    numero: int
    importe: Decimal
    fecha: date
    marca: Marca
    estado: str = "vigente"
    resuelta: Marca = NUNCA
    folio: str | None = None


class Visita(NamedTuple):
    """A visit, planned or made."""

    numero: int
    tipo: TipoVisita
    dia: date
    marca: Marca
    hecha: Marca = NUNCA
    resultado: ResultadoVisita | None = None
    cancelada: bool = False


class Carta(NamedTuple):
    """A letter or message that was sent."""

    marca: Marca
    a: RolParte
    medio: Medio
    plantilla: str


class Contacto(NamedTuple):
    """Everything about reaching the parties."""

    llamadas: tuple[Llamada, ...] = ()
    promesas: Mapping[int, Promesa] = VACIO
    visitas: Mapping[int, Visita] = VACIO
    cartas: tuple[Carta, ...] = ()
    numeros: Mapping[str, CalidadNumero] = VACIO
    recibida: Marca = NUNCA
    autorizados: frozenset[date] = frozenset()
    opciones: Marca = NUNCA
    estado_de_cuenta: Marca = NUNCA
    datos: Marca = NUNCA
    atendida: Marca = NUNCA


class Documento(NamedTuple):
    """An original; `lugar`: mano (the officer's hands), archivo, prestado, devuelto (to the debtor)."""

    numero: int
    tipo: TipoDocumento
    paginas: int
    marca: Marca
    huella: str | None = None
    sesion: int | None = None
    convenio: int | None = None
    credito: str | None = None
    lugar: str = "mano"
    ubicacion: str | None = None
    prestado: Marca = NUNCA
    prestado_a: str | None = None
    prestado_hasta: date | None = None


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


class Caso(NamedTuple):
    """A mediation case. `etapa` is None before it is opened; `suspendido`: when it last rested or went on."""

    etapa: Etapa | None = None
    etapa_desde: Marca = NUNCA
    apertura: Apertura = Apertura()
    partes: tuple[Parte, ...] = ()
    creditos: Mapping[str, Credito] = VACIO
    sesiones: Mapping[int, Sesion] = VACIO
    mecanismo: Mecanismo = Mecanismo()
    convenios: Mapping[int, Convenio] = VACIO
    pagos: Mapping[str, Pago] = VACIO
    reportes: Mapping[str, Reporte] = VACIO
    contacto: Contacto = Contacto()
    documentos: Mapping[int, Documento] = VACIO
    anexos: Mapping[str, TipoDocumento] = VACIO
    papeles: frozenset[str] = frozenset()
    judicial: Judicial = Judicial()
    suspension: Suspension | None = None
    suspendido: Marca = NUNCA
    cierre: Cierre = Cierre()
    apartados: Mapping[tuple[str, str], Apartado] = VACIO
    revisado_hasta: int = 0
    anulado: Marca = NUNCA
    olvidadas: frozenset[UUID] = frozenset()

    @property
    def abierto(self) -> bool:
        """Opened and not closed."""
        return self.etapa is not None and self.etapa is not Etapa.CERRADO

    @property
    def convenio(self) -> Convenio | None:
        """The agreement in force: at most one."""
        return next((c for c in self.convenios.values() if c.en_vigor), None)

    @property
    def borrador(self) -> Convenio | None:
        """The last draft that is neither signed nor dropped."""
        ultimos = reversed(tuple(self.convenios.values()))
        return next((c for c in ultimos if c.estado is EstadoConvenio.BORRADOR), None)

    @property
    def sesion(self) -> Sesion | None:
        """The session that is scheduled, or failed technically and waits for a new date."""
        vivas = (EstadoSesion.PROGRAMADA, EstadoSesion.FALLA_TECNICA)
        return next((s for s in reversed(tuple(self.sesiones.values())) if s.estado in vivas), None)

    @property
    def folio(self) -> str | None:
        """The court's folio of the last session that has one."""
        return next((s.folio for s in reversed(tuple(self.sesiones.values())) if s.folio), None)

    def persona(self, rol: RolParte) -> UUID | None:
        """Who plays a part; the last one tied to the case."""
        return next((p.persona_id for p in reversed(self.partes) if p.rol is rol), None)

    @property
    def tiene_aval(self) -> bool:
        """Whether a guarantor is tied to the case."""
        return self.persona(RolParte.AVAL) is not None

    @property
    def pagos_firmes(self) -> list[Pago]:
        """Confirmed payments that were not reverted, in the order in which they were confirmed."""
        return [p for p in self.pagos.values() if not p.revertido]
