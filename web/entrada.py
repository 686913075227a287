"""The door: user, password, second factor, and the brake on those who guess."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

from flask import request

from web import claves, segundo_factor
from web.actual import almacen, servicio
from web.almacen import cuentas as filas
from web.almacen import freno
from web.almacen.cuentas import Cuenta
from web.almacen.freno import Medida
from web.bitacora import anotar
from web.cuentas import normalizar
from web.reloj import ahora

POR_CUENTA_Y_LUGAR = Medida(5, timedelta(minutes=15))
POR_CUENTA = Medida(20, timedelta(minutes=1))
"""Guessing from many addresses slows everyone down at this account, its owner too: so a minute at most."""
POR_LUGAR = Medida(50, timedelta(minutes=1))
"""A whole office may share one address."""


class Intento(NamedTuple):
    """The keys under which one attempt was counted."""

    propias: list[str]
    lugar: str

    def acierta(self) -> None:
        """It was the right person: forget their failures, and do not count this against the place."""
        freno.soltar(almacen(), self.propias)
        freno.devolver(almacen(), self.lugar)


class Espere(Exception):
    """Too many failures: nothing was tried; ask again after `segundos`."""

    def __init__(self, espera: timedelta) -> None:
        super().__init__("Hubo varios intentos fallidos.")
        self.segundos = max(1, int(espera.total_seconds()) + 1)

    @property
    def en_palabras(self) -> str:
        """How long, rounded up: 8 segundos, 3 minutos."""
        if self.segundos < 60:
            return f"{self.segundos} segundos"
        minutos = -(-self.segundos // 60)
        return "1 minuto" if minutos == 1 else f"{minutos} minutos"


def entrar(usuario: str, clave: str) -> Cuenta | None:
    """The account, if user and password are right and it may be used; None otherwise, without a hint why.

    Raises Espere while the brake is on, for known and unknown users alike.
    """
    nombre = normalizar(usuario)[:40]
    intento = _frenar("clave", nombre)
    guardada = filas.clave_hash(almacen(), nombre)
    acierta = claves.coincide(guardada, clave)
    cuenta = filas.buscar(almacen(), nombre)
    if not acierta or guardada is None or cuenta is None or not _puede_entrar(cuenta, ahora()):
        anotar_entrada("entrada rechazada", cuenta)
        return None
    intento.acierta()
    if claves.debe_renovarse(guardada):
        filas.cambiar(almacen(), nombre, clave_hash=claves.cifrar(clave))
    return cuenta


def _puede_entrar(cuenta: Cuenta, momento: datetime) -> bool:
    vigente = cuenta.clave_temporal_hasta is None or momento < cuenta.clave_temporal_hasta
    return cuenta.activa and vigente


def confirma_codigo(cuenta: Cuenta, codigo: str) -> bool:
    """Whether the second factor is right. Raises Espere while the brake is on."""
    intento = _frenar("codigo", cuenta.usuario)
    if not segundo_factor.confirma(almacen(), servicio().llave, cuenta.usuario, codigo, ahora()):
        anotar_entrada("segundo factor rechazado", cuenta)
        return False
    intento.acierta()
    return True


def confirma_clave(cuenta: Cuenta, clave: str) -> bool:
    """Whether someone already inside knows the password. Raises Espere while the brake is on."""
    intento = _frenar("clave", cuenta.usuario)
    if not claves.coincide(filas.clave_hash(almacen(), cuenta.usuario), clave):
        return False
    intento.acierta()
    return True


def anotar_entrada(accion: str, cuenta: Cuenta | None) -> None:
    """Add a login, good or bad, to the access log. What was typed for an unknown user is not kept."""
    anotar(accion, quien=cuenta, conocido=cuenta is not None)


def _lugar() -> str:
    return (request.remote_addr or "")[:45]


def _frenar(que: str, usuario: str) -> Intento:
    """Count this attempt before it is tried. Raises Espere."""
    intento = Intento([_huella(que, usuario, _lugar()), _huella(que, usuario)], _huella("lugar", _lugar()))
    medidas = dict(
        zip([*intento.propias, intento.lugar], (POR_CUENTA_Y_LUGAR, POR_CUENTA, POR_LUGAR), strict=True)
    )
    espera = freno.apuntar(almacen(), medidas, ahora())
    if espera > timedelta(0):
        raise Espere(espera)
    return intento


def _huella(*partes: str) -> str:
    """People type passwords where the user goes: keep nothing readable."""
    return hmac.new(servicio().llave, "\0".join(partes).encode(), hashlib.sha256).hexdigest()
