"""Facts told in sentences: who did what, in the words of the office. Every fact has its own; a test checks that.

A sentence is a predicate («registró llamada de bienvenida: contestó el titular»); the page puts its subject before it.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from casos.hecho import Hecho


class Lector(NamedTuple):
    """What a sentence may ask: what somebody is called, what a private text says, and whose an account is."""

    nombres: Mapping[UUID, str]
    privado: Callable[[Hecho, str], str]
    cuenta: Callable[[str], str] = str

    def nombre(self, persona_id: UUID | None) -> str:
        """What the page calls somebody."""
        return self.nombres.get(persona_id, "una persona") if persona_id else "una persona"

    def comillas(self, hecho: Hecho, campo: str) -> str:
        """A private text in quotes after a colon, or nothing when there is none."""
        texto = self.privado(hecho, campo)
        return f": «{texto}»" if texto else ""


H = TypeVar("H", bound=Hecho)
Frase = Callable[[Any, Lector], str]

FRASES: dict[type[Hecho], Frase] = {}
RELEVANTES: set[type[Hecho]] = set()


def frase(clase: type[H], *, relevante: bool = False) -> Callable[[Callable[[H, Lector], str]], Frase]:
    """Declare the sentence of a fact; `relevante`: it is a milestone of the case."""

    def declara(funcion: Callable[[H, Lector], str]) -> Frase:
        FRASES[clase] = funcion
        if relevante:
            RELEVANTES.add(clase)
        return funcion

    return declara


def contar(hecho: Hecho, lector: Lector) -> str:
    """The sentence of a fact, without its subject."""
    _cargar()
    funcion = FRASES.get(type(hecho))
    return funcion(hecho, lector) if funcion else f"registró: {type(hecho).__name__}"


def es_relevante(hecho: Hecho) -> bool:
    """Whether a fact is a milestone."""
    _cargar()
    return type(hecho) in RELEVANTES


@cache
def _cargar() -> None:
    for modulo in iter_modules(__path__, f"{__name__}."):
        import_module(modulo.name)
