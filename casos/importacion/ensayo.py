"""From what a row would do to what it really will: not twice, and not what a decision refuses."""

from dataclasses import replace
from uuid import UUID

from casos.decision import Rechazo
from casos.importacion.mesa import Mesa
from casos.importacion.vista_previa import PASOS, Causa, Renglon, Situacion, id_de_pedido
from casos.lote import Lote

PRINCIPALES = frozenset({"agendar", "reagendar", "lugar", "cancelar", "saldo", "pago"})
"""Once a file has taken one of these for a row, what people did later is not undone by the same file."""
YA_SE_HIZO = "Ya se había llevado a cabo al importar este mismo archivo."


def ya_llevada(lote: Lote, fila: int) -> Renglon | None:
    """The line of a row that this very file has carried out, or that a person has settled; else None."""
    resuelta = lote.resueltas.get(fila)
    if resuelta is not None:
        como = "descartó" if resuelta.como == "descartada" else "resolvió"
        return Renglon(
            fila=fila,
            situacion=Situacion.YA_ESTABA,
            mensaje=f"Estaba en duda y ya se {como}.",
            caso_id=resuelta.caso,
            sesion=resuelta.sesion,
        )
    llevado = lote.llevados.get(fila)
    if llevado is None:
        return None
    return Renglon(
        fila=fila,
        situacion=Situacion.YA_ESTABA,
        mensaje=YA_SE_HIZO,
        caso_id=llevado.caso,
        sesion=llevado.sesion,
    )


def sin_repetir(renglon: Renglon, pedidos: frozenset[str], lote_id: UUID, vuelta: int) -> Renglon:
    """The line without the steps that this file already took for it (an import that was cut short)."""
    fila = renglon.fila or 0
    hechos = {paso for paso in PASOS if str(id_de_pedido(lote_id, vuelta, fila, paso)) in pedidos}
    hecho_lo_principal = bool(hechos & PRINCIPALES)
    quedan = tuple(
        p
        for p in renglon.pasos
        if p.nombre not in hechos and not (hecho_lo_principal and p.nombre in PRINCIPALES)
    )
    if hecho_lo_principal and not quedan:
        return replace(
            renglon, situacion=Situacion.YA_ESTABA, mensaje=YA_SE_HIZO, hecho="", causa=None, candidatos=(),
            pasos=(), personas=(),
        )  # fmt: skip
    return replace(renglon, pasos=quedan)


def ensayar(renglon: Renglon, mesa: Mesa) -> Renglon:
    """Try the line's steps on the table; what a decision refuses becomes a question in its words."""
    try:
        mesa.ensayar(renglon.pasos)
    except Rechazo as rechazo:
        return en_duda(renglon, Causa.NO_PROCEDE, str(rechazo))
    return renglon


def en_duda(renglon: Renglon, causa: Causa, mensaje: str) -> Renglon:
    """The line as a question: it does nothing until somebody answers."""
    return replace(
        renglon, situacion=Situacion.DUDA, causa=causa, mensaje=mensaje, hecho="", pasos=(), personas=()
    )
