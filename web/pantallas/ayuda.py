"""«Ayuda»: the officer's manual on line, opened at the section of the screen from which it was asked for."""

from functools import cache

from flask import Blueprint, Response, request, url_for

from web.manual.indice import AYUDA_DE, PALABRAS, SECCIONES
from web.manual.texto import Manual
from web.permisos import permiso
from web.recursos import recurso
from web.respuestas import pagina

bp = Blueprint("ayuda", __name__, url_prefix="/ayuda")


def ayuda_de_aqui() -> str:
    """The address of the help for the screen that is being shown."""
    seccion = AYUDA_DE.get((request.endpoint or "").partition(".")[0])
    return url_for("ayuda.ver", _anchor=seccion)


def ayuda_de_palabra(texto: str) -> str:
    """The address where the hard word is explained with which a label begins; nothing if it begins with none."""
    clave = _clave_de(texto)
    return url_for("ayuda.ver", _anchor=f"palabra-{clave}") if clave else ""


@cache
def _clave_de(texto: str) -> str:
    empieza = f"{texto.casefold()} "
    halladas = [
        (len(palabra), clave)
        for clave, palabra, _ in PALABRAS
        if empieza.startswith(f"{palabra.casefold()} ")
    ]
    return max(halladas, default=(0, ""))[1]


@bp.get("/")
@permiso()
def ver() -> Response:
    """The manual."""
    m = Manual(lambda nombre: recurso(f"ayuda/{nombre}.png"))
    return pagina("ayuda/ver.html", m=m, indice=SECCIONES)
