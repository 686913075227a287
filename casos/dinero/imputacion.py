"""Where a payment goes in an agreement: oldest instalment first, its interest before its capital.

`Imputacion` is the result that a fact keeps, for agreements and for debts (`orden_legal`).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from casos.dinero.concepto import NOMBRES, AbonoCredito
from casos.dinero.pago import Pago, por_fecha
from casos.dinero.pesos import CERO, PesosNoNegativos, PesosPositivos, a_pesos, en_cifras
from casos.dinero.plan import PlanPagos


class AbonoParcialidad(BaseModel):
    """Part of a payment that falls on one instalment; number 0 is the initial payment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numero: int
    interes: PesosNoNegativos = CERO
    capital: PesosNoNegativos = CERO

    @property
    def importe(self) -> Decimal:
        return self.interes + self.capital


class Imputacion(BaseModel):
    """Where each centavo of a payment went: to credits, to instalments, or to the debtor's favour.

    Its parts always add up to `importe`. `salda_todo`: nothing was left to pay afterwards.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    importe: PesosPositivos
    creditos: tuple[AbonoCredito, ...] = ()
    parcialidades: tuple[AbonoParcialidad, ...] = ()
    saldo_a_favor: PesosNoNegativos = CERO
    salda_todo: bool = False

    @model_validator(mode="after")
    def _cuadra(self) -> Self:
        if self.aplicado + self.saldo_a_favor != self.importe:
            raise ValueError("La imputación no suma el importe del pago.")
        return self

    @property
    def aplicado(self) -> Decimal:
        a_creditos = sum((abono.importe for abono in self.creditos), CERO)
        return a_creditos + sum((abono.importe for abono in self.parcialidades), CERO)

    @property
    def en_palabras(self) -> tuple[str, ...]:
        """One line for each part, as a receipt must say it (concept and instalment: CCF 2089, 2090)."""
        lineas = [
            f"Crédito {a.credito}, {NOMBRES[a.concepto]}: {en_cifras(a.importe)}" for a in self.creditos
        ]
        lineas += [_en_palabras(abono) for abono in self.parcialidades]
        if self.saldo_a_favor:
            lineas.append(f"Saldo a favor: {en_cifras(self.saldo_a_favor)}")
        return tuple(lineas)


def _en_palabras(abono: AbonoParcialidad) -> str:
    if abono.numero == 0:
        return f"Pago inicial: {en_cifras(abono.importe)}"
    partes = []
    if abono.interes:
        partes.append(f"interés {en_cifras(abono.interes)}")
    if abono.capital:
        partes.append(f"capital {en_cifras(abono.capital)}")
    return f"Parcialidad {abono.numero}: {' y '.join(partes)}"


def imputar_a_plan(plan: PlanPagos, importe: Decimal, ya_pagado: Decimal = CERO) -> Imputacion:
    """Apply a payment to the oldest unpaid instalments; what the plan does not need is balance in favour.

    The only state of an agreement is how much has been paid on it (`ya_pagado`, pesos): two payments that
    add up to a third do what the third does, and to revert one is to apply the others without it.
    """
    importe = a_pesos(importe)
    resto, por_saltar = importe, ya_pagado
    abonos = []
    for parcialidad in plan.exigibles:
        if not resto:
            break
        interes, resto, por_saltar = _tomar(parcialidad.interes, resto, por_saltar)
        capital, resto, por_saltar = _tomar(parcialidad.capital, resto, por_saltar)
        if interes or capital:
            abonos.append(AbonoParcialidad(numero=parcialidad.numero, interes=interes, capital=capital))
    return Imputacion(
        importe=importe,
        parcialidades=tuple(abonos),
        saldo_a_favor=resto,
        salda_todo=ya_pagado + importe >= plan.total,
    )


def _tomar(debe: Decimal, resto: Decimal, por_saltar: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    """Take from `resto` for one amount due, of which `por_saltar` may already be paid."""
    pagado = min(debe, por_saltar)
    toma = min(debe - pagado, resto)
    return toma, resto - toma, por_saltar - pagado


def imputar_pagos(plan: PlanPagos, pagos: Iterable[Pago]) -> tuple[Imputacion, ...]:
    """The allocation of every payment in the order of the days on which they were made.

    After a reversal, or a payment captured late, this is how the ledger reads.
    """
    ya_pagado = CERO
    imputaciones = []
    for pago in por_fecha(pagos):
        imputaciones.append(imputar_a_plan(plan, pago.importe, ya_pagado))
        ya_pagado += pago.importe
    return tuple(imputaciones)
