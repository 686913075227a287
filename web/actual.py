"""What every request has at hand: settings, service data, and the account that asks."""

from typing import NamedTuple

from flask import current_app, g

from web.ajustes import Ajustes
from web.almacen import Almacen
from web.almacen.cuentas import Cuenta

EXTENSION = "mediacion"


class Servicio(NamedTuple):
    """What `crear_app` built once."""

    ajustes: Ajustes
    almacen: Almacen
    llave: bytes


def servicio() -> Servicio:
    """What this application was built with."""
    construido: Servicio = current_app.extensions[EXTENSION]
    return construido


def ajustes() -> Ajustes:
    """Settings of this installation."""
    return servicio().ajustes


def almacen() -> Almacen:
    """Service data of this installation."""
    return servicio().almacen


def cuenta() -> Cuenta:
    """The account that asks. Only where `@permiso` stands; on public pages use `cuenta_o_nadie`."""
    quien = cuenta_o_nadie()
    if quien is None:
        raise LookupError("esta ruta es pública: no hay cuenta")
    return quien


def cuenta_o_nadie() -> Cuenta | None:
    """The account that asks, or None when nobody is logged in."""
    quien: Cuenta | None = g.get("cuenta")
    return quien
