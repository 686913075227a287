"""What both engines share: rows, positions, the chain of links, and the errors that a person may meet."""

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol
from uuid import UUID

Posicion = tuple[int, int]
"""Where an entry lies in the log: (transaction, id) on PostgreSQL, (0, rowid) on SQLite."""

INICIO: Posicion = (0, 0)
PRIMER_ENLACE = bytes(32)


class RegistroNoDisponible(Exception):
    """The log cannot be written or read now (busy, disk full, server down): nothing was changed; try again."""


class Choque(Exception):
    """Another writer got there first; the decision must be taken again on what it wrote."""


class Fila(NamedTuple):
    """A stored entry: version, topic, state and link as they lie in the log."""

    version: int
    tema: str
    estado: bytes
    enlace: bytes


class FilaNueva(NamedTuple):
    """An entry to store."""

    version: int
    tema: str
    estado: bytes
    enlace: bytes
    mac: bytes


class Ordenada(NamedTuple):
    """A stored entry as the sealer meets it: where it lies, the row, and the link of the case's entry before it."""

    posicion: Posicion
    caso_id: UUID
    version: int
    tema: str
    estado: bytes
    enlace: bytes
    mac: bytes
    anterior: bytes


class Pedido(NamedTuple):
    """A request that was answered: who asked what of which case, and the versions that came of it."""

    autor: str
    decision: str
    huella: bytes
    caso_id: UUID
    desde: int
    hasta: int


class Escritura(Protocol):
    """One write transaction."""

    def desde(self, caso_id: UUID, version: int) -> list[Fila]:
        """The entries of a case after `version`, in order."""

    def pedido(self, pedido_id: UUID) -> Pedido | None:
        """A request already answered."""

    def agregar(self, caso_id: UUID, filas: Sequence[FilaNueva]) -> None:
        """Append; raises `Choque` when the version is taken."""

    def recordar(self, pedido_id: UUID, pedido: Pedido) -> None:
        """Remember an answered request; raises `Choque` when another transaction just did."""

    def reservar(self, caso_id: UUID, nuevas: Iterable[tuple[str, str]]) -> list[tuple[str, str, UUID]]:
        """Take pairs for a case; the pairs that another case holds are given back and nothing is taken."""

    def liberar(self, caso_id: UUID, viejas: Iterable[tuple[str, str]]) -> None:
        """Give pairs back."""


class RegistroConHechos(Exception):
    """The log that was to be filled has entries already; nothing was written."""


class Copiado(NamedTuple):
    """A stored entry with everything that the log keeps of it."""

    caso_id: UUID
    version: int
    tema: str
    estado: bytes
    enlace: bytes
    mac: bytes


Reserva = tuple[str, str, UUID]


class Foto(Protocol):
    """A log as it was at one instant, while others go on writing."""

    def asientos(self) -> Iterator[Copiado]:
        """Every entry, in the log's order."""

    def pedidos(self) -> Iterator[tuple[UUID, Pedido]]:
        """Every answered request."""

    def reservas(self) -> Iterator[Reserva]:
        """Every pair held."""


class Carga(Protocol):
    """The filling of an empty log, in one transaction."""

    def asientos(self, bloque: Sequence[Copiado]) -> None:
        """Append entries as they are."""

    def pedidos(self, bloque: Sequence[tuple[UUID, Pedido]]) -> None:
        """Remember answered requests."""

    def reservas(self, bloque: Sequence[Reserva]) -> None:
        """Take pairs."""


class Registro(Protocol):
    """The log on one engine; `lugar` is the file or the address that opens it elsewhere."""

    lugar: str

    def crear(self) -> None:
        """Create the tables (once, by `iniciar`)."""

    def escribir(self) -> AbstractContextManager[Escritura]:
        """One write transaction; committed and durable when the block ends without an exception."""

    def leer(self, caso_id: UUID, desde: int = 0) -> list[Fila]:
        """The entries of a case after version `desde`, in order."""

    def por_caso(
        self, parte: int = 0, partes: int = 1
    ) -> Iterator[tuple[UUID, Sequence[tuple[int, str, bytes, bytes, bytes]]]]:
        """Every case of a share of the log with its rows (version, topic, state, link, MAC), by case."""

    def en_orden(self, desde: Posicion) -> Iterator[Ordenada]:
        """Every entry at a position or after it, in position order, in one reading; never past the safe horizon."""

    def novedades(self, desde: Posicion, limite: int) -> tuple[Posicion, list[UUID]]:
        """Which cases changed after a position, and the new position; never past the safe horizon."""

    def posicion(self) -> Posicion:
        """The end of the log, up to the safe horizon."""

    def reserva(self, clave: str, valor: str) -> UUID | None:
        """Which case holds a pair."""

    def reservas(self) -> Iterator[tuple[str, str, UUID]]:
        """All pairs held."""

    def contar(self) -> tuple[int, int]:
        """How many entries and how many cases."""

    def retraso(self) -> float:
        """Seconds since the oldest writing transaction that readers wait for began; 0 where nobody waits."""

    def foto(self) -> AbstractContextManager[Foto]:
        """The log at this instant; writers do not wait."""

    def cargar(self) -> AbstractContextManager[Carga]:
        """Fill this log, which must be empty; durable when the block ends. Raises `RegistroConHechos`."""

    def close(self) -> None:
        """Close every connection."""


def es_legible(tema: object, *crudos: object) -> bool:
    """Whether a stored row has the types that the writer gives it: a text, and bytes for everything else."""
    return isinstance(tema, str) and all(isinstance(crudo, bytes | memoryview) for crudo in crudos)


def bytes_sellados(caso_id: UUID, version: int, tema: str, estado: bytes) -> bytes:
    """What link, MAC and leaf cover: each field preceded by its length in four bytes, big endian."""
    partes = (caso_id.bytes, str(version).encode(), tema.encode(), estado)
    return b"".join(len(p).to_bytes(4, "big") + p for p in partes)


def enlazar(anterior: bytes, caso_id: UUID, version: int, tema: str, estado: bytes) -> bytes:
    """The chain link of an entry: SHA-256 over the case's previous link and the stored bytes."""
    return hashlib.sha256(anterior + bytes_sellados(caso_id, version, tema, estado)).digest()


def autenticar(clave: bytes, enlace: bytes) -> bytes:
    """The MAC of an entry under a key that the database does not hold; its link covers all else."""
    return hmac.digest(clave, enlace, "sha256")


def rango(parte: int, partes: int) -> tuple[int, int]:
    """The share `parte` of `partes` of all case ids, as a half-open range of 128-bit numbers."""
    ancho = (1 << 128) // partes
    return parte * ancho, (1 << 128) if parte == partes - 1 else (parte + 1) * ancho
