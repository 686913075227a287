"""«Mi equipo»: who is away today, the month on a calendar, and what is coming."""

from calendar import Calendar as Mes
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, request, url_for

from casos.calendario.aritmetica import Calendario
from casos.decision import COORDINADOR
from casos.dinero.letras import MESES
from casos.mediacion.expediente import CON_BANDEJA
from casos.tiempo import dia_local, inicio_del_dia
from proyecciones.consultas import ausencias as consulta
from web.actual import cuenta, hoy, instancia, presente
from web.almacen.cuentas import Cuenta
from web.ausencias import fuera, quien_ve_lo_de
from web.enlaces import pagina_de
from web.equipo import EL_COORDINADOR, UN_INSTANTE, del_al, que_es
from web.ligeros import hasta_cuando, nombres_de_cuentas
from web.navegacion import Entrada
from web.pantallas.pendientes import calendario
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("equipo", __name__, url_prefix="/equipo")
A_LA_VISTA = 60
Nombres = dict[str, str]


def _cuantos(quien: Cuenta) -> str | None:
    return f"{len(fuera())} fuera" if fuera() else None


ENTRADA = Entrada(
    "Mi equipo", "equipo.ver", 47, _cuantos, partes=("equipo.", "ausencias.", "comisiones.", "actividades.")
)


class Nota(NamedTuple):
    """Somebody's absence on a day of the calendar, or in a list."""

    nombre: str
    que: str
    url: str
    cuando: str = ""
    cubre: str = ""


class Dia(NamedTuple):
    """A day of the calendar; `clase` fin, es-hoy, otro-mes or nothing."""

    dia: date
    clase: str
    notas: list[Nota]


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver() -> Response:
    """The month (`mes=2026-12`; this one), who is away now, and what is coming."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    primero = _mes()
    semanas = Mes().monthdatescalendar(primero.year, primero.month)
    with abierta.almacen.leer() as conexion:
        del_mes = consulta.entre(
            conexion, inicio_del_dia(semanas[0][0]), inicio_del_dia(semanas[-1][-1] + timedelta(days=1))
        )
        vienen = consulta.por_venir(conexion, presente(), A_LA_VISTA)
    ahora, nombres, dias = presente(), nombres_de_cuentas(), calendario()
    return pagina(
        "equipo/ver.html",
        mes=f"{MESES[primero.month - 1]} de {primero.year}",
        semanas=[[_dia(d, primero.month, del_mes, nombres, dias) for d in semana] for semana in semanas],
        hay_en_el_mes=bool(del_mes),
        anterior=url_for("equipo.ver", mes=_clave(primero - timedelta(days=1))),
        siguiente=url_for("equipo.ver", mes=_clave(primero + timedelta(days=31))),
        es_este=_clave(primero) == _clave(hoy()),
        hoy_no_estan=[_hoy(f, nombres) for f in vienen if f.desde <= ahora and _rige(f)],
        vienen=[_por_venir(f, nombres) for f in vienen if f.desde > ahora],
        coordina=cuenta().rol == COORDINADOR,
    )


def _clave(dia: date) -> str:
    return f"{dia:%Y-%m}"


def _mes() -> date:
    anio, _, mes = request.args.get("mes", "").partition("-")
    if anio.isdecimal() and mes.isdecimal() and 2000 <= int(anio) <= 2199 and 1 <= int(mes) <= 12:
        return date(int(anio), int(mes), 1)
    return hoy().replace(day=1)


def _dia(dia: date, mes: int, filas: Sequence[Any], nombres: Nombres, dias: Calendario) -> Dia:
    clases = [
        *(["otro-mes"] if dia.month != mes else []),
        *(["es-hoy"] if dia == hoy() else []),
        *([] if dias.es_habil(dia) else ["fin"]),
    ]
    suyas = [f for f in filas if dia_local(f.desde) <= dia <= dia_local(f.hasta - UN_INSTANTE)]
    return Dia(dia, " ".join(clases), [_nota(f, nombres) for f in suyas] if dia.month == mes else [])


def _nota(f: Any, nombres: Nombres) -> Nota:
    return Nota(nombres.get(f.usuario, f.usuario), que_es(f), _url(f))


def _url(f: Any) -> str:
    de_quien = {f.usuario, f.cubre}
    return (
        pagina_de(f.caso_tipo, f.caso_id)
        if cuenta().rol == COORDINADOR or cuenta().usuario in de_quien
        else ""
    )


def _hoy(f: Any, nombres: Nombres) -> Nota:
    ve = quien_ve_lo_de(f.usuario)
    cubre = _ve(ve[1] if ve else f.cubre, nombres)
    return _nota(f, nombres)._replace(cuando=hasta_cuando(f.hasta), cubre=cubre)


def _rige(f: Any) -> bool:
    """Whether of somebody's absences that overlap now it is the one that rules."""
    suya = fuera().get(f.usuario)
    return suya is not None and (suya.desde, suya.declarada_en) == (f.desde, f.declarada_en)


def _por_venir(f: Any, nombres: Nombres) -> Nota:
    return _nota(f, nombres)._replace(cuando=del_al(f.desde, f.hasta), cubre=_ve(f.cubre, nombres))


def _ve(quien: str | None, nombres: Nombres) -> str:
    return f"cubre {nombres.get(quien, quien)}" if quien else f"lo ve {EL_COORDINADOR}"
