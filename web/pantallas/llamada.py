"""A call from the inbox: its result by one button or key, and on to the next row."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from casos.decision import Rechazo
from casos.mediacion.contacto import LlamadaHecha, registrar_llamada
from casos.mediacion.promesas import NuevaPromesa
from casos.mediacion.vocabulario import Contesto, ResultadoLlamada, RolParte
from web.acciones.llamadas import POR_RESULTADO, PROMESA, a_quien, motivo_de, numero_de
from web.actual import cuenta
from web.avisos import Aviso, dejar
from web.bandeja.lista import con_elegida
from web.bandeja.llamada import Llamada
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de
from web.formularios import Formulario, leer
from web.pantallas.borradores import guardar_lo_enviado
from web.permisos import permiso
from web.respuestas import destino_seguro, volver

bp = Blueprint("llamada", __name__, url_prefix="/casos/<uuid:caso_id>/llamada")


@bp.post("/")
@permiso("responsable", "coordinador")
def registrar(caso_id: UUID) -> Response:
    """Record it and open the next row; refused, say why on the same row, with what was written still there."""
    abrir_expediente(caso_id)
    form = leer(Llamada)
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        resultado = decidir(caso_id, registrar_llamada, _llamada(d), form)
        regreso = _la_misma(caso_id, d.tipo, d.clave)
        aviso = aviso_de(caso_id, resultado, "Llamada registrada", regreso)
        hecha = volver(_de_vuelta(), aviso=aviso)
    return hecha or _rechazada(caso_id, form)


def _llamada(d: Llamada) -> LlamadaHecha:
    boton = PROMESA if d.resultado == PROMESA.resultado else POR_RESULTADO.get(d.resultado)
    if boton is None:
        raise Rechazo("Elija cómo terminó la llamada.")
    a = a_quien(d.tipo)
    aval = a is RolParte.AVAL and boton.contesto is Contesto.TITULAR
    promesa = NuevaPromesa(importe=d.importe, fecha=d.fecha) if d.importe and d.fecha and boton.pide else None
    return LlamadaHecha(
        motivo=motivo_de(d.tipo),
        a=a,
        contesto=Contesto.AVAL if aval else boton.contesto,
        resultado=ResultadoLlamada.CONTACTO_AVAL if aval and boton.es_contacto else boton.resultado,
        telefono=d.telefono,
        sesion=numero_de(d.clave, "sesion-"),
        parcialidad=numero_de(d.clave, "/"),
        siguiente=d.siguiente,
        promesa=promesa,
        nota=d.nota,
    )


def _rechazada(caso_id: UUID, form: Formulario[Llamada]) -> Response:
    guardar_lo_enviado(cuenta().usuario)
    dejar(Aviso("No se registró la llamada.", " ".join(form.errores.values()), tono="cuidado"))
    return volver(_la_misma(caso_id, form.valor("tipo"), form.valor("clave")))


def _de_vuelta() -> str:
    return destino_seguro(request.args.get("de")) or url_for("pendientes.ver")


def _la_misma(caso_id: UUID, tipo: str, clave: str) -> str:
    """The list with this row open: after a refusal, and when the call is undone."""
    base = _de_vuelta().partition("?sel=")[0].partition("&sel=")[0]
    return con_elegida(base, f"{caso_id}/{tipo}/{clave}")
