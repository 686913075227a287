"""The difference between two moments of a case, in words, with what was captured between them."""

from uuid import UUID

from flask import Blueprint, Response, abort, request

from casos.mediacion.estado import Caso
from web import frases, personas
from web.actual import almacen, instancia
from web.almacen import cuentas as filas_de_cuentas
from web.expediente import abrir_expediente, lector, sujeto
from web.permisos import permiso
from web.recorrido import cambios
from web.respuestas import pagina

bp = Blueprint("recorrido", __name__, url_prefix="/casos/<uuid:caso_id>/cambios")


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """What changed from entry `de` to entry `a` (without them: in the whole history)."""
    historia = abrir_expediente(caso_id)
    caso = historia.caso
    if not isinstance(caso, Caso):
        abort(404)
    de = min(max(request.args.get("de", 0, type=int), 0), historia.version)
    a = min(max(request.args.get("a", historia.version, type=int), 1), historia.version)
    de, a = min(de, a), max(de, a)
    entre = [x for x in historia.asientos if de < x.version <= a]
    lee = lector(historia, entre)
    nombres = {c.usuario: c.nombre for c in filas_de_cuentas.listar(almacen())}
    conocidas = personas.personas([caso.apertura.persona_id])
    return pagina(
        "caso/cambios.html",
        caso_id=caso_id,
        nombre=personas.nombre_de(conocidas, caso.apertura.persona_id),
        de=de,
        a=a,
        desde=historia.asientos[de - 1].registrado_en if de else None,
        hasta=historia.asientos[a - 1].registrado_en,
        total=historia.version,
        cambios=cambios(historia, de, a, instancia().casos.versiones()),
        entre=[
            (x.version, x.registrado_en, sujeto(x, nombres), frases.contar(x.hecho, lee))
            for x in reversed(entre)
        ],
    )
