"""Whether what waited in a light case was done in time: each doing is compared with the row that asked for it."""

from casos.actividad import ActividadHecha
from casos.asiento import Historia
from casos.comision import ComisionInformada
from casos.hecho import Hecho
from casos.manifestacion import (
    DenunciaTurnada,
    Manifestacion,
    ManifestacionRespondida,
    ReciboAcusado,
    ReconocimientoCompartido,
)
from casos.recado import RecadoEntendido
from casos.solicitud import InformacionRecibida
from casos.tiempo import dia_local
from casos.tipo import historia_hasta
from casos.versiones import Versiones
from flujos import pendientes
from flujos.manifestacion import limite_de_respuesta

PIDE: dict[type[Hecho], str] = {
    RecadoEntendido: "recado",
    ReciboAcusado: "acusar_recibo",
    ManifestacionRespondida: "responder_queja",
    ReconocimientoCompartido: "compartir_reconocimiento",
    DenunciaTurnada: "turnar_denuncia",
    InformacionRecibida: "responder_solicitud",
    ActividadHecha: "actividad",
    ComisionInformada: "informe_de_comision",
}
"""The kind of row that each of these facts does; what moves or cancels a row does not do it."""


def en_plazo(historia: Historia, versiones: Versiones) -> dict[int, bool]:
    """By version of the entries that did something that was due: whether they did it by its date.

    A complaint is answered in time by the standard of the service, though its row is due some days before.
    """
    respuestas: dict[int, bool] = {}
    for a in historia.vigentes:
        tipo = PIDE.get(type(a.hecho))
        if tipo is None:
            continue
        antes = historia_hasta(historia, a.version - 1)
        suya = next((p for p in pendientes(antes, versiones) if p.tipo == tipo and not p.escala), None)
        if suya is None:
            continue
        queja = isinstance(antes.caso, Manifestacion) and tipo == "responder_queja"
        limite = limite_de_respuesta(antes.caso, versiones) if queja else suya.vence
        respuestas[a.version] = dia_local(a.ocurrido_en) <= limite
    return respuestas
