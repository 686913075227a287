"""Stored records become people, or the placeholder of who was forgotten."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from pydantic_core import from_json

from casos.boveda.cifrado import cifrar_ficha, descifrar_ficha, lugar_de_ficha
from casos.boveda.fichas import DATOS, OLVIDO, Ficha, de_micros
from casos.boveda.llavero import Llavero
from casos.boveda.persona import Olvidada, Persona


def cerrar_ficha(llave: bytes, persona: Persona, version: int, desde: int) -> dict[str, Any]:
    """A version as it is stored: the encrypted record without what is empty, and where it belongs."""
    claro = persona.model_dump_json(exclude={"persona_id"}, exclude_defaults=True).encode()
    lugar = lugar_de_ficha(persona.persona_id, version, desde)
    return {
        "persona_id": persona.persona_id,
        "version": version,
        "desde": desde,
        "clase": DATOS,
        "cifrado": cifrar_ficha(llave, claro, lugar),
    }


def abrir_ficha(llave: bytes | None, ficha: Ficha) -> Persona | Olvidada:
    """The person of a stored version, or the placeholder if it has no data or no key."""
    if llave is None or ficha.cifrado is None:
        return Olvidada(ficha.persona_id, de_micros(ficha.desde) if ficha.clase == OLVIDO else None)
    lugar = lugar_de_ficha(ficha.persona_id, ficha.version, ficha.desde)
    datos = from_json(descifrar_ficha(llave, ficha.cifrado, lugar))
    return Persona.model_validate({**datos, "persona_id": ficha.persona_id})


def abrir_fichas(llavero: Llavero, fichas: Collection[Ficha]) -> dict[UUID, Persona | Olvidada]:
    """The people of several stored versions, one of each."""
    llaves = llavero.abrir([f.persona_id for f in fichas if f.clase == DATOS])
    return {f.persona_id: abrir_ficha(llaves.get(f.persona_id), f) for f in fichas}
