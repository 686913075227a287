"""The whole life of a debt: recognised, discounted, agreed, paid, broken, restored and regenerated.

No identity may break over random plans and payment histories: 100,000 of them with
`MEDIACION_HYPOTHESIS=intenso`.
"""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.adeudo import Adeudo
from casos.dinero.amortizacion import PlanImposible, elaborar_plan
from casos.dinero.cobertura import cobertura
from casos.dinero.condonacion import (
    EstadoCondonacion,
    Porcentajes,
    condonar,
    restablecer,
    situacion_de_condonacion,
)
from casos.dinero.cumplimiento import primer_incumplimiento, verificar_cumplimiento
from casos.dinero.imputacion import imputar_pagos
from casos.dinero.pago import Pago
from casos.dinero.pesos import CERO
from casos.dinero.plan import comprobar_plan
from casos.dinero.regeneracion import Eslabon, conserva_linaje, consolidar
from casos.dinero.tasas import Tasas
from casos.dinero.veredicto import Cumplimiento, Umbrales
from tests.casos.dinero.estrategias import CORTE, a_lunes, adeudos, historias, identidades, pesos

TASAS = Tasas(ordinaria=Decimal(6), moratoria=Decimal(9))


def gracia(vence):
    return a_lunes(vence + timedelta(days=7))


@st.composite
def convenios(draw, adeudo, inicio):
    """A discount and a plan on a debt, and what the debtor then pays."""
    condonacion = condonar(
        adeudo, Porcentajes(moratorio=draw(st.sampled_from([Decimal(0), Decimal(50), Decimal(100)])))
    )
    por_pagar = adeudo.total - condonacion.total
    numero = draw(st.integers(1, 18))
    try:
        plan = elaborar_plan(
            por_pagar,
            inicio=inicio,
            primera=inicio + timedelta(days=draw(st.integers(0, 40))),
            parcialidades=numero,
            pago_inicial=draw(st.just(CERO) | pesos(0, int(por_pagar * 50))),
            tasa_anual=draw(st.sampled_from([Decimal(0), Decimal(6)])),
            habil=a_lunes,
        )
    except PlanImposible:
        return None
    return condonacion, plan, draw(historias(plan))


@identidades
@given(adeudos().filter(lambda a: a.total > 0), st.data())
def test_ninguna_identidad_se_rompe_en_la_vida_de_un_adeudo(adeudo: Adeudo, data):
    inicio, eslabones = CORTE + timedelta(days=data.draw(st.integers(0, 40))), []
    for vuelta in range(2):
        convenio = data.draw(convenios(adeudo, inicio))
        if convenio is None:
            break
        condonacion, plan, pagos = convenio
        pagos = [p for p in pagos if p.fecha >= inicio]
        comprobar_plan(plan)
        assert plan.capital + condonacion.total == adeudo.total

        imputaciones = imputar_pagos(plan, pagos)
        aplicado = sum((i.aplicado for i in imputaciones), CERO)
        assert aplicado + sum((i.saldo_a_favor for i in imputaciones), CERO) == sum(
            (p.importe for p in pagos), CERO
        )
        assert sum((c.falta for c in cobertura(plan, pagos)), CERO) == plan.total - aplicado

        al = plan.termina + timedelta(days=data.draw(st.integers(-300, 30)))
        veredicto = verificar_cumplimiento(plan, pagos, al, gracia, Umbrales(2, 3))
        if veredicto.estado is Cumplimiento.INCUMPLIDO:
            assert primer_incumplimiento(plan, pagos, gracia, Umbrales(2, 3)) <= al
            assert veredicto.faltante > 0
        situacion = situacion_de_condonacion(condonacion, plan, pagos, al, gracia)
        assert situacion.importe == condonacion.total
        if situacion.estado is EstadoCondonacion.GANADA:
            assert veredicto.liquidado

        hasta = max(al, inicio)
        estado = restablecer(adeudo, pagos, hasta, tasas=TASAS)
        intereses = sum((r.cargo for r in estado.renglones), CERO) - adeudo.total
        pagado = sum((p.importe for p in pagos if p.fecha <= hasta), CERO)
        restablecido = estado.adeudo
        eslabones.append(
            Eslabon(
                adeudo.total, restablecido.total, pagado=pagado - estado.saldo_a_favor, devengado=intereses
            )
        )
        if not restablecido.total:
            break
        quita = condonar(restablecido, Porcentajes(moratorio=Decimal(100)))
        if quita.total == restablecido.total:
            break
        nueva = consolidar(restablecido, quita, credito_nuevo=f"R-{vuelta}", fecha=hasta)
        eslabones.append(Eslabon(restablecido.total, nueva.base, condonado=quita.total))
        adeudo, inicio = Adeudo(creditos=(nueva.nuevo,)), hasta
    conserva_linaje(eslabones)


@identidades
@given(adeudos().filter(lambda a: a.total > 0), st.data())
def test_revertir_cualquier_pago_y_volverlo_a_registrar_deja_todo_igual(adeudo, data):
    convenio = data.draw(convenios(adeudo, CORTE))
    if convenio is None or not convenio[2]:
        return
    _, plan, pagos = convenio
    cual = data.draw(st.integers(0, len(pagos) - 1))
    al = plan.termina + timedelta(days=data.draw(st.integers(-200, 40)))
    revertido = pagos[:cual] + pagos[cual + 1 :]
    de_nuevo = [*revertido, Pago(*pagos[cual])]
    antes = [(c.pagado, c.cubierta_el) for c in cobertura(plan, pagos)]
    assert [(c.pagado, c.cubierta_el) for c in cobertura(plan, de_nuevo)] == antes
    assert verificar_cumplimiento(plan, de_nuevo, al, gracia) == verificar_cumplimiento(
        plan, pagos, al, gracia
    )
    sin = verificar_cumplimiento(plan, revertido, al, gracia)
    cuenta = pagos[cual].fecha <= al
    assert sin.pagado == verificar_cumplimiento(plan, pagos, al, gracia).pagado - cuenta * pagos[cual].importe
