"""The court's agenda between two days, and what became of each session."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, not_, select

from proyecciones.consultas.bandeja import GUARDADAS
from proyecciones.vistas.agenda import Agenda
from proyecciones.vistas.fichas import Fichas

T, F = Agenda.tabla, Fichas.tabla


def sesiones(
    conexion: Connection,
    desde: date,
    hasta: date,
    *,
    sede: str | None = None,
    responsables: Collection[str] | None = None,
) -> Sequence[Any]:
    """Sessions of a span of days, by hour, each with what its case owes and when that last changed; only of some
    officers if said."""
    partes: list[ColumnElement[bool]] = [T.c.dia.between(desde, hasta)]
    if sede:
        partes.append(T.c.sede == sede)
    if responsables:
        partes.append(T.c.responsable.in_(responsables))
    return conexion.execute(
        select(T, F.c.saldo, F.c.ultimo)
        .join(F, F.c.caso_id == T.c.caso_id)
        .where(and_(*partes))
        .order_by(T.c.inicio, T.c.sala, T.c.folio, T.c.caso_id, T.c.sesion)
    ).all()


class Jornada(NamedTuple):
    """The sessions of a day in figures: `n` were not cancelled, `sin_resultado` have begun and wait for theirs."""

    dia: date
    n: int
    primera: datetime
    ultima: datetime
    sin_resultado: int
    canceladas: int


def jornadas(
    conexion: Connection, desde: date, hasta: date, sede: str | None, ahora: datetime
) -> dict[date, Jornada]:
    """Each day that has sessions, also cancelled ones."""
    cancelada = T.c.estado == "cancelada"
    sin_resultado = and_(T.c.estado == "programada", T.c.inicio <= ahora)
    contadas = select(
        T.c.dia,
        func.sum(case((cancelada, 0), else_=1)),
        func.coalesce(func.min(case((not_(cancelada), T.c.inicio))), func.min(T.c.inicio)),
        func.coalesce(func.max(case((not_(cancelada), T.c.inicio))), func.max(T.c.inicio)),
        func.sum(case((sin_resultado, 1), else_=0)),
        func.sum(case((cancelada, 1), else_=0)),
    ).where(T.c.dia.between(desde, hasta))
    filas = conexion.execute((contadas.where(T.c.sede == sede) if sede else contadas).group_by(T.c.dia))
    return {f.dia: Jornada(*f) for f in filas}


def por_dia(conexion: Connection, desde: date, hasta: date, sede: str | None) -> dict[date, int]:
    """How many sessions that were not cancelled each day has."""
    return dict(conexion.execute(_por_dia(desde, hasta, sede)).all())


@lru_cache(GUARDADAS)
def _por_dia(desde: date, hasta: date, sede: str | None) -> Select[date, int]:
    contadas = select(T.c.dia, func.count()).where(T.c.dia.between(desde, hasta), T.c.estado != "cancelada")
    return (contadas.where(T.c.sede == sede) if sede else contadas).group_by(T.c.dia)
