"""What a payment of nobody asks of accounting: to find out whose it is."""

from collections.abc import Iterator

from casos.calendario.explicacion import en_palabras
from casos.decision import CONTABILIDAD
from casos.dinero.pesos import en_cifras
from casos.pago_por_identificar import PagoPorIdentificar, sede
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente

REGLA = "pagos.identificar_dias_habiles"


def pendientes(pago: PagoPorIdentificar, v: Versiones) -> Iterator[Pendiente]:
    """One row until it is identified or sent back."""
    if pago.estado or pago.recibido_en is None:
        return
    desde = dia_local(pago.recibido_en)
    dias = v.politica(pago.politica).pagos.identificar_dias_habiles
    yield Pendiente(
        tipo="identificar_pago", clave="pago",
        titulo=f"Identificar el pago de {en_cifras(pago.importe)} del {en_palabras(pago.fecha, con_anio=False)}",
        rol=CONTABILIDAD, usuario=None, visible=desde,
        vence=v.vencimiento(desde, dias, "INSTITUTO", sede(pago)).fecha, causa=(pago.version,), regla=REGLA,
        desde=desde, dias=dias, calendario="INSTITUTO", acciones=("identificar_pago", "devolver_pago"),
        quita="Se quita cuando el pago se confirma en un caso o se devuelve.", detalle=pago.razon,
    )  # fmt: skip
