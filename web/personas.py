"""Names for a page: the vault is asked once for everybody whom the page shows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from casos.boveda.persona import Olvidada, Persona
from web.actual import instancia


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
