"""Drafts of forms: kept while someone writes, so that nothing typed is lost."""

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Respuesta

from web.actual import almacen, cuenta
from web.almacen import borradores
from web.formularios import OCULTOS
from web.permisos import permiso
from web.reloj import ahora
from web.respuestas import pagina_de_origen

bp = Blueprint("borradores", __name__, url_prefix="/borradores")

LARGO_MAXIMO = 20_000


def guardar_lo_enviado(usuario: str) -> None:
    """Keep the fields of the form that was sent, if it names a draft and is not beyond all measure."""
    clave = request.form.get("borrador", "")[:200]
    campos = {n: v if len(v) > 1 else v[0] for n, v in request.form.lists() if n not in OCULTOS}
    if clave and sum(len("".join(valor)) for valor in campos.values()) <= LARGO_MAXIMO:
        borradores.guardar(almacen(), usuario, clave, campos, ahora())


@bp.post("/")
@permiso(renueva=False)
def guardar() -> Response:
    """Keep what is in the form. Asked by the page itself, so it is no sign that anyone is there."""
    guardar_lo_enviado(cuenta().usuario)
    return Response(status=204)


@bp.post("/descartar")
@permiso()
def descartar() -> Respuesta:
    """Forget the draft and show the form as it was."""
    borradores.borrar(almacen(), cuenta().usuario, request.form.get("borrador", "")[:200])
    return redirect(pagina_de_origen() or "/", 303)
