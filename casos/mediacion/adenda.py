"""The decision that changes a signed schedule: what was paid stays as it was, what is left gets new dates."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.dinero.amortizacion import PlanImposible, elaborar_plan
from casos.dinero.pesos import CERO, PesosPositivos
from casos.dinero.plan import Parcialidad, PlanNoCuadra, PlanPagos, comprobar_plan
from casos.hecho import Hecho
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.firma import exigir_firmas
from casos.mediacion.guardas import en_etapa, sin_suspension, todas
from casos.mediacion.hechos.convenios import ConvenioModificado, Firma
from casos.mediacion.libro import pagado
from casos.mediacion.oferta import habil_de
from casos.mediacion.vocabulario import Etapa, RolParte
from casos.tiempo import dia_local


class Adenda(Datos):
    """A signed addendum: the new dates or number of what is left to pay, by whom it was signed, and why.

    `sin_aval`: the aval, who signed the agreement, did not sign this. An espera without his consent frees a
    fiador (CCF 2846), so it must be said.
    """

    convenio: int
    fecha: date
    primera: date
    parcialidades: int | None = None
    mensualidad: PesosPositivos | None = None
    firmas: tuple[Firma, ...]
    sin_aval: bool = False
    motivo: str


_puede_modificar = todas(
    en_etapa(Etapa.EN_SEGUIMIENTO, Etapa.INCUMPLIDO, accion="modificar un convenio"),
    sin_suspension("modificar un convenio"),
)


@decision(quien=COORDINADOR, titulo="Modificar convenio (adenda)", si=_puede_modificar)
def modificar_convenio(caso: Caso, adenda: Adenda, ctx: Contexto) -> list[Hecho]:
    """A written, signed addendum, which its capture by the coordinator authorises (CNPCF 1022).

    The paid part of the schedule stays; what is left of the capital, with the interest already due, is
    scheduled anew. The schedule that is in force already yields [].
    """
    exigir(_puede_modificar(caso, ctx))
    convenio = caso.convenio
    if convenio is None or convenio.numero != adenda.convenio:
        raise Rechazo("Ese convenio no es el que está en vigor; recargue la página.")
    if convenio.revocado:
        raise Rechazo(
            "La condonación de este convenio ya se revocó; elabore un convenio nuevo o una regeneración."
        )
    if adenda.fecha > dia_local(ctx.ahora):
        raise Rechazo("La fecha de la adenda está en el futuro; corríjala.")
    plan, fijas = _reprogramar(convenio, pagado(caso, convenio), adenda, ctx, caso.apertura.sede)
    if plan == convenio.plan and convenio.estado is EstadoConvenio.ACTIVO:
        return []
    firmaron = {firma.rol for firma in convenio.firmas}
    exigir_firmas([r for r in firmaron if not (adenda.sin_aval and r is RolParte.AVAL)], adenda.firmas)
    return [
        ConvenioModificado(
            convenio=convenio.numero,
            adenda=convenio.adendas + 1,
            fecha=adenda.fecha,
            plan=plan,
            fijas=fijas,
            firmas=adenda.firmas,
            motivo=escrito(adenda.motivo, "Escriba por qué se modifica el convenio."),
        )
    ]


def _reprogramar(
    convenio: Convenio, ya_pagado: Decimal, adenda: Adenda, ctx: Contexto, sede: str
) -> tuple[PlanPagos, int]:
    """The new schedule and how many of its instalments are the ones already paid."""
    plan = convenio.plan
    inicial = min(plan.pago_inicial, ya_pagado)
    fijas = list(_pagadas(plan, ya_pagado - inicial))
    capital = plan.capital - inicial - sum((p.capital for p in fijas), CERO)
    if not capital:
        raise Rechazo("Ya no queda capital por reprogramar en este convenio.")
    debido = sum((p.interes for p in plan.parcialidades if p.vence <= adenda.fecha), CERO)
    debido = max(CERO, debido - sum((p.interes for p in fijas), CERO))
    try:
        nuevo = elaborar_plan(
            capital,
            inicio=adenda.fecha,
            primera=adenda.primera,
            parcialidades=adenda.parcialidades,
            mensualidad=adenda.mensualidad,
            tasa_anual=plan.tasa_anual,
            base=ctx.politica.tasas.base_dias,
            habil=habil_de(ctx, sede),
        )
        primera, *demas = nuevo.parcialidades
        con_debido = {"interes": primera.interes + debido, "importe": primera.importe + debido}
        todo = PlanPagos(
            parcialidades=tuple(_numerar([*fijas, primera.model_copy(update=con_debido), *demas])),
            pago_inicial=inicial,
            inicial_vence=plan.inicial_vence if inicial else None,
            tasa_anual=plan.tasa_anual,
        )
        comprobar_plan(todo)
    except (PlanImposible, PlanNoCuadra) as error:
        raise Rechazo(str(error)) from error
    return todo, len(fijas)


def _pagadas(plan: PlanPagos, resta: Decimal) -> Iterator[Parcialidad]:
    """The instalments that an amount covers; of the last one, only the part that was paid, interest first."""
    for p in plan.parcialidades:
        if resta <= 0:
            return
        importe = min(resta, p.importe)
        interes = min(importe, p.interes)
        yield p.model_copy(update={"interes": interes, "capital": importe - interes, "importe": importe})
        resta -= importe


def _numerar(parcialidades: list[Parcialidad]) -> Iterator[Parcialidad]:
    """Numbers from 1 on, and the capital that is left after each."""
    saldo = sum((p.capital for p in parcialidades), CERO)
    for numero, p in enumerate(parcialidades, 1):
        saldo -= p.capital
        yield p.model_copy(update={"numero": numero, "saldo": saldo})
