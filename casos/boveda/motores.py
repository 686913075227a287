"""The vault's two stores on either engine: who writes, one at a time; who reads, beside and read-only."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, MetaData, QueuePool, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as SinConexiones

from casos.boveda.errores import BovedaIlegible, BovedaNoDisponible

ESPERA_S = 10.0
_CONEXION_S = 5
_LECTORES = 16
_FULL = 2
_OCUPADA = "La bóveda de personas está ocupada en este momento; espere unos segundos y repita."


@dataclass(frozen=True)
class Lugar:
    """Where a vault is: URLs of the data and of the keys, the master key, the lock file (SQLite only)."""

    datos: str
    claves: str
    maestra: Path
    candado: Path | None = None

    @classmethod
    def en(cls, instancia: Path) -> "Lugar":
        """SQLite files in an instance's directory, keys apart from data."""
        return cls(
            datos=f"sqlite:///{instancia / 'boveda.sqlite'}",
            claves=f"sqlite:///{instancia / 'claves.sqlite'}",
            maestra=instancia / "claves" / "maestra.key",
            candado=instancia / "boveda.lock",
        )

    @classmethod
    def en_postgresql(cls, datos: str, claves: str, instancia: Path) -> "Lugar":
        """Data and keys by URL; each gets its own schema, and `claves` should be another database."""
        return cls(datos=datos, claves=claves, maestra=instancia / "claves" / "maestra.key")


class Candado:
    """One writer at a time among threads and processes; entered again freely by the thread that holds it."""

    def __init__(self, archivo: Path | None) -> None:
        self._hilos = threading.RLock()
        self._archivo = (
            None if archivo is None else FileLock(archivo, ESPERA_S, thread_local=False, poll_interval=0.005)
        )

    @contextmanager
    def tomado(self) -> Iterator[None]:
        """Hold it. Raises BovedaNoDisponible after waiting `ESPERA_S`."""
        with self._hilos:
            try:
                if self._archivo is not None:
                    self._archivo.acquire()
            except Timeout as error:
                raise BovedaNoDisponible(_OCUPADA) from error
            try:
                yield
            finally:
                if self._archivo is not None:
                    self._archivo.release()


class Almacen:
    """One store: a SQLite file, or a schema of a PostgreSQL database. Never opened before a fork."""

    def __init__(self, url: str, esquema: str, candado: Candado) -> None:
        self._candado = candado
        self._esquema = esquema
        destino = make_url(url)
        self.es_sqlite = destino.get_backend_name() == "sqlite"
        if self.es_sqlite:
            archivo = Path(destino.database or "")
            if not archivo.exists():
                raise BovedaIlegible(
                    f"Falta {archivo}: restáurelo, o prepare la instancia con «mediacion iniciar»."
                )
            self._escribe = _sqlite(archivo, "rw", 1)
            self._lee = _sqlite(archivo, "ro", _LECTORES)
        else:
            self._escribe = _postgresql(destino, esquema)
            self._lee = self._escribe.execution_options(isolation_level="AUTOCOMMIT")

    @staticmethod
    def crear(url: str, esquema: str, tablas: MetaData, candado: Candado) -> None:
        """Create the file or schema and its tables; harmless when they are there."""
        destino = make_url(url)
        with candado.tomado():
            if destino.get_backend_name() == "sqlite":
                archivo = Path(destino.database or "")
                archivo.parent.mkdir(parents=True, exist_ok=True)
                archivo.touch(mode=0o600)
                motor = _sqlite(archivo, "rw", 1)
            else:
                motor = _postgresql(destino, esquema)
                with motor.begin() as conexion:
                    conexion.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{esquema}"'))
            try:
                tablas.create_all(motor)
            finally:
                motor.dispose()

    @contextmanager
    def leyendo(self) -> Iterator[Connection]:
        """Read what is committed, statement by statement."""
        with _a_tiempo(), self._lee.connect() as conexion:
            yield conexion

    @contextmanager
    def escribiendo(self) -> Iterator[Connection]:
        """One durable write transaction, the only one in this store: numbers are committed in order."""
        with _a_tiempo(), self._candado.tomado(), self._escribe.begin() as conexion:
            if not self.es_sqlite:
                conexion.execute(
                    text("SELECT pg_advisory_xact_lock(hashtext('mediacion'), hashtext(:de))"),
                    {"de": self._esquema},
                )
            yield conexion

    def borrar_rastros(self, tabla: str) -> None:
        """Take out of the files what a committed transaction deleted or overwrote.

        SQLite: the write-ahead log is carried over and cut. PostgreSQL: the table is written anew; its own
        write-ahead log keeps the old bytes until it is recycled.
        """
        with _a_tiempo(), self._candado.tomado():
            if self.es_sqlite:
                self._cortar_wal()
            else:
                with self._lee.connect() as conexion:
                    conexion.exec_driver_sql(f'VACUUM (FULL) "{self._esquema}"."{tabla}"')

    def _cortar_wal(self) -> None:
        conexion = self._escribe.raw_connection()
        try:
            cursor = conexion.cursor()
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (ocupado, *_) = cursor.fetchone() or (1,)
        finally:
            conexion.close()
        if ocupado:
            raise BovedaNoDisponible(_OCUPADA)

    def cerrar(self) -> None:
        """Close every connection; the write one inside the lock, because closing it checkpoints."""
        self._lee.dispose()
        with self._candado.tomado():
            self._escribe.dispose()


@contextmanager
def _a_tiempo() -> Iterator[None]:
    try:
        yield
    except (OperationalError, SinConexiones) as error:
        motivo = f" ({error.orig})" if isinstance(error, OperationalError) else ""
        raise BovedaNoDisponible(f"{_OCUPADA}{motivo}") from error


def _postgresql(destino: URL, esquema: str) -> Engine:
    espera = f"-c lock_timeout={ESPERA_S:.3f}s -c idle_in_transaction_session_timeout=60s"
    motor = create_engine(
        destino,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"connect_timeout": _CONEXION_S, "options": espera},
    )
    return motor.execution_options(schema_translate_map={None: esquema})


def _sqlite(archivo: Path, modo: str, conexiones: int) -> Engine:
    def conectar() -> sqlite3.Connection:
        conexion = sqlite3.connect(
            f"{archivo.absolute().as_uri()}?mode={modo}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=ESPERA_S,
        )
        if modo == "rw":
            _durable(conexion)
        return conexion

    motor = create_engine(
        "sqlite://",
        hide_parameters=True,
        creator=conectar,
        poolclass=QueuePool,
        pool_size=conexiones,
        max_overflow=0,
        pool_timeout=ESPERA_S,
    )
    if modo == "rw":
        event.listen(motor, "begin", _begin_immediate)
    return motor


def _begin_immediate(conexion: Connection) -> None:
    conexion.exec_driver_sql("BEGIN IMMEDIATE")


def _durable(conexion: sqlite3.Connection) -> None:
    conexion.execute("PRAGMA journal_mode=WAL")
    conexion.execute("PRAGMA synchronous=FULL")
    conexion.execute("PRAGMA secure_delete=ON")
    conexion.execute("PRAGMA cache_size=-65536")
    valores: list[Any] = [
        conexion.execute(f"PRAGMA {p}").fetchone()[0]
        for p in ("journal_mode", "synchronous", "secure_delete")
    ]
    if valores != ["wal", _FULL, 1]:
        conexion.close()
        raise BovedaNoDisponible(
            "Este SQLite no acepta WAL, synchronous=FULL y secure_delete: no es seguro guardar personas aquí."
        )
