"""The log in one SQLite file: one write connection behind one lock, readers apart and read-only."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from filelock import FileLock, Timeout

from casos.registro.base import (
    PRIMER_ENLACE,
    Choque,
    Fila,
    FilaNueva,
    Ordenada,
    Pedido,
    Posicion,
    RegistroNoDisponible,
    rango,
)
from casos.registro.copia_sqlite import CargaSQLite, FotoSQLite

ESPERA_S = 5.0
_OCUPADO = "El registro está ocupado o no se puede escribir en este momento; espere unos segundos y repita."
_TABLAS = (
    (
        "CREATE TABLE IF NOT EXISTS reservas (clave TEXT, valor TEXT, caso TEXT NOT NULL, "
        "PRIMARY KEY (clave, valor)) WITHOUT ROWID"
    ),
    "CREATE INDEX IF NOT EXISTS reservas_caso ON reservas (caso)",
    (
        "CREATE TABLE IF NOT EXISTS pedidos (pedido BLOB PRIMARY KEY, autor TEXT NOT NULL, decision TEXT NOT NULL, "
        "huella BLOB NOT NULL, caso TEXT NOT NULL, desde INTEGER NOT NULL, hasta INTEGER NOT NULL) WITHOUT ROWID"
    ),
)


class RegistroSQLite(SQLiteApplicationRecorder):
    """The library's recorder and table (with link and MAC as two more columns) and our own write path.

    `escribir` takes BEGIN IMMEDIATE inside a lock file, which also covers the opening and closing of the write
    connection, so that no two processes ever checkpoint at once; synchronous=FULL: what was answered is on disk.
    """

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name)
        self.archivo = Path(datastore.pool.db_name.removeprefix("file:").partition("?")[0])
        self._hilo = threading.RLock()
        self._candado = FileLock(f"{self.archivo}.lock", timeout=ESPERA_S, thread_local=False)
        self._escribe: sqlite3.Connection | None = None
        self._lee = threading.local()
        self._abiertas: list[sqlite3.Connection] = []
        self._insertar = f"INSERT INTO {events_table_name} VALUES (?,?,?,?,?,?)"  # noqa: S608
        self._historia = (
            f"SELECT originator_version, topic, state, enlace FROM {events_table_name} "  # noqa: S608
            "WHERE originator_id=? AND originator_version>? ORDER BY originator_version"
        )

    def construct_create_table_statements(self) -> list[str]:
        """The library's table with the columns `enlace` and `mac`, and the tables of reservations and requests."""
        (eventos,) = super().construct_create_table_statements()
        eventos = eventos.replace("state BLOB, ", "state BLOB, enlace BLOB NOT NULL, mac BLOB NOT NULL, ")
        return [eventos, *_TABLAS]

    def crear(self) -> None:
        """Create the file and its tables; harmless when they are there."""
        self.archivo.parent.mkdir(parents=True, exist_ok=True)
        with self._exclusivo(crea=True) as conexion:
            for orden in self.construct_create_table_statements():
                conexion.execute(orden)

    @contextmanager
    def _exclusivo(self, *, crea: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            with self._hilo, self._candado:
                if self._escribe is None:
                    self._escribe = self._conectar("rwc" if crea else "rw")
                    self._escribe.execute("PRAGMA journal_mode=WAL")
                    self._escribe.execute("PRAGMA synchronous=FULL")
                    (sincronia,) = self._escribe.execute("PRAGMA synchronous").fetchone()
                    if sincronia != 2:
                        raise RegistroNoDisponible(
                            "SQLite no acepta synchronous=FULL; no es seguro escribir."
                        )
                yield self._escribe
        except Timeout as error:
            raise RegistroNoDisponible(_OCUPADO) from error
        except sqlite3.OperationalError as error:
            raise RegistroNoDisponible(f"{_OCUPADO} ({error})") from error

    def _conectar(self, modo: str) -> sqlite3.Connection:
        conexion = sqlite3.connect(
            f"{self.archivo.absolute().as_uri()}?mode={modo}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=ESPERA_S,
        )
        conexion.execute("PRAGMA cache_size=-65536")
        return conexion

    @contextmanager
    def escribir(self) -> Iterator["EscrituraSQLite"]:
        """One write transaction, durable on exit."""
        with self._transaccion() as conexion:
            yield EscrituraSQLite(conexion, self._insertar, self._historia)

    @contextmanager
    def _transaccion(self) -> Iterator[sqlite3.Connection]:
        with self._exclusivo() as conexion:
            conexion.execute("BEGIN IMMEDIATE")
            try:
                yield conexion
                conexion.execute("COMMIT")
            except BaseException:
                if conexion.in_transaction:
                    conexion.execute("ROLLBACK")
                raise

    def _lectora(self) -> sqlite3.Connection:
        conexion: sqlite3.Connection | None = getattr(self._lee, "conexion", None)
        if conexion is None:
            try:
                conexion = self._conectar("ro")
            except sqlite3.OperationalError as error:
                raise RegistroNoDisponible(
                    f"No se puede abrir el registro {self.archivo.name}: {error}"
                ) from error
            self._lee.conexion = conexion
            with self._hilo:
                self._abiertas.append(conexion)
        return conexion

    def leer(self, caso_id: UUID, desde: int = 0) -> list[Fila]:
        """The entries of a case after version `desde`."""
        return [Fila(*f) for f in self._lectora().execute(self._historia, (caso_id.hex, desde))]

    def por_caso(
        self, parte: int = 0, partes: int = 1
    ) -> Iterator[tuple[UUID, Sequence[tuple[int, str, bytes, bytes, bytes]]]]:
        """Every case of a share of the log with its rows, in one consistent reading."""
        desde, hasta = rango(parte, partes)
        conexion = self._conectar("ro")
        try:
            cursor = conexion.execute(
                "SELECT originator_id, originator_version, topic, state, enlace, mac "  # noqa: S608
                f"FROM {self.events_table_name} WHERE originator_id>=? AND originator_id<=? "
                "ORDER BY originator_id, originator_version",
                (f"{desde:032x}", f"{hasta - 1:032x}"),
            )
            for hexadecimal, filas in groupby(_por_bloques(cursor), itemgetter(0)):
                yield UUID(hexadecimal), [f[1:] for f in filas]
        finally:
            conexion.close()

    def en_orden(self, desde: Posicion) -> Iterator[Ordenada]:
        """Every entry at a position or after it, by rowid."""
        conexion = self._conectar("ro")
        try:
            cursor = conexion.execute(
                "SELECT e.rowid, e.originator_id, e.originator_version, e.topic, e.state, e.enlace, e.mac, "  # noqa: S608
                f"a.enlace FROM {self.events_table_name} e LEFT JOIN {self.events_table_name} a "
                "ON a.originator_id=e.originator_id AND a.originator_version=e.originator_version-1 "
                "WHERE e.rowid>=? ORDER BY e.rowid",
                (desde[1],),
            )
            for fila in _por_bloques(cursor):
                yield Ordenada._make(((0, fila[0]), UUID(fila[1]), *fila[2:7], fila[7] or PRIMER_ENLACE))
        finally:
            conexion.close()

    def novedades(self, desde: Posicion, limite: int) -> tuple[Posicion, list[UUID]]:
        """Cases with entries after a position (at most `limite` entries are looked at), and the new position."""
        filas = (
            self._lectora()
            .execute(
                f"SELECT rowid, originator_id FROM {self.events_table_name} "  # noqa: S608
                "WHERE rowid>? ORDER BY rowid LIMIT ?",
                (desde[1], limite),
            )
            .fetchall()
        )
        if not filas:
            return desde, []
        return (0, filas[-1][0]), [UUID(h) for h in dict.fromkeys(f[1] for f in filas)]

    def posicion(self) -> Posicion:
        """The end of the log."""
        (ultimo,) = self._lectora().execute(f"SELECT max(rowid) FROM {self.events_table_name}").fetchone()  # noqa: S608
        return (0, ultimo or 0)

    def reserva(self, clave: str, valor: str) -> UUID | None:
        """Which case holds a pair."""
        fila = (
            self._lectora()
            .execute("SELECT caso FROM reservas WHERE clave=? AND valor=?", (clave, valor))
            .fetchone()
        )
        return UUID(fila[0]) if fila else None

    def reservas(self) -> Iterator[tuple[str, str, UUID]]:
        """All pairs held."""
        for clave, valor, caso in self._lectora().execute("SELECT clave, valor, caso FROM reservas"):
            yield clave, valor, UUID(caso)

    def contar(self) -> tuple[int, int]:
        """How many entries and cases there are."""
        entradas, casos = (
            self._lectora()
            .execute(f"SELECT count(*), count(DISTINCT originator_id) FROM {self.events_table_name}")  # noqa: S608
            .fetchone()
        )
        return entradas, casos

    def retraso(self) -> float:
        """Readers never wait here."""
        return 0.0

    @contextmanager
    def foto(self) -> Iterator[FotoSQLite]:
        """The log at this instant."""
        conexion = self._conectar("ro")
        try:
            conexion.execute("BEGIN")
            yield FotoSQLite(conexion, self.events_table_name)
        finally:
            conexion.close()

    @contextmanager
    def cargar(self) -> Iterator[CargaSQLite]:
        """Fill this log, which must be empty."""
        with self._transaccion() as conexion:
            yield CargaSQLite(conexion, self.events_table_name)

    def close(self) -> None:
        """Close every connection; the write one under the lock, since closing it checkpoints."""
        with self._hilo:
            for conexion in self._abiertas:
                conexion.close()
            self._abiertas.clear()
            if self._escribe is not None:
                with self._candado:
                    self._escribe.close()
                self._escribe = None
        self._lee = threading.local()


def _por_bloques(cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
    while bloque := cursor.fetchmany(2000):
        yield from bloque


class EscrituraSQLite:
    """A write transaction on SQLite; the lock is already held."""

    def __init__(self, conexion: sqlite3.Connection, insertar: str, historia: str) -> None:
        self._conexion, self._insertar, self._historia = conexion, insertar, historia

    def desde(self, caso_id: UUID, version: int) -> list[Fila]:
        """The entries of a case after `version`."""
        return [Fila(*f) for f in self._conexion.execute(self._historia, (caso_id.hex, version))]

    def pedido(self, pedido_id: UUID) -> Pedido | None:
        """A request already answered."""
        fila = self._conexion.execute(
            "SELECT autor, decision, huella, caso, desde, hasta FROM pedidos WHERE pedido=?",
            (pedido_id.bytes,),
        ).fetchone()
        return Pedido(fila[0], fila[1], fila[2], UUID(fila[3]), fila[4], fila[5]) if fila else None

    def agregar(self, caso_id: UUID, filas: Sequence[FilaNueva]) -> None:
        """Append entries."""
        hexadecimal = caso_id.hex
        try:
            self._conexion.executemany(
                self._insertar, [(hexadecimal, f.version, f.tema, f.estado, f.enlace, f.mac) for f in filas]
            )
        except sqlite3.IntegrityError as error:
            raise Choque(str(error)) from error

    def recordar(self, pedido_id: UUID, pedido: Pedido) -> None:
        """Remember an answered request."""
        try:
            self._conexion.execute(
                "INSERT INTO pedidos VALUES (?,?,?,?,?,?,?)",
                (pedido_id.bytes, *pedido[:3], pedido.caso_id.hex, pedido.desde, pedido.hasta),
            )
        except sqlite3.IntegrityError as error:
            raise Choque(str(error)) from error

    def reservar(self, caso_id: UUID, nuevas: Iterable[tuple[str, str]]) -> list[tuple[str, str, UUID]]:
        """Take pairs unless another case holds one of them."""
        nuevas = list(nuevas)
        ajenas = []
        for par in nuevas:
            fila = self._conexion.execute(
                "SELECT caso FROM reservas WHERE clave=? AND valor=?", par
            ).fetchone()
            if fila and fila[0] != caso_id.hex:
                ajenas.append((*par, UUID(fila[0])))
        if not ajenas:
            self._conexion.executemany(
                "INSERT OR IGNORE INTO reservas VALUES (?,?,?)", [(*par, caso_id.hex) for par in nuevas]
            )
        return ajenas

    def liberar(self, caso_id: UUID, viejas: Iterable[tuple[str, str]]) -> None:
        """Give pairs back."""
        self._conexion.executemany(
            "DELETE FROM reservas WHERE clave=? AND valor=? AND caso=?",
            [(*par, caso_id.hex) for par in viejas],
        )
