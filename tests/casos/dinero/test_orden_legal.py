"""Payments on a debt: CCF 2092 (declared), 2093 (onerous, oldest, pro rata) and 2094 (interest first)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import ORDEN_LEGAL, Concepto, PorConcepto
from casos.dinero.imputacion import Imputacion
from casos.dinero.orden_legal import aplicar, imputar_a_adeudo, prorrata, revertir
from casos.dinero.pesos import en_centavos
from casos.dinero.tasas import Tasas
from tests.casos.dinero.estrategias import CORTE, adeudos, identidades, pesos

VIEJO, NUEVO = date(2009, 10, 19), date(2019, 2, 19)
CARO = Tasas(ordinaria=Decimal(6), moratoria=Decimal(9))


def credito(numero, contrato=VIEJO, tasas=None, **importes):
    importes = {concepto: Decimal(importe) for concepto, importe in (importes or {"capital": 100}).items()}
    return SaldoCredito(
        credito=numero,
        importes=PorConcepto(**importes),
        fecha_corte=CORTE,
        fecha_contrato=contrato,
        tasas=tasas,
    )


def imputado(adeudo, importe, **modo):
    resultado = imputar_a_adeudo(Adeudo(creditos=tuple(adeudo)), Decimal(importe), **modo)
    return [(a.credito, a.concepto.value, str(a.importe)) for a in resultado.creditos], resultado


def test_primero_gastos_luego_moratorios_luego_ordinarios_y_al_final_capital():
    uno = credito("1", capital="1456.16", ordinario="390.04", moratorio="754.08", gastos=20)
    assert imputado([uno], 1000)[0] == [
        ("1", "gastos", "20.00"),
        ("1", "moratorio", "754.08"),
        ("1", "ordinario", "225.92"),
    ]
    assert imputado([uno], "1164.13")[0][-1] == ("1", "capital", "0.01")


def test_el_orden_pactado_sustituye_al_legal():
    uno = credito("1", capital=100, moratorio=50)
    assert imputado([uno], 120, orden=tuple(reversed(ORDEN_LEGAL)))[0] == [
        ("1", "capital", "100.00"),
        ("1", "moratorio", "20.00"),
    ]
    with pytest.raises(ValueError, match="cada concepto una sola vez"):
        imputado([uno], 1, orden=[Concepto.CAPITAL])


def test_el_deudor_declara_que_deuda_paga():
    creditos = [credito("1"), credito("2", NUEVO)]
    assert imputado(creditos, 60, credito="2")[0] == [("2", "capital", "60.00")]
    assert imputado(creditos, 130, credito="2")[0] == [("2", "capital", "100.00"), ("1", "capital", "30.00")]


def test_sin_declaracion_va_a_la_mas_onerosa():
    creditos = [credito("1"), credito("2", NUEVO, CARO)]
    assert imputado(creditos, 60)[0] == [("2", "capital", "60.00")]


def test_las_tasas_de_la_politica_valen_para_quien_no_tiene_propias():
    creditos = [credito("1", NUEVO), credito("2", VIEJO, Tasas(ordinaria=Decimal(1)))]
    assert imputado(creditos, 60, tasas=CARO)[0] == [("1", "capital", "60.00")]


def test_un_credito_que_ya_no_debe_capital_no_es_oneroso():
    creditos = [credito("1", VIEJO, CARO, ordinario=40), credito("2", NUEVO, Tasas(ordinaria=Decimal(1)))]
    assert imputado(creditos, 60)[0] == [("2", "capital", "60.00")]


def test_a_igual_tasa_va_a_la_mas_antigua_y_sin_fecha_va_al_final():
    creditos = [credito("1", None), credito("2", NUEVO), credito("3", VIEJO)]
    assert imputado(creditos, 250)[0] == [
        ("3", "capital", "100.00"),
        ("2", "capital", "100.00"),
        ("1", "capital", "50.00"),
    ]


def test_de_la_misma_fecha_y_tasa_se_reparte_a_prorrata():
    creditos = [credito("1", capital=300), credito("2", capital=100)]
    assert imputado(creditos, 100)[0] == [("1", "capital", "75.00"), ("2", "capital", "25.00")]
    assert imputado([credito("1"), credito("2"), credito("3")], "0.04")[0] == [
        ("1", "capital", "0.02"),
        ("2", "capital", "0.01"),
        ("3", "capital", "0.01"),
    ]


def test_lo_que_sobra_es_saldo_a_favor_y_se_dice_que_salda_todo():
    _, resultado = imputado([credito("1")], "100.01")
    assert (str(resultado.saldo_a_favor), resultado.salda_todo) == ("0.01", True)
    assert resultado.en_palabras == ("Crédito 1, capital: $100.00", "Saldo a favor: $0.01")
    assert not imputado([credito("1")], "99.99")[1].salda_todo


@identidades
@given(adeudos(), pesos(1, 20_000_000), st.sampled_from([None, "100700", "100702"]))
def test_cada_centavo_del_pago_queda_imputado_y_revertir_deja_todo_como_estaba(adeudo, importe, declarado):
    imputacion = imputar_a_adeudo(adeudo, importe, credito=declarado)
    despues = aplicar(adeudo, imputacion)
    assert imputacion.aplicado + imputacion.saldo_a_favor == importe
    assert despues.total == adeudo.total - imputacion.aplicado
    assert imputacion.saldo_a_favor == max(0, importe - adeudo.total)
    assert imputacion.salda_todo == (despues.total == 0)
    assert revertir(despues, imputacion) == adeudo
    assert Imputacion.model_validate_json(imputacion.model_dump_json()) == imputacion


@identidades
@given(adeudos(), st.lists(pesos(1, 3_000_000), min_size=1, max_size=6), st.sampled_from([None, "100701"]))
def test_pagar_en_partes_deja_lo_mismo_que_pagar_de_una_vez(adeudo, partes, declarado):
    en_partes = adeudo
    for parte in partes:
        en_partes = aplicar(en_partes, imputar_a_adeudo(en_partes, parte, credito=declarado))
    de_una = aplicar(adeudo, imputar_a_adeudo(adeudo, sum(partes), credito=declarado))
    assert en_partes == de_una


@given(adeudos(con_tasas=False), pesos(1, 5_000_000))
def test_no_se_toca_el_capital_de_un_credito_mientras_deba_accesorios(adeudo, importe):
    despues = aplicar(adeudo, imputar_a_adeudo(adeudo, importe))
    for antes, ahora in zip(adeudo.creditos, despues.creditos, strict=True):
        if ahora.importes.capital < antes.importes.capital:
            assert ahora.importes.accesorios == 0


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=6), st.data())
def test_la_prorrata_da_todo_sin_pasarse_y_no_depende_de_los_cortes(filas, data):
    saldos, pesos_ = [s for s, _ in filas], [p for _, p in filas]
    uno, otro = data.draw(st.integers(0, 40_000)), data.draw(st.integers(0, 40_000))
    primera = prorrata(uno, saldos, pesos_)
    segunda = prorrata(otro, [s - p for s, p in zip(saldos, primera, strict=True)], pesos_)
    junta = prorrata(uno + otro, saldos, pesos_)
    assert [a + b for a, b in zip(primera, segunda, strict=True)] == junta
    assert sum(junta) == min(uno + otro, sum(saldos))
    assert all(0 <= parte <= saldo for parte, saldo in zip(junta, saldos, strict=True))


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=6), st.data())
def test_la_prorrata_se_aparta_menos_de_un_centavo_por_deuda_de_la_proporcion(saldos, data):
    pago = data.draw(st.integers(0, sum(saldos)))
    for parte, saldo in zip(prorrata(pago, saldos, saldos), saldos, strict=True):
        assert abs(parte - Fraction(pago * saldo, sum(saldos))) < len(saldos)


def test_la_prorrata_es_rapida_con_importes_grandes():
    assert prorrata(en_centavos(Decimal("123456.78")), [10**12, 10**12 + 1], [10**12, 10**12 + 1]) == [
        6172839, 6172839,
    ]  # fmt: skip
