"""An agreement's ledger and the verdict on it, read from the state of the case with `casos.dinero`.

Nothing here is stored: a payment counts on the day on which it was made, however late it was captured, and
what a receipt said of it is not what the ledger reads. `pagado` and `siguiente_parcialidad` are the cheap
questions that every inbox row asks; the rest is for decisions and pages.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from casos.dinero.cobertura import Cobertura, cobertura
from casos.dinero.cumplimiento import primer_incumplimiento, verificar_cumplimiento
from casos.dinero.imputacion import Imputacion, imputar_pagos
from casos.dinero.pago import Pago, por_fecha
from casos.dinero.pesos import CERO
from casos.dinero.plan import PlanPagos
from casos.dinero.veredicto import Umbrales, Veredicto
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.estado import Pago as PagoDelCaso
from casos.tiempo import dia_local
from casos.versiones import Versiones

UN_DIA = timedelta(days=1)


class PorCubrir(NamedTuple):
    """An instalment that is not covered yet (0: the initial payment) and what it still lacks, in pesos."""

    numero: int
    vence: date
    falta: Decimal


class Libro(NamedTuple):
    """An agreement's ledger. `abonos` says where each payment went, in the order of their dates.

    `total` is all that must be paid: the plan and, if the discount was revoked, what came back with it.
    `total` + `a_favor` = `pagado` + `falta`.
    """

    filas: tuple[Cobertura, ...]
    abonos: tuple[tuple[Pago, Imputacion], ...]
    total: Decimal
    pagado: Decimal
    falta: Decimal
    a_favor: Decimal


def cuenta_para(caso: Caso, convenio: Convenio, pago: PagoDelCaso) -> Decimal:
    """How much of a confirmed payment counts for an agreement, in pesos.

    All of those confirmed for it. Of those captured between its last draft and its signature, also what
    went to its contracts or to the agreement that it replaces: the debt it recognised did not know them.
    """
    if pago.revertido:
        return CERO
    if pago.convenio == convenio.numero:
        return pago.importe
    if not convenio.marca.version < pago.marca.version < convenio.firmado.version:
        return CERO
    if pago.convenio is not None:
        return pago.importe if pago.convenio == convenio.sustituye else CERO
    if pago.fecha <= corte_de_origen(caso, convenio):
        return CERO
    return pago.importe - lo_aplicado(pago, fuera_de=convenio.elaborado.creditos)


def lo_aplicado(pago: PagoDelCaso, fuera_de: Container[str]) -> Decimal:
    """What of a payment went to contracts other than some."""
    ajenos = (a for a in pago.a_creditos if a.credito not in fuera_de)
    return sum((a.gastos + a.moratorio + a.ordinario + a.capital for a in ajenos), CERO)


def corte_de_origen(caso: Caso, convenio: Convenio) -> date:
    """The cut-off date of the Institute's balance from which an agreement and those it replaced come."""
    while convenio.sustituye is not None and convenio.sustituye in caso.convenios:
        convenio = caso.convenios[convenio.sustituye]
    return convenio.elaborado.corte


def pagos_de(caso: Caso, convenio: Convenio) -> list[Pago]:
    """The payments that count for an agreement, as money arithmetic takes them."""
    cuentan = ((p, cuenta_para(caso, convenio, p)) for p in caso.pagos.values())
    return [Pago(p.fecha, importe, p.folio, p.credito) for p, importe in cuentan if importe]


def pagado(caso: Caso, convenio: Convenio) -> Decimal:
    """All that was paid on an agreement, in pesos."""
    return sum((cuenta_para(caso, convenio, p) for p in caso.pagos.values()), CERO)


def por_cubrir(plan: PlanPagos, pagado: Decimal) -> Iterator[PorCubrir]:
    """The instalments that an amount does not cover, oldest first; only the first can be covered in part."""
    resta = pagado
    for numero, vence, importe in _exigibles(plan):
        resta -= importe
        if resta < 0:
            yield PorCubrir(numero, vence, -resta)
            resta = CERO


def siguiente_parcialidad(caso: Caso, convenio: Convenio) -> PorCubrir | None:
    """The oldest instalment that is not covered; None once all are."""
    return next(por_cubrir(convenio.plan, pagado(caso, convenio)), None)


def al_corriente(caso: Caso) -> bool:
    """Whether an agreement runs and the clock has found nothing of it overdue that is not covered since."""
    convenio = caso.convenio
    if convenio is None or convenio.estado is EstadoConvenio.INCUMPLIDO:
        return False
    faltan = por_cubrir(convenio.plan, pagado(caso, convenio))
    return not any(falta.numero in convenio.vencidas for falta in faltan)


def por_fechas(plan: PlanPagos, pagos: Iterable[Pago]) -> Iterator[tuple[PorCubrir, date | None]]:
    """Each instalment with all that it asks and the day of the payment that covered it, oldest first.

    What `cobertura` gives, only as far as it is asked for: the clock mostly needs the first few.
    """
    por_usar = iter(por_fecha(pagos))
    disponible, dia = CERO, None
    for numero, vence, importe in _exigibles(plan):
        while disponible < importe and (pago := next(por_usar, None)) is not None:
            disponible, dia = disponible + pago.importe, pago.fecha
        yield PorCubrir(numero, vence, importe), dia if disponible >= importe else None
        disponible = max(CERO, disponible - importe)


def _exigibles(plan: PlanPagos) -> Iterator[tuple[int, date, Decimal]]:
    if plan.pago_inicial and plan.inicial_vence is not None:
        yield 0, plan.inicial_vence, plan.pago_inicial
    for p in plan.parcialidades:
        yield p.numero, p.vence, p.importe


def total_de(convenio: Convenio) -> Decimal:
    """All that an agreement asks: its plan and what a revoked discount gave back to the debt."""
    return convenio.plan.total + (convenio.revocado.total if convenio.revocado else CERO)


def libro_de(caso: Caso, convenio: Convenio, al: date | None = None) -> Libro:
    """An agreement's ledger with the payments made up to a day (all of them without one)."""
    pagos = por_fecha(pagos_de(caso, convenio), al)
    total, suma = total_de(convenio), sum((p.importe for p in pagos), CERO)
    return Libro(
        filas=cobertura(convenio.plan, pagos),
        abonos=tuple(zip(pagos, imputar_pagos(convenio.plan, pagos), strict=True)),
        total=total,
        pagado=suma,
        falta=max(CERO, total - suma),
        a_favor=max(CERO, suma - total),
    )


# ---------------------------------------------------------------------------------------------- its keeping


def limite(caso: Caso, convenio: Convenio, numero: int, vence: date, v: Versiones) -> date:
    """The last day to pay an instalment without being late: its due date and the policy's days of grace."""
    politica = v.politica(convenio.firmado.politica)
    sede = caso.apertura.sede
    if numero == 0:
        dias = politica.convenio.pago_inicial_gracia_dias_habiles
        return v.vencimiento(vence, dias, "BANCOS", sede).fecha
    hasta = v.vencimiento(vence, politica.seguimiento.gracia_dias_habiles, "BANCOS", sede).fecha
    return max(hasta, dia_local(convenio.adenda.en)) if numero <= convenio.fijas else hasta


def _reglas(caso: Caso, convenio: Convenio, v: Versiones) -> tuple[dict[int, date], Umbrales]:
    """The last day of each instalment, and the thresholds that the agreement was signed with (clause 11)."""
    limites = {n: limite(caso, convenio, n, vence, v) for n, vence, _ in _exigibles(convenio.plan)}
    rompe = v.politica(convenio.firmado.politica).incumplimiento
    return limites, Umbrales(rompe.consecutivas, rompe.acumuladas)


def veredicto(
    caso: Caso, convenio: Convenio, al: date, v: Versiones, *, pagos_antes_de: date | None = None
) -> Veredicto:
    """The verdict at the end of a day, with the policy in force when the agreement was signed.

    `pagos_antes_de` leaves out payments of that day and later: how it stood when a breach was declared.
    """
    pagos = pagos_de(caso, convenio)
    if pagos_antes_de is not None:
        pagos = [p for p in pagos if p.fecha < pagos_antes_de]
    return verificar_cumplimiento(convenio.plan, pagos, al, *_reglas(caso, convenio, v))


def esta_roto(caso: Caso, convenio: Convenio, al: date, v: Versiones) -> bool:
    """Whether the verdict at the end of a day is breach: the short way, without its explanation."""
    reglas = _reglas(caso, convenio, v)
    pagos = [p for p in pagos_de(caso, convenio) if p.fecha <= al]
    return primer_incumplimiento(convenio.plan, pagos, *reglas, desde=al) == al


def roto_desde(caso: Caso, convenio: Convenio, v: Versiones, desde: date) -> date | None:
    """The first day, from one on, at whose beginning the agreement is broken (or will be, unless somebody pays).

    A verdict is of the end of a day; what was paid on the day after a grace came when it had already broken.
    """
    limites, umbrales = _reglas(caso, convenio, v)
    ultimos = set(limites.values())
    pagos = [_desde_su_dia(pago, ultimos) for pago in pagos_de(caso, convenio)]
    return primer_incumplimiento(convenio.plan, pagos, limites, umbrales, desde=desde)


def _desde_su_dia(pago: Pago, ultimos: Container[date]) -> Pago:
    tarde = pago.fecha - UN_DIA in ultimos and pago.fecha not in ultimos
    return pago._replace(fecha=pago.fecha + UN_DIA) if tarde else pago
