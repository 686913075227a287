"""The statement of account on screen: the balance by credit and concept, and every line that leads to it."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.dinero.letras import cifra_y_letra
from casos.mediacion.estado import Caso
from casos.mediacion.saldos import adeudo
from web import personas
from web.actual import hoy
from web.campos import leer_fecha
from web.expediente import abrir_expediente
from web.formato import fecha_completa, pesos
from web.papeles.caso import material, puede_emitir
from web.papeles.datos.comun import NoHayPapel
from web.papeles.datos.estado_de_cuenta import cuenta_de, estado_de_cuenta
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("estado_de_cuenta", __name__, url_prefix="/casos/<uuid:caso_id>/estado-de-cuenta")


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """What is owed at the end of `al` (today), explained line by line; the same data as its paper."""
    historia = abrir_expediente(caso_id)
    caso = historia.caso
    if not isinstance(caso, Caso):
        abort(404)
    al, sobre_el_dia = _al()
    m = material(historia)
    conocidas = personas.personas([caso.apertura.persona_id])
    try:
        datos, motivo = estado_de_cuenta(m, al).datos, ""
    except NoHayPapel as error:
        datos, motivo = {}, str(error)
    cuenta = cuenta_de(caso, al, m.versiones, m.ahora)
    return pagina(
        "estado_de_cuenta/ver.html",
        caso_id=caso_id,
        version=historia.version,
        nombre=personas.nombre_de(conocidas, caso.apertura.persona_id),
        datos=datos,
        motivo=motivo,
        sobre_el_dia=sobre_el_dia,
        al=al,
        total=pesos(cuenta.total),
        letra=cifra_y_letra(cuenta.total),
        convenible=_convenible(caso, al, cuenta.total),
        puede=puede_emitir(m),
        emitir=url_for("papeles.emitir", caso_id=caso_id, clase="estado_de_cuenta", al=al.isoformat()),
        word=url_for(
            "papeles.archivo", caso_id=caso_id, clase="estado_de_cuenta", formato="docx", al=al.isoformat()
        ),
    )


def _al() -> tuple[date, str]:
    """The day asked for, or today and what was wrong with it."""
    texto = request.args.get("al", "").strip()
    if not texto:
        return hoy(), ""
    try:
        al = leer_fecha(texto)
    except ValueError as error:
        return hoy(), str(error)
    return (
        (al, "") if al <= hoy() else (hoy(), "Ese día todavía no llega; este es el estado de cuenta de hoy.")
    )


def _convenible(caso: Caso, al: date, total: object) -> str:
    """What an agreement would recognise, when it is not what is owed with the interest of these days."""
    deuda = adeudo(caso, al).total
    if deuda == total:
        return ""
    return (
        f"Un convenio elaborado hoy reconoce {pesos(deuda)}: el saldo que envió el Instituto a su corte menos los "
        f"pagos confirmados, sin el interés que corrió hasta el {fecha_completa(al)}."
    )
