"""What a sensitive case is opened for: asked once a day before anything of it is shown; and reserving a case."""

from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.asiento import Historia
from casos.consultas import MotivoDeReserva, NuevaReserva, levantar_reserva, reserva_de, reservar_expediente
from casos.decision import COORDINADOR
from casos.mediacion.estado import Caso
from web import bitacora, sensible
from web.actual import instancia
from web.almacen.bitacora import DECIR_PROPOSITO
from web.campos import Linea, Parrafo
from web.decidir import decidir
from web.enlaces import pagina_propia
from web.formularios import Campos, Formulario, leer
from web.frases.consultas import MOTIVOS
from web.permisos import permiso
from web.respuestas import destino_seguro, pagina, volver

bp = Blueprint("proposito", __name__, url_prefix="/casos/<uuid:caso_id>")


class Para(StrEnum):
    """What somebody opens a case for."""

    ATENDER = "ATENDER"
    SUPERVISAR = "SUPERVISAR"
    PAGOS = "PAGOS"
    ARCHIVO = "ARCHIVO"
    AUDITAR = "AUDITAR"
    SOLICITUD = "SOLICITUD"
    OTRO = "OTRO"


PARA = {
    Para.ATENDER: "Atender a la persona o dar seguimiento a su caso",
    Para.SUPERVISAR: "Supervisar el trabajo o decidir algo del caso",
    Para.PAGOS: "Conciliar o revisar sus pagos",
    Para.ARCHIVO: "Archivar, prestar o integrar documentos",
    Para.AUDITAR: "Auditoría o revisión interna",
    Para.SOLICITUD: "Responder una solicitud (ARCO, juzgado, otra área)",
    Para.OTRO: "Otro: dígalo abajo",
}


class PropositoForm(Campos):
    """What for, and if asked something more; the page to go on to."""

    para: Para
    detalle: Linea = ""
    de: Parrafo = ""


@bp.get("/proposito")
@permiso()
def preguntar(caso_id: UUID) -> Response:
    """The question; straight on where nothing has to be asked."""
    historia, motivo = _sensible(caso_id)
    if not motivo:
        return volver(_siguiente(historia, request.args.get("de")))
    return _pagina(caso_id, motivo, Formulario(PropositoForm, {"de": request.args.get("de", "")}))


@bp.post("/proposito")
@permiso()
def decir(caso_id: UUID) -> Response:
    """Note it in the access log and go on."""
    historia, motivo = _sensible(caso_id)
    form = leer(PropositoForm)
    if not form.errores and form.datos.para is Para.OTRO and not form.datos.detalle:
        form.rechazar("Escriba en pocas palabras para qué lo consulta.", "detalle")
    if form.errores:
        return _pagina(caso_id, motivo, form)
    dicho = ": ".join(
        texto for texto in (PARA[form.datos.para].partition(":")[0], form.datos.detalle) if texto
    )
    with form.intentar():
        bitacora.anotar(DECIR_PROPOSITO, caso_id, dicho[:300])
    return volver(_siguiente(historia, form.datos.de))


def _sensible(caso_id: UUID) -> tuple[Historia, str]:
    historia = instancia().casos.historia(caso_id)
    if historia is None:
        abort(404)
    return historia, sensible.motivo(historia)


def _siguiente(historia: Historia, de: str | None) -> str:
    return destino_seguro(de) or pagina_propia(historia) or url_for("caso.ver", caso_id=historia.caso_id)


def _pagina(caso_id: UUID, motivo: str, form: Formulario[PropositoForm]) -> Response:
    return pagina(
        "consultas/proposito.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        motivo=motivo,
        form=form,
        para=[(p.value, texto) for p, texto in PARA.items()],
    )


class ReservaForm(Campos):
    """Why everybody is to say what they open a case for."""

    motivo: MotivoDeReserva


@bp.get("/reserva")
@permiso(COORDINADOR)
def reserva(caso_id: UUID) -> Response:
    """Whether everybody says what they open this case for."""
    _exigir_expediente(caso_id)
    actual = sensible.reserva(caso_id)
    return _reserva(caso_id, Formulario(ReservaForm, {"motivo": actual} if actual else {}))


@bp.post("/reserva")
@permiso(COORDINADOR)
def reservar(caso_id: UUID) -> Response:
    """Reserve it."""
    _exigir_expediente(caso_id)
    form = leer(ReservaForm)
    hecho: Response | None = None
    with form.intentar():
        datos = NuevaReserva(caso=caso_id, motivo=form.datos.motivo)
        decidir(reserva_de(caso_id), reservar_expediente, datos, form)
        hecho = volver("caso.ver", aviso="Quien abra este expediente dirá para qué.", caso_id=caso_id)
    return hecho or _reserva(caso_id, form)


@bp.post("/reserva/quitar")
@permiso(COORDINADOR)
def quitar_reserva(caso_id: UUID) -> Response:
    """Let it be like any other."""
    _exigir_expediente(caso_id)
    decidir(reserva_de(caso_id), levantar_reserva, None, leer(Campos))
    return volver("caso.ver", aviso="Este expediente ya no está reservado.", caso_id=caso_id)


def _exigir_expediente(caso_id: UUID) -> None:
    historia = instancia().casos.historia(caso_id)
    if historia is None or not isinstance(historia.caso, Caso):
        abort(404)


def _reserva(caso_id: UUID, form: Formulario[Any]) -> Response:
    actual = sensible.reserva(caso_id)
    return pagina(
        "consultas/reserva.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        actual=MOTIVOS[actual] if actual else "",
        form=form,
        motivos=[(m.value, texto) for m, texto in MOTIVOS.items()],
    )
