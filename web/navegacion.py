"""Entries of the side menu. A module of `web/pantallas/` declares its own; nothing is registered by hand."""

from collections.abc import Callable
from typing import NamedTuple

from flask import current_app, request

from web.almacen.cuentas import Cuenta
from web.permisos import puede_abrir

EXTENSION = "mediacion-menu"


class Entrada(NamedTuple):
    """`texto` leads to `endpoint`; who sees it is what that route permits.

    `cuenta` gives what stands at its right (17, "6 hoy", None) for the account that asks. It is lit on
    the routes whose endpoint starts with one of `partes`: unless said otherwise, those of its blueprint.
    """

    texto: str
    endpoint: str
    orden: int
    cuenta: Callable[[Cuenta], str | int | None] | None = None
    partes: tuple[str, ...] = ()


class Boton(NamedTuple):
    """The one act that is always at hand, at the top right («Registrar atención»)."""

    texto: str
    endpoint: str


def menu() -> list[Entrada]:
    """The entries that the account that asks may open, in order."""
    entradas: list[Entrada] = current_app.extensions[EXTENSION][Entrada]
    return [entrada for entrada in entradas if puede_abrir(entrada.endpoint)]


def botones() -> list[Boton]:
    """The buttons that the account that asks may press."""
    declarados: list[Boton] = current_app.extensions[EXTENSION][Boton]
    return [boton for boton in declarados if puede_abrir(boton.endpoint)]


def esta_en(entrada: Entrada) -> bool:
    """Whether the page on screen belongs to an entry."""
    actual = request.endpoint or ""
    return actual.startswith(entrada.partes or (entrada.endpoint.partition(".")[0] + ".",))
