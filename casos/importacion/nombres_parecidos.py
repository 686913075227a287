"""Whether two writings of a name may be one person's, when something else already says that they are."""

from difflib import SequenceMatcher

from casos.lectura.nombres import clave_persona

PARECIDO = 0.85
_PALABRAS = 2


def es_la_misma(uno: str, otro: str) -> bool:
    """The same words in any order; or one name leaves out words of the other; or a slip of the pen.

    It only serves to confirm what a contract, a folio or a CURP says: names alone prove nothing.
    """
    claves = clave_persona(uno), clave_persona(otro)
    if claves[0] == claves[1]:
        return bool(claves[0])
    palabras = set(claves[0].split()), set(claves[1].split())
    menor, mayor = sorted(palabras, key=len)
    if len(menor) >= _PALABRAS and menor <= mayor:
        return True
    return SequenceMatcher(None, *claves).ratio() >= PARECIDO
