"""Next actions of a file that begins or changes hands: first contact, missing data, a new owner."""

from collections.abc import Iterator

from casos.mediacion.estado import Caso, EstadoSesion
from casos.mediacion.saldos import nada_se_debe
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.generadores import fila, genera
from flujos.mediacion.gestiones import contacto, llamadas, por_otro_medio, sin_respuesta, ultima
from flujos.pendiente import Pendiente

ABIERTAS = tuple(etapa for etapa in Etapa if etapa is not Etapa.CERRADO)

COMO_SE_DICE = {
    "credito": "número de crédito",
    "telefono": "teléfono",
    "curp": "CURP",
    "domicilio": "domicilio",
    "correo": "correo",
    "aval": "aval",
    "acreditado": "acreditado",
}


@genera(*ABIERTAS)
def completar_datos(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """What the file lacks since it was opened, or since its last contract was taken out."""
    faltan = caso.apertura.faltan
    if not faltan:
        return
    acciones = ("vincular_credito",) if faltan == {"credito"} else ("actualizar_contacto", "vincular_credito")
    lista = ", ".join(sorted(COMO_SE_DICE.get(dato, dato.replace("_", " ")) for dato in faltan))
    yield fila(
        caso, v, caso.apertura.faltan_desde, "caso.completar_datos_dias_habiles", tipo="completar_datos",
        clave="datos", titulo="Completar los datos del caso", detalle=f"Falta: {lista}.",
        acciones=acciones, quita="Se quita cuando se captura lo que falta.",
    )  # fmt: skip


@genera(*ABIERTAS)
def recibir_caso(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The new owner has not done anything in the case yet."""
    if caso.apertura.por_recibir is not None:
        yield fila(
            caso, v, caso.apertura.por_recibir, "caso.avisar_reasignacion_dias_habiles", tipo="recibir_caso",
            clave=f"asignado-{caso.apertura.por_recibir.version}",
            titulo="Revisar el caso que le reasignaron", acciones=("agregar_nota",),
            quita="Se quita con lo primero que usted registre en el caso.",
        )  # fmt: skip


@genera(Etapa.REGISTRADO)
def primer_contacto(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The first talk with the debtor, on the day that the quota dealt out or after correcting who owes."""
    apertura = caso.apertura
    if apertura.primer_contacto is None or contacto(caso, apertura.deudor) or _se_busco(caso, v):
        return
    if nada_se_debe(caso):
        return
    desde = apertura.primer_contacto
    if apertura.deudor.version > apertura.marca.version:
        desde = max(desde, dia_local(apertura.deudor.en))
    dia = v.vencimiento(desde, 0, "GESTION_COBRANZA", apertura.sede).fecha
    yield Pendiente(
        tipo="primer_contacto", clave="acreditado", titulo="Hacer el primer contacto con el acreditado",
        rol="responsable", usuario=None, visible=dia, vence=dia, causa=(apertura.deudor.version,),
        regla="cartera.primeros_contactos_por_dia", desde=desde, dias=0, calendario="GESTION_COBRANZA",
        acciones=("registrar_llamada", "registrar_visita", "enviar_carta"),
        quita="Se quita cuando se habla con el acreditado o con su aval, se le escribe o se le visita, o tras los "
        "intentos sin respuesta que fija la política.",
    )  # fmt: skip


def _se_busco(caso: Caso, v: Versiones) -> bool:
    """Whether they were written to or visited, or so many calls went unanswered that a letter is due instead."""
    if por_otro_medio(caso, caso.apertura.deudor):
        return True
    bastan = v.politica(caso.apertura.marca.politica).llamadas.sin_respuesta_para_carta
    return sin_respuesta(llamadas(caso, caso.apertura.deudor)) >= bastan


@genera(Etapa.REGISTRADO)
def siguiente_paso(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The debtor was contacted, or nobody answers: a session or an agreement must follow."""
    apertura = caso.apertura
    contactado = contacto(caso, apertura.deudor) is not None or _se_busco(caso, v)
    por_contactar = apertura.primer_contacto is not None and not contactado
    if por_contactar or caso.borrador or _cancelada(caso) or caso.judicial.estado == "solicitado":
        return
    if nada_se_debe(caso):
        return
    yield fila(
        caso, v, ultima(caso, caso.etapa_desde), "caso.siguiente_paso_dias_habiles", tipo="siguiente_paso",
        clave="registrado", titulo="Pedir sesión al tribunal o proponer un convenio",
        acciones=("agendar_sesion", "presentar_opciones", "elaborar_convenio"),
        quita="Se quita cuando se agenda una sesión o se elabora un convenio.",
    )  # fmt: skip


def _cancelada(caso: Caso) -> bool:
    """Whether the case is here because its session was cancelled: that has a row of its own."""
    return any(
        s.estado is EstadoSesion.CANCELADA and s.resuelta.version == caso.etapa_desde.version
        for s in caso.sesiones.values()
    )
