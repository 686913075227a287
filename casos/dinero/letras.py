"""Amounts and dates in words, as Mexican agreements and receipts write them."""

from datetime import date
from decimal import Decimal
from typing import Literal

from casos.dinero.pesos import a_pesos, en_cifras

Uno = Literal["uno", "un", "una"]
"""How a final *one* is said: alone (`uno`), before a masculine noun (`un`), before a feminine one (`una`)."""

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
    "noviembre", "diciembre",
)  # fmt: skip
_BILLON = 10**12
_MILLON = 10**6
_HASTA_VEINTINUEVE = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte",
    "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete",
    "veintiocho", "veintinueve",
)  # fmt: skip
_DECENAS = (
    "", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa",
)  # fmt: skip
_CENTENAS = (
    "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos",
    "setecientos", "ochocientos", "novecientos",
)  # fmt: skip
_VEINTIUNO = {"uno": "veintiuno", "un": "veintiún", "una": "veintiuna"}


def entero_en_letras(n: int, uno: Uno = "uno", *, un_mil: bool = False) -> str:
    """A whole number from 0 to 10^12 in lower case, with accents.

    `uno` chooses gender and apocope (`veintiuno`, `veintiún`, `veintiuna`; `doscientas` with `una`).
    `un_mil` writes "un mil" where Spanish says plain "mil", as some banks want it.
    """
    if not 0 <= n <= _BILLON:
        raise ValueError("Solo se escriben con letra los números de cero a un billón.")
    if n == _BILLON:
        return "un billón"
    millones, resto = divmod(n, _MILLON)
    partes = []
    if millones:
        palabra = "millón" if millones == 1 else "millones"
        partes.append(f"{_bajo_un_millon(millones, 'un', un_mil)} {palabra}")
    if resto or not millones:
        partes.append(_bajo_un_millon(resto, uno, un_mil))
    return " ".join(partes)


def _bajo_un_millon(n: int, uno: Uno, un_mil: bool) -> str:
    miles, resto = divmod(n, 1000)
    partes = []
    if miles == 1:
        partes.append("un mil" if un_mil else "mil")
    elif miles:
        partes.append(f"{_bajo_mil(miles, 'una' if uno == 'una' else 'un')} mil")
    if resto or not miles:
        partes.append(_bajo_mil(resto, uno))
    return " ".join(partes)


def _bajo_mil(n: int, uno: Uno) -> str:
    if n == 100:
        return "cien"
    centenas, resto = divmod(n, 100)
    ciento = _CENTENAS[centenas]
    if uno == "una" and centenas > 1:
        ciento = ciento.removesuffix("os") + "as"
    return f"{ciento} {_bajo_cien(resto, uno)}".strip() if resto or not centenas else ciento


def _bajo_cien(n: int, uno: Uno) -> str:
    if n == 1:
        return uno
    if n == 21:
        return _VEINTIUNO[uno]
    if n < 30:
        return _HASTA_VEINTINUEVE[n]
    decenas, unidad = divmod(n, 10)
    return f"{_DECENAS[decenas]} y {_bajo_cien(unidad, uno)}" if unidad else _DECENAS[decenas]


def importe_en_letras(importe: Decimal, *, un_mil: bool = False) -> str:
    """`VEINTIÚN MIL UN PESOS 50/100 M.N.`; raises ValueError for negative amounts or half centavos."""
    exacto = a_pesos(importe)
    if exacto < 0:
        raise ValueError("Un importe negativo no se escribe con letra.")
    pesos, centavos = divmod(int(exacto.scaleb(2)), 100)
    de = " DE" if pesos and pesos % _MILLON == 0 else ""
    moneda = "PESO" if pesos == 1 else "PESOS"
    return f"{entero_en_letras(pesos, 'un', un_mil=un_mil).upper()}{de} {moneda} {centavos:02d}/100 M.N."


def cifra_y_letra(importe: Decimal, *, un_mil: bool = False) -> str:
    """`$21,001.50 (VEINTIÚN MIL UN PESOS 50/100 M.N.)`."""
    return f"{en_cifras(importe)} ({importe_en_letras(importe, un_mil=un_mil)})"


def fecha_en_letras(dia: date) -> str:
    """`a los 23 días del mes de noviembre de 2026`; the first of a month is `al primer día del mes de …`."""
    inicio = "al primer día" if dia.day == 1 else f"a los {dia.day} días"
    return f"{inicio} del mes de {MESES[dia.month - 1]} de {dia.year}"


def fecha_larga(dia: date) -> str:
    """`23 de noviembre de 2026`."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"
