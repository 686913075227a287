"""What was done to reach the debtor's side since some entry: the facts that close the rows of contact."""

from collections.abc import Iterable

from casos.mediacion.estado import Caso, EstadoSesion, Llamada, Marca
from casos.mediacion.permiso_de_llamar import quien_hablo
from casos.mediacion.vocabulario import (
    RECORDATORIOS,
    Contesto,
    MotivoLlamada,
    ResultadoVisita,
    RolParte,
)

CON_QUIEN_DEBE = frozenset({Contesto.TITULAR, Contesto.AVAL})
HALLADO = frozenset({ResultadoVisita.TITULAR, ResultadoVisita.AVAL})


def llamadas(caso: Caso, desde: Marca, motivo: MotivoLlamada | None = None) -> list[Llamada]:
    """The calls made after an entry, for a purpose when one is given."""
    return [
        llamada
        for llamada in caso.contacto.llamadas
        if llamada.marca.version > desde.version and motivo in (None, llamada.motivo)
    ]


def contacto(caso: Caso, desde: Marca) -> Marca | None:
    """The first time after an entry that somebody who owes was reached: by phone, in person, in a session."""
    hablo = [c.marca for c in llamadas(caso, desde) if respondida(c)]
    hablo += [v.hecha for v in caso.contacto.visitas.values() if v.resultado in HALLADO]
    hablo += [s.resuelta for s in caso.sesiones.values() if s.estado is EstadoSesion.CELEBRADA]
    hablo += [convenio.firmado for convenio in caso.convenios.values()]
    hablo += [caso.contacto.recibida, caso.contacto.atendida, caso.contacto.opciones]
    return min((marca for marca in hablo if marca.version > desde.version), default=None)


def por_otro_medio(caso: Caso, desde: Marca, a: RolParte | None = None) -> bool:
    """Whether after an entry somebody was written to or visited: it does for a call, which whoever asked not to be
    called, or whose number is dead, cannot get. A reminder of what is still to come does not."""
    escritas = (c for c in caso.contacto.cartas if c.plantilla not in RECORDATORIOS and a in (None, c.a))
    marcas = [c.marca for c in escritas]
    marcas += [v.hecha for v in caso.contacto.visitas.values() if a is None or v.resultado == a.name]
    return any(marca.version > desde.version for marca in marcas)


def respondida(llamada: Llamada) -> bool:
    """Whether in a call one really spoke with somebody who owes."""
    return quien_hablo(llamada) is not None


def sin_respuesta(llamadas: Iterable[Llamada]) -> int:
    """How many calls nobody who owes answered."""
    return sum(1 for llamada in llamadas if not respondida(llamada))


def ultima(caso: Caso, desde: Marca) -> Marca:
    """The newest act towards the debtor's side after an entry; that entry when there is none."""
    marcas = [c.marca for c in caso.contacto.llamadas]
    marcas += [carta.marca for carta in caso.contacto.cartas]
    marcas += [visita.hecha for visita in caso.contacto.visitas.values()]
    contacto = caso.contacto
    marcas += [contacto.recibida, contacto.atendida, contacto.opciones, caso.judicial.marca, desde]
    return max(marcas, key=lambda marca: marca.version)
