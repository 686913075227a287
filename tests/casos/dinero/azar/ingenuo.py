"""The same money, worked out again the plain way: whole centavos, one loop, nothing of `casos.dinero`.

It shares no code with what it checks: where both agree, two people reckoned alike.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple


class Exigible(NamedTuple):
    """An instalment: number (0 is the initial payment), centavos, the last day to pay without being late."""

    numero: int
    centavos: int
    vence: date
    limite: date


def a_centavos(importe: Decimal) -> int:
    """Pesos as whole centavos."""
    entero = importe * 100
    assert entero == int(entero), importe
    return int(entero)


def redondeado(centavos: Fraction) -> int:
    """HALF_UP."""
    return int(centavos + Fraction(1, 2))


def cuota_francesa(capital: int, tasa_mensual: Fraction, cuantas: int) -> int:
    """The level instalment P·i / (1 − (1+i)⁻ⁿ), or P / n without interest."""
    if not tasa_mensual:
        return redondeado(Fraction(capital, cuantas))
    return redondeado(capital * tasa_mensual / (1 - (1 + tasa_mensual) ** -cuantas))


def mismo_dia_del_mes(primera: date, meses: int, dia: int) -> date:
    """That many months later, on that day or the last of a short month."""
    anio, mes = primera.year, primera.month
    for _ in range(meses):
        anio, mes = (anio + 1, 1) if mes == 12 else (anio, mes + 1)
    return date(anio, mes, min(dia, monthrange(anio, mes)[1]))


def pagado_al(pagos: Sequence[tuple[date, int]], dia: date) -> int:
    """All paid up to the end of a day."""
    return sum(centavos for fecha, centavos in pagos if fecha <= dia)


def veredicto(
    exigibles: Sequence[Exigible],
    pagos: Sequence[tuple[date, int]],
    al: date,
    consecutivas: int,
    acumuladas: int,
) -> tuple[bool, tuple[int, ...], int]:
    """Whether the agreement is broken, which instalments are past their last day, what is missing of what is due."""
    atrasadas, tarde, debido, exigible = [], 0, 0, 0
    for uno in exigibles:
        debido += uno.centavos
        exigible += uno.centavos if uno.vence <= al else 0
        if uno.limite < al:
            tarde += uno.numero > 0 and pagado_al(pagos, uno.limite) < debido
            if pagado_al(pagos, al) < debido:
                atrasadas.append(uno.numero)
    numeradas = [n for n in atrasadas if n]
    roto = (
        0 in atrasadas
        or len(numeradas) >= consecutivas
        or (bool(numeradas) and tarde >= acumuladas)
        or exigibles[-1].numero in atrasadas
    )
    return roto, tuple(atrasadas), max(0, exigible - pagado_al(pagos, al))
