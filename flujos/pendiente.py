"""A next action: what to do, who does it, by when, and everything needed to explain why it is there."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, time
from typing import Any, NamedTuple, TypeVar

from casos.decision import COORDINADOR
from casos.versiones import Versiones


class Pendiente(NamedTuple):
    """A row of somebody's inbox. It closes because a fact happened, never because someone ticks a box.

    `clave` tells it from others of its `tipo` in the case ("sesion-2", "convenio-1/4"). `usuario` is the owner's
    account, or None when the row belongs to whoever has the role `rol` in the case's office. It is shown from
    `visible` on and is late after `vence` (`hora` when the hour matters). `causa` are versions of entries;
    `regla` the policy key that gave `dias` working days (negative: before) of `calendario` counted from `desde`.
    `acciones` are stored names of decisions, the one to offer first in front; `quita` says in words what takes
    the row away. No personal data; an account is named «@cuenta», and pages say whose it is.
    """

    tipo: str
    clave: str
    titulo: str
    rol: str
    usuario: str | None
    visible: date
    vence: date
    causa: tuple[int, ...]
    regla: str
    desde: date
    dias: int
    calendario: str
    acciones: tuple[str, ...]
    quita: str
    detalle: str = ""
    hora: time | None = None
    prioridad: int = 50
    escala: bool = False


Genera = Callable[[Any, Versiones], Iterable[Pendiente]]
G = TypeVar("G", bound=Genera)


class Generadores:
    """The functions that give the next actions of one case type, each for some of its stages."""

    def __init__(self) -> None:
        self._siempre: list[Genera] = []
        self._por_etapa: dict[Any, list[Genera]] = {}

    def genera(self, *etapas: Any) -> Callable[[G], G]:
        """Declare a generator for the given stages; without stages, for every stage."""

        def declara(funcion: G) -> G:
            if not etapas:
                self._siempre.append(funcion)
            for etapa in etapas:
                self._por_etapa.setdefault(etapa, []).append(funcion)
            return funcion

        return declara

    def de(self, etapa: Any, caso: Any, versiones: Versiones) -> Iterator[Pendiente]:
        """All next actions that the generators of a stage give for a case."""
        for funcion in self._por_etapa.get(etapa, ()):
            yield from funcion(caso, versiones)
        for funcion in self._siempre:
            yield from funcion(caso, versiones)


def escalar(pendiente: Pendiente, visible: date, vence: date, titulo: str, regla: str) -> Pendiente:
    """The second row of an escalation: the coordinator sees it from a later day on."""
    return pendiente._replace(
        titulo=titulo, rol=COORDINADOR, usuario=None, visible=visible, vence=vence, regla=regla, escala=True,
        clave=f"{pendiente.clave}/escala",
    )  # fmt: skip
