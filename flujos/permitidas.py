"""What a person may do on a case now, and why not the rest: read from the declarations of the decisions."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from casos.decision import RELOJ, Contexto, Decision, declaradas
from casos.tipo import descubrir

A_QUIEN = {
    "responsable": "al responsable del caso",
    "coordinador": "al coordinador",
    "contabilidad": "a Contabilidad",
    "archivo": "a Archivo",
    "judicial": "al área Judicial",
    "sistemas": "a Sistemas",
    "auditor": "a Auditoría",
    "transparencia": "a Transparencia",
    "administrador": "al administrador",
}


class Permitida(NamedTuple):
    """A decision as offered to a person: its stored name, what its button says, and why not."""

    decision: str
    titulo: str
    permitida: bool
    motivo: str | None = None


def permitidas(caso: Any, rol: str, ctx: Contexto) -> list[Permitida]:
    """Every decision of the case's type that people take, in the order of their declaration.

    Those of another role, or hindered by the state, carry the reason; what only the clock decides is left
    out. The guard knows nothing of the data: a decision offered here may still be refused for them.
    """
    descubrir("casos")
    ofrecidas = [d for d in declaradas(type(caso)) if d.quien != {RELOJ}]
    return [_ofrecida(d, caso, rol, ctx._replace(rol=rol)) for d in ofrecidas]


def _ofrecida(d: Decision, caso: Any, rol: str, ctx: Contexto) -> Permitida:
    motivo = d.si(caso, ctx) if rol in d.quien else f"Le corresponde {_lista(d.quien - {RELOJ})}."
    return Permitida(d.nombre, d.titulo, motivo is None, motivo)


def _lista(roles: Iterable[str]) -> str:
    nombres = [A_QUIEN[rol] for rol in A_QUIEN if rol in set(roles)]
    return " o ".join([", ".join(nombres[:-1]), nombres[-1]] if len(nombres) > 1 else nombres)
