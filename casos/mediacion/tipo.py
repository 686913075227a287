"""The mediation case type: its state, its fold, and what it holds alone among all cases."""

from uuid import UUID

from casos.mediacion.estado import Caso
from casos.mediacion.evolucion import (
    apertura,
    cierre,
    contacto,
    convenios,
    documentos,
    evolve,
    pagos,
    sesiones,
)
from casos.mediacion.hechos.apertura import CasoAbierto
from casos.tipo import Reserva, TipoCaso

_MODULOS = (apertura, cierre, contacto, convenios, documentos, pagos, sesiones)


def reservas(caso: Caso) -> frozenset[Reserva]:
    """One open case per contract; the court's folio of a session belongs to one case for ever."""
    pares = {("folio", s.folio) for s in caso.sesiones.values() if s.folio}
    pares |= {("folio de convenio", c.folio) for c in caso.convenios.values() if c.folio}
    if caso.abierto:
        pares |= {("crédito", numero) for numero in caso.creditos}
    pares |= {("pago", p.folio) for p in caso.pagos.values() if not p.revertido}
    return frozenset(pares)


def persona(caso: Caso) -> UUID | None:
    """The debtor, whose key protects the case's private text."""
    return caso.apertura.persona_id if caso.etapa is not None else None


def sede(caso: Caso) -> str:
    """The office of the case."""
    return caso.apertura.sede


MEDIACION = TipoCaso("mediacion", Caso(), evolve, (CasoAbierto,), reservas, persona, sede)
