"""What comes next, who does it and by when: pure functions over one case.

The next actions of a case type live in the module or package `flujos.<name of the type>`, in its function
`pendientes(estado, versiones)`; what the clock has to do for it is declared with `flujos.reloj.Despertadores`.
"""

import importlib
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from casos.asiento import Historia
from casos.tipo import tipo_de
from casos.versiones import Versiones

if TYPE_CHECKING:
    from flujos.pendiente import Pendiente
    from flujos.reloj import Despertar


@cache
def _modulo(tipo: str) -> ModuleType | None:
    try:
        return importlib.import_module(f"flujos.{tipo}")
    except ModuleNotFoundError as error:
        if error.name != f"flujos.{tipo}":
            raise
        return None


def _de(historia: Historia, funcion: str, versiones: Versiones) -> tuple[Any, ...]:
    modulo = _modulo(tipo_de(historia.asientos).nombre) if historia.asientos else None
    calcula = getattr(modulo, funcion, None)
    return tuple(calcula(historia.caso, versiones)) if calcula else ()


def pendientes(historia: Historia, versiones: Versiones) -> "tuple[Pendiente, ...]":
    """The next actions of a case of any type."""
    return _de(historia, "pendientes", versiones)


def despertares(historia: Historia, versiones: Versiones) -> "tuple[Despertar, ...]":
    """What the clock will have to decide on a case of any type, and when."""
    from flujos.reloj import despertares as de_un_caso

    return de_un_caso(historia.caso, versiones)
