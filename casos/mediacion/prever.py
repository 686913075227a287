"""How the case would stand after the facts that a decision is about to give."""

from collections.abc import Iterable

from casos.asiento import Asiento
from casos.decision import Contexto
from casos.hecho import Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.evolucion import evolve

_TODAVIA_SIN_NUMERO = 1 << 40
"""Later than any version that the log has given."""


def con_hechos(caso: Caso, hechos: Iterable[Hecho], ctx: Contexto) -> Caso:
    """The state with these facts folded in, as if they were captured now."""
    for hecho in hechos:
        caso = evolve(
            caso,
            Asiento(_TODAVIA_SIN_NUMERO, hecho, ctx.ocurrido_en, ctx.ahora, ctx.autor, ctx.rol, ctx.sede),
        )
    return caso
