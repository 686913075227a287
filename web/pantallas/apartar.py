"""Put a row of the inbox aside: until a day, or away; always with a reason, and it can be undone."""

from typing import Literal
from uuid import UUID

from flask import Blueprint, Response, abort, request, url_for

from casos.decision import Rechazo
from casos.mediacion.estado import Caso
from casos.mediacion.expediente import (
    CON_BANDEJA,
    Descarte,
    Posposicion,
    descartar_pendiente,
    posponer_pendiente,
)
from flujos import pendientes
from web.actual import instancia
from web.bandeja.lista import con_elegida
from web.campos import Fecha, Linea, Parrafo
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.respuestas import destino_seguro, pagina, volver

bp = Blueprint("apartar", __name__, url_prefix="/pendientes/apartar/<uuid:caso_id>")


class ApartarForm(Campos):
    """Which row, what is done with it, until when and why."""

    que: Literal["posponer", "descartar"]
    tipo: Linea
    clave: Linea
    hasta: Fecha | None = None
    motivo: Parrafo = ""


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID) -> Response:
    """The form, for the row that the address names."""
    dados = {n: request.args.get(n, "") for n in ("que", "tipo", "clave")}
    return _pagina(caso_id, Formulario(ApartarForm, {**dados, "que": dados["que"] or "posponer"}))


@bp.post("/")
@permiso(*CON_BANDEJA)
def apartar(caso_id: UUID) -> Response:
    """Do it and go back to the list, where the next row is open."""
    form = leer(ApartarForm)
    hecho: Response | None = None
    with form.intentar():
        d = form.datos
        causa, motivo = _causa(caso_id, d.tipo, d.clave), d.motivo
        if d.que == "descartar":
            descarte = Descarte(tipo=d.tipo, clave=d.clave, causa=causa, motivo=motivo)
            resultado, titulo = decidir(caso_id, descartar_pendiente, descarte, form), "Pendiente descartado"
        else:
            if d.hasta is None:
                raise Rechazo("Diga hasta qué día se pospone.")
            posposicion = Posposicion(tipo=d.tipo, clave=d.clave, causa=causa, motivo=motivo, hasta=d.hasta)
            resultado, titulo = decidir(caso_id, posponer_pendiente, posposicion, form), "Pendiente pospuesto"
        misma = con_elegida(
            _de().partition("?sel=")[0].partition("&sel=")[0], f"{caso_id}/{d.tipo}/{d.clave}"
        )
        hecho = volver(_de(), aviso=aviso_de(caso_id, resultado, titulo, misma))
    return hecho or _pagina(caso_id, form)


def _de() -> str:
    return destino_seguro(request.args.get("de")) or url_for("pendientes.ver")


def _causa(caso_id: UUID, tipo: str, clave: str) -> int:
    """The newest entry on which the row rests."""
    historia = instancia().casos.historia(caso_id)
    suyos = pendientes(historia, instancia().casos.versiones()) if historia else ()
    suyo = next((p for p in suyos if (p.tipo, p.clave) == (tipo, clave)), None)
    if suyo is None:
        raise Rechazo("Ese pendiente ya no está en la lista; no hace falta apartarlo.")
    return max(suyo.causa, default=0)


def _pagina(caso_id: UUID, form: Formulario[ApartarForm]) -> Response:
    historia = abrir_expediente(caso_id)
    if not isinstance(historia.caso, Caso):
        abort(404)
    buscado = (form.valor("tipo"), form.valor("clave"))
    suyos = pendientes(historia, instancia().casos.versiones())
    return pagina(
        "apartar/ver.html",
        422 if form.errores else 200,
        form=form,
        url=url_for("apartar.apartar", caso_id=caso_id, de=_de()),
        version=historia.version,
        titulo=next((p.titulo for p in suyos if (p.tipo, p.clave) == buscado), ""),
        regreso=_de(),
    )
