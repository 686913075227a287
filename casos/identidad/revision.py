"""What a check of an identity datum answers: the datum written one way, and what to know about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revision:
    """The result of checking one datum. Nothing is ever lost: a bad datum comes back too, marked.

    `valido` False means that the datum may not be taken as good without an override with its reason; a
    warning beside `valido` True only asks for a second look. `sugerencia` is what was perhaps meant: it is
    shown to a person, never stored without asking. The warnings are for the person who captures.
    """

    valor_normalizado: str
    avisos: tuple[str, ...] = ()
    valido: bool = True
    sugerencia: str = ""


def aviso_de_largo(nombre: str, largo: int, debido: int) -> str:
    """The sentence for a datum that is too short or too long; `nombre` carries its article (`La CURP`)."""
    sobra = largo > debido
    verbo = ("sobra" if sobra else "falta") + ("n" if abs(largo - debido) > 1 else "")
    return f"{nombre} lleva {debido} caracteres y aquí hay {largo}: {verbo} {abs(largo - debido)}."
