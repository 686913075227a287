"""A payment plan: its instalments, what it adds up to, and the check that it adds up exactly."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from casos.dinero.pesos import CERO, Pesos, PesosNoNegativos, en_cifras
from casos.dinero.tasas import Porcentaje


class PlanNoCuadra(ValueError):
    """A table of instalments that does not add up; the text says where."""


class Parcialidad(BaseModel):
    """One instalment. `importe` = `capital` + `interes`; `saldo` is the capital left after paying it.

    `vence` is the day on which it falls due, already moved to a working day. Number 0 is the initial payment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    numero: int
    vence: date
    capital: Pesos
    interes: Pesos
    importe: Pesos
    saldo: Pesos


class PlanPagos(BaseModel):
    """The instalments of an agreement in order of their due dates, and its initial payment if it has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parcialidades: tuple[Parcialidad, ...]
    pago_inicial: PesosNoNegativos = CERO
    inicial_vence: date | None = None
    tasa_anual: Porcentaje = Decimal(0)

    @property
    def capital(self) -> Decimal:
        """What the plan pays of the recognised debt, initial payment included."""
        return self.pago_inicial + sum((p.capital for p in self.parcialidades), CERO)

    @property
    def interes(self) -> Decimal:
        return sum((p.interes for p in self.parcialidades), CERO)

    @property
    def total(self) -> Decimal:
        return self.pago_inicial + sum((p.importe for p in self.parcialidades), CERO)

    @property
    def termina(self) -> date | None:
        return self.parcialidades[-1].vence if self.parcialidades else self.inicial_vence

    @property
    def exigibles(self) -> tuple[Parcialidad, ...]:
        """All that will be demanded, in order: the initial payment as number 0, then the instalments."""
        if not self.pago_inicial or self.inicial_vence is None:
            return self.parcialidades
        inicial = Parcialidad.model_construct(  # of fields already validated: this is asked for very often
            numero=0,
            vence=self.inicial_vence,
            capital=self.pago_inicial,
            interes=CERO,
            importe=self.pago_inicial,
            saldo=self.capital - self.pago_inicial,
        )
        return (inicial, *self.parcialidades)


def comprobar_plan(plan: PlanPagos) -> None:
    """Raise PlanNoCuadra unless every amount, balance, number and date of the table is consistent.

    For tables that people capture from paper; what `elaborar_plan` returns has been checked.
    """
    if plan.pago_inicial and plan.inicial_vence is None:
        raise PlanNoCuadra("Falta la fecha del pago inicial.")
    if not plan.exigibles:
        raise PlanNoCuadra("El plan no tiene pago inicial ni parcialidades.")
    for numero, parcialidad in enumerate(plan.parcialidades, start=1):
        _comprobar_parcialidad(parcialidad, numero)
    saldo = sum((p.capital for p in plan.parcialidades), CERO)
    for parcialidad in plan.parcialidades:
        saldo -= parcialidad.capital
        if parcialidad.saldo != saldo:
            raise PlanNoCuadra(
                f"Después de la parcialidad {parcialidad.numero} el saldo debe ser {en_cifras(saldo)}, "
                f"no {en_cifras(parcialidad.saldo)}."
            )
    for una, siguiente in pairwise(plan.exigibles):
        if siguiente.vence < una.vence or (una.numero and siguiente.vence == una.vence):
            raise PlanNoCuadra(f"La parcialidad {siguiente.numero} vence antes que la anterior.")


def _comprobar_parcialidad(parcialidad: Parcialidad, numero: int) -> None:
    if parcialidad.numero != numero:
        raise PlanNoCuadra(f"La parcialidad {numero} viene con el número {parcialidad.numero}.")
    if min(parcialidad.capital, parcialidad.interes) < 0 or parcialidad.importe <= 0:
        raise PlanNoCuadra(f"La parcialidad {numero} tiene un importe negativo o en ceros.")
    if parcialidad.capital + parcialidad.interes != parcialidad.importe:
        raise PlanNoCuadra(
            f"La parcialidad {numero} no suma: capital {en_cifras(parcialidad.capital)} más interés "
            f"{en_cifras(parcialidad.interes)} no da {en_cifras(parcialidad.importe)}."
        )
