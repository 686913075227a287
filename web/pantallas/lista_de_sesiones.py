"""The list of a day's sessions as a paper."""

from flask import Blueprint, Response, request

from proyecciones.consultas import agenda as consulta
from web import marca_de_agua, personas
from web.actual import ajustes, cuenta, hoy, instancia
from web.campos import leer_fecha
from web.pantallas.papeles import como_archivo
from web.papeles.caso import taller
from web.papeles.datos.comun import instituto_en
from web.papeles.datos.lista_de_sesiones import lista_de_sesiones
from web.papeles.taller import Formato, hoja_suelta
from web.permisos import permiso

bp = Blueprint("lista_de_sesiones", __name__, url_prefix="/agenda")


@bp.get("/sesiones.<any(pdf, docx):formato>")
@permiso()
def archivo(formato: Formato) -> Response:
    """The sessions of `dia` (today) in `sede` (that of the account)."""
    try:
        dia = leer_fecha(request.args["dia"]) if request.args.get("dia") else hoy()
    except ValueError:
        dia = hoy()
    sede = request.args.get("sede", cuenta().sede)
    abierta = instancia()
    with abierta.almacen.leer() as conexion:
        filas = consulta.sesiones(conexion, dia, dia, sede=sede or None)
    papel = lista_de_sesiones(dia, filas, personas.personas(f.persona_id for f in filas))
    instituto = instituto_en(taller().juego.instituto, ajustes().nombre_instituto, sede)
    hoja = marca_de_agua.sacar("lista de sesiones").en_papel(hoja_suelta(papel, instituto))
    return como_archivo(taller().archivo(hoja, formato), f"sesiones-{dia}", formato)
