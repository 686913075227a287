"""Drafts: what someone was writing in a form and has not sent yet. One per person and form."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, select

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import borradores

Escrito = Mapping[str, str | list[str]]
"""The fields of a form as they were written; several values where several boxes are ticked."""


class Borrador(NamedTuple):
    """What was being written, and until when."""

    datos: Escrito
    guardado_en: datetime


def guardar(almacen: Almacen, usuario: str, clave: str, datos: Escrito, ahora: datetime) -> None:
    """Replace the draft of this form; one without anything written is removed."""
    if not any("".join(valor).strip() for valor in datos.values()):
        borrar(almacen, usuario, clave)
        return
    contenido = {"datos": dict(datos), "guardado_en": ahora}
    with almacen.escribir() as conexion:
        fila = insertar(conexion, borradores).values(usuario=usuario, clave=clave, **contenido)
        conexion.execute(fila.on_conflict_do_update(index_elements=["usuario", "clave"], set_=contenido))


def leer(almacen: Almacen, usuario: str, clave: str) -> Borrador | None:
    """What was being written, or None."""
    consulta = select(borradores.c.datos, borradores.c.guardado_en).where(
        borradores.c.usuario == usuario, borradores.c.clave == clave
    )
    with almacen.leer() as conexion:
        fila = conexion.execute(consulta).first()
    return Borrador(*fila) if fila else None


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
