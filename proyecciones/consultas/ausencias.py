"""Who is away at an instant or between two, as rows and as what covers are worked out from."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, func, select

from casos.cobertura import Fuera, fuera_en
from proyecciones.vistas.ausencias import Ausencias
from proyecciones.vistas.bandeja import Bandeja
from proyecciones.vistas.fichas import Fichas

T, B, F = Ausencias.tabla, Bandeja.tabla, Fichas.tabla
_AHORA = select(T).where(T.c.desde <= bindparam("instante"), T.c.hasta > bindparam("instante"))


def entre(conexion: Connection, desde: datetime, hasta: datetime) -> Sequence[Any]:
    """Absences and commissions that touch [desde, hasta), in the order in which they begin."""
    return conexion.execute(
        select(T).where(T.c.desde < hasta, T.c.hasta > desde).order_by(T.c.desde, T.c.usuario, T.c.caso_id)
    ).all()


def por_venir(conexion: Connection, desde: datetime, limite: int) -> Sequence[Any]:
    """Those that end after an instant, the first to begin above."""
    return conexion.execute(
        select(T).where(T.c.hasta > desde).order_by(T.c.desde, T.c.usuario, T.c.caso_id).limit(limite)
    ).all()


def fuera_ahora(conexion: Connection, instante: datetime) -> dict[str, Fuera]:
    """Who is away at an instant, by account."""
    filas = conexion.execute(_AHORA, {"instante": instante})
    return fuera_en(
        (Fuera(f.usuario, f.rol, f.sede, f.desde, f.hasta, f.cubre, f.declarada_en) for f in filas), instante
    )


def que_vence(
    conexion: Connection, usuario: str, rol: str, hasta: date, limite: int
) -> tuple[int, Sequence[Any]]:
    """How many rows of an account fall due by a day and are shown by then, and the first of them."""
    suyas = (B.c.usuario == usuario, B.c.rol == rol, B.c.visible <= hasta, B.c.vence <= hasta)
    n = conexion.execute(select(func.count()).select_from(B).where(*suyas)).scalar_one()
    orden = (B.c.vence, B.c.prioridad, B.c.caso_id, B.c.tipo, B.c.clave)
    return n, conexion.execute(select(B).where(*suyas).order_by(*orden).limit(limite)).all()


def dueno_ausente(conexion: Connection, caso_id: UUID, yo: str, ausentes: Sequence[str]) -> str | None:
    """Whose case this is, if it is of one of these accounts: its owner, or whom one of its rows waits for."""
    dueno: str | None = conexion.execute(
        select(F.c.responsable).where(F.c.caso_id == caso_id)
    ).scalar_one_or_none()
    if dueno is not None:
        return dueno if dueno in ausentes else None
    quienes = select(B.c.usuario).where(B.c.caso_id == caso_id, B.c.usuario.is_not(None))
    suyos = set(conexion.execute(quienes).scalars())
    return None if yo in suyos else min(suyos & set(ausentes), default=None)
