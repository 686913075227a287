"""What each desk does about each kind of next action: one function per kind, found by its name."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from random import Random
from typing import NamedTuple, TypeVar

from casos.mediacion.estado import Caso
from casos.tipo import descubrir
from casos.versiones import Versiones
from flujos.pendiente import Pendiente
from web.demo.expediente import Expediente
from web.demo.hace import Hace
from web.demo.mundo import Mundo


class Encargo(NamedTuple):
    """A row that somebody attends, and the instant at which they will have captured it."""

    mundo: Mundo
    exp: Expediente
    p: Pendiente
    momento: datetime
    dia: date

    @property
    def caso(self) -> Caso:
        """The case as it stands."""
        return self.exp.caso

    @property
    def azar(self) -> Random:
        """The dice of the case."""
        return self.exp.azar

    @property
    def v(self) -> Versiones:
        """The rules in force."""
        return self.mundo.v

    @property
    def numero(self) -> int:
        """The number in the row's key: 4 of "sesion-4" or of "convenio-4/aval"; 0 when it has none."""
        cifras = self.p.clave.partition("/")[0].rpartition("-")[2]
        return int(cifras) if cifras.isdigit() else 0

    @property
    def segundo(self) -> str:
        """What follows the slash of the key: "aval" of "convenio-4/aval"."""
        return self.p.clave.partition("/")[2]

    def suerte(self, de: object) -> float:
        """What fate has in store about something, the same however often it is asked."""
        return Random(f"{self.exp.destino.semilla}/{de}").random()

    def habil(self, n: int, desde: date | None = None) -> date:
        """A working day of the Institute, `n` from today."""
        return self.mundo.habil(desde or self.dia, n, self.exp.sede)


Atiende = Callable[[Encargo], Iterable[Hace]]
F = TypeVar("F", bound=Atiende)


class Forma(NamedTuple):
    """How a kind of row is attended, how likely on the day on which it is first seen, and from when on."""

    funcion: Atiende
    pronto: float
    espera: Callable[[Expediente, Pendiente], datetime] | None = None


ATIENDEN: dict[str, Forma] = {}
"""Each kind of row that the demo knows how to attend."""


def atiende(
    *tipos: str, pronto: float = 0.6, espera: Callable[[Expediente, Pendiente], datetime] | None = None
) -> Callable[[F], F]:
    """Declare who attends some kinds of rows; giving nothing leaves the row for another day.

    `espera` gives the instant before which it makes no sense to try.
    """

    def declara(funcion: F) -> F:
        for tipo in tipos:
            if tipo in ATIENDEN:
                raise TypeError(f"Two functions attend {tipo}")
            ATIENDEN[tipo] = Forma(funcion, pronto, espera)
        return funcion

    return declara


def aprender() -> None:
    """Load every desk."""
    descubrir("web.demo.oficina")
