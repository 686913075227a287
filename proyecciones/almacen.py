"""Where rows lie: generations of tables on SQLite (a file of their own) or PostgreSQL, and which one is current.

Every view is a table per generation, `bandeja_3`, and an SQL view `bandeja` over the current one, which queries
read. A rebuild fills the next generation beside, and switching is one transaction. Deleting everything here loses
nothing.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from filelock import FileLock
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    create_engine,
    delete,
    event,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.exc import OperationalError

from casos.registro.base import INICIO, Posicion
from proyecciones.vista import VISTAS

_FIJAS = MetaData()
VIGENTE = Table(
    "vigente",
    _FIJAS,
    Column("id", Integer, primary_key=True),
    Column("generacion", Integer, nullable=False),
    Column("firma", String(64), nullable=False),
    Column("reglas", BigInteger, nullable=False),
    Column("transaccion", BigInteger, nullable=False),
    Column("numero", BigInteger, nullable=False),
)
_ESTADO = select(VIGENTE)
CUARENTENA = Table(
    "cuarentena",
    _FIJAS,
    Column("caso_id", Uuid, primary_key=True),
    Column("desde", DateTime(timezone=True), nullable=False),
    Column("motivo", Text, nullable=False),
)


class Generacion:
    """The physical tables of one generation: one per view, and the guard `proyectado` (one row per case)."""

    def __init__(self, numero: int) -> None:
        self.numero = numero
        self.metadatos = MetaData()
        self.proyectado = Table(
            f"proyectado_{numero}",
            self.metadatos,
            Column("caso_id", Uuid, primary_key=True),
            Column("version", Integer, nullable=False),
            Column("reglas", BigInteger, nullable=False),
        )
        self.tablas = {v.nombre: v.tabla_de(self.metadatos, f"{v.nombre}_{numero}") for v in VISTAS}

    def crear_indices(self, conexion: Connection) -> None:
        """Index the tables, once they are filled."""
        for vista in VISTAS:
            for indice in vista.indices_de(self.tablas[vista.nombre]):
                indice.create(conexion)


def firma_de_vistas() -> str:
    """What the stored rows were made by: the hash of every view's name and version, which has a fixed length."""
    vistas = ",".join(f"{v.nombre}{v.version}" for v in sorted(VISTAS, key=lambda v: v.nombre))
    return sha256(vistas.encode()).hexdigest()


class Almacen:
    """The views' database: an SQLite file or a `postgresql://` URL."""

    def __init__(self, lugar: str | Path) -> None:
        self.lugar = lugar
        url = str(lugar)
        self.es_postgres = url.startswith(("postgresql://", "postgres://"))
        self._hilo = threading.RLock()
        self._candado: FileLock | None = None
        if self.es_postgres:
            url = "postgresql+psycopg://" + url.split("://", 1)[1]
            self.motor: Engine = create_engine(
                url, pool_size=5, max_overflow=10, connect_args={"options": "-c synchronous_commit=off"}
            )
        else:
            Path(url).parent.mkdir(parents=True, exist_ok=True)
            self._candado = FileLock(f"{url}.lock", timeout=10, thread_local=False)
            self.motor = create_engine(
                f"sqlite:///{url}", connect_args={"check_same_thread": False, "timeout": 10}
            )
            event.listen(self.motor, "connect", _al_conectar)
        self._vigente: Generacion | None = None

    def crear(self) -> None:
        """Create the first generation if there is none."""
        with self.escribir() as conexion:
            _FIJAS.create_all(conexion)
            if conexion.execute(select(VIGENTE)).first() is None:
                conexion.execute(
                    insert(VIGENTE).values(
                        id=1, generacion=0, firma="", reglas=0, transaccion=INICIO[0], numero=INICIO[1]
                    )
                )

    @contextmanager
    def escribir(self) -> Iterator[Connection]:
        """A write transaction; on SQLite one at a time, across processes."""
        with self._hilo:
            if self._candado is None:
                with self.motor.begin() as conexion:
                    yield conexion
            else:
                with self._candado, self.motor.connect() as conexion:
                    conexion.exec_driver_sql("BEGIN IMMEDIATE")
                    try:
                        yield conexion
                        conexion.exec_driver_sql("COMMIT")
                    except BaseException:
                        conexion.exec_driver_sql("ROLLBACK")
                        raise

    @contextmanager
    def leer(self) -> Iterator[Connection]:
        """A reading connection."""
        with self.motor.connect() as conexion:
            yield conexion

    def estado(self, conexion: Connection) -> Any:
        """The row that says which generation is current, made by which views and rules, up to where."""
        return conexion.execute(_ESTADO).one()

    def vigente(self, conexion: Connection) -> Generacion:
        """The current generation's tables."""
        numero = self.estado(conexion).generacion
        if self._vigente is None or self._vigente.numero != numero:
            self._vigente = Generacion(numero)
        return self._vigente

    def existe(self) -> bool:
        """Whether `crear` was ever called here."""
        try:
            return inspect(self.motor).has_table("vigente")
        except OperationalError:
            return False

    def poner_vigente(
        self, conexion: Connection, generacion: Generacion, reglas: int, posicion: Posicion
    ) -> None:
        """Switch to a filled generation, in the caller's transaction."""
        for vista in VISTAS:
            conexion.exec_driver_sql(f"DROP VIEW IF EXISTS {vista.nombre}")
            conexion.exec_driver_sql(
                f"CREATE VIEW {vista.nombre} AS SELECT * FROM {generacion.tablas[vista.nombre].name}"  # noqa: S608
            )
        conexion.execute(
            VIGENTE.update().values(
                generacion=generacion.numero, firma=firma_de_vistas(), reglas=reglas,
                transaccion=posicion[0], numero=posicion[1],
            )
        )  # fmt: skip

    def tirar(self, conexion: Connection, numero: int) -> None:
        """Drop the tables of a generation, also those of views that no longer exist."""
        for nombre in inspect(conexion).get_table_names():
            base, _, sufijo = nombre.rpartition("_")
            if base and sufijo == str(numero):
                conexion.execute(text(f'DROP TABLE "{nombre}"'))

    def apartar(self, conexion: Connection, caso_id: UUID, motivo: str, ahora: datetime) -> None:
        """Park a case that cannot be read or projected."""
        conexion.execute(delete(CUARENTENA).where(CUARENTENA.c.caso_id == caso_id))
        conexion.execute(insert(CUARENTENA).values(caso_id=caso_id, desde=ahora, motivo=motivo[:2000]))

    def close(self) -> None:
        """Close every connection; under the lock on SQLite, since closing may checkpoint."""
        if self._candado is None:
            self.motor.dispose()
        else:
            with self._hilo, self._candado:
                self.motor.dispose()


def _al_conectar(conexion: Any, registro: Any) -> None:
    conexion.isolation_level = None
    for orden in ("journal_mode=WAL", "synchronous=NORMAL", "cache_size=-32768", "temp_store=MEMORY"):
        conexion.execute(f"PRAGMA {orden}")
