"""The words of a column's name that matter, however it is written."""

import re
import unicodedata
from functools import lru_cache

_VACIAS = re.compile(r"al?|con|del?|el?|en|l[ao]s?|o|para|por|su|u|y")
_ABREVIADAS = {"no": "num", "numero": "num", "nro": "num", "n": "num", "cve": "clave"}
_GENERO = re.compile(r"(?:ad|id|dor)a$")
_TERMINACION = re.compile(r"\((?:a|s|es|as|os|la)\)", re.IGNORECASE)
_FECHA = re.compile(r"\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b")
_JOROBA = re.compile(r"(?<=[a-záéíóúñ])(?=[A-ZÁÉÍÓÚÑ])")


@lru_cache(maxsize=4096)
def palabras(texto: str) -> tuple[str, ...]:
    """`CRÉDITO (S)`, `No. de créditos`, `numCredito`: (credito), (num, credito), (num, credito).

    Accents, case, signs, articles, plurals, feminines, endings in brackets and dates go away.
    """
    texto = _FECHA.sub(" ", _JOROBA.sub(" ", _TERMINACION.sub(" ", texto))).casefold().replace("#", " num ")
    plano = "".join(c for c in unicodedata.normalize("NFKD", texto) if not unicodedata.combining(c))
    sueltas = re.sub(r"[^a-z0-9]+", " ", plano).split()
    return tuple(_forma_llana(_ABREVIADAS.get(p, p)) for p in sueltas if not _VACIAS.fullmatch(p))


def _forma_llana(palabra: str) -> str:
    """One form for `sesión` and `sesiones`, `parte` and `partes`, `invitada` and `invitado`."""
    while len(palabra) > 3:
        if palabra.endswith("es") and palabra[-3] not in "aeiou":
            palabra = palabra[:-2]
        elif palabra.endswith("s") and palabra[-2] in "aeiou":
            palabra = palabra[:-1]
        else:
            break
    palabra = palabra.removesuffix("e") if len(palabra) > 3 else palabra
    return _GENERO.sub(lambda fin: fin[0][:-1] + ("" if fin[0] == "dora" else "o"), palabra)
