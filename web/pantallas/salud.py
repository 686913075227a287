"""For whoever watches the server: whether it answers and reaches its service data."""

from flask import Blueprint, Response

from web.actual import almacen
from web.almacen import AlmacenNoDisponible
from web.almacen.cuentas import hay_cuentas
from web.permisos import publico

bp = Blueprint("salud", __name__)


@bp.get("/salud")
@publico
def ver() -> Response:
    """200 `bien`, or 503 `mal`. Says nothing else to anyone who asks."""
    try:
        hay_cuentas(almacen())
    except AlmacenNoDisponible:
        return Response("mal\n", 503, mimetype="text/plain")
    return Response("bien\n", mimetype="text/plain")
