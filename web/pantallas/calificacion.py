"""The screen turned to whoever was attended: three questions, five buttons each, nothing else to press."""

from typing import Annotated
from uuid import UUID

from flask import Blueprint, Response, abort, url_for
from pydantic import Field

from casos.calificacion import AtencionCalificada, Calificacion, calificable, calificar_atencion
from casos.mediacion.expediente import CON_BANDEJA
from web.actual import instancia
from web.decidir import decidir
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("calificacion", __name__, url_prefix="/atencion/<uuid:caso_id>/<int:version>/calificar")
PREGUNTAS = (
    ("cortesia", "¿Le atendieron con cortesía?"),
    ("respeto", "¿Le trataron con respeto?"),
    ("eficiencia", "¿Le resolvieron con eficiencia?"),
)
RESPUESTAS = (("1", "1 · Nada"), ("2", "2"), ("3", "3 · Regular"), ("4", "4"), ("5", "5 · Mucho"))
DelUnoAlCinco = Annotated[int, Field(ge=1, le=5)]


class CalificacionForm(Campos):
    """The three answers."""

    cortesia: DelUnoAlCinco
    respeto: DelUnoAlCinco
    eficiencia: DelUnoAlCinco


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID, version: int) -> Response:
    """The questions, without the name of whoever is asked or anything of their case; thanks once answered."""
    return _pagina(caso_id, version, Formulario(CalificacionForm))


@bp.post("/")
@permiso(*CON_BANDEJA)
def guardar(caso_id: UUID, version: int) -> Response:
    """Keep the answers."""
    form = leer(CalificacionForm)
    hecha: Response | None = None
    with form.intentar():
        dada = Calificacion(atencion=version, **form.datos.model_dump())
        decidir(caso_id, calificar_atencion, dada, form, causa=(version,))
        hecha = volver(url_for("calificacion.ver", caso_id=caso_id, version=version))
    return hecha or _pagina(caso_id, version, form)


def _pagina(caso_id: UUID, version: int, form: Formulario[CalificacionForm]) -> Response:
    historia = instancia().casos.historia(caso_id)
    if historia is None or calificable(list(historia.vigentes), version):
        abort(404)
    contestada = any(
        isinstance(a.hecho, AtencionCalificada) and a.hecho.atencion == version for a in historia.vigentes
    )
    return pagina(
        "atencion/calificar.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        version=version,
        form=form,
        preguntas=PREGUNTAS,
        respuestas=RESPUESTAS,
        contestada=contestada,
    )
