"""The first page: wherever this person's work begins."""

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from web.navegacion import menu
from web.permisos import permiso

bp = Blueprint("inicio", __name__)


@bp.get("/")
@permiso()
def ir() -> Response:
    """To the first entry of the menu that this account may open."""
    entradas = menu()
    return redirect(url_for(entradas[0].endpoint if entradas else "cuenta.ver"), 303)
