"""The office's figures and goals under a bundle of rules, added up from its cases as they were lived."""

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from casos.dinero.pesos import CERO
from casos.mediacion.estado import Caso, EstadoConvenio
from casos.mediacion.libro import pagos_de, veredicto
from casos.tiempo import dia_local
from casos.versiones import Versiones


class Meta(NamedTuple):
    """A figure of the whole office, or a goal, as it is and as it would be."""

    que: str
    antes: Decimal
    despues: Decimal
    en_pesos: bool = False

    @property
    def cambia(self) -> bool:
        """Whether it would be otherwise."""
        return self.antes != self.despues


class Cifras:
    """What is added up, case by case."""

    def __init__(self, reglas: Versiones, ahora: datetime) -> None:
        self._reglas, self._hoy = reglas, dia_local(ahora)
        self._metas = reglas.politica_en(ahora)[1].metas
        self.responsables: set[str] = set()
        self.recuperado = self.atrasado = CERO
        self.firmados = self.logrados = self.incumplidos = 0

    @property
    def pagos_de_logrado(self) -> int:
        """With how many payments an agreement counts as one that works."""
        return self._metas.pagos_de_convenio_logrado

    def sumar(self, caso: Caso) -> None:
        """Add a case as it stands."""
        if caso.abierto:
            self.responsables.add(caso.apertura.responsable)
        self.recuperado += sum((p.importe for p in caso.pagos_firmes), CERO)
        for convenio in caso.convenios.values():
            self.firmados += bool(convenio.firmado.version)
            self.incumplidos += convenio.estado is EstadoConvenio.INCUMPLIDO
            self.logrados += len(pagos_de(caso, convenio)) >= self.pagos_de_logrado
        if caso.convenio is not None:
            self.atrasado += veredicto(caso, caso.convenio, self._hoy, self._reglas).faltante

    def mensuales(self) -> tuple[Decimal, int, int]:
        """What the goals ask of all officers together in a month: recovery, acts, agreements."""
        suyas = [self._metas.de(r, self._hoy) for r in self.responsables]
        return (
            sum((m.recuperacion for m in suyas), CERO),
            sum(m.gestiones for m in suyas),
            sum(m.convenios for m in suyas),
        )


def metas(antes: Cifras, despues: Cifras) -> tuple[Meta, ...]:
    """Each figure as it is and as it would be."""
    uno, otro = antes.mensuales(), despues.mensuales()
    pagos = " o ".join(dict.fromkeys(str(c.pagos_de_logrado) for c in (antes, despues)))
    return (
        Meta("Recuperado", antes.recuperado, despues.recuperado, en_pesos=True),
        Meta("Atrasado de los convenios en vigor", antes.atrasado, despues.atrasado, en_pesos=True),
        Meta("Convenios firmados", Decimal(antes.firmados), Decimal(despues.firmados)),
        Meta(f"Convenios logrados ({pagos} pagos)", Decimal(antes.logrados), Decimal(despues.logrados)),
        Meta("Convenios incumplidos", Decimal(antes.incumplidos), Decimal(despues.incumplidos)),
        Meta("Meta mensual de recuperación", uno[0], otro[0], en_pesos=True),
        Meta("Meta mensual de gestiones", Decimal(uno[1]), Decimal(otro[1])),
        Meta("Meta mensual de convenios", Decimal(uno[2]), Decimal(otro[2])),
    )
