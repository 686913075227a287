"""Settling what an import left open: rows in doubt one by one, and sessions that vanished from the file."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from casos.asiento import Acto, Origen
from casos.decision import Rechazo
from casos.importacion.directorio import Oficina
from casos.importacion.obra import Obra
from casos.importacion.servicio import Envio, leer, lote_de, vista_de
from casos.importacion.vista_previa import Clase, Eleccion, Renglon, Situacion, id_de_lote
from casos.lectura.deudores import por_deudor
from casos.lectura.renglones import Leido
from casos.lote import (
    ComoDesaparecida,
    ComoDuda,
    Lote,
    RespuestaADesaparecida,
    RespuestaADuda,
    exigir_lote,
    resolver_duda,
    responder_desaparecida,
)
from casos.mediacion.sesiones import Cancelacion, cancelar_sesion

YA_NO_VINO = "Ya no vino en la agenda que mandó el tribunal."


def resolver(oficina: Oficina, envio: Envio, acto: Acto, fila: int, eleccion: Eleccion) -> list[Renglon]:
    """Carry out a row in doubt as a person answered, with the rows of the same debtor that the answer settles.

    The lines as they ended; where they are still in doubt nothing was done and they say what else is missing.
    """
    leido = leer(envio)
    lote = lote_de(oficina, id_de_lote(envio.clase, leido.sha256))
    exigir_lote(lote)
    filas = _juntas(leido, envio.clase, fila, lote)
    vista = vista_de(oficina, envio, acto, _solo(leido, filas), dict.fromkeys(filas, eleccion))
    vista = replace(vista, renglones=tuple(r for r in vista.renglones if r.fila in filas))
    if any(r.situacion is Situacion.DUDA for r in vista.renglones):
        return list(vista.renglones)
    obra = Obra(oficina, vista, acto)
    hechos = obra.hacer(vista.renglones)
    como: ComoDuda = "nuevo" if eleccion.nuevo else "caso" if eleccion.caso_id else "aceptada"
    for r, sesion in hechos:
        if r.situacion is not Situacion.DUDA and r.fila is not None:
            respuesta = RespuestaADuda(fila=r.fila, como=como, caso=r.caso_id, sesion=sesion)
            _anotar(oficina, vista.lote_id, lote, acto, resolver_duda, respuesta)
    return [r for r, _ in hechos]


def en_duda(oficina: Oficina, envio: Envio, acto: Acto) -> list[tuple[Any, Renglon]]:
    """The rows of a file that wait for a person: as they were read, and what would be done with each today."""
    leido = leer(envio)
    lote = lote_de(oficina, id_de_lote(envio.clase, leido.sha256))
    pendientes = _solo(leido, tuple(lote.por_resolver))
    vista = vista_de(oficina, envio, acto, pendientes, {})
    lineas = {r.fila: r for r in vista.renglones}
    return [(leido, lineas[leido.fila]) for leido in pendientes.renglones]


def descartar(oficina: Oficina, lote_id: UUID, acto: Acto, filas: Sequence[int]) -> None:
    """Rows in doubt that are not ours, or wrong: nothing is done with them."""
    lote = lote_de(oficina, lote_id)
    exigir_lote(lote)
    for fila in filas:
        if fila in lote.por_resolver:
            respuesta = RespuestaADuda(fila=fila, como="descartada")
            _anotar(oficina, lote_id, lote, acto, resolver_duda, respuesta)


def responder(
    oficina: Oficina, lote_id: UUID, acto: Acto, caso_id: UUID, sesion: int, como: ComoDesaparecida
) -> None:
    """A vanished session was cancelled by the court, or is still to be held. Raises Rechazo."""
    lote = lote_de(oficina, lote_id)
    exigir_lote(lote)
    if (caso_id, sesion) not in lote.preguntadas:
        raise Rechazo("Por esa sesión no se preguntó en esta importación; recargue la página.")
    if como == "cancelada":
        pedido = uuid5(lote_id, f"{lote.vuelta}/desaparecida/{caso_id}/{sesion}")
        datos = Cancelacion(sesion=sesion, causa=YA_NO_VINO, archivo=lote.sha256)
        oficina.casos.decidir(caso_id, cancelar_sesion, datos, _con(acto, pedido))
    respuesta = RespuestaADesaparecida(caso=caso_id, sesion=sesion, como=como)
    _anotar(oficina, lote_id, lote, acto, responder_desaparecida, respuesta)


def _anotar(oficina: Oficina, lote_id: UUID, lote: Lote, acto: Acto, decision: Any, datos: Any) -> None:
    que = f"{lote.vuelta}/{decision.__name__}/{datos.model_dump_json()}/{acto.autor}/{acto.rol}"
    oficina.casos.decidir(lote_id, decision, datos, _con(acto, uuid5(lote_id, que)))


def _con(acto: Acto, pedido: UUID) -> Acto:
    return replace(acto, pedido=pedido, origen=Origen.IMPORTACION)


def juntas(envio: Envio, fila: int, lote: Lote) -> tuple[int, ...]:
    """The rows in doubt that one answer settles: a debtor's contracts, or the row alone."""
    return _juntas(leer(envio), envio.clase, fila, lote)


def _juntas(leido: Leido[Any], clase: Clase, fila: int, lote: Lote) -> tuple[int, ...]:
    duda = lote.por_resolver.get(fila)
    if duda is None:
        raise Rechazo(f"La fila {fila} ya no está en duda; recargue la página.")
    if clase is not Clase.CARTERA:
        return (fila,)
    for deudor in por_deudor(leido.buenos):
        filas = [r.fila for r in deudor.renglones]
        if fila in filas:
            iguales = [f for f in filas if (d := lote.por_resolver.get(f)) and d.causa == duda.causa]
            return tuple(iguales)
    return (fila,)


def _solo(leido: Leido[Any], filas: Sequence[int]) -> Leido[Any]:
    return replace(leido, renglones=tuple(r for r in leido.renglones if r.fila in filas))
