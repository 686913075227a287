"""`mediacion sellar`, `mediacion verificar` with seals, and the daily seal."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from casos.mediacion.hechos.apertura import NotaAgregada
from casos.reglas import REGLAS_ID, publicar_politica
from flujos import pasos
from tests.web.evidencia.conftest import Oficina
from web import sellos

Orden = Callable[..., tuple[int, str, str]]


def test_sellar_imprime_el_sello_y_lo_escribe(orden: Orden, tmp_path: Path) -> None:
    codigo, salida, dicho = orden("sellar", "-o", tmp_path / "sello.txt")
    assert codigo == 0
    assert (tmp_path / "sello.txt").read_text("utf-8") == salida
    assert salida.startswith("mediacion/")
    assert "Llave pública: mediacion/" in dicho
    documento = json.loads(orden("sellar", "--json")[1])
    assert (documento["sello"], documento["nuevos"]) == (salida, 0)
    assert documento["hechos"] == int(salida.split("\n")[1])
    assert orden("verificar", "--sello", tmp_path / "sello.txt")[0] == 0


def test_verificar_nombra_lo_que_se_cambio_tras_sellar(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path
) -> None:
    orden("sellar", "-o", tmp_path / "sello.txt")
    ultimo = oficina_sola.abierta.casos.asientos(oficina_sola.otro)[-1].version
    with closing(sqlite3.connect(oficina_sola.ajustes.archivo_hechos)) as conexion, conexion:
        conexion.execute(
            "DELETE FROM stored_events WHERE originator_id=? AND originator_version=?",
            (oficina_sola.otro.hex, ultimo),
        )
    codigo, salida, _ = orden("verificar", "--sello", tmp_path / "sello.txt", "--json")
    documento = json.loads(salida)
    assert (codigo, documento["correcto"]) == (1, False)
    (diferencia,) = [d for d in documento["diferencias"] if d["version"]]
    assert (diferencia["caso"], diferencia["version"]) == (str(oficina_sola.otro), ultimo)
    assert "estaba sellado" in diferencia["que"]


def test_una_llamada_equivocada_no_cambia_nada(orden: Orden, oficina_sola: Oficina, tmp_path: Path) -> None:
    assert orden("sellar", "-o", tmp_path / "no-existe" / "sello.txt")[0] == 2
    assert not oficina_sola.ajustes.archivo_sellos.exists()
    codigo, _, dicho = orden("verificar", "--sello", tmp_path / "no-existe")
    assert (codigo, "No se puede leer el sello" in dicho) == (2, True)
    orden("sellar")
    oficina_sola.ajustes.archivo_llave_sellos.unlink()
    codigo, _, dicho = orden("sellar")
    assert (codigo, "respaldo" in dicho) == (2, True)


def test_no_se_sella_lo_que_el_sistema_no_escribio(orden: Orden, oficina_sola: Oficina) -> None:
    with closing(sqlite3.connect(oficina_sola.ajustes.archivo_hechos)) as conexion, conexion:
        conexion.execute("UPDATE stored_events SET mac=zeroblob(32) WHERE rowid=2")
    codigo, _, dicho = orden("sellar")
    assert (codigo, "no es auténtico" in dicho) == (1, True)


def test_el_sello_del_dia_se_hace_una_vez(oficina_sola: Oficina) -> None:
    hecho = sellos.sellar_si_toca(oficina_sola.abierta)
    assert hecho is not None
    assert sellos.sellar_si_toca(oficina_sola.abierta) is None
    oficina_sola.pasar(days=1)
    oficina_sola.abrir_caso()
    siguiente = sellos.sellar_si_toca(oficina_sola.abierta)
    assert siguiente is not None
    assert siguiente.sello.tamano == hecho.sello.tamano + siguiente.nuevas > hecho.sello.tamano


def test_verificar_lista_lo_que_no_cabe_en_el_flujo(
    orden: Orden, oficina_sola: Oficina, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert orden("verificar")[0] == 0
    monkeypatch.setattr(pasos, "_cabe", lambda hecho, *_: hecho is not NotaAgregada)
    codigo, salida, _ = orden("verificar", "--json")
    halladas = json.loads(salida)["diferencias"]
    assert codigo == 1
    assert {d["caso"] for d in halladas} == {str(oficina_sola.uno), str(oficina_sola.otro)}
    assert "«nota agregada» no cabe en el flujo declarado: el caso estaba en «" in halladas[0]["que"]


def test_las_reglas_ilegibles_se_dicen_con_palabras(orden: Orden, oficina_sola: Oficina) -> None:
    """Every command says what to do; only `verificar` goes on and names the entry."""
    documento = "vigente_desde = 2026-10-06\nseguimiento.gracia_dias_habiles = 6\n"
    oficina_sola.decidir(REGLAS_ID, publicar_politica, documento, autor="adela", rol="administrador")
    with closing(sqlite3.connect(oficina_sola.ajustes.archivo_hechos)) as conexion, conexion:
        conexion.execute("UPDATE stored_events SET state=? WHERE originator_id=?", (b"{", REGLAS_ID.hex))
    for otra in (("reloj",), ("historial", oficina_sola.uno), ("sellar",)):
        codigo, _, dicho = orden(*otra)
        assert (codigo, "Las reglas publicadas no se pueden leer" in dicho) == (2, True), otra
    codigo, salida, _ = orden("verificar", "--vistas", "--json")
    halladas = json.loads(salida)["diferencias"]
    assert codigo == 1
    assert (halladas[0]["caso"], halladas[0]["version"]) == (str(REGLAS_ID), 1)
    assert "no se revisaron" in halladas[-1]["que"].lower()
