"""People's names as they are searched, compared and sorted. The name itself is kept as given."""

import re
import unicodedata

_MARCAS = re.compile("[\u0300-\u036f]")
_NI_LETRA_NI_CIFRA = re.compile(r"[\W_]+")


def _limpiar(texto: str) -> str:
    return _NI_LETRA_NI_CIFRA.sub(" ", _MARCAS.sub("", unicodedata.normalize("NFKD", texto.casefold())))


def normalizar(texto: str) -> str:
    """Lower case without accents, Ñ as N, everything but letters and digits a single space."""
    return " ".join(_limpiar(texto).split())


def clave_nombre(nombre: str) -> str:
    """The same for `Figueroa Cota Daniela` and `Daniela Figueroa Cota`: the normalised words in order."""
    return " ".join(sorted(normalizar(nombre).split()))


def clave_orden(nombre: str) -> str:
    """Sort key in ASCII order: accents do not count and Ñ comes after N, as in a Mexican directory.

    Ñ becomes `n~`, and `~` is above every letter. Compare it byte by byte: in PostgreSQL the column needs
    COLLATE "C".
    """
    partes = unicodedata.normalize("NFC", nombre.casefold()).split("ñ")
    return " ".join("n~".join(_limpiar(p) for p in partes).split())
