"""Published documents (calendars, policy) as TOML: reading with errors a person can act on, and writing."""

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic_core import ErrorDetails


class Problema(NamedTuple):
    """One thing wrong in a document: where (dotted key, empty for the whole) and what was expected."""

    clave: str
    mensaje: str

    def __str__(self) -> str:
        return f"{self.clave}: {self.mensaje}" if self.clave else self.mensaje


class DocumentoInvalido(ValueError):
    """A document that cannot be published; its text lists every problem, in Spanish."""

    def __init__(self, problemas: Iterable[Problema]) -> None:
        self.problemas = tuple(problemas)
        super().__init__("\n".join(str(problema) for problema in self.problemas))


def leer_toml(texto: str) -> dict[str, Any]:
    """The tables of a TOML text, decimals exact. Raises DocumentoInvalido with the line of the mistake."""
    try:
        return tomllib.loads(texto.removeprefix("\ufeff"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        lugar = re.search(r"line (\d+), column (\d+)", str(error))
        donde = f"en el renglón {lugar[1]}, columna {lugar[2]}" if lugar else "al final del archivo"
        consejo = "revise comillas, corchetes, claves repetidas y el signo igual"
        mensaje = f"El archivo no es TOML válido: no se entiende lo escrito {donde}; {consejo}."
        raise DocumentoInvalido([Problema("", mensaje)]) from error


def desconocida(clave: str, conocidas: Iterable[str]) -> Problema:
    """The problem of a key that does not exist, with the nearest one that does."""
    parecida = get_close_matches(clave, list(conocidas), n=1, cutoff=0.6)
    consejo = f"¿quiso escribir «{parecida[0]}»?" if parecida else "quítela o revise cómo se escribe."
    return Problema(clave, f"esta clave no existe; {consejo}")


def problemas(
    error: ValidationError, esperado: Callable[[str], str], claves: Iterable[str]
) -> list[Problema]:
    """A validation error in words: `esperado` says what a dotted key takes, `claves` are those that exist.

    Places in lists are counted from 1: "campanas[2].hasta".
    """
    conocidas = list(claves)
    return [_problema(uno, esperado, conocidas) for uno in error.errors()]


def _problema(uno: ErrorDetails, esperado: Callable[[str], str], conocidas: list[str]) -> Problema:
    clave = "".join(f"[{parte + 1}]" if isinstance(parte, int) else f".{parte}" for parte in uno["loc"])
    clave = clave.removeprefix(".")
    generica = re.sub(r"\[\d+\]", "", clave)
    match uno["type"]:
        case "extra_forbidden":
            return desconocida(generica, conocidas)._replace(clave=clave)
        case "value_error":
            return Problema(clave, f"{uno['ctx']['error']}.")
        case "missing":
            return Problema(clave, f"falta; se esperaba {esperado(generica)}.")
        case _:
            return Problema(clave, f"se esperaba {esperado(generica)}; se leyó {_corto(uno['input'])}.")


def _corto(valor: object) -> str:
    try:
        escrito = escribir_valor(valor)
    except TypeError:
        escrito = str(valor)
    return escrito if len(escrito) <= 60 else escrito[:57] + "…"


def escribir_valor(valor: object) -> str:
    """A value as TOML writes it. Times are written as text, "08:00"; Decimal without exponent."""
    match valor:
        case bool():
            return "true" if valor else "false"
        case int():
            return str(valor)
        case Decimal():
            return format(valor, "f")
        case str():
            return json.dumps(valor, ensure_ascii=False).replace("\x7f", "\\u007f")
        case date():
            return valor.isoformat()
        case time():
            return f'"{valor:%H:%M}"'
        case Mapping():
            return "{ " + ", ".join(f"{k} = {escribir_valor(v)}" for k, v in valor.items()) + " }"
        case tuple() | list():
            return "[" + ", ".join(escribir_valor(uno) for uno in valor) + "]"
        case _:
            raise TypeError(f"TOML has no form for {type(valor).__name__}")
