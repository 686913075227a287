"""One's own agenda in the telephone: a private address that a calendar reads, made and taken away by its owner."""

import hashlib
import secrets
from datetime import timedelta

from flask import Blueprint, Response, abort, request, url_for
from werkzeug.wrappers import Response as Respuesta

from casos.decision import COORDINADOR, RESPONSABLE
from proyecciones.consultas import agenda as consulta
from web import bitacora
from web.actual import ajustes, almacen, cuenta, hoy, instancia
from web.agenda_ics import calendario
from web.almacen import suscripciones
from web.almacen.cuentas import Cuenta
from web.ausencias import de_quien, nombre_de_cuenta
from web.permisos import permiso, publico
from web.reloj import ahora
from web.respuestas import pagina, volver

bp = Blueprint("suscripcion", __name__)
CON_AGENDA = (RESPONSABLE, COORDINADOR)
ATRAS, ADELANTE = timedelta(days=31), timedelta(days=366)
"""How many days of the past and of the time to come a calendar is given."""


@bp.get("/cuenta/agenda")
@permiso(*CON_AGENDA)
def ver() -> Response:
    """Whether there is an address, and how it is put into a telephone."""
    return pagina("cuenta/agenda.html", suya=suscripciones.de(almacen(), cuenta().usuario), direccion="")


@bp.post("/cuenta/agenda")
@permiso(*CON_AGENDA)
def crear() -> Response:
    """Make an address, which is shown this once; an older one stops working."""
    ficha = secrets.token_urlsafe(32)
    suscripciones.poner(almacen(), cuenta().usuario, _huella(ficha), ahora())
    bitacora.anotar("crear dirección de agenda")
    direccion = url_for("suscripcion.archivo", ficha=ficha, _external=True)
    suya = suscripciones.de(almacen(), cuenta().usuario)
    return pagina(
        "cuenta/agenda.html", suya=suya, direccion=direccion, webcal=f"webcal:{direccion.partition(':')[2]}"
    )


@bp.post("/cuenta/agenda/apagar")
@permiso(*CON_AGENDA)
def apagar() -> Response:
    """Take the address away."""
    if suscripciones.quitar(almacen(), cuenta().usuario):
        bitacora.anotar("quitar dirección de agenda")
    return volver(
        "suscripcion.ver", aviso="La dirección ya no funciona; nadie más puede leer su agenda con ella."
    )


@bp.get("/agenda/privada/<ficha>.ics")
@publico
def archivo(ficha: str) -> Respuesta:
    """The agenda of whoever's address this is: who has the secret may read it, and nothing else."""
    quien = suscripciones.dueno(almacen(), _huella(ficha), ahora())
    if quien is None or quien.rol not in CON_AGENDA:
        abort(404)
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    respuesta = Response(
        calendario(f"{ajustes().nombre_sistema}: {quien.nombre}", *_sesiones(quien)), mimetype="text/calendar"
    )
    respuesta.headers["Content-Disposition"] = "inline; filename=agenda.ics"
    respuesta.add_etag()
    return respuesta.make_conditional(request)


def _sesiones(quien: Cuenta) -> tuple[list[object], dict[str, str]]:
    """Their sessions and, until they are back, those of whom they cover; a coordinator's are those of the office."""
    cubre = {f.usuario: f.hasta for f in de_quien(quien).cubre}
    solo = [quien.usuario, *cubre] if quien.rol == RESPONSABLE else None
    with instancia().almacen.leer() as conexion:
        filas = consulta.sesiones(
            conexion, hoy() - ATRAS, hoy() + ADELANTE, sede=None if solo else quien.sede, responsables=solo
        )
    suyas = [f for f in filas if f.responsable not in cubre or not solo or f.inicio < cubre[f.responsable]]
    ajenos = {f.responsable for f in suyas} - {quien.usuario}
    palabra = "Por ausencia de" if solo else "Lleva el caso"
    return suyas, {u: f"{palabra} {nombre_de_cuenta(u)}." for u in ajenos}


def _huella(ficha: str) -> str:
    return hashlib.sha256(ficha.encode()).hexdigest()
