"""A first payment far away: how many months of *espera* it is, what they cost, and that the dates stay."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.amortizacion import PlanImposible, elaborar_plan, vencimiento
from casos.dinero.espera import comienzo, meses_de_espera
from tests.casos.dinero.test_opciones import HOY, LARGO, opciones

TOPE = 45


@pytest.mark.parametrize(
    ("primera", "meses"),
    [
        (date(2026, 12, 15), 0),
        (date(2027, 1, 7), 0),  # the 45th day
        (date(2027, 1, 8), 1),
        (date(2027, 2, 7), 1),
        (date(2027, 3, 31), 3),
        (date(2027, 11, 30), 11),
    ],
)
def test_los_meses_de_mas_son_espera(primera: date, meses: int) -> None:
    assert meses_de_espera(HOY, primera, TOPE) == meses


@given(
    dias=st.integers(0, 3000), tope=st.integers(1, 120), gracia=st.integers(0, 12), dia=st.sampled_from([None, 31])
)  # fmt: skip
def test_la_espera_no_mueve_la_primera_fecha_y_es_la_menor_que_cabe(
    dias: int, tope: int, gracia: int, dia: int | None
) -> None:
    primera = HOY + timedelta(days=dias)
    if dia:
        primera = vencimiento(primera, 0, dia)
    inicio = comienzo(HOY, primera, gracia, dia, tope)
    meses = inicio.gracia_meses - gracia
    de_pago = inicio.dia_de_pago or primera.day
    assert vencimiento(inicio.primera, meses, de_pago) == primera
    assert inicio.primera <= HOY + timedelta(days=tope)
    assert not meses or vencimiento(inicio.primera, 1, de_pago) > HOY + timedelta(days=tope)


def test_una_primera_fecha_lejana_se_autoriza_y_causa_el_interes_de_su_gracia() -> None:
    con_tope = LARGO.model_copy(update={"primer_pago_dias": TOPE})
    pide = {"parcialidades": 24, "pago_inicial": 2700}
    [usual] = opciones(con_tope, **pide).opciones
    [lejos] = opciones(con_tope, primera=date(2027, 6, 15), **pide).opciones
    [gracia] = opciones(con_tope, gracia_meses=6, **pide).opciones
    assert usual.dentro_de_politica
    assert [a.motivo for a in lejos.autorizaciones] == [
        "Da 6 meses de gracia: la primera parcialidad vence hasta el 15 de junio de 2027. Es una espera."
    ]
    assert lejos.plan == gracia.plan
    assert lejos.plan.interes > usual.plan.interes
    assert [p.vence for p in lejos.plan.parcialidades] == [
        vencimiento(date(2027, 6, 15), n) for n in range(24)
    ]


def test_sin_tope_ninguna_fecha_es_lejana() -> None:
    [opcion] = opciones(LARGO, primera=date(2029, 6, 15), parcialidades=24, pago_inicial=2700).opciones
    assert opcion.dentro_de_politica


def test_si_el_interes_hasta_la_primera_es_mas_que_la_cuota_se_dice_que_cambiar() -> None:
    """200 days at 24 % of 10,000 are $1,333.33; sixty instalments by days are of less."""
    with pytest.raises(
        PlanImposible, match=r"se juntan \$1,333\.33 de intereses .* acerque la primera fecha"
    ):
        elaborar_plan(
            Decimal(10_000), inicio=HOY, primera=HOY + timedelta(days=200), parcialidades=60,
            tasa_anual=Decimal(24), metodo="dias",
        )  # fmt: skip
