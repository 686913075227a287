"""Somebody attended whose case is not known, or who has none: a light case that is complete when it opens.

Who gives a name is a person of the vault; who does not stays anonymous. Attention to somebody of a case is a
fact of that case (`casos.mediacion.contacto.registrar_atencion`).
"""

from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.decision import Contexto, Rechazo, decision
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.contacto import AtencionDada
from casos.mediacion.datos import escrito, privado
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import Medio
from casos.tipo import TipoCaso

MEJOR = 5
"""Satisfaction goes from 1 to this."""


class AtencionSinCaso(Hecho):
    """Somebody was attended in person, by phone or in writing, without a case."""

    medio: Medio
    asunto: Texto
    resuelto: bool = True
    canalizado_a: Texto | None = None
    minutos: int | None = None
    satisfaccion: int | None = None
    persona_id: UUID | None = None
    nota: TextoPrivado | None = None


class Atencion(NamedTuple):
    """The state: what it was about, whom if they said it, and where."""

    asunto: str = ""
    persona_id: UUID | None = None
    sede: str = ""


def evolve(atencion: Atencion, asiento: Asiento) -> Atencion:
    """Fold a fact."""
    match asiento.hecho:
        case AtencionSinCaso() as h:
            return Atencion(h.asunto, h.persona_id, asiento.sede)
        case _:
            return atencion


def persona(atencion: Atencion) -> UUID | None:
    """Who was attended, if they gave a name."""
    return atencion.persona_id


def sede(atencion: Atencion) -> str:
    """The office of who attended; the main one for who works for all of them."""
    return atencion.sede or "HMO"


TIPO = TipoCaso("atencion", Atencion(), evolve, (AtencionSinCaso,), persona=persona, sede=sede)


class AtencionDadaSinCaso(AtencionDada):
    """The same as in a case, and the vault's id of whoever gave a name."""

    persona_id: UUID | None = None


@decision(quien=CON_BANDEJA, titulo="Registrar atención")
def atender_sin_caso(atencion: Atencion, dada: AtencionDadaSinCaso, ctx: Contexto) -> list[Hecho]:
    """Attend somebody without a case; the same light case again yields []."""
    if atencion.asunto:
        return []
    if dada.satisfaccion is not None and not 1 <= dada.satisfaccion <= MEJOR:
        raise Rechazo("La satisfacción va de 1 a 5.")
    if dada.nota and dada.persona_id is None:
        raise Rechazo("Para guardar una nota escriba el nombre de la persona; o borre la nota.")
    asunto = escrito(dada.asunto, "Elija el asunto.")
    return [AtencionSinCaso(**dada.model_dump() | {"asunto": asunto, "nota": privado(dada.nota)})]
