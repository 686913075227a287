"""Where leaves and checkpoints are kept: a small SQLite file apart from the log, on every engine.

Apart, so that who can change the log's database cannot change the seals with it. One process writes at a time,
under a lock file; whoever only reads opens `mode=ro`. Leaves are never changed or deleted.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from filelock import FileLock, Timeout

from casos.registro.base import Posicion, RegistroNoDisponible
from casos.sello.nota import Sello

ESPERA_S = 60
PAGINA = 5000
_TABLAS = (
    (
        "CREATE TABLE IF NOT EXISTS hojas (numero INTEGER PRIMARY KEY, caso BLOB NOT NULL, "
        "version INTEGER NOT NULL, hoja BLOB NOT NULL, tx INTEGER NOT NULL, id INTEGER NOT NULL)"
    ),
    "CREATE UNIQUE INDEX IF NOT EXISTS hojas_caso ON hojas (caso, version)",
    (
        "CREATE TABLE IF NOT EXISTS sellos (tamano INTEGER PRIMARY KEY, raiz BLOB NOT NULL, nota TEXT NOT NULL, "
        "en TEXT NOT NULL)"
    ),
)


class Hoja(NamedTuple):
    """A sealed entry: its number in the tree (from 0), which entry it is, its hash, and where it lay in the log."""

    numero: int
    caso: UUID
    version: int
    hoja: bytes
    posicion: Posicion


class SelloGuardado(NamedTuple):
    """A checkpoint and when it was made (UTC)."""

    sello: Sello
    en: datetime


class ArchivoDeSellos:
    """Leaves and checkpoints of one log."""

    def __init__(self, archivo: Path) -> None:
        self.archivo = archivo

    def existe(self) -> bool:
        """Whether the log was ever sealed here."""
        return self.archivo.exists() and self.archivo.stat().st_size > 0

    @contextmanager
    def escribir(self) -> Iterator[sqlite3.Connection]:
        """The only writer: one transaction under the lock file; creates the tables the first time.

        Raises RegistroNoDisponible while another process seals.
        """
        self.archivo.parent.mkdir(parents=True, exist_ok=True)
        try:
            with (
                FileLock(f"{self.archivo}.lock", timeout=ESPERA_S),
                closing(sqlite3.connect(self.archivo, isolation_level=None)) as conexion,
            ):
                conexion.execute("PRAGMA synchronous=FULL")
                conexion.execute("BEGIN IMMEDIATE")
                for orden in _TABLAS:
                    conexion.execute(orden)
                yield conexion
                conexion.execute("COMMIT")
        except Timeout as error:
            raise RegistroNoDisponible(
                "Otro proceso está sellando; espere unos segundos y repita."
            ) from error
        except sqlite3.OperationalError as error:
            raise RegistroNoDisponible(f"No se puede escribir en {self.archivo.name}: {error}") from error

    def copiar_en(self, destino: Path) -> None:
        """A copy of the file as it is now, while others seal; nothing where nothing was sealed yet."""
        if not self.existe():
            return
        destino.parent.mkdir(parents=True, exist_ok=True)
        with self.leer() as de, closing(sqlite3.connect(destino)) as a:
            de.backup(a)

    @contextmanager
    def leer(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection."""
        with closing(sqlite3.connect(f"{self.archivo.absolute().as_uri()}?mode=ro", uri=True)) as conexion:
            yield conexion

    def sellos(self) -> list[SelloGuardado]:
        """Every checkpoint, the smallest first."""
        if not self.existe():
            return []
        with self.leer() as conexion:
            return [
                SelloGuardado(Sello(tamano, bytes(raiz), nota), datetime.fromisoformat(en))
                for tamano, raiz, nota, en in conexion.execute(
                    "SELECT tamano, raiz, nota, en FROM sellos ORDER BY tamano"
                )
            ]

    def hojas(self, tamano: int) -> Iterator[Hoja]:
        """The first `tamano` leaves by case and version, page by page, so that the sealer never waits for a reader."""
        desde: tuple[bytes, int] = (b"", 0)
        while True:
            with self.leer() as conexion:
                filas = conexion.execute(
                    "SELECT numero, caso, version, hoja, tx, id FROM hojas "
                    "WHERE (caso, version) > (?,?) AND numero < ? ORDER BY caso, version LIMIT ?",
                    (*desde, tamano, PAGINA),
                ).fetchall()
            yield from map(_hoja, filas)
            if len(filas) < PAGINA:
                return
            desde = (bytes(filas[-1][1]), filas[-1][2])

    def hashes(self, tamano: int) -> Iterator[bytes]:
        """The hashes of the first `tamano` leaves by number; fewer when leaves are missing."""
        desde = 0
        while desde < tamano:
            with self.leer() as conexion:
                filas = conexion.execute(
                    "SELECT numero, hoja FROM hojas WHERE numero >= ? AND numero < ? ORDER BY numero LIMIT ?",
                    (desde, tamano, PAGINA),
                ).fetchall()
            for numero, hoja in filas:
                if numero != desde:
                    return
                yield bytes(hoja)
                desde += 1
            if len(filas) < PAGINA:
                return

    def cuantas_hojas(self) -> int:
        """How many entries were ever sealed, by the highest number."""
        with self.leer() as conexion:
            ultima = ultima_hoja(conexion)
        return ultima.numero + 1 if ultima else 0

    def del_caso(self, caso: UUID, tamano: int) -> list[Hoja]:
        """The leaves of a case among the first `tamano`."""
        with self.leer() as conexion:
            filas = conexion.execute(
                "SELECT numero, caso, version, hoja, tx, id FROM hojas WHERE caso=? AND numero<? ORDER BY version",
                (caso.bytes, tamano),
            )
            return [_hoja(f) for f in filas]


def _hoja(fila: tuple[int, bytes, int, bytes, int, int]) -> Hoja:
    numero, caso, version, hoja, tx, id_ = fila
    return Hoja(numero, UUID(bytes=bytes(caso)), version, bytes(hoja), (tx, id_))


def ultima_hoja(conexion: sqlite3.Connection) -> Hoja | None:
    """The leaf with the highest number."""
    fila = conexion.execute(
        "SELECT numero, caso, version, hoja, tx, id FROM hojas ORDER BY numero DESC LIMIT 1"
    ).fetchone()
    return _hoja(fila) if fila else None


def hashes(conexion: sqlite3.Connection) -> Iterator[bytes]:
    """The leaf hashes in order."""
    return (bytes(h) for (h,) in conexion.execute("SELECT hoja FROM hojas ORDER BY numero"))


def sellada_hasta(conexion: sqlite3.Connection, caso: UUID) -> int:
    """The last sealed version of a case; 0 when none is."""
    (version,) = conexion.execute("SELECT max(version) FROM hojas WHERE caso=?", (caso.bytes,)).fetchone()
    return version or 0


def selladas(conexion: sqlite3.Connection) -> set[tuple[bytes, int]]:
    """Every sealed entry as (case, version)."""
    return {(bytes(caso), version) for caso, version in conexion.execute("SELECT caso, version FROM hojas")}


def agregar(conexion: sqlite3.Connection, hojas: Iterable[Hoja]) -> None:
    """Store new leaves."""
    conexion.executemany(
        "INSERT INTO hojas VALUES (?,?,?,?,?,?)",
        ((h.numero, h.caso.bytes, h.version, h.hoja, *h.posicion) for h in hojas),
    )


def ultimo_sello(conexion: sqlite3.Connection) -> Sello | None:
    """The newest checkpoint."""
    fila = conexion.execute("SELECT tamano, raiz, nota FROM sellos ORDER BY tamano DESC LIMIT 1").fetchone()
    return Sello(fila[0], bytes(fila[1]), fila[2]) if fila else None


def guardar(conexion: sqlite3.Connection, sello: Sello, ahora: datetime) -> None:
    """Store a new checkpoint."""
    conexion.execute(
        "INSERT INTO sellos VALUES (?,?,?,?)",
        (sello.tamano, sello.raiz, sello.nota, ahora.astimezone(UTC).isoformat()),
    )
