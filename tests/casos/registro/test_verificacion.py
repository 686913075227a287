"""An altered, missing, inserted or swapped entry is named; a sound log gives no false alarm."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from casos.asiento import Acto
from casos.casos import Casos
from casos.registro.bitacora import Bitacora
from casos.registro.sqlite import RegistroSQLite
from casos.registro.verificacion import verificar_registro
from tests.casos.registro.conftest import CLAVE, RelojDePrueba, cifrar
from tests.casos.registro.juguete import prestar, renovar

Cambio = Callable[[sqlite3.Connection, str], object]


def llenar(casos: Casos) -> list[UUID]:
    ids = [uuid4() for _ in range(3)]
    for n, caso in enumerate(ids):
        casos.decidir(caso, prestar, f"libro {n}", Acto("ana", "responsable"))
        for _ in range(4):
            casos.decidir(caso, renovar, "hola", Acto("ana", "responsable"))
    return ids


def test_un_registro_sano_no_da_alarma(casos: Casos) -> None:
    llenar(casos)
    resultado = verificar_registro(casos.registro, CLAVE)
    assert (resultado.correcto, resultado.hechos, resultado.casos) == (True, 15, 3)


ALTERACIONES: dict[str, tuple[Cambio, int | None]] = {
    "un byte del hecho": (
        lambda c, i: c.execute(
            "UPDATE stored_events SET state = CAST(replace(CAST(state AS TEXT), 'ana', 'eva') AS BLOB) "
            "WHERE originator_id=? AND originator_version=3", (i,)), 3),
    "el nombre del hecho": (
        lambda c, i: c.execute(
            "UPDATE stored_events SET topic='PrestamoCerrado' "
            "WHERE originator_id=? AND originator_version=2", (i,)), 2),
    "un asiento de en medio": (
        lambda c, i: c.execute("DELETE FROM stored_events WHERE originator_id=? AND originator_version=3", (i,)), 3),
    "un enlace": (
        lambda c, i: c.execute(
            "UPDATE stored_events SET enlace=zeroblob(32) WHERE originator_id=? AND originator_version=4", (i,)), 4),
    "un asiento inventado": (
        lambda c, i: c.execute(
            "INSERT INTO stored_events SELECT originator_id, 6, topic, state, enlace, mac FROM stored_events "
            "WHERE originator_id=? AND originator_version=5", (i,)), 6),
    "una reserva": (lambda c, i: c.execute("DELETE FROM reservas WHERE caso=?", (i,)), None),
}  # fmt: skip


@pytest.mark.parametrize("que", ALTERACIONES)
def test_se_nombra_lo_que_alguien_cambio(que: str, tmp_path: Path) -> None:
    bitacora = Bitacora(tmp_path / "hechos.sqlite")
    bitacora.registro.crear()
    casos = Casos(bitacora.registro, RelojDePrueba(), clave=CLAVE, cifrar=cifrar)
    victima = llenar(casos)[1]
    cambio, version = ALTERACIONES[que]
    with sqlite3.connect(tmp_path / "hechos.sqlite") as conexion:
        cambio(conexion, victima.hex)
    conexion.close()
    (diferencia,) = verificar_registro(bitacora.registro, CLAVE).diferencias
    assert (diferencia.caso, diferencia.version) == (victima, version)
    bitacora.close()


def test_dos_asientos_cambiados_de_lugar_se_nombran(tmp_path: Path) -> None:
    bitacora = Bitacora(tmp_path / "hechos.sqlite")
    bitacora.registro.crear()
    victima = llenar(Casos(bitacora.registro, RelojDePrueba(), clave=CLAVE, cifrar=cifrar))[0]
    with sqlite3.connect(tmp_path / "hechos.sqlite") as conexion:
        for de, a in ((3, 99), (4, 3), (99, 4)):
            conexion.execute(
                "UPDATE stored_events SET originator_version=? WHERE originator_id=? AND originator_version=?",
                (a, victima.hex, de),
            )
    conexion.close()
    (diferencia,) = verificar_registro(bitacora.registro, CLAVE).diferencias
    assert (diferencia.caso, diferencia.version) == (victima, 3)
    bitacora.close()


def test_un_asiento_rehecho_por_quien_tiene_la_base_se_nombra(casos: Casos) -> None:
    (victima, *_) = llenar(casos)
    intruso = Casos(casos.registro, casos.ahora, clave=b"otra clave, sin la del sistema..")
    intruso.decidir(victima, renovar, "", Acto("ana", "responsable"))
    (diferencia,) = verificar_registro(casos.registro, CLAVE).diferencias
    assert (diferencia.caso, diferencia.version) == (victima, 6)
    assert "no lo escribió este sistema" in diferencia.que


def test_sqlite_escribe_con_sincronia_completa(tmp_path: Path) -> None:
    bitacora = Bitacora(tmp_path / "hechos.sqlite")
    bitacora.registro.crear()
    assert isinstance(bitacora.recorder, RegistroSQLite)
    with bitacora.recorder._exclusivo() as conexion:
        assert conexion.execute("PRAGMA synchronous").fetchone() == (2,)
        assert conexion.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    bitacora.close()
