"""Where each type of case has its page: rows of the inbox lead there."""

from uuid import UUID

from flask import url_for

from casos.asiento import Historia
from casos.manifestacion import puede_leer
from casos.tipo import tipo_de
from web.actual import cuenta, instancia
from web.permisos import puede_abrir

PAGINAS = {
    "lote": "importacion.ver",
    "pago_por_identificar": "por_identificar.ver",
    "recado": "recados.ver",
    "manifestacion": "manifestaciones.ver",
    "solicitud": "solicitudes.ver",
    "atencion": "atencion.una",
    "ausencia": "ausencias.ver",
    "comision": "comisiones.ver",
    "actividad": "actividades.ver",
}
"""Case types with a page of their own, by the name of the type."""


def tiene_pagina_propia(caso_tipo: str) -> bool:
    """Whether cases of a type are not shown by the page of mediation cases."""
    return caso_tipo in PAGINAS


def pagina_propia(historia: Historia) -> str | None:
    """The address of the page that a case of another type than mediation has; None for mediation cases."""
    tipo = tipo_de(historia.asientos).nombre
    return pagina_de(tipo, historia.caso_id) if tiene_pagina_propia(tipo) else None


def enlace_a(caso_tipo: str, caso_id: UUID) -> str:
    """The address of a case's page, or nothing where the account that asks would be refused."""
    if not puede_abrir(PAGINAS.get(caso_tipo, "caso.ver")):
        return ""
    historia = instancia().casos.historia(caso_id) if caso_tipo == "manifestacion" else None
    if historia and not puede_leer(historia.caso, cuenta().usuario, cuenta().rol):
        return ""
    return pagina_de(caso_tipo, caso_id)


def pagina_de(caso_tipo: str, caso_id: UUID) -> str:
    """The address of a case's page."""
    return url_for(PAGINAS.get(caso_tipo, "caso.ver"), caso_id=caso_id)
