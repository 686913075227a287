"""The papers of a case: what can be printed now, each as PDF (registered by its SHA-256) or as editable Word."""

import hashlib
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, request, url_for

from casos.decision import Rechazo
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import RolParte
from web import personas
from web.decidir import decidir
from web.escaneos import examen
from web.expediente import abrir_expediente
from web.formularios import Campos, leer
from web.papeles.caso import material, puede_emitir, registro_de, taller
from web.papeles.clases import CLASES, disponibles, hacer
from web.papeles.datos.comun import Material, NoHayPapel
from web.papeles.taller import Formato, hoja
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("papeles", __name__, url_prefix="/casos/<uuid:caso_id>/papeles")

TIPOS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
IMAGENES = {"jpg": "image/jpeg", "png": "image/png"}
CSP_DE_ARCHIVO = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)


class Renglon(NamedTuple):
    """A paper as the list writes it."""

    titulo: str
    detalle: str
    emitir: str
    ver: str
    word: str


@bp.get("/")
@permiso()
def ver(caso_id: UUID) -> Response:
    """What can be printed of this case as it stands."""
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    m = material(historia)
    renglones = [
        Renglon(
            d.titulo, d.detalle, url_for("papeles.emitir", caso_id=caso_id, clase=d.clase, **d.args),
            *(url_for("papeles.archivo", caso_id=caso_id, clase=d.clase, formato=f, **d.args) for f in TIPOS),
        )
        for d in disponibles(m)
    ]  # fmt: skip
    conocidas = personas.personas([m.caso.apertura.persona_id])
    return pagina(
        "papeles/ver.html",
        caso_id=caso_id,
        version=historia.version,
        nombre=personas.nombre_de(conocidas, m.caso.apertura.persona_id),
        renglones=renglones,
        puede=puede_emitir(m),
    )


@bp.get("/<clase>.<any(pdf, docx):formato>")
@permiso()
def archivo(caso_id: UUID, clase: str, formato: Formato) -> Response:
    """The file, made anew: the same bytes as long as the facts are the same. It registers nothing."""
    historia = abrir_expediente(caso_id, "imprimir papel", clase)
    if not isinstance(historia.caso, Caso):
        abort(404)
    m = material(historia)
    contenido, _ = _hacer(m, clase, formato)
    return como_archivo(contenido, f"{clase}-{str(caso_id)[:8]}", formato)


def como_archivo(contenido: bytes, nombre: str, formato: Formato | examen.Formato) -> Response:
    """The answer that shows a PDF or an image, or downloads a Word file."""
    respuesta = make_response(contenido)
    respuesta.headers["Content-Type"] = (TIPOS | IMAGENES)[formato]
    como = "attachment" if formato == "docx" else "inline"
    respuesta.headers["Content-Disposition"] = f'{como}; filename="{nombre}.{formato}"'
    respuesta.headers["Content-Security-Policy"] = CSP_DE_ARCHIVO
    return respuesta


class Emision(Campos):
    """Nothing but the request: which paper, the address says."""


@bp.post("/<clase>")
@permiso()
def emitir(caso_id: UUID, clase: str) -> Response:
    """Register the paper by its SHA-256 and show it."""
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    form = leer(Emision)
    m = material(historia)
    contenido, convenio = _hacer(m, clase, "pdf")
    huella = hashlib.sha256(contenido).hexdigest()
    decision, datos = registro_de(m, clase, huella, _argumentos(), convenio)
    decidir(caso_id, decision, datos, form)
    cual: dict[str, Any] = request.args.to_dict()
    return volver(url_for("papeles.archivo", caso_id=caso_id, clase=clase, formato="pdf", **cual))


def _hacer(m: Material, clase: str, formato: Formato) -> tuple[bytes, int | None]:
    if clase not in CLASES:
        abort(404)
    try:
        papel = hacer(m, clase, **_argumentos())
    except NoHayPapel as error:
        raise Rechazo(str(error)) from error
    return taller().archivo(hoja(m, papel), formato), papel.convenio


def _argumentos() -> dict[str, Any]:
    """Which paper, from the address. Raises Rechazo for something that is not one."""
    dados: dict[str, Any] = {}
    try:
        for nombre, valor in request.args.items():
            match nombre:
                case "numero" | "sesion":
                    dados[nombre] = int(valor)
                case "al":
                    dados[nombre] = date.fromisoformat(valor)
                case "a":
                    dados[nombre] = RolParte(valor)
                case "huella":
                    dados[nombre] = [RolParte(v) for v in valor.split(",")]
                case _:
                    dados[nombre] = valor
    except ValueError as error:
        raise Rechazo("Ese papel no se pide así; elíjalo de la lista.") from error
    return dados
