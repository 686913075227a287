"""Access log: who read which case, when, from where, what for (LGPDPPSO, security measures)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import insert, select

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import consultas, visitas

VER = "ver expediente"
"""The `accion` of whoever opens the page of a case."""
ULTIMAS = 200
"""How many readings back the cases opened last are looked for."""
DECIR_PROPOSITO = "decir propósito"
"""The line in which somebody says what they open a sensitive case for."""


class Consulta(NamedTuple):
    """One line of the log. `caso` is empty for what concerns no single case (a login, a search)."""

    en: datetime
    usuario: str
    rol: str
    accion: str
    caso: str | None
    proposito: str
    ruta: str
    direccion: str


def anotar(almacen: Almacen, consulta: Consulta) -> None:
    """Add a line."""
    with almacen.escribir() as conexion:
        conexion.execute(insert(consultas).values(**consulta._asdict()))


def leer(
    almacen: Almacen, *, caso: str | None = None, usuario: str | None = None, limite: int = 200
) -> Sequence[Consulta]:
    """The latest lines, of one case or of one person if asked."""
    columnas = [consultas.c[nombre] for nombre in Consulta._fields]
    consulta = select(*columnas).order_by(consultas.c.en.desc(), consultas.c.id.desc()).limit(limite)
    if caso is not None:
        consulta = consulta.where(consultas.c.caso == caso)
    if usuario is not None:
        consulta = consulta.where(consultas.c.usuario == usuario)
    with almacen.leer() as conexion:
        return [Consulta(*fila) for fila in conexion.execute(consulta)]


def ultimos_casos(almacen: Almacen, usuario: str, limite: int) -> list[UUID]:
    """The cases whose pages somebody opened last, the latest first; looked for among their last readings only."""
    consulta = (
        select(consultas.c.caso)
        .where(consultas.c.usuario == usuario, consultas.c.accion == VER)
        .order_by(consultas.c.id.desc())
        .limit(ULTIMAS)
    )
    with almacen.leer() as conexion:
        casos = dict.fromkeys(conexion.scalars(consulta))
    return [UUID(caso) for caso in casos if caso][:limite]


def entre(almacen: Almacen, desde: datetime, hasta: datetime) -> Sequence[Consulta]:
    """Every line from one instant until before another, the oldest first."""
    columnas = [consultas.c[nombre] for nombre in Consulta._fields]
    consulta = select(*columnas).where(consultas.c.en >= desde, consultas.c.en < hasta)
    with almacen.leer() as conexion:
        return [Consulta(*f) for f in conexion.execute(consulta.order_by(consultas.c.en, consultas.c.id))]


def ultimo_proposito(almacen: Almacen, usuario: str, caso: str, desde: datetime) -> str:
    """What somebody last said to open a case for, since an instant; nothing when they did not."""
    consulta = (
        select(consultas.c.proposito)
        .where(consultas.c.caso == caso, consultas.c.usuario == usuario, consultas.c.en >= desde)
        .where(consultas.c.accion == DECIR_PROPOSITO)
        .order_by(consultas.c.en.desc(), consultas.c.id.desc())
    )
    with almacen.leer() as conexion:
        return conexion.scalar(consulta.limit(1)) or ""


def ultima_visita(almacen: Almacen, usuario: str, lugar: str) -> datetime | None:
    """When this person was last on that screen."""
    consulta = select(visitas.c.en).where(visitas.c.usuario == usuario, visitas.c.lugar == lugar)
    with almacen.leer() as conexion:
        return conexion.scalar(consulta)


def marcar_visita(almacen: Almacen, usuario: str, lugar: str, ahora: datetime) -> None:
    """This person is on that screen now."""
    with almacen.escribir() as conexion:
        fila = insertar(conexion, visitas).values(usuario=usuario, lugar=lugar, en=ahora)
        conexion.execute(fila.on_conflict_do_update(index_elements=["usuario", "lugar"], set_={"en": ahora}))
