"""What changes from one policy to another, rule by rule."""

from typing import NamedTuple

from casos.politica.modelo import Politica
from casos.politica.reglas import Regla


class Cambio(NamedTuple):
    """A rule that differs in value or in source; None where one of the two policies does not have it."""

    clave: str
    antes: Regla | None
    despues: Regla | None


def diferencias(a: Politica, b: Politica) -> list[Cambio]:
    """The rules that differ, in the order in which they are shown; campaigns and goals by their own key."""
    claves = {**dict.fromkeys(a.reglas), **dict.fromkeys(b.reglas)}
    cambios = [Cambio(clave, a.reglas.get(clave), b.reglas.get(clave)) for clave in claves]
    return [cambio for cambio in cambios if cambio.antes != cambio.despues]
