"""The arithmetic of a due date in words, for the "¿por qué?" of each pending action."""

from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from casos.calendario.modelo import DE_QUIEN

if TYPE_CHECKING:
    from casos.calendario.aritmetica import Calendario

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


def en_palabras(dia: date, con_anio: bool = True) -> str:
    """«28 de octubre de 2026», or without the year."""
    return f"{dia.day} de {MESES[dia.month - 1]}" + (f" de {dia.year}" if con_anio else "")


def explicar(calendario: "Calendario", dia: date, n: int) -> str:
    """How `sumar(dia, n)` was counted: «3 días hábiles desde el 28 de octubre de 2026 (…) = 3 de noviembre».

    Names the non-working weekdays that were skipped, says which are only assumed, and warns when a year
    that was crossed has not been filled.
    """
    fecha = calendario.sumar(dia, n)
    if n == 0 and fecha == dia:
        return f"el mismo día, {en_palabras(dia)}"
    avisos = _grupos(calendario, _saltados(calendario, dia, n, fecha))
    vacios = [str(anio) for anio in _anios(dia, fecha) if calendario.anio_vacio(anio)]
    if vacios:
        avisos.append(
            f"falta capturar el calendario {DE_QUIEN[calendario.nombre]} de {' y '.join(vacios)}, "
            "así que solo se descontaron fines de semana y descansos de ley"
        )
    parentesis = f" ({'; '.join(avisos)})" if avisos else ""
    return f"{_cuenta(calendario, dia, n)}{parentesis} = {en_palabras(fecha, fecha.year != dia.year)}"


def _cuenta(calendario: "Calendario", dia: date, n: int) -> str:
    if n == 0:
        return f"primer día hábil desde el {en_palabras(dia)}"
    dias = "1 día hábil" if abs(n) == 1 else f"{abs(n)} días hábiles"
    return f"{dias} {'desde el' if n > 0 else 'antes del'} {en_palabras(dia)}"


def _saltados(calendario: "Calendario", dia: date, n: int, fecha: date) -> list[date]:
    """The non-working weekdays that moved the date; `dia` itself only when n = 0."""
    un_dia = timedelta(days=1)
    if n < 0:
        desde, hasta = fecha, dia - un_dia
    else:
        desde, hasta = (dia - un_dia if n == 0 else dia), fecha
    return [saltado for saltado, _ in calendario.inhabiles_entre(desde, hasta)]


def _grupos(calendario: "Calendario", dias: list[date]) -> list[str]:
    """One phrase for each run of days with the same reason."""
    frases = []
    for motivo, grupo in groupby(dias, key=calendario.motivo):
        if motivo is not None:
            suyos = list(grupo)
            duda = "" if motivo.confirmado else ", por confirmar"
            frases.append(f"{_tramo(suyos[0], suyos[-1])}: {motivo.nombre}{duda}")
    return frases


def _tramo(desde: date, hasta: date) -> str:
    if desde == hasta:
        return f"el {en_palabras(desde, con_anio=False)} es inhábil"
    primero = str(desde.day) if desde.month == hasta.month else en_palabras(desde, con_anio=False)
    return f"del {primero} al {en_palabras(hasta, con_anio=False)} son inhábiles"


def _anios(a: date, b: date) -> range:
    return range(min(a, b).year, max(a, b).year + 1)
