"""Whether two writings of a name may be one person's, when something else already says that they are."""

import re

from casos.lectura.nombres import clave_persona

_PALABRAS = 2
_SONIDOS = (
    ("h", ""), ("v", "b"), ("z", "s"), (r"c(?=[ei])", "s"), (r"qu(?=[ei])", "k"), ("[cq]", "k"), ("ll", "y"),
    (r"g(?=[ei])", "j"), (r"(?<!^)y$", "i"), (r"(.)\1", r"\1"),
)  # fmt: skip


def es_la_misma(uno: str, otro: str) -> bool:
    """The same words in any order, as they sound; or one name leaves out words of the other (two at least stay).

    It only serves to confirm what a contract, a folio or a CURP says: names alone prove nothing. `Díaz` and
    `Dias` are one name; `María` and `Mario` are two, as of siblings.
    """
    palabras = [{_sonido(p) for p in clave_persona(nombre).split()} for nombre in (uno, otro)]
    menor, mayor = sorted(palabras, key=len)
    return bool(menor) and (menor == mayor or (len(menor) >= _PALABRAS and menor <= mayor))


def _sonido(palabra: str) -> str:
    for escrito, dicho in _SONIDOS:
        palabra = re.sub(escrito, dicho, palabra)
    return palabra
