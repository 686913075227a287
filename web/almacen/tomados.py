"""Rows of a role's queue that somebody has taken for the day, so that two people do not do the same thing.

It is an agreement between colleagues and no fact of the case: it ends with the day, and anyone may take the row over.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import tomados

Llave = tuple[UUID, str, str]
"""A row: its case, `tipo` and `clave`."""


class Tomado(NamedTuple):
    """Who took a row, and when."""

    llave: Llave
    usuario: str
    en: datetime


_T = tomados.c
_DEL_DIA = select(_T.caso_id, _T.tipo, _T.clave, _T.usuario, _T.tomado_en).where(_T.dia == bindparam("dia"))


def del_dia(almacen: Almacen, dia: date) -> Sequence[Tomado]:
    """Everything that is taken on a day."""
    with almacen.leer() as conexion:
        return [
            Tomado((UUID(caso), tipo, clave), usuario, en)
            for caso, tipo, clave, usuario, en in conexion.execute(_DEL_DIA, {"dia": dia})
        ]


def tomar(almacen: Almacen, llave: Llave, usuario: str, dia: date, ahora: datetime) -> None:
    """Take a row, also from whoever has it; what was taken on other days is swept."""
    caso_id, tipo, clave = llave
    valores = {"usuario": usuario, "dia": dia, "tomado_en": ahora}
    with almacen.escribir() as conexion:
        conexion.execute(delete(tomados).where(tomados.c.dia < dia))
        fila = insertar(conexion, tomados).values(caso_id=str(caso_id), tipo=tipo, clave=clave, **valores)
        llaves = ["caso_id", "tipo", "clave"]
        conexion.execute(fila.on_conflict_do_update(index_elements=llaves, set_=valores))


def soltar(almacen: Almacen, llave: Llave, usuario: str) -> bool:
    """Give a row back to the queue; False if this account does not have it."""
    caso_id, tipo, clave = llave
    with almacen.escribir() as conexion:
        borra = delete(tomados).filter_by(caso_id=str(caso_id), tipo=tipo, clave=clave, usuario=usuario)
        return conexion.execute(borra).rowcount == 1
