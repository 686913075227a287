"""Saved views: the filters that someone gave a name, per screen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, select

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import vistas_guardadas


class VistaGuardada(NamedTuple):
    """A named set of query parameters."""

    nombre: str
    parametros: dict[str, str]


_T = vistas_guardadas.c
_DE_PANTALLA = (
    select(_T.nombre, _T.parametros)
    .where(_T.usuario == bindparam("usuario"), _T.pantalla == bindparam("pantalla"))
    .order_by(_T.nombre)
)


def guardar(
    almacen: Almacen, usuario: str, pantalla: str, nombre: str, parametros: Mapping[str, str], ahora: datetime
) -> None:
    """Keep these parameters under a name, in place of an older view of that name."""
    clave = {"usuario": usuario, "pantalla": pantalla, "nombre": nombre}
    contenido = {"parametros": dict(parametros), "guardada_en": ahora}
    with almacen.escribir() as conexion:
        fila = insertar(conexion, vistas_guardadas).values(**clave, **contenido)
        conexion.execute(fila.on_conflict_do_update(index_elements=list(clave), set_=contenido))


def listar(almacen: Almacen, usuario: str, pantalla: str) -> Sequence[VistaGuardada]:
    """The views of one screen, by name."""
    with almacen.leer() as conexion:
        filas = conexion.execute(_DE_PANTALLA, {"usuario": usuario, "pantalla": pantalla})
        return [VistaGuardada(*fila) for fila in filas]


def borrar(almacen: Almacen, usuario: str, pantalla: str, nombre: str) -> None:
    """Forget a view."""
    with almacen.escribir() as conexion:
        clave = {"usuario": usuario, "pantalla": pantalla, "nombre": nombre}
        conexion.execute(delete(vistas_guardadas).filter_by(**clave))
