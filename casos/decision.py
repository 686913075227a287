"""Decisions: pure functions from a state, some data and a context to facts, declared with who may take them."""

import inspect
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, get_type_hints

from casos.asiento import Historia
from casos.hecho import Hecho
from casos.politica.modelo import Politica
from casos.versiones import Versiones

RESPONSABLE = "responsable"
COORDINADOR = "coordinador"
CONTABILIDAD = "contabilidad"
ARCHIVO = "archivo"
JUDICIAL = "judicial"
SISTEMAS = "sistemas"
AUDITOR = "auditor"
TRANSPARENCIA = "transparencia"
ADMINISTRADOR = "administrador"
RELOJ = "reloj"

ROLES = (
    RESPONSABLE, COORDINADOR, CONTABILIDAD, ARCHIVO, JUDICIAL, SISTEMAS, AUDITOR, TRANSPARENCIA, ADMINISTRADOR,
)  # fmt: skip


class Rechazo(Exception):
    """A decision that may not be taken; its text is for the person and says what to do."""


class NoAutorizado(Rechazo):
    """The author's role may not take this decision."""


class Desfase(Rechazo):
    """The case moved on since the person saw it and the decision would now give something else.

    `visto` and `actual` are versions; `antes` and `ahora` the facts that the decision gives on each
    (None where it is refused).
    """

    def __init__(
        self,
        visto: int,
        actual: int,
        antes: Sequence[Hecho] | None,
        ahora: Sequence[Hecho] | None,
        motivo: str = "",
        entretanto: str = "",
    ) -> None:
        super().__init__(
            "Mientras usted tenía abierta esta página alguien más registró algo en el caso"
            + (f": {entretanto}" if entretanto else ". Revise lo nuevo.")
            + " Lo suyo no se ha guardado; si todavía procede, repita la acción."
            + (f" {motivo}" if motivo else "")
        )
        self.visto, self.actual, self.antes, self.ahora, self.motivo = visto, actual, antes, ahora, motivo

    def contado(self, entretanto: str) -> "Desfase":
        """The same, saying in words what was registered meanwhile (a sentence with its full stop)."""
        return Desfase(self.visto, self.actual, self.antes, self.ahora, self.motivo, entretanto)


class PedidoRepetido(Rechazo):
    """The same request id came back with another author, decision or data."""

    def __init__(self) -> None:
        super().__init__(
            "Esta solicitud ya se había usado para otra cosa; recargue la página y vuelva a intentarlo."
        )


class Contexto(NamedTuple):
    """What a decision may know besides the state: never a clock, a view or chance.

    `ahora` is when it is captured, `ocurrido_en` when it happened (never later than `ahora`); `politica` is the
    version in force at `ocurrido_en`; `versiones` holds the calendars. `historia()` reads the case's whole history.
    `en_nombre_de` is the absent colleague whom the author covers in this act.
    """

    ahora: datetime
    ocurrido_en: datetime
    autor: str
    rol: str
    sede: str
    politica: Politica
    versiones: Versiones
    historia: Callable[[], Historia]
    en_nombre_de: str | None = None

    def actua_por(self, usuario: str) -> bool:
        """Whether somebody's own acts may be done here: by themselves, or by who covers them."""
        return usuario in {self.autor, self.en_nombre_de}


F = TypeVar("F", bound=Callable[..., list[Hecho]])


Guarda = Callable[[Any, Contexto], str | None]
"""Why a decision may not be taken now on a case, whatever its data; None when it may."""


class Decision(NamedTuple):
    """A decision as declared: its stored name, who may take it, the state and the data that it needs."""

    nombre: str
    quien: frozenset[str]
    tipo: type
    datos: type
    funcion: Callable[[Any, Any, Contexto], list[Hecho]]
    titulo: str
    si: Guarda


DECISIONES: dict[str, Decision] = {}
"""Every decision by its stored name (the function's name)."""


def siempre(caso: Any, ctx: Contexto) -> str | None:
    """The guard of a decision that its data alone may hinder."""
    return None


def exigir(motivo: str | None) -> None:
    """Refuse for a guard's reason; go on when it gave None."""
    if motivo is not None:
        raise Rechazo(motivo)


def decision(quien: str | Collection[str], titulo: str = "", si: Guarda = siempre) -> Callable[[F], F]:
    """Declare a decision `(caso, datos, ctx) -> list[Hecho]` and the roles that may take it.

    `titulo` is what a button says (imperative, Mexican Spanish); without it the name is used. `si` is the guard
    that buttons and lists ask; the decision itself calls `exigir` with it, after having answered `[]` to what is
    already so. `caso: object` makes it serve cases of every type. The state and data types are read from the
    annotations when first asked for (`declarada`).
    """
    roles = frozenset({quien} if isinstance(quien, str) else quien)

    def declara(funcion: F) -> F:
        nombre = funcion.__name__
        if nombre in _DECLARADAS and _DECLARADAS[nombre].funcion.__module__ != funcion.__module__:
            raise TypeError(f"Two decisions are called {nombre}")
        _DECLARADAS[nombre] = _Declarada(funcion, roles, titulo or nombre.replace("_", " ").capitalize(), si)
        DECISIONES.pop(nombre, None)
        return funcion

    return declara


class _Declarada(NamedTuple):
    funcion: Callable[..., list[Hecho]]
    quien: frozenset[str]
    titulo: str
    si: Guarda


_DECLARADAS: dict[str, _Declarada] = {}


def declarada(funcion: Callable[..., list[Hecho]] | str) -> Decision:
    """The declaration of a decision, given the function or its stored name; KeyError when unknown."""
    nombre = funcion if isinstance(funcion, str) else funcion.__name__
    hallada = DECISIONES.get(nombre)
    if hallada is None:
        cuerpo, roles, titulo, si = _DECLARADAS[nombre]
        tipos = get_type_hints(cuerpo)
        caso, datos, _ = list(inspect.signature(cuerpo).parameters)
        hallada = Decision(nombre, roles, tipos[caso], tipos[datos], cuerpo, titulo, si)
        DECISIONES[nombre] = hallada
    return hallada


def declaradas(tipo: type | None = None) -> list[Decision]:
    """All declared decisions, in the order of their declaration; only those of one state type when given."""
    todas = [declarada(nombre) for nombre in _DECLARADAS]
    return [d for d in todas if tipo is None or d.tipo is tipo]
