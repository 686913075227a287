import shutil

import pytest

from casos.boveda import Boveda, BovedaIlegible
from casos.boveda.llavero import Llavero
from casos.boveda.maestra import Maestra
from casos.boveda.tablas import indices, llaves
from tests.casos.boveda.gente import COMPLETA, LUNES, MARTES, persona


def generaciones(lugar) -> int:
    return len([r for r in lugar.maestra.read_text().splitlines() if not r.startswith("#")])


def maestras_usadas(boveda) -> set[str]:
    with boveda._llavero._almacen.leyendo() as claves, boveda._datos.leyendo() as datos:
        return {f.maestra for f in claves.execute(llaves.select())} | {
            f.maestra for f in datos.execute(indices.select())
        }


def test_rotar_no_cambia_lo_que_se_lee_ni_lo_que_se_encuentra(lugar, boveda):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    token = boveda.cifrar_texto(COMPLETA.persona_id, "nota", "caso")
    assert boveda.rotar_maestra() == 2
    assert generaciones(lugar) == 2
    assert boveda.leer(COMPLETA.persona_id) == COMPLETA
    assert boveda.buscar_exacto(curp=COMPLETA.curp) == [COMPLETA.persona_id]
    assert boveda.descifrar_texto(COMPLETA.persona_id, token, "caso") == "nota"
    assert maestras_usadas(boveda) == {Maestra(lugar.maestra).vigente.huella}


def test_un_proceso_abierto_antes_sigue_con_la_maestra_nueva(lugar, abrir):
    uno, otro = abrir(lugar), abrir(lugar)
    uno.guardar(COMPLETA, LUNES)
    otro.leer(COMPLETA.persona_id)
    uno.rotar_maestra()
    assert otro.leer(COMPLETA.persona_id) == COMPLETA
    assert otro.buscar_exacto(curp=COMPLETA.curp) == [COMPLETA.persona_id]
    otro.guardar(persona(), MARTES)
    assert maestras_usadas(otro) == {Maestra(lugar.maestra).vigente.huella}


def test_una_rotacion_interrumpida_se_lee_y_se_termina(lugar, boveda):
    gente = [persona(f"Persona {n}") for n in range(6)]
    boveda.guardar_varias(gente, LUNES)
    boveda._maestra.agregar()
    boveda._llavero.reenvolver(3)  # the process died here
    assert len(maestras_usadas(boveda)) == 2
    assert boveda.leer_varias(p.persona_id for p in gente) == {p.persona_id: p for p in gente}
    assert all(boveda.buscar_exacto(nombre=p.nombre) == [p.persona_id] for p in gente)
    boveda.retirar_maestras_viejas()
    assert generaciones(lugar) == 2, "the old one is still needed"
    boveda.rotar_maestra()
    boveda.retirar_maestras_viejas()
    assert generaciones(lugar) == 1
    assert boveda.leer_varias(p.persona_id for p in gente) == {p.persona_id: p for p in gente}


def test_la_maestra_retirada_ya_no_abre_nada(lugar, boveda, tmp_path):
    boveda.guardar(COMPLETA, LUNES)
    shutil.copy(lugar.maestra, tmp_path / "vieja.key")
    boveda.rotar_maestra()
    boveda.retirar_maestras_viejas()
    vieja = Llavero(boveda._llavero._almacen, Maestra(tmp_path / "vieja.key"))
    with pytest.raises(BovedaIlegible, match="le falta la clave maestra"):
        vieja.abrir([COMPLETA.persona_id])
    assert boveda.leer(COMPLETA.persona_id) == COMPLETA


def test_quien_se_olvido_no_impide_rotar(boveda):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    boveda.olvidar(COMPLETA.persona_id, MARTES)
    assert boveda.rotar_maestra() == 1
    boveda.retirar_maestras_viejas()
    assert boveda.leer(persona().persona_id) == persona()


def test_un_olvido_a_medias_no_impide_rotar(boveda):
    boveda.guardar_varias([COMPLETA, persona()], LUNES)
    boveda._llavero.destruir([COMPLETA.persona_id])
    assert boveda.rotar_maestra() == 1
    assert boveda.buscar_exacto(curp=COMPLETA.curp) == []


def test_preparar_con_claves_y_sin_maestra_se_niega(lugar, abrir):
    abrir(lugar).guardar(COMPLETA, LUNES)
    lugar.maestra.unlink()
    with pytest.raises(BovedaIlegible, match="restáurelo de su copia"):
        Boveda.iniciar(lugar)
    assert not lugar.maestra.exists()


def test_abrir_sin_maestra_dice_que_hacer(lugar):
    with pytest.raises(BovedaIlegible, match="mediacion iniciar"):
        Boveda(lugar)


def test_abrir_sin_archivos_dice_que_hacer(lugar_sqlite):
    Boveda.iniciar(lugar_sqlite)
    (lugar_sqlite.maestra.parent.parent / "claves.sqlite").unlink()
    with pytest.raises(BovedaIlegible, match=r"Falta .*claves\.sqlite"):
        Boveda(lugar_sqlite)


def test_con_la_maestra_de_otra_instalacion_no_se_lee_nada(lugar, abrir, tmp_path):
    abrir(lugar).guardar(COMPLETA, LUNES)
    ajena = Maestra.crear(tmp_path / "ajena.key")
    ajena.archivo.replace(lugar.maestra)
    with Boveda(lugar) as boveda, pytest.raises(BovedaIlegible, match="le falta la clave maestra"):
        boveda.leer(COMPLETA.persona_id)


@pytest.mark.parametrize(
    "dano", [lambda t: "", lambda t: t[:-6], lambda t: t.replace("=", "!"), lambda t: t + "x y\n"]
)
def test_una_maestra_daniada_se_dice(tmp_path, dano):
    maestra = Maestra.crear(tmp_path / "maestra.key")
    maestra.archivo.write_text(dano(maestra.archivo.read_text()))
    with pytest.raises(BovedaIlegible, match=r"restaure|restáurelo"):
        Maestra(maestra.archivo)


def test_no_se_reemplaza_una_maestra_que_ya_esta(tmp_path):
    antes = Maestra.crear(tmp_path / "maestra.key").vigente
    with pytest.raises(FileExistsError):
        Maestra.crear(tmp_path / "maestra.key")
    assert Maestra(tmp_path / "maestra.key").vigente == antes


def test_el_indice_depende_de_la_maestra_y_del_campo(tmp_path):
    una, otra = (Maestra.crear(tmp_path / n).vigente for n in ("a.key", "b.key"))
    assert una.indicar("curp", "X") != otra.indicar("curp", "X")
    assert una.indicar("curp", "X") != una.indicar("rfc", "X")
    assert len({una.envoltura, una.indice, una.secreto}) == 3
