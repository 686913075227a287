"""Amounts and dates in words: the customer's acceptance cases, and num2words as oracle where it is right."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from num2words import num2words

from casos.dinero.letras import (
    cifra_y_letra,
    entero_en_letras,
    fecha_en_letras,
    fecha_larga,
    importe_en_letras,
)


@pytest.mark.parametrize(
    ("importe", "letra"),
    [
        ("1.00", "UN PESO 00/100 M.N."),
        ("21.50", "VEINTIÚN PESOS 50/100 M.N."),
        ("100", "CIEN PESOS 00/100 M.N."),
        ("101", "CIENTO UN PESOS 00/100 M.N."),
        ("1000", "MIL PESOS 00/100 M.N."),
        ("1021", "MIL VEINTIÚN PESOS 00/100 M.N."),
        ("21001", "VEINTIÚN MIL UN PESOS 00/100 M.N."),
        ("31317", "TREINTA Y UN MIL TRESCIENTOS DIECISIETE PESOS 00/100 M.N."),
        ("1000000", "UN MILLÓN DE PESOS 00/100 M.N."),
        ("1000001", "UN MILLÓN UN PESOS 00/100 M.N."),
        ("0.05", "CERO PESOS 05/100 M.N."),
        ("24344.40", "VEINTICUATRO MIL TRESCIENTOS CUARENTA Y CUATRO PESOS 40/100 M.N."),
        ("2000000.10", "DOS MILLONES DE PESOS 10/100 M.N."),
        ("21000000", "VEINTIÚN MILLONES DE PESOS 00/100 M.N."),
        ("200000", "DOSCIENTOS MIL PESOS 00/100 M.N."),
        ("516.99", "QUINIENTOS DIECISÉIS PESOS 99/100 M.N."),
        ("1001000000", "MIL UN MILLONES DE PESOS 00/100 M.N."),
    ],
)
def test_el_importe_con_letra(importe, letra):
    assert importe_en_letras(Decimal(importe)) == letra


def test_la_cifra_va_seguida_de_la_letra():
    assert cifra_y_letra(Decimal("21001.50")) == "$21,001.50 (VEINTIÚN MIL UN PESOS 50/100 M.N.)"


def test_un_mil_es_opcional():
    assert importe_en_letras(Decimal(1021), un_mil=True) == "UN MIL VEINTIÚN PESOS 00/100 M.N."
    assert importe_en_letras(Decimal(2021), un_mil=True) == "DOS MIL VEINTIÚN PESOS 00/100 M.N."


@pytest.mark.parametrize("importe", [Decimal("-1"), Decimal("1.005"), Decimal("NaN"), Decimal(10**12)])
def test_no_se_escribe_lo_que_no_es_un_importe(importe):
    with pytest.raises(ValueError, match=r"\.$"):
        importe_en_letras(importe)


@pytest.mark.parametrize(
    ("n", "alone", "masculino", "femenino"),
    [
        (1, "uno", "un", "una"),
        (21, "veintiuno", "veintiún", "veintiuna"),
        (31, "treinta y uno", "treinta y un", "treinta y una"),
        (101, "ciento uno", "ciento un", "ciento una"),
        (200, "doscientos", "doscientos", "doscientas"),
        (521, "quinientos veintiuno", "quinientos veintiún", "quinientas veintiuna"),
        (21_001, "veintiún mil uno", "veintiún mil un", "veintiuna mil una"),
        (200_000, "doscientos mil", "doscientos mil", "doscientas mil"),
        (1_000_001, "un millón uno", "un millón un", "un millón una"),
        (10**12, "un billón", "un billón", "un billón"),
    ],
)
def test_genero_y_apocope(n, alone, masculino, femenino):
    assert entero_en_letras(n) == alone
    assert entero_en_letras(n, "un") == masculino
    assert entero_en_letras(n, "una") == femenino


@pytest.mark.parametrize("n", [-1, 10**12 + 1])
def test_fuera_de_rango_no_hay_letra(n):
    with pytest.raises(ValueError, match="billón"):
        entero_en_letras(n)


@given(st.one_of(st.integers(0, 10**12), st.integers(0, 3_000), st.integers(0, 999_999)))
@example(21_021_021)
@example(101_101_101)
@example(999_999_999_999)
def test_los_enteros_coinciden_con_la_biblioteca_salvo_donde_se_equivoca(n):
    """num2words leaves *uno* unshortened before *mil*; the rest of its plain integers is right."""
    oraculo = num2words(n, lang="es")
    oraculo = re.sub(r"veintiuno (?=mil)", "veintiún ", oraculo)
    oraculo = re.sub(r"\buno (?=mil)", "un ", oraculo)
    assert entero_en_letras(n) == oraculo


@given(st.integers(0, 10**12 - 1))
def test_distintos_importes_se_escriben_distinto_y_sin_espacios_de_mas(pesos):
    letra = importe_en_letras(Decimal(pesos))
    assert letra == " ".join(letra.split())
    assert letra.isupper()
    if pesos:
        assert letra != importe_en_letras(Decimal(pesos - 1))


@pytest.mark.parametrize(
    ("dia", "letra"),
    [
        (date(2026, 11, 23), "a los 23 días del mes de noviembre de 2026"),
        (date(2026, 12, 1), "al primer día del mes de diciembre de 2026"),
        (date(2027, 1, 31), "a los 31 días del mes de enero de 2027"),
    ],
)
def test_la_fecha_con_letra(dia, letra):
    assert fecha_en_letras(dia) == letra


def test_la_fecha_larga():
    assert fecha_larga(date(2026, 11, 23)) == "23 de noviembre de 2026"
