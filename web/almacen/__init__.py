"""Where the service data is kept: `servicio.sqlite`, or a schema of its own on PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError

from web.ajustes import Ajustes
from web.almacen.tablas import metadatos

AlmacenNoDisponible = OperationalError
"""The database does not answer, is locked too long or is full: ask again later."""

ESQUEMA = "servicio"
"""PostgreSQL schema, so that roles can be granted apart from log and views."""


class Almacen:
    """Short transactions over the service data. Threads may share it; never open it before a fork."""

    def __init__(self, motor: Engine) -> None:
        self.motor = motor
        self._escritura = motor.execution_options(escritura=True)

    def crear(self) -> None:
        """Create the tables that are missing."""
        with self.escribir() as conexion:
            if conexion.dialect.name == "postgresql":
                conexion.execute(text(f"CREATE SCHEMA IF NOT EXISTS {ESQUEMA}"))
            metadatos.create_all(conexion)

    @contextmanager
    def leer(self) -> Iterator[Connection]:
        """A read-only transaction."""
        with self.motor.begin() as conexion:
            yield conexion

    @contextmanager
    def escribir(self) -> Iterator[Connection]:
        """A transaction that may write; on SQLite it holds the write lock from its first statement."""
        with self._escritura.begin() as conexion:
            yield conexion

    def cerrar(self) -> None:
        """Close every connection."""
        self.motor.dispose()


def abrir(ajustes: Ajustes) -> Almacen:
    """The store of this installation. Nothing is created; `crear` does that."""
    if ajustes.base_datos:
        direccion = ajustes.base_datos.replace("postgresql://", "postgresql+psycopg://", 1)
        opciones = {"options": f"-csearch_path={ESQUEMA} -cstatement_timeout=5000", "connect_timeout": 2}
        return Almacen(create_engine(direccion, connect_args=opciones, pool_pre_ping=True))
    motor = create_engine(f"sqlite:///{ajustes.archivo_servicio}", connect_args={"timeout": 5})
    event.listen(motor, "connect", _preparar_sqlite)
    event.listen(motor, "begin", _empezar_sqlite)
    return Almacen(motor)


def _preparar_sqlite(conexion: Any, _registro: Any) -> None:
    """A rollback journal on purpose: the file is small, and SQLite below 3.51.3 has its WAL-reset bug."""
    conexion.isolation_level = None  # we say BEGIN: the driver's own is deferred and fails when it upgrades
    for orden in ("journal_mode=DELETE", "synchronous=FULL", "foreign_keys=ON"):
        conexion.execute(f"PRAGMA {orden}")


def _empezar_sqlite(conexion: Connection) -> None:
    escribe = conexion.get_execution_options().get("escritura", False)
    conexion.exec_driver_sql("BEGIN IMMEDIATE" if escribe else "BEGIN")
