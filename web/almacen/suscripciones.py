"""The private address of somebody's agenda: only the hash of its secret is kept, one per account."""

import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, select, update

from web.almacen import Almacen
from web.almacen.cuentas import COLUMNAS, Cuenta
from web.almacen.insertar import insertar
from web.almacen.tablas import cuentas, suscripciones

T = suscripciones.c
ANOTAR_CADA = timedelta(hours=1)
"""A calendar asks again and again: that it asked is noted this often at most."""


class Suscripcion(NamedTuple):
    """Since when somebody has an address, and when a calendar last asked there."""

    creada_en: datetime
    leida_en: datetime | None


def de(almacen: Almacen, usuario: str) -> Suscripcion | None:
    """The address of an account, if it has one."""
    with almacen.leer() as conexion:
        fila = conexion.execute(select(T.creada_en, T.leida_en).where(T.usuario == usuario)).first()
    return Suscripcion(*fila) if fila else None


def poner(almacen: Almacen, usuario: str, huella: str, ahora: datetime) -> None:
    """Give an account an address; the one it had stops working."""
    valores = {"huella": huella, "creada_en": ahora, "leida_en": None}
    with almacen.escribir() as conexion:
        fila = insertar(conexion, suscripciones).values(usuario=usuario, **valores)
        conexion.execute(fila.on_conflict_do_update(index_elements=["usuario"], set_=valores))


def quitar(almacen: Almacen, usuario: str) -> bool:
    """Take the address of an account away; False if it has none."""
    with almacen.escribir() as conexion:
        return conexion.execute(delete(suscripciones).where(T.usuario == usuario)).rowcount == 1


def dueno(almacen: Almacen, huella: str, ahora: datetime) -> Cuenta | None:
    """Whose address it is; nobody's if it was taken away or the account was switched off."""
    consulta = select(*COLUMNAS, T.huella, T.leida_en).join(suscripciones, T.usuario == cuentas.c.usuario)
    with almacen.leer() as conexion:
        fila = conexion.execute(consulta.where(T.huella == huella, cuentas.c.activa)).first()
    if fila is None or not hmac.compare_digest(fila.huella, huella):
        return None
    if fila.leida_en is None or ahora - fila.leida_en > ANOTAR_CADA:
        with almacen.escribir() as conexion:
            conexion.execute(update(suscripciones).where(T.huella == huella).values(leida_en=ahora))
    return Cuenta(*fila[: len(COLUMNAS)])
