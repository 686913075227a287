"""The recovery that a month will reach, told from the office's own earlier months and never from a wish.

What was confirmed up to today, plus what came in after the same day of each earlier month: their median, and between
the least and the most of them. The same reckoning made on the same day of those months says how far it was off.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from typing import NamedTuple

MESES_MINIMOS, MESES_QUE_MIRA = 4, 12
METODO = (
    "Lo confirmado hasta hoy más lo que entró después de este mismo día en cada uno de los meses anteriores (la "
    "mediana; el intervalo va del mes en que entró menos al mes en que entró más)."
)
"""The method in one sentence, for whoever reads the number."""


class Intento(NamedTuple):
    """What would have been foretold for a past month on the same day, and what it came to."""

    mes: date
    pronostico: Decimal
    minimo: Decimal
    maximo: Decimal
    real: Decimal

    @property
    def dentro(self) -> bool:
        """Whether it came out inside the interval."""
        return self.minimo <= self.real <= self.maximo


class Pronostico(NamedTuple):
    """The month's expected recovery and its interval, from `meses` earlier months; `ensayo` is the backtest."""

    hasta_hoy: Decimal
    esperado: Decimal
    minimo: Decimal
    maximo: Decimal
    meses: int
    ensayo: tuple[Intento, ...]

    @property
    def error(self) -> Decimal | None:
        """By how much of the real amount the backtest was off, in the median, in percent."""
        errores = [abs(i.pronostico - i.real) * 100 / i.real for i in self.ensayo if i.real > 0]
        return median(errores) if errores else None


def mes_anterior(mes: date) -> date:
    """The first day of the month before."""
    return (mes - timedelta(days=1)).replace(day=1)


def _despues(diario: Mapping[date, Decimal], mes: date, dia: int) -> Decimal:
    """What came in in a month after a day of it."""
    return sum((v for d, v in diario.items() if d.replace(day=1) == mes and d.day > dia), Decimal())


def _hasta(diario: Mapping[date, Decimal], mes: date, dia: int) -> Decimal:
    return sum((v for d, v in diario.items() if d.replace(day=1) == mes and d.day <= dia), Decimal())


def _anteriores(diario: Mapping[date, Decimal], mes: date) -> list[date]:
    """The months before one, as far as there is history: the first, which may be half, is left out."""
    if not diario:
        return []
    lista: list[date] = []
    primero, actual = min(diario).replace(day=1), mes_anterior(mes)
    while actual > primero and len(lista) < MESES_QUE_MIRA:
        lista.append(actual)
        actual = mes_anterior(actual)
    return lista


def _prever(
    diario: Mapping[date, Decimal], mes: date, dia: int, previos: Sequence[date]
) -> tuple[Decimal, ...]:
    van = _hasta(diario, mes, dia)
    restos = [_despues(diario, m, dia) for m in previos]
    return van, van + median(restos), van + min(restos), van + max(restos)


def pronosticar(diario: Mapping[date, Decimal], hoy: date) -> Pronostico | None:
    """Foretell this month's recovery from the amounts of each day; None when there is not enough history."""
    return _desde({dia: v for dia, v in diario.items() if dia <= hoy}, hoy.replace(day=1), hoy.day)


def pronosticar_mes(diario: Mapping[date, Decimal], mes: date) -> Pronostico | None:
    """Foretell the recovery of a month before its first day, only with what came in before it."""
    return _desde({dia: v for dia, v in diario.items() if dia < mes}, mes, 0)


def _desde(pasado: Mapping[date, Decimal], mes: date, dia: int) -> Pronostico | None:
    previos = _anteriores(pasado, mes)
    if len(previos) < MESES_MINIMOS:
        return None
    intentos = []
    for m in previos:
        antes = _anteriores(pasado, m)
        if len(antes) >= MESES_MINIMOS:
            _, esperado, minimo, maximo = _prever(pasado, m, dia, antes)
            intentos.append(Intento(m, esperado, minimo, maximo, _hasta(pasado, m, 31)))
    van, esperado, minimo, maximo = _prever(pasado, mes, dia, previos)
    return Pronostico(van, esperado, minimo, maximo, len(previos), tuple(intentos))
