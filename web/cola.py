"""The queue of acts that nobody reviewed: all of them, those out of time, those since the last visit; page by page."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import request, url_for

from casos.tiempo import dia_local
from proyecciones.consultas import supervision as consulta
from proyecciones.consultas.medidas import Alcance, Conexion
from proyecciones.consultas.supervision import Cuales
from web.actual import almacen, cuenta, hoy, instancia, presente
from web.almacen.bitacora import marcar_visita, ultima_visita
from web.formato import cantidad, fecha, hora, plural
from web.periodo import en_la_direccion
from web.plazos import calendario, hace_horas

POR_PAGINA = 100
LUGAR = "supervision"
TODOS, TARDE, NUEVOS = "todos", "tarde", "nuevos"


class Cola(NamedTuple):
    """What a page shows of the queue. `fichas` choose which acts, `desde` is the last visit in words."""

    actos: list[Any]
    todos: int
    pagina: int
    paginas: int
    fichas: list[tuple[str, str, bool]]
    desde: str
    nuevos: int
    horas: int
    direccion: dict[str, Any]


def leer_cola(conexion: Conexion, alcance: Alcance) -> Cola:
    """The part of the queue that the address asks for."""
    visita, horas = _visita(), horas_para_revisar()
    de_cada = {
        TODOS: Cuales(alcance.sede),
        TARDE: Cuales(alcance.sede, antes_de=hace_horas(presente(), horas, calendario())),
        NUEVOS: Cuales(alcance.sede, desde=visita),
    }
    cuantos = {cual: consulta.cuantos_sin_revisar(conexion, de) for cual, de in de_cada.items()}
    cual = request.args.get("ver", TODOS)
    cual = cual if cual in de_cada else TODOS
    paginas = max(-(-cuantos[cual] // POR_PAGINA), 1)
    pagina = min(max(request.args.get("p", 1, type=int), 1), paginas)
    direccion = en_la_direccion(alcance, visita=visita.isoformat() if visita else None)
    actos = consulta.sin_revisar(conexion, de_cada[cual], limite=POR_PAGINA, salto=(pagina - 1) * POR_PAGINA)
    titulos = {
        TODOS: "Todos", TARDE: f"Pasaron {plural(horas, 'hora', 'horas')}", NUEVOS: "Desde su última visita",
    }  # fmt: skip
    return Cola(
        list(actos), cuantos[TODOS], pagina, paginas,
        [
            (f"{titulos[c]} ({cantidad(cuantos[c])})", url_for("supervision.ver", **direccion, ver=c), c == cual)
            for c in de_cada
            if c != NUEVOS or visita
        ],
        _en_palabras(visita) if visita else "", cuantos[NUEVOS] if visita else 0, horas,
        direccion | {"ver": cual},
    )  # fmt: skip


def horas_para_revisar() -> int:
    """In how many hours acts are reviewed, by the policy in force."""
    return instancia().casos.versiones().politica_en(presente())[1].supervision.revisar_horas


def _visita() -> datetime | None:
    """The last visit before this one: what the address carries while one moves about, else what was noted; a page
    opened anew is a visit."""
    try:
        llevada = datetime.fromisoformat(request.args.get("visita", ""))
        if llevada.tzinfo is not None:
            return llevada
    except ValueError:
        pass
    antes = ultima_visita(almacen(), cuenta().usuario, LUGAR)
    if request.method == "GET":
        marcar_visita(almacen(), cuenta().usuario, LUGAR, presente())
    return antes


def _en_palabras(visita: datetime) -> str:
    dia = "hoy" if dia_local(visita) == hoy() else fecha(visita)
    return f"{dia} {hora(visita)}"
