"""Payments that debtors reported and accounting has not answered yet."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from proyecciones.vistas.bandeja import Bandeja

T = Bandeja.tabla
TIPO = "conciliar_pago"


def por_conciliar(conexion: Connection, sede: str | None, *, limite: int, desde: int = 0) -> Sequence[Any]:
    """The rows of the inbox about reported payments, those due first; of one office, or of all."""
    return conexion.execute(
        select(T).where(*_donde(sede)).order_by(T.c.vence, T.c.caso_id, T.c.clave).limit(limite).offset(desde)
    ).all()


def cuantos(conexion: Connection, sede: str | None) -> int:
    """How many reported payments wait."""
    return conexion.execute(select(func.count()).select_from(T).where(*_donde(sede))).scalar_one()


def _donde(sede: str | None) -> list[Any]:
    partes: list[Any] = [T.c.tipo == TIPO]
    return [*partes, T.c.sede == sede] if sede else partes
