"""Where a payment on a debt goes: which credit (CCF 2092, 2093) and which of its concepts (CCF 2094)."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import ORDEN_LEGAL, AbonoCredito, Concepto
from casos.dinero.imputacion import Imputacion
from casos.dinero.pesos import CERO, a_pesos, de_centavos, en_centavos
from casos.dinero.tasas import Tasas

SIN_TASAS = Tasas()


def imputar_a_adeudo(
    adeudo: Adeudo,
    importe: Decimal,
    *,
    credito: str | None = None,
    tasas: Tasas = SIN_TASAS,
    orden: Sequence[Concepto] = ORDEN_LEGAL,
) -> Imputacion:
    """Apply a payment to the credits of a debt; what is left over is balance in favour.

    First the credit that the debtor declared (CCF 2092); then the most onerous (annual rates in force on
    its capital; `tasas` for credits without their own), then the oldest contract, then pro rata (CCF 2093).
    In each credit gastos → moratorio → ordinario → capital (CCF 2094), unless `orden` was agreed.
    """
    if sorted(orden) != sorted(Concepto):
        raise ValueError("El orden de aplicación debe nombrar cada concepto una sola vez.")
    importe = a_pesos(importe)
    resto = en_centavos(importe)
    abonos: list[AbonoCredito] = []
    for grupo in _grupos(adeudo, credito, tasas):
        partes = prorrata(
            resto, [en_centavos(s.total) for s in grupo], [en_centavos(s.apertura) for s in grupo]
        )
        for saldo, parte in zip(grupo, partes, strict=True):
            abonos += _por_concepto(saldo, de_centavos(parte), orden)
        resto -= sum(partes)
    a_favor = de_centavos(resto)
    return Imputacion(
        importe=importe,
        creditos=tuple(abonos),
        saldo_a_favor=a_favor,
        salda_todo=importe - a_favor == adeudo.total,
    )


def aplicar(adeudo: Adeudo, imputacion: Imputacion) -> Adeudo:
    """The debt after a payment."""
    return adeudo.menos(imputacion.creditos)


def revertir(adeudo: Adeudo, imputacion: Imputacion) -> Adeudo:
    """The debt as if that payment had not been made: `aplicar` undone exactly, centavo by centavo."""
    return adeudo.mas(imputacion.creditos)


def _grupos(adeudo: Adeudo, declarado: str | None, tasas: Tasas) -> Iterator[list[SaldoCredito]]:
    """The credits in the order in which they are paid; a group of several is paid pro rata."""
    primero = [saldo for saldo in adeudo.creditos if saldo.credito == declarado]
    if primero:
        yield primero
    demas = [saldo for saldo in adeudo.creditos if saldo.credito != declarado]
    demas.sort(key=lambda saldo: _prelacion(saldo, tasas))
    for _, grupo in groupby(demas, key=lambda saldo: _prelacion(saldo, tasas)):
        yield list(grupo)


def _prelacion(saldo: SaldoCredito, tasas: Tasas) -> tuple[Decimal, date]:
    """Most onerous first, then oldest. Without capital nothing is earned; an unknown date is the youngest."""
    propias = saldo.tasas or tasas
    onerosidad = propias.ordinaria + propias.moratoria if saldo.importes.capital else CERO
    return -onerosidad, saldo.fecha_contrato or date.max


def _por_concepto(saldo: SaldoCredito, parte: Decimal, orden: Sequence[Concepto]) -> Iterator[AbonoCredito]:
    for concepto in orden:
        toma = min(saldo.importes.de(concepto), parte)
        parte -= toma
        if toma:
            yield AbonoCredito(credito=saldo.credito, concepto=concepto, importe=toma)


def prorrata(centavos: int, saldos: Sequence[int], pesos: Sequence[int]) -> list[int]:
    """Share centavos among balances so that each keeps the same proportion of its weight still unpaid.

    Each centavo goes where, once given, the proportion left is greatest; so two payments do what their sum
    does. Never gives more than a balance; gives at most the sum of the balances.
    """
    pesos = [max(peso, 1) for peso in pesos]
    por_dar = min(centavos, sum(saldos))
    nivel = _nivel(por_dar, saldos, pesos)
    partes = [max(0, int(saldo - nivel * peso)) for saldo, peso in zip(saldos, pesos, strict=True)]
    for _ in range(por_dar - sum(partes)):  # fewer than there are balances
        siguiente = max(range(len(saldos)), key=lambda i: (Fraction(saldos[i] - partes[i] - 1, pesos[i]), -i))
        partes[siguiente] += 1
    return partes


def _nivel(por_dar: int, saldos: Sequence[int], pesos: Sequence[int]) -> Fraction:
    """The proportion to which the highest balances come down if centavos could be split."""
    orden = sorted(range(len(saldos)), key=lambda i: Fraction(saldos[i], pesos[i]), reverse=True)
    nivel, saldo, peso = Fraction(0), 0, 0
    for i in orden:
        if peso and nivel >= Fraction(saldos[i], pesos[i]):
            break
        saldo, peso = saldo + saldos[i], peso + pesos[i]
        nivel = Fraction(saldo - por_dar, peso)
    return nivel
