"""A cell as any file may give it, and its text as a person sees it."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Celda: TypeAlias = str | int | float | bool | date | time | datetime | timedelta | None

_CONTROLES = {c: None for c in (*range(32), *range(127, 160)) if c not in (9, 10)}
_FORMULA_ESCAPADA = re.compile(r"'(?=[=+\-@\t])")
_SIN_DATO = frozenset(
    ("-", "--", "---", "—", "–", "n/a", "na", "n.a.", "s/d", "sd", "s/n", "nd", "n/d", "#n/a", "#n/d", "null",
     "none", "nan", "ninguno", "ninguna", "sin dato", "no aplica", "x definir", "por definir", "pendiente")
)  # fmt: skip


def limpiar(texto: str) -> str:
    """Composed, trimmed, with plain spaces and line ends, without control or invisible characters.

    An apostrophe that only guards a formula (as our own exports write it) is taken away.
    """
    if not texto.isprintable():
        lineas = texto.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLES)
        texto = "".join(map(_visible, lineas))
    limpio = unicodedata.normalize("NFC", texto).strip()
    return limpio[1:] if _FORMULA_ESCAPADA.match(limpio) else limpio


def _visible(letra: str) -> str:
    clase = unicodedata.category(letra)
    if clase == "Zs":
        return " "
    return "" if clase in ("Cf", "Cs", "Zl", "Zp") else letra


def texto_de(celda: Celda) -> str:
    """What a person would read in the cell; whole numbers without `.0`, dates day first."""
    match celda:
        case None:
            return ""
        case str():
            return celda
        case bool():
            return "Sí" if celda else "No"
        case float() if celda.is_integer():
            return str(int(celda))
        case datetime():
            return f"{celda:%d/%m/%Y %H:%M}"
        case date():
            return f"{celda:%d/%m/%Y}"
        case time():
            return f"{celda:%H:%M}"
        case _:
            return str(celda)


def sin_dato(celda: Celda) -> bool:
    """Blank, or one of the ways in which people write that there is nothing."""
    return celda is None or (isinstance(celda, str) and (not celda or celda.casefold() in _SIN_DATO))
