"""Colours and logo of the institute: settings, served as a style sheet and an image of ours."""

from flask import Blueprint, Response, abort, redirect, send_file
from werkzeug.wrappers import Response as Respuesta

from web.actual import ajustes
from web.ajustes import Ajustes
from web.permisos import publico
from web.recursos import recurso, recurso_de

bp = Blueprint("marca", __name__)


def hoja(valores: Ajustes) -> str:
    """What `app.css` leaves to the installation: colours, and the heading of printed pages."""
    propiedades = {
        "guinda": valores.color_principal,
        "mal": valores.color_alerta,
        "bien": valores.color_hecho,
        "hoy": valores.color_hoy,
    }
    cuerpo = "".join(f"--{nombre}:{color};" for nombre, color in propiedades.items())
    letra = 'font:8pt "Noto Sans",sans-serif'
    membrete = f"@page{{@top-left{{content:{_cadena(valores.nombre_instituto)};{letra}}}}}"
    return f"@layer marca{{:root{{{cuerpo}}}}}\n{membrete}\n"


def _cadena(texto: str) -> str:
    """A CSS string: everything that is not a letter, digit or space by its number."""
    seguras = (letra if letra.isalnum() or letra == " " else f"\\{ord(letra):06x}" for letra in texto)
    return f'"{"".join(seguras)}"'


def direccion_de_los_colores() -> str:
    """Another address for other colours, so that it can be kept."""
    return recurso_de("marca.colores", hoja(ajustes()))


@bp.get("/marca/colores.css")
@publico
def colores() -> Response:
    """Colours of this installation."""
    return Response(hoja(ajustes()), mimetype="text/css")


@bp.get("/favicon.ico")
@publico
def icono() -> Respuesta:
    """What a browser asks for by itself beside a paper, which cannot name an icon as pages do."""
    return redirect(recurso("icono.svg"), 301)


@bp.get("/marca/logo")
@publico
def logo() -> Response:
    """The image of the settings, if there is one."""
    archivo = ajustes().logo
    if archivo is None or not archivo.is_file():
        abort(404)
    return send_file(archivo.absolute())
