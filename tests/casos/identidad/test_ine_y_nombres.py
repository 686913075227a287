import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.identidad import NumeroIne, clave_nombre, clave_orden, normalizar, revisar_ine

ANIO = 2026


@pytest.mark.parametrize(
    ("texto", "tipo", "final"),
    [
        ("GMVLMR80070501M100", NumeroIne.CLAVE, "M100"),
        ("123 456 789", NumeroIne.CIC, "6789"),
        ("IDMEX123456789", NumeroIne.CIC, "6789"),
        ("1234567890123", NumeroIne.OCR, "0123"),
    ],
)
def test_de_la_ine_solo_quedan_el_tipo_y_los_ultimos_cuatro(texto, tipo, final):
    revision = revisar_ine(texto, 2030, ANIO)
    assert (revision.valor_normalizado, revision.tipo, revision.vigencia) == (final, tipo, 2030)
    assert (revision.valido, revision.avisos) == (True, ())


@pytest.mark.parametrize(
    ("vigencia", "valida", "que_dice"),
    [
        (None, True, "Falta el año"),
        (2025, False, "venció al terminar 2025"),
        (2037, False, "a lo más 10 años"),
    ],
)
def test_la_vigencia_de_la_ine_se_revisa(vigencia, valida, que_dice):
    revision = revisar_ine("123456789", vigencia, ANIO)
    assert revision.valido is valida
    assert que_dice in revision.avisos[0]


def test_la_ine_vale_hasta_el_fin_de_su_anio():
    assert revisar_ine("123456789", ANIO, ANIO).avisos == ()


@pytest.mark.parametrize("texto", ["", "12345", "GMVLMR8007"])
def test_lo_que_no_es_numero_de_ine_se_avisa_y_tampoco_se_guarda_completo(texto):
    revision = revisar_ine(texto, 2030, ANIO)
    assert (revision.valido, revision.tipo) == (False, None)
    assert len(revision.valor_normalizado) <= 4


def test_se_normaliza_sin_acentos_sin_mayusculas_y_con_enie_como_ene():
    assert normalizar("  Güereña  PEÑÚÑURI, José-Ángel ") == "guerena penunuri jose angel"


def test_el_orden_de_las_palabras_no_cambia_la_clave_del_nombre():
    assert clave_nombre("Figueroa Cota, Daniela") == clave_nombre("daniela FIGUEROA cota")
    assert clave_nombre("Daniela Figueroa") != clave_nombre("Daniela Figueroa Cota")


def test_la_enie_va_despues_de_la_ene_y_los_acentos_no_cuentan():
    nombres = ["Ochoa", "Ñíguez", "Nzuri", "Núñez", "Noriega", "Nunez"]
    assert sorted(nombres, key=clave_orden) == ["Noriega", "Nunez", "Núñez", "Nzuri", "Ñíguez", "Ochoa"]


def test_la_enie_escrita_en_dos_caracteres_es_la_misma():
    assert clave_orden("Mun\u0303oz") == clave_orden("Muñoz") == "mun~oz"


def test_un_apellido_corto_va_antes_que_el_que_lo_continua():
    assert sorted(["Cotano Ana", "Cota Zoe"], key=clave_orden) == ["Cota Zoe", "Cotano Ana"]


@given(st.text(max_size=40))
def test_normalizar_dos_veces_es_lo_mismo_que_una(texto):
    assert normalizar(normalizar(texto)) == normalizar(texto)


@given(st.text(alphabet="aábcnñozuüÑÁ -.", max_size=20))
def test_la_clave_de_orden_es_ascii(texto):
    assert clave_orden(texto).isascii()
