"""A random plan and a random payment history on it: everything that must hold of the arithmetic alone."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from casos.dinero.amortizacion import PlanImposible, elaborar_plan, mismo_dia
from casos.dinero.cobertura import cobertura
from casos.dinero.cumplimiento import verificar_cumplimiento
from casos.dinero.imputacion import imputar_pagos
from casos.dinero.pago import Pago
from casos.dinero.pesos import CERO, de_centavos
from casos.dinero.plan import PlanPagos, comprobar_plan
from casos.dinero.veredicto import Cumplimiento, Umbrales
from casos.versiones import BASE
from tests.casos.dinero.azar.ingenuo import (
    Exigible,
    a_centavos,
    cuota_francesa,
    mismo_dia_del_mes,
    redondeado,
    veredicto,
)

BANCOS = BASE.calendarios[-1].calendarios.calendario("BANCOS", "HMO")
CINCO_DIAS = timedelta(days=5)


def probar(azar: Random) -> int:
    """One plan and its payments; gives how many payments it had. Raises AssertionError when something fails."""
    plan = _plan(azar)
    if plan is None:
        return 0
    pagos = _pagos(azar, plan)
    _el_libro_cuadra(plan, pagos)
    _da_igual_en_cuantas_partes(azar, plan, pagos)
    _revertir_restituye(azar, plan, pagos)
    _el_veredicto_es_el_ingenuo(azar, plan, pagos)
    return len(pagos)


def _plan(azar: Random) -> PlanPagos | None:
    importe = azar.randint(5_000, azar.choice([100_000, 5_000_000, 90_000_000]))
    cuantas = azar.choice([1, 2, 3, 6, 12, 13, 24, 36, 60, azar.randint(1, 60)])
    inicial = azar.choice([0, 0, importe * azar.randint(1, 60) // 100])
    inicio = date(2024, 1, 1) + timedelta(days=azar.randrange(2500))
    primera = inicio + timedelta(days=azar.randrange(62))
    ultimo = (primera + timedelta(days=1)).day == 1
    dia = azar.choice([primera.day, 31]) if ultimo else primera.day
    tasa = azar.choice([Decimal(0), Decimal(6), Decimal(3), Decimal(azar.randint(0, 4800)).scaleb(-2)])
    gracia = azar.choice([0, 0, 0, 6, azar.randint(1, 12)])
    metodo = azar.choice(["mensual", "mensual", "dias"])
    try:
        plan = elaborar_plan(
            de_centavos(importe), inicio=inicio, primera=primera, parcialidades=cuantas,
            pago_inicial=de_centavos(inicial), inicial_vence=inicio + CINCO_DIAS if inicial else None,
            tasa_anual=tasa, metodo=metodo, gracia_meses=gracia, dia_de_pago=dia,
            habil=azar.choice([mismo_dia, BANCOS.siguiente_habil]),
        )  # fmt: skip
    except PlanImposible as error:
        imposible = str(error)
    else:
        _la_tabla_cuadra(plan, importe, inicial, cuantas)
        if metodo == "mensual":
            _los_intereses_son_los_ingenuos(plan, importe - inicial, tasa, gracia)
        for p in plan.parcialidades:
            nominal = mismo_dia_del_mes(primera, gracia + p.numero - 1, dia)
            assert timedelta() <= p.vence - nominal <= timedelta(days=7)
        return plan
    # an instalment would be of less than a centavo, or would not cover the interest of a long first period
    largo = metodo == "dias" and (primera - inicio).days > 31
    assert "vencer después" in imposible or importe - inicial < 100 * cuantas or gracia or tasa > 20 or largo
    return None


def _la_tabla_cuadra(plan: PlanPagos, importe: int, inicial: int, cuantas: int) -> None:
    comprobar_plan(plan)
    filas = [
        (a_centavos(p.capital), a_centavos(p.interes), a_centavos(p.importe), a_centavos(p.saldo))
        for p in plan.parcialidades
    ]
    assert len(filas) == cuantas
    assert inicial + sum(capital for capital, *_ in filas) == importe == a_centavos(plan.capital)
    saldo = importe - inicial
    for capital, interes, total, queda in filas:
        saldo -= capital
        assert min(capital, interes, queda) >= 0
        assert total == capital + interes
        assert queda == saldo
    assert saldo == 0
    assert a_centavos(plan.total) == importe + sum(interes for _, interes, *_ in filas)


def _los_intereses_son_los_ingenuos(plan: PlanPagos, capital: int, tasa: Decimal, gracia: int) -> None:
    mensual, n = Fraction(tasa) / 1200, len(plan.parcialidades)
    de_gracia = redondeado(capital * mensual * gracia)
    saldo, interes = capital, 0
    for p in plan.parcialidades:
        interes += redondeado(saldo * mensual)
        saldo -= a_centavos(p.capital)
    assert a_centavos(plan.interes) == interes + de_gracia
    if not gracia and n > 1:
        assert a_centavos(plan.parcialidades[0].importe) == cuota_francesa(capital, mensual, n)


def _pagos(azar: Random, plan: PlanPagos) -> list[Pago]:
    """Of somebody who mostly pays, or of any amount on any day; in the order in which they were captured."""
    exigibles = plan.exigibles
    if azar.random() < 0.6:
        pagos = [
            Pago(p.vence + timedelta(days=azar.choice([0, 0, 0, -9, 3, azar.randrange(90)])), p.importe,
                 f"OP{p.numero}")
            for p in exigibles
            if azar.random() < 0.92
        ]  # fmt: skip
        pagos = [
            p._replace(importe=de_centavos(azar.randint(1, 2 * a_centavos(p.importe))))
            if azar.random() < 0.1 else p
            for p in pagos
        ]  # fmt: skip
    else:
        largo = (exigibles[-1].vence - exigibles[0].vence).days + 90
        pagos = [
            Pago(exigibles[0].vence + timedelta(days=azar.randrange(-30, largo)),
                 de_centavos(azar.randint(1, max(2, a_centavos(plan.total)))), f"OP{n}")
            for n in range(azar.randrange(9))
        ]  # fmt: skip
    azar.shuffle(pagos)
    return pagos


def _el_libro_cuadra(plan: PlanPagos, pagos: list[Pago]) -> None:
    entro = sum((p.importe for p in pagos), CERO)
    abonos = imputar_pagos(plan, pagos)
    assert sum((a.aplicado + a.saldo_a_favor for a in abonos), CERO) == entro
    filas = cobertura(plan, pagos)
    aplicado = sum((a.aplicado for a in abonos), CERO)
    assert sum((f.pagado for f in filas), CERO) == aplicado == min(entro, plan.total)
    por_numero = dict.fromkeys((f.numero for f in filas), CERO)
    for abono in abonos:
        for a in abono.parcialidades:
            assert min(a.capital, a.interes) >= 0
            por_numero[a.numero] += a.importe
    assert por_numero == {f.numero: f.pagado for f in filas}
    assert all(CERO <= f.pagado <= f.importe for f in filas)


def _da_igual_en_cuantas_partes(azar: Random, plan: PlanPagos, pagos: list[Pago]) -> None:
    partes = []
    for p in pagos:
        corte = azar.randint(0, a_centavos(p.importe))
        pedazos = [de_centavos(corte), p.importe - de_centavos(corte)]
        partes += [p._replace(importe=pedazo) for pedazo in pedazos if pedazo]
    azar.shuffle(partes)
    assert cobertura(plan, partes) == cobertura(plan, pagos)


def _revertir_restituye(azar: Random, plan: PlanPagos, pagos: list[Pago]) -> None:
    ajeno = Pago(plan.exigibles[0].vence, de_centavos(azar.randint(1, 10**7)), "AJENO")
    con = [*pagos, ajeno]
    sin = [p for p in con if p.folio != "AJENO"]
    assert cobertura(plan, sin) == cobertura(plan, pagos)
    assert imputar_pagos(plan, sin) == imputar_pagos(plan, pagos)


def _el_veredicto_es_el_ingenuo(azar: Random, plan: PlanPagos, pagos: list[Pago]) -> None:
    limites = {p.numero: max(p.vence, BANCOS.sumar(p.vence, azar.choice([0, 5]))) for p in plan.exigibles}
    umbrales = Umbrales(azar.choice([2, 2, 1, 3]), azar.choice([3, 3, 2, 4]))
    exigibles = [
        Exigible(p.numero, a_centavos(p.importe), p.vence, limites[p.numero]) for p in plan.exigibles
    ]
    hechos = [(p.fecha, a_centavos(p.importe)) for p in pagos]
    bordes = [limite + timedelta(days=n) for limite in limites.values() for n in (0, 1)]
    for al in (*azar.sample(bordes, min(4, len(bordes))), plan.exigibles[-1].vence + timedelta(days=90)):
        dicho = verificar_cumplimiento(plan, pagos, al, limites, umbrales)
        roto, atrasadas, falta = veredicto(exigibles, hechos, al, *umbrales)
        assert (dicho.estado is Cumplimiento.INCUMPLIDO) == roto, (al, dicho, atrasadas)
        assert dicho.atrasadas == atrasadas
        assert a_centavos(dicho.faltante) == falta
