"""Facts and stamps to stored bytes and back: plain UTF-8 JSON that an auditor can read without us.

`topic` is the fact's stored name (`SesionAgendada`, or `SesionAgendada@2` from its second form on), looked up in
the allow-list of declared facts and never imported. `state` is one flat object: the fact under `hecho`, then its
stamp. A stored form newer than the code is refused; an older one is brought forward by the fact's `actualiza`.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, NotRequired
from uuid import UUID

from eventsourcing.persistence import Mapper, StoredEvent
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_json
from typing_extensions import TypedDict

from casos.asiento import Asiento
from casos.hecho import HECHOS, Hecho


class HechoIlegible(Exception):
    """A stored entry that this code cannot read: unknown name, newer form, or damaged bytes."""


def partir_tema(tema: str) -> tuple[str, int]:
    """Split a topic into the fact's name and the number of its stored form."""
    nombre, _, numero = tema.partition("@")
    return nombre, int(numero) if numero.isascii() and numero.isdigit() else 1


@cache
def _lector(clase: type[Hecho]) -> Callable[[bytes], dict[str, Any]]:
    campos = {
        "__pydantic_config__": ConfigDict(extra="forbid"),
        "__annotations__": {
            "hecho": clase,
            "ocurrido_en": datetime,
            "registrado_en": datetime,
            "autor": str,
            "rol": str,
            "sede": str,
            "origen": str,
            "pedido": str,
            "politica": int,
            "calendario": int,
            "en_nombre_de": NotRequired[str],
            "motivo": NotRequired[str],
            "causa": NotRequired[tuple[int, ...]],
        },
    }
    adaptador: TypeAdapter[dict[str, Any]] = TypeAdapter(TypedDict("Sellado", campos["__annotations__"]))  # type: ignore[operator]
    return adaptador.validator.validate_json


def leer(version: int, tema: str, estado: bytes) -> Asiento:
    """The entry that was stored; raises `HechoIlegible` with what is wrong."""
    nombre, forma = partir_tema(tema)
    clase = HECHOS.get(nombre)
    if clase is None:
        raise HechoIlegible(f"El registro tiene un hecho desconocido: {tema!r}.")
    if forma > clase.version:
        raise HechoIlegible(f"El hecho {tema!r} es de una versión más nueva que este programa; actualícelo.")
    try:
        if forma < clase.version:
            estado = _actualizar(clase, forma, estado)
        return Asiento(version, **_lector(clase)(estado))
    except (ValidationError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise HechoIlegible(
            f"El hecho {tema!r} (versión {version} del caso) no se puede leer: {error}"
        ) from error


def _actualizar(clase: type[Hecho], forma: int, estado: bytes) -> bytes:
    sellado = json.loads(estado)
    for numero in range(forma, clase.version):
        sellado["hecho"] = clase.actualiza[numero](sellado["hecho"])
    return json.dumps(sellado).encode()


def escribir(asiento: Asiento) -> bytes:
    """The bytes of the log's `state` column."""
    sello: dict[str, Any] = {
        "ocurrido_en": asiento.ocurrido_en,
        "registrado_en": asiento.registrado_en,
        "autor": asiento.autor,
        "rol": asiento.rol,
        "sede": asiento.sede,
        "origen": asiento.origen,
        "pedido": asiento.pedido,
        "politica": asiento.politica,
        "calendario": asiento.calendario,
    }
    if asiento.en_nombre_de:
        sello["en_nombre_de"] = asiento.en_nombre_de
    if asiento.motivo:
        sello["motivo"] = asiento.motivo
    if asiento.causa:
        sello["causa"] = asiento.causa
    hecho = asiento.hecho.__pydantic_serializer__.to_json(asiento.hecho)
    return b'{"hecho":' + hecho + b"," + to_json(sello)[1:]


class MapperDeHechos(Mapper[UUID]):
    """The library's seam for the two functions above: an entry of a case in, a `StoredEvent` out."""

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """Store a pair (case id, entry)."""
        caso_id, asiento = domain_event
        return StoredEvent(caso_id, asiento.version, asiento.hecho.tema(), escribir(asiento))

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """Read back the pair (case id, entry)."""
        return stored_event.originator_id, leer(
            stored_event.originator_version, stored_event.topic, stored_event.state
        )
