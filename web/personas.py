"""Names for a page: the vault is asked once for everybody whom the page shows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from casos.boveda.persona import Olvidada, Persona
from casos.mediacion.permiso_de_llamar import NO_SE_MARCA
from casos.mediacion.vocabulario import CalidadNumero
from web.actual import instancia


class Numero(NamedTuple):
    """A telephone of somebody, how facts name it, and what is known of it."""

    numero: str
    referencia: str
    calidad: CalidadNumero | None


def personas(ids: Iterable[UUID | None], al: datetime | None = None) -> Mapping[UUID, Persona | Olvidada]:
    """The records of these people (as they were at an instant, if asked)."""
    distintos = {i for i in ids if i is not None}
    return instancia().boveda.leer_varias(distintos, al) if distintos else {}


def nombre_de(conocidas: Mapping[UUID, Persona | Olvidada], persona_id: UUID | None) -> str:
    """What a page calls somebody."""
    if persona_id is None:
        return ""
    persona = conocidas.get(persona_id)
    return persona.nombre if persona else ""


def telefono_de(conocidas: Mapping[UUID, Persona | Olvidada], persona_id: UUID | None) -> str:
    """The first telephone of somebody, or nothing."""
    persona = conocidas.get(persona_id) if persona_id else None
    return persona.telefonos[0].numero if isinstance(persona, Persona) and persona.telefonos else ""


def numeros_de(persona: Persona | Olvidada | None, calidades: Mapping[str, CalidadNumero]) -> list[Numero]:
    """The telephones of somebody, those that serve first, with what the facts of a case say of each."""
    if not isinstance(persona, Persona):
        return []
    boveda = instancia().boveda
    todos = [
        Numero(t.numero, referencia, calidades.get(referencia))
        for t in persona.telefonos
        for referencia in [boveda.referencia_de_telefono(persona.persona_id, t.numero)]
    ]
    return sorted(todos, key=lambda n: n.calidad in NO_SE_MARCA)
