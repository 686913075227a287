"""Discounts: exact shares, earned or lost by the ledger, and the debt that comes back when they are lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.amortizacion import elaborar_plan
from casos.dinero.concepto import Concepto, PorConcepto
from casos.dinero.condonacion import (
    Condicion,
    Condonacion,
    EstadoCondonacion,
    Porcentajes,
    condonar,
    restablecer,
    situacion_de_condonacion,
)
from casos.dinero.pago import Pago
from casos.dinero.pesos import redondear
from casos.dinero.tasas import Tasas
from tests.casos.dinero.estrategias import CORTE, adeudos, identidades, pesos

FIRMA = date(2026, 11, 23)
ADEUDO = Adeudo(
    creditos=(
        SaldoCredito(
            credito="1",
            importes=PorConcepto(
                capital=Decimal("15031.30"), ordinario=Decimal("4026.24"), moratorio=Decimal("7784.06")
            ),
            fecha_corte=FIRMA,
        ),
    )
)
MITAD = Porcentajes(moratorio=Decimal(50))
CONDONACION = condonar(ADEUDO, MITAD, "Campaña de diciembre")
PLAN = elaborar_plan(
    ADEUDO.total - CONDONACION.total,
    inicio=FIRMA,
    primera=date(2026, 12, 15),
    parcialidades=3,
    pago_inicial=Decimal("2949.57"),
)  # 2,949.57 and three of 6,666.67 / .67 / .66


def cinco_dias(vence):
    return vence + timedelta(days=5)


def situacion(al, *pagos, condicion=Condicion.PUNTUAL):
    return situacion_de_condonacion(CONDONACION, PLAN, pagos, al, cinco_dias, condicion=condicion)


def test_se_condona_la_parte_de_cada_concepto():
    assert CONDONACION.total == Decimal("3892.03")
    assert CONDONACION.por_concepto == PorConcepto(moratorio=Decimal("3892.03"))
    assert PLAN.capital == Decimal("22949.57")


def test_entre_varios_creditos_la_suma_es_la_parte_del_total():
    creditos = tuple(
        SaldoCredito(credito=str(n), importes=PorConcepto(moratorio=Decimal("0.01")), fecha_corte=CORTE)
        for n in range(3)
    )
    condonado = condonar(Adeudo(creditos=creditos), MITAD)
    assert condonado.total == redondear(Decimal("0.015"))
    assert [linea.credito for linea in condonado.lineas] == ["0", "2"]


@identidades
@given(adeudos(), st.lists(st.decimals(0, 100, places=2), min_size=4, max_size=4))
def test_condonar_es_exacto_por_concepto_y_nunca_pasa_de_lo_que_se_debe(adeudo, porcentajes):
    por_concepto = dict(zip(["gastos", "moratorio", "ordinario", "capital"], porcentajes, strict=True))
    condonado = condonar(adeudo, Porcentajes(**por_concepto))
    for concepto in Concepto:
        debe = adeudo.por_concepto.de(concepto)
        assert condonado.por_concepto.de(concepto) == redondear(debe * por_concepto[concepto.value] / 100)
    assert adeudo.menos(condonado.lineas).total == adeudo.total - condonado.total
    assert adeudo.menos(condonado.lineas).mas(condonado.lineas) == adeudo
    assert Condonacion.model_validate_json(condonado.model_dump_json()) == condonado


PAGOS_A_TIEMPO = [
    Pago(FIRMA, Decimal("2949.57")),
    Pago(date(2026, 12, 15), Decimal("6666.67")),
    Pago(date(2027, 1, 20), Decimal("6666.67")),
    Pago(date(2027, 2, 10), Decimal("6666.66")),
]


def test_mientras_falta_pagar_y_no_hay_atrasos_esta_pendiente():
    pendiente = situacion(date(2027, 2, 1), *PAGOS_A_TIEMPO)
    assert pendiente.estado is EstadoCondonacion.PENDIENTE
    assert "sin atrasos" in pendiente.explicacion


def test_se_gana_al_pagar_todo_a_tiempo():
    ganada = situacion(date(2027, 2, 10), *PAGOS_A_TIEMPO)
    assert (ganada.estado, ganada.importe) == (EstadoCondonacion.GANADA, Decimal("3892.03"))
    assert "$3,892.03" in ganada.explicacion


@pytest.mark.parametrize(
    ("cual", "nombre"), [(0, "el pago inicial no se cubrió"), (2, "la parcialidad 2 no se cubrió")]
)
def test_la_puntual_se_pierde_con_el_primer_atraso_aunque_despues_se_pague(cual, nombre):
    pagos = list(PAGOS_A_TIEMPO)
    pagos[cual] = pagos[cual]._replace(fecha=date(2027, 1, 28))
    perdida = situacion(date(2027, 3, 1), *pagos)
    assert perdida.estado is EstadoCondonacion.PERDIDA
    assert nombre in perdida.explicacion
    assert (
        situacion(date(2027, 3, 1), *pagos, condicion=Condicion.PAGO_TOTAL).estado is EstadoCondonacion.GANADA
    )


def test_la_de_pago_total_se_pierde_solo_con_el_incumplimiento():
    pagos = PAGOS_A_TIEMPO[:1]
    atrasado, incumplido = date(2026, 12, 22), date(2027, 1, 21)
    total = Condicion.PAGO_TOTAL
    assert situacion(atrasado, *pagos, condicion=total).estado is EstadoCondonacion.PENDIENTE
    perdida = situacion(incumplido, *pagos, condicion=total)
    assert perdida.estado is EstadoCondonacion.PERDIDA
    assert "21 de enero de 2027 el convenio está incumplido" in perdida.explicacion


def test_el_adeudo_restablecido_es_lo_reconocido_menos_lo_pagado_en_orden_legal():
    """Both the discount and the legal order come back: 9,616.24 paid goes to moratorios, then ordinarios."""
    pagos = PAGOS_A_TIEMPO[:2]
    estado = restablecer(ADEUDO, pagos, date(2027, 3, 1))
    assert estado.adeudo.por_concepto == PorConcepto(
        capital=Decimal("15031.30"), ordinario=Decimal("4026.24") - (Decimal("9616.24") - Decimal("7784.06"))
    )
    assert estado.adeudo.total == ADEUDO.total - Decimal("9616.24")


@given(adeudos(), st.lists(st.tuples(st.integers(-5, 300), pesos(1, 1_000_000)), max_size=5))
def test_restablecer_conserva_el_dinero(adeudo, filas):
    pagos = [Pago(CORTE + timedelta(days=dias), importe) for dias, importe in filas]
    tasas = Tasas(ordinaria=Decimal(6), moratoria=Decimal(9))
    estado = restablecer(adeudo, pagos, CORTE + timedelta(days=400), tasas=tasas)
    intereses = sum(r.cargo for r in estado.renglones) - adeudo.total
    pagado = sum(p.importe for p in pagos)
    assert intereses >= 0
    assert adeudo.total + intereses == estado.adeudo.total + pagado - estado.saldo_a_favor
