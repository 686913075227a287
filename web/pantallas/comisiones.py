"""«Comisiones»: support to scholarships, stipends and credits: who goes where and when, and the report afterwards."""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from flask import Blueprint, Response, url_for
from pydantic import Field

from casos.asiento import Historia
from casos.comision import (
    Comision,
    ComisionInformada,
    Informe,
    NuevaComision,
    OtrosDatos,
    Programa,
    cambiar_comision,
    cancelar_comision,
    confirmar_comision,
    informar_comision,
    ordenar_comision,
    puede_leer,
)
from casos.decision import COORDINADOR
from casos.mediacion.expediente import CON_BANDEJA
from flujos import pendientes
from flujos.comision import NOMBRES
from web import equipo
from web.actual import cuenta, instancia, presente
from web.avisos import Aviso
from web.campos import Fecha, Hora, Linea, Parrafo
from web.decidir import decidir
from web.equipo import EL_COORDINADOR
from web.expediente import abrir_ligero, lector
from web.formato import con_mayuscula, fecha, fecha_larga, plural
from web.formularios import Campos, Formulario, leer
from web.ligeros import caso_de, guardar_persona, nombres_de_cuentas, para_elegir, personal
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("comisiones", __name__, url_prefix="/comisiones")
RESERVADO = "Comisión"
Cuantas = Annotated[int, Field(ge=0, le=100_000)]
Horas = Annotated[Decimal, Field(gt=0, le=1440)]


class DatosForm(Campos):
    """What may change of a commission."""

    lugar: Linea
    desde: Fecha
    hasta: Fecha | None = None
    inicio: Hora
    fin: Hora
    oficio: Linea = ""
    cubre: Linea = ""


class ComisionForm(DatosForm):
    """One's own commission."""

    evento: Linea
    programa: Programa
    en_oficina: bool = False
    ordena: Linea


class ComisionDeAlguienForm(ComisionForm):
    """The same, of whom the coordinator sends."""

    usuario: Linea


class InformeForm(Campos):
    """The report: people attended, hours, what came of it."""

    personas: Cuantas
    horas: Horas
    resultado: Parrafo


@bp.get("/nueva")
@permiso(*CON_BANDEJA)
def nueva() -> Response:
    """The form; the coordinator sends, others are sent."""
    ordena = cuenta().nombre if cuenta().rol == COORDINADOR else ""
    return _formulario(Formulario(_modelo(), {"programa": Programa.BECAS, "ordena": ordena}))


def _modelo() -> type[ComisionForm]:
    return ComisionDeAlguienForm if cuenta().rol == COORDINADOR else ComisionForm


def _formulario(form: Formulario[ComisionForm]) -> Response:
    coordina = cuenta().rol == COORDINADOR
    return pagina(
        "comisiones/nueva.html",
        422 if form.errores else 200,
        form=form,
        programas=[(p.value, con_mayuscula(texto)) for p, texto in NOMBRES.items()],
        cuentas=para_elegir(personal()) if coordina else [],
        cubren=equipo.para_cubrir("" if coordina else cuenta().usuario),
    )


def _cambiables(form: Formulario[Any]) -> dict[str, Any]:
    """The data that a commission and its change share."""
    d = form.datos
    cubre, cubre_rol = equipo.quien_cubre(form)
    return {
        "lugar": d.lugar, "desde": d.desde, "hasta": d.hasta or d.desde, "inicio": d.inicio, "fin": d.fin,
        "oficio": d.oficio or None, "cubre": cubre, "cubre_rol": cubre_rol,
    }  # fmt: skip


@bp.post("/nueva")
@permiso(*CON_BANDEJA)
def registrar() -> Response:
    """Record it: during its hours whoever covers sees the work."""
    form = leer(_modelo())
    hecha: Response | None = None
    with form.intentar():
        d, quien = form.datos, equipo.de_quien_es(form, "Elija a quién se comisiona.")
        datos = NuevaComision(
            usuario=quien.usuario, rol=quien.rol, sede=quien.sede, evento=d.evento, programa=d.programa,
            en_oficina=d.en_oficina, ordena=d.ordena, **_cambiables(form),
            persona_id=guardar_persona(form.pedido, RESERVADO),
        )  # fmt: skip
        caso_id = caso_de(form.pedido, "comision")
        decidir(caso_id, ordenar_comision, datos, form)
        hecha = volver(
            "comisiones.ver", caso_id=caso_id, aviso=equipo.aviso(_abrir(caso_id)[1], "Comisión registrada.")
        )
    return hecha or _formulario(form)


def _abrir(caso_id: UUID) -> tuple[Historia, Comision]:
    return abrir_ligero(caso_id, Comision, "ver comisión", puede_leer)


@bp.get("/<uuid:caso_id>")
@permiso(*CON_BANDEJA)
def ver(caso_id: UUID) -> Response:
    """One commission, its report, and what may be done with it."""
    _, k = _abrir(caso_id)
    return _una(caso_id, _form_de_datos(k), _form_de_informe(k))


def _form_de_datos(k: Comision) -> Formulario[DatosForm]:
    campos = ("lugar", "desde", "hasta", "inicio", "fin", "oficio", "cubre")
    return Formulario(DatosForm, {campo: getattr(k, campo) for campo in campos})


def _form_de_informe(k: Comision) -> Formulario[InformeForm]:
    return Formulario(InformeForm, {"horas": f"{k.minutos / 60:g}"}, prefijo="i")


def _una(caso_id: UUID, form: Formulario[Any], informe: Formulario[Any]) -> Response:
    historia, k = _abrir(caso_id)
    nombres, yo = nombres_de_cuentas(), cuenta()
    suya = yo.rol == COORDINADOR or yo.usuario == k.usuario
    dado = next((a.hecho for a in historia.vigentes if isinstance(a.hecho, ComisionInformada)), None)
    suyos = pendientes(historia, instancia().casos.versiones())
    empezo = k.fuera is not None and k.fuera.desde <= presente()
    return pagina(
        "comisiones/ver.html",
        422 if form.errores or informe.errores else 200,
        caso_id=caso_id,
        version=historia.version,
        k=k,
        titulo=k.evento,
        quien_va=nombres.get(k.usuario, k.usuario),
        distintivo=("cancelada", "") if k.cancelada else ("con informe", "bien") if k.informada else None,
        datos=_datos(k, nombres),
        plazo=next(
            (f"El informe vence el {fecha(p.vence)}." for p in suyos if p.tipo == "informe_de_comision"), ""
        ),
        resultado=lector(historia, historia.asientos).privado(dado, "resultado") if dado else "",
        cifras=_cifras(dado) if dado else [],
        deja=equipo.lo_que_deja(k.usuario, k.rol, k.desde, k.hasta)
        if suya and k.fuera and not empezo
        else None,
        sucesos=equipo.sucesos(historia),
        form=form,
        informe=informe,
        cubren=equipo.para_cubrir(k.usuario),
        abierta=not (k.cancelada or k.informada),
        puede=suya,
        puede_enterarse=yo.rol == COORDINADOR and not (k.confirmada or k.cancelada),
        puede_informar=empezo and not (k.cancelada or k.informada),
    )


def _datos(k: Comision, nombres: dict[str, str]) -> list[tuple[str, str]]:
    dias = fecha_larga(k.desde) if k.desde == k.hasta else f"del {fecha(k.desde)} al {fecha(k.hasta)}"
    return [
        ("Quién va", nombres.get(k.usuario, k.usuario)),
        ("Programa", con_mayuscula(NOMBRES[k.programa])),
        ("Lugar", f"{k.lugar}{' (en la oficina)' if k.en_oficina else ''}"),
        ("Cuándo", f"{dias}, de {k.inicio:%H:%M} a {k.fin:%H:%M}"),
        ("Ordena", k.ordena),
        ("Oficio", k.oficio or "Falta"),
        ("Cubre", nombres.get(k.cubre, k.cubre) if k.cubre else f"Nadie: lo ve {EL_COORDINADOR}"),
    ]


def _cifras(dado: ComisionInformada) -> list[tuple[str, str]]:
    return [
        ("Personas atendidas", str(dado.personas)),
        (
            "Tiempo",
            f"{dado.minutos / 60:g} h" if dado.minutos >= 60 else plural(dado.minutos, "minuto", "minutos"),
        ),
    ]


@bp.post("/<uuid:caso_id>/cambiar")
@permiso(*CON_BANDEJA)
def cambiar(caso_id: UUID) -> Response:
    """Other days, hours, place, letter or cover."""
    _, k = _abrir(caso_id)
    form = leer(DatosForm)
    hecha: Response | None = None
    with form.intentar():
        decidir(caso_id, cambiar_comision, OtrosDatos(**_cambiables(form)), form)
        hecha = volver(
            "comisiones.ver", caso_id=caso_id, aviso=equipo.aviso(_abrir(caso_id)[1], "Comisión cambiada.")
        )
    return hecha or _una(caso_id, form, _form_de_informe(k))


@bp.post("/<uuid:caso_id>/informe")
@permiso(*CON_BANDEJA)
def informar(caso_id: UUID) -> Response:
    """Hand in the report."""
    _, k = _abrir(caso_id)
    form = leer(InformeForm, prefijo="i")
    hecha: Response | None = None
    with form.intentar():
        d = form.datos
        informe = Informe(personas=d.personas, minutos=int(d.horas * 60), resultado=d.resultado)
        decidir(caso_id, informar_comision, informe, form)
        hecha = volver("comisiones.ver", caso_id=caso_id, aviso="Informe entregado.")
    return hecha or _una(caso_id, _form_de_datos(k), form)


@bp.post("/<uuid:caso_id>/cancelar")
@permiso(*CON_BANDEJA)
def cancelar(caso_id: UUID) -> Response:
    """It does not take place."""
    _abrir(caso_id)
    decidir(caso_id, cancelar_comision, None, leer(Campos))
    return volver("comisiones.ver", caso_id=caso_id, aviso="Comisión cancelada: todo se ve como antes.")


@bp.post("/<uuid:caso_id>/enterado")
@permiso(COORDINADOR)
def enterarse(caso_id: UUID) -> Response:
    """The coordinator knows of it."""
    _abrir(caso_id)
    decidir(caso_id, confirmar_comision, None, leer(Campos))
    enlaces = (("Ver la comisión", url_for("comisiones.ver", caso_id=caso_id)),)
    return volver("equipo.ver", aviso=Aviso("Enterado.", enlaces=enlaces))
