"""What the whole simulation shares: the open instance, its clock, its dice, the cases, and running numbers."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from uuid import UUID

from casos.boveda.persona import Persona
from casos.calendario.aritmetica import Calendario
from casos.cobertura import Fuera
from casos.politica.modelo import Politica
from casos.tiempo import dia_local
from casos.versiones import Versiones
from web.demo.expediente import Expediente
from web.demo.reloj import RelojSimulado
from web.instancia import Instancia


@dataclass
class Mundo:
    """The simulated months. `hasta` is the real present, in which they end; `v` the rules in force."""

    instancia: Instancia
    reloj: RelojSimulado
    azar: Random
    hasta: datetime
    v: Versiones
    expedientes: list[Expediente] = field(default_factory=list)
    tomadas: Counter[str] = field(default_factory=Counter)
    rechazos: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Decisions that were refused, with the reason: people err too, but seldom."""
    fuera: list[Fuera] = field(default_factory=list)
    """Who is away and when, as far as it was captured."""
    _folios: Counter[str] = field(default_factory=Counter)
    _por_guardar: dict[UUID, Persona] = field(default_factory=dict)
    _referencias: dict[UUID, str | None] = field(default_factory=dict)

    def ficha(self, persona_id: UUID) -> Persona | None:
        """A person's record, with what is about to be written."""
        ficha = self._por_guardar.get(persona_id) or self.instancia.boveda.leer(persona_id)
        return ficha if isinstance(ficha, Persona) else None

    def guardar(self, *personas: Persona) -> None:
        """Have people written before the next acts are taken: the person first, the fact second."""
        self._por_guardar |= {p.persona_id: p for p in personas}
        for persona in personas:
            self._referencias.pop(persona.persona_id, None)

    def referencia(self, persona_id: UUID) -> str | None:
        """How facts name the telephone on which somebody is called; None for who has none."""
        if persona_id not in self._referencias:
            ficha = self.ficha(persona_id)
            numero = ficha.telefonos[0].numero if ficha and ficha.telefonos else None
            if persona_id in self._por_guardar:
                self.vaciar(self.reloj.ultimo)
            boveda = self.instancia.boveda
            suya = boveda.referencia_de_telefono(persona_id, numero) if numero else None
            self._referencias[persona_id] = suya
        return self._referencias[persona_id]

    def vaciar(self, momento: datetime) -> None:
        """Write in the vault what is waiting."""
        if self._por_guardar:
            self.instancia.boveda.guardar_varias(self._por_guardar.values(), momento)
            self._por_guardar = {}

    def folio(self, serie: str) -> int:
        """The next number of a series."""
        self._folios[serie] += 1
        return self._folios[serie]

    def calendario(self, nombre: str, sede: str) -> Calendario:
        """The newest calendar of that name for an office."""
        return self.v.calendarios[-1].calendarios.calendario(nombre, sede)

    def habil(self, dia: date, n: int = 0, sede: str = "HMO") -> date:
        """A working day of the Institute, `n` from a day."""
        return self.calendario("INSTITUTO", sede).sumar(dia, n)

    def restan(self, dia: date) -> int:
        """Working days from a day to the present."""
        return self.calendario("INSTITUTO", "HMO").entre(dia, dia_local(self.hasta))

    def politica(self, instante: datetime) -> Politica:
        """The policy in force at an instant."""
        return self.v.politica_en(instante)[1]

    def abiertos(self) -> Iterator[Expediente]:
        """The cases that are open."""
        return (e for e in self.expedientes if e.caso.abierto)

    def pedido(self) -> UUID:
        """A request id."""
        return UUID(int=self.azar.getrandbits(128), version=4)

    def refrescar(self) -> None:
        """Take notice of rules that were published."""
        self.v = self.instancia.casos.versiones()
