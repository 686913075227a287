"""Where a payment that accounting found goes: to the agreement in force, else to the debt in legal order."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casos.decision import Rechazo
from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import AbonoCredito, Concepto
from casos.dinero.imputacion import imputar_a_plan
from casos.dinero.orden_legal import aplicar, imputar_a_adeudo
from casos.dinero.pesos import CERO
from casos.mediacion.estado import Caso, Convenio
from casos.mediacion.hechos.pagos import AplicadoACredito, AplicadoAParcialidad
from casos.mediacion.libro import corte_de_origen, pagado
from casos.mediacion.saldos import adeudo, desglose_de, orden_de, rigen, tasas_de
from casos.politica.modelo import Politica


class Aplicacion(NamedTuple):
    """The parts of a payment; together they are its amount (see `PagoConfirmado`)."""

    convenio: int | None = None
    a_parcialidades: tuple[AplicadoAParcialidad, ...] = ()
    a_creditos: tuple[AplicadoACredito, ...] = ()
    a_favor: Decimal = CERO
    incluido: Decimal = CERO


def aplicar_pago(
    caso: Caso,
    importe: Decimal,
    fecha: date,
    politica: Politica,
    *,
    credito: str | None,
    convenio: int | None,
) -> Aplicacion:
    """Where a payment of a day goes. `convenio` and `credito` are what its reference or the debtor declares.

    With an agreement in force, to its oldest instalment, interest first. Else to the debt: the declared
    contract, then the most onerous, the oldest, pro rata (CCF 2092, 2093), each in the order of the policy
    (CCF 2094). What the Institute's balance had counted already is only noted. Raises Rechazo when the debt
    is not known.
    """
    suyo = _convenio_de(caso, credito, convenio)
    if suyo is None:
        return _al_adeudo(caso, importe, fecha, politica, credito)
    ya_contado = convenio is None and fecha <= corte_de_origen(caso, suyo)
    if ya_contado and suyo.fecha is not None and fecha < suyo.fecha:
        return Aplicacion(incluido=importe)
    return _al_convenio(caso, suyo, importe)


def _convenio_de(caso: Caso, credito: str | None, numero: int | None) -> Convenio | None:
    """The agreement that a payment is for: the one in force, also by the reference of an earlier one."""
    if numero is not None and (numero not in caso.convenios or not caso.convenios[numero].firmado.version):
        raise Rechazo(f"El caso no tiene firmado un convenio {numero}; revise la referencia del pago.")
    en_vigor = caso.convenio
    if en_vigor is None or (numero is None and credito and credito not in en_vigor.elaborado.creditos):
        return None
    return en_vigor


def _al_convenio(caso: Caso, convenio: Convenio, importe: Decimal) -> Aplicacion:
    antes = pagado(caso, convenio)
    del_plan = imputar_a_plan(convenio.plan, importe, antes)
    sobra = del_plan.saldo_a_favor
    lineas: tuple[AbonoCredito, ...] = ()
    if sobra and convenio.revocado:
        debe = _lo_revocado(convenio, max(CERO, antes - convenio.plan.total))
        a_lo_revocado = imputar_a_adeudo(debe, sobra)
        lineas, sobra = a_lo_revocado.creditos, a_lo_revocado.saldo_a_favor
    return Aplicacion(
        convenio=convenio.numero,
        a_parcialidades=tuple(
            AplicadoAParcialidad(numero=a.numero, interes=a.interes, capital=a.capital)
            for a in del_plan.parcialidades
        ),
        a_creditos=_por_credito(lineas),
        a_favor=sobra,
    )


def _lo_revocado(convenio: Convenio, ya_pagado: Decimal) -> Adeudo:
    """What a revoked discount gave back to the debt, less what was already paid of it."""
    debe = Adeudo(
        creditos=tuple(
            SaldoCredito(credito=uno.credito, importes=uno.condonado, fecha_corte=uno.corte)
            for uno in desglose_de(convenio)
        )
    )
    return aplicar(debe, imputar_a_adeudo(debe, ya_pagado)) if ya_pagado else debe


def _al_adeudo(
    caso: Caso, importe: Decimal, fecha: date, politica: Politica, credito: str | None
) -> Aplicacion:
    if credito is not None and credito not in caso.creditos:
        raise Rechazo(f"El crédito {credito} no es de este caso; revise a quién corresponde el pago.")
    convenios = rigen(caso)
    cortes = {n: c.saldo.corte for n, c in caso.creditos.items() if c.saldo and n not in convenios}
    if not cortes or (credito is not None and credito not in cortes):
        raise Rechazo("No se conoce el saldo del adeudo; registre el saldo y después confirme el pago.")
    abiertos = {n for n, corte in cortes.items() if corte < fecha}
    if not abiertos or (credito is not None and credito not in abiertos):
        return Aplicacion(incluido=importe)
    debe = Adeudo(creditos=tuple(s for s in adeudo(caso, date.max).creditos if s.credito in abiertos))
    imputado = imputar_a_adeudo(
        debe, importe, credito=credito, tasas=tasas_de(politica), orden=orden_de(politica)
    )
    return Aplicacion(a_creditos=_por_credito(imputado.creditos), a_favor=imputado.saldo_a_favor)


def _por_credito(lineas: Iterable[AbonoCredito]) -> tuple[AplicadoACredito, ...]:
    suma: dict[str, dict[Concepto, Decimal]] = {}
    for linea in lineas:
        suyo = suma.setdefault(linea.credito, dict.fromkeys(Concepto, CERO))
        suyo[linea.concepto] += linea.importe
    return tuple(
        AplicadoACredito(
            credito=credito,
            gastos=suyo[Concepto.GASTOS],
            moratorio=suyo[Concepto.MORATORIO],
            ordinario=suyo[Concepto.ORDINARIO],
            capital=suyo[Concepto.CAPITAL],
        )
        for credito, suyo in suma.items()
    )
