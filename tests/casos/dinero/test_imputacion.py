"""Payments on an agreement: oldest instalment first, interest before capital, the rest in favour."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casos.dinero.amortizacion import elaborar_plan
from casos.dinero.cobertura import cobertura
from casos.dinero.imputacion import AbonoParcialidad, Imputacion, imputar_a_plan, imputar_pagos
from casos.dinero.pago import Pago
from tests.casos.dinero.estrategias import historias, identidades, pesos, planes

INICIO = date(2026, 11, 23)
PLAN = elaborar_plan(
    Decimal(1200),
    inicio=INICIO,
    primera=date(2026, 12, 15),
    parcialidades=3,
    pago_inicial=Decimal(200),
    tasa_anual=Decimal(12),
)  # 200.00 at signing; then 340.02 (10.00 of interest), 340.02 (6.70), 340.03 (3.37)


def partes(imputacion):
    return [(a.numero, str(a.interes), str(a.capital)) for a in imputacion.parcialidades]


def test_un_pago_cubre_lo_mas_antiguo_y_el_interes_antes_que_el_capital():
    assert partes(imputar_a_plan(PLAN, Decimal(205))) == [(0, "0.00", "200.00"), (1, "5.00", "0.00")]
    assert partes(imputar_a_plan(PLAN, Decimal(345), ya_pagado=Decimal(205))) == [
        (1, "5.00", "330.02"),
        (2, "6.70", "3.28"),
    ]


def test_lo_que_sobra_queda_a_favor_y_se_salda_todo():
    ultimo = imputar_a_plan(PLAN, Decimal(100), ya_pagado=PLAN.total - 60)
    assert partes(ultimo) == [(3, "0.00", "60.00")]
    assert (str(ultimo.saldo_a_favor), ultimo.salda_todo) == ("40.00", True)
    despues = imputar_a_plan(PLAN, Decimal(10), ya_pagado=PLAN.total + 40)
    assert (partes(despues), str(despues.saldo_a_favor)) == ([], "10.00")


def test_el_recibo_dice_concepto_parcialidad_y_saldo_a_favor():
    assert imputar_a_plan(PLAN, Decimal(2000)).en_palabras == (
        "Pago inicial: $200.00",
        "Parcialidad 1: interés $10.00 y capital $330.02",
        "Parcialidad 2: interés $6.70 y capital $333.32",
        "Parcialidad 3: interés $3.37 y capital $336.66",
        "Saldo a favor: $779.93",
    )


@pytest.mark.parametrize("importe", [Decimal(0), Decimal(-5), 1.5, Decimal("0.001")])
def test_no_se_imputa_lo_que_no_es_un_pago(importe):
    with pytest.raises(ValueError, match=r"importe|decimales"):
        imputar_a_plan(PLAN, importe)


def test_una_imputacion_que_no_suma_no_existe():
    with pytest.raises(ValidationError, match="no suma"):
        Imputacion(importe=Decimal(10), parcialidades=(AbonoParcialidad(numero=1, capital=Decimal(9)),))


def test_revertir_un_pago_reacomoda_los_demas_como_si_no_hubiera_existido():
    pagos = [
        Pago(date(2026, 11, 23), Decimal(200)),
        Pago(date(2026, 12, 15), Decimal(340)),
        Pago(INICIO, Decimal(50)),
    ]
    sin_el_segundo = [pagos[0], pagos[2]]
    assert [partes(i) for i in imputar_pagos(PLAN, sin_el_segundo)] == [
        [(0, "0.00", "200.00")],
        [(1, "10.00", "40.00")],
    ]


@identidades
@given(planes(), st.data())
def test_la_suma_de_las_imputaciones_es_la_suma_de_los_pagos(plan, data):
    pagos = data.draw(historias(plan))
    imputaciones = imputar_pagos(plan, pagos)
    pagado = sum(p.importe for p in pagos)
    assert sum(i.importe for i in imputaciones) == pagado
    assert sum(i.saldo_a_favor for i in imputaciones) == max(0, pagado - plan.total)
    for cubierta in cobertura(plan, pagos):
        de_ella = [a for i in imputaciones for a in i.parcialidades if a.numero == cubierta.numero]
        assert sum(a.importe for a in de_ella) == cubierta.pagado
        assert 0 <= cubierta.falta <= cubierta.importe
        assert (cubierta.falta == 0) == (cubierta.cubierta_el is not None)
    assert (imputaciones[-1].salda_todo if imputaciones else False) == (pagado >= plan.total)


@identidades
@given(planes(), st.lists(pesos(1, 5_000_000), min_size=1, max_size=6), pesos(0, 5_000_000))
def test_pagar_en_partes_cubre_lo_mismo_que_de_una_vez(plan, importes, ya_pagado):
    sumas = {}
    for importe in importes:
        imputacion = imputar_a_plan(plan, importe, ya_pagado)
        ya_pagado += importe
        for abono in imputacion.parcialidades:
            interes, capital = sumas.get(abono.numero, (0, 0))
            sumas[abono.numero] = (interes + abono.interes, capital + abono.capital)
    junto = imputar_a_plan(plan, sum(importes), ya_pagado - sum(importes))
    assert sumas == {a.numero: (a.interes, a.capital) for a in junto.parcialidades}


@given(planes(), st.data())
def test_el_orden_en_que_se_capturan_los_pagos_no_importa(plan, data):
    pagos = data.draw(historias(plan))
    barajados = data.draw(st.permutations(pagos))
    cubierto = [(c.pagado, c.cubierta_el) for c in cobertura(plan, pagos)]
    assert [(c.pagado, c.cubierta_el) for c in cobertura(plan, barajados)] == cubierto


@given(planes(), st.data())
def test_los_pagos_posteriores_al_dia_no_cuentan(plan, data):
    pagos = data.draw(historias(plan))
    al = data.draw(st.sampled_from([p.vence for p in plan.exigibles]))
    assert cobertura(plan, pagos, al) == cobertura(plan, [p for p in pagos if p.fecha <= al])
