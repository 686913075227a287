"""A debtor's debt: the balance of each credit by concept at a cut-off date, and how lines change it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from casos.dinero.concepto import AbonoCredito, Concepto, PorConcepto, por_concepto
from casos.dinero.pesos import CERO, PesosNoNegativos, en_cifras
from casos.dinero.tasas import Tasas


class AbonoExcesivo(ValueError):
    """More was to be taken from a concept of a credit than is owed there."""


class SaldoCredito(BaseModel):
    """What one contract-pagaré owes at the end of its cut-off day.

    `apertura` is the balance with which it entered; it never changes and is the weight for sharing a
    payment pro rata (CCF 2093), so that paying in parts ends where paying at once does.
    `tasas` is None where the file gives none: the rates of the policy apply.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    credito: str
    importes: PorConcepto
    fecha_corte: date
    fecha_contrato: date | None = None
    tasas: Tasas | None = None
    apertura: PesosNoNegativos = CERO

    @model_validator(mode="before")
    @classmethod
    def _con_apertura(cls, datos: object) -> object:
        if not isinstance(datos, dict) or "apertura" in datos or "importes" not in datos:
            return datos
        return {**datos, "apertura": PorConcepto.model_validate(datos["importes"]).total}

    @property
    def total(self) -> Decimal:
        return self.importes.total

    def con(self, importes: PorConcepto) -> Self:
        """The same credit with other amounts."""
        return self.model_copy(update={"importes": importes})


class Adeudo(BaseModel):
    """The credits of one debtor, each once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    creditos: tuple[SaldoCredito, ...] = Field(default=())

    @model_validator(mode="after")
    def _cada_credito_una_vez(self) -> Self:
        if len({saldo.credito for saldo in self.creditos}) < len(self.creditos):
            raise ValueError("El mismo crédito viene dos veces en el adeudo.")
        return self

    @property
    def por_concepto(self) -> PorConcepto:
        return sum((saldo.importes for saldo in self.creditos), PorConcepto())

    @property
    def total(self) -> Decimal:
        return sum((saldo.total for saldo in self.creditos), CERO)

    def de(self, credito: str) -> SaldoCredito | None:
        return next((saldo for saldo in self.creditos if saldo.credito == credito), None)

    def __add__(self, otro: "Adeudo") -> "Adeudo":
        """The credits of both; a credit that is in both raises ValueError."""
        return Adeudo(creditos=self.creditos + otro.creditos)

    def menos(self, abonos: Iterable[AbonoCredito]) -> "Adeudo":
        """The debt once these lines are paid or condoned. Raises AbonoExcesivo, never goes below zero."""
        return self._mover(abonos, -1)

    def mas(self, abonos: Iterable[AbonoCredito]) -> "Adeudo":
        """The debt with these lines owed again: the exact inverse of `menos`."""
        return self._mover(abonos, 1)

    def _mover(self, abonos: Iterable[AbonoCredito], signo: int) -> "Adeudo":
        por_credito: dict[str, dict[Concepto, Decimal]] = {}
        for abono in abonos:
            suma = por_credito.setdefault(abono.credito, {})
            suma[abono.concepto] = suma.get(abono.concepto, CERO) + signo * abono.importe
        ajenos = por_credito.keys() - {saldo.credito for saldo in self.creditos}
        if ajenos:
            raise AbonoExcesivo(f"El crédito {min(ajenos)} no está en este adeudo.")
        return Adeudo(
            creditos=tuple(
                _movido(saldo, por_credito[saldo.credito]) if saldo.credito in por_credito else saldo
                for saldo in self.creditos
            )
        )


def _movido(saldo: SaldoCredito, cambios: dict[Concepto, Decimal]) -> SaldoCredito:
    nuevos = {concepto: saldo.importes.de(concepto) + cambios.get(concepto, CERO) for concepto in Concepto}
    for concepto, importe in nuevos.items():
        if importe < 0:
            raise AbonoExcesivo(
                f"El crédito {saldo.credito} solo debe {en_cifras(saldo.importes.de(concepto))} "
                f"de {concepto.value}; no se le pueden quitar {en_cifras(-cambios[concepto])}."
            )
    return saldo.con(por_concepto(nuevos))
