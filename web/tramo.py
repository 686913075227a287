"""The days that the agenda shows: a day, its week or its month, read from the address."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from casos.calendario.modelo import PRIMER_ANIO, ULTIMO_ANIO
from web.campos import leer_fecha

PARAMETROS = ("dia", "semana", "mes", "sede")


class Tramo(NamedTuple):
    """The span [desde, hasta] in which `dia` lies; `clase` is dia, semana or mes."""

    clase: str
    dia: date
    desde: date
    hasta: date


def leer_tramo(parametros: Mapping[str, str], hoy: date) -> Tramo:
    """`dia` by itself or, with `semana=1` or `mes=1`, all of its week or month; today if no calendar covers it."""
    dia = _leer_dia(parametros.get("dia", ""), hoy)
    if parametros.get("mes") == "1":
        ultimo = monthrange(dia.year, dia.month)[1]
        return Tramo("mes", dia, dia.replace(day=1), dia.replace(day=ultimo))
    if parametros.get("semana") == "1":
        lunes = dia - timedelta(days=dia.weekday())
        return Tramo("semana", dia, lunes, lunes + timedelta(days=6))
    return Tramo("dia", dia, dia, dia)


def _leer_dia(texto: str, hoy: date) -> date:
    try:
        dia = leer_fecha(texto) if texto else hoy
    except ValueError:
        return hoy
    return dia if PRIMER_ANIO < dia.year < ULTIMO_ANIO else hoy
