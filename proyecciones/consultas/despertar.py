"""Which cases the clock must look at."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from proyecciones.vistas.despertar import Despertares

T = Despertares.tabla


def debidos(conexion: Connection, ahora: datetime) -> list[UUID]:
    """Cases with something due by an instant, the longest due first."""
    return list(
        conexion.execute(
            select(T.c.caso_id)
            .where(T.c.instante <= ahora)
            .group_by(T.c.caso_id)
            .order_by(func.min(T.c.instante), T.c.caso_id)
        ).scalars()
    )
