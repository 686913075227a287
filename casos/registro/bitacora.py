"""The log as an `eventsourcing` application: its factory picks the engine and its recorder is ours."""

import os
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from eventsourcing.application import Application

from casos.registro.base import Registro


class Bitacora(Application[UUID]):
    """One engine's log. `registro` is our recorder; the library's own API can read the same table.

    Tables are made only by `crear` (racing first starts fail with the library's own creation), and the
    library's database functions are refused: they lose entries for readers of the log.
    """

    name = "mediacion"

    def __init__(self, lugar: str | Path) -> None:
        """Open the log in an SQLite file, or in the database that a `postgresql://` URL names."""
        if os.environ.get("POSTGRES_ENABLE_DB_FUNCTIONS"):
            raise ValueError(
                "POSTGRES_ENABLE_DB_FUNCTIONS pierde hechos para las vistas; quítela del ambiente."
            )
        super().__init__(env=_ambiente(lugar))
        self.registro.lugar = str(lugar)

    @property
    def registro(self) -> Registro:
        """The recorder with our write path."""
        return cast("Registro", self.recorder)

    def close(self) -> None:
        """Close every connection; harmless the second time."""
        self.registro.close()
        super().close()


def _ambiente(lugar: str | Path) -> dict[str, str]:
    comun = {"MAPPER_TOPIC": "casos.registro.mapper:MapperDeHechos", "CREATE_TABLE": "n"}
    if not str(lugar).startswith(("postgresql://", "postgres://")):
        return comun | {
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "APPLICATION_RECORDER_TOPIC": "casos.registro.sqlite:RegistroSQLite",
            "SQLITE_DBNAME": f"file:{Path(lugar).absolute()}?mode=ro",
        }
    partes = urlsplit(str(lugar))
    opciones = parse_qs(partes.query)
    return comun | {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "APPLICATION_RECORDER_TOPIC": "casos.registro.postgres:RegistroPostgres",
        "POSTGRES_DBNAME": unquote(partes.path.lstrip("/")),
        "POSTGRES_HOST": unquote(opciones.get("host", [partes.hostname or "localhost"])[0]),
        "POSTGRES_PORT": str(partes.port or opciones.get("port", ["5432"])[0]),
        "POSTGRES_USER": unquote(partes.username or opciones.get("user", ["postgres"])[0]),
        "POSTGRES_PASSWORD": unquote(partes.password or opciones.get("password", ["-"])[0]),
        "POSTGRES_POOL_SIZE": "1",
        "POSTGRES_MAX_OVERFLOW": "14",
        "POSTGRES_CONNECT_TIMEOUT": "2",
        "POSTGRES_LOCK_TIMEOUT": "2",
        "POSTGRES_IDLE_IN_TRANSACTION_SESSION_TIMEOUT": "5",
    }
