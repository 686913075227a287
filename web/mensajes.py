"""What a person is told of what they wrote and cannot be read: a Spanish text per pydantic error type."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic_core import ErrorDetails

MENSAJES: Mapping[str, str] = {
    "missing": "Falta este dato.",
    "none_required": "Este dato debe ir vacío.",
    "string_type": "Escriba texto.",
    "string_too_short": "Escriba al menos {min_length} caracteres.",
    "string_too_long": "Escriba a lo más {max_length} caracteres.",
    "string_pattern_mismatch": "No tiene la forma esperada; revise el ejemplo.",
    "string_unicode": "Tiene caracteres que no se pueden leer; escríbalo de nuevo.",
    "int_type": "Escriba un número entero, por ejemplo 12.",
    "int_parsing": "Escriba un número entero, por ejemplo 12.",
    "int_from_float": "Escriba un número entero, sin decimales.",
    "decimal_type": "Escriba un número, por ejemplo 1,250.50.",
    "decimal_parsing": "Escriba un número, por ejemplo 1,250.50.",
    "decimal_max_places": "Escriba a lo más {decimal_places} decimales.",
    "decimal_max_digits": "El número es demasiado grande.",
    "decimal_whole_digits": "El número es demasiado grande.",
    "finite_number": "Escriba un número, por ejemplo 1,250.50.",
    "greater_than": "Debe ser mayor que {gt}.",
    "greater_than_equal": "Debe ser {ge} o más.",
    "less_than": "Debe ser menor que {lt}.",
    "less_than_equal": "Debe ser {le} o menos.",
    "bool_type": "Elija sí o no.",
    "bool_parsing": "Elija sí o no.",
    "date_type": "Escriba una fecha, por ejemplo 15/12/2026 o 15 dic.",
    "date_parsing": "Escriba una fecha, por ejemplo 15/12/2026 o 15 dic.",
    "date_from_datetime_parsing": "Escriba una fecha, por ejemplo 15/12/2026 o 15 dic.",
    "date_past": "La fecha debe ser anterior a hoy.",
    "date_future": "La fecha debe ser posterior a hoy.",
    "time_parsing": "Escriba una hora de 0:00 a 23:59, por ejemplo 9:30.",
    "literal_error": "Elija una de las opciones.",
    "enum": "Elija una de las opciones.",
    "uuid_parsing": "El identificador no es válido; recargue la página.",
    "too_short": "Elija al menos {min_length}.",
    "too_long": "Elija a lo más {max_length}.",
    "extra_forbidden": "Este dato no se esperaba aquí; recargue la página.",
    "path_type": "Escriba una ruta de archivo.",
}
"""By `type` of pydantic, formatted with its `ctx`. `value_error` carries its own Spanish text."""

NO_ENTENDIDO = "No se entiende lo escrito; revíselo."


def _cifra(valor: Any) -> Any:
    if isinstance(valor, date):
        return f"{valor:%d/%m/%Y}"
    return f"{valor:,}" if isinstance(valor, (int, float, Decimal)) else valor


def en_espanol(error: ErrorDetails) -> str:
    """The sentence for one pydantic error. ValueErrors raised by our own validators speak for themselves."""
    contexto = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(contexto["error"])
    plantilla = MENSAJES.get(error["type"], NO_ENTENDIDO)
    return plantilla.format(**{nombre: _cifra(valor) for nombre, valor in contexto.items()})


def por_campo(errores: Sequence[ErrorDetails]) -> dict[str, str]:
    """Field name to its first message; what belongs to the whole form goes under the empty name."""
    mensajes: dict[str, str] = {}
    for error in errores:
        campo = str(error["loc"][0]) if error["loc"] else ""
        mensajes.setdefault(campo, en_espanol(error))
    return mensajes
