"""What each instalment of an agreement has received and on which day it was covered."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casos.dinero.pago import Pago, por_fecha
from casos.dinero.pesos import CERO
from casos.dinero.plan import PlanPagos


class Cobertura(NamedTuple):
    """An instalment (0 is the initial payment) beside what was paid on it, in pesos.

    `cubierta_el` is the day of the payment that completed it, however late that payment was captured.
    """

    numero: int
    vence: date
    importe: Decimal
    pagado: Decimal
    cubierta_el: date | None

    @property
    def falta(self) -> Decimal:
        return self.importe - self.pagado


def cobertura(plan: PlanPagos, pagos: Iterable[Pago], al: date | None = None) -> tuple[Cobertura, ...]:
    """The plan's instalments with what the payments made up to `al` covered, oldest instalment first."""
    por_usar = iter(por_fecha(pagos, al))
    disponible, fecha = CERO, None
    filas = []
    for p in plan.exigibles:
        while disponible < p.importe and (pago := next(por_usar, None)) is not None:
            disponible, fecha = disponible + pago.importe, pago.fecha
        pagado = min(disponible, p.importe)
        disponible -= pagado
        filas.append(Cobertura(p.numero, p.vence, p.importe, pagado, fecha if pagado == p.importe else None))
    return tuple(filas)
