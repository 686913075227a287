"""The scans of a case: what it has, each to be looked at, and where more are dropped."""

from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, url_for

from casos.asiento import Historia
from casos.mediacion.estado import Caso
from web import documentos
from web.actual import instancia
from web.escaneos import mesa
from web.expediente import abrir_expediente
from web.formato import con_mayuscula
from web.frases.palabras import dicho
from web.pantallas.escaneados import como_miniatura
from web.pantallas.papeles import como_archivo
from web.permisos import permiso, puede_abrir
from web.respuestas import pagina

bp = Blueprint("anexos", __name__, url_prefix="/casos/<uuid:caso_id>/anexos")


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
    """The scans of the case and, for who may, where to drop more."""
    historia = _del_caso(caso_id)
    return pagina(
        "anexos/ver.html",
        caso_id=caso_id,
        nombre=mesa.nombre_de(historia),
        vistos=[_visto(historia, huella) for huella in historia.caso.anexos],
        puede=puede_abrir("escaneados.subir"),
    )


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
