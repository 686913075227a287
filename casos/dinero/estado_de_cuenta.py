"""What is owed on a day, by credit and concept, with every line explained so that it can be read aloud."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import NOMBRES, ORDEN_LEGAL, AbonoCredito, Concepto
from casos.dinero.letras import fecha_larga
from casos.dinero.orden_legal import SIN_TASAS, imputar_a_adeudo
from casos.dinero.pago import Pago, por_fecha
from casos.dinero.pesos import CERO, Pesos, PesosNoNegativos, en_cifras, redondear
from casos.dinero.tasas import Base, Tasas, en_porcentaje, formula_de_interes, interes_simple


class Renglon(BaseModel):
    """One line. `saldo` is what the credit owes after it, `formula` how an interest was calculated."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fecha: date
    credito: str
    concepto: Concepto
    texto: str
    formula: str = ""
    cargo: PesosNoNegativos = CERO
    abono: PesosNoNegativos = CERO
    saldo: Pesos = CERO


class EstadoDeCuenta(BaseModel):
    """The statement at the end of day `al`: its lines, credit by credit, and the debt they lead to.

    That debt has `al` as its cut-off, so it can be recognised, discounted or brought forward again.
    Charges less payments of all lines are `adeudo.total`. `incluidos_en_el_corte`: payments dated up to the
    cut-off of every credit, so already inside the balance that was received.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    al: date
    renglones: tuple[Renglon, ...]
    adeudo: Adeudo
    saldo_a_favor: PesosNoNegativos = CERO
    incluidos_en_el_corte: tuple[Pago, ...] = ()


def estado_de_cuenta(
    adeudo: Adeudo,
    hasta: date,
    *,
    tasas: Tasas = SIN_TASAS,
    base: Base = 360,
    pagos: Iterable[Pago] = (),
    orden: Sequence[Concepto] = ORDEN_LEGAL,
    corte_incluye_pagos: bool = True,
    pena_maxima: Decimal | None = None,
) -> EstadoDeCuenta:
    """Bring a debt forward from its cut-off dates to the end of day `hasta`.

    Simple interest on unpaid capital, ordinary and moratory (all of it is overdue), at each credit's rates
    or else `tasas`; `base` divides the year. Interest is settled to the day of a payment in the credits
    that it touches. Payments are applied on the day on which they were made, in legal order; those up to a
    credit's cut-off are inside its balance, unless `corte_incluye_pagos` is False: then all of them apply,
    none before the cut-off. Before the cut-off nothing is accrued. `pena_maxima`: moratory interest of a credit,
    received and accrued, stops at this share of its capital (CCF 1843), in percent.
    """
    cuentas = [_Cuenta(saldo, saldo.tasas or tasas, base, pena_maxima) for saldo in adeudo.creditos]
    a_favor, incluidos = CERO, []
    for pago in por_fecha(pagos, hasta):
        abiertas = [c for c in cuentas if not corte_incluye_pagos or c.saldo.fecha_corte < pago.fecha]
        if cuentas and not abiertas:
            incluidos.append(pago)
            continue
        al_dia = Adeudo(creditos=tuple(cuenta.al(pago.fecha) for cuenta in abiertas))
        imputacion = imputar_a_adeudo(al_dia, pago.importe, credito=pago.credito, tasas=tasas, orden=orden)
        for cuenta in abiertas:
            cuenta.pagar(
                pago, [abono for abono in imputacion.creditos if abono.credito == cuenta.saldo.credito]
            )
        a_favor += imputacion.saldo_a_favor
    for cuenta in cuentas:
        cuenta.devengar(hasta)
    return EstadoDeCuenta(
        al=hasta,
        renglones=tuple(renglon for cuenta in cuentas for renglon in cuenta.renglones),
        adeudo=Adeudo(creditos=tuple(cuenta.al_cierre() for cuenta in cuentas)),
        saldo_a_favor=a_favor,
        incluidos_en_el_corte=tuple(incluidos),
    )


class _Cuenta:
    """One credit while its statement is being written."""

    def __init__(self, saldo: SaldoCredito, tasas: Tasas, base: Base, pena_maxima: Decimal | None) -> None:
        self.saldo, self.tasas, self.base = saldo, tasas, base
        self.desde = saldo.fecha_corte
        self.pena_maxima, self.cabe = pena_maxima, Decimal("Infinity")
        if pena_maxima is not None:
            tope = redondear(saldo.importes.capital * pena_maxima / 100)
            self.cabe = max(CERO, tope - saldo.importes.moratorio)
        self.renglones: list[Renglon] = []
        corrido = CERO
        for concepto in reversed(ORDEN_LEGAL):
            importe = saldo.importes.de(concepto)
            corrido += importe
            if importe:
                texto = f"Saldo de {NOMBRES[concepto]} al {fecha_larga(saldo.fecha_corte)}"
                self._anotar(saldo.fecha_corte, concepto, texto, corrido, cargo=importe)

    def al(self, dia: date) -> SaldoCredito:
        """The credit with its interest up to a day."""
        intereses = [
            AbonoCredito(credito=self.saldo.credito, concepto=concepto, importe=importe)
            for concepto, _, importe in self._intereses(dia)
        ]
        return self._solo().mas(intereses).creditos[0]

    def devengar(self, dia: date) -> None:
        """Write the interest up to a day and add it to the balance."""
        for concepto, tasa, importe in self._intereses(dia):
            dias = (dia - self.desde).days
            formula = self._formula(tasa, dias, importe)
            self.cabe -= importe if concepto is Concepto.MORATORIO else CERO
            interes = AbonoCredito(credito=self.saldo.credito, concepto=concepto, importe=importe)
            (self.saldo,) = self._solo().mas([interes]).creditos
            texto = f"{NOMBRES[concepto].capitalize()} del {fecha_larga(self.desde)} al {fecha_larga(dia)}"
            self._anotar(dia, concepto, texto, self.saldo.total, formula, cargo=importe)
        self.desde = max(self.desde, dia)

    def _formula(self, tasa: Decimal, dias: int, importe: Decimal) -> str:
        capital = self.saldo.importes.capital
        entero = interes_simple(capital, tasa, dias, self.base)
        formula = f"{formula_de_interes(capital, tasa, dias, self.base)} = {en_cifras(entero)}"
        if importe == entero or self.pena_maxima is None:
            return formula
        return f"{formula}; hasta el tope del {en_porcentaje(self.pena_maxima)} del capital, {en_cifras(importe)}"

    def al_cierre(self) -> SaldoCredito:
        return self.saldo.model_copy(update={"fecha_corte": self.desde})

    def pagar(self, pago: Pago, abonos: Sequence[AbonoCredito]) -> None:
        if not abonos:
            return
        self.devengar(pago.fecha)
        folio = f" {pago.folio}" if pago.folio else ""
        for abono in abonos:
            (self.saldo,) = self._solo().menos([abono]).creditos
            texto = f"Pago{folio} del {fecha_larga(pago.fecha)}, a {NOMBRES[abono.concepto]}"
            self._anotar(self.desde, abono.concepto, texto, self.saldo.total, abono=abono.importe)

    def _intereses(self, dia: date) -> list[tuple[Concepto, Decimal, Decimal]]:
        dias, capital = (dia - self.desde).days, self.saldo.importes.capital
        tasas = ((Concepto.ORDINARIO, self.tasas.ordinaria), (Concepto.MORATORIO, self.tasas.moratoria))
        intereses = [(c, tasa, interes_simple(capital, tasa, dias, self.base)) for c, tasa in tasas]
        con_tope = [(c, t, min(i, self.cabe) if c is Concepto.MORATORIO else i) for c, t, i in intereses]
        return [fila for fila in con_tope if fila[2]]

    def _solo(self) -> Adeudo:
        return Adeudo(creditos=(self.saldo,))

    def _anotar(
        self,
        fecha: date,
        concepto: Concepto,
        texto: str,
        saldo: Decimal,
        formula: str = "",
        cargo: Decimal = CERO,
        abono: Decimal = CERO,
    ) -> None:
        self.renglones.append(
            Renglon(
                fecha=fecha,
                credito=self.saldo.credito,
                concepto=concepto,
                texto=texto,
                formula=formula,
                cargo=cargo,
                abono=abono,
                saldo=saldo,
            )
        )
