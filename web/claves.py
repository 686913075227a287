"""Passwords: how they are kept (argon2id) and which ones are refused (ASVS 6.2)."""

import re
import secrets
import unicodedata
from functools import cache
from importlib import resources
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

LARGO_MINIMO = 12
LARGO_MAXIMO = 128
LETRAS_PROPIAS_MINIMAS = 8
"""What must be left of a password once the words that anyone would try first are taken out of it."""

PALABRAS_DE_LA_CASA = (
    "ibecas",
    "becas",
    "credito",
    "educativo",
    "instituto",
    "sonora",
    "hermosillo",
    "obregon",
    "nogales",
    "mediacion",
    "convenio",
    "contrasena",
    "password",
)

_argon = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


class ClaveDebil(ValueError):
    """A password that is too easy to guess; the text says how to choose another."""


def _normal(clave: str) -> str:
    return unicodedata.normalize("NFC", clave)


def _sin_marcas(texto: str) -> str:
    sin = unicodedata.normalize("NFKD", texto)
    return "".join(letra for letra in sin if not unicodedata.combining(letra)).casefold()


@cache
def _comunes() -> frozenset[str]:
    """Passwords of twelve letters or more that appear in public lists of stolen ones."""
    return frozenset(resources.files("web").joinpath("claves_comunes.txt").read_text("ascii").split())


def _saltos(texto: str) -> int:
    """How often the next character is not the neighbour of the one before: few in 123456789012."""
    return sum(abs(ord(una) - ord(otra)) > 1 for una, otra in pairwise(texto))


def revisar(clave: str, *propias: str) -> None:
    """Raise ClaveDebil unless the password may be used; `propias` are words of its owner (user, name)."""
    if len(clave) < LARGO_MINIMO:
        raise ClaveDebil(
            f"Use al menos {LARGO_MINIMO} caracteres; sirven tres o cuatro palabras que no vayan juntas."
        )
    if len(clave) > LARGO_MAXIMO:
        raise ClaveDebil(f"Use a lo más {LARGO_MAXIMO} caracteres.")
    llana = _sin_marcas(clave)
    if llana in _comunes() or len(set(llana)) <= 4 or _saltos(llana) < 3:
        raise ClaveDebil("Esa contraseña aparece en listas públicas; elija otra.")
    resto = llana
    palabras = [palabra for texto in propias for palabra in re.split(r"[^a-z0-9ñ]+", _sin_marcas(texto))]
    for palabra in sorted((*PALABRAS_DE_LA_CASA, *palabras), key=len, reverse=True):
        if len(palabra) >= 3:
            resto = resto.replace(palabra, "")
    if len(resto) < LETRAS_PROPIAS_MINIMAS:
        raise ClaveDebil("No use su nombre ni palabras de la oficina; elija otras palabras.")


def cifrar(clave: str) -> str:
    """The argon2id hash to store."""
    return _argon.hash(_normal(clave))


@cache
def _ajena() -> str:
    return cifrar(secrets.token_urlsafe())


def coincide(guardada: str | None, clave: str) -> bool:
    """Whether the password belongs to the stored hash; without one it takes the same time and is False."""
    try:
        _argon.verify(guardada or _ajena(), _normal(clave[:LARGO_MAXIMO]))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return guardada is not None


def debe_renovarse(guardada: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _argon.check_needs_rehash(guardada)


def temporal() -> str:
    """A random password that can be read aloud: four groups without letters that look alike, 99 bits."""
    letras = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letras) for _ in range(5)) for _ in range(4))
