"""Which screen an act opens: its own where it has one, else the form that any decision has."""

from typing import Any
from uuid import UUID

from flask import current_app, url_for

from casos.decision import declarada
from web.actual import cuenta
from web.permisos import puede_abrir

PANTALLAS: dict[str, str] = {
    "presentar_opciones": "opciones.ver",
    "elaborar_convenio": "opciones.ver",
    "autorizar_descuento": "convenio.ver",
    "rechazar_descuento": "convenio.ver",
    "emitir_estado_de_cuenta": "estado_de_cuenta.ver",
    "emitir_recibo": "papeles.ver",
    "emitir_papel": "papeles.ver",
    "anexar_documento": "anexos.ver",
    "actualizar_contacto": "personas.ver",
    "calificar_numero": "personas.ver",
    "vincular_persona": "personas.nueva",
    "corregir_deudor": "personas.nueva",
    "abrir_caso": "nuevo_caso.ver",
}
"""Acts that have a screen made for them, and its endpoint; each takes `caso_id`."""

DE_REPORTES = frozenset({"confirmar_pago", "rechazar_pago"})
"""The answers to a reported payment, which the key of their row names: `reporte-<version>`."""


def le_toca(decision: str) -> bool:
    """Whether the account that asks may take a decision: whoever may not is given no button for it."""
    return cuenta().rol in declarada(decision).quien


def url_de_accion(caso_id: UUID, decision: str, **argumentos: Any) -> str:
    """The address where somebody takes a decision on a case; `tipo` and `clave` say which row brought them."""
    if decision in DE_REPORTES and (reporte := str(argumentos.get("clave", ""))).startswith("reporte-"):
        return url_for("pagos.ver", caso_id=caso_id, version=reporte.removeprefix("reporte-"))
    endpoint = PANTALLAS.get(decision, "")
    if endpoint in current_app.view_functions and puede_abrir(endpoint):
        return url_for(endpoint, caso_id=caso_id, **argumentos)
    return url_for("accion.formulario", caso_id=caso_id, decision=decision, **argumentos)
