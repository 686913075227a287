"""Agreements and payments."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from casos.dinero.concepto import PorConcepto
from casos.dinero.pesos import CERO
from casos.dinero.plan import PlanPagos
from casos.mediacion.elementos.marca import NUNCA, VACIO, Marca
from casos.mediacion.hechos.convenios import ConvenioElaborado, Firma
from casos.mediacion.hechos.pagos import AplicadoACredito, AplicadoAParcialidad
from casos.mediacion.vocabulario import (
    Canal,
    Etapa,
    RolParte,
)


class EstadoConvenio(StrEnum):
    """Where an agreement stands; its keeping (cumplimiento) is computed from the ledger."""

    BORRADOR = "borrador"
    FIRMADO = "firmado"
    ACTIVO = "activo"
    INCUMPLIDO = "incumplido"
    SUSTITUIDO = "sustituido"
    DESCARTADO = "descartado"
    CUMPLIDO = "cumplido"


EN_VIGOR = frozenset({EstadoConvenio.FIRMADO, EstadoConvenio.ACTIVO, EstadoConvenio.INCUMPLIDO})


class Registral(NamedTuple):
    """The registry of an agreement (LGMASC 98, 103-106).

    `estado`: no_aplica, por_remitir, remitido, prevenido, inscrito, tenido_por_inscrito, no_inscrito.
    """

    estado: str = "no_aplica"
    remitido: date | None = None
    prevenido: date | None = None
    marca: Marca = NUNCA
    numero: str | None = None
    inscrito: date | None = None


class Convenio(NamedTuple):
    """An agreement, from its draft to its end.

    `plan` is the schedule in force (addenda replace it; its first `fijas` instalments were paid before).
    `corre_desde` is what last made the schedule run: its activation, an addendum, or the end of a breach.
    `antes_de_*` say where it goes back to when that is undone.
    """

    numero: int
    elaborado: ConvenioElaborado
    marca: Marca
    plan: PlanPagos
    estado: EstadoConvenio = EstadoConvenio.BORRADOR
    autorizado: int = 0
    rechazado: int = 0
    autorizacion: Marca = NUNCA
    firmado: Marca = NUNCA
    fecha: date | None = None
    folio: str | None = None
    firmas: tuple[Firma, ...] = ()
    sesion: int | None = None
    activado: Marca = NUNCA
    corre_desde: Marca = NUNCA
    original: int | None = None
    copias: frozenset[RolParte] = frozenset()
    registral: Registral = Registral()
    vencidas: Mapping[int, Marca] = VACIO
    inicial_omitido: Marca = NUNCA
    propuesto: Marca = NUNCA
    desestimado_hasta: date | None = None
    incumplido: Marca = NUNCA
    antes_de_incumplir: Etapa | None = None
    incumplimiento_deshecho: Marca = NUNCA
    antes_de_cumplir: EstadoConvenio | None = None
    cumplido: Marca = NUNCA
    notificados: frozenset[RolParte] = frozenset()
    revocado: PorConcepto | None = None
    revocacion: Marca = NUNCA
    revocacion_avisada: bool = False
    adendas: int = 0
    fijas: int = 0
    adenda: Marca = NUNCA
    adenda_archivada: bool = True
    alta: Marca = NUNCA
    buro: Marca = NUNCA
    sustituye: int | None = None
    es_regeneracion: bool = False

    @property
    def en_vigor(self) -> bool:
        """Signed and not ended."""
        return self.estado in EN_VIGOR

    @property
    def suscrito(self) -> bool:
        """Signed and not replaced: in force, or paid already."""
        return self.en_vigor or self.estado is EstadoConvenio.CUMPLIDO

    @property
    def por_autorizar(self) -> bool:
        """Its last draft needs the coordinator, who has not answered yet."""
        revision = self.elaborado.revision
        return (
            self.estado is EstadoConvenio.BORRADOR
            and (bool(self.elaborado.excede) or self.elaborado.requiere_supervisor)
            and revision not in (self.autorizado, self.rechazado)
        )

    @property
    def requiere_pago_inicial(self) -> bool:
        """Whether it starts with an initial payment."""
        return self.plan.pago_inicial > CERO


class Pago(NamedTuple):
    """A payment that accounting confirmed."""

    folio: str
    importe: Decimal
    fecha: date
    canal: Canal
    marca: Marca
    convenio: int | None = None
    a_parcialidades: tuple[AplicadoAParcialidad, ...] = ()
    a_creditos: tuple[AplicadoACredito, ...] = ()
    a_favor: Decimal = CERO
    incluido: Decimal = CERO
    credito: str | None = None
    revertido: bool = False
    recibo: Marca = NUNCA
    reporte: str | None = None


class Reporte(NamedTuple):
    """A payment that the debtor reported; `estado`: pendiente, confirmado, rechazado."""

    pago: str
    importe: Decimal
    fecha: date
    canal: Canal
    marca: Marca
    estado: str = "pendiente"
