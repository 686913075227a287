"""What is still owed to somebody when a debt is paid: no case is closed over an open task."""

from collections.abc import Iterator
from typing import NamedTuple

from casos.mediacion.estado import Caso, Convenio

POR_REGISTRAR = {
    "por_remitir": ("remitir_a_registro", "que el convenio {} se remita al registro"),
    "remitido": ("registrar_convenio", "el número de registro del convenio {}"),
    "prevenido": ("subsanar_prevencion", "subsanar la prevención del registro del convenio {}"),
}


class Tarea(NamedTuple):
    """What is missing, in words, and the row that asks for it: one that was put away is missing no more."""

    que: str
    tipo: str
    clave: str


def tareas_abiertas(caso: Caso) -> Iterator[Tarea]:
    """What payments, sessions and agreements still ask for, besides the papers of the file."""
    for reporte in caso.reportes.values():
        if reporte.estado == "pendiente":
            que = "que Contabilidad responda el pago reportado"
            yield Tarea(que, "conciliar_pago", f"reporte-{reporte.marca.version}")
    for pago in caso.pagos_firmes:
        if not pago.recibo.version:
            yield Tarea(
                f"emitir el recibo del pago {pago.folio}", "emitir_recibo", f"pago-{pago.marca.version}"
            )
    for sesion in caso.sesiones.values():
        if sesion.por_avisar:
            que = f"avisar a las partes lo de la sesión {sesion.numero}"
            yield Tarea(que, "avisar_partes", f"sesion-{sesion.numero}")
    yield from _al_juez(caso)
    for convenio in caso.convenios.values():
        if convenio.suscrito:
            yield from _del_convenio(convenio)


def _al_juez(caso: Caso) -> Iterator[Tarea]:
    mecanismo = caso.mecanismo
    if not mecanismo.juzgado or not mecanismo.inicio.version:
        return
    if not mecanismo.avisado_inicio.version:
        que = "avisar al juez que empezó la mediación"
        yield Tarea(que, "avisar_juez", f"inicio-{mecanismo.inicio.version}")
    if mecanismo.sin_avisar_fin.version:
        que = "avisar al juez que la mediación concluyó"
        yield Tarea(que, "avisar_juez", f"conclusion-{mecanismo.sin_avisar_fin.version}")


def _del_convenio(convenio: Convenio) -> Iterator[Tarea]:
    clave = f"convenio-{convenio.numero}"
    for rol in dict.fromkeys(firma.rol for firma in convenio.firmas):
        if rol not in convenio.copias:
            que = f"entregar la copia del convenio {convenio.numero}: {rol}"
            yield Tarea(que, "entregar_copia", f"{clave}/{rol}")
    if convenio.registral.estado in POR_REGISTRAR:
        tipo, que = POR_REGISTRAR[convenio.registral.estado]
        yield Tarea(que.format(convenio.numero), tipo, clave)
