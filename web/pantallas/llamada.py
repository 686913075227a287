"""A call from the inbox: its result by one button or key, and on to the next row."""

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from casos.mediacion.contacto import LlamadaHecha, registrar_llamada
from casos.mediacion.promesas import NuevaPromesa
from casos.mediacion.vocabulario import Contesto, RolParte
from web.acciones.llamadas import POR_RESULTADO, PROMESA, a_quien, motivo_de, numero_de
from web.avisos import Aviso, dejar
from web.campos import Fecha, Importe, Linea, Parrafo
from web.decidir import decidir
from web.expediente import abrir_expediente, aviso_de
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.respuestas import destino_seguro, volver

bp = Blueprint("llamada", __name__, url_prefix="/casos/<uuid:caso_id>/llamada")


class Llamada(Campos):
    """What the pane of a row sends."""

    resultado: Linea
    tipo: Linea
    clave: Linea
    nota: Parrafo | None = None
    importe: Importe | None = None
    fecha: Fecha | None = None


@bp.post("/")
@permiso("responsable", "coordinador")
def registrar(caso_id: UUID) -> Response:
    """Record it; what is refused is said on the page from which it came, with what was written still there."""
    abrir_expediente(caso_id)
    form = leer(Llamada)
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        boton = PROMESA if d.resultado == PROMESA.resultado else POR_RESULTADO[d.resultado]
        a = a_quien(d.tipo)
        aval = a is RolParte.AVAL and boton.contesto is Contesto.TITULAR
        promesa = (
            NuevaPromesa(importe=d.importe, fecha=d.fecha) if d.importe and d.fecha and boton.pide else None
        )
        llamada = LlamadaHecha(
            motivo=motivo_de(d.tipo),
            a=a,
            contesto=Contesto.AVAL if aval else boton.contesto,
            resultado=boton.resultado,
            sesion=numero_de(d.clave, "sesion-"),
            parcialidad=numero_de(d.clave, "/"),
            promesa=promesa,
            nota=d.nota,
        )
        resultado = decidir(caso_id, registrar_llamada, llamada, form)
        hecha = volver(_de_vuelta(), aviso=aviso_de(caso_id, resultado, "Llamada registrada"))
    return hecha or _rechazada(caso_id, form)


def _rechazada(caso_id: UUID, form: Formulario[Llamada]) -> Response:
    dejar(Aviso("No se registró la llamada.", " ".join(form.errores.values()), tono="cuidado"))
    return volver(_de_vuelta(caso_id, form.valor("tipo"), form.valor("clave")))


def _de_vuelta(caso_id: UUID | None = None, tipo: str = "", clave: str = "") -> str:
    de = destino_seguro(request.args.get("de")) or url_for("pendientes.ver")
    if caso_id is None:
        return de
    return f"{de}{'&' if '?' in de else '?'}sel={caso_id}/{tipo}/{clave}"
