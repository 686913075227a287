"""Offices by the names that courts and sheets give them."""

import re

from casos.identidad.nombres import normalizar

_NOMBRES = {
    "HMO": r"hermosillo|hmo|hillo",
    "OBR": r"(?:cd |ciudad )?obregon|cajeme|obr|cd obr",
    "NOG": r"nogales|nog|h nogales",
}
_SEDE = re.compile("|".join(rf"\b(?P<{sede}>{nombres})\b" for sede, nombres in _NOMBRES.items()))


def leer_sede(texto: str) -> str | None:
    """HMO, OBR or NOG; None if the text names no office of ours, or more than one."""
    halladas = {hallada.lastgroup for hallada in _SEDE.finditer(normalizar(texto))}
    return halladas.pop() if len(halladas) == 1 else None
