"""«Actividades del área»: what is asked besides the cases, by whom, by when, and what came of it."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from casos.actividad import (
    Actividad,
    ActividadHecha,
    ActividadPedida,
    Cada,
    Cambio,
    Hecha,
    NuevaActividad,
    cambiar_actividad,
    pedir_actividad,
    puede_leer,
    retirar_actividad,
    terminar_actividad,
)
from casos.asiento import Historia
from casos.decision import COORDINADOR
from casos.mediacion.expediente import CON_BANDEJA
from flujos import pendientes
from flujos.actividad import CADA
from proyecciones.consultas import ligeros as consulta
from web import equipo
from web.actual import cuenta, hoy, instancia
from web.ausencias import de_quien, en_nombre_de
from web.campos import Fecha, Linea, Parrafo
from web.decidir import decidir
from web.expediente import abrir_ligero, lector
from web.formato import con_mayuscula, fecha
from web.formularios import Campos, Formulario, leer
from web.ligeros import (
    caso_de,
    elegida,
    guardar_persona,
    nombres_de_cuentas,
    para_elegir,
    personal,
    puede_ver,
)
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("actividades", __name__, url_prefix="/actividades")
A_LA_VISTA = 60
DE_ACTIVIDADES = ("ActividadPedida", "ActividadHecha", "ActividadRetirada")
RESERVADO = "Actividad del área"
VECES = (("", "Una vez"), *((cada.value, con_mayuscula(texto)) for cada, texto in CADA.items()))


class ActividadForm(Campos):
    """What is asked; `para` only where the coordinator chooses who does it."""

    asunto: Linea
    pide: Linea
    para: Linea = ""
    vence: Fecha
    cada: Cada | None = None
    detalle: Parrafo = ""


class HechaForm(Campos):
    """What came of it."""

    resultado: Parrafo = ""


class CambioForm(Campos):
    """Another day or person."""

    para: Linea = ""
    vence: Fecha


@bp.get("/")
@permiso(*CON_BANDEJA)
def lista() -> Response:
    """Those to do (of whom one covers too), those that one noted down, did or withdrew."""
    abierta, yo = instancia(), cuenta()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        mias = consulta.que_esperan(conexion, "actividad", hoy(), de_quien(yo))
        autor = None if yo.rol == COORDINADOR else yo.usuario
        todas = consulta.abiertos_por(conexion, DE_ACTIVIDADES, A_LA_VISTA, autor=autor)
    historias = [h for i in dict.fromkeys([*mias, *todas]) if (h := abierta.casos.historia(i))]
    nombres, versiones = nombres_de_cuentas(), abierta.casos.versiones()
    renglones = [
        (h.caso.terminada, _renglon(h, nombres, versiones)) for h in historias if puede_ver(h, puede_leer)
    ]
    abiertas = sorted((r for terminada, r in renglones if not terminada), key=lambda r: r[0])
    return pagina(
        "actividades/lista.html",
        abiertas=[r[1:] for r in abiertas],
        terminadas=[r[1:] for terminada, r in renglones if terminada],
    )


def _renglon(historia: Historia, nombres: dict[str, str], versiones: Any) -> tuple[Any, ...]:
    """When it is due (to sort by), title, address, when, tone, who does it, who asked."""
    t: Actividad = historia.caso
    vence = next((p.vence for p in pendientes(historia, versiones)), t.vence)
    cuando, tono = ("terminada", "bien") if t.terminada else _plazo(vence)
    detalles = (f"la pide {t.pide}", CADA[t.cada] if t.cada else "")
    url = url_for("actividades.ver", caso_id=historia.caso_id)
    return vence, t.asunto, url, cuando, tono, nombres.get(t.para, t.para), detalles


def _plazo(vence: date) -> tuple[str, str]:
    if vence == hoy():
        return "vence hoy", "hoy"
    return (f"antes del {fecha(vence)}", "") if vence > hoy() else (f"venció el {fecha(vence)}", "mal")


@bp.get("/nueva")
@permiso(*CON_BANDEJA)
def nueva() -> Response:
    """The form."""
    return _formulario(Formulario(ActividadForm, {"para": cuenta().usuario}))


def _formulario(form: Formulario[ActividadForm]) -> Response:
    cuentas = para_elegir(personal()) if cuenta().rol == COORDINADOR else []
    return pagina(
        "actividades/nueva.html", 422 if form.errores else 200, form=form, cuentas=cuentas, veces=VECES
    )


@bp.post("/nueva")
@permiso(*CON_BANDEJA)
def pedir() -> Response:
    """Note it down: it is in the inbox of who does it at once."""
    form = leer(ActividadForm)
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        quien = elegida(form, "para", "Elija quién la hace.") if cuenta().rol == COORDINADOR else cuenta()
        datos = NuevaActividad(
            asunto=d.asunto, pide=d.pide, para=quien.usuario, rol=quien.rol, sede=quien.sede, vence=d.vence,
            cada=d.cada, detalle=d.detalle, persona_id=guardar_persona(form.pedido, RESERVADO),
        )  # fmt: skip
        decidir(caso_de(form.pedido, "actividad"), pedir_actividad, datos, form)
        hecha = volver("actividades.lista", aviso=f"Actividad anotada para {quien.nombre}.")
    return hecha or _formulario(form)


def _abrir(caso_id: UUID) -> tuple[Historia, Actividad]:
    return abrir_ligero(caso_id, Actividad, "ver actividad", puede_leer)


@bp.get("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID) -> Response:
    """One of them, and what came of it each time."""
    _, t = _abrir(caso_id)
    return _una(caso_id, Formulario(HechaForm), _form_de_cambio(t))


def _form_de_cambio(t: Actividad) -> Formulario[CambioForm]:
    return Formulario(CambioForm, {"para": t.para, "vence": t.vence}, prefijo="c")


def _una(caso_id: UUID, form: Formulario[Any], cambio: Formulario[Any]) -> Response:
    historia, t = _abrir(caso_id)
    nombres, yo, lee = nombres_de_cuentas(), cuenta(), lector(historia, historia.asientos)
    pedida = next(a for a in historia.asientos if isinstance(a.hecho, ActividadPedida))
    hechas = [a.hecho for a in historia.vigentes if isinstance(a.hecho, ActividadHecha)]
    datos = [
        ("La hace", nombres.get(t.para, t.para)),
        ("La pide", t.pide),
        ("Para el", f"{fecha(t.vence)}{f', {CADA[t.cada]}' if t.cada else ''}"),
        ("La anotó", nombres.get(t.de, t.de)),
        ("Veces que se hizo", str(len(hechas)) if t.cada else ""),
    ]
    return pagina(
        "actividades/ver.html",
        422 if form.errores or cambio.errores else 200,
        caso_id=caso_id,
        version=historia.version,
        t=t,
        datos=[(n, v) for n, v in datos if v],
        detalle=lee.privado(pedida.hecho, "detalle"),
        sucesos=equipo.sucesos(historia),
        form=form,
        cambio=cambio,
        cuentas=para_elegir(personal()) if yo.rol == COORDINADOR else [],
        puede=not t.terminada and (yo.rol == COORDINADOR or t.para in {yo.usuario, en_nombre_de(caso_id)}),
    )


@bp.post("/<uuid:caso_id>/hecha")
@permiso(*CON_BANDEJA)
def terminar(caso_id: UUID) -> Response:
    """It was done."""
    _, t = _abrir(caso_id)
    form = leer(HechaForm)
    hecha: Response | None = None
    with form.intentar():
        decidir(caso_id, terminar_actividad, Hecha(vence=t.vence, resultado=form.datos.resultado), form)
        hecha = volver("actividades.lista", aviso=f"Hecha: {t.asunto}.")
    return hecha or _una(caso_id, form, _form_de_cambio(t))


@bp.post("/<uuid:caso_id>/cambiar")
@permiso(*CON_BANDEJA)
def cambiar(caso_id: UUID) -> Response:
    """Another day or another person."""
    _, t = _abrir(caso_id)
    form = leer(CambioForm, prefijo="c")
    hecha: Response | None = None
    with form.intentar():
        para, rol, sede = t.para, t.rol, t.sede
        if cuenta().rol == COORDINADOR:
            quien = elegida(form, "para", "Elija quién la hace.")
            para, rol, sede = quien.usuario, quien.rol, quien.sede
        decidir(
            caso_id, cambiar_actividad, Cambio(para=para, rol=rol, sede=sede, vence=form.datos.vence), form
        )
        hecha = volver("actividades.lista", aviso="Actividad cambiada.")
    return hecha or _una(caso_id, Formulario(HechaForm), form)


@bp.post("/<uuid:caso_id>/retirar")
@permiso(*CON_BANDEJA)
def retirar(caso_id: UUID) -> Response:
    """It need not be done."""
    _abrir(caso_id)
    decidir(caso_id, retirar_actividad, None, leer(Campos))
    return volver("actividades.lista", aviso="Actividad retirada: ya no hace falta.")
