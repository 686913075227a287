"""Full rebuild of every stored view in facts per second, against reading the log by case and `json.loads`."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from casos.casos import Casos
from casos.registro.bitacora import Bitacora
from proyecciones.almacen import Almacen
from proyecciones.reconstruir import reconstruir
from tests.rendimiento.datos import llenar
from tests.rendimiento.medir import Medida, por_rondas

CASOS, RONDAS = 1500, 3
ORDEN = "SELECT originator_id, originator_version, state FROM {} ORDER BY originator_id, originator_version"


def _medir(motor: str, casos: Casos, almacen: Almacen, leer: Iterator[int] | object) -> Medida:
    def trabajo() -> int:
        return reconstruir(casos, almacen).hechos

    return por_rondas(
        f"{motor}: reconstrucción de todas las vistas (hechos)",
        "≥ 0.80 y ≥ 100,000/s",
        trabajo,
        leer,
        RONDAS,  # type: ignore[arg-type]
    )


def sqlite(carpeta: Path) -> Iterator[Medida]:
    """On SQLite, one process."""
    bitacora = Bitacora(str(carpeta / "vistas_hechos.sqlite"))
    bitacora.registro.crear()
    casos = Casos(bitacora.registro, lambda: datetime.now(UTC), clave=b"k" * 32)
    llenar(casos, CASOS)
    almacen = Almacen(carpeta / "vistas.sqlite")
    almacen.crear()

    def base() -> int:
        conexion = sqlite3.connect(f"file:{carpeta / 'vistas_hechos.sqlite'}?mode=ro", uri=True)
        n = 0
        for _, _, estado in conexion.execute(ORDEN.format("stored_events")):
            json.loads(estado)
            n += 1
        conexion.close()
        return n

    yield _medir("SQLite", casos, almacen, base)
    almacen.close()
    bitacora.close()


def postgres(url: str) -> Iterator[Medida]:
    """On PostgreSQL, one process."""
    bitacora = Bitacora(url)
    bitacora.registro.crear()
    casos = Casos(bitacora.registro, lambda: datetime.now(UTC), clave=b"k" * 32)
    llenar(casos, CASOS)
    almacen = Almacen(url)
    almacen.crear()

    def base() -> int:
        n = 0
        with psycopg.connect(url) as conexion, conexion.cursor("lee") as cursor:
            cursor.itersize = 2000
            for _, _, estado in cursor.execute(ORDEN.format("mediacion_events"), binary=True):
                json.loads(estado)
                n += 1
        return n

    yield _medir("PostgreSQL", casos, almacen, base)
    almacen.close()
    bitacora.close()
