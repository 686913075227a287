from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.identidad import nacimiento_de_curp, revisar_curp

BUENA = "BOXW310820HNERXN09"


def test_una_curp_correcta_no_trae_avisos():
    revision = revisar_curp(BUENA)
    assert (revision.valor_normalizado, revision.avisos, revision.valido) == (BUENA, (), True)


def test_se_aceptan_minusculas_espacios_y_guiones():
    assert revisar_curp(" boxw-310820 hnerxn09 ").valor_normalizado == BUENA


def test_el_digito_equivocado_avisa_que_revisar_y_conserva_la_curp():
    revision = revisar_curp("BOXW310820HNERXN08")
    assert not revision.valido
    assert revision.valor_normalizado == "BOXW310820HNERXN08"
    assert "revise la posición 18" in revision.avisos[0]
    assert "terminaría en 9" in revision.avisos[0]


ALFABETO = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
"""Values 0 to 36 of the official rule; the library writes & where the rule says Ñ, which no CURP carries."""


def digito(diecisiete):
    suma = sum(ALFABETO.index(c) * (18 - i) for i, c in enumerate(diecisiete))
    return (10 - suma % 10) % 10


CONSONANTES = "BCDFGHJKLMNPQRSTVWXYZ"


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=4),
    st.dates(date(1940, 1, 1), date(1999, 12, 31)),
    st.sampled_from("HMX"),
    st.sampled_from(["SR", "NE", "SL", "CH"]),
    st.text(CONSONANTES, min_size=3, max_size=3),
    st.sampled_from("0123456789"),
)
def test_solo_uno_de_los_diez_digitos_es_valido(letras, nacimiento, sexo, entidad, consonantes, homoclave):
    base = f"{letras}{nacimiento:%y%m%d}{sexo}{entidad}{consonantes}{homoclave}"
    validos = [n for n in range(10) if revisar_curp(f"{base}{n}").valido]
    assert validos == [digito(base)]
    assert nacimiento_de_curp(f"{base}{validos[0]}") == nacimiento


@pytest.mark.parametrize(
    ("texto", "que_dice"),
    [
        ("", "Falta la CURP"),
        ("BOXW310820HNERXN0", "aquí hay 17: falta 1."),
        ("BOXW310820HNERXN099", "aquí hay 19: sobra 1."),
        ("BOXW310820", "faltan 8."),
        ("B0XW310820HNERXN09", "posiciones 1 a 4"),
        ("BOXW31O820HNERXN09", "posiciones 5 a 10"),
        ("BOXW310820ZNERXN09", "posición 11"),
        ("BOXW310820H1ERXN09", "posiciones 12 y 13"),
        ("BOXW310820HNEAXN09", "posiciones 14 a 16"),
        ("BOXW310820HNERXN0A", "posición 18"),
        ("BOXW311320HNERXN09", "fecha de nacimiento no existe"),
        ("BOXW310820HZZRXN09", "«ZZ» no es clave"),
    ],
)
def test_cada_error_dice_donde_esta(texto, que_dice):
    revision = revisar_curp(texto)
    assert not revision.valido
    assert any(que_dice in aviso for aviso in revision.avisos)


def test_se_dicen_todos_los_errores_a_la_vez():
    assert len(revisar_curp("BOXW311320HZZRXN00").avisos) == 3


@pytest.mark.parametrize("texto", ["BOXW31O820HNERXNO9", "B0XW310820HNERXN09", "BOXW3IO82OHNERXN09"])
def test_letras_y_numeros_confundidos_traen_la_curp_que_quiza_era(texto):
    assert revisar_curp(texto).sugerencia == BUENA


def test_sin_otra_curp_posible_no_se_sugiere_nada():
    assert revisar_curp("B0XW310820HNERXN08").sugerencia == ""


@pytest.mark.parametrize(
    ("curp", "nacimiento"),
    [
        (BUENA, date(1931, 8, 20)),
        ("BOXW310820HNERXNA9", date(2031, 8, 20)),
        ("BOXW311320HNERXN09", None),
        ("", None),
    ],
)
def test_la_fecha_de_nacimiento_sale_de_la_curp(curp, nacimiento):
    assert nacimiento_de_curp(curp) == nacimiento


@given(st.text(max_size=25))
def test_ningun_texto_rompe_la_revision(texto):
    revision = revisar_curp(texto)
    assert revision.valido is not bool(revision.avisos)
    nacimiento_de_curp(texto)
