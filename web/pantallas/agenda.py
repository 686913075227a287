"""«Agenda»: the court's sessions of a day or a week, what became of each, and its printed list."""

from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for

from proyecciones.consultas import agenda as consulta
from web import personas
from web.acciones.rutas import le_toca
from web.actual import cuenta, hoy, instancia
from web.almacen.cuentas import Cuenta
from web.campos import leer_fecha
from web.cuentas import SEDES
from web.formato import hora, pesos
from web.frases.palabras import dicho
from web.navegacion import Entrada
from web.pantallas.captura import campo_de, elecciones
from web.permisos import permiso
from web.plantillas import direccion_con
from web.respuestas import pagina

bp = Blueprint("agenda", __name__, url_prefix="/agenda")

DIAS_DE_SEMANA = 6


class Cita(NamedTuple):
    """A session as the page writes it."""

    hora: str
    nombre: str
    url: str
    folio: str
    lugar: str
    facilitador: str
    saldo: str
    estado: str
    tono: str
    resultado_url: str
    campo: str
    elecciones: list[tuple[str, str]]


def _cuantas(quien: Cuenta) -> str | None:
    with instancia().almacen.leer() as conexion:
        n = consulta.por_dia(conexion, hoy(), hoy(), quien.sede or None).get(hoy(), 0)
    return f"{n} hoy" if n else None


ENTRADA = Entrada("Agenda", "agenda.ver", 20, _cuantas)


@bp.get("/")
@permiso()
def ver() -> Response:
    """The sessions of `dia` (today) or, with `semana=1`, of its week; `sede` limits them to an office."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    dia, semana = _dia(), request.args.get("semana") == "1"
    sede = request.args.get("sede", cuenta().sede) or None
    desde = dia - timedelta(days=dia.weekday()) if semana else dia
    hasta = desde + timedelta(days=DIAS_DE_SEMANA) if semana else dia
    with abierta.almacen.leer() as conexion:
        filas = consulta.sesiones(conexion, desde, hasta, sede=sede)
        contadas = consulta.por_dia(conexion, desde - timedelta(days=14), hasta + timedelta(days=14), sede)
    conocidas = personas.personas(f.persona_id for f in filas)
    paso = 7 if semana else 1
    return pagina(
        "agenda/ver.html",
        jornadas=[
            (d, [_cita(f, personas.nombre_de(conocidas, f.persona_id)) for f in suyas])
            for d, suyas in groupby(filas, lambda f: f.dia)
        ],
        total=len(filas),
        dia=dia,
        desde=desde,
        hasta=hasta,
        semana=semana,
        anterior=_con(dia=_anterior(contadas, desde) if not semana else desde - timedelta(days=paso)),
        siguiente=_con(dia=_posterior(contadas, hasta) if not semana else desde + timedelta(days=paso)),
        vistas=[
            ("Día", _con(semana=None, dia=dia), not semana),
            ("Semana", _con(semana=1, dia=dia), semana),
        ],
        sedes=[("Todas", _con(sede="", todas=1), sede is None)]
        + [(nombre, _con(sede=clave), sede == clave) for clave, nombre in SEDES.items()],
        hoy_url=_con(dia=None),
        es_hoy=dia == hoy(),
    )


def _con(**cambios: Any) -> str:
    actuales = {k: v for k, v in request.args.items() if k in {"dia", "semana", "sede"}}
    url = direccion_con("agenda.ver", actuales, **{k: v for k, v in cambios.items() if k != "todas"})
    return f"{url}{'&' if '?' in url else '?'}sede=" if "todas" in cambios else url


def _dia() -> date:
    texto = request.args.get("dia", "")
    try:
        return leer_fecha(texto) if texto else hoy()
    except ValueError:
        return hoy()


def _anterior(contadas: dict[date, int], desde: date) -> date:
    return max((d for d in contadas if d < desde), default=desde - timedelta(days=1))


def _posterior(contadas: dict[date, int], hasta: date) -> date:
    return min((d for d in contadas if d > hasta), default=hasta + timedelta(days=1))


def _cita(f: Any, nombre: str) -> Cita:
    estado, tono = _estado(f)
    por_capturar = f.estado == "programada" and f.inicio <= instancia().ahora() and le_toca("celebrar_sesion")
    return Cita(
        hora=hora(f.inicio),
        nombre=nombre,
        url=url_for("caso.ver", caso_id=f.caso_id),
        folio=f"{f.folio or 'sin folio'}{f' · sesión {f.num_sesion}' if f.num_sesion > 1 else ''}",
        lugar=f.sala or ("en línea" if f.url else dicho(f.modalidad)),
        facilitador=f.facilitador or "",
        saldo=pesos(f.saldo),
        estado=estado,
        tono=tono,
        resultado_url=url_for(
            "accion.formulario", caso_id=f.caso_id, decision="celebrar_sesion", sesion=f.sesion
        )
        if por_capturar
        else "",
        campo=campo_de(f.caso_id, f.sesion),
        elecciones=elecciones(f.modalidad) if por_capturar else [],
    )


def _estado(f: Any) -> tuple[str, str]:
    match f.estado:
        case "cancelada":
            return "cancelada", "tenue"
        case "inasistencia":
            return "no asistió", "mal"
        case "falla_tecnica":
            return "falla técnica", "hoy"
        case "celebrada":
            return (
                {"acuerdo": "hubo acuerdo", "sin_acuerdo": "sin acuerdo"}.get(f.resultado, "continúa"),
                "bien" if f.resultado == "acuerdo" else "",
            )
    if f.inicio <= instancia().ahora():
        return "falta capturar resultado", "mal"
    if f.invitacion == "no_entregada":
        return "invitación no entregada", "hoy"
    return "reagendada" if f.movida else "programada", ""
