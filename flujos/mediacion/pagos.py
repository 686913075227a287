"""Next actions about payments as such: those reported that accounting must find, and receipts to be given."""

from collections.abc import Iterator

from casos.calendario.explicacion import en_palabras
from casos.decision import CONTABILIDAD
from casos.dinero.pesos import en_cifras
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.generadores import fila, genera
from flujos.pendiente import Pendiente

ABIERTAS = tuple(etapa for etapa in Etapa if etapa is not Etapa.CERRADO)


@genera(*ABIERTAS)
def conciliar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A reported payment waits for accounting."""
    for reporte in caso.reportes.values():
        if reporte.estado == "pendiente":
            yield fila(
                caso, v, reporte.marca, "pagos.conciliar_dias_habiles", tipo="conciliar_pago",
                clave=f"reporte-{reporte.marca.version}", titulo="Confirmar o no el pago reportado",
                rol=CONTABILIDAD, acciones=("confirmar_pago", "rechazar_pago"),
                detalle=f"{en_cifras(reporte.importe)} del {en_palabras(reporte.fecha)}, {reporte.canal}.",
                quita="Se quita cuando Contabilidad confirma el pago o responde que no lo halló.",
            )  # fmt: skip


@genera(*ABIERTAS)
def recibos(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A confirmed payment has no receipt yet; counted from its confirmation, however old the payment is."""
    for pago in caso.pagos.values():
        if not pago.recibo.version and not pago.revertido:
            confirmado = dia_local(pago.marca.registrado_en)
            yield fila(
                caso, v, pago.marca, "pagos.recibo_dias_habiles", tipo="emitir_recibo",
                clave=f"pago-{pago.marca.version}", titulo="Emitir el recibo de un pago", desde=confirmado,
                visible=confirmado, acciones=("emitir_recibo",), prioridad=60,
                detalle=f"{en_cifras(pago.importe)} del {en_palabras(pago.fecha)}.",
                quita="Se quita cuando se emite el recibo o el pago se revierte.",
            )  # fmt: skip
