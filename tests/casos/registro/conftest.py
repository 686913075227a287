"""A log of each engine with the toy case type."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest

from casos.casos import Casos
from casos.registro.bitacora import Bitacora

AHORA = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
CLAVE = b"k" * 32


class RelojDePrueba:
    """A clock that stands until a test moves it."""

    def __init__(self) -> None:
        self.ahora = AHORA

    def __call__(self) -> datetime:
        return self.ahora


def cifrar(persona: UUID, texto: str, contexto: str) -> str:
    """A legible stand-in for the vault."""
    return f"cifrado:{persona.int}:{contexto}:{texto[::-1]}"


@pytest.fixture
def bitacora(motor_url: str) -> Iterator[Bitacora]:
    bitacora = Bitacora(motor_url.removeprefix("sqlite:///"))
    bitacora.registro.crear()
    yield bitacora
    bitacora.close()


@pytest.fixture
def casos(bitacora: Bitacora) -> Casos:
    return Casos(bitacora.registro, RelojDePrueba(), clave=CLAVE, cifrar=cifrar)
