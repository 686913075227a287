"""The verdict on an agreement's payments: its states in order, and the money and the day that decide it."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from casos.dinero.pesos import CERO


class Cumplimiento(StrEnum):
    """The state of an agreement's payments (see `GRAVEDAD` for the order)."""

    SIN_PLAN = "sin_plan"
    POR_INICIAR = "por_iniciar"
    AL_CORRIENTE = "al_corriente"
    PARCIAL = "parcial"
    ATRASADO = "atrasado"
    EN_RIESGO = "en_riesgo"
    INCUMPLIDO = "incumplido"


GRAVEDAD = {
    Cumplimiento.SIN_PLAN: 0,
    Cumplimiento.POR_INICIAR: 0,
    Cumplimiento.AL_CORRIENTE: 0,
    Cumplimiento.PARCIAL: 1,
    Cumplimiento.ATRASADO: 2,
    Cumplimiento.EN_RIESGO: 3,
    Cumplimiento.INCUMPLIDO: 4,
}


class Umbrales(NamedTuple):
    """How many unpaid instalments break an agreement: in a row, or late in all (policy, clause 11)."""

    consecutivas: int = 2
    acumuladas: int = 3


DE_COSTUMBRE = Umbrales()


class Regla(StrEnum):
    """Which rule makes a breach."""

    PAGO_INICIAL = "pago_inicial"
    CONSECUTIVAS = "consecutivas"
    ACUMULADAS = "acumuladas"
    FIN_DEL_PLAZO = "fin_del_plazo"


class Decisivo(NamedTuple):
    """The instalment, day and money that decide the verdict.

    `fecha`: in a breach the first day on which it was one; while there is time, the last day to pay.
    `importe`: what is still missing of that instalment, in pesos.
    """

    numero: int
    fecha: date
    importe: Decimal
    regla: Regla | None = None


class Veredicto(NamedTuple):
    """The verdict at the end of day `al`. Amounts in pesos, `dias` since the oldest unpaid due date.

    `vencidas`: due before `al` and not covered; `atrasadas`: those whose days of grace are over as well;
    `acumuladas`: every instalment ever late, paid since or not (`inicial_tarde`: the initial payment was).
    `exigible`: due up to `al` inclusive.
    """

    estado: Cumplimiento
    al: date
    vencidas: tuple[int, ...] = ()
    atrasadas: tuple[int, ...] = ()
    acumuladas: tuple[int, ...] = ()
    inicial_tarde: bool = False
    exigible: Decimal = CERO
    pagado: Decimal = CERO
    faltante: Decimal = CERO
    dias: int = 0
    decisivo: Decisivo | None = None
    liquidado: bool = False
    explicacion: tuple[str, ...] = ()
