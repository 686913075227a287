"""«Ausencias»: vacations, leave and illness; who covers, what they will see, and back to how it was."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from casos.asiento import Historia
from casos.ausencia import (
    Ausencia,
    Clase,
    NuevaAusencia,
    OtrasFechas,
    Regreso,
    cambiar_ausencia,
    cancelar_ausencia,
    confirmar_ausencia,
    declarar_ausencia,
    puede_leer,
    regresar,
)
from casos.decision import COORDINADOR
from casos.mediacion.expediente import CON_BANDEJA
from flujos.ausencia import NOMBRES
from web import equipo
from web.actual import cuenta, hoy, presente
from web.avisos import Aviso
from web.campos import Fecha, Linea
from web.decidir import decidir
from web.equipo import EL_COORDINADOR, del_al
from web.expediente import abrir_ligero
from web.formularios import Campos, Formulario, leer
from web.ligeros import caso_de, nombres_de_cuentas, para_elegir, personal
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("ausencias", __name__, url_prefix="/ausencias")


class AusenciaForm(Campos):
    """One's own absence."""

    clase: Clase
    desde: Fecha
    hasta: Fecha
    cubre: Linea = ""


class AusenciaDeAlguienForm(AusenciaForm):
    """The same, of whom the coordinator chooses."""

    usuario: Linea


class CambioForm(Campos):
    """Other days or another cover."""

    desde: Fecha
    hasta: Fecha
    cubre: Linea = ""


class RegresoForm(Campos):
    """The first day back."""

    dia: Fecha


@bp.get("/nueva")
@permiso(*CON_BANDEJA)
def nueva() -> Response:
    """The form; the address may bring the day (`?desde=2026-12-01`)."""
    return _formulario(Formulario(_modelo(), {"desde": request.args.get("desde"), "clase": Clase.VACACIONES}))


def _modelo() -> type[AusenciaForm]:
    return AusenciaDeAlguienForm if cuenta().rol == COORDINADOR else AusenciaForm


def _formulario(form: Formulario[AusenciaForm]) -> Response:
    coordina = cuenta().rol == COORDINADOR
    return pagina(
        "ausencias/nueva.html",
        422 if form.errores else 200,
        form=form,
        clases=[(c.value, texto) for c, texto in NOMBRES.items()],
        cuentas=para_elegir(personal()) if coordina else [],
        cubren=equipo.para_cubrir("" if coordina else cuenta().usuario),
    )


@bp.post("/nueva")
@permiso(*CON_BANDEJA)
def registrar() -> Response:
    """Record it: from its first day on whoever covers sees the work."""
    form = leer(_modelo())
    hecha: Response | None = None
    with form.intentar():
        d, quien = form.datos, equipo.de_quien_es(form, "Elija quién se ausenta.")
        cubre, cubre_rol = equipo.quien_cubre(form)
        datos = NuevaAusencia(
            usuario=quien.usuario, rol=quien.rol, sede=quien.sede, clase=d.clase, desde=d.desde, hasta=d.hasta,
            cubre=cubre, cubre_rol=cubre_rol,
        )  # fmt: skip
        caso_id = caso_de(form.pedido, "ausencia")
        decidir(caso_id, declarar_ausencia, datos, form)
        hecha = volver(
            "ausencias.ver", caso_id=caso_id, aviso=equipo.aviso(_abrir(caso_id)[1], "Ausencia registrada.")
        )
    return hecha or _formulario(form)


def _abrir(caso_id: UUID) -> tuple[Historia, Ausencia]:
    return abrir_ligero(caso_id, Ausencia, "ver ausencia", puede_leer, prestado=False)


@bp.get("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID) -> Response:
    """One absence: its days, who covers, what they see, and what may be done with it."""
    _, a = _abrir(caso_id)
    return _una(caso_id, Formulario(CambioForm, {"desde": a.desde, "hasta": a.hasta, "cubre": a.cubre}))


def _una(caso_id: UUID, form: Formulario[Any], regreso: Formulario[Any] | None = None) -> Response:
    historia, a = _abrir(caso_id)
    nombres, yo, fuera = nombres_de_cuentas(), cuenta(), a.fuera
    suya = yo.rol == COORDINADOR or yo.usuario == a.usuario
    errores = form.errores or (regreso.errores if regreso else {})
    return pagina(
        "ausencias/ver.html",
        422 if errores else 200,
        caso_id=caso_id,
        version=historia.version,
        a=a,
        titulo=nombres.get(a.usuario, a.usuario),
        que=f"{NOMBRES[a.clase]}, {del_al(fuera.desde, fuera.hasta)}" if fuera else NOMBRES[a.clase],
        distintivo=_distintivo(a),
        datos=[
            ("Cubre", nombres.get(a.cubre, a.cubre) if a.cubre else f"Nadie: lo ve {EL_COORDINADOR}"),
            ("Coordinación", "Enterada" if a.confirmada else "Todavía no se entera"),
        ],
        deja=equipo.lo_que_deja(a.usuario, a.rol, a.desde, a.hasta) if fuera and suya else None,
        sucesos=equipo.sucesos(historia),
        form=form,
        regreso=regreso or Formulario(RegresoForm, {"dia": hoy()}, prefijo="r"),
        cubren=equipo.para_cubrir(a.usuario),
        puede=suya and not a.cancelada,
        puede_enterarse=yo.rol == COORDINADOR and not (a.confirmada or a.cancelada),
        puede_regresar=suya and fuera is not None and fuera.desde <= presente() < fuera.hasta,
    )


def _distintivo(a: Ausencia) -> tuple[str, str]:
    if a.fuera is None:
        return "cancelada", ""
    if a.fuera.hasta <= presente():
        return "terminó", "bien"
    return ("ausente", "hoy") if a.fuera.desde <= presente() else ("por venir", "")


@bp.post("/<uuid:caso_id>/cambiar")
@permiso(*CON_BANDEJA)
def cambiar(caso_id: UUID) -> Response:
    """Other days or another cover."""
    _abrir(caso_id)
    form = leer(CambioForm)
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        cubre, cubre_rol = equipo.quien_cubre(form)
        datos = OtrasFechas(desde=d.desde, hasta=d.hasta, cubre=cubre, cubre_rol=cubre_rol)
        decidir(caso_id, cambiar_ausencia, datos, form)
        hecha = volver(
            "ausencias.ver", caso_id=caso_id, aviso=equipo.aviso(_abrir(caso_id)[1], "Ausencia cambiada.")
        )
    return hecha or _una(caso_id, form)


@bp.post("/<uuid:caso_id>/regreso")
@permiso(*CON_BANDEJA)
def regreso(caso_id: UUID) -> Response:
    """Back earlier than was said."""
    _, a = _abrir(caso_id)
    form = leer(RegresoForm, prefijo="r")
    hecha: Response | None = None
    with form.intentar():
        decidir(caso_id, regresar, Regreso(dia=form.datos.dia), form)
        hecha = volver(
            "ausencias.ver", caso_id=caso_id, aviso="Ya está de regreso: todo vuelve a verse como antes."
        )
    return hecha or _una(
        caso_id, Formulario(CambioForm, {"desde": a.desde, "hasta": a.hasta, "cubre": a.cubre}), form
    )


@bp.post("/<uuid:caso_id>/cancelar")
@permiso(*CON_BANDEJA)
def cancelar(caso_id: UUID) -> Response:
    """It will not be, or never was."""
    _abrir(caso_id)
    decidir(caso_id, cancelar_ausencia, None, leer(Campos))
    return volver("ausencias.ver", caso_id=caso_id, aviso="Ausencia cancelada: todo se ve como antes.")


@bp.post("/<uuid:caso_id>/enterado")
@permiso(COORDINADOR)
def enterarse(caso_id: UUID) -> Response:
    """The coordinator knows of it."""
    _abrir(caso_id)
    decidir(caso_id, confirmar_ausencia, None, leer(Campos))
    return volver(
        "equipo.ver",
        aviso=Aviso("Enterado.", enlaces=(("Ver la ausencia", url_for("ausencias.ver", caso_id=caso_id)),)),
    )
