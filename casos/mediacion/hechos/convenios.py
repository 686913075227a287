"""Facts about options, agreements and regenerations: what was offered, drawn up, authorised, signed, changed."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from casos.dinero.concepto import PorConcepto
from casos.dinero.pesos import Pesos
from casos.dinero.plan import PlanPagos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import Alcance, FormaFirma, Producto, RolParte, Via


class Valor(BaseModel):
    """A part of a fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CreditoReconocido(Valor):
    """What an agreement says of one contract: its balance by concept at its cut-off date, and what is condoned."""

    credito: Texto
    fecha_contrato: date | None = None
    corte: date
    reconocido: PorConcepto
    condonado: PorConcepto = PorConcepto()


class OpcionVista(Valor):
    """One option as it was shown: product, instalments, what each pays, the total."""

    producto: Producto
    parcialidades: int
    importe: Pesos
    pago_inicial: Pesos
    total: Pesos
    condonado: Pesos


class Firma(Valor):
    """Somebody signed, and how."""

    rol: RolParte
    forma: FormaFirma = FormaFirma.AUTOGRAFA


class OpcionesPresentadas(Hecho):
    """Payment options were shown to the debtor: a measure of the job."""

    opciones: tuple[OpcionVista, ...]
    puede_pagar: Pesos | None = None


class ConvenioElaborado(Hecho):
    """A draft agreement: `convenio` numbers it in the case, `revision` its drafts.

    `reconocido` is the debt by concept at `corte` (`desglose`: contract by contract) and `condonado` the
    conditional discount; their difference is the capital of `plan`. `excede` says in what the draft goes over
    policy (empty: inside). `firman` are the parties who must sign it; `apoderado` signs for the Institute.
    """

    introduce = ("convenio",)
    nombra = (("creditos", "credito"),)
    convenio: int
    revision: int
    via: Via
    producto: Producto
    alcance: Alcance
    creditos: tuple[Texto, ...]
    corte: date
    reconocido: PorConcepto
    condonado: PorConcepto
    plan: PlanPagos
    desglose: tuple[CreditoReconocido, ...] = ()
    campana: Texto | None = None
    excede: tuple[Texto, ...] = ()
    firman: tuple[RolParte, ...] = (RolParte.ACREDITADO,)
    apoderado: Texto | None = None
    requiere_aval: bool = False
    requiere_supervisor: bool = False


class DescuentoAutorizado(Hecho):
    """The coordinator authorised what a draft asks over policy."""

    convenio: int
    revision: int
    motivo: TextoPrivado


class DescuentoRechazado(Hecho):
    """The coordinator did not authorise it."""

    convenio: int
    revision: int
    motivo: TextoPrivado


class ConvenioDescartado(Hecho):
    """A draft will not be signed."""

    convenio: int
    motivo: TextoPrivado


class ConvenioFirmado(Hecho):
    """The agreement was signed, the revision that was authorised. `folio` is the court's or ours."""

    introduce = ("convenio", "folio_convenio")
    convenio: int
    revision: int
    fecha: date
    folio_convenio: Texto
    firmas: tuple[Firma, ...]
    sesion: int | None = None


class ConvenioSustituido(Hecho):
    """An agreement in force gives way to another."""

    nombra = (("por", "convenio"),)
    convenio: int
    por: int


class ConvenioModificado(Hecho):
    """A signed addendum (espera, new dates): written, authorised, with its new schedule.

    The first `fijas` instalments of `plan` are those already paid, as they were.
    """

    convenio: int
    adenda: int
    fecha: date
    plan: PlanPagos
    fijas: int = 0
    firmas: tuple[Firma, ...] = ()
    motivo: TextoPrivado


class AdeudoRegenerado(Hecho):
    """Overdue balances of several contracts became one new base; the earlier plan is closed and linked.

    It is no novation (`es_novacion` false by default text); `capitalizado` is the visible line of interest that
    became base. Identity: entra = base + condonado. `sin_aval`: the coordinator let it be signed without the aval.
    """

    nombra = (("sustituye", "convenio"), ("creditos", "credito"))
    convenio: int
    sustituye: int | None
    creditos: tuple[Texto, ...]
    entra: PorConcepto
    condonado: PorConcepto
    capitalizado: Pesos
    base: Pesos
    es_novacion: bool = False
    sin_aval: bool = False


class PlanDePagosActivado(Hecho):
    """The schedule runs: original collected, and initial payment confirmed or not required."""

    convenio: int


class PagoInicialNoRecibido(Hecho):
    """Clock: the initial payment did not come within its grace."""

    convenio: int
    vencio: date
    importe: Pesos


class CondonacionRevocada(Hecho):
    """The conditional discount is lost by the breach; the amounts come back to the debt."""

    convenio: int
    importes: PorConcepto


class CondonacionRevocadaAvisada(Hecho):
    """Contabilidad and Sistemas were told of a revoked discount, with its amounts."""

    convenio: int
