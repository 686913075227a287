"""What each contract of a case owes by concept: under an agreement, or by the Institute's balance."""

from collections.abc import Iterator, Mapping
from datetime import date

from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import AbonoCredito, Concepto, PorConcepto
from casos.dinero.estado_de_cuenta import EstadoDeCuenta, estado_de_cuenta
from casos.dinero.imputacion import imputar_a_plan
from casos.dinero.orden_legal import aplicar, imputar_a_adeudo
from casos.dinero.pago import Pago
from casos.dinero.pesos import CERO
from casos.dinero.tasas import Tasas
from casos.mediacion.estado import EN_VIGOR, Caso, Convenio, Credito, EstadoConvenio, Marca
from casos.mediacion.hechos.convenios import CreditoReconocido
from casos.mediacion.libro import lo_aplicado, pagado, pagos_de, total_de
from casos.politica.modelo import Politica

RIGEN = EN_VIGOR | {EstadoConvenio.CUMPLIDO}
"""Agreements whose ledger tells what their contracts owe."""


def rigen(caso: Caso) -> Mapping[str, Convenio]:
    """Each contract that an agreement covers with the last signed one that does."""
    firmados = sorted(
        (c for c in caso.convenios.values() if c.estado in RIGEN), key=lambda c: c.firmado.version
    )
    return {credito: convenio for convenio in firmados for credito in convenio.elaborado.creditos}


def adeudo(caso: Caso, al: date) -> Adeudo:
    """What each contract owes by concept at the end of a day; contracts without a known balance are left out.

    A contract under an agreement owes what its ledger says: what was recognised, less the discount (unless it
    was revoked), less what was paid of it, and the interest of the plan that is due. Any other owes the last
    balance received less the payments made after its cut-off date. No further interest is accrued.
    """
    convenios = rigen(caso)
    libres = _adeudo_libre(caso, convenios, al)
    distintos = {c.numero: c for c in convenios.values()}
    return sum((_bajo_convenio(caso, c, al, convenios) for c in distintos.values()), libres)


def _adeudo_libre(caso: Caso, convenios: Mapping[str, Convenio], al: date) -> Adeudo:
    return estado_de_cuenta(_libres(caso, convenios), al, pagos=_sueltos(caso, convenios)).adeudo


def pagados(caso: Caso) -> Mapping[str, Marca]:
    """The contracts of which nothing is owed any more, each with the entry that left it so.

    One under an agreement is paid with it, not before: until then what it forgave may come back.
    """
    convenios = rigen(caso)
    marcas = {n: c.cumplido for n, c in convenios.items() if c.estado is EstadoConvenio.CUMPLIDO}
    if caso.pagos or any(c.saldo is not None and not c.saldo.total for c in caso.creditos.values()):
        en_ceros = (s.credito for s in _adeudo_libre(caso, convenios, date.max).creditos if not s.total)
        marcas |= {n: _ultimo_abono(caso, caso.creditos[n]) for n in en_ceros}
    return {n: marca for n, marca in marcas.items() if n in caso.creditos}


def nada_se_debe(caso: Caso) -> bool:
    """Whether every contract is paid, by what is known of it."""
    return bool(caso.creditos) and len(pagados(caso)) == len(caso.creditos)


def _ultimo_abono(caso: Caso, credito: Credito) -> Marca:
    abonos = (p.marca for p in caso.pagos_firmes if any(a.credito == credito.numero for a in p.a_creditos))
    return max([credito.saldo_recibido, *abonos], key=lambda marca: marca.version)


def estado_al_dia(caso: Caso, al: date, politica: Politica) -> EstadoDeCuenta:
    """The statement of the contracts that no agreement covers, with interest, explained line by line."""
    convenios = rigen(caso)
    return estado_de_cuenta(
        _libres(caso, convenios),
        al,
        tasas=tasas_de(politica),
        base=politica.tasas.base_dias,
        pagos=_sueltos(caso, convenios),
        orden=orden_de(politica),
        pena_maxima=politica.tasas.pena_maxima_pct,
    )


def tasas_de(politica: Politica) -> Tasas:
    """The annual rates of contracts that do not say theirs."""
    return Tasas(ordinaria=politica.tasas.ordinaria_anual_pct, moratoria=politica.tasas.moratoria_anual_pct)


_CONCEPTO = {
    "gastos": Concepto.GASTOS,
    "moratorios": Concepto.MORATORIO,
    "ordinarios": Concepto.ORDINARIO,
    "capital": Concepto.CAPITAL,
}


def orden_de(politica: Politica) -> tuple[Concepto, ...]:
    """The order in which a payment covers the concepts of a debt."""
    return tuple(_CONCEPTO[nombre] for nombre in politica.pagos.imputacion)


def desglose_de(convenio: Convenio) -> tuple[CreditoReconocido, ...]:
    """What an agreement recognised of each contract; all of it under the first when it does not say."""
    d = convenio.elaborado
    return d.desglose or (
        CreditoReconocido(
            credito=d.creditos[0], corte=d.corte, reconocido=d.reconocido, condonado=d.condonado
        ),
    )


def _libres(caso: Caso, convenios: Mapping[str, Convenio]) -> Adeudo:
    return Adeudo(
        creditos=tuple(
            SaldoCredito(
                credito=c.numero,
                importes=PorConcepto(
                    gastos=c.saldo.gastos,
                    moratorio=c.saldo.moratorio,
                    ordinario=c.saldo.ordinario,
                    capital=c.saldo.capital,
                ),
                fecha_corte=c.saldo.corte,
                fecha_contrato=c.fecha_contrato,
            )
            for c in caso.creditos.values()
            if c.saldo is not None and c.numero not in convenios
        )
    )


def _sueltos(caso: Caso, convenios: Mapping[str, Convenio]) -> Iterator[Pago]:
    """Payments on the debt itself. Beside an agreement, only what of them went to contracts outside it."""
    for p in caso.pagos_firmes:
        if p.convenio is None:
            importe = lo_aplicado(p, fuera_de=convenios) if convenios else p.importe
            if importe:
                yield Pago(p.fecha, importe, p.folio, p.credito)


def _bajo_convenio(caso: Caso, c: Convenio, al: date, convenios: Mapping[str, Convenio]) -> Adeudo:
    suma = sum((p.importe for p in pagos_de(caso, c) if p.fecha <= al), CERO)
    base = Adeudo(creditos=tuple(_pactado(caso, c, uno) for uno in desglose_de(c)))
    interes = sum((p.interes for p in c.plan.parcialidades if p.vence <= al), CERO)
    if suma:
        abono = imputar_a_plan(c.plan, suma)
        interes = max(CERO, interes - sum((a.interes for a in abono.parcialidades), CERO))
        de_capital = sum((a.capital for a in abono.parcialidades), CERO)
        de_capital += abono.saldo_a_favor if c.revocado else CERO
        if de_capital:
            base = aplicar(base, imputar_a_adeudo(base, de_capital))
    if interes:
        primero = base.creditos[0].credito
        base = base.mas([AbonoCredito(credito=primero, concepto=Concepto.ORDINARIO, importe=interes)])
    return Adeudo(creditos=tuple(s for s in base.creditos if convenios.get(s.credito) is c))


def _pactado(caso: Caso, c: Convenio, uno: CreditoReconocido) -> SaldoCredito:
    """A contract as an agreement left it, before any payment on it."""
    importes = uno.reconocido - uno.condonado
    if c.es_regeneracion:
        importes = PorConcepto(capital=importes.total)
    if c.revocado:
        importes = importes + uno.condonado
    return SaldoCredito(
        credito=uno.credito, importes=importes, fecha_corte=uno.corte, fecha_contrato=uno.fecha_contrato
    )


def liquida(caso: Caso, al: date) -> bool:
    """Whether nothing is owed any more: every contract's balance is known and everything is in zeros.

    Of an agreement all that it asks must be paid, its plan's interest included.
    """
    convenios = rigen(caso)
    libres = [c for c in caso.creditos.values() if c.numero not in convenios]
    if not caso.creditos or any(c.saldo is None for c in libres):
        return False
    if any(pagado(caso, c) < total_de(c) for c in {c.numero: c for c in convenios.values()}.values()):
        return False
    return not adeudo(caso, al).total
