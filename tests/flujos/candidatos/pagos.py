"""Candidates for the decisions about payments."""

from datetime import timedelta
from decimal import Decimal

from casos.mediacion import (
    pagos,
    promesas,
)
from tests.flujos.candidatos.base import MOTIVO, atraso, debe, hoy, para


@para("reportar_pago")
def _(caso, ctx):
    return [pagos.PagoDelDeudor(importe=Decimal(500), fecha=hoy(ctx), pago=f"r{len(caso.reportes)}")]


@para("rechazar_pago")
def _(caso, ctx):
    pendientes = [r.pago for r in caso.reportes.values() if r.estado == "pendiente"] or ["r0"]
    return [pagos.PagoNoHallado(pago=pendientes[0], motivo=MOTIVO)]


@para("confirmar_pago")
def _(caso, ctx):
    """Four thousand, all that is owed, five hundred, the arrears: today; and as if paid when it was signed."""
    en_tiempo = caso.convenio.fecha if caso.convenio and caso.convenio.fecha else hoy(ctx)
    return [
        pagos.PagoBancario(folio=f"f{len(caso.pagos)}-{importe}-{dia}", importe=importe, fecha=dia)
        for dia in dict.fromkeys((hoy(ctx), min(en_tiempo, hoy(ctx))))
        for importe in (min(debe(caso), Decimal(4000)), debe(caso), Decimal(500), atraso(caso, hoy(ctx)))
    ]


@para("revertir_pago")
def _(caso, ctx):
    return [pagos.Reversion(folio=p.folio, motivo=MOTIVO) for p in caso.pagos_firmes[-1:]]


@para("emitir_recibo")
def _(caso, ctx):
    return [pagos.Recibo(folio=p.folio) for p in reversed(caso.pagos_firmes[-2:])]


@para("prometer_pago")
def _(caso, ctx):
    return [promesas.NuevaPromesa(importe=Decimal(500), fecha=hoy(ctx) + timedelta(days=2))]


@para("incumplir_promesa")
def _(caso, ctx):
    return sorted(caso.contacto.promesas)[-1:]
