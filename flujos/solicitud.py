"""What asked information leaves to do: the area answers in time; once late, who asked insists."""

from collections.abc import Iterator

from casos.decision import CONTABILIDAD, COORDINADOR, SISTEMAS
from casos.solicitud import Area, Solicitud, sede
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente

REGLA = "solicitudes.respuesta_dias_habiles"
NOMBRES = {Area.DIRECCION: "Dirección", Area.SISTEMAS: "Sistemas", Area.CONTABILIDAD: "Contabilidad"}
RESPONDEN = {Area.DIRECCION: COORDINADOR, Area.SISTEMAS: SISTEMAS, Area.CONTABILIDAD: CONTABILIDAD}
"""Whose inbox an area has; the coordinator takes it to Dirección."""


def pendientes(solicitud: Solicitud, v: Versiones) -> Iterator[Pendiente]:
    """One row of the area's until it answers, and from the day after it was due one of who asked."""
    if solicitud.respondida or solicitud.area is None or solicitud.desde is None:
        return
    desde = dia_local(solicitud.desde)
    dias = v.politica(solicitud.politica).solicitudes.respuesta_dias_habiles
    vence = v.vencimiento(desde, dias, "INSTITUTO", sede(solicitud)).fecha
    p = Pendiente(
        tipo="responder_solicitud", clave="solicitud", titulo=f"Responder la solicitud de @{solicitud.de}",
        rol=RESPONDEN[solicitud.area], usuario=None, visible=desde, vence=vence, causa=(solicitud.version,),
        regla=REGLA, desde=desde, dias=dias, calendario="INSTITUTO", acciones=("recibir_informacion",),
        quita="Se quita cuando se registra la respuesta.",
    )  # fmt: skip
    yield p
    tarde = v.vencimiento(vence, 1, "INSTITUTO", sede(solicitud)).fecha
    yield p._replace(
        tipo="insistir_solicitud", titulo=f"Insistir a {NOMBRES[solicitud.area]}: no ha respondido",
        rol=solicitud.rol, usuario=solicitud.de, visible=tarde, vence=tarde,
    )  # fmt: skip
