"""The cases of which papers can be printed in bulk."""

from uuid import UUID

from sqlalchemy import Connection, select

from proyecciones.vistas.fichas import Fichas

T = Fichas.tabla


def casos_abiertos(conexion: Connection, sede: str | None = None) -> list[UUID]:
    """Every open case, of one office or of all, in a fixed order."""
    donde = [T.c.abierto, T.c.sede == sede] if sede else [T.c.abierto]
    return list(conexion.execute(select(T.c.caso_id).where(*donde).order_by(T.c.caso_id)).scalars())
