"""Light cases of a type: those that wait for an account or its role, and those that an account opened."""

from collections.abc import Collection
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from proyecciones.consultas.bandeja import GUARDADAS, De, cubiertas, suyas
from proyecciones.vistas.actos import Actos
from proyecciones.vistas.bandeja import Bandeja

A, B = Actos.tabla, Bandeja.tabla


def que_esperan(conexion: Connection, caso_tipo: str, hoy: date, de: De) -> list[UUID]:
    """Those with a row for an account, for its role in its office, or for whom it covers, the most urgent first."""
    filas = conexion.execute(
        select(B.c.caso_id)
        .where(B.c.caso_tipo == caso_tipo, B.c.visible <= hoy, suyas(de))
        .order_by(B.c.vence, B.c.prioridad, B.c.caso_id)
    )
    return list(dict.fromkeys(filas.scalars()))


def que_piden(conexion: Connection, tipo: str) -> list[UUID]:
    """Those with a row of a kind, whosever it is, the most urgent first."""
    filas = conexion.execute(select(B.c.caso_id).where(B.c.tipo == tipo).order_by(B.c.vence, B.c.caso_id))
    return list(dict.fromkeys(filas.scalars()))


def cuantos_mios(conexion: Connection, caso_tipo: str, hoy: date, de: De) -> int:
    """How many have a row for an account itself or for somebody whom it covers."""
    return conexion.execute(_mios(caso_tipo, hoy, de)).scalar_one()


@lru_cache(GUARDADAS)
def _mios(caso_tipo: str, hoy: date, de: De) -> Select[int]:
    suyas_o_cubiertas = or_(B.c.usuario == de.usuario, *(cubiertas(f) for f in de.cubre))
    return select(func.count(B.c.caso_id.distinct())).where(
        B.c.caso_tipo == caso_tipo, B.c.visible <= hoy, suyas_o_cubiertas
    )


def abiertos_por(
    conexion: Connection, hechos: Collection[str], limite: int, *, autor: str | None = None, sede: str = ""
) -> list[UUID]:
    """The last ones opened by one of these facts, newest first; only an author's or an office's when asked."""
    partes: list[ColumnElement[bool]] = [A.c.hecho.in_(hechos)]
    if autor is not None:
        partes.append(A.c.autor == autor)
    if sede:
        partes.append(A.c.sede == sede)
    filas = conexion.execute(
        select(A.c.caso_id).where(*partes).order_by(A.c.registrado_en.desc(), A.c.caso_id).limit(limite)
    )
    return list(dict.fromkeys(filas.scalars()))


def sin_entregar(conexion: Connection, tomados_antes_de: datetime, sede: str) -> list[UUID]:
    """Messages taken before an instant that wait and that nobody for whom they are has opened, the oldest first."""
    abiertos = select(A.c.caso_id).where(A.c.hecho.in_(("RecadoEntregado", "RecadoEntendido")))
    esperan = select(B.c.caso_id).where(B.c.tipo == "recado")
    partes = [
        A.c.hecho == "RecadoTomado",
        A.c.registrado_en < tomados_antes_de,
        A.c.caso_id.not_in(abiertos),
        A.c.caso_id.in_(esperan),
    ]
    if sede:
        partes.append(A.c.sede == sede)
    filas = conexion.execute(select(A.c.caso_id).where(*partes).order_by(A.c.registrado_en, A.c.caso_id))
    return list(filas.scalars())


def manifestaciones_abiertas(conexion: Connection, sede: str) -> list[tuple[str, date]]:
    """The class and the day of each complaint, suggestion, recognition or report of misconduct that still waits."""
    esperan = select(B.c.caso_id).where(B.c.caso_tipo == "manifestacion")
    partes = [A.c.hecho == "ManifestacionRecibida", A.c.caso_id.in_(esperan)]
    if sede:
        partes.append(A.c.de_sede == sede)
    filas = conexion.execute(select(A.c.clase, A.c.dia).where(*partes).order_by(A.c.dia, A.c.caso_id))
    return [(clase, dia) for clase, dia in filas]
