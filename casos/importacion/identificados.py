"""A payment that waited to be identified goes to its case: confirmed there first, then told to have been."""

from dataclasses import replace
from uuid import UUID, uuid5

from casos.asiento import Acto
from casos.casos import Casos, Resultado
from casos.decision import Rechazo
from casos.importacion.pagos import MEDIODIA
from casos.mediacion.estado import Caso
from casos.mediacion.pagos import PagoBancario, confirmar_pago
from casos.pago_por_identificar import Identificacion, PagoPorIdentificar, identificar_pago
from casos.tiempo import a_las


def asignar(casos: Casos, pago_id: UUID, acto: Acto, caso_id: UUID, credito: str | None) -> Resultado:
    """Confirm the payment in a case, for one of its contracts if it is said; again, nothing. Raises Rechazo."""
    historia = casos.historia(pago_id)
    pago = historia.caso if historia else None
    if not isinstance(pago, PagoPorIdentificar):
        raise Rechazo("Ese pago no existe; revise la dirección de la página.")
    if pago.estado and pago.caso != caso_id:
        raise Rechazo("Ese pago ya se identificó o se devolvió; recargue la página.")
    suyo = casos.historia(caso_id)
    if suyo is None or not isinstance(suyo.caso, Caso):
        raise Rechazo("Ese caso no existe; elija otro.")
    datos = PagoBancario(
        folio=pago.folio,
        importe=pago.importe,
        fecha=pago.fecha,
        canal=pago.canal,
        banco=pago.banco,
        operacion=pago.operacion,
        referencia=pago.referencia,
        credito=credito,
    )
    ocurrido = min(a_las(pago.fecha, MEDIODIA), casos.ahora())
    confirma = replace(acto, pedido=uuid5(pago_id, f"confirmar/{caso_id}/{acto.autor}"), ocurrido_en=ocurrido)
    confirmado = casos.decidir(caso_id, confirmar_pago, datos, confirma)
    identifica = replace(acto, pedido=uuid5(pago_id, f"identificar/{caso_id}/{acto.autor}"), ocurrido_en=None)
    casos.decidir(pago_id, identificar_pago, Identificacion(caso=caso_id, credito=credito), identifica)
    return confirmado
