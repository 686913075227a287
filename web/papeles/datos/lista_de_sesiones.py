"""The list of the sessions of a day, a week or a month, to carry to the court."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from casos.boveda.persona import Olvidada, Persona
from casos.calendario.explicacion import en_palabras
from casos.dinero.pesos import en_cifras
from casos.mediacion.datos import SEMANA
from casos.tiempo import ZONA, inicio_del_dia
from web.papeles.datos.comun import Papel


def lista_de_sesiones(
    desde: date, hasta: date, sesiones: Sequence[Any], conocidas: Mapping[UUID, Persona | Olvidada]
) -> Papel:
    """The sessions of one or several days (rows of the agenda's view) by hour, with room to write the outcome."""
    vivas = [s for s in sesiones if s.estado != "cancelada"]
    dias = [
        {"dia": _dia(dia), "filas": [_fila(s, conocidas) for s in suyas]}
        for dia, suyas in groupby(vivas, lambda s: s.dia)
    ]
    n = len(vivas)
    datos = {
        "dias": dias,
        "un_dia": desde == hasta,
        "cuantas": f"{n} sesión." if n == 1 else f"{n} sesiones.",
    }
    titulo = (
        f"SESIONES DEL {_dia(desde)}" if desde == hasta else f"SESIONES DEL {_dia(desde)} AL {_dia(hasta)}"
    )
    return Papel("lista_de_sesiones", "lista_de_sesiones", titulo.upper(), datos, inicio_del_dia(desde))


def _dia(dia: date) -> str:
    return f"{SEMANA[dia.weekday()]} {en_palabras(dia)}"


def _fila(s: Any, conocidas: Mapping[UUID, Persona | Olvidada]) -> list[str]:
    return [
        f"{s.inicio.astimezone(ZONA):%H:%M}", s.sala or "", s.folio or "",
        conocidas[s.persona_id].nombre if s.persona_id in conocidas else "",
        en_cifras(s.saldo) if s.saldo is not None else "", "",
    ]  # fmt: skip
