"""Case types: a state, how facts change it, and which facts open a case of it."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from typing import Any, Literal
from uuid import UUID

from casos.asiento import Asiento, Historia, que_cuentan
from casos.hecho import Hecho

Segun = Literal["registro", "hechos"]
Reserva = tuple[str, str]


def _ninguna(estado: Any) -> frozenset[Reserva]:
    return frozenset()


def _nadie(estado: Any) -> UUID | None:
    return None


def _sin_sede(estado: Any) -> str:
    return ""


@dataclass(frozen=True, eq=False)
class TipoCaso:
    """A kind of case, declared once beside its `evolve`; declaring it is all that is needed to use it.

    `evolve(estado, asiento)` is total: what happened is not disputed. `reservas` gives the pairs (key, value)
    that no other case may hold while this one does; `persona` whose key protects the case's private text;
    `sede` the office in which it is worked.
    """

    nombre: str
    inicial: Any
    evolve: Callable[[Any, Asiento], Any]
    abre: tuple[type[Hecho], ...]
    reservas: Callable[[Any], frozenset[Reserva]] = _ninguna
    persona: Callable[[Any], UUID | None] = _nadie
    sede: Callable[[Any], str] = _sin_sede

    def __post_init__(self) -> None:
        _POR_ESTADO[type(self.inicial)] = self
        for hecho in self.abre:
            _POR_APERTURA[hecho] = self

    def plegar(self, asientos: Iterable[Asiento], desde: Any = None) -> Any:
        """Fold entries that count, in version order, into the initial state or into `desde`."""
        return reduce(self.evolve, asientos, self.inicial if desde is None else desde)


_POR_ESTADO: dict[type, TipoCaso] = {}
_POR_APERTURA: dict[type[Hecho], TipoCaso] = {}


def tipo_de_estado(clase: type) -> TipoCaso:
    """The case type whose state is `clase`; KeyError when none is declared."""
    return _POR_ESTADO[clase]


def tipo_de(asientos: Sequence[Asiento]) -> TipoCaso:
    """The type of an existing case, told by the fact that opened it; KeyError when no type opens so."""
    return _POR_APERTURA[type(asientos[0].hecho)]


def tipos() -> list[TipoCaso]:
    """Every declared case type."""
    return list(_POR_ESTADO.values())


@cache
def descubrir(paquete: str = "casos") -> None:
    """Import every module under `paquete`, so that its facts, decisions and case types are declared."""
    raiz = importlib.import_module(paquete)
    for modulo in pkgutil.walk_packages(raiz.__path__, f"{paquete}."):
        importlib.import_module(modulo.name)


def hacer_historia(caso_id: UUID, asientos: Sequence[Asiento]) -> Historia:
    """The history of an existing case with its state folded; `asientos` are all of its entries in order."""
    vigentes = que_cuentan(asientos)
    tipo = tipo_de(asientos)
    return Historia(caso_id, asientos, vigentes, tipo.plegar(vigentes))


def historia_al(historia: Historia, instante: datetime, segun: Segun = "registro") -> Historia:
    """How the case stood at an instant.

    By `registro`: what was known then (captured by then, annulled only by annulments captured by then). By
    `hechos`: what is known today to have happened by then. A case that did not exist yet gives an empty history
    with the initial state of its type.
    """
    tipo = tipo_de(historia.asientos)
    if segun == "registro":
        asientos = [a for a in historia.asientos if a.registrado_en <= instante]
        vigentes = que_cuentan(asientos)
    else:
        asientos = vigentes = [a for a in historia.vigentes if a.ocurrido_en <= instante]
        if historia.asientos[0] not in asientos[:1]:  # what is dated before the opening was of no case yet
            asientos = vigentes = []
    return Historia(historia.caso_id, asientos, vigentes, tipo.plegar(vigentes))


def historia_hasta(historia: Historia, version: int) -> Historia:
    """How the case stood right after its entry number `version`."""
    tipo = tipo_de(historia.asientos)
    asientos = [a for a in historia.asientos if a.version <= version]
    vigentes = que_cuentan(asientos)
    return Historia(historia.caso_id, asientos, vigentes, tipo.plegar(vigentes))
