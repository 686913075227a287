"""When a first payment is so far away that it is an *espera*: months that nobody pays, and that are authorised.

A creditor's wait is among the few defences against enforcing an agreement (CNPCF 1022), so it is never silent.
"""

from datetime import date, timedelta
from typing import NamedTuple

from casos.dinero.amortizacion import vencimiento


class Comienzo(NamedTuple):
    """When a schedule begins: its first due date before the grace, the months of grace, the day of payment."""

    primera: date
    gracia_meses: int
    dia_de_pago: int | None


def meses_de_espera(dia: date, primera: date, tope_dias: int, dia_de_pago: int | None = None) -> int:
    """How many months a first due date is beyond what may be given without asking, counted from `dia`."""
    limite = dia + timedelta(days=tope_dias)
    meses = (primera.year - limite.year) * 12 + primera.month - limite.month
    return max(0, meses + (vencimiento(primera, -meses, dia_de_pago or primera.day) > limite))


def comienzo(
    dia: date, primera: date, gracia_meses: int, dia_de_pago: int | None, tope_dias: int | None
) -> Comienzo:
    """The same due dates, with the months of a far first one told as grace, so that they bear their interest.

    Without `tope_dias` no date is far.
    """
    meses = 0 if tope_dias is None else meses_de_espera(dia, primera, tope_dias, dia_de_pago)
    if not meses:
        return Comienzo(primera, gracia_meses, dia_de_pago)
    de_pago = dia_de_pago or primera.day
    return Comienzo(vencimiento(primera, -meses, de_pago), gracia_meses + meses, de_pago)
