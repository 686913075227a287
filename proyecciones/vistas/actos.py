"""Acts: one row per entry that counts. Every figure across cases is a query over it, its drill-down the same query."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Boolean, Column, Date, Integer, String

from casos.asiento import Asiento
from casos.atencion import AtencionSinCaso
from casos.calificacion import AtencionCalificada
from casos.comision import ComisionInformada
from casos.dinero.pesos import CERO
from casos.hecho import Hecho
from casos.mediacion.hechos.apertura import CasoAbierto, CasoReasignado
from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    LlamadaRealizada,
    LlamadaRecibida,
    VisitaRealizada,
)
from casos.mediacion.hechos.pagos import PagoConfirmado, PagoRevertido
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vocabulario import Contesto, Medio, TipoVisita
from casos.tiempo import dia_local
from casos.tipo import tipo_de
from flujos.plazos import en_plazo
from proyecciones.vista import Centavos, Fila, Foto, Instante, Vista


def atiende(hecho: Hecho) -> bool:
    """Whether a party was attended: at the office, in writing, or on the telephone with the debtor or the guarantor."""
    match hecho:
        case AtencionRegistrada() | AtencionSinCaso() | LlamadaRecibida():
            return True
        case VisitaRealizada():
            return hecho.tipo is TipoVisita.RECIBIDA
        case LlamadaRealizada():
            return hecho.contesto in {Contesto.TITULAR, Contesto.AVAL}
    return False


def medio_de(hecho: Hecho) -> str | None:
    """Through which channel somebody was attended; None for what attends nobody."""
    match hecho:
        case AtencionRegistrada() | AtencionSinCaso():
            return hecho.medio.value
        case LlamadaRealizada() | LlamadaRecibida():
            return Medio.TELEFONO.value
        case VisitaRealizada():
            return Medio.PRESENCIAL.value
    return None


class Dueno(NamedTuple):
    """Who owned a case from an instant on, and in which office."""

    desde: datetime
    responsable: str
    sede: str


class Duenos:
    """Who owned a case, and when: what happened counts for whoever owned it then, however often it moved since."""

    def __init__(self, vigentes: Iterable[Asiento]) -> None:
        self._cambios = [
            Dueno(a.ocurrido_en, a.hecho.responsable, a.hecho.sede)
            for a in vigentes
            if isinstance(a.hecho, CasoAbierto | CasoReasignado)
        ]

    def al(self, instante: datetime) -> Dueno:
        """The owner at an instant; before the case was opened, its first one."""
        if not self._cambios:
            return Dueno(instante, "", "")
        return next((d for d in reversed(self._cambios) if d.desde <= instante), self._cambios[0])


@cache
def _tiene(clase: type[Hecho], campo: str) -> bool:
    """Whether facts of a class have a field: asking a model for what it lacks is slow."""
    return campo in clase.model_fields


def _dato(hecho: Hecho, campo: str) -> Any:
    return getattr(hecho, campo) if _tiene(type(hecho), campo) else None


def _importes(vigentes: Iterable[Asiento]) -> Iterable[tuple[Asiento, Decimal | None]]:
    """Each entry with its amount; that of a reversal is the payment's, taken away."""
    confirmados: dict[str, Decimal] = {}
    for a in vigentes:
        match a.hecho:
            case PagoConfirmado():
                confirmados[a.hecho.folio] = a.hecho.importe
                yield a, a.hecho.importe
            case PagoRevertido():
                yield a, -confirmados.get(a.hecho.folio, CERO)
            case _:
                yield a, _dato(a.hecho, "importe")


def personas_de(hecho: Hecho) -> int | None:
    """How many people were attended: one by an attention, those that the report of a commission says."""
    if isinstance(hecho, ComisionInformada):
        return hecho.personas
    return 1 if atiende(hecho) else None


def _dichas(vigentes: Iterable[Asiento]) -> dict[int, int]:
    """By attention, what whoever was attended answered themselves: it counts instead of what was noted for them."""
    return {
        a.hecho.atencion: a.hecho.satisfaccion for a in vigentes if isinstance(a.hecho, AtencionCalificada)
    }


class Actos(Vista):
    """Who did what, when and where; `importe` where the fact has one (what a reversal takes away is negative);
    `atiende`: somebody was attended, through `medio`; `clase` of a light case that has classes (queja, sugerencia…
    of a manifestación); `dia` is the local day it happened. `responsable` and `de_sede`
    are the owner and the office of the case when it happened (`sede` is that of who did it). `minutos` that an
    attention or a commission took, `personas` that were attended by it; `a_tiempo`: whether what closed a message,
    a complaint, a request, an activity or a report came by its due date."""

    nombre = "actos"
    version = 6
    columnas = (
        Column("version", Integer, nullable=False),
        Column("hecho", String(60), nullable=False),
        Column("dia", Date, nullable=False),
        Column("ocurrido_en", Instante, nullable=False),
        Column("registrado_en", Instante, nullable=False),
        Column("autor", String(60), nullable=False),
        Column("rol", String(20), nullable=False),
        Column("sede", String(8), nullable=False),
        Column("origen", String(12), nullable=False),
        Column("pedido", String(36), nullable=False),
        Column("importe", Centavos, nullable=True),
        Column("atiende", Boolean, nullable=False),
        Column("clase", String(20), nullable=True),
        Column("caso_tipo", String(30), nullable=False),
        Column("responsable", String(60), nullable=True),
        Column("de_sede", String(8), nullable=False),
        Column("medio", String(12), nullable=True),
        Column("satisfaccion", Integer, nullable=True),
        Column("resuelto", Boolean, nullable=True),
        Column("minutos", Integer, nullable=True),
        Column("personas", Integer, nullable=True),
        Column("a_tiempo", Boolean, nullable=True),
    )
    indices = (("hecho", "dia"), ("dia", "rol", "autor"), ("registrado_en",))

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per entry that was not annulled."""
        tipo = tipo_de(foto.historia.asientos)
        duenos = Duenos(foto.historia.vigentes)
        clase = getattr(foto.historia.caso, "clase", None) or None
        dichas = _dichas(foto.historia.vigentes)
        a_tiempo = {} if tipo is MEDIACION else en_plazo(foto.historia, foto.versiones)
        for a, importe in _importes(foto.historia.vigentes):
            dueno, atendio = duenos.al(a.ocurrido_en), atiende(a.hecho)
            yield {
                "version": a.version,
                "hecho": type(a.hecho).__name__,
                "dia": dia_local(a.ocurrido_en),
                "ocurrido_en": a.ocurrido_en,
                "registrado_en": a.registrado_en,
                "autor": a.autor,
                "rol": a.rol,
                "sede": a.sede,
                "origen": a.origen,
                "pedido": a.pedido,
                "importe": importe,
                "atiende": atendio,
                "clase": clase,
                "caso_tipo": tipo.nombre,
                "responsable": dueno.responsable or None,
                "de_sede": dueno.sede or a.sede,
                "medio": medio_de(a.hecho) if atendio else None,
                "satisfaccion": dichas.get(a.version, _dato(a.hecho, "satisfaccion")) if atendio else None,
                "resuelto": _dato(a.hecho, "resuelto") if atendio else None,
                "minutos": _dato(a.hecho, "minutos")
                if atendio or type(a.hecho) is ComisionInformada
                else None,
                "personas": personas_de(a.hecho),
                "a_tiempo": a_tiempo.get(a.version),
            }
