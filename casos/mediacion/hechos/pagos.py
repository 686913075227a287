"""Facts about payments and about keeping or breaking the agreement."""

from datetime import date

from casos.dinero.pesos import CERO, Pesos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.hechos.convenios import Valor
from casos.mediacion.vocabulario import Canal, Medio, RolParte


class AplicadoAParcialidad(Valor):
    """What of a payment went to an instalment (number 0: the initial payment)."""

    numero: int
    interes: Pesos
    capital: Pesos


class AplicadoACredito(Valor):
    """What of a payment went to a contract, by concept, in the legal order (CCF 2092-2094)."""

    credito: Texto
    gastos: Pesos
    moratorio: Pesos
    ordinario: Pesos
    capital: Pesos


class PagoReportado(Hecho):
    """The debtor says to have paid, with or without a voucher; it counts only once accounting confirms it.

    `pago` identifies the report in the case.
    """

    introduce = ("pago",)
    nombra = (("comprobante", "huella"),)
    pago: Texto
    importe: Pesos
    fecha: date
    canal: Canal = Canal.OTRO
    referencia: Texto | None = None
    comprobante: Texto | None = None


class PagoConfirmado(Hecho):
    """Accounting found the payment. `folio` identifies it: (bank or channel, date, operation, amount).

    Σ `a_parcialidades` + Σ `a_creditos` + `a_favor` + `incluido` = `importe`. They are what the receipt says; the
    ledger reads all payments by their date. `credito` is the debt that the debtor declared (CCF 2092);
    `incluido` what the Institute's balance had already counted (a payment not later than its cut-off date).
    `pago` closes a matching report.
    """

    introduce = ("folio",)
    folio: Texto
    importe: Pesos
    fecha: date
    canal: Canal = Canal.OTRO
    banco: Texto | None = None
    operacion: Texto | None = None
    referencia: Texto | None = None
    convenio: int | None = None
    a_parcialidades: tuple[AplicadoAParcialidad, ...] = ()
    a_creditos: tuple[AplicadoACredito, ...] = ()
    a_favor: Pesos = CERO
    incluido: Pesos = CERO
    credito: Texto | None = None
    pago: Texto | None = None


class PagoRechazado(Hecho):
    """Accounting did not find a reported payment."""

    pago: Texto
    motivo: TextoPrivado


class PagoRevertido(Hecho):
    """A confirmed payment is undone (returned transfer, wrong case): the debt comes back exactly."""

    folio: Texto
    motivo: TextoPrivado


class ReciboEmitido(Hecho):
    """A receipt was produced for a confirmed payment."""

    folio: Texto
    huella: Texto | None = None


class ParcialidadVencida(Hecho):
    """Clock: an instalment was not covered at its due date plus grace."""

    convenio: int
    parcialidad: int
    vencio: date
    falta: Pesos


class IncumplimientoPropuesto(Hecho):
    """Clock: the ledger's verdict is breach; the coordinator decides."""

    convenio: int
    vencidas: tuple[int, ...]
    exigible: Pesos
    desde: date


class IncumplimientoDeclarado(Hecho):
    """The agreement is broken (clause 11): by the coordinator, or by the clock where the policy says so."""

    convenio: int
    vencidas: tuple[int, ...]
    exigible: Pesos
    automatico: bool = False


class IncumplimientoDesestimado(Hecho):
    """The coordinator decided not to declare it, and to look again on a day."""

    convenio: int
    hasta: date
    motivo: TextoPrivado


class IncumplimientoNotificado(Hecho):
    """A party was told of the breach."""

    convenio: int
    rol: RolParte
    medio: Medio


class IncumplimientoSubsanado(Hecho):
    """The arrears were paid after the breach; the plan goes on."""

    convenio: int


class IncumplimientoRevertido(Hecho):
    """A payment captured late, but made in time, shows that there was no breach. Dated as that payment."""

    convenio: int
    folio: Texto


class ConvenioCumplido(Hecho):
    """An agreement over part of the debt is paid; the rest is still owed."""

    convenio: int


class LiquidacionRevertida(Hecho):
    """A payment was undone and what had been paid off is owed again. `folio` is that payment's."""

    folio: Texto
    convenio: int | None = None


class AdeudoLiquidado(Hecho):
    """Nothing is owed; a conditional discount, if any, was earned."""

    convenio: int | None = None
