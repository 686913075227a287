"""What the clock must do, and when: the due decisions of a case, computed from its state."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from casos.tipo import descubrir
from casos.versiones import Versiones


class Despertar(NamedTuple):
    """A decision that falls due at an instant (UTC).

    `clave` names the thing that is due ("sesion-2", "convenio-1/4"): with the case and the decision it makes
    the request id, so that the same thing is never done twice. The decision itself looks again at the state
    and yields [] when nothing is due any more. `causa` are the entries for which it is due: if they are
    annulled, what the clock did goes with them.
    """

    instante: datetime
    decision: str
    datos: Any
    clave: str
    causa: tuple[int, ...] = ()


Despierta = Callable[[Any, Versiones], Iterable[Despertar]]
D = TypeVar("D", bound=Despierta)


class Despertadores:
    """The functions that tell what the clock must do for one case type, each for some of its stages."""

    def __init__(self, estado: type) -> None:
        self._siempre: list[Despierta] = []
        self._por_etapa: dict[Any, list[Despierta]] = {}
        _POR_ESTADO[estado] = self

    def despierta(self, *etapas: Any) -> Callable[[D], D]:
        """Declare a generator for the given stages; without stages, for every stage."""

        def declara(funcion: D) -> D:
            if not etapas:
                self._siempre.append(funcion)
            for etapa in etapas:
                self._por_etapa.setdefault(etapa, []).append(funcion)
            return funcion

        return declara

    def de(self, etapa: Any, caso: Any, versiones: Versiones) -> Iterator[Despertar]:
        """All that the generators of a stage give for a case."""
        for funcion in self._por_etapa.get(etapa, ()):
            yield from funcion(caso, versiones)
        for funcion in self._siempre:
            yield from funcion(caso, versiones)


_POR_ESTADO: dict[type, Despertadores] = {}


def despertares(caso: Any, versiones: Versiones) -> tuple[Despertar, ...]:
    """Everything that the clock must still do for a case as it stands, the earliest first.

    Past and coming alike: the runner takes those whose instant has come, then asks again.
    """
    descubrir("flujos")
    suyos = _POR_ESTADO.get(type(caso))
    if suyos is None:
        return ()
    return tuple(sorted(suyos.de(caso.etapa, caso, versiones), key=_orden))


def _orden(d: Despertar) -> tuple[datetime, str, str]:
    return d.instante, d.decision, d.clave
