"""Amounts of money: the type `Pesos`, rounding to the centavo, and how people write and read amounts."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator

CENTAVO = Decimal("0.01")
CERO = Decimal("0.00")
TOPE = Decimal("999999999999.99")
"""No amount of this office comes near a billón (10^12); beyond it there is a typing error or an attack."""

_LLANO = re.compile(r"[0-9]{1,12}\.[0-9]{2}").fullmatch
"""How the log writes nearly every amount: nothing is left to check, and histories have very many."""

_COMO_SE_ESCRIBE = re.compile(
    r"(?P<signo>[-\N{MINUS SIGN}]?)\s*\$?\s*(?P<signo2>[-\N{MINUS SIGN}]?)\s*"
    r"(?P<enteros>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]*)(?:\.(?P<centavos>[0-9]*))?"
    r"\s*(?:pesos|m\.?\s?n\.?|mxn)?",
    re.IGNORECASE,
)


def a_pesos(valor: object) -> Decimal:
    """An exact amount with two decimals, from a Decimal, an int or a plain decimal string.

    Raises ValueError for float (never exact), NaN, infinity, more than two decimals and |x| > TOPE.
    """
    if type(valor) is str and _LLANO(valor):
        return Decimal(valor)
    if isinstance(valor, bool) or not isinstance(valor, (Decimal, int, str)):
        raise ValueError("El importe debe ser una cantidad exacta en pesos.")
    try:
        importe = Decimal(valor)
    except (InvalidOperation, ValueError):
        raise ValueError(f"“{str(valor)[:30]}” no es un importe.") from None
    if not importe.is_finite() or not -TOPE <= importe <= TOPE:
        raise ValueError("El importe no es una cantidad de dinero posible.")
    exacto = importe.quantize(CENTAVO, ROUND_HALF_UP)
    if exacto != importe:
        raise ValueError("El importe lleva a lo más dos decimales (los centavos).")
    return exacto if exacto else CERO  # never -0.00


def _no_negativos(valor: object) -> Decimal:
    importe = a_pesos(valor)
    if importe < 0:
        raise ValueError("El importe no puede ser negativo.")
    return importe


def _positivos(valor: object) -> Decimal:
    importe = a_pesos(valor)
    if importe <= 0:
        raise ValueError("El importe debe ser mayor que cero.")
    return importe


Pesos = Annotated[Decimal, BeforeValidator(a_pesos)]
"""A finite amount with exactly two decimals, of either sign; in JSON the string "1250.50"."""
PesosNoNegativos = Annotated[Decimal, BeforeValidator(_no_negativos)]
PesosPositivos = Annotated[Decimal, BeforeValidator(_positivos)]


def redondear(valor: Decimal | Fraction | int) -> Decimal:
    """To the centavo, halves away from zero (HALF_UP); exact also for fractions such as 1/3."""
    if isinstance(valor, Fraction):
        magnitud = (abs(valor.numerator) * 200 + valor.denominator) // (2 * valor.denominator)
        return de_centavos(magnitud if valor >= 0 else -magnitud)
    return Decimal(valor).quantize(CENTAVO, ROUND_HALF_UP) or CERO


def en_centavos(importe: Decimal) -> int:
    """Whole centavos of an amount that already has two decimals."""
    return int(importe.scaleb(2))


def de_centavos(centavos: int) -> Decimal:
    """The amount that is worth so many centavos."""
    return Decimal(centavos).scaleb(-2)


def en_cifras(importe: Decimal) -> str:
    """`$1,250.50`; a negative amount carries a true minus sign: `−$1,250.50`."""
    redondo = redondear(importe)
    signo = "\N{MINUS SIGN}" if redondo < 0 else ""
    return f"{signo}${abs(redondo):,.2f}"


def leer_pesos(texto: str) -> Decimal:
    """An amount as people type it: `1,250.50`, `$1250.5`, `-150`, `1250 pesos`, `$ 1,250.00 M.N.`.

    Raises ValueError, in Spanish, saying what is wrong and how to write it.
    """
    escrito = " ".join(texto.split())
    leido = _COMO_SE_ESCRIBE.fullmatch(escrito)
    enteros, centavos = (leido["enteros"], leido["centavos"] or "") if leido else ("", "")
    if not leido or not (enteros or centavos) or (leido["signo"] and leido["signo2"]):
        raise ValueError(_por_que_no_se_lee(escrito))
    if len(centavos) > 2:
        raise ValueError(f"“{escrito[:30]}” tiene más de dos decimales; escriba los centavos con dos cifras.")
    signo = "-" if leido["signo"] or leido["signo2"] else ""
    return a_pesos(f"{signo}{enteros.replace(',', '') or '0'}.{centavos or '0'}")


def _por_que_no_se_lee(escrito: str) -> str:
    if not escrito:
        return "Escriba el importe, por ejemplo 1,250.50."
    if re.search(r",[0-9]{1,2}$", escrito) or re.search(r"\.[0-9]{3},", escrito):
        return f"“{escrito[:30]}” no es claro: los centavos van después de un punto, por ejemplo 1,250.50."
    return f"No se entiende el importe “{escrito[:30]}”; escríbalo así: 1,250.50."
