"""Monthly reports as they were frozen: one for each month and office, written once and never changed."""

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import informes

T = informes.c


def guardar(
    almacen: Almacen, mes: date, sede: str, al: datetime, documento: str, listas: Mapping[str, Any]
) -> bool:
    """Keep a report; False, and nothing is changed, when that month and office have theirs."""
    comprimidas = zlib.compress(json.dumps(listas, separators=(",", ":")).encode())
    fila = {"mes": mes, "sede": sede, "al": al, "documento": documento, "listas": comprimidas}
    with almacen.escribir() as conexion:
        nuevo = insertar(conexion, informes).values(**fila).on_conflict_do_nothing().returning(T.mes)
        return conexion.execute(nuevo).first() is not None


def hechos(almacen: Almacen, sede: str | None = None) -> Sequence[tuple[date, str]]:
    """Which months and offices have a report, the newest first."""
    consulta = select(T.mes, T.sede).order_by(T.mes.desc(), T.sede)
    if sede is not None:
        consulta = consulta.where(T.sede == sede)
    with almacen.leer() as conexion:
        return [(mes, cual) for mes, cual in conexion.execute(consulta)]


def leer(almacen: Almacen, mes: date, sede: str) -> str | None:
    """The document of a report; None when it was not made."""
    with almacen.leer() as conexion:
        texto: str | None = conexion.scalar(select(T.documento).where(T.mes == mes, T.sede == sede))
        return texto


def leer_listas(almacen: Almacen, mes: date, sede: str) -> dict[str, Any]:
    """The rows behind the figures of a report; none when it was not made."""
    with almacen.leer() as conexion:
        guardadas = conexion.scalar(select(T.listas).where(T.mes == mes, T.sede == sede))
    leidas: dict[str, Any] = json.loads(zlib.decompress(guardadas)) if guardadas else {}
    return leidas
