"""Statutory rest days of Mexico, computed for any year (Ley Federal del Trabajo, art. 74)."""

from datetime import date, timedelta
from functools import cache

FUENTE = "Ley Federal del Trabajo, art. 74"


def lunes(anio: int, mes: int, numero: int) -> date:
    """The n-th Monday of a month."""
    primero = date(anio, mes, 1)
    return primero + timedelta(days=-primero.weekday() % 7 + 7 * (numero - 1))


@cache
def descansos_de_ley(anio: int) -> dict[date, str]:
    """Statutory rest days of a year and their names.

    Three of them fall on Mondays since the reform of 17-01-2006 (21 March, from 2007). The change of the
    federal government was 1 December until 2018 and is 1 October from 2024, every six years. Election days
    (fraction IX) are always Sundays and need no entry.
    """
    dias = {
        date(anio, 1, 1): "Año Nuevo",
        lunes(anio, 2, 1) if anio >= 2006 else date(anio, 2, 5): "Día de la Constitución",
        lunes(anio, 3, 3) if anio >= 2007 else date(anio, 3, 21): "Natalicio de Benito Juárez",
        date(anio, 5, 1): "Día del Trabajo",
        date(anio, 9, 16): "Día de la Independencia",
        lunes(anio, 11, 3) if anio >= 2006 else date(anio, 11, 20): "Día de la Revolución",
        date(anio, 12, 25): "Navidad",
    }
    if anio % 6 == 2 and anio >= 2024:
        dias[date(anio, 10, 1)] = "Cambio del Poder Ejecutivo Federal"
    elif anio % 6 == 2:
        dias[date(anio, 12, 1)] = "Cambio del Poder Ejecutivo Federal"
    return dict(sorted(dias.items()))
