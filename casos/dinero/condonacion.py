"""Discounts (quitas): how much of each concept, earned only if the debtor keeps the agreement, else lost."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from casos.dinero.adeudo import Adeudo
from casos.dinero.concepto import ORDEN_LEGAL, AbonoCredito, Concepto, PorConcepto, sumar_por_concepto
from casos.dinero.cumplimiento import Gracia, verificar_cumplimiento
from casos.dinero.estado_de_cuenta import EstadoDeCuenta, estado_de_cuenta
from casos.dinero.explicacion import nombre
from casos.dinero.letras import fecha_larga
from casos.dinero.orden_legal import SIN_TASAS
from casos.dinero.pago import Pago
from casos.dinero.pesos import CERO, en_centavos, en_cifras, redondear
from casos.dinero.plan import PlanPagos
from casos.dinero.tasas import Base, Porcentaje, Tasas
from casos.dinero.veredicto import DE_COSTUMBRE, Cumplimiento, Umbrales


class Porcentajes(BaseModel):
    """What share of each concept is condoned, in percent (0 to 100)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gastos: Porcentaje = Decimal(0)
    moratorio: Porcentaje = Decimal(0)
    ordinario: Porcentaje = Decimal(0)
    capital: Porcentaje = Decimal(0)

    def de(self, concepto: Concepto) -> Decimal:
        porcentaje: Decimal = getattr(self, concepto.value)
        return min(porcentaje, Decimal(100))


class Condonacion(BaseModel):
    """The lines that are forgiven, by credit and concept, and the campaign or authorisation behind it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lineas: tuple[AbonoCredito, ...] = ()
    fundamento: str = ""

    @property
    def por_concepto(self) -> PorConcepto:
        return sumar_por_concepto(self.lineas)

    @property
    def total(self) -> Decimal:
        return sum((linea.importe for linea in self.lineas), CERO)


def condonar(adeudo: Adeudo, porcentajes: Porcentajes, fundamento: str = "") -> Condonacion:
    """Forgive a share of each concept: HALF_UP on the total of the concept, split exactly by credit."""
    lineas = []
    for concepto in ORDEN_LEGAL:
        porcentaje = Fraction(porcentajes.de(concepto)) / 100
        corrido, dado = 0, CERO
        for saldo in adeudo.creditos:
            corrido += en_centavos(saldo.importes.de(concepto))
            parte = redondear(porcentaje * corrido / 100) - dado
            dado += parte
            if parte:
                lineas.append(AbonoCredito(credito=saldo.credito, concepto=concepto, importe=parte))
    return Condonacion(lineas=tuple(lineas), fundamento=fundamento)


class Condicion(StrEnum):
    """What the debtor must do to earn the discount (agreement clause 3)."""

    PUNTUAL = "puntual"
    PAGO_TOTAL = "pago_total"


class EstadoCondonacion(StrEnum):
    PENDIENTE = "pendiente"
    GANADA = "ganada"
    PERDIDA = "perdida"


class SituacionCondonacion(NamedTuple):
    """Where a conditional discount stands: `importe` pesos that are, will be, or no longer are forgiven."""

    estado: EstadoCondonacion
    importe: Decimal
    explicacion: str


def situacion_de_condonacion(
    condonacion: Condonacion,
    plan: PlanPagos,
    pagos: Iterable[Pago],
    al: date,
    gracia: Gracia,
    umbrales: Umbrales = DE_COSTUMBRE,
    *,
    condicion: Condicion = Condicion.PUNTUAL,
    gracia_inicial: Gracia | None = None,
) -> SituacionCondonacion:
    """Whether the discount is earned at the end of day `al`.

    PUNTUAL: lost by the first instalment not covered within its grace, earned when all are paid in time.
    PAGO_TOTAL: earned when the plan is wholly paid, however late; lost while the verdict is a breach.
    """
    veredicto = verificar_cumplimiento(plan, pagos, al, gracia, umbrales, gracia_inicial=gracia_inicial)
    importe, dia = en_cifras(condonacion.total), fecha_larga(al)
    tarde = veredicto.inicial_tarde or bool(veredicto.acumuladas)
    if condicion is Condicion.PUNTUAL and tarde:
        cual = nombre(0 if veredicto.inicial_tarde else veredicto.acumuladas[0])
        texto = f"Se perdió la condonación de {importe}: {cual} no se cubrió a tiempo."
        return SituacionCondonacion(EstadoCondonacion.PERDIDA, condonacion.total, texto)
    if veredicto.liquidado:
        texto = f"Se ganó la condonación de {importe}: el plan está pagado por completo."
        return SituacionCondonacion(EstadoCondonacion.GANADA, condonacion.total, texto)
    if veredicto.estado is Cumplimiento.INCUMPLIDO:
        texto = f"Se pierde la condonación de {importe}: al {dia} el convenio está incumplido."
        return SituacionCondonacion(EstadoCondonacion.PERDIDA, condonacion.total, texto)
    que = "sin atrasos" if condicion is Condicion.PUNTUAL else "por completo"
    texto = f"La condonación de {importe} se gana al pagar {que} lo que falta del plan."
    return SituacionCondonacion(EstadoCondonacion.PENDIENTE, condonacion.total, texto)


def restablecer(
    reconocido: Adeudo,
    pagos: Iterable[Pago],
    hasta: date,
    *,
    tasas: Tasas = SIN_TASAS,
    base: Base = 360,
    orden: Sequence[Concepto] = ORDEN_LEGAL,
) -> EstadoDeCuenta:
    """The debt as it stands once a discount is revoked (*adeudo restablecido*).

    What was recognised before the discount, with its interest, less every payment made on the agreement in
    legal order. Identity: reconocido + intereses = pagos aplicados + lo que queda.
    """
    return estado_de_cuenta(
        reconocido, hasta, tasas=tasas, base=base, pagos=pagos, orden=orden, corte_incluye_pagos=False
    )
