"""Interest for delay on the instalments of an agreement: their overdue capital, day by day, until it was paid."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from casos.dinero.pago import Pago, por_fecha
from casos.dinero.pesos import CERO, redondear
from casos.dinero.plan import PlanPagos
from casos.dinero.tasas import Base, formula_de_interes, interes_simple


class Mora(NamedTuple):
    """What an instalment earned for delay between two days, on the part of its capital not yet paid."""

    numero: int
    desde: date
    hasta: date
    capital: Decimal
    importe: Decimal
    formula: str


def mora_del_plan(
    plan: PlanPagos,
    pagos: Iterable[Pago],
    al: date,
    tasa: Decimal,
    *,
    base: Base = 360,
    pena_maxima: Decimal | None = None,
) -> tuple[Mora, ...]:
    """The moratory interest at the end of day `al`, instalment by instalment, one line for each stretch.

    Simple interest from the day after the due date on what lacked of the capital, interest covered first; in all
    never more than `pena_maxima` percent of the plan's capital (CCF 1843).
    """
    if not tasa:
        return ()
    cabe = redondear(plan.capital * pena_maxima / 100) if pena_maxima is not None else None
    hechos = por_fecha(pagos, al)
    lineas = []
    for numero, desde, hasta, capital in _tramos(plan, hechos, al):
        dias = (hasta - desde).days
        importe = interes_simple(capital, tasa, dias, base)
        if cabe is not None:
            importe = min(importe, cabe)
            cabe -= importe
        if importe:
            formula = formula_de_interes(capital, tasa, dias, base)
            lineas.append(Mora(numero, desde, hasta, capital, importe, formula))
    return tuple(lineas)


def _tramos(plan: PlanPagos, pagos: list[Pago], al: date) -> Iterator[tuple[int, date, date, Decimal]]:
    """Each stretch in which the same part of an instalment's capital was overdue."""
    antes = CERO
    for p in plan.exigibles:
        despues = antes + p.importe
        dias = sorted({p.vence, *(q.fecha for q in pagos if p.vence < q.fecha <= al), max(al, p.vence)})
        for desde, hasta in pairwise(dias):
            pagado = sum((q.importe for q in pagos if q.fecha <= desde), CERO)
            capital = min(p.capital, max(CERO, despues - max(pagado, antes)))
            if capital:
                yield p.numero, desde, hasta, capital
        antes = despues


def total_de_mora(lineas: Iterable[Mora]) -> Decimal:
    """All of it, in pesos."""
    return sum((linea.importe for linea in lineas), CERO)
