"""Acts: one row per entry that counts. Every figure across cases is a query over it, its drill-down the same query."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from sqlalchemy import Boolean, Column, Date, Integer, String

from casos.asiento import Asiento
from casos.atencion import AtencionSinCaso
from casos.dinero.pesos import CERO
from casos.hecho import Hecho
from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    LlamadaRealizada,
    LlamadaRecibida,
    VisitaRealizada,
)
from casos.mediacion.hechos.pagos import PagoConfirmado, PagoRevertido
from casos.mediacion.vocabulario import Contesto, TipoVisita
from casos.tiempo import dia_local
from casos.tipo import tipo_de
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


def _importe(hecho: Hecho) -> Decimal | None:
    return getattr(hecho, "importe", None) if _tiene_importe(type(hecho)) else None


@cache
def _tiene_importe(clase: type[Hecho]) -> bool:
    """Asked once for each class: a field that is not there is slow to miss, and there is one row for every entry."""
    return "importe" in clase.model_fields


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
                yield a, _importe(a.hecho)


class Actos(Vista):
    """Who did what, when and where; `importe` where the fact has one (what a reversal takes away is negative);
    `atiende`: somebody was attended; `clase` of a light case that has classes (queja, sugerencia… of a
    manifestación); `dia` is the local day it happened."""

    nombre = "actos"
    version = 3
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
    )
    indices = (("dia", "hecho"), ("registrado_en",))

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per entry that was not annulled."""
        tipo = tipo_de(foto.historia.asientos)
        apertura = getattr(foto.historia.caso, "apertura", None)
        responsable = getattr(apertura, "responsable", None)
        clase = getattr(foto.historia.caso, "clase", None) or None
        for a, importe in _importes(foto.historia.vigentes):
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
                "atiende": atiende(a.hecho),
                "clase": clase,
                "caso_tipo": tipo.nombre,
                "responsable": responsable,
            }
