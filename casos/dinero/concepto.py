"""What a debt is made of: gastos, moratorio, ordinario and capital, and amounts kept by concept."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from casos.dinero.pesos import CERO, PesosNoNegativos, PesosPositivos


class Concepto(StrEnum):
    """A concept of debt; the order of the members is the legal order of payment (CCF 2094)."""

    GASTOS = "gastos"
    MORATORIO = "moratorio"
    ORDINARIO = "ordinario"
    CAPITAL = "capital"


ORDEN_LEGAL = tuple(Concepto)
"""Interest before capital (CCF 2094), costs first: the default, which a product may change."""

NOMBRES = {
    Concepto.GASTOS: "gastos",
    Concepto.MORATORIO: "intereses moratorios",
    Concepto.ORDINARIO: "intereses ordinarios",
    Concepto.CAPITAL: "capital",
}


class PorConcepto(BaseModel):
    """An amount for each concept, none of them negative."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gastos: PesosNoNegativos = CERO
    moratorio: PesosNoNegativos = CERO
    ordinario: PesosNoNegativos = CERO
    capital: PesosNoNegativos = CERO

    @property
    def total(self) -> Decimal:
        return self.gastos + self.moratorio + self.ordinario + self.capital

    @property
    def accesorios(self) -> Decimal:
        """Everything that is not capital."""
        return self.gastos + self.moratorio + self.ordinario

    def de(self, concepto: Concepto) -> Decimal:
        importe: Decimal = getattr(self, concepto.value)
        return importe

    def __add__(self, otro: "PorConcepto") -> "PorConcepto":
        return por_concepto({c: self.de(c) + otro.de(c) for c in Concepto})

    def __sub__(self, otro: "PorConcepto") -> "PorConcepto":
        """Raises ValueError (pydantic's) if any concept would become negative."""
        return por_concepto({c: self.de(c) - otro.de(c) for c in Concepto})


def por_concepto(importes: dict[Concepto, Decimal]) -> PorConcepto:
    """A `PorConcepto` from a mapping; what is missing is zero."""
    return PorConcepto(**{concepto.value: importe for concepto, importe in importes.items()})


class AbonoCredito(BaseModel):
    """Part of a payment, or of a discount, that falls on one concept of one credit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    credito: str
    concepto: Concepto
    importe: PesosPositivos


def sumar_por_concepto(abonos: Iterable[AbonoCredito]) -> PorConcepto:
    """The total of several lines by concept, whatever their credit."""
    suma: dict[Concepto, Decimal] = {}
    for abono in abonos:
        suma[abono.concepto] = suma.get(abono.concepto, CERO) + abono.importe
    return por_concepto(suma)
