"""The difference between two moments of a case, in words, with what was captured (or happened) between them."""

from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, abort, request

from casos.asiento import Asiento, Historia
from casos.mediacion.estado import Caso
from casos.tiempo import fin_del_dia
from web import frases, personas, recorrido
from web.actual import almacen, instancia
from web.almacen import cuentas as filas_de_cuentas
from web.campos import leer_fecha
from web.expediente import abrir_expediente, lector, sujeto
from web.permisos import permiso
from web.recorrido import Modo
from web.respuestas import pagina

bp = Blueprint("recorrido", __name__, url_prefix="/casos/<uuid:caso_id>/cambios")


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """What changed from entry `de` to entry `a`, or from the end of day `del` to that of `al`; without them, in the
    whole history."""
    historia = abrir_expediente(caso_id)
    caso = historia.caso
    if not isinstance(caso, Caso):
        abort(404)
    modo, error = recorrido.modo_de(request.args), ""
    try:
        de, a = _dias(historia, modo) if request.args.get("al") else _asientos(historia)
    except ValueError as no_se_entiende:
        (de, a), error = _asientos(historia), str(no_se_entiende)
    entre = recorrido.entre(historia, de, a, modo)
    lee = lector(historia, entre)
    nombres = {c.usuario: c.nombre for c in filas_de_cuentas.listar(almacen())}
    conocidas = personas.personas([caso.apertura.persona_id])
    return pagina(
        "caso/cambios.html",
        422 if error else 200,
        caso_id=caso_id,
        nombre=personas.nombre_de(conocidas, caso.apertura.persona_id),
        modo=modo,
        error=error,
        desde=modo.instante(de) if de else None,
        hasta=modo.instante(a),
        cambios=recorrido.cambios(historia, de, a, instancia().casos.versiones(), modo),
        entre=[
            (x.version, modo.instante(x), sujeto(x, nombres), frases.contar(x.hecho, lee))
            for x in reversed(entre)
        ],
    )


def _asientos(historia: Historia) -> tuple[Asiento | None, Asiento]:
    de = min(max(request.args.get("de", 0, type=int), 0), historia.version)
    a = min(max(request.args.get("a", historia.version, type=int), 1), historia.version)
    de, a = min(de, a), max(de, a)
    return (historia.asientos[de - 1] if de else None), historia.asientos[a - 1]


def _dias(historia: Historia, modo: Modo) -> tuple[Asiento | None, Asiento]:
    """The last entries of two days; ValueError, in words, for what is no day."""
    desde, hasta = _instante("del"), _instante("al")
    if desde and hasta and desde > hasta:
        desde, hasta = hasta, desde
    de = recorrido.ultimo(historia, desde, modo) if desde else None
    a = recorrido.ultimo(historia, hasta, modo) if hasta else historia.asientos[-1]
    return de, a or historia.asientos[0]


def _instante(nombre: str) -> datetime | None:
    texto = request.args.get(nombre, "").strip()
    return fin_del_dia(leer_fecha(texto)) if texto else None
