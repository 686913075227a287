"""What is asked of `Casos` and what it answers."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Acto, Asiento
from casos.decision import Contexto, Desfase, Rechazo
from casos.hecho import Hecho

Funcion = Callable[[Any, Any, Contexto], list[Hecho]]
Cifrar = Callable[[UUID, str, str], str]


class Resultado(NamedTuple):
    """What a decision did. `asientos` is empty when nothing changed; `entretanto` is what others had captured
    between what the person saw and now; `repetido` tells that the same request had been answered before."""

    caso_id: UUID
    version: int
    asientos: Sequence[Asiento] = ()
    entretanto: Sequence[Asiento] = ()
    repetido: bool = False


class Peticion(NamedTuple):
    """One decision of a bulk."""

    caso_id: UUID
    decision: Funcion
    datos: Any
    acto: Acto
    visto: int | None = None


class Respuesta(NamedTuple):
    """What became of one decision of a bulk: `resultado`, or the refusal."""

    peticion: Peticion
    resultado: Resultado | None = None
    rechazo: Rechazo | None = None

    @property
    def que(self) -> str:
        """hecho, nada, rechazo or desfase."""
        if self.rechazo is not None:
            return "desfase" if isinstance(self.rechazo, Desfase) else "rechazo"
        return "hecho" if self.resultado and self.resultado.asientos else "nada"
