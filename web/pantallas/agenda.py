"""«Agenda»: the court's sessions of a day, a week or a month, what became of each, and its printed list."""

from calendar import Calendar as Mes
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for

from casos.calendario.aritmetica import Calendario
from casos.dinero.letras import MESES
from proyecciones.consultas import agenda as consulta
from proyecciones.consultas.agenda import Jornada
from web import personas
from web.acciones.rutas import le_toca
from web.actual import cuenta, hoy, instancia
from web.almacen.cuentas import Cuenta
from web.cuentas import SEDES
from web.formato import hora, pesos
from web.frases.palabras import dicho
from web.navegacion import Entrada
from web.pantallas.captura import campo_de, elecciones
from web.permisos import permiso
from web.respuestas import pagina
from web.tramo import PARAMETROS, Tramo, leer_tramo

bp = Blueprint("agenda", __name__, url_prefix="/agenda")

VISTAS: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("dia", "Día", {}),
    ("semana", "Semana", {"semana": 1}),
    ("mes", "Mes", {"mes": 1}),
)
SEMANA = timedelta(days=7)
SABADO = 5


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


class DiaDelMes(NamedTuple):
    """A day of the month's table; `clase` fin, es-hoy, otro-mes or nothing, `descanso` why it is no working day."""

    dia: date
    clase: str
    url: str
    descanso: str
    jornada: Jornada | None


def _cuantas(quien: Cuenta) -> str | None:
    with instancia().almacen.leer() as conexion:
        n = consulta.por_dia(conexion, hoy(), hoy(), quien.sede or None).get(hoy(), 0)
    return f"{n} hoy" if n else None


ENTRADA = Entrada("Agenda", "agenda.ver", 20, _cuantas)


@bp.get("/")
@permiso()
def ver() -> Response:
    """The sessions of `dia` (today) or, with `semana=1` or `mes=1`, around it; `sede` limits them to an office."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    tramo = leer_tramo(request.args, hoy())
    sede = request.args.get("sede", cuenta().sede) or None
    comunes = {
        "tramo": tramo,
        "vistas": [
            (texto, _con(**{"dia": tramo.dia, "semana": None, "mes": None, **clase}), tramo.clase == nombre)
            for nombre, texto, clase in VISTAS
        ],
        "sedes": [("Todas", _con(sede=""), sede is None)]
        + [(nombre, _con(sede=clave), sede == clave) for clave, nombre in SEDES.items()],
        "hoy_url": _con(dia=None),
        "es_hoy": tramo.desde <= hoy() <= tramo.hasta,
        "lista_url": url_for("lista_de_sesiones.archivo", formato="pdf", **_puestos(dia=tramo.dia)),
    }
    return _mes(tramo, sede, comunes) if tramo.clase == "mes" else _dias(tramo, sede, comunes)


def _dias(tramo: Tramo, sede: str | None, comunes: dict[str, Any]) -> Response:
    with instancia().almacen.leer() as conexion:
        filas = consulta.sesiones(conexion, tramo.desde, tramo.hasta, sede=sede)
        contadas = consulta.por_dia(
            conexion, tramo.desde - timedelta(days=14), tramo.hasta + timedelta(days=14), sede
        )
    conocidas = personas.personas(f.persona_id for f in filas)
    semana = tramo.clase == "semana"
    return pagina(
        "agenda/ver.html",
        jornadas=[
            (d, [_cita(f, personas.nombre_de(conocidas, f.persona_id)) for f in suyas])
            for d, suyas in groupby(filas, lambda f: f.dia)
        ],
        anterior=_con(dia=tramo.desde - SEMANA if semana else _anterior(contadas, tramo.desde)),
        siguiente=_con(dia=tramo.desde + SEMANA if semana else _posterior(contadas, tramo.hasta)),
        **comunes,
    )


def _mes(tramo: Tramo, sede: str | None, comunes: dict[str, Any]) -> Response:
    semanas = Mes().monthdatescalendar(tramo.dia.year, tramo.dia.month)
    with instancia().almacen.leer() as conexion:
        jornadas = consulta.jornadas(conexion, tramo.desde, tramo.hasta, sede, instancia().ahora())
    inhabiles = _inhabiles(sede or cuenta().sede or next(iter(SEDES)))
    return pagina(
        "agenda/mes.html",
        mes=f"{MESES[tramo.dia.month - 1]} de {tramo.dia.year}",
        semanas=[[_dia_del_mes(d, tramo, jornadas.get(d), inhabiles) for d in semana] for semana in semanas],
        total=sum(j.n for j in jornadas.values()),
        anterior=_con(dia=tramo.desde - timedelta(days=1)),
        siguiente=_con(dia=tramo.hasta + timedelta(days=1)),
        **comunes,
    )


def _inhabiles(sede: str) -> tuple[Calendario, Calendario]:
    """The days of the court, then those of the Institute, in an office."""
    abierta = instancia()
    _, calendarios = abierta.casos.versiones().calendarios_en(abierta.ahora())
    return calendarios.calendario("STJ", sede), calendarios.calendario("INSTITUTO", sede)


def _dia_del_mes(
    dia: date, tramo: Tramo, jornada: Jornada | None, inhabiles: tuple[Calendario, Calendario]
) -> DiaDelMes:
    clases = [
        *(["otro-mes"] if dia.month != tramo.dia.month else []),
        *(["es-hoy"] if dia == hoy() else []),
        *([] if inhabiles[0].es_habil(dia) else ["fin"]),
    ]
    descanso = _descanso(dia, *inhabiles) if dia.month == tramo.dia.month else ""
    url = _con(mes=None, dia=dia)
    return DiaDelMes(dia, " ".join(clases), url, descanso, jornada)


def _descanso(dia: date, tribunal: Calendario, instituto: Calendario) -> str:
    """What a day off is called, and whose it is where court and Institute differ; weekends need no name."""
    del_tribunal, del_instituto = tribunal.motivo(dia), instituto.motivo(dia)
    motivo = del_tribunal or del_instituto
    if motivo is None or dia.weekday() >= SABADO:
        return ""
    if del_tribunal and del_instituto:
        return motivo.nombre
    return f"{motivo.nombre} (solo {'el tribunal' if del_tribunal else 'el Instituto'})"


def _puestos(**cambios: Any) -> dict[str, Any]:
    """The parameters of the address that count, with some changed."""
    actuales = {k: v for k, v in request.args.items() if k in PARAMETROS}
    return {k: v for k, v in {**actuales, **cambios}.items() if v is not None}


def _con(**cambios: Any) -> str:
    return url_for("agenda.ver", **_puestos(**cambios))


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
