"""The documents of a case: the checklist of its folder, who has it, its scans, and where more are dropped."""

from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, url_for

from casos.asiento import Historia
from casos.mediacion.estado import Caso
from flujos.permitidas import permitidas
from web import documentos
from web.acciones.rutas import le_toca, url_de_accion
from web.actual import cuenta, hoy, instancia
from web.carpeta import SE_MUEVEN, Papel, carpeta, en_donde
from web.escaneos import mesa
from web.expediente import abrir_expediente, contexto
from web.formato import con_mayuscula
from web.frases.palabras import dicho
from web.pantallas.escaneados import como_miniatura
from web.pantallas.papeles import como_archivo
from web.permisos import permiso, puede_abrir
from web.respuestas import pagina

bp = Blueprint("anexos", __name__, url_prefix="/casos/<uuid:caso_id>/anexos")


HACER = {
    "recabar_documento": "Recabar", "archivar_documento": "Archivar", "prestar_documento": "Prestar",
    "devolver_documento": "Registrar devolución", "entregar_carta_de_no_adeudo": "Registrar entrega",
    "devolver_pagare": "Registrar devolución",
}  # fmt: skip
"""What puts a paper in order, as its link says it."""


class Visto(NamedTuple):
    """A scan as the list writes it; `ver` is empty where the file cannot be read, and `por_que` says why."""

    titulo: str
    huella: str
    ver: str
    miniatura: str
    por_que: str


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """The checklist, the scans and, for who may, where to drop more."""
    historia = _del_caso(caso_id)
    caso = historia.caso
    return pagina(
        "anexos/ver.html",
        caso_id=caso_id,
        nombre=mesa.nombre_de(historia),
        grupos=carpeta(caso, hoy(), instancia().casos.versiones()),
        en_donde=en_donde(caso),
        hacer=lambda papel: _hacer(caso_id, papel),
        de_toda=_de_toda(historia),
        huellas={huella for huella in caso.anexos if instancia().archivero.esta(huella)},
        vistos=[_visto(historia, huella) for huella in caso.anexos],
        puede=puede_abrir("escaneados.subir"),
    )


def _hacer(caso_id: UUID, papel: Papel) -> tuple[str, str] | None:
    """The words and the address of what would put a paper in order; None for who may not."""
    if not papel.decision or not le_toca(papel.decision):
        return None
    de = url_for("anexos.ver", caso_id=caso_id)
    return HACER[papel.decision], url_de_accion(caso_id, papel.decision, de=de, **dict(papel.argumentos))


def _de_toda(historia: Historia) -> list[tuple[str, str]]:
    """The acts on the whole folder that are possible now."""
    de = url_for("anexos.ver", caso_id=historia.caso_id)
    posibles = {
        p.decision: p.titulo
        for p in permitidas(historia.caso, cuenta().rol, contexto(historia))
        if p.permitida
    }
    return [
        (posibles[decision], url_de_accion(historia.caso_id, decision, de=de))
        for decision in SE_MUEVEN
        if decision in posibles
    ]


@bp.get("/<huella>")
@permiso()
def archivo(caso_id: UUID, huella: str) -> Response:
    """One scan of this case, to look at."""
    if huella not in _del_caso(caso_id, "ver escaneo").caso.anexos:
        abort(404)
    documento = documentos.abrir(instancia(), huella)
    if documento is None:
        abort(404)
    return como_archivo(documento.contenido, huella[:12], documento.formato)


@bp.get("/<huella>/miniatura")
@permiso(renueva=False)
def miniatura(caso_id: UUID, huella: str) -> Response:
    """The small picture of a scan of this case; the page that shows it is what is noted as a reading."""
    historia = instancia().casos.historia(caso_id)
    if historia is None or huella not in getattr(historia.caso, "anexos", {}):
        abort(404)
    return como_miniatura(huella)


def _del_caso(caso_id: UUID, accion: str = "ver expediente") -> Historia:
    """The history of a mediation case, opened once per request; 404 for anything else."""
    historia = abrir_expediente(caso_id, accion)
    if not isinstance(historia.caso, Caso):
        abort(404)
    return historia


def _visto(historia: Historia, huella: str) -> Visto:
    caso, archivero = historia.caso, instancia().archivero
    titulo = con_mayuscula(dicho(caso.anexos[huella]))
    if not archivero.esta(huella):
        olvidado = bool(caso.olvidadas)
        por_que = "se borró al olvidar a la persona" if olvidado else "el archivo no está; avise a sistemas"
        return Visto(titulo, huella[:12], "", "", por_que)
    lugar: dict[str, Any] = {"caso_id": historia.caso_id, "huella": huella}
    con_imagen = bool(archivero.miniatura(huella))
    imagen = url_for("anexos.miniatura", **lugar) if con_imagen else ""
    return Visto(titulo, huella[:12], url_for("anexos.archivo", **lugar), imagen, "")
