"""Durable decisions per second on cases of fifty facts, against raw durable inserts of the same bytes."""

import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from casos.asiento import Acto
from casos.casos import Casos
from casos.mediacion.contacto import AtencionDada, registrar_atencion
from casos.mediacion.vocabulario import Medio
from casos.registro.bitacora import Bitacora
from tests.rendimiento.datos import llenar
from tests.rendimiento.medir import Medida, por_rondas, segundos

CASOS, POR_RONDA, RONDAS = 300, 400, 7
DATOS = AtencionDada(medio=Medio.TELEFONO, asunto="saldo")


def _casos(lugar: str) -> tuple[Bitacora, Casos, list[UUID]]:
    bitacora = Bitacora(lugar)
    bitacora.registro.crear()
    casos = Casos(bitacora.registro, lambda: datetime.now(UTC), clave=b"k" * 32)
    return bitacora, casos, llenar(casos, CASOS)


def _decidir(casos: Casos, ids: list[UUID], azar: random.Random) -> int:
    for _ in range(POR_RONDA):
        casos.decidir(azar.choice(ids), registrar_atencion, DATOS, Acto("ana", "responsable"))
    return POR_RONDA


def sqlite(carpeta: Path) -> Iterator[Medida]:
    """On SQLite in one process: cached, and (as milliseconds) with the cache dropped before each."""
    bitacora, casos, ids = _casos(str(carpeta / "hechos.sqlite"))
    azar = random.Random(1)
    _decidir(casos, ids, azar)
    estado = casos.registro.leer(ids[0])[-1].estado
    crudo = sqlite3.connect(carpeta / "crudo.sqlite", isolation_level=None)
    crudo.execute("PRAGMA journal_mode=WAL")
    crudo.execute("PRAGMA synchronous=FULL")
    crudo.execute(
        "CREATE TABLE e (originator_id TEXT, originator_version INTEGER, topic TEXT, state BLOB, enlace BLOB, "
        "mac BLOB, PRIMARY KEY (originator_id, originator_version))"
    )

    def base() -> int:
        for _ in range(POR_RONDA):
            fila = (
                azar.choice(ids).hex,
                azar.getrandbits(60),
                "AtencionRegistrada",
                estado,
                bytes(32),
                bytes(32),
            )
            crudo.execute("INSERT INTO e VALUES (?,?,?,?,?,?)", fila)
        return POR_RONDA

    for _ in range(3):
        _decidir(casos, ids, azar)  # every case is in the cache now
    yield por_rondas(
        "SQLite: decisión durable, 50 hechos, estado en memoria", "≥ 0.60",
        lambda: _decidir(casos, ids, azar), base, RONDAS,
    )  # fmt: skip

    def sin_memoria() -> int:
        for _ in range(POR_RONDA // 4):
            casos.olvidar_recientes()
            casos.decidir(azar.choice(ids), registrar_atencion, DATOS, Acto("ana", "responsable"))
        return POR_RONDA // 4

    tarda = segundos(sin_memoria) / (POR_RONDA // 4) * 1000
    yield por_rondas(
        f"SQLite: lo mismo sin memoria ({tarda:.2f} ms cada una)", "≤ 1.5 ms", sin_memoria, base, 3
    )
    crudo.close()
    bitacora.close()


def postgres(url: str) -> Iterator[Medida]:
    """On PostgreSQL in one process, durable commits on both sides."""
    bitacora, casos, ids = _casos(url)
    azar = random.Random(1)
    estado = casos.registro.leer(ids[0])[-1].estado
    with psycopg.connect(url, autocommit=True) as crudo:
        crudo.execute(
            "CREATE TABLE crudo (originator_id uuid, originator_version bigint, topic text, state bytea, "
            "enlace bytea, mac bytea, PRIMARY KEY (originator_id, originator_version))"
        )

        def base() -> int:
            for _ in range(POR_RONDA):
                crudo.execute(
                    "INSERT INTO crudo VALUES (%s,%s,%s,%s,%s,%s)",
                    (uuid4(), 1, "AtencionRegistrada", estado, bytes(32), bytes(32)),
                    prepare=True,
                )
            return POR_RONDA

        for _ in range(3):
            _decidir(casos, ids, azar)
        yield por_rondas(
            "PostgreSQL: decisión durable, 50 hechos, 1 proceso", "(8 procesos ≥ 2,500/s)",
            lambda: _decidir(casos, ids, azar), base, RONDAS,
        )  # fmt: skip
    bitacora.close()
