"""Logging in and out: who asks, for how long, and what the browser holds (a random id, nothing else)."""

import hashlib
import secrets
from datetime import timedelta

from flask import current_app, g, request, session

from web.actual import ajustes, almacen, cuenta, cuenta_o_nadie
from web.almacen import borradores, freno
from web.almacen import sesiones as filas
from web.almacen.sesiones import SesionAbierta
from web.permisos import permiso_de
from web.reloj import ahora

_LLAVE = "sesion"
RENOVAR_CADA = timedelta(minutes=1)
"""The last activity is noted this often at most, not with every click."""


def huella_actual() -> str | None:
    """The hash under which this browser's session is kept."""
    identificador = session.get(_LLAVE)
    return hashlib.sha256(identificador.encode()).hexdigest() if identificador else None


def abrir(usuario: str) -> None:
    """Start a session with a new id: whatever the browser held before logging in is worth nothing now."""
    if cuenta_o_nadie() is not None:
        cerrar()
    olvidar_navegador()
    session[_LLAVE] = secrets.token_urlsafe(32)
    filas.abrir(
        almacen(),
        huella_actual() or "",
        usuario,
        ahora(),
        request.remote_addr or "",
        request.user_agent.string,
    )
    _barrer()


def _barrer() -> None:
    """Each login takes away what nobody needs any more: old sessions, drafts and counts of failures."""
    momento = ahora()
    filas.barrer(almacen(), momento - timedelta(hours=ajustes().horas_de_sesion))
    borradores.barrer(almacen(), momento - timedelta(days=ajustes().dias_de_borrador))
    freno.barrer(almacen(), momento)


def cerrar() -> None:
    """End this browser's session."""
    huella = huella_actual()
    if huella is not None:
        filas.cerrar(almacen(), huella, cuenta().usuario)
    olvidar_navegador()


def olvidar_navegador() -> None:
    """Empty the cookie, form token included."""
    session.clear()
    g.pop("csrf_token", None)  # Flask-WTF keeps the token of the old session for the rest of this request
    for nombre in ("cuenta", "sesion_abierta"):
        g.pop(nombre, None)


def cargar() -> None:
    """Before each request: find who asks. `g.vencida` tells whose session has just ended for lack of use."""
    g.cuenta = g.vencida = g.sesion_abierta = None
    declarado = permiso_de(current_app, request.endpoint)
    huella = huella_actual()
    if huella is None or request.endpoint == "static":
        return
    abierta = filas.leer(almacen(), huella)
    if abierta is None or not abierta.cuenta.activa:
        return
    momento = ahora()
    if _esta_vencida(abierta):
        g.vencida = abierta.cuenta
        return
    g.cuenta, g.sesion_abierta = abierta.cuenta, abierta
    if declarado is not None and declarado.renueva and momento - abierta.vista_en > RENOVAR_CADA:
        filas.renovar(almacen(), huella, momento)


def _esta_vencida(abierta: SesionAbierta) -> bool:
    momento, limites = ahora(), ajustes()
    sin_uso = momento - abierta.vista_en > timedelta(minutes=limites.minutos_sin_uso)
    return sin_uso or momento - abierta.abierta_en > timedelta(hours=limites.horas_de_sesion)
