"""The state of a mediation case: only what decisions and next actions read; folded by `evolucion`."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from casos.mediacion.elementos.acuerdos import (
    EN_VIGOR,
    Convenio,
    EstadoConvenio,
    Pago,
    Registral,
    Reporte,
)
from casos.mediacion.elementos.caso import (
    Apartado,
    Apertura,
    Cierre,
    Credito,
    EstadoSesion,
    Judicial,
    Mecanismo,
    Parte,
    Saldo,
    Sesion,
    Suspension,
)
from casos.mediacion.elementos.contacto import (
    Carta,
    Contacto,
    Documento,
    Llamada,
    Promesa,
    Visita,
)
from casos.mediacion.elementos.marca import (
    NUNCA,
    VACIO,
    Marca,
)
from casos.mediacion.vocabulario import (
    Etapa,
    RolParte,
    TipoDocumento,
)

__all__ = [
    "EN_VIGOR",
    "NUNCA",
    "VACIO",
    "Apartado",
    "Apertura",
    "Carta",
    "Caso",
    "Cierre",
    "Contacto",
    "Convenio",
    "Credito",
    "Documento",
    "EstadoConvenio",
    "EstadoSesion",
    "Judicial",
    "Llamada",
    "Marca",
    "Mecanismo",
    "Pago",
    "Parte",
    "Promesa",
    "Registral",
    "Reporte",
    "Saldo",
    "Sesion",
    "Suspension",
    "Visita",
]


class Caso(NamedTuple):
    """A mediation case. `etapa` is None before it is opened; `suspendido`: when it last rested or went on."""

    etapa: Etapa | None = None
    etapa_desde: Marca = NUNCA
    apertura: Apertura = Apertura()
    partes: tuple[Parte, ...] = ()
    creditos: Mapping[str, Credito] = VACIO
    sesiones: Mapping[int, Sesion] = VACIO
    mecanismo: Mecanismo = Mecanismo()
    convenios: Mapping[int, Convenio] = VACIO
    pagos: Mapping[str, Pago] = VACIO
    reportes: Mapping[str, Reporte] = VACIO
    contacto: Contacto = Contacto()
    documentos: Mapping[int, Documento] = VACIO
    anexos: Mapping[str, TipoDocumento] = VACIO
    papeles: frozenset[str] = frozenset()
    judicial: Judicial = Judicial()
    suspension: Suspension | None = None
    suspendido: Marca = NUNCA
    cierre: Cierre = Cierre()
    apartados: Mapping[tuple[str, str], Apartado] = VACIO
    revisado_hasta: int = 0
    anulado: Marca = NUNCA
    olvidadas: frozenset[UUID] = frozenset()
    fallecidas: Mapping[UUID, Marca] = VACIO

    @property
    def abierto(self) -> bool:
        """Opened and not closed."""
        return self.etapa is not None and self.etapa is not Etapa.CERRADO

    @property
    def convenio(self) -> Convenio | None:
        """The agreement in force: at most one."""
        for convenio in self.convenios.values():
            if convenio.estado in EN_VIGOR:
                return convenio
        return None

    @property
    def borrador(self) -> Convenio | None:
        """The last draft that is neither signed nor dropped."""
        ultimos = reversed(tuple(self.convenios.values()))
        return next((c for c in ultimos if c.estado is EstadoConvenio.BORRADOR), None)

    @property
    def sesion(self) -> Sesion | None:
        """The session that is scheduled, or failed technically and waits for a new date."""
        vivas = (EstadoSesion.PROGRAMADA, EstadoSesion.FALLA_TECNICA)
        return next((s for s in reversed(tuple(self.sesiones.values())) if s.estado in vivas), None)

    @property
    def folio(self) -> str | None:
        """The court's folio of the last session that has one."""
        return next((s.folio for s in reversed(tuple(self.sesiones.values())) if s.folio), None)

    def persona(self, rol: RolParte) -> UUID | None:
        """Who plays a part; the last one tied to the case."""
        return next((p.persona_id for p in reversed(self.partes) if p.rol is rol), None)

    @property
    def tiene_aval(self) -> bool:
        """Whether a guarantor is tied to the case, and lives."""
        aval = self.persona(RolParte.AVAL)
        return aval is not None and aval not in self.fallecidas

    @property
    def pagos_firmes(self) -> list[Pago]:
        """Confirmed payments that were not reverted, in the order in which they were confirmed."""
        return [p for p in self.pagos.values() if not p.revertido]
