"""An instance on each engine."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tests.entorno.postgres import base_rapida
from tests.instancias import Prueba


@pytest.fixture
def prueba(motor_url: str, tmp_path: Path) -> Iterator[Prueba]:
    prueba = Prueba(tmp_path / "instancia", "" if motor_url.startswith("sqlite") else motor_url)
    yield prueba
    prueba.cerrar()


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def dos_lugares(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Where two logs may be, for tests that fill them many times: see `vaciar`."""
    if request.param == "sqlite":
        carpeta = tmp_path_factory.mktemp("registros")
        yield str(carpeta / "una.db"), str(carpeta / "otra.db")
        return
    with base_rapida(request.config) as una, base_rapida(request.config) as otra:
        yield una, otra


def vaciar(*lugares: str) -> None:
    """Take everything out of logs, if they are there."""
    for lugar in lugares:
        if lugar.startswith("postgresql"):
            with psycopg.connect(lugar) as conexion:
                conexion.execute("DROP TABLE IF EXISTS mediacion_events, reservas, pedidos")
        elif Path(lugar).exists():
            with closing(sqlite3.connect(lugar)) as conexion, conexion:
                for tabla in ("stored_events", "reservas", "pedidos"):
                    conexion.execute(f"DELETE FROM {tabla}")
