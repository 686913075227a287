"""Facts about options, agreements and regenerations: what was offered, drawn up, authorised, signed, changed."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from casos.dinero.pesos import Pesos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import Alcance, FormaFirma, Producto, RolParte, Via


class Valor(BaseModel):
    """A part of a fact."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Importes(Valor):
    """An amount by concept."""

    capital: Pesos
    ordinario: Pesos
    moratorio: Pesos
    gastos: Pesos


class ParcialidadPactada(Valor):
    """An instalment as agreed: number, due date (already on a working day), capital, interest, total and what is
    left to pay after it."""

    numero: int
    vence: date
    capital: Pesos
    interes: Pesos
    importe: Pesos
    saldo: Pesos


class PlanPactado(Valor):
    """The schedule: an initial payment (or none), and the instalments. Sums exactly by construction."""

    pago_inicial: Pesos
    inicial_vence: date | None
    parcialidades: tuple[ParcialidadPactada, ...]
    tasa_anual: Texto = "0"


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

    `reconocido` is the debt by concept at `corte`; `condonado` the conditional discount. `excede` says in what
    the draft goes over policy (empty: inside). `regenera` lists contracts consolidated by a regeneration.
    """

    introduce = ("convenio",)
    convenio: int
    revision: int
    via: Via
    producto: Producto
    alcance: Alcance
    creditos: tuple[Texto, ...]
    corte: date
    reconocido: Importes
    condonado: Importes
    plan: PlanPactado
    campana: Texto | None = None
    excede: tuple[Texto, ...] = ()
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

    introduce = ("folio_convenio",)
    convenio: int
    revision: int
    fecha: date
    folio_convenio: Texto
    firmas: tuple[Firma, ...]
    sesion: int | None = None


class ConvenioSustituido(Hecho):
    """An agreement in force gives way to another."""

    convenio: int
    por: int


class ConvenioModificado(Hecho):
    """A signed addendum (espera, new dates): written, authorised, with its new schedule."""

    convenio: int
    adenda: int
    fecha: date
    plan: PlanPactado
    motivo: TextoPrivado


class AdeudoRegenerado(Hecho):
    """Overdue balances of several contracts became one new base; the earlier plan is closed and linked.

    It is no novation (`es_novacion` false by default text); `capitalizado` is the visible line of interest that
    became base. Identity: entra = base + condonado.
    """

    convenio: int
    sustituye: int | None
    creditos: tuple[Texto, ...]
    entra: Importes
    condonado: Importes
    capitalizado: Pesos
    base: Pesos
    es_novacion: bool = False


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
    importes: Importes
