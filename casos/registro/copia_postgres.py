"""Reading a PostgreSQL log at one instant, and filling an empty one.

The transaction id of each row is left to its default: carried over from another cluster it could lie in this
one's future, and readers would never get there.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.sql import Composed

from casos.registro.base import Copiado, Pedido, RegistroConHechos, Reserva

Sql = Callable[[str], Composed]
Conexion = psycopg.Connection[Any]


class FotoPostgres:
    """One repeatable-read transaction: what is committed after it began is not seen."""

    def __init__(self, conexion: Conexion, sql: Sql) -> None:
        self._conexion, self._sql = conexion, sql

    def asientos(self) -> Iterator[Copiado]:
        """Every committed entry, by transaction."""
        return map(
            Copiado._make,
            self._filas(
                "asientos",
                "SELECT originator_id, originator_version, topic, state, enlace, mac FROM {eventos} "
                "ORDER BY xid, notification_id",
            ),
        )

    def pedidos(self) -> Iterator[tuple[UUID, Pedido]]:
        """Every answered request."""
        for fila in self._filas(
            "pedidos", "SELECT pedido, autor, decision, huella, caso, desde, hasta FROM {pedidos}"
        ):
            yield fila[0], Pedido(*fila[1:])

    def reservas(self) -> Iterator[Reserva]:
        """Every pair held."""
        yield from self._filas("reservas", "SELECT clave, valor, caso FROM {reservas}")

    def _filas(self, nombre: str, orden: str) -> Iterator[tuple[Any, ...]]:
        with self._conexion.cursor(nombre, row_factory=psycopg.rows.tuple_row) as cursor:
            cursor.itersize = 2000
            yield from cursor.execute(self._sql(orden), binary=True)


class CargaPostgres:
    """The one transaction that fills an empty log, by COPY."""

    def __init__(self, cursor: psycopg.Cursor[tuple[Any, ...]], sql: Sql) -> None:
        self._cursor, self._sql = cursor, sql
        if cursor.execute(sql("SELECT 1 FROM {eventos} LIMIT 1")).fetchone():
            raise RegistroConHechos

    def asientos(self, bloque: Sequence[Copiado]) -> None:
        """Append entries as they are."""
        self._copiar("{eventos} (originator_id, originator_version, topic, state, enlace, mac)", bloque)

    def pedidos(self, bloque: Sequence[tuple[UUID, Pedido]]) -> None:
        """Remember answered requests."""
        self._copiar(
            "{pedidos} (pedido, autor, decision, huella, caso, desde, hasta)",
            [(p, *resto) for p, resto in bloque],
        )

    def reservas(self, bloque: Sequence[Reserva]) -> None:
        """Take pairs."""
        self._copiar("{reservas} (clave, valor, caso)", bloque)

    def _copiar(self, destino: str, filas: Sequence[tuple[Any, ...]]) -> None:
        with self._cursor.copy(self._sql(f"COPY {destino} FROM STDIN")) as copia:
            for fila in filas:
                copia.write_row(fila)
