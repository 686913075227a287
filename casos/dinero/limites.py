"""What may be offered (limits of each product, taken from policy and campaign) and what the debtor says."""

from datetime import date
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from casos.dinero.condonacion import Porcentajes
from casos.dinero.pesos import PesosNoNegativos, PesosPositivos
from casos.dinero.tasas import Porcentaje


class _Limites(BaseModel):
    """What all products have: `condonacion` is what may be condoned without asking, `fundamento` why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    producto: str
    nombre: str
    condonacion: Porcentajes = Porcentajes()
    fundamento: str = ""
    firma_aval: bool = False
    requiere_autorizacion: bool = False
    autoriza: str = "coordinador"


class LimitesPlan(_Limites):
    """A product paid in monthly instalments.

    The least initial payment is a share of the recognised debt. `tasa_anual` is the interest of the plan on
    its balance (0: none). `plazo_usual` is offered when the debtor names neither term nor monthly amount.
    A first payment later than `primer_pago_dias` is an *espera* (None: never).
    """

    parcialidades_minimas: int
    parcialidades_maximas: int
    pago_inicial_minimo_pct: Porcentaje = Decimal(0)
    tasa_anual: Porcentaje = Decimal(0)
    plazo_usual: int | None = None
    primer_pago_dias: int | None = None


class LimitesPagoUnico(_Limites):
    """One payment within some days and not after `fecha_limite` (the last day to pay of the campaign)."""

    plazo_maximo_dias: int
    fecha_limite: date | None = None


class Solicitud(BaseModel):
    """What the debtor says at the window; everything but the dates may be missing.

    `primera` is the nominal due date of the first instalment. `condonacion` asks for more, or less, than the
    product gives by itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    hoy: date
    primera: date
    mensual: PesosPositivos | None = None
    pago_inicial: PesosNoNegativos | None = None
    parcialidades: int | None = None
    gracia_meses: int = 0
    condonacion: Porcentajes | None = None
