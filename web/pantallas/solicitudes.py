"""«Solicitudes»: information asked of other areas, when it is due, and what they answered."""

from uuid import UUID

from flask import Blueprint, Response, url_for

from casos.asiento import Historia
from casos.mediacion.expediente import CON_BANDEJA
from casos.solicitud import (
    Area,
    Contestacion,
    InformacionRecibida,
    InformacionSolicitada,
    NuevaSolicitud,
    Solicitud,
    puede_leer,
    recibir_informacion,
    solicitar_informacion,
)
from flujos import pendientes
from flujos.solicitud import NOMBRES
from proyecciones.consultas import ligeros as consulta
from web.actual import cuenta, hoy, instancia
from web.ausencias import de_quien
from web.campos import Parrafo
from web.decidir import decidir
from web.expediente import abrir_ligero, historia_legible, lector
from web.formato import fecha, momento
from web.formularios import Campos, Formulario, leer
from web.ligeros import caso_de, guardar_persona, nombres_de_cuentas
from web.navegacion import Entrada
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("solicitudes", __name__, url_prefix="/solicitudes")
ENTRADA = Entrada("Solicitudes", "solicitudes.lista", 46)
A_LA_VISTA = 40
RESERVADO = "Solicitud de información"


class SolicitudForm(Campos):
    """What is asked, and of which area."""

    area: Area
    texto: Parrafo


class RespuestaForm(Campos):
    """What the area answered."""

    respuesta: Parrafo


@bp.get("/")
@permiso(*CON_BANDEJA)
def lista() -> Response:
    """The form, what waits for me or my area, and what I asked."""
    return _lista(Formulario(SolicitudForm))


def _lista(form: Formulario[SolicitudForm]) -> Response:
    abierta, yo = instancia(), cuenta()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        esperan = consulta.que_esperan(conexion, "solicitud", hoy(), de_quien(yo))
        hechas = consulta.abiertos_por(conexion, ["InformacionSolicitada"], A_LA_VISTA, autor=yo.usuario)
    nombres = nombres_de_cuentas()
    historias = [h for i in dict.fromkeys([*esperan, *hechas]) if (h := historia_legible(i))]
    return pagina(
        "solicitudes/lista.html",
        422 if form.errores else 200,
        form=form,
        areas=[(a.value, texto) for a, texto in NOMBRES.items()],
        renglones=[_renglon(h, nombres) for h in historias],
    )


def _renglon(historia: Historia, nombres: dict[str, str]) -> tuple[str, str, str, str, str]:
    """Title, address, when, tone, who asked."""
    s: Solicitud = historia.caso
    vence = min((p.vence for p in pendientes(historia, instancia().casos.versiones())), default=None)
    return (
        f"A {NOMBRES[s.area] if s.area else ''}, del {fecha(s.desde) if s.desde else ''}",
        url_for("solicitudes.ver", caso_id=historia.caso_id),
        f"antes del {fecha(vence)}" if vence else "respondida",
        ("mal" if vence < hoy() else "") if vence else "bien",
        nombres.get(s.de, s.de),
    )


@bp.post("/")
@permiso(*CON_BANDEJA)
def solicitar() -> Response:
    """Ask: it is in the area's inbox at once."""
    form = leer(SolicitudForm)
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        nueva = NuevaSolicitud(area=d.area, texto=d.texto, persona_id=guardar_persona(form.pedido, RESERVADO))
        decidir(caso_de(form.pedido, "solicitud"), solicitar_informacion, nueva, form)
        hecha = volver("solicitudes.lista", aviso=f"Solicitud enviada a {NOMBRES[d.area]}.")
    return hecha or _lista(form)


@bp.get("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID) -> Response:
    """One of them and its answer."""
    return _una(caso_id, Formulario(RespuestaForm))


def _abrir(caso_id: UUID) -> tuple[Historia, Solicitud]:
    return abrir_ligero(caso_id, Solicitud, "ver solicitud", puede_leer)


def _una(caso_id: UUID, form: Formulario[RespuestaForm]) -> Response:
    historia, s = _abrir(caso_id)
    lee, nombres = lector(historia, historia.asientos), nombres_de_cuentas()
    hecha = next(a for a in historia.asientos if isinstance(a.hecho, InformacionSolicitada))
    dada = next((a.hecho for a in historia.asientos if isinstance(a.hecho, InformacionRecibida)), None)
    return pagina(
        "solicitudes/ver.html",
        422 if form.errores else 200,
        caso_id=caso_id,
        version=historia.version,
        solicitud=s,
        titulo=f"Solicitud a {NOMBRES[s.area] if s.area else ''}",
        texto=lee.privado(hecha.hecho, "texto"),
        respuesta=lee.privado(dada, "respuesta") if dada else "",
        datos=[("La hizo", nombres.get(s.de, s.de)), ("Cuándo", momento(hecha.registrado_en))],
        form=form,
    )


@bp.post("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def responder(caso_id: UUID) -> Response:
    """The answer, written by the area or by who asked."""
    _abrir(caso_id)
    form = leer(RespuestaForm)
    hecha: Response | None = None
    with form.intentar():
        decidir(caso_id, recibir_informacion, Contestacion(respuesta=form.datos.respuesta), form)
        hecha = volver("solicitudes.ver", caso_id=caso_id, aviso="Respuesta registrada.")
    return hecha or _una(caso_id, form)
