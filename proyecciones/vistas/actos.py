"""Acts: one row per entry that counts. Every figure across cases is a query over it, its drill-down the same query."""

from collections.abc import Iterable

from sqlalchemy import Column, Date, Integer, String

from casos.tiempo import dia_local
from casos.tipo import tipo_de
from proyecciones.vista import Centavos, Fila, Foto, Instante, Vista


class Actos(Vista):
    """Who did what, when and where; `importe` where the fact has one; `dia` is the local day it happened."""

    nombre = "actos"
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
        Column("caso_tipo", String(30), nullable=False),
        Column("responsable", String(60), nullable=True),
    )
    indices = (("dia", "hecho"), ("registrado_en",))

    def filas(self, foto: Foto) -> Iterable[Fila]:
        """One row per entry that was not annulled."""
        tipo = tipo_de(foto.historia.asientos)
        apertura = getattr(foto.historia.caso, "apertura", None)
        responsable = getattr(apertura, "responsable", None)
        for a in foto.historia.vigentes:
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
                "importe": getattr(a.hecho, "importe", None),
                "caso_tipo": tipo.nombre,
                "responsable": responsable,
            }
