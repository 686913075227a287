"""A payment as money arithmetic sees it: how much, on which local day it was made, and what it was for."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Pago(NamedTuple):
    """A confirmed payment. `fecha` is the local day on which it was made, not the day of its capture.

    `credito` is the debt that the debtor declared, if any (CCF 2092). A reverted payment is not passed.
    """

    fecha: date
    importe: Decimal
    folio: str = ""
    credito: str | None = None


def por_fecha(pagos: Iterable[Pago], hasta: date | None = None) -> list[Pago]:
    """The payments made up to a day, oldest first; payments of one day keep their order."""
    return sorted((p for p in pagos if hasta is None or p.fecha <= hasta), key=lambda p: p.fecha)
