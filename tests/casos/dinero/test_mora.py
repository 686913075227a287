"""Interest for delay on an agreement's instalments, by hand and against a day-by-day reckoning."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.amortizacion import elaborar_plan
from casos.dinero.mora import mora_del_plan, total_de_mora
from casos.dinero.pago import Pago
from casos.dinero.pesos import CERO
from tests.casos.dinero.estrategias import historias, planes

PLAN = elaborar_plan(Decimal(3600), inicio=date(2026, 3, 24), primera=date(2026, 4, 30), parcialidades=3)
TASA = Decimal(18)


def lineas(pagos, al, **cambios):
    return [
        (m.numero, str(m.capital), (m.hasta - m.desde).days, str(m.importe))
        for m in mora_del_plan(PLAN, pagos, al, TASA, **cambios)
    ]


def test_a_tiempo_no_hay_mora():
    assert lineas([Pago(date(2026, 4, 30), Decimal(1200))], date(2026, 5, 29)) == []
    assert mora_del_plan(PLAN, [], date(2027, 1, 1), Decimal(0)) == ()


def test_una_parcialidad_pagada_diez_dias_tarde():
    """$1,200 at 18 % on 360 days: 60 centavos a day."""
    assert lineas([Pago(date(2026, 5, 10), Decimal(1200))], date(2026, 5, 20)) == [(1, "1200.00", 10, "6.00")]


def test_el_pago_parcial_baja_la_mora_desde_su_dia():
    """$1,200 for ten days, then $300 for ten: 6.00 and 1.50."""
    assert lineas([Pago(date(2026, 5, 10), Decimal(900))], date(2026, 5, 20)) == [
        (1, "1200.00", 10, "6.00"),
        (1, "300.00", 10, "1.50"),
    ]


def test_cada_parcialidad_tiene_la_suya_y_la_pena_no_pasa_de_su_tope():
    al = date(2026, 6, 30)
    assert lineas([], al) == [(1, "1200.00", 61, "36.60"), (2, "1200.00", 31, "18.60")]
    assert lineas([], al, pena_maxima=Decimal(1)) == [(1, "1200.00", 61, "36.00")]  # 1 % of 3,600
    assert lineas([], al, base=365)[0][3] == "36.10"


def test_el_interes_del_plan_se_cubre_primero_y_no_causa_mora():
    con = elaborar_plan(
        Decimal(1000),
        inicio=date(2026, 3, 30),
        primera=date(2026, 4, 30),
        parcialidades=3,
        tasa_anual=Decimal(12),
    )
    (una,) = mora_del_plan(con, [Pago(date(2026, 4, 30), Decimal(10))], date(2026, 5, 10), TASA)
    assert una.capital == con.parcialidades[0].capital
    (otra,) = mora_del_plan(con, [], date(2026, 5, 10), TASA)
    assert otra.capital == una.capital


@given(planes(), st.data())
def test_es_la_suma_de_cada_dia(plan, data):
    """Day by day: what of the capital due before that day was not paid at its beginning."""
    pagos = data.draw(historias(plan))
    al = plan.exigibles[0].vence + timedelta(days=data.draw(st.integers(0, 120)))
    dias_por_capital = CERO
    dia = plan.exigibles[0].vence
    while dia < al:
        pagado, antes = sum((p.importe for p in pagos if p.fecha <= dia), CERO), CERO
        for p in plan.exigibles:
            falta = antes + p.importe - max(pagado, antes)
            if p.vence <= dia:
                dias_por_capital += min(p.capital, max(CERO, falta))
            antes += p.importe
        dia += timedelta(days=1)
    hecho = mora_del_plan(plan, pagos, al, TASA)
    assert sum((m.capital * (m.hasta - m.desde).days for m in hecho), CERO) == dias_por_capital
    assert abs(total_de_mora(hecho) - dias_por_capital * TASA / 36000) <= Decimal("0.005") * (len(hecho) + 1)
