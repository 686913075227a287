import shutil
from uuid import uuid4

import pytest

from casos.boveda import Boveda, Olvidada, PersonaDesconocida, PersonaYaOlvidada
from tests.casos.boveda.gente import COMPLETA, LUNES, MARTES, MIERCOLES, persona

QUIEN = COMPLETA.persona_id


@pytest.fixture
def con_gente(boveda):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    boveda.guardar(COMPLETA.model_copy(update={"ocupacion": "maestra"}), LUNES)
    return boveda


def test_de_quien_se_olvido_queda_el_lugar_y_el_dia(con_gente):
    assert con_gente.olvidar(QUIEN, MARTES)
    assert con_gente.leer(QUIEN) == Olvidada(QUIEN, MARTES)
    assert con_gente.leer(QUIEN, LUNES) == Olvidada(QUIEN, MARTES)
    assert con_gente.versiones(QUIEN) == []


def test_a_quien_se_olvido_no_se_le_encuentra(con_gente):
    con_gente.olvidar(QUIEN, MARTES)
    for dato in ({"curp": COMPLETA.curp}, {"telefono": "6621234567"}, {"nombre": COMPLETA.nombre}):
        assert con_gente.buscar_exacto(**dato) == []


def test_olvidar_a_una_no_toca_a_las_demas(con_gente):
    con_gente.olvidar(QUIEN, MARTES)
    assert con_gente.leer(persona().persona_id) == persona()
    assert con_gente.buscar_exacto(nombre=persona().nombre) == [persona().persona_id]


def test_olvidar_dos_veces_no_cambia_nada(con_gente):
    con_gente.olvidar(QUIEN, MARTES)
    assert not con_gente.olvidar(QUIEN, MIERCOLES)
    assert con_gente.leer(QUIEN) == Olvidada(QUIEN, MARTES)


def test_no_se_puede_olvidar_a_quien_no_esta(con_gente):
    with pytest.raises(PersonaDesconocida, match="no hay ninguna persona"):
        con_gente.olvidar(uuid4(), MARTES)


def test_de_quien_se_olvido_no_se_vuelve_a_guardar_nada(con_gente):
    con_gente.olvidar(QUIEN, MARTES)
    with pytest.raises(PersonaYaOlvidada, match="se suprimieron"):
        con_gente.guardar(COMPLETA, MIERCOLES)
    assert con_gente.guardar_varias([COMPLETA, persona("Ana Ruiz")], MIERCOLES) == {
        persona("Ana Ruiz").persona_id: 1
    }
    assert con_gente.buscar_exacto(curp=COMPLETA.curp) == []


def test_los_demas_procesos_dejan_de_leerla_en_seguida(lugar, abrir):
    uno, otro = abrir(lugar), abrir(lugar)
    uno.guardar(COMPLETA, LUNES)
    token = otro.cifrar_texto(QUIEN, "nota", "caso")
    assert otro.leer(QUIEN) == COMPLETA
    uno.olvidar(QUIEN, MARTES)
    assert otro.leer(QUIEN) == Olvidada(QUIEN, MARTES)
    assert otro.descifrar_texto(QUIEN, token, "caso") is None


def test_un_olvido_a_medias_ya_no_se_lee_y_se_completa(con_gente):
    con_gente._llavero.destruir([QUIEN])  # the process died here
    assert con_gente.leer(QUIEN) == Olvidada(QUIEN)
    with pytest.raises(PersonaYaOlvidada):
        con_gente.guardar(COMPLETA, MARTES)
    assert con_gente.completar_olvidos(MARTES) == 1
    assert con_gente.leer(QUIEN) == Olvidada(QUIEN, MARTES)
    assert con_gente.buscar_exacto(curp=COMPLETA.curp) == []
    assert con_gente.completar_olvidos(MIERCOLES) == 0


def test_una_copia_vieja_de_las_claves_no_devuelve_a_quien_se_olvido(lugar_sqlite, abrir, tmp_path):
    boveda = abrir(lugar_sqlite)
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    token = boveda.cifrar_texto(QUIEN, "nota", "caso")
    boveda._llavero.borrar_rastros()
    shutil.copy(tmp_path / "claves.sqlite", tmp_path / "copia")
    boveda.olvidar(QUIEN, MARTES)
    boveda.cerrar()
    shutil.copy(tmp_path / "copia", tmp_path / "claves.sqlite")
    boveda = abrir(lugar_sqlite)
    assert boveda.leer(QUIEN) == Olvidada(QUIEN, MARTES)
    with pytest.raises(PersonaYaOlvidada):
        boveda.guardar(COMPLETA, MARTES)
    assert boveda.descifrar_texto(QUIEN, token, "caso") == "nota"
    assert boveda.completar_olvidos(MIERCOLES) == 1
    assert boveda.descifrar_texto(QUIEN, token, "caso") is None


def test_una_copia_vieja_de_los_datos_no_devuelve_a_quien_se_olvido(lugar_sqlite, abrir, tmp_path):
    boveda = abrir(lugar_sqlite)
    boveda.guardar(persona(), LUNES)
    boveda.cerrar()
    shutil.copy(tmp_path / "boveda.sqlite", tmp_path / "copia")
    boveda = abrir(lugar_sqlite)
    boveda.guardar(COMPLETA, LUNES)
    boveda.olvidar(QUIEN, MARTES)
    boveda.cerrar()
    shutil.copy(tmp_path / "copia", tmp_path / "boveda.sqlite")
    boveda = abrir(lugar_sqlite)
    with pytest.raises(PersonaYaOlvidada):
        boveda.guardar(COMPLETA, MIERCOLES)
    boveda.olvidar(QUIEN, MIERCOLES)
    assert boveda.leer(QUIEN) == Olvidada(QUIEN, MIERCOLES)


def test_una_clave_sin_ficha_es_inofensiva(boveda):
    boveda._llavero.crear({QUIEN}, set())  # the process died here
    assert boveda.leer(QUIEN) == Olvidada(QUIEN)
    assert boveda.guardar(COMPLETA, LUNES) == 1
    assert boveda.leer(QUIEN) == COMPLETA


def test_se_barre_a_quien_ningun_caso_nombra(con_gente):
    assert con_gente.barrer_huerfanas({persona().persona_id}, MARTES, MIERCOLES) == 1
    assert con_gente.leer(QUIEN) == Olvidada(QUIEN)
    assert con_gente.buscar_exacto(curp=COMPLETA.curp) == []
    assert con_gente.leer(persona().persona_id) == persona()
    assert con_gente.barrer_huerfanas({persona().persona_id}, MARTES, MIERCOLES) == 0


def test_no_se_barre_a_quien_se_acaba_de_escribir(con_gente):
    con_gente.guardar(persona("Recién Llegada"), MARTES)
    assert con_gente.barrer_huerfanas({QUIEN, persona().persona_id}, MARTES, MIERCOLES) == 0


def test_quien_se_barrio_puede_volver_en_la_importacion_que_se_reanuda(con_gente):
    con_gente.barrer_huerfanas(set(), MARTES, MARTES)
    assert con_gente.guardar(COMPLETA, MIERCOLES) == 4
    assert con_gente.leer(QUIEN) == COMPLETA
    assert [v.persona for v in con_gente.versiones(QUIEN)] == [COMPLETA]
    con_gente.olvidar(QUIEN, MIERCOLES)
    with pytest.raises(PersonaYaOlvidada):
        con_gente.guardar(COMPLETA, MIERCOLES)


def test_se_puede_olvidar_a_quien_se_barrio(con_gente):
    con_gente.barrer_huerfanas(set(), MARTES, MARTES)
    assert not con_gente.olvidar(QUIEN, MIERCOLES)
    assert con_gente.leer(QUIEN) == Olvidada(QUIEN, MIERCOLES)


def test_lo_olvidado_sigue_olvidado_al_abrir_de_nuevo(lugar, abrir):
    with abrir(lugar) as boveda:
        boveda.guardar(COMPLETA, LUNES)
        boveda.olvidar(QUIEN, MARTES)
    with Boveda(lugar) as otra:
        assert otra.leer(QUIEN) == Olvidada(QUIEN, MARTES)
