"""What the money tests share: amounts, debts, plans and payment histories made by Hypothesis."""

import os
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.amortizacion import elaborar_plan
from casos.dinero.concepto import PorConcepto
from casos.dinero.pago import Pago
from casos.dinero.pesos import de_centavos
from casos.dinero.plan import PlanPagos
from casos.dinero.tasas import Tasas

CORTE = date(2026, 10, 31)
identidades = settings(max_examples=100_000 if os.environ.get("MEDIACION_HYPOTHESIS") == "intenso" else 100)
"""For the properties that must survive a hundred thousand random plans and histories."""


def pesos(minimo: int = 0, maximo: int = 20_000_000) -> st.SearchStrategy[Decimal]:
    """Amounts between two numbers of centavos."""
    return st.integers(minimo, maximo).map(de_centavos)


def dias(desde: date = date(2024, 1, 1), hasta: date = date(2031, 12, 31)) -> st.SearchStrategy[date]:
    return st.dates(desde, hasta)


def tasas_anuales() -> st.SearchStrategy[Decimal]:
    return st.one_of(st.just(Decimal(0)), st.decimals(0, 48, places=2))


por_concepto = st.builds(
    PorConcepto,
    gastos=pesos(0, 100_000),
    moratorio=pesos(0, 1_000_000),
    ordinario=pesos(0, 1_000_000),
    capital=pesos(0, 3_000_000),
)


@st.composite
def adeudos(draw: st.DrawFn, con_tasas: bool = True) -> Adeudo:
    """One to four credits; few dates and rates, so that ties (pro rata) happen often."""
    contratos = st.sampled_from([None, date(2009, 10, 19), date(2011, 6, 4)])
    propias = st.sampled_from([None, Tasas(ordinaria=Decimal(6), moratoria=Decimal(3))])
    return Adeudo(
        creditos=tuple(
            SaldoCredito(
                credito=str(100700 + n),
                importes=draw(por_concepto),
                fecha_corte=CORTE,
                fecha_contrato=draw(contratos),
                tasas=draw(propias) if con_tasas else None,
            )
            for n in range(draw(st.integers(1, 4)))
        )
    )


@st.composite
def planes(draw: st.DrawFn) -> PlanPagos:
    """Plans of 1 to 24 instalments, with and without interest, grace and initial payment, due on any day."""
    numero = draw(st.integers(1, 24))
    inicio = draw(dias(date(2025, 1, 1), date(2027, 12, 31)))
    importe = draw(pesos(100 * numero + 100_000, 20_000_000))
    return elaborar_plan(
        importe,
        inicio=inicio,
        primera=inicio + timedelta(days=draw(st.integers(0, 45))),
        parcialidades=numero,
        pago_inicial=importe * draw(st.sampled_from([0, 1, 2])) // 10,
        tasa_anual=draw(tasas_anuales()),
        metodo=draw(st.sampled_from(["mensual", "dias"])),
        base=draw(st.sampled_from([360, 365])),
        gracia_meses=draw(st.sampled_from([0, 0, 1, 3])),
        habil=draw(st.sampled_from([lambda dia: dia, a_lunes])),
    )


def a_lunes(dia: date) -> date:
    """A toy calendar: Saturdays and Sundays move to Monday."""
    return dia + timedelta(days=max(0, 7 - dia.weekday()) if dia.weekday() >= 5 else 0)


@st.composite
def historias(draw: st.DrawFn, plan: PlanPagos) -> list[Pago]:
    """Payments on a plan: of somebody who mostly pays each instalment, or of any amount on any day."""
    if draw(st.booleans()):
        return draw(_de_quien_casi_cumple(plan))
    primera, ultima = plan.exigibles[0].vence, plan.exigibles[-1].vence
    fechas = st.integers(-20, (ultima - primera).days + 60)
    cantidad = max(2, 2 * int(plan.total * 100) // 3)
    return [
        Pago(primera + timedelta(days=draw(fechas)), draw(pesos(1, cantidad)), folio=f"OP{n}")
        for n in range(draw(st.integers(0, 8)))
    ]


@st.composite
def _de_quien_casi_cumple(draw: st.DrawFn, plan: PlanPagos) -> list[Pago]:
    """Each instalment on a day near its due date; at most two are skipped, late or paid in part."""
    pagos = [Pago(p.vence, p.importe, folio=f"OP{p.numero}") for p in plan.exigibles]
    for _ in range(draw(st.integers(0, 2))):
        cual = draw(st.integers(0, len(pagos) - 1))
        falla = draw(st.sampled_from(["no", "tarde", "parte"]))
        if falla == "tarde":
            fecha = pagos[cual].fecha + timedelta(days=draw(st.integers(3, 80)))
            pagos[cual] = pagos[cual]._replace(fecha=fecha)
        elif falla == "parte":
            pagos[cual] = pagos[cual]._replace(importe=draw(pesos(1, int(pagos[cual].importe * 100))))
        elif len(pagos) > 1:
            del pagos[cual]
    return pagos
