"""What does not wait while a case rests: papers in hand, money that came in, what the court has set."""

from casos.mediacion.estado import Caso
from flujos.pendiente import Pendiente

NO_ESPERAN = frozenset(
    {
        "actualizar_buro",
        "agregar_nota",
        "archivar_documento",
        "avisar_condonacion_revocada",
        "avisar_juez",
        "avisar_partes",
        "celebrar_sesion",
        "confirmar_liquidacion",
        "confirmar_pago",
        "devolver_documento",
        "devolver_pagare",
        "emitir_recibo",
        "entregar_carta_de_no_adeudo",
        "entregar_copia",
        "prorrogar_mecanismo",
        "reanudar",
        "recabar_documento",
        "recibir_expediente",
        "registrar_alta_de_plan",
        "registrar_convenio",
        "registrar_seguimiento_judicial",
        "remitir_a_registro",
        "subsanar_prevencion",
    }
)
"""Decisions that a suspension does not stop; a row stays if the one it offers first is among them."""


def espera(caso: Caso, p: Pendiente) -> bool:
    """Whether a row rests with its case: nobody is called, visited, pressed or sued meanwhile."""
    return caso.suspension is not None and caso.abierto and not (p.acciones and p.acciones[0] in NO_ESPERAN)
