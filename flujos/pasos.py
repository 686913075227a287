"""What counts as a step of a case, for whoever looks at how cases go: its moves between stages and its main facts.

The steps follow the case's history (what was annulled is no step), each dated when it happened but never before the
one it follows: a payment of the 5th that was captured on the 20th comes after what was decided on the 15th.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import NamedTuple

from casos.asiento import Asiento, Historia
from casos.hecho import Anulado, Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import NOMBRES
from casos.mediacion.hechos import cierre, contacto, convenios, documentos, pagos, sesiones
from casos.mediacion.vocabulario import Etapa
from casos.tipo import tipo_de
from flujos.transiciones import TABLA, Desde, de_la_tabla

PRINCIPALES: frozenset[type[Hecho]] = frozenset({
    sesiones.InvitacionNotificada, sesiones.SesionReagendada, contacto.LlamadaRealizada,
    contacto.VisitaRealizada, contacto.PromesaDePagoRegistrada, convenios.OpcionesPresentadas,
    convenios.ConvenioElaborado, convenios.DescuentoAutorizado, convenios.DescuentoRechazado,
    documentos.DocumentoRecabado, documentos.DocumentoArchivado, documentos.ConvenioRemitidoARegistro,
    documentos.ConvenioRegistrado, documentos.ConvenioTenidoPorInscrito, pagos.PagoConfirmado,
    pagos.ParcialidadVencida, pagos.IncumplimientoPropuesto, cierre.TurnoJudicialSolicitado,
    cierre.CasoSuspendido,
})  # fmt: skip
"""Facts that are steps although the case stays in its stage; several of one kind in a row are one step."""

_ACENTOS = {"sesion": "sesión", "condonacion": "condonación", "liquidacion": "liquidación", "atencion": "atención",
            "credito": "crédito", "numero": "número", "pagare": "pagaré", "invitacion": "invitación",
            "inscripcion": "inscripción", "prevencion": "prevención", "inasistencia": "inasistencia",
            "tecnica": "técnica", "buro": "buró", "concentracion": "concentración"}  # fmt: skip


@cache
def en_palabras(hecho: str) -> str:
    """What kind of act it was: «llamada realizada» from the fact's name."""
    sueltas = "".join(f" {letra.lower()}" if letra.isupper() else letra for letra in hecho).split()
    return " ".join(_ACENTOS.get(palabra, palabra) for palabra in sueltas)


class Paso(NamedTuple):
    """An entry that counts, the stage before and after it, and whether the declared flow admits it."""

    asiento: Asiento
    de: Desde
    a: Desde
    en: datetime
    cabe: bool

    @property
    def mueve(self) -> bool:
        """Whether the case changed its stage."""
        return self.de is not self.a

    @property
    def cuenta(self) -> bool:
        """Whether it is a step: a move or a main fact."""
        return self.mueve or type(self.asiento.hecho) in PRINCIPALES


@cache
def _cabe(hecho: type[Hecho], de: Desde, a: Desde, quien: str) -> bool:
    return a is not None and de_la_tabla(hecho, de, a, quien) is not None


def recorrer(historia: Historia) -> tuple[Paso, ...]:
    """Every entry of a mediation case that counts, but annulments; nothing for cases of other types."""
    if not isinstance(historia.caso, Caso):
        return ()
    evolve, caso, en = tipo_de(historia.asientos).evolve, Caso(), historia.asientos[0].ocurrido_en
    todos = []
    for asiento in historia.vigentes:
        antes, caso = caso.etapa, evolve(caso, asiento)
        hecho = type(asiento.hecho)
        if hecho is not Anulado:
            en = max(en, asiento.ocurrido_en)
            todos.append(Paso(asiento, antes, caso.etapa, en, _cabe(hecho, antes, caso.etapa, asiento.rol)))
    return tuple(todos)


def fuera(historia: Historia) -> Iterator[Paso]:
    """What the declared flow does not admit."""
    return (paso for paso in recorrer(historia) if not paso.cabe)


def pasos(todos: Iterable[Paso]) -> list[Paso]:
    """The steps among a case's entries: runs of one kind that leave the stage as it is count once, by their first."""
    lista: list[Paso] = []
    for paso in todos:
        repite = lista and not paso.mueve and type(lista[-1].asiento.hecho) is type(paso.asiento.hecho)
        if paso.cuenta and not repite:
            lista.append(paso)
    return lista


@cache
def _con_destino() -> frozenset[type[Hecho]]:
    """Facts that may lead from one stage to more than one: their name alone does not say where."""
    destinos: dict[tuple[type[Hecho], Desde], set[Desde]] = {}
    for t in TABLA:
        for de in t.de:
            destinos.setdefault((t.hecho, de), set()).update(t.a or {de})
    return frozenset(hecho for (hecho, _), hacia in destinos.items() if len(hacia) > 1)


@cache
def actividad(hecho: type[Hecho], a: Desde) -> str:
    """The name of a step: «Sesión agendada»; with where it led if the fact alone does not say it."""
    nombre = en_palabras(hecho.nombre()).capitalize()
    return f"{nombre} → {nombre_de(a)}" if hecho in _con_destino() else nombre


def nombre_de(etapa: Desde) -> str:
    """A stage as people say it; empty before the case is open."""
    return NOMBRES[Etapa(etapa)] if etapa else ""
