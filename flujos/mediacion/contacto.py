"""Next actions of reaching people: the next call, a letter when nobody answers, planned visits."""

from collections.abc import Iterator
from datetime import date

from casos.mediacion.estado import Caso, Llamada, Marca
from casos.mediacion.libro import al_corriente
from casos.mediacion.permiso_de_llamar import SE_LLAMA_A, quien_hablo
from casos.mediacion.visitas import pendiente
from casos.mediacion.vocabulario import (
    SIN_RESPUESTA,
    Etapa,
    ResultadoVisita,
    RolParte,
)
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.generadores import NATURALES, fila, genera
from flujos.pendiente import Pendiente

SE_COBRA = tuple(e for e in ABIERTAS if e not in (Etapa.LIQUIDADO, Etapa.TURNADO_JUDICIAL))
"""Stages in which the office still calls to collect."""

A_QUIEN = {
    RolParte.ACREDITADO: "al acreditado",
    RolParte.AVAL: "al aval",
    RolParte.REPRESENTANTE: "al representante",
}


def seguidas_sin_respuesta(caso: Caso, rol: RolParte) -> list[Llamada]:
    """The last calls to a party that nobody answered, since they were spoken to, written to or seen."""
    contacto = caso.contacto
    cortes = [ll.marca for ll in contacto.llamadas if quien_hablo(ll) is rol]
    cortes += [carta.marca for carta in contacto.cartas if carta.a is rol]
    cortes += [visita.hecha for visita in contacto.visitas.values()]
    cortes += [contacto.recibida, caso.apertura.deudor, caso.judicial.marca]
    desde = max(marca.version for marca in cortes)
    return [
        ll
        for ll in contacto.llamadas
        if ll.a is rol and ll.resultado in SIN_RESPUESTA and ll.marca.version > desde
    ]


def _bastan(seguidas: list[Llamada], v: Versiones) -> bool:
    if not seguidas:
        return False
    return len(seguidas) >= v.politica(seguidas[-1].marca.politica).llamadas.sin_respuesta_para_carta


@genera(*SE_COBRA)
def carta_o_visita(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """So many calls in a row that nobody answered: a letter or a visit instead."""
    for rol in SE_LLAMA_A:
        seguidas = [] if caso.persona(rol) in caso.fallecidas else seguidas_sin_respuesta(caso, rol)
        if _bastan(seguidas, v) and not any(pendiente(vi) for vi in caso.contacto.visitas.values()):
            yield fila(
                caso, v, seguidas[-1].marca, "llamadas.carta_dias_habiles", tipo="carta_o_visita",
                clave=rol.value, titulo=f"Enviar carta o visitar {A_QUIEN[rol]}: no contesta",
                causa=tuple(ll.marca.version for ll in seguidas),
                acciones=("enviar_carta", "programar_visita", "registrar_visita", "registrar_llamada"),
                quita="Se quita cuando se envía una carta, se programa una visita o la persona contesta.",
                detalle=f"{len(seguidas)} llamadas seguidas sin respuesta.",
            )  # fmt: skip


@genera(*SE_COBRA)
def siguiente_llamada(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The next call: on the day agreed or proposed in the last one, or a while after writing or visiting.

    A letter ends the calls to somebody who owes nothing overdue. Sent when the agreed day had come, it stands for that
    call, which whoever asked not to be called cannot get, and the next one is counted from it.
    """
    llamada = next(reversed(caso.contacto.llamadas), None)
    if (
        llamada is None
        or caso.persona(llamada.a) in caso.fallecidas
        or _sobra(caso, llamada)
        or _hay_algo_antes(caso, llamada, v)
    ):
        return
    acto = _carta_o_visita_despues(caso, llamada)
    sin_respuesta = llamada.resultado in SIN_RESPUESTA
    if acto is not None and al_corriente(caso):
        return
    if acto is not None and (sin_respuesta or _ya_tocaba(acto, llamada.siguiente)):
        marca, regla, dia = acto, "llamadas.seguimiento_dias_habiles", None
    elif llamada.siguiente is not None:
        regla = f"llamadas.{'reintentar' if sin_respuesta else 'seguimiento'}_dias_habiles"
        marca, dia = llamada.marca, llamada.siguiente
    else:
        return
    p = fila(
        caso, v, marca, regla, tipo="siguiente_llamada", clave=llamada.a.value,
        titulo=f"Llamar de nuevo {A_QUIEN[llamada.a]}",
        acciones=("registrar_llamada", "enviar_carta", "programar_visita"),
        quita="Se quita con la siguiente llamada, o cuando la persona llama, se le visita o paga; si no se le "
        "puede llamar, una carta la pasa a otro día.",
    )  # fmt: skip
    yield _en_su_dia(p, dia)


def _en_su_dia(p: Pendiente, dia: date | None) -> Pendiente:
    """Shown from its day on; where people agreed on another day than the policy's, that one rules."""
    if dia is not None and dia != p.vence:
        p = p._replace(vence=dia, desde=dia, dias=0, calendario=NATURALES, regla="")
    return p._replace(visible=p.vence)


def _ya_tocaba(acto: Marca, dia: date | None) -> bool:
    return dia is not None and dia_local(acto.en) >= dia


def _carta_o_visita_despues(caso: Caso, llamada: Llamada) -> Marca | None:
    """The newest letter sent or visit made after a call."""
    marcas = [carta.marca for carta in caso.contacto.cartas]
    marcas += [visita.hecha for visita in caso.contacto.visitas.values()]
    despues = [marca for marca in marcas if marca.version > llamada.marca.version]
    return max(despues, key=lambda marca: marca.version, default=None)


def _sobra(caso: Caso, llamada: Llamada) -> bool:
    """Whether the person has since called, paid or, if they had answered, been seen; or another way began: an
    agreement or an addendum was signed, or judicial had the case."""
    marcas = [caso.contacto.recibida, *(pago.marca for pago in caso.pagos.values()), caso.judicial.marca]
    marcas += [marca for c in caso.convenios.values() for marca in (c.firmado, c.adenda)]
    if llamada.resultado not in SIN_RESPUESTA:
        marcas += [visita.hecha for visita in caso.contacto.visitas.values()]
    return any(marca.version > llamada.marca.version for marca in marcas)


def _hay_algo_antes(caso: Caso, llamada: Llamada, v: Versiones) -> bool:
    """Whether another row says already what to do about the person of the last call, or they have died."""
    contacto = caso.contacto
    insistir = caso.etapa in (Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.AGENDADO)
    nadie = llamada.resultado in SIN_RESPUESTA and _carta_o_visita_despues(caso, llamada) is None
    return (
        caso.persona(llamada.a) in caso.fallecidas
        or any(promesa.estado == "vigente" for promesa in contacto.promesas.values())
        or any(pendiente(visita) for visita in contacto.visitas.values())
        or caso.borrador is not None
        or _bastan(seguidas_sin_respuesta(caso, llamada.a), v)
        or (nadie and insistir)
    )


@genera(*ABIERTAS)
def hacer_visita(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Each planned visit, on its day; its result is captured on the same one."""
    for visita in caso.contacto.visitas.values():
        if pendiente(visita):
            yield fila(
                caso, v, visita.marca, "visitas.registrar_dias_habiles", tipo="hacer_visita",
                clave=f"visita-{visita.numero}", titulo="Hacer la visita y registrar su resultado",
                desde=visita.dia, visible=visita.dia, acciones=("registrar_visita", "cancelar_visita"),
                quita="Se quita cuando se registra el resultado de la visita o se cancela.",
                detalle=f"Visita {visita.tipo.value.lower()}.",
            )  # fmt: skip


@genera(*ABIERTAS)
def tras_la_visita(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The address of the last visit does not exist, and no data of contact changed since."""
    hechas = [visita for visita in caso.contacto.visitas.values() if visita.hecha.version]
    ultima = max(hechas, key=lambda visita: visita.hecha.version, default=None)
    if ultima is None or ultima.resultado is not ResultadoVisita.DOMICILIO_NO_EXISTE:
        return
    if caso.contacto.datos.version < ultima.hecha.version:
        yield fila(
            caso, v, ultima.hecha, "sesiones.actualizar_domicilio_dias_habiles", tipo="actualizar_domicilio",
            clave=f"visita-{ultima.numero}", titulo="Actualizar el domicilio: el que se tiene no existe",
            acciones=("actualizar_contacto",),
            quita="Se quita cuando se actualizan los datos de contacto.",
        )  # fmt: skip
