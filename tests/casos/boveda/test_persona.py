from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casos.boveda import Domicilio, Olvidada, Persona
from tests.casos.boveda.gente import COMPLETA, LUNES, persona


@pytest.mark.parametrize(
    ("dia", "anios"), [(date(2026, 1, 13), 26), (date(2026, 1, 14), 27), (date(1999, 1, 14), 0)]
)
def test_la_edad_cambia_el_dia_del_cumpleanios(dia, anios):
    assert COMPLETA.edad(dia) == anios


def test_quien_nacio_el_29_de_febrero_cumple_al_terminar_el_mes():
    bisiesta = persona(nacimiento=date(2000, 2, 29))
    assert (bisiesta.edad(date(2026, 2, 28)), bisiesta.edad(date(2026, 3, 1))) == (25, 26)


def test_sin_nacimiento_no_hay_edad():
    assert persona().edad(date(2026, 1, 1)) is None


def test_el_domicilio_se_lee_en_un_renglon_sin_las_referencias():
    assert COMPLETA.domicilio.en_un_renglon == (
        "Domingo Olivares 128 int. 4, col. Valle Grande, C.P. 83205, Hermosillo, Sonora"
    )


def test_un_domicilio_incompleto_no_deja_comas_sueltas():
    assert Domicilio(calle="Conocido", municipio="Ures").en_un_renglon == "Conocido, Ures"
    assert Domicilio().en_un_renglon == ""


def test_se_ordena_por_apellidos_si_se_conocen_y_si_no_por_el_nombre():
    assert COMPLETA.orden == "n~iguez pen~un~uri ingrid"
    assert persona("Cota Daniela").orden == "cota daniela"


def test_el_lugar_de_una_persona_olvidada_va_al_final_y_dice_por_que():
    olvidada, ausente = Olvidada(COMPLETA.persona_id, LUNES), Olvidada(COMPLETA.persona_id)
    assert (olvidada.nombre, ausente.nombre) == ("Persona olvidada", "Persona sin datos")
    assert max([olvidada, COMPLETA, persona("Zúñiga Zoe")], key=lambda p: p.orden) is olvidada


@pytest.mark.parametrize("nombre", ["", "   ", "Ana\0Ruiz", "Ana\x1bRuiz", "a" * 301])
def test_no_se_acepta_un_nombre_vacio_con_control_o_sin_fin(nombre):
    with pytest.raises(ValidationError):
        persona(nombre)


def test_ni_la_persona_ni_sus_errores_dicen_datos_en_una_bitacora():
    assert "Peñúñuri" not in repr(COMPLETA)
    assert str(COMPLETA.persona_id) in repr(COMPLETA)
    with pytest.raises(ValidationError) as error:
        persona("Rosalinda", estado_civil="viuda\0")
    assert "viuda" not in str(error.value)


TEXTO = st.text(st.characters(exclude_categories=["C"]), max_size=20)


@given(TEXTO.filter(str.strip), st.lists(TEXTO, max_size=3), TEXTO)
def test_lo_que_se_escribe_se_lee_igual(nombre, correos, calle):
    alguien = persona(nombre, correos=correos, domicilio={"calle": calle})
    assert Persona.model_validate_json(alguien.model_dump_json(exclude_defaults=True)) == alguien
