"""What every request has at hand: settings, service data, and the account that asks."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from flask import current_app, g, has_app_context

from casos.tiempo import dia_local
from web import reloj
from web.ajustes import Ajustes
from web.almacen import Almacen
from web.almacen.cuentas import Cuenta

if TYPE_CHECKING:
    from web.instancia import Instancia

EXTENSION = "mediacion"


class Servicio(NamedTuple):
    """What `crear_app` built once. `presente` is the instance's clock, which a rehearsal may have moved."""

    ajustes: Ajustes
    almacen: Almacen
    llave: bytes
    presente: Callable[[], datetime] = reloj.ahora
    abierta: "Callable[[], Instancia] | None" = None


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


def instancia() -> "Instancia":
    """The open instance: cases, vault, views. Opened at the first request of the process that needs it."""
    abierta = servicio().abierta
    if abierta is None:
        raise LookupError("esta aplicación se hizo sin instancia")
    return abierta()


def presente() -> datetime:
    """This instant as the instance has it: for what people see and write. Sessions go by `reloj.ahora`."""
    return servicio().presente() if has_app_context() else reloj.ahora()


def hoy() -> date:
    """Today in Sonora, as the instance has it."""
    return dia_local(presente())


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
