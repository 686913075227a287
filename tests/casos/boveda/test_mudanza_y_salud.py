import pytest

from casos.boveda import BovedaIlegible, Lugar, Olvidada
from casos.boveda.busqueda import Buscador
from tests.casos.boveda.gente import COMPLETA, LUNES, MARTES, MIERCOLES, persona


@pytest.fixture
def llena(lugar_sqlite, abrir):
    boveda = abrir(lugar_sqlite)
    boveda.guardar_varias([COMPLETA, persona(), persona("Ana Ruiz")], LUNES)
    boveda.guardar(persona(ocupacion="maestra"), MARTES)
    boveda.olvidar(persona("Ana Ruiz").persona_id, MARTES)
    return boveda


@pytest.mark.postgres
def test_la_boveda_se_muda_de_motor_y_de_regreso(llena, abrir, lugar_sqlite, postgres_url, tmp_path):
    token = llena.cifrar_texto(COMPLETA.persona_id, "nota", "caso")
    en_postgres = abrir(Lugar.en_postgresql(postgres_url, postgres_url, tmp_path))
    assert llena.copiar_en(en_postgres) == 3
    (tmp_path / "vuelta" / "claves").mkdir(parents=True)
    vuelta = Lugar.en(tmp_path / "vuelta")
    vuelta.maestra.write_bytes(lugar_sqlite.maestra.read_bytes())
    de_vuelta = abrir(vuelta)
    assert en_postgres.copiar_en(de_vuelta) == 3
    for boveda in (en_postgres, de_vuelta):
        assert boveda.leer(COMPLETA.persona_id) == COMPLETA
        assert boveda.versiones(persona().persona_id) == llena.versiones(persona().persona_id)
        assert boveda.leer(persona("Ana Ruiz").persona_id) == Olvidada(persona("Ana Ruiz").persona_id, MARTES)
        assert boveda.buscar_exacto(curp=COMPLETA.curp) == [COMPLETA.persona_id]
        assert boveda.descifrar_texto(COMPLETA.persona_id, token, "caso") == "nota"
        buscador = Buscador(boveda)
        assert buscador.ponerse_al_dia() == 3
        assert boveda.guardar(persona("Luz Soto"), MIERCOLES) == 1
        assert [h.nombre for h in buscador.buscar("soto")] == ["Luz Soto"]


def test_no_se_muda_a_una_boveda_con_personas(llena, abrir, lugar_sqlite, tmp_path):
    otra = Lugar.en(tmp_path / "otra")
    otra.maestra.parent.mkdir(parents=True)
    otra.maestra.write_bytes(lugar_sqlite.maestra.read_bytes())
    con_alguien = abrir(otra)
    con_alguien.guardar(persona("Luz Soto"), LUNES)
    with pytest.raises(BovedaIlegible, match="necesita una vacía"):
        llena.copiar_en(con_alguien)
    assert con_alguien.leer(COMPLETA.persona_id) == Olvidada(COMPLETA.persona_id)


def test_no_se_muda_sin_la_misma_maestra(llena, abrir, tmp_path):
    with pytest.raises(BovedaIlegible, match="Copie antes"):
        llena.copiar_en(abrir(Lugar.en(tmp_path / "otra")))


def test_una_boveda_sana_no_tiene_avisos(boveda):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    boveda.olvidar(persona().persona_id, MARTES)
    assert boveda.revisar() == []


def test_se_avisa_de_la_maestra_que_otros_pueden_leer(llena, lugar_sqlite):
    lugar_sqlite.maestra.chmod(0o644)
    assert ["chmod 600" in aviso for aviso in llena.revisar()] == [True]


def test_se_avisa_de_la_maestra_que_falta(llena, lugar_sqlite):
    vieja = lugar_sqlite.maestra.read_text()
    llena.rotar_maestra()
    lugar_sqlite.maestra.write_text(vieja)
    assert ["le faltan claves" in aviso for aviso in llena.revisar()] == [True]


def test_se_avisa_de_las_personas_sin_clave(llena):
    with llena._llavero._almacen.escribiendo() as conexion:
        conexion.exec_driver_sql("DELETE FROM llaves WHERE serie <= 2")
    assert ["2 personas no tienen clave" in aviso for aviso in llena.revisar()] == [True]


def test_se_avisa_de_un_olvido_sin_terminar(llena):
    llena._llavero.destruir([COMPLETA.persona_id])
    assert ["olvidos sin terminar" in aviso for aviso in llena.revisar()] == [True]
    llena.completar_olvidos(MIERCOLES)
    assert llena.revisar() == []
