"""Decisions about payments: reported by the officer, confirmed, refused or undone by accounting only."""

from datetime import date
from decimal import Decimal

from casos.decision import CONTABILIDAD, COORDINADOR, RESPONSABLE, Contexto, Rechazo, decision, exigir
from casos.dinero.letras import fecha_larga
from casos.dinero.pesos import PesosPositivos, en_cifras
from casos.hecho import Hecho, Texto
from casos.mediacion.aplicacion import aplicar_pago
from casos.mediacion.consecuencias import de_confirmar, de_revertir
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.escaneos import Escaneo, con_escaneo
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import exigir_abierto
from casos.mediacion.hechos.pagos import (
    PagoConfirmado,
    PagoRechazado,
    PagoReportado,
    PagoRevertido,
    ReciboEmitido,
)
from casos.mediacion.vocabulario import Canal, Etapa, TipoDocumento
from casos.tiempo import dia_local

OFICINA = {RESPONSABLE, COORDINADOR}


def folio_de(
    via: str, fecha: date, importe: Decimal, operacion: str | None, distingue: str | None = None
) -> str:
    """The identity of a payment: bank (or, without one, channel), date, operation and amount.

    Without an operation number, `distingue` (a reference) tells apart two payments equal in all the rest.
    """
    cual = (operacion or "").strip().upper() or f"s/n {(distingue or '').strip()}".strip()
    return f"{via.strip().upper()}/{fecha:%Y-%m-%d}/{cual}/{importe}"


def _con_adeudo(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    if motivo is None and caso.etapa is Etapa.LIQUIDADO:
        return "El adeudo ya está liquidado; el pago queda por identificar."
    return motivo


def _exigir_fecha(fecha: date, ctx: Contexto) -> None:
    if fecha > dia_local(ctx.ahora):
        raise Rechazo(f"El pago trae fecha {fecha_larga(fecha)}, que todavía no llega; corríjala.")


# ------------------------------------------------------------------------------------------------ reported


class PagoDelDeudor(Datos):
    """What the debtor says to have paid; `pago` identifies the report (made from the rest when not given)."""

    importe: PesosPositivos
    fecha: date
    canal: Canal = Canal.OTRO
    referencia: Texto | None = None
    comprobante: Escaneo | None = None
    pago: Texto | None = None

    @property
    def identidad(self) -> str:
        """The same payment told twice is one report."""
        return self.pago or folio_de(self.canal, self.fecha, self.importe, self.referencia)


@decision(quien=OFICINA, titulo="Registrar pago reportado", si=_con_adeudo)
def reportar_pago(caso: Caso, pago: PagoDelDeudor, ctx: Contexto) -> list[Hecho]:
    """The debtor says to have paid: it does not count until accounting confirms it. Told twice, []."""
    if pago.identidad in caso.reportes:
        return []
    exigir(_con_adeudo(caso, ctx))
    _exigir_fecha(pago.fecha, ctx)
    ya = next(
        (p for p in caso.pagos_firmes if (p.fecha, p.importe, p.reporte) == (pago.fecha, pago.importe, None)),
        None,
    )
    if ya is not None:
        raise Rechazo(
            f"Contabilidad ya confirmó un pago de {en_cifras(pago.importe)} de ese día; no hace falta."
        )
    reportado = PagoReportado(
        pago=pago.identidad, importe=pago.importe, fecha=pago.fecha, canal=pago.canal, referencia=pago.referencia,
        comprobante=pago.comprobante.huella if pago.comprobante else None,
    )  # fmt: skip
    return con_escaneo(caso, pago.comprobante, TipoDocumento.COMPROBANTE_PAGO, reportado)


class PagoNoHallado(Datos):
    """A report that accounting could not find, and why."""

    pago: Texto
    motivo: str


def _con_reportes(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    if motivo is None and not any(r.estado == "pendiente" for r in caso.reportes.values()):
        return "No hay pagos reportados que esperen respuesta."
    return motivo


@decision(quien=CONTABILIDAD, titulo="No confirmar pago reportado", si=_con_reportes)
def rechazar_pago(caso: Caso, pago: PagoNoHallado, ctx: Contexto) -> list[Hecho]:
    """Accounting did not find a reported payment; one already refused yields []."""
    reporte = caso.reportes.get(pago.pago)
    if reporte and reporte.estado == "rechazado":
        return []
    exigir(_con_reportes(caso, ctx))
    if reporte is None or reporte.estado != "pendiente":
        raise Rechazo("Ese reporte no espera respuesta: ya se confirmó o no existe.")
    motivo = escrito(pago.motivo, "Escriba por qué no se confirma el pago.")
    return [PagoRechazado(pago=pago.pago, motivo=motivo)]


# ----------------------------------------------------------------------------------- confirmed and undone


class PagoBancario(Datos):
    """A payment that accounting found. `convenio` and `credito` come from its reference or from the debtor.

    `pago` is the report that it closes; when not said, the one that it matches.
    """

    folio: Texto
    importe: PesosPositivos
    fecha: date
    canal: Canal = Canal.OTRO
    banco: Texto | None = None
    operacion: Texto | None = None
    referencia: Texto | None = None
    convenio: int | None = None
    credito: Texto | None = None
    pago: Texto | None = None


@decision(quien=CONTABILIDAD, titulo="Confirmar pago", si=_con_adeudo)
def confirmar_pago(caso: Caso, pago: PagoBancario, ctx: Contexto) -> list[Hecho]:
    """Accept a payment that accounting found; it counts on the day on which it was made.

    A folio already applied (or undone) yields []. Callers set the act's `ocurrido_en` to the payment's day,
    so that a breach which it shows not to have been one is undone as of then.
    """
    if pago.folio in caso.pagos:
        return []
    exigir(_con_adeudo(caso, ctx))
    _exigir_fecha(pago.fecha, ctx)
    va_a = aplicar_pago(
        caso, pago.importe, pago.fecha, ctx.politica, credito=pago.credito, convenio=pago.convenio
    )
    confirmado = PagoConfirmado(
        folio=pago.folio,
        importe=pago.importe,
        fecha=pago.fecha,
        canal=pago.canal,
        banco=pago.banco,
        operacion=pago.operacion,
        referencia=pago.referencia,
        credito=pago.credito,
        pago=_reporte_de(caso, pago),
        **va_a._asdict(),
    )
    return [confirmado, *de_confirmar(caso, confirmado, ctx)]


def _reporte_de(caso: Caso, pago: PagoBancario) -> str | None:
    """The report that a payment answers: the one it names, else the one of its amount, best of its day."""
    if pago.pago is not None:
        if pago.pago not in caso.reportes:
            raise Rechazo("El reporte que se quiere confirmar no es de este caso; recargue la página.")
        return pago.pago
    iguales = [r for r in caso.reportes.values() if r.estado == "pendiente" and r.importe == pago.importe]
    del_dia = [r for r in iguales if r.fecha == pago.fecha]
    if del_dia:
        return del_dia[0].pago
    return iguales[0].pago if len(iguales) == 1 else None


class Reversion(Datos):
    """A confirmed payment that must not count, and why (returned transfer, wrong case)."""

    folio: Texto
    motivo: str


@decision(quien=CONTABILIDAD, titulo="Revertir pago", si=exigir_abierto)
def revertir_pago(caso: Caso, reversion: Reversion, ctx: Contexto) -> list[Hecho]:
    """Undo a confirmed payment: the debt comes back exactly, what it paid off is owed again. Twice, []."""
    pago = caso.pagos.get(reversion.folio)
    if pago is not None and pago.revertido:
        return []
    exigir(exigir_abierto(caso, ctx))
    if pago is None:
        raise Rechazo("Ese pago no está confirmado en este caso; revise el folio.")
    motivo = escrito(reversion.motivo, "Escriba por qué se revierte el pago.")
    revertido = PagoRevertido(folio=reversion.folio, motivo=motivo)
    return [revertido, *de_revertir(caso, revertido, ctx)]


class Recibo(Datos):
    """A receipt that was printed or sent; `huella` is its SHA-256."""

    folio: Texto
    huella: Texto | None = None


@decision(quien={*OFICINA, CONTABILIDAD}, titulo="Emitir recibo", si=exigir_abierto)
def emitir_recibo(caso: Caso, recibo: Recibo, ctx: Contexto) -> list[Hecho]:
    """A receipt for a confirmed payment, which the debtor may demand (CCF 2088); a second one yields []."""
    pago = caso.pagos.get(recibo.folio)
    if pago is not None and pago.recibo.version:
        return []
    exigir(exigir_abierto(caso, ctx))
    if pago is None or pago.revertido:
        raise Rechazo("Solo se emite recibo de un pago confirmado; revise el folio.")
    return [ReciboEmitido(folio=recibo.folio, huella=recibo.huella)]
