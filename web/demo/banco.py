"""The bank and accounting: what debtors pay, on which day, and when accounting finds it there."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from casos.decision import CONTABILIDAD
from casos.dinero.pesos import CERO, redondear
from casos.mediacion.estado import Convenio, EstadoConvenio, Reporte
from casos.mediacion.libro import PorCubrir, pagado, por_cubrir, total_de
from casos.mediacion.pagos import PagoBancario, Reversion, confirmar_pago, folio_de, revertir_pago
from casos.mediacion.vocabulario import Canal, Etapa
from casos.tiempo import a_las, dia_local
from web.demo.destino import pesado
from web.demo.expediente import Abono, Expediente
from web.demo.hace import Hace
from web.demo.mundo import Mundo

CANALES = ((Canal.SPEI, 45), (Canal.VENTANILLA, 25), (Canal.OXXO, 18), (Canal.CAJA, 7), (Canal.NOMINA, 5))
BANCOS = ("BBVA", "BANORTE", "SANTANDER", "HSBC")
MEDIODIA = time(12)
MES_MAXIMO = 60


def planear(mundo: Mundo, exp: Expediente, hoy: date) -> None:
    """What the debtor will pay of the agreement in force from today on, as their lot wants it."""
    convenio = exp.caso.convenio
    exp.abonos = [a for a in exp.abonos if a.dia <= hoy]
    if convenio is None or convenio.estado is EstadoConvenio.INCUMPLIDO:
        return
    ya = pagado(exp.caso, convenio) + sum((a.importe for a in exp.abonos), CERO)
    exp.abonos += _de_plan(mundo, exp, convenio, ya, hoy)


def _de_plan(mundo: Mundo, exp: Expediente, convenio: Convenio, ya: Decimal, hoy: date) -> Iterator[Abono]:
    ultimo = dia_local(mundo.hasta) + timedelta(days=3)
    liquida_en = exp.azar.randrange(1, 5) if exp.destino.liquida_antes else MES_MAXIMO
    for falta in por_cubrir(convenio.plan, ya):
        if falta.vence > ultimo + timedelta(days=5) or falta.numero >= exp.rompe_en:
            return
        if falta.numero == 0 and not (exp.destino.paga_inicial or exp.curado):
            return
        dia = max(hoy, falta.vence + timedelta(days=_retraso(exp, falta)))
        if dia > ultimo:
            return
        if falta.numero >= liquida_en:
            yield abono(mundo, exp, dia, falta.falta, liquida=True)
            return
        yield from _de_parcialidad(mundo, exp, dia, falta)


def _retraso(exp: Expediente, falta: PorCubrir) -> int:
    """Days from the due date: most pay a little before, some within the grace, some late."""
    suerte = exp.azar.random()
    if suerte < 0.72 or falta.numero == 0:
        return -exp.azar.randrange(0, 4)
    return exp.azar.randrange(1, 5) if suerte < 0.86 else exp.azar.randrange(9, 24)


def _de_parcialidad(mundo: Mundo, exp: Expediente, dia: date, falta: PorCubrir) -> Iterator[Abono]:
    suerte, importe = exp.azar.random(), falta.falta
    if suerte < 0.03 and falta.numero and importe > 200:
        parte = redondear(importe * Decimal("0.6"))
        yield abono(mundo, exp, dia, parte)
        yield abono(mundo, exp, dia + timedelta(days=exp.azar.randrange(5, 12)), importe - parte)
    elif suerte < 0.06:
        yield abono(mundo, exp, dia, Decimal((int(importe) // 50 + 1) * 50))
    else:
        yield abono(mundo, exp, dia, importe)


def abono(mundo: Mundo, exp: Expediente, dia: date, importe: Decimal, *, liquida: bool = False) -> Abono:
    """A payment at the bank; accounting finds most on the next working day, some much later."""
    suerte = exp.azar.random()
    espera = 1 if suerte < 0.8 else exp.azar.randrange(2, 5) if suerte < 0.93 else exp.azar.randrange(8, 19)
    return Abono(
        dia=dia,
        importe=redondear(importe),
        canal=pesado(exp.azar, CANALES),
        operacion=f"{mundo.folio('operacion'):09d}",
        captura=mundo.habil(dia, espera),
        avisa=espera > 1 and exp.azar.random() < 0.7,
        liquida=liquida,
    )


def curar(mundo: Mundo, exp: Expediente, hoy: date) -> None:
    """After a breach: some pay what they owe some weeks later and go on for a while."""
    exp.abonos = [a for a in exp.abonos if a.dia <= hoy]
    convenio = exp.caso.convenio
    if convenio is None or not exp.destino.se_cura or exp.curado:
        return
    dia = hoy + timedelta(days=exp.azar.randrange(5, 26))
    faltan = list(por_cubrir(convenio.plan, pagado(exp.caso, convenio)))
    vencidas = [f for f in faltan if f.vence <= dia] or faltan[:1]
    debe = sum((f.falta for f in vencidas), CERO)
    if debe > 0:
        exp.curado = True
        exp.rompe_en = vencidas[-1].numero + exp.azar.randrange(3, 20)
        exp.abonos.append(abono(mundo, exp, dia, debe))


def reportado(exp: Expediente, reporte: Reporte) -> Abono | None:
    """What was paid of a report; None when nothing was."""
    return next((a for a in exp.abonos if (a.dia, a.importe) == (reporte.fecha, reporte.importe)), None)


def cuando(hallado: Abono, ahora: datetime) -> datetime:
    """The instant to which a payment is dated: noon of its day, as banks do not say the hour."""
    return min(a_las(hallado.dia, MEDIODIA), ahora)


def por_capturar(exp: Expediente, hoy: date, ahora: datetime) -> Iterator[Hace]:
    """What accounting confirms of a case today, dated when it was paid; taken off the list.

    What somebody reported is left for whoever answers the report.
    """
    reportados = [reportado(exp, r) for r in exp.caso.reportes.values() if r.estado == "pendiente"]
    hallados = [a for a in exp.abonos if a.captura <= hoy and a not in reportados]
    exp.abonos = [a for a in exp.abonos if a not in hallados]
    if exp.caso.etapa is Etapa.LIQUIDADO or not exp.caso.abierto:
        exp.abonos = []
        return
    for hallado in hallados:
        datos = bancario(exp, hallado)
        if datos is not None:
            yield Hace(confirmar_pago, datos, CONTABILIDAD, cuando(hallado, ahora))


def bancario(exp: Expediente, hallado: Abono, reporte: str | None = None) -> PagoBancario | None:
    """A payment as accounting's statement has it; None when nothing is left to pay."""
    convenio, importe = exp.caso.convenio, hallado.importe
    if convenio is not None and hallado.liquida:
        importe = total_de(convenio) - pagado(exp.caso, convenio)
    if importe <= 0 or not exp.caso.creditos:
        return None
    credito = next(iter(exp.caso.creditos))
    banco = exp.azar.choice(BANCOS) if hallado.canal in (Canal.SPEI, Canal.VENTANILLA) else None
    con_referencia = exp.azar.random() >= 0.08
    numero = convenio.numero if convenio else 0
    return PagoBancario(
        folio=folio_de(banco or hallado.canal, hallado.dia, importe, hallado.operacion),
        importe=importe,
        fecha=hallado.dia,
        canal=hallado.canal,
        banco=banco,
        operacion=hallado.operacion,
        referencia=f"{credito}{numero:02d}" if con_referencia else None,
        convenio=convenio.numero if convenio else None,
        credito=None if convenio else credito,
        pago=reporte,
    )


def reversiones(exp: Expediente, hoy: date) -> Iterator[Hace]:
    """Confirmed payments that the bank gives back: most are paid again."""
    for dia, folio in exp.por_revertir:
        pago = exp.caso.pagos.get(folio)
        if dia <= hoy and pago is not None and not pago.revertido and exp.caso.abierto:
            motivo = "El banco devolvió la transferencia por cuenta inexistente."
            yield Hace(revertir_pago, Reversion(folio=folio, motivo=motivo), CONTABILIDAD)
    exp.por_revertir = [(dia, folio) for dia, folio in exp.por_revertir if dia > hoy]
