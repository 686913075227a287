import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.identidad import banco_de_clabe, revisar_clabe, revisar_rfc


@pytest.mark.parametrize("rfc", ["GODE561231GR8", "MAB9307148T4"])
def test_un_rfc_correcto_no_trae_avisos(rfc):
    assert (revisar_rfc(rfc).valido, revisar_rfc(rfc).avisos) == (True, ())


def test_el_digito_del_rfc_avisa_y_nunca_impide():
    revision = revisar_rfc("gode-561231-gr7")
    assert revision.valor_normalizado == "GODE561231GR7"
    assert revision.valido
    assert "suele ser 8" in revision.avisos[0]


def test_el_rfc_generico_avisa_que_no_identifica():
    revision = revisar_rfc("XAXX010101000")
    assert revision.valido
    assert "genérico" in revision.avisos[0]


@pytest.mark.parametrize(
    ("texto", "que_dice"),
    [
        ("", "Falta el RFC"),
        ("GODE561231", "falta la homoclave"),
        ("GODE56", "aquí hay 6"),
        ("60DE561231GR8", "letras"),
        ("GODE569931GR8", "fecha"),
    ],
)
def test_un_rfc_mal_formado_dice_que_le_pasa(texto, que_dice):
    revision = revisar_rfc(texto)
    assert not revision.valido
    assert que_dice in revision.avisos[0]


@pytest.mark.parametrize("clabe", ["032180000118359719", "002000000000000008"])
def test_una_clabe_correcta_es_valida(clabe):
    assert revisar_clabe(clabe).valido


def test_un_banco_que_ya_no_esta_en_la_lista_solo_avisa():
    assert "032" in revisar_clabe("032180000118359719").avisos[0]
    assert revisar_clabe("002000000000000008").avisos == ()


def test_la_clabe_dice_de_que_banco_es():
    assert banco_de_clabe("002000000000000008") == "Banamex"
    assert banco_de_clabe("999") == ""


@pytest.mark.parametrize(
    ("texto", "que_dice"),
    [
        ("", "Falta la CLABE"),
        ("002 000 0000 0000 0009", "último número"),
        ("0020000000", "tarjeta o de cuenta"),
        ("00200000000000000", "aquí hay 17"),
        ("O02000000000000008", "solo lleva números"),
    ],
)
def test_una_clabe_mal_copiada_dice_que_hacer(texto, que_dice):
    revision = revisar_clabe(texto)
    assert not revision.valido
    assert que_dice in revision.avisos[0]


@given(st.integers(0, 16), st.integers(1, 9))
def test_un_numero_cambiado_en_la_clabe_siempre_se_nota(posicion, suma):
    buena = "002000000000000008"
    otro = str((int(buena[posicion]) + suma) % 10)
    assert not revisar_clabe(buena[:posicion] + otro + buena[posicion + 1 :]).valido


@given(st.text(max_size=20))
def test_ningun_texto_rompe_las_revisiones(texto):
    for revision in (revisar_rfc(texto), revisar_clabe(texto)):
        assert revision.valido or revision.avisos
