"""Answers: a page (whole, or the part that htmx replaces), or the way to the next one."""

from typing import Any
from urllib.parse import urlsplit

from flask import Response, make_response, redirect, render_template, request, url_for

from web import avisos
from web.avisos import Aviso
from web.htmx import htmx


def pagina(plantilla: str, estado: int = 200, /, **datos: Any) -> Response:
    """Render a template that extends `base.html`.

    Asked by htmx for a part of the page, the same template gives only that part (see `base.html`), and its
    address goes to the address bar when that part is the whole content (`#contenido`).
    """
    respuesta = make_response(render_template(plantilla, **datos), estado)
    direccion = request.full_path.rstrip("?")
    cambia = not (htmx.current_url or "").endswith(direccion)
    if htmx.parcial and htmx.blanco == "contenido" and request.method == "GET" and cambia:
        respuesta.headers["HX-Push-Url"] = direccion
    return respuesta


def fragmento(plantilla: str, estado: int = 200, /, **datos: Any) -> Response:
    """Render a template that is a fragment by itself, and the notice bar if one waits."""
    return make_response(render_template("armazon/fragmento.html", fragmento=plantilla, **datos), estado)


def volver(destino: str, /, *, aviso: Aviso | str | None = None, **partes: Any) -> Response:
    """After something was done: leave the notice and go to a route (`caso.ver`) or an address (`/…`)."""
    if aviso is not None:
        avisos.dejar(aviso)
    url = destino if destino.startswith("/") else url_for(destino, **partes)
    return make_response(redirect(url, 303))


def destino_seguro(texto: str | None) -> str | None:
    """A path of ours to go on to after logging in, or None: never another site (ASVS 3.7.2)."""
    if (
        not texto
        or not texto.startswith("/")
        or texto.startswith("//")
        or "\\" in texto
        or not texto.isprintable()
    ):
        return None
    partes = urlsplit(texto)
    return None if partes.scheme or partes.netloc or len(texto) > 1000 else texto


def pagina_de_origen() -> str | None:
    """The page of ours from which this request was sent, or None."""
    vino = request.headers.get("Referer", "")
    return destino_seguro(vino.removeprefix(request.host_url.rstrip("/")))
