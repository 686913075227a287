"""Every case of the log with its entries as events, one case at a time, whatever the size of the log."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from casos.asiento import Asiento, Historia
from casos.casos import Casos
from casos.hecho import Anulado
from casos.mediacion.estado import Caso
from casos.registro.mapper import HechoIlegible, leer
from casos.tipo import hacer_historia, tipo_de
from flujos.pasos import actividad, en_palabras, nombre_de, recorrer

Avance = Callable[[int], None]


class Suceso(NamedTuple):
    """An entry as an event: `actividad` names it, `en` never goes back within its case, the stages are in words."""

    asiento: Asiento
    actividad: str
    en: datetime
    antes: str
    despues: str

    @property
    def importe(self) -> Decimal | None:
        """Its amount, if the fact has one."""
        hecho = self.asiento.hecho
        return getattr(hecho, "importe", None) if "importe" in type(hecho).model_fields else None


class CasoContado(NamedTuple):
    """A case with its type's name and its events in order."""

    historia: Historia
    tipo: str
    sucesos: list[Suceso]


def sucesos(historia: Historia) -> list[Suceso]:
    """The events of a case: its entries that count, but annulments."""
    if isinstance(historia.caso, Caso):
        return [
            Suceso(p.asiento, actividad(type(p.asiento.hecho), p.a), p.en, nombre_de(p.de), nombre_de(p.a))
            for p in recorrer(historia)
        ]
    en, lista = historia.asientos[0].ocurrido_en, []
    for a in historia.vigentes:
        if type(a.hecho) is not Anulado:
            en = max(en, a.ocurrido_en)
            lista.append(Suceso(a, en_palabras(a.hecho.nombre()).capitalize(), en, "", ""))
    return lista


def contar(casos: Casos, avance: Avance | None = None) -> Iterator[CasoContado]:
    """Every case that can be read and has events. `avance` is told how many were read."""
    for n, (caso_id, renglones) in enumerate(casos.registro.por_caso(), start=1):
        if avance and n % 100 == 0:
            avance(n)
        try:
            historia = hacer_historia(caso_id, [leer(r[0], r[1], r[2]) for r in renglones])
        except HechoIlegible:
            continue  # parked: it is listed by «mediacion cuarentena»
        dados = sucesos(historia)
        if dados:
            yield CasoContado(historia, tipo_de(historia.asientos).nombre, dados)
