"""Information asked of Dirección, Sistemas or Contabilidad: a light case until it is answered.

What is asked may speak of a debtor: it is private text under the key of a record that has no name.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.decision import COORDINADOR, Contexto, decision, exigir
from casos.hecho import Hecho, TextoPrivado
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.expediente import CON_BANDEJA
from casos.tipo import TipoCaso


class Area(StrEnum):
    """Of whom information is asked."""

    DIRECCION = "DIRECCION"
    SISTEMAS = "SISTEMAS"
    CONTABILIDAD = "CONTABILIDAD"


class InformacionSolicitada(Hecho):
    """Information was asked of an area; `persona_id` only keeps the key of its text."""

    area: Area
    persona_id: UUID
    texto: TextoPrivado


class InformacionRecibida(Hecho):
    """The area answered."""

    respuesta: TextoPrivado


class Solicitud(NamedTuple):
    """The state; `de` is the account that asked."""

    area: Area | None = None
    persona_id: UUID | None = None
    de: str = ""
    rol: str = ""
    respondida: bool = False
    sede: str = ""
    desde: datetime | None = None
    version: int = 0
    politica: int = 1


def evolve(solicitud: Solicitud, asiento: Asiento) -> Solicitud:
    """Fold a fact."""
    match asiento.hecho:
        case InformacionSolicitada() as h:
            return Solicitud(
                h.area, h.persona_id, asiento.autor, asiento.rol, sede=asiento.sede, desde=asiento.ocurrido_en,
                version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case InformacionRecibida():
            return solicitud._replace(respondida=True)
        case _:
            return solicitud


def persona(solicitud: Solicitud) -> UUID | None:
    """Under whose key the text is."""
    return solicitud.persona_id


def sede(solicitud: Solicitud) -> str:
    """The office of who asked; the main one for who works for all of them."""
    return solicitud.sede or "HMO"


TIPO = TipoCaso("solicitud", Solicitud(), evolve, (InformacionSolicitada,), persona=persona, sede=sede)


def puede_leer(solicitud: Solicitud, usuario: str, rol: str) -> bool:
    """Who asked, the coordinator, and the area that answers."""
    area = solicitud.area.value.lower() if solicitud.area else ""
    return usuario == solicitud.de or rol in {COORDINADOR, area}


class NuevaSolicitud(Datos):
    """What is asked, and of whom."""

    area: Area
    persona_id: UUID
    texto: str


@decision(quien=CON_BANDEJA, titulo="Solicitar información")
def solicitar_informacion(solicitud: Solicitud, nueva: NuevaSolicitud, ctx: Contexto) -> list[Hecho]:
    """Ask an area; the same light case again yields []."""
    if solicitud.area is not None:
        return []
    texto = escrito(nueva.texto, "Escriba qué información necesita.")
    return [InformacionSolicitada(area=nueva.area, persona_id=nueva.persona_id, texto=texto)]


def _sin_respuesta(solicitud: Solicitud, ctx: Contexto) -> str | None:
    if solicitud.area is None:
        return "Esa solicitud no existe; revise la dirección de la página."
    if not puede_leer(solicitud, ctx.autor, ctx.rol) and not ctx.actua_por(solicitud.de):
        return "La solicitud es de otra persona; la responde su área o la cierra quien la hizo."
    return "Esa solicitud ya se respondió." if solicitud.respondida else None


class Contestacion(Datos):
    """What the area answered."""

    respuesta: str


@decision(quien=CON_BANDEJA, titulo="Registrar respuesta", si=_sin_respuesta)
def recibir_informacion(solicitud: Solicitud, dada: Contestacion, ctx: Contexto) -> list[Hecho]:
    """The area answered, on its own screen or by other means; that ends it."""
    exigir(_sin_respuesta(solicitud, ctx))
    return [InformacionRecibida(respuesta=escrito(dada.respuesta, "Escriba la respuesta."))]
