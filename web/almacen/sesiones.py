"""Sessions on the server side: the cookie holds only a random id, and here only its hash is kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from web.almacen import Almacen
from web.almacen.cuentas import COLUMNAS, Cuenta
from web.almacen.tablas import cuentas, sesiones


class Sesion(NamedTuple):
    """One open session of an account."""

    huella: str
    abierta_en: datetime
    vista_en: datetime
    direccion: str
    navegador: str


class SesionAbierta(NamedTuple):
    """What a request needs to know: who asks, since when, and the notice that waits for the next page."""

    cuenta: Cuenta
    abierta_en: datetime
    vista_en: datetime
    aviso: dict[str, Any] | None


_CON_CUENTA = (
    select(*COLUMNAS, sesiones.c.abierta_en, sesiones.c.vista_en, sesiones.c.aviso)
    .join(sesiones, sesiones.c.usuario == cuentas.c.usuario)
    .where(sesiones.c.huella == bindparam("huella"))
)
"""Every request asks this: it is built once."""


def abrir(
    almacen: Almacen, huella: str, usuario: str, ahora: datetime, direccion: str, navegador: str
) -> None:
    """Store a new session and note the login."""
    with almacen.escribir() as conexion:
        conexion.execute(
            insert(sesiones).values(
                huella=huella,
                usuario=usuario,
                abierta_en=ahora,
                vista_en=ahora,
                direccion=direccion[:45],
                navegador=navegador[:200],
            )
        )
        conexion.execute(update(cuentas).where(cuentas.c.usuario == usuario).values(entrada_en=ahora))


def leer(almacen: Almacen, huella: str) -> SesionAbierta | None:
    """The session with its account, however old it is: the caller judges its age."""
    with almacen.leer() as conexion:
        fila = conexion.execute(_CON_CUENTA, {"huella": huella}).first()
    if fila is None:
        return None
    return SesionAbierta(Cuenta(*fila[: len(COLUMNAS)]), fila.abierta_en, fila.vista_en, fila.aviso)


def renovar(almacen: Almacen, huella: str, ahora: datetime) -> None:
    """Note that its owner is still there."""
    with almacen.escribir() as conexion:
        conexion.execute(update(sesiones).where(sesiones.c.huella == huella).values(vista_en=ahora))


def dejar_aviso(almacen: Almacen, huella: str, aviso: dict[str, Any] | None) -> None:
    """Leave the notice for the next page, or take it away."""
    with almacen.escribir() as conexion:
        conexion.execute(update(sesiones).where(sesiones.c.huella == huella).values(aviso=aviso))


def listar(almacen: Almacen, usuario: str) -> Sequence[Sesion]:
    """Open sessions of an account, the latest first."""
    tabla = sesiones.c
    consulta = select(tabla.huella, tabla.abierta_en, tabla.vista_en, tabla.direccion, tabla.navegador)
    with almacen.leer() as conexion:
        filas = conexion.execute(consulta.where(tabla.usuario == usuario).order_by(tabla.vista_en.desc()))
        return [Sesion(*fila) for fila in filas]


def cerrar(almacen: Almacen, huella: str, usuario: str) -> bool:
    """End one session of that account; False if it is not there."""
    fila = delete(sesiones).where(sesiones.c.huella == huella, sesiones.c.usuario == usuario)
    with almacen.escribir() as conexion:
        return conexion.execute(fila).rowcount == 1


def cerrar_otras(almacen: Almacen, huella: str, usuario: str) -> int:
    """End every session of the account but this one."""
    fila = delete(sesiones).where(sesiones.c.usuario == usuario, sesiones.c.huella != huella)
    with almacen.escribir() as conexion:
        return conexion.execute(fila).rowcount


def barrer(almacen: Almacen, abiertas_antes: datetime) -> int:
    """Remove sessions that are past every limit."""
    with almacen.escribir() as conexion:
        return conexion.execute(delete(sesiones).where(sesiones.c.abierta_en < abiertas_antes)).rowcount
