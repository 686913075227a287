"""Amounts of money as banks, sheets and people write them, into exact cents. Never through a float."""

import re
from decimal import ROUND_HALF_UP, Decimal

from casos.lectura.celdas import Celda, texto_de
from casos.lectura.ilegible import ValorIlegible

_CENTAVO = Decimal("0.01")
_MAXIMO = Decimal(10) ** 12
_MONEDA = re.compile(r"(?:mxn|mxp|m\.\s?n\.|mn|pesos|\$)", re.IGNORECASE)
_CON_PUNTO = re.compile(r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?|\.\d{1,2}")
"""1,250.50 · 1'250,000.00 · 1250.5 · .50"""
_CON_COMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d{1,2}|\d+,\d{1,2}")
"""1.250,50 · 1250,50: a comma before one or two last digits cannot be of thousands."""
_DUDOSO = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SIN_PUNTO = re.compile(r"0\d{4,}")
"""00000123450: banks that write a fixed width leave out the point before the cents."""
_NEGATIVO = re.compile(r"\((.+)\)|-\s*(.+)|(.+?)\s*-")


def leer_importe(celda: Celda) -> Decimal:
    """Pesos with two places; negative as `-5`, `5-` or `(5)`; a lone dash is zero, as accounting prints it.

    Raises ValorIlegible with the reason; so do `1.250`, which may be a thousand or one and a quarter, and
    `00000123450`, which may have its cents without a point.
    """
    match celda:
        case bool():
            raise _no_es_importe(celda)
        case int() | float():
            return _acotar(Decimal(repr(celda)), celda)
        case str():
            return _de_texto(celda)
        case _:
            raise _no_es_importe(celda)


def _de_texto(texto: str) -> Decimal:
    sin_moneda = _MONEDA.sub("", texto).strip()
    if sin_moneda in ("-", "–", "—"):
        return Decimal("0.00")
    negativo = _NEGATIVO.fullmatch(sin_moneda)
    cifras = next(filter(None, negativo.groups())).strip() if negativo else sin_moneda
    if _DUDOSO.fullmatch(cifras):
        raise ValorIlegible(
            f"en «{texto[:40]}» no se sabe si el punto separa miles o centavos; escríbalo así: 1,250.00"
        )
    if _SIN_PUNTO.fullmatch(cifras):
        raise ValorIlegible(
            f"en «{texto[:40]}» no se sabe si los dos últimos son centavos; escríbalo así: 1,234.50"
        )
    if _CON_PUNTO.fullmatch(cifras):
        importe = Decimal(re.sub(r"[,' ]", "", cifras))
    elif _CON_COMA.fullmatch(cifras):
        importe = Decimal(cifras.replace(".", "").replace(",", "."))
    else:
        raise _no_es_importe(texto)
    return _acotar(-importe if negativo else importe, texto)


def _acotar(importe: Decimal, celda: Celda) -> Decimal:
    """To the cent, half up, as the sheet shows a computed amount."""
    if not importe.is_finite() or abs(importe) >= _MAXIMO:
        raise _no_es_importe(celda)
    return importe.quantize(_CENTAVO, ROUND_HALF_UP) + 0


def _no_es_importe(celda: Celda) -> ValorIlegible:
    return ValorIlegible(f"«{texto_de(celda)[:40]}» no se entiende como importe; escríbalo así: 1,250.50")
