"""Next actions of promises: verified after their day, broken by the clock, followed by a call."""

from collections.abc import Iterator

from casos.mediacion.estado import Caso, Promesa
from casos.mediacion.promesas import se_verifica
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.contacto import SE_COBRA
from flujos.mediacion.generadores import despierta, fila, genera
from flujos.mediacion.gestiones import ultima
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar


@genera(*SE_COBRA)
def verificar_promesa(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Each promise that stands is verified on the working day after the promised one."""
    for promesa in caso.contacto.promesas.values():
        if promesa.estado == "vigente":
            yield fila(
                caso, v, promesa.marca, "seguimiento.verificar_promesa_dias_habiles",
                tipo="verificar_promesa", clave=f"promesa-{promesa.numero}", desde=promesa.fecha,
                visible=promesa.fecha, titulo="Verificar si se cumplió la promesa de pago",
                acciones=("reportar_pago", "registrar_llamada"),
                quita="Se quita cuando Contabilidad confirma el pago prometido; si no llega, la promesa "
                "queda incumplida al terminar el plazo.",
            )  # fmt: skip


@genera(*SE_COBRA)
def llamar_por_promesa(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The last promise was broken, and since then nobody has reached the person and nothing came of it: no payment,
    no session, no agreement, no lawsuit."""
    promesa = max(caso.contacto.promesas.values(), key=lambda p: p.marca.version, default=None)
    if promesa is None or promesa.estado != "incumplida" or _se_hizo_algo(caso, promesa):
        return
    yield fila(
        caso, v, promesa.resuelta, "seguimiento.llamar_promesa_incumplida_dias_habiles",
        tipo="llamar_por_promesa", clave=f"promesa-{promesa.numero}",
        titulo="Llamar: no se cumplió la promesa de pago",
        causa=(promesa.marca.version, promesa.resuelta.version),
        acciones=("registrar_llamada", "enviar_carta"),
        quita="Se quita con una llamada, una carta o una visita, si se confirma un pago, o si el caso toma otra vía.",
    )  # fmt: skip


def _se_hizo_algo(caso: Caso, promesa: Promesa) -> bool:
    marcas = [ultima(caso, promesa.resuelta), *(pago.marca for pago in caso.pagos_firmes)]
    marcas += [convenio.firmado for convenio in caso.convenios.values()]
    marcas += [sesion.resuelta for sesion in caso.sesiones.values()]
    return any(marca.version > promesa.resuelta.version for marca in marcas)


@despierta(*ABIERTAS)
def romper_promesas(caso: Caso, v: Versiones) -> Iterator[Despertar]:
    """At the end of the day of verifying it, a promise without its payment is broken."""
    for promesa in caso.contacto.promesas.values():
        if promesa.estado == "vigente":
            causa = promesa.marca.version
            clave = f"promesa-{promesa.numero}/{causa}"
            yield Despertar(
                se_verifica(caso, promesa, v), "incumplir_promesa", promesa.numero, clave, (causa,)
            )
