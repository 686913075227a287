"""The balance that a portfolio gives of a contract, against the one that is known and against our own ledger."""

from datetime import date
from uuid import UUID

from casos.dinero.pesos import en_cifras
from casos.importacion.palabras import tiempos
from casos.importacion.sesion import Cambio
from casos.importacion.vista_previa import Causa, Paso, Situacion
from casos.lectura.cartera import RenglonCartera
from casos.mediacion.apertura import NuevoCredito, NuevoSaldo, SaldoDeCredito, recibir_saldo, vincular_credito
from casos.mediacion.estado import Caso, Credito, Saldo
from casos.mediacion.saldos import adeudo


def saldo_de(r: RenglonCartera, hoy: date) -> NuevoSaldo:
    """The row's balance; without a cut-off date, today's."""
    return NuevoSaldo(
        corte=r.fecha_corte or hoy,
        capital=r.capital,
        ordinario=r.ordinario,
        moratorio=r.moratorio,
        gastos=r.gastos,
    )


def credito_de(r: RenglonCartera, hoy: date, estudiante_id: UUID | None) -> NuevoCredito:
    """The row's contract with its balance."""
    return NuevoCredito(
        credito=r.num_credito,
        fecha_contrato=r.fecha_contrato,
        estudiante_id=estudiante_id,
        saldo=saldo_de(r, hoy),
    )


def comparar_saldo(r: RenglonCartera, caso_id: UUID, caso: Caso, hoy: date, *, aceptada: bool) -> Cambio:
    """What a row changes in the balance of a contract of its case."""
    credito = caso.creditos[r.num_credito]
    previo = credito.saldo
    if previo is not None and _igual(r, previo):
        return _sin_cambios(r, f"debe {en_cifras(r.total)}")
    if previo is not None and r.fecha_corte and r.fecha_corte < previo.corte:
        return _sin_cambios(r, f"se tiene un saldo más reciente, con corte al {previo.corte:%d/%m/%Y}")
    if not aceptada and (duda := _contra_el_convenio(r, caso, hoy)):
        return duda
    datos = SaldoDeCredito(credito=r.num_credito, **saldo_de(r, hoy).model_dump())
    dicho = _dicho(r, credito, datos.corte)
    return Cambio(Situacion.CAMBIA, *dicho, pasos=(Paso("saldo", caso_id, recibir_saldo, datos),))


def agregar_credito(r: RenglonCartera, caso_id: UUID, hoy: date, estudiante_id: UUID | None) -> Cambio:
    """A contract more for a case that is known."""
    antes, despues = tiempos(
        "Se {agregará|agregó} al caso el crédito %s, con saldo de %s.", r.num_credito, en_cifras(r.total)
    )
    paso = Paso("credito1", caso_id, vincular_credito, credito_de(r, hoy, estudiante_id))
    return Cambio(Situacion.NUEVA, antes, despues, pasos=(paso,))


def _igual(r: RenglonCartera, s: Saldo) -> bool:
    importes = (r.capital, r.ordinario, r.moratorio, r.gastos) == (
        s.capital,
        s.ordinario,
        s.moratorio,
        s.gastos,
    )
    return importes and r.fecha_corte in (None, s.corte)


def _sin_cambios(r: RenglonCartera, que: str) -> Cambio:
    return Cambio(Situacion.YA_ESTABA, f"El crédito {r.num_credito} ya estaba: {que}.")


def _contra_el_convenio(r: RenglonCartera, caso: Caso, hoy: date) -> Cambio | None:
    """With an agreement in force our own ledger rules: a difference is asked, not taken."""
    convenio = caso.convenio
    if convenio is None or r.num_credito not in convenio.elaborado.creditos:
        return None
    nuestro = adeudo(caso, r.fecha_corte or hoy)
    debe = sum((s.importes.total for s in nuestro.creditos if s.credito == r.num_credito), start=r.total * 0)
    if debe == r.total:
        return _sin_cambios(r, f"lo rige el convenio {convenio.numero} y debe {en_cifras(debe)}")
    return Cambio(
        Situacion.DUDA,
        f"El crédito {r.num_credito} tiene un convenio en vigor: según sus pagos debe {en_cifras(debe)} y la "
        f"cartera dice {en_cifras(r.total)}. Aclárelo con Contabilidad; mientras, vale el convenio.",
        causa=Causa.CONVENIO_EN_VIGOR,
    )


def _dicho(r: RenglonCartera, credito: Credito, corte: date) -> tuple[str, str]:
    al = f"corte al {corte:%d/%m/%Y}"
    if credito.saldo is None:
        return tiempos(
            "Se {anotará|anotó} el saldo del crédito %s: %s (%s).", r.num_credito, en_cifras(r.total), al
        )
    antes = credito.saldo.total
    if antes == r.total:
        return tiempos(
            "El saldo del crédito %s {queda|quedó} en %s, con %s.", r.num_credito, en_cifras(antes), al
        )
    return tiempos(
        "El saldo del crédito %s {pasa|pasó} de %s a %s (%s).",
        r.num_credito,
        en_cifras(antes),
        en_cifras(r.total),
        al,
    )
