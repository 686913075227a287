"""Reading an SQLite log at one instant, and filling an empty one."""

import sqlite3
from collections.abc import Iterator, Sequence
from uuid import UUID

from casos.registro.base import Copiado, Pedido, RegistroConHechos, Reserva


class FotoSQLite:
    """One read transaction: what is written after it began is not seen."""

    def __init__(self, conexion: sqlite3.Connection, tabla: str) -> None:
        self._conexion, self._tabla = conexion, tabla

    def asientos(self) -> Iterator[Copiado]:
        """Every entry by rowid."""
        for fila in self._conexion.execute(
            f"SELECT originator_id, originator_version, topic, state, enlace, mac FROM {self._tabla} "  # noqa: S608
            "ORDER BY rowid"
        ):
            yield Copiado(UUID(fila[0]), *fila[1:])

    def pedidos(self) -> Iterator[tuple[UUID, Pedido]]:
        """Every answered request."""
        for pedido, autor, decision, huella, caso, desde, hasta in self._conexion.execute(
            "SELECT pedido, autor, decision, huella, caso, desde, hasta FROM pedidos"
        ):
            yield UUID(bytes=pedido), Pedido(autor, decision, huella, UUID(caso), desde, hasta)

    def reservas(self) -> Iterator[Reserva]:
        """Every pair held."""
        for clave, valor, caso in self._conexion.execute("SELECT clave, valor, caso FROM reservas"):
            yield clave, valor, UUID(caso)


class CargaSQLite:
    """The one write transaction that fills an empty file."""

    def __init__(self, conexion: sqlite3.Connection, tabla: str) -> None:
        self._conexion, self._tabla = conexion, tabla
        if conexion.execute(f"SELECT 1 FROM {tabla} LIMIT 1").fetchone():  # noqa: S608
            raise RegistroConHechos

    def asientos(self, bloque: Sequence[Copiado]) -> None:
        """Append entries as they are."""
        self._conexion.executemany(
            f"INSERT INTO {self._tabla} VALUES (?,?,?,?,?,?)",  # noqa: S608
            [(c.caso_id.hex, *c[1:]) for c in bloque],
        )

    def pedidos(self, bloque: Sequence[tuple[UUID, Pedido]]) -> None:
        """Remember answered requests."""
        self._conexion.executemany(
            "INSERT INTO pedidos VALUES (?,?,?,?,?,?,?)",
            [
                (pedido.bytes, p.autor, p.decision, p.huella, p.caso_id.hex, p.desde, p.hasta)
                for pedido, p in bloque
            ],
        )

    def reservas(self, bloque: Sequence[Reserva]) -> None:
        """Take pairs."""
        self._conexion.executemany(
            "INSERT INTO reservas VALUES (?,?,?)", [(clave, valor, caso.hex) for clave, valor, caso in bloque]
        )
