"""Rates and simple interest: the percentage type, what a balance earns in some days, its formula in words."""

from decimal import Decimal, InvalidOperation
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from casos.dinero.pesos import CERO, en_cifras, redondear

Base = Literal[360, 365]
"""Days of the year by which an annual rate is divided (commercial or calendar year)."""


def a_porcentaje(valor: object) -> Decimal:
    """A rate or share in percent, 0 to 1000, at most six decimals; 6 means 6 %. Refuses float."""
    if isinstance(valor, bool) or not isinstance(valor, (Decimal, int, str)):
        raise ValueError("El porcentaje debe ser un número exacto.")
    try:
        porcentaje = Decimal(valor)
    except (InvalidOperation, ValueError):
        raise ValueError(f"“{str(valor)[:30]}” no es un porcentaje.") from None
    if not porcentaje.is_finite() or not 0 <= porcentaje <= 1000:
        raise ValueError("El porcentaje debe estar entre 0 y 1000.")
    exacto = porcentaje.quantize(Decimal("0.000001"))
    if exacto != porcentaje:
        raise ValueError("El porcentaje lleva a lo más seis decimales.")
    return Decimal(f"{exacto.normalize():f}")


Porcentaje = Annotated[Decimal, BeforeValidator(a_porcentaje)]


class Tasas(BaseModel):
    """Annual rates of a credit in percent; zero where the rate is not known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ordinaria: Porcentaje = Decimal(0)
    moratoria: Porcentaje = Decimal(0)


def interes_simple(capital: Decimal, tasa_anual: Decimal, dias: int, base: Base = 360) -> Decimal:
    """Interest in pesos of `capital` over `dias`, rounded once; interest bears no interest (CCF 2397)."""
    if dias <= 0 or capital <= 0:
        return CERO
    return redondear(capital * tasa_anual * dias / (100 * base))


def formula_de_interes(capital: Decimal, tasa_anual: Decimal, dias: int, base: Base = 360) -> str:
    """`capital $1,000.00 × 6.00 % × 30 / 360`."""
    return f"capital {en_cifras(capital)} × {por_ciento(tasa_anual)} × {dias} / {base}"


def por_ciento(tasa: Decimal) -> str:
    """`6.00 %`, with as many decimals as the rate has, at least two."""
    decimales = max(2, -int(tasa.normalize().as_tuple().exponent))
    return f"{tasa:,.{decimales}f} %"


def en_porcentaje(porcentaje: Decimal) -> str:
    """`62 %`, `12.5 %`: a share as people say it, without idle zeros."""
    return f"{porcentaje.normalize():,f} %"
