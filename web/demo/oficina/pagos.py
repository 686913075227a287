"""Payments as the office sees them: reported, matched, receipted; accounting's own captures are the bank's."""

from collections.abc import Iterator
from datetime import timedelta

from casos.decision import CONTABILIDAD, RESPONSABLE
from casos.dinero.pesos import redondear
from casos.mediacion.pagos import (
    PagoDelDeudor,
    PagoNoHallado,
    Recibo,
    confirmar_pago,
    emitir_recibo,
    rechazar_pago,
    reportar_pago,
)
from casos.mediacion.vocabulario import Canal, MotivoLlamada
from web.demo import banco
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende
from web.demo.oficina.llamadas import llamar

NO_ERA = 0.3


@atiende("verificar_pago")
def verificar(e: Encargo) -> Iterator[Hace]:
    """What the debtor says to have paid is reported to accounting; without news, they are called."""
    hecho = next((a for a in e.exp.abonos if a.dia <= e.dia and not a.liquida), None)
    if hecho is not None:
        yield Hace(
            reportar_pago,
            PagoDelDeudor(
                importe=hecho.importe, fecha=hecho.dia, canal=hecho.canal, referencia=hecho.operacion
            ),
        )
    elif e.exp.abonos and e.exp.abonos[0].dia <= e.dia + timedelta(days=3):
        return  # the debtor sent word that they are about to pay
    elif e.p.clave.startswith("llamada/") and e.azar.random() < NO_ERA:
        yield Hace(
            reportar_pago,
            PagoDelDeudor(importe=redondear(e.azar.randrange(3, 12) * 100), fecha=e.dia, canal=Canal.OTRO),
        )
    else:
        yield from llamar(e, MotivoLlamada.SEGUIMIENTO)


@atiende("conciliar_pago")
def conciliar(e: Encargo) -> Iterator[Hace]:
    """Accounting finds the reported payment in the bank, or says that it is not there."""
    reporte = next((r for r in e.caso.reportes.values() if r.marca.version == e.numero), None)
    if reporte is None:
        return
    hecho = banco.reportado(e.exp, reporte)
    datos = banco.bancario(e.exp, hecho, reporte.pago) if hecho else None
    if hecho is None or datos is None:
        motivo = "No aparece en el estado de cuenta del banco."
        yield Hace(rechazar_pago, PagoNoHallado(pago=reporte.pago, motivo=motivo), CONTABILIDAD)
        return
    e.exp.abonos.remove(hecho)
    yield Hace(confirmar_pago, datos, CONTABILIDAD, banco.cuando(hecho, e.momento))


@atiende("emitir_recibo", pronto=0.65)
def recibo(e: Encargo) -> Iterator[Hace]:
    """The debtor may demand a receipt; the officer sends it, or accounting does."""
    pago = next((p for p in e.caso.pagos.values() if p.marca.version == e.numero), None)
    if pago is not None:
        quien = CONTABILIDAD if e.azar.random() < 0.25 else RESPONSABLE
        yield Hace(emitir_recibo, Recibo(folio=pago.folio), quien)
