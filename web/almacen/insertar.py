"""INSERT … ON CONFLICT, which both engines have and SQLAlchemy spells once for each."""

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insertar(conexion: Connection, tabla: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(tabla) if conexion.dialect.name == "postgresql" else sqlite.insert(tabla)
