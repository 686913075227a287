"""Each form of the pages that were found, sent as it comes: with what it carries and nothing filled in."""

from collections.abc import Iterator
from typing import NamedTuple

from flask import Flask
from werkzeug.test import TestResponse

from tests.web.conftest import Visitante
from tests.web.paginas.formas import Boton, Forma, leer
from tests.web.paginas.recorrido import Pagina

CIERRAN = {"acceso.salir", "cuenta.cerrar_sesion"}
"""What ends the session with which the rest is sent."""


class Envio(NamedTuple):
    """A form of a page, one of its buttons, and where it goes."""

    pagina: Pagina
    forma: Forma
    boton: Boton
    destino: str


def envios(app: Flask, paginas: list[Pagina]) -> Iterator[Envio]:
    """Each form once for each place that it goes to and each of its buttons."""
    enviadas = set()
    for p in paginas:
        formas = leer(p.html)[0] if p.es_html else []
        for forma, boton in ((f, b) for f in formas for b in f.botones if f.metodo != "dialog"):
            destino = boton.destino or forma.destino or p.url
            ruta, cual = app.url_map.bind("localhost").match(destino.partition("?")[0], forma.metodo.upper())
            clave = (ruta, cual.get("decision"), boton.nombre and boton.valor)
            if ruta not in CIERRAN and clave not in enviadas:
                enviadas.add(clave)
                yield Envio(p, forma, boton, destino)


def enviar(quien: Visitante, envio: Envio) -> TestResponse:
    """Send it."""
    datos = envio.forma.campos | ({envio.boton.nombre: envio.boton.valor} if envio.boton.nombre else {})
    datos.pop("csrf_token", None)
    if envio.forma.metodo == "post":
        return quien.enviar(envio.destino, datos)
    return quien.ver(envio.destino, query_string=datos)
