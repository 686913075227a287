"""What was done to reach the debtor's side since some entry: the facts that close the rows of contact."""

from collections.abc import Iterable

from casos.mediacion.estado import Caso, Llamada, Marca
from casos.mediacion.vocabulario import Contesto, MotivoLlamada

CON_QUIEN_DEBE = frozenset({Contesto.TITULAR, Contesto.AVAL})


def llamadas(caso: Caso, desde: Marca, motivo: MotivoLlamada | None = None) -> list[Llamada]:
    """The calls made after an entry, for a purpose when one is given."""
    return [
        llamada
        for llamada in caso.contacto.llamadas
        if llamada.marca.version > desde.version and motivo in (None, llamada.motivo)
    ]


def contacto(caso: Caso, desde: Marca) -> Marca | None:
    """The first time after an entry that somebody who owes was spoken to, by phone or in person."""
    hablo = [c.marca for c in llamadas(caso, desde) if c.contesto in CON_QUIEN_DEBE]
    hablo += [visita.hecha for visita in caso.contacto.visitas.values()]
    hablo.append(caso.contacto.recibida)
    return min((marca for marca in hablo if marca.version > desde.version), default=None)


def sin_respuesta(llamadas: Iterable[Llamada]) -> int:
    """How many calls nobody who owes answered."""
    return sum(1 for llamada in llamadas if llamada.contesto not in CON_QUIEN_DEBE)


def ultima(caso: Caso, desde: Marca) -> Marca:
    """The newest act towards the debtor's side after an entry; that entry when there is none."""
    marcas = [c.marca for c in caso.contacto.llamadas]
    marcas += [carta.marca for carta in caso.contacto.cartas]
    marcas += [visita.hecha for visita in caso.contacto.visitas.values()]
    marcas += [caso.contacto.recibida, caso.contacto.opciones, caso.judicial.marca, desde]
    return max(marcas, key=lambda marca: marca.version)
