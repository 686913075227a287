"""What a paper may print of a text that people typed: hostile or odd characters never stop a paper."""

import re
import unicodedata
from typing import Any

RAYA = "_" * 16
"""Where a datum is missing: a line to be filled in by hand."""
_SIN_LUGAR = "\N{WHITE SQUARE}"
_BLOQUES = (
    (0x20, 0x24F),
    (0x370, 0x3FF),
    (0x400, 0x45F),
    (0x1E00, 0x1EFF),
    (0x2010, 0x2026),
    (0x2030, 0x203A),
)
_LLANO = re.compile(r"[ -~¡-¬®-ÿ]*")
"""Texts in the letters of Spanish, almost all of them: nothing in them to look at one by one."""
_SUELTOS = frozenset("\n€™−√≤≥×÷°□№¼½¾")
_GRIEGO_SIN_FORMA = frozenset(map(chr, (0x378, 0x379, 0x380, 0x381, 0x382, 0x383, 0x38B, 0x38D, 0x3A2)))


def imprimible(texto: str) -> str:
    """The text in the letters that the typeface has; what it lacks becomes □, what cannot be seen goes away.

    Marks that turn the direction of writing are dropped: they would show an amount or a name reversed.
    """
    if _LLANO.fullmatch(texto):
        return texto
    compuesto = unicodedata.normalize("NFC", texto.replace("\r\n", "\n").replace("\t", " "))
    return "".join(
        _letra(c) for c in compuesto if unicodedata.category(c) not in {"Cf", "Cs"} and _visible(c)
    )


def _visible(c: str) -> bool:
    return c == "\n" or unicodedata.category(c) != "Cc"


def _letra(c: str) -> str:
    if c in _SUELTOS or (c not in _GRIEGO_SIN_FORMA and any(a <= ord(c) <= z for a, z in _BLOQUES)):
        return c
    if unicodedata.category(c) == "Zs":
        return " "
    return _SIN_LUGAR


def limpios(datos: Any) -> Any:
    """The data of a paper with every text made printable."""
    match datos:
        case str():
            return imprimible(datos)
        case dict():
            return {clave: limpios(valor) for clave, valor in datos.items()}
        case list() | tuple():
            return [limpios(valor) for valor in datos]
    return datos


def o_raya(texto: object) -> str:
    """The text, or a line to be filled in by hand."""
    return str(texto) if texto else RAYA
