"""Amounts: exact, two decimals, as people write them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from casos.dinero.pesos import (
    TOPE,
    Pesos,
    PesosNoNegativos,
    PesosPositivos,
    de_centavos,
    en_centavos,
    en_cifras,
    leer_pesos,
    redondear,
)
from tests.casos.dinero.estrategias import pesos


class Recibo(BaseModel):
    importe: Pesos


class Limites(BaseModel):
    saldo: PesosNoNegativos = Decimal(0)
    pago: PesosPositivos = Decimal(1)


@pytest.mark.parametrize("valor", [Decimal("1250.5"), "1250.5", "1250.500", Decimal("1250.50")])
def test_un_importe_guarda_dos_decimales_y_va_como_texto(valor):
    recibo = Recibo(importe=valor)
    assert str(recibo.importe) == "1250.50"
    assert recibo.model_dump_json() == '{"importe":"1250.50"}'
    assert Recibo.model_validate_json(recibo.model_dump_json()) == recibo


@pytest.mark.parametrize(
    ("valor", "json"), [(0, "0.00"), (7, "7.00"), ("-0", "0.00"), (Decimal("1E+3"), "1000.00")]
)
def test_un_importe_se_escribe_siempre_igual(valor, json):
    assert Recibo(importe=valor).model_dump_json() == f'{{"importe":"{json}"}}'


@pytest.mark.parametrize(
    "valor",
    [
        1250.5, float("nan"), float("inf"), True, None, b"1", [], "", "mil", "1,250.50",
        "NaN", "-Infinity", "sNaN", "1e999999", "1e-9", "0.001", Decimal("1.005"), TOPE + 1, -TOPE - 1,
        10**12,
    ],
)  # fmt: skip
def test_no_se_acepta_lo_que_no_es_una_cantidad_exacta_y_posible(valor):
    with pytest.raises(ValidationError):
        Recibo(importe=valor)


def test_el_importe_mayor_que_se_acepta():
    assert Recibo(importe=TOPE).importe == TOPE
    assert Recibo(importe=-TOPE).importe == -TOPE


def test_un_numero_con_punto_flotante_tampoco_entra_por_json():
    with pytest.raises(ValidationError):
        Recibo.model_validate_json('{"importe": 1250.5}')


def test_un_saldo_no_es_negativo_y_un_pago_es_mayor_que_cero():
    assert Limites(saldo=0, pago="0.01").pago == Decimal("0.01")
    with pytest.raises(ValidationError, match="negativo"):
        Limites(saldo="-0.01")
    with pytest.raises(ValidationError, match="mayor que cero"):
        Limites(pago=0)


@pytest.mark.parametrize(
    ("valor", "redondo"),
    [
        (Decimal("2.345"), "2.35"), (Decimal("-2.345"), "-2.35"), (Decimal("2.3449999"), "2.34"),
        (Fraction(1, 3), "0.33"), (Fraction(2, 3), "0.67"),
        (Fraction(1, 200), "0.01"), (Fraction(-1, 200), "-0.01"),
        (Decimal("-0.001"), "0.00"), (5, "5.00"),
    ],
)  # fmt: skip
def test_se_redondea_la_mitad_hacia_arriba(valor, redondo):
    assert str(redondear(valor)) == redondo


@given(st.fractions(-(10**9), 10**9))
def test_redondear_una_fraccion_es_redondear_su_valor_exacto(fraccion):
    redondo = redondear(fraccion)
    distancia = abs(Fraction(redondo) - fraccion)
    assert distancia <= Fraction(1, 200)
    if distancia == Fraction(1, 200):
        assert abs(redondo) > abs(fraccion)


@given(st.decimals(-(10**9), 10**9, places=5))
def test_redondear_coincide_con_half_up(valor):
    assert redondear(valor) == valor.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert redondear(Fraction(valor)) == redondear(valor)


@pytest.mark.parametrize(
    ("importe", "cifras"),
    [("1250.5", "$1,250.50"), ("0", "$0.00"), ("-3892.03", "−$3,892.03"), ("1234567.8", "$1,234,567.80")],
)
def test_un_importe_en_cifras(importe, cifras):
    assert en_cifras(Decimal(importe)) == cifras


@pytest.mark.parametrize(
    ("texto", "importe"),
    [
        ("1,250.50", "1250.50"), ("$1250.5", "1250.50"), ("1250", "1250.00"), (" $ 1,250.50 ", "1250.50"),
        ("1250 pesos", "1250.00"), ("$1,250.00 M.N.", "1250.00"), ("1250.5 MXN", "1250.50"), (".5", "0.50"),
        ("-150.00", "-150.00"), ("−$150", "-150.00"), ("$-150", "-150.00"), ("1,234,567.89", "1234567.89"),
        ("$\N{NO-BREAK SPACE}20", "20.00"), ("0", "0.00"), ("-0", "0.00"),
    ],
)  # fmt: skip
def test_se_lee_como_la_gente_escribe(texto, importe):
    assert str(leer_pesos(texto)) == importe


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("", "Escriba el importe"), ("   ", "Escriba el importe"),
        ("1250,50", "después de un punto"), ("1.250,50", "después de un punto"),
        ("1.505", "más de dos decimales"), ("abc", "No se entiende"), ("$", "No se entiende"),
        (".", "No se entiende"),
        ("12,50.00", "No se entiende"), ("1e5", "No se entiende"), ("--5", "No se entiende"),
        ("-$-5", "No se entiende"),
        ("٣", "No se entiende"), ("nan", "No se entiende"), ("9" * 400, "posible"),
    ],
)  # fmt: skip
def test_lo_que_no_se_entiende_se_dice_y_se_explica(texto, dice):
    with pytest.raises(ValueError, match=dice) as error:
        leer_pesos(texto)
    assert len(str(error.value)) < 150


@given(pesos(-20_000_000_000, 20_000_000_000))
def test_lo_que_se_escribe_se_vuelve_a_leer_igual(importe):
    assert leer_pesos(en_cifras(importe)) == importe
    assert de_centavos(en_centavos(importe)) == importe


@given(st.text(max_size=30))
def test_leer_cualquier_texto_da_un_importe_o_una_explicacion(texto):
    try:
        importe = leer_pesos(texto)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017
    else:
        assert importe == redondear(importe)
