"""The list of the sessions of some days as a paper."""

from flask import Blueprint, Response, request

from proyecciones.consultas import agenda as consulta
from web import marca_de_agua, personas
from web.actual import ajustes, cuenta, hoy, instancia
from web.pantallas.papeles import como_archivo
from web.papeles.caso import taller
from web.papeles.datos.comun import instituto_en
from web.papeles.datos.lista_de_sesiones import lista_de_sesiones
from web.papeles.taller import Formato, hoja_suelta
from web.permisos import permiso
from web.tramo import leer_tramo

bp = Blueprint("lista_de_sesiones", __name__, url_prefix="/agenda")


@bp.get("/sesiones.<any(pdf, docx):formato>")
@permiso()
def archivo(formato: Formato) -> Response:
    """The sessions of `dia` (today), or of its week or month, in `sede` (that of the account)."""
    _, _, desde, hasta = leer_tramo(request.args, hoy())
    sede = request.args.get("sede", cuenta().sede)
    abierta = instancia()
    with abierta.almacen.leer() as conexion:
        filas = consulta.sesiones(conexion, desde, hasta, sede=sede or None)
    papel = lista_de_sesiones(desde, hasta, filas, personas.personas(f.persona_id for f in filas))
    instituto = instituto_en(taller().juego.instituto, ajustes().nombre_instituto, sede)
    hoja = marca_de_agua.sacar("lista de sesiones").en_papel(hoja_suelta(papel, instituto))
    return como_archivo(
        taller().archivo(hoja, formato),
        f"sesiones-{desde}" if desde == hasta else f"sesiones-{desde}-a-{hasta}",
        formato,
    )
