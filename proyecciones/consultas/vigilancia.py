"""What the views know of cases that somebody looked at: whose they were, and who did something in them."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

from proyecciones.vistas.actos import Actos
from proyecciones.vistas.fichas import Fichas

A, F = Actos.tabla, Fichas.tabla
POR_VEZ = 500


def duenos(conexion: Connection, casos: Collection[UUID]) -> dict[UUID, str]:
    """The owner of each mediation case."""
    hallados: dict[UUID, str] = {}
    for parte in _en_partes(casos):
        consulta = select(F.c.caso_id, F.c.responsable).where(F.c.caso_id.in_(parte))
        hallados |= {fila.caso_id: fila.responsable or "" for fila in conexion.execute(consulta)}
    return hallados


def actuaron(conexion: Connection, desde: date) -> set[tuple[str, UUID]]:
    """Who captured something in which case since a day: (account, case)."""
    consulta = select(A.c.autor, A.c.caso_id).where(A.c.dia >= desde).distinct()
    return {(autor, caso) for autor, caso in conexion.execute(consulta)}


def _en_partes(casos: Collection[UUID]) -> Iterator[list[UUID]]:
    todos = list(casos)
    for desde in range(0, len(todos), POR_VEZ):
        yield todos[desde : desde + POR_VEZ]
