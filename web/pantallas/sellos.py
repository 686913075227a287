"""«Sellos»: the last checkpoints of the log, and how each one left the building, or why it has not yet."""

from typing import Any

from flask import Blueprint, Response, abort

from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR
from casos.sello import salidas
from casos.sello.salidas import Salida
from web import salidas_de_sellos, sellos
from web.actual import instancia
from web.formato import cantidad, momento, plural
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("sellos", __name__, url_prefix="/sellos")
MIRAN = (ADMINISTRADOR, AUDITOR, COORDINADOR)
REINTENTAN = (ADMINISTRADOR, AUDITOR)
A_LA_VISTA = 30


class Reintento(Campos):
    """Nothing to fill in."""


@bp.get("/")
@permiso(*MIRAN)
def ver() -> Response:
    """The last seals, newest first, each with its ways out."""
    archivo = sellos.archivo_de(instancia())
    todas = salidas.todas(archivo)
    ultimos = archivo.sellos()[: -A_LA_VISTA - 1 : -1]
    publica = sellos.publica_de(instancia())
    return pagina(
        "sellos/ver.html",
        sello=sellos.impreso(instancia()),
        filas=[
            [
                momento(s.en),
                cantidad(s.sello.tamano),
                s.sello.codigo,
                _como_salio([x for x in todas if x.tamano == s.sello.tamano]),
            ]
            for s in ultimos
        ],
        esperan=[_espera(x) for x in todas if x.hecha is None],
        destinos=[
            f"{medio}: {destino}" for medio, destino in salidas_de_sellos.destinos(instancia().ajustes)
        ],
        avisos=list(salidas_de_sellos.revisar(instancia())),
        llave=publica.texto if publica else "",
        form=Formulario(Reintento),
    )


def _como_salio(suyas: list[Salida]) -> str:
    hechas = "; ".join(f"{x.medio} {momento(x.hecha)}" for x in suyas if x.hecha)
    faltan = sum(x.hecha is None for x in suyas)
    pendiente = f"falta {plural(faltan, 'envío', 'envíos')}" if faltan else ""
    return "; ".join(texto for texto in (hechas, pendiente) if texto) or "no salió: nadie lo recibe"


def _espera(x: Salida) -> list[Any]:
    return [
        cantidad(x.tamano),
        f"{x.medio}: {x.destino}",
        plural(x.intentos, "intento", "intentos"),
        momento(x.ultimo) if x.ultimo else "todavía no",
        {"texto": x.error or "espera su turno", "url": "", "tono": "mal" if x.error else ""},
    ]


@bp.post("/reintentar")
@permiso(*REINTENTAN)
def reintentar() -> Response:
    """Carry now what has not left, without waiting for its turn."""
    form = leer(Reintento)
    if form.errores:
        abort(422)
    with form.intentar():
        llevados = salidas_de_sellos.llevar(instancia(), sin_esperar=True)
    quedan = len(salidas_de_sellos.pendientes(sellos.archivo_de(instancia())))
    dicho = plural(llevados, "envío salió", "envíos salieron")
    return volver("sellos.ver", aviso=f"{dicho}; {'ninguno espera' if not quedan else f'esperan {quedan}'}.")
