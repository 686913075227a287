import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.identidad import (
    revisar_codigo_postal,
    revisar_correo,
    revisar_telefono,
    telefono_legible,
    ultimos_diez,
)


@pytest.mark.parametrize(
    "texto",
    [
        "6621234567",
        "+526621234567",
        "+52 1 6621234567",
        "0446621234567",
        "0456621234567",
        "01 662 1234567",
        "(662) 123-45-67",
        "52 662 123 4567",
    ],
)
def test_todas_las_formas_de_escribir_un_telefono_dan_la_misma(texto):
    revision = revisar_telefono(texto)
    assert (revision.valor_normalizado, revision.avisos, revision.valido) == ("+526621234567", (), True)


@pytest.mark.parametrize(("sede", "lada"), [("HMO", "662"), ("OBR", "644"), ("NOG", "631")])
def test_a_siete_digitos_se_les_sugiere_la_lada_de_la_sede_y_siguen_incompletos(sede, lada):
    revision = revisar_telefono("123-45-67", sede)
    assert (revision.valor_normalizado, revision.valido) == ("1234567", False)
    assert revision.sugerencia == f"+52{lada}1234567"
    assert f"{lada} 123 4567" in revision.avisos[0]


def test_sin_sede_no_se_sugiere_lada():
    revision = revisar_telefono("1234567")
    assert (revision.valido, revision.sugerencia) == (False, "")


def test_la_extension_se_quita_y_se_avisa():
    revision = revisar_telefono("662 123 4567 ext. 210")
    assert revision.valor_normalizado == "+526621234567"
    assert "extensión" in revision.avisos[0]


@pytest.mark.parametrize("texto", ["+1 (520) 555-0100", "001 520 555 0100"])
def test_un_telefono_de_arizona_es_valido(texto):
    assert revisar_telefono(texto).valor_normalizado == "+15205550100"
    assert revisar_telefono(texto).valido


@pytest.mark.parametrize(
    ("texto", "que_dice"),
    [
        ("", "Falta el teléfono"),
        ("sin teléfono", "Falta el teléfono"),
        ("12345", "aquí hay 5"),
        ("6621234567 / 6621234568", "más de un teléfono"),
        ("0000000000", "relleno"),
        ("+999", "otro país"),
    ],
)
def test_un_telefono_que_no_sirve_dice_que_pedir(texto, que_dice):
    revision = revisar_telefono(texto)
    assert not revision.valido
    assert que_dice in revision.avisos[0]


def test_una_lada_que_no_existe_solo_avisa():
    revision = revisar_telefono("1231234567")
    assert revision.valido
    assert "lada" in revision.avisos[0]


def test_el_telefono_se_lee_como_la_gente_lo_escribe():
    assert telefono_legible("+526621234567") == "662 123 4567"
    assert telefono_legible("+15205550100") == "+1 520-555-0100"
    assert telefono_legible("1234567") == "1234567"


def test_se_busca_por_los_ultimos_diez():
    assert ultimos_diez("+52 1 (662) 123-4567") == "6621234567"
    assert ultimos_diez("123 4567") == "1234567"


def test_el_correo_se_escribe_en_minusculas():
    assert revisar_correo(" Ana.Perez@Ejemplo.MX ").valor_normalizado == "ana.perez@ejemplo.mx"
    assert revisar_correo("ana.perez@ejemplo.mx").valido


def test_un_desliz_conocido_trae_el_correo_que_quiza_era():
    revision = revisar_correo("ana@gmial.com")
    assert (revision.valor_normalizado, revision.valido) == ("ana@gmial.com", True)
    assert revision.sugerencia == "ana@gmail.com"


@pytest.mark.parametrize(
    ("texto", "que_dice"),
    [
        ("", "Falta el correo"),
        ("ana@", "incompleto"),
        ("ana@ejemplo", "incompleto"),
        ("ana..p@ejemplo.mx", "incompleto"),
        ("ana.ejemplo.mx", "una sola @"),
        ("peña@ejemplo.mx", "acentos ni ñ"),
        ("a@b.mx, c@d.mx", "espacios ni comas"),
    ],
)
def test_un_correo_malo_dice_que_revisar(texto, que_dice):
    revision = revisar_correo(texto)
    assert not revision.valido
    assert que_dice in revision.avisos[0]


@pytest.mark.parametrize("codigo", ["83000", "85999"])
def test_los_codigos_postales_de_sonora_no_avisan(codigo):
    assert (revisar_codigo_postal(codigo).valido, revisar_codigo_postal(codigo).avisos) == (True, ())


@pytest.mark.parametrize("codigo", ["82999", "86000", "06000"])
def test_un_codigo_postal_de_fuera_avisa_y_es_valido(codigo):
    revision = revisar_codigo_postal(codigo)
    assert revision.valido
    assert "no es de Sonora" in revision.avisos[0]


@pytest.mark.parametrize("codigo", ["", "8300", "830001", "83O00"])
def test_un_codigo_postal_malo_no_es_valido(codigo):
    assert not revisar_codigo_postal(codigo).valido


@given(st.text(max_size=30))
def test_ningun_texto_rompe_las_revisiones(texto):
    for revision in (revisar_telefono(texto, "HMO"), revisar_correo(texto), revisar_codigo_postal(texto)):
        assert revision.valido or revision.avisos
    telefono_legible(texto)
