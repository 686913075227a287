import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.boveda import BovedaIlegible, PersonaDesconocida, PersonaYaOlvidada
from casos.boveda import cifrado as como
from casos.hecho import TextoPrivado
from tests.casos.boveda.gente import COMPLETA, LUNES, persona

QUIEN = COMPLETA.persona_id
DONDE = "caso-1/NotaAgregada.texto"
NOTA = "Dice que su hermana paga el viernes."


@pytest.fixture
def con_gente(boveda):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    return boveda


def test_el_texto_cifrado_se_reconoce_y_se_descifra(con_gente):
    token = con_gente.cifrar_texto(QUIEN, NOTA, DONDE)
    assert TextoPrivado(token).esta_cifrado
    assert "hermana" not in token
    assert con_gente.descifrar_texto(QUIEN, token, DONDE) == NOTA


def test_el_mismo_texto_en_el_mismo_lugar_da_el_mismo_hecho(con_gente):
    tokens = [con_gente.cifrar_texto(QUIEN, NOTA, DONDE) for _ in range(2)]
    assert tokens[0] == tokens[1]


def test_el_mismo_texto_de_otra_persona_o_lugar_no_se_parece(con_gente):
    assert (
        len(
            {
                con_gente.cifrar_texto(QUIEN, NOTA, DONDE),
                con_gente.cifrar_texto(QUIEN, NOTA, "caso-2/NotaAgregada.texto"),
                con_gente.cifrar_texto(persona().persona_id, NOTA, DONDE),
            }
        )
        == 3
    )


@pytest.mark.parametrize(("quien", "donde"), [(QUIEN, "caso-2"), (persona().persona_id, DONDE)])
def test_un_texto_movido_de_lugar_o_de_persona_no_abre(con_gente, quien, donde):
    token = con_gente.cifrar_texto(QUIEN, NOTA, DONDE)
    with pytest.raises(BovedaIlegible, match="no pertenece a este lugar"):
        con_gente.descifrar_texto(quien, token, donde)


@pytest.mark.parametrize(
    "dano",
    [
        lambda t: t[:-4],
        lambda t: t[:20] + ("A" if t[20] != "A" else "B") + t[21:],
        lambda t: "x",
        lambda t: "cifrado:ñ",
    ],
)
def test_un_texto_alterado_no_abre(con_gente, dano):
    token = con_gente.cifrar_texto(QUIEN, NOTA, DONDE)
    with pytest.raises(BovedaIlegible):
        con_gente.descifrar_texto(QUIEN, dano(token), DONDE)


def test_de_quien_se_olvido_no_se_lee_ni_se_escribe(con_gente):
    token = con_gente.cifrar_texto(QUIEN, NOTA, DONDE)
    otro = con_gente.cifrar_texto(persona().persona_id, NOTA, DONDE)
    con_gente.olvidar(QUIEN, LUNES)
    assert con_gente.descifrar_textos([(QUIEN, token, DONDE), (persona().persona_id, otro, DONDE)]) == [
        None,
        NOTA,
    ]
    with pytest.raises(PersonaYaOlvidada):
        con_gente.cifrar_texto(QUIEN, NOTA, DONDE)


def test_de_quien_no_esta_no_se_cifra(boveda):
    with pytest.raises(PersonaDesconocida):
        boveda.cifrar_texto(QUIEN, NOTA, DONDE)


@given(st.binary(min_size=32, max_size=32), st.text(), st.text(max_size=30))
def test_todo_texto_vuelve_igual(llave, texto, contexto):
    token = como.cifrar_texto(llave, QUIEN, texto, contexto)
    assert token.isascii()
    assert como.descifrar_texto(llave, QUIEN, token, contexto) == texto


def test_un_telefono_se_nombra_sin_decirlo_y_no_por_su_lugar_en_la_ficha(con_gente):
    """The same digits are the same number, however written; another person's is another."""
    suya = con_gente.referencia_de_telefono(QUIEN, "+526621234567")
    assert suya == con_gente.referencia_de_telefono(QUIEN, "662 123 45 67")
    assert suya != con_gente.referencia_de_telefono(QUIEN, "+526621234568")
    assert suya.startswith(f"{QUIEN}/")
    assert "1234567" not in suya
    otra = con_gente.referencia_de_telefono(persona().persona_id, "+526621234567")
    assert otra.partition("/")[2] != suya.partition("/")[2]
    con_gente.olvidar(QUIEN, LUNES)
    with pytest.raises(PersonaYaOlvidada):
        con_gente.referencia_de_telefono(QUIEN, "+526621234567")
