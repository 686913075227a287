"""Postal codes: five digits; those of Sonora go from 83000 to 85999."""

import re

from casos.identidad.revision import Revision

_SONORA = range(83000, 86000)
_LARGO = 5


def revisar_codigo_postal(texto: str) -> Revision:
    """Check a postal code. One outside Sonora is valid and comes with a warning."""
    codigo = texto.strip()
    if not codigo:
        return Revision("", ("Falta el código postal.",), valido=False)
    if not re.fullmatch(r"\d+", codigo, re.ASCII):
        return Revision(codigo, ("El código postal solo lleva números.",), valido=False)
    if len(codigo) != _LARGO:
        aviso = f"El código postal lleva cinco números y aquí hay {len(codigo)}."
        return Revision(codigo, (aviso,), valido=False)
    if int(codigo) not in _SONORA:
        return Revision(codigo, ("Ese código postal no es de Sonora: confirme que la persona vive fuera.",))
    return Revision(codigo)
