"""Drafts: what someone was writing in a form and has not sent yet. One per person and form."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import borradores


def guardar(almacen: Almacen, usuario: str, clave: str, datos: Mapping[str, str], ahora: datetime) -> None:
    """Replace the draft of this form; one without anything written is removed."""
    if not any(valor.strip() for valor in datos.values()):
        borrar(almacen, usuario, clave)
        return
    contenido = {"datos": dict(datos), "guardado_en": ahora}
    with almacen.escribir() as conexion:
        fila = insertar(conexion, borradores).values(usuario=usuario, clave=clave, **contenido)
        conexion.execute(fila.on_conflict_do_update(index_elements=["usuario", "clave"], set_=contenido))


def leer(almacen: Almacen, usuario: str, clave: str) -> dict[str, str]:
    """What was being written, or nothing."""
    consulta = select(borradores.c.datos).where(borradores.c.usuario == usuario, borradores.c.clave == clave)
    with almacen.leer() as conexion:
        return conexion.scalar(consulta) or {}


def borrar(almacen: Almacen, usuario: str, clave: str) -> None:
    """Drop the draft: it was sent, or its author does not want it."""
    with almacen.escribir() as conexion:
        conexion.execute(
            delete(borradores).where(borradores.c.usuario == usuario, borradores.c.clave == clave)
        )


def barrer(almacen: Almacen, antes: datetime) -> int:
    """Remove drafts older than an instant: they may hold personal data and must not live for ever."""
    with almacen.escribir() as conexion:
        return conexion.execute(delete(borradores).where(borradores.c.guardado_en < antes)).rowcount
