"""The log on PostgreSQL: no table lock, positions by transaction id, readers stop at the safe horizon."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    PersistenceError,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Composed, Identifier

from casos.registro.base import (
    INICIO,
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
from casos.registro.copia_postgres import CargaPostgres, FotoPostgres

_OCUPADO = "La base de datos no responde en este momento; espere unos segundos y repita."
_CANDADO_DE_TABLAS = 7_203_411


class RegistroPostgres(PostgresApplicationRecorder):
    """The library's recorder and table, with link, MAC and `xid8` as more columns, and our own write path.

    Writers of different cases never wait for each other. `notification_id` is therefore not in commit order:
    readers go by (xid, notification_id) and stop before the oldest transaction still open.
    """

    def __init__(self, datastore: PostgresDatastore, *, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self._nombres = {
            "eventos": Identifier(datastore.schema, events_table_name),
            "indice": Identifier(f"{events_table_name}_xid_idx"),
            "reservas": Identifier(datastore.schema, "reservas"),
            "pedidos": Identifier(datastore.schema, "pedidos"),
        }
        self.sql_create_statements += [
            self._sql(orden)
            for orden in (
                "ALTER TABLE {eventos} ADD COLUMN IF NOT EXISTS enlace bytea NOT NULL",
                "ALTER TABLE {eventos} ADD COLUMN IF NOT EXISTS mac bytea NOT NULL",
                "ALTER TABLE {eventos} ADD COLUMN IF NOT EXISTS xid xid8 NOT NULL DEFAULT pg_current_xact_id()",
                "CREATE UNIQUE INDEX IF NOT EXISTS {indice} ON {eventos} (xid, notification_id)",
                (
                    "CREATE TABLE IF NOT EXISTS {reservas} (clave text, valor text, caso uuid NOT NULL, "
                    "PRIMARY KEY (clave, valor))"
                ),
                (
                    "CREATE TABLE IF NOT EXISTS {pedidos} (pedido uuid PRIMARY KEY, autor text NOT NULL, "
                    "decision text NOT NULL, huella bytea NOT NULL, caso uuid NOT NULL, desde bigint NOT NULL, "
                    "hasta bigint NOT NULL)"
                ),
            )
        ]
        self._historia = self._sql(
            "SELECT originator_version, topic, state, enlace FROM {eventos} "
            "WHERE originator_id=%s AND originator_version>%s ORDER BY originator_version"
        )

    def _sql(self, orden: str) -> Composed:
        return SQL(orden).format(**self._nombres)

    def crear(self) -> None:
        """Create schema objects; several processes may call it at once."""
        with _traducir(), self.datastore.get_connection() as conexion, conexion.transaction():
            conexion.execute("SELECT pg_advisory_xact_lock(%s)", (_CANDADO_DE_TABLAS,))
            hecha = conexion.execute(
                "SELECT to_regclass(%s) AS t", (f"{self.datastore.schema}.pedidos",)
            ).fetchone()
        if hecha is None or hecha["t"] is None:
            with _traducir():
                self.create_table()

    @contextmanager
    def _cursor(self) -> Iterator[psycopg.Cursor[tuple[Any, ...]]]:
        with (
            _traducir(),
            self.datastore.get_connection() as conexion,
            conexion.cursor(row_factory=tuple_row) as cursor,
        ):
            yield cursor

    @contextmanager
    def escribir(self) -> Iterator["EscrituraPostgres"]:
        """One write transaction (read committed); the primary keys turn a race into `Choque`."""
        with self._cursor() as cursor, cursor.connection.transaction():
            yield EscrituraPostgres(cursor, self._historia, self._sql)

    def leer(self, caso_id: UUID, desde: int = 0) -> list[Fila]:
        """The entries of a case after version `desde`."""
        with self._cursor() as cursor:
            cursor.execute(self._historia, (caso_id, desde), prepare=True, binary=True)
            return [Fila(*f) for f in cursor]

    def por_caso(
        self, parte: int = 0, partes: int = 1
    ) -> Iterator[tuple[UUID, Sequence[tuple[int, str, bytes, bytes, bytes]]]]:
        """Every case of a share of the log with its rows, in one consistent reading."""
        desde, hasta = rango(parte, partes)
        with _traducir(), self.datastore.get_connection() as conexion, conexion.transaction():
            conexion.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            with conexion.cursor("por_caso", row_factory=tuple_row) as cursor:
                cursor.itersize = 2000
                cursor.execute(
                    self._sql(
                        "SELECT originator_id, originator_version, topic, state, enlace, mac FROM {eventos} "
                        "WHERE originator_id BETWEEN %s AND %s ORDER BY originator_id, originator_version"
                    ),
                    (UUID(int=desde), UUID(int=hasta - 1)),
                    binary=True,
                )
                for caso_id, filas in groupby(cursor, itemgetter(0)):
                    yield caso_id, [f[1:] for f in filas]

    def en_orden(self, desde: Posicion) -> Iterator[Ordenada]:
        """Every entry at a position or after it, by transaction; stops before open transactions."""
        with _traducir(), self.datastore.get_connection() as conexion, conexion.transaction():
            conexion.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            with conexion.cursor("en_orden", row_factory=tuple_row) as cursor:
                cursor.itersize = 2000
                cursor.execute(
                    self._sql(
                        "SELECT e.xid::text::bigint, e.notification_id, e.originator_id, e.originator_version, "
                        "e.topic, e.state, e.enlace, e.mac, a.enlace FROM {eventos} e LEFT JOIN {eventos} a "
                        "ON a.originator_id=e.originator_id AND a.originator_version=e.originator_version-1 "
                        "WHERE (e.xid, e.notification_id) >= (%s::text::xid8, %s) "
                        "AND e.xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY e.xid, e.notification_id"
                    ),
                    (str(desde[0]), desde[1]),
                    binary=True,
                )
                for fila in cursor:
                    yield Ordenada._make(((fila[0], fila[1]), *fila[2:8], fila[8] or PRIMER_ENLACE))

    def novedades(self, desde: Posicion, limite: int) -> tuple[Posicion, list[UUID]]:
        """Cases with entries after a position, and the new position; stops before open transactions."""
        with self._cursor() as cursor:
            filas = cursor.execute(
                self._sql(
                    "SELECT xid::text::bigint, notification_id, originator_id FROM {eventos} "
                    "WHERE (xid, notification_id) > (%s::text::xid8, %s) "
                    "AND xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid, notification_id LIMIT %s"
                ),
                (str(desde[0]), desde[1], limite),
            ).fetchall()
        if not filas:
            return desde, []
        return (filas[-1][0], filas[-1][1]), list(dict.fromkeys(f[2] for f in filas))

    def posicion(self) -> Posicion:
        """The end of the log up to the safe horizon."""
        with self._cursor() as cursor:
            fila = cursor.execute(
                self._sql(
                    "SELECT xid::text::bigint, notification_id FROM {eventos} "
                    "WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) "
                    "ORDER BY xid DESC, notification_id DESC LIMIT 1"
                )
            ).fetchone()
        return (fila[0], fila[1]) if fila else INICIO

    def reserva(self, clave: str, valor: str) -> UUID | None:
        """Which case holds a pair."""
        with self._cursor() as cursor:
            fila = cursor.execute(
                self._sql("SELECT caso FROM {reservas} WHERE clave=%s AND valor=%s"), (clave, valor)
            ).fetchone()
        return fila[0] if fila else None

    def reservas(self) -> Iterator[tuple[str, str, UUID]]:
        """All pairs held."""
        with self._cursor() as cursor:
            filas = cursor.execute(self._sql("SELECT clave, valor, caso FROM {reservas}")).fetchall()
        yield from filas

    def contar(self) -> tuple[int, int]:
        """How many entries and cases there are."""
        with self._cursor() as cursor:
            fila = cursor.execute(
                self._sql("SELECT count(*), count(DISTINCT originator_id) FROM {eventos}")
            ).fetchone()
        assert fila is not None  # noqa: S101 - an aggregate always gives a row
        return fila[0], fila[1]

    def retraso(self) -> float:
        """Seconds since the oldest writing transaction of the whole cluster began, which hides what came after it."""
        with self._cursor() as cursor:
            fila = cursor.execute(
                "SELECT extract(epoch FROM max(clock_timestamp() - xact_start)) FROM pg_stat_activity "
                "WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()"
            ).fetchone()
        return float(fila[0] or 0) if fila else 0.0

    @contextmanager
    def foto(self) -> Iterator[FotoPostgres]:
        """The log at this instant."""
        with _traducir(), self.datastore.get_connection() as conexion, conexion.transaction():
            conexion.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield FotoPostgres(conexion, self._sql)

    @contextmanager
    def cargar(self) -> Iterator[CargaPostgres]:
        """Fill this log, which must be empty; whoever writes meanwhile waits."""
        with self._cursor() as cursor, cursor.connection.transaction():
            cursor.execute(self._sql("LOCK TABLE {eventos} IN EXCLUSIVE MODE"))
            yield CargaPostgres(cursor, self._sql)

    def close(self) -> None:
        """Close the pool."""
        self.datastore.close()


@contextmanager
def _traducir() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Choque(str(error)) from error
    except (OperationalError, InterfaceError) as error:
        raise RegistroNoDisponible(_OCUPADO) from error
    except (DatabaseError, PersistenceError) as error:
        raise RegistroNoDisponible(f"{_OCUPADO} ({error})") from error


class EscrituraPostgres:
    """A write transaction on PostgreSQL."""

    def __init__(self, cursor: psycopg.Cursor[tuple[Any, ...]], historia: Composed, sql: Any) -> None:
        self._cursor, self._historia, self._sql = cursor, historia, sql

    def desde(self, caso_id: UUID, version: int) -> list[Fila]:
        """The entries of a case after `version`."""
        self._cursor.execute(self._historia, (caso_id, version), prepare=True, binary=True)
        return [Fila(*f) for f in self._cursor]

    def pedido(self, pedido_id: UUID) -> Pedido | None:
        """A request already answered."""
        fila = self._cursor.execute(
            self._sql("SELECT autor, decision, huella, caso, desde, hasta FROM {pedidos} WHERE pedido=%s"),
            (pedido_id,),
            binary=True,
        ).fetchone()
        return Pedido(*fila) if fila else None

    def agregar(self, caso_id: UUID, filas: Sequence[FilaNueva]) -> None:
        """Append entries."""
        self._cursor.executemany(
            self._sql(
                "INSERT INTO {eventos} (originator_id, originator_version, topic, state, enlace, mac) "
                "VALUES (%s,%s,%s,%s,%s,%s)"
            ),
            [(caso_id, f.version, f.tema, f.estado, f.enlace, f.mac) for f in filas],
        )

    def recordar(self, pedido_id: UUID, pedido: Pedido) -> None:
        """Remember an answered request."""
        self._cursor.execute(
            self._sql("INSERT INTO {pedidos} VALUES (%s,%s,%s,%s,%s,%s,%s)"), (pedido_id, *pedido)
        )

    def reservar(self, caso_id: UUID, nuevas: Iterable[tuple[str, str]]) -> list[tuple[str, str, UUID]]:
        """Take pairs unless another case holds one of them; a race over a pair is a `Choque`."""
        nuevas = sorted(nuevas)
        ajenas = []
        for par in nuevas:
            fila = self._cursor.execute(
                self._sql("SELECT caso FROM {reservas} WHERE clave=%s AND valor=%s"), par
            ).fetchone()
            if fila and fila[0] != caso_id:
                ajenas.append((*par, fila[0]))
        if ajenas:
            return ajenas
        for par in nuevas:
            fila = self._cursor.execute(
                self._sql(
                    "INSERT INTO {reservas} VALUES (%s,%s,%s) ON CONFLICT (clave, valor) "
                    "DO UPDATE SET clave = excluded.clave RETURNING caso"
                ),
                (*par, caso_id),
            ).fetchone()
            if fila is None or fila[0] != caso_id:
                raise Choque(f"La reserva {par} la tomó otro caso")
        return []

    def liberar(self, caso_id: UUID, viejas: Iterable[tuple[str, str]]) -> None:
        """Give pairs back."""
        for par in viejas:
            self._cursor.execute(
                self._sql("DELETE FROM {reservas} WHERE clave=%s AND valor=%s AND caso=%s"), (*par, caso_id)
            )
