"""Debts: by credit and concept, never below zero, and what is taken can be given back exactly."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casos.dinero.adeudo import AbonoExcesivo, Adeudo, SaldoCredito
from casos.dinero.concepto import ORDEN_LEGAL, AbonoCredito, Concepto, PorConcepto, sumar_por_concepto
from casos.dinero.tasas import Tasas, en_porcentaje, formula_de_interes, interes_simple, por_ciento
from tests.casos.dinero.estrategias import CORTE, adeudos, pesos, por_concepto


def credito(numero="1", **importes):
    importes = {concepto: Decimal(importe) for concepto, importe in importes.items()}
    return SaldoCredito(credito=numero, importes=PorConcepto(**importes), fecha_corte=CORTE)


def test_el_orden_legal_es_gastos_moratorios_ordinarios_capital():
    assert [c.value for c in ORDEN_LEGAL] == ["gastos", "moratorio", "ordinario", "capital"]


def test_un_adeudo_suma_por_concepto_y_en_total():
    adeudo = Adeudo(
        creditos=(credito("1", capital=100, moratorio="7.50"), credito("2", capital=50, gastos=3))
    )
    assert adeudo.por_concepto == PorConcepto(
        capital=Decimal(150), moratorio=Decimal("7.50"), gastos=Decimal(3)
    )
    assert adeudo.total == Decimal("160.50")
    assert adeudo.por_concepto.accesorios == Decimal("10.50")
    assert adeudo.de("2").total == 53
    assert adeudo.de("9") is None
    assert (Adeudo() + adeudo).total == adeudo.total


def test_el_mismo_credito_no_entra_dos_veces():
    with pytest.raises(ValidationError, match="dos veces"):
        Adeudo(creditos=(credito("1", capital=1), credito("1", capital=2)))


def test_no_se_quita_mas_de_lo_que_se_debe_de_cada_concepto():
    adeudo = Adeudo(creditos=(credito("1", capital=100, moratorio=5),))
    with pytest.raises(AbonoExcesivo, match=r"solo debe \$5.00 de moratorio"):
        adeudo.menos([AbonoCredito(credito="1", concepto=Concepto.MORATORIO, importe=Decimal("5.01"))])
    with pytest.raises(AbonoExcesivo, match="crédito 7 no está"):
        adeudo.menos([AbonoCredito(credito="7", concepto=Concepto.CAPITAL, importe=Decimal(1))])
    with pytest.raises(ValidationError, match="negativo"):
        PorConcepto(capital=Decimal(1)) - PorConcepto(capital=Decimal(2))


def test_un_saldo_recuerda_con_cuanto_entro():
    saldo = credito("1", capital=100)
    pagado = Adeudo(creditos=(saldo,)).menos(
        [AbonoCredito(credito="1", concepto=Concepto.CAPITAL, importe=Decimal(40))]
    )
    assert (pagado.creditos[0].total, pagado.creditos[0].apertura) == (60, 100)
    assert SaldoCredito.model_validate_json(pagado.creditos[0].model_dump_json()) == pagado.creditos[0]


@given(por_concepto, por_concepto)
def test_sumar_y_restar_por_concepto_es_exacto(uno, otro):
    assert (uno + otro) - otro == uno
    assert (uno + otro).total == uno.total + otro.total


@given(adeudos(), st.data())
def test_lo_que_se_quita_y_se_devuelve_deja_el_adeudo_identico(adeudo, data):
    abonos = []
    for saldo in adeudo.creditos:
        for concepto in data.draw(st.lists(st.sampled_from(ORDEN_LEGAL), unique=True)):
            debe = saldo.importes.de(concepto)
            if debe:
                importe = data.draw(pesos(1, int(debe * 100)))
                abonos.append(AbonoCredito(credito=saldo.credito, concepto=concepto, importe=importe))
    quitado = adeudo.menos(abonos)
    assert quitado.total + sum(a.importe for a in abonos) == adeudo.total
    assert quitado.por_concepto + sumar_por_concepto(abonos) == adeudo.por_concepto
    assert quitado.mas(abonos) == adeudo


@given(adeudos())
def test_un_adeudo_se_guarda_y_se_lee_igual(adeudo):
    assert Adeudo.model_validate_json(adeudo.model_dump_json()) == adeudo


def test_el_interes_simple_y_su_formula():
    assert interes_simple(Decimal(1000), Decimal(6), 30) == Decimal("5.00")
    assert interes_simple(Decimal(1000), Decimal(6), 30, 365) == Decimal("4.93")
    assert interes_simple(Decimal(1000), Decimal(6), -3) == 0
    assert interes_simple(Decimal("0.00"), Decimal(6), 30) == 0
    assert formula_de_interes(Decimal(1000), Decimal(6), 30) == "capital $1,000.00 × 6.00 % × 30 / 360"
    assert por_ciento(Decimal("3.625")) == "3.625 %"
    assert [en_porcentaje(Decimal(x)) for x in ("62", "12.50", "100", "0")] == [
        "62 %",
        "12.5 %",
        "100 %",
        "0 %",
    ]


@pytest.mark.parametrize("tasa", [6.0, "-1", "1001", "NaN", "0.0000001", True, "seis"])
def test_una_tasa_es_un_porcentaje_exacto_entre_0_y_1000(tasa):
    with pytest.raises(ValidationError):
        Tasas(ordinaria=tasa)


def test_una_tasa_se_guarda_sin_ceros_de_mas():
    assert Tasas(ordinaria="6.00", moratoria=100).model_dump_json() == '{"ordinaria":"6","moratoria":"100"}'


@given(pesos(1, 10_000_000), st.decimals(0, 100, places=2), st.integers(0, 5000), st.sampled_from([360, 365]))
def test_el_interes_no_se_aleja_mas_de_medio_centavo_de_la_formula(capital, tasa, dias, base):
    interes = interes_simple(capital, tasa, dias, base)
    assert abs(interes * 100 * base - capital * tasa * dias) <= Decimal("0.005") * 100 * base


def test_la_fecha_del_contrato_y_las_tasas_pueden_faltar():
    saldo = SaldoCredito(credito="1", importes=PorConcepto(), fecha_corte=date(2026, 1, 1))
    assert (saldo.fecha_contrato, saldo.tasas, saldo.apertura) == (None, None, 0)
