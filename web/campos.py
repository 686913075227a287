"""Field types for forms that read dates, hours, phones and money as people write them."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from casos.dinero.letras import MESES
from casos.dinero.pesos import PesosNoNegativos, PesosPositivos, leer_pesos
from casos.identidad.telefono import revisar_telefono
from web.actual import hoy

EJEMPLO_DE_FECHA = "Escriba una fecha, por ejemplo 15/12/2026 o 15 dic."
_HORA = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:h|hrs?|horas)?\.?")
_CON_NUMEROS = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CON_LETRAS = re.compile(
    r"(?:(?:lun|mar|mie|jue|vie|sab|dom)[a-z]*\.?,?\s+)?(\d{1,2}|1o|1ro)[\s/-]*(?:de\s+)?([a-z]{3,10})\.?"
    r"(?:[\s/-]*(?:de[l]?\s+)?(\d{2}|\d{4}))?"
)
_RELATIVAS = {"ayer": -1, "hoy": 0, "manana": 1}


def _llano(texto: str) -> str:
    sin = unicodedata.normalize("NFKD", texto)
    return " ".join("".join(letra for letra in sin if not unicodedata.combining(letra)).casefold().split())


def leer_fecha(texto: str) -> date:
    """A date from 15/12/2026, 15-12-26, 15 dic, 15 de diciembre de 2026, hoy, mañana, ayer; day first.

    Without a year it is the nearest such day to today. Raises ValueError in Spanish.
    """
    llano = _llano(texto)
    if llano in _RELATIVAS:
        return hoy() + timedelta(days=_RELATIVAS[llano])
    if iso := _ISO.fullmatch(llano):
        return _fecha(int(iso[3]), int(iso[2]), iso[1])
    if numeros := _CON_NUMEROS.fullmatch(llano):
        return _fecha(int(numeros[1]), int(numeros[2]), numeros[3])
    if letras := _CON_LETRAS.fullmatch(llano):
        mes = [
            n
            for n, nombre in enumerate(MESES, 1)
            if nombre.startswith(letras[2].replace("setiem", "septiem"))
        ]
        if len(mes) == 1:
            return _fecha(int(letras[1].rstrip("ro")), mes[0], letras[3])
    raise ValueError(EJEMPLO_DE_FECHA)


def _fecha(dia: int, mes: int, anio: str | None) -> date:
    try:
        if anio is None:
            return _la_mas_cercana(dia, mes)
        return date(int(anio) + (2000 if len(anio) == 2 else 0), mes, dia)
    except ValueError:
        raise ValueError(f"No existe ese día; {EJEMPLO_DE_FECHA[0].lower()}{EJEMPLO_DE_FECHA[1:]}") from None


def _la_mas_cercana(dia: int, mes: int) -> date:
    candidatas = []
    for anio in (hoy().year - 1, hoy().year, hoy().year + 1):
        try:
            candidatas.append(date(anio, mes, dia))
        except ValueError:
            continue  # 29 feb exists in some of the years only
    if not candidatas:
        raise ValueError
    return min(candidatas, key=lambda una: abs(una - hoy()))


def leer_hora(texto: str) -> time:
    """A time from 9:30, 9.30, 14 or 14:05 h, 24 hours."""
    partes = _HORA.fullmatch(_llano(texto))
    if partes is None or int(partes[1]) > 23 or int(partes[2] or 0) > 59:
        raise ValueError("Escriba una hora de 0:00 a 23:59, por ejemplo 9:30.")
    return time(int(partes[1]), int(partes[2] or 0))


def leer_porcentaje(texto: str) -> Decimal:
    """A percentage from 62, 62 % or 62.5%."""
    try:
        return Decimal(texto.replace("%", "").strip())
    except InvalidOperation:
        raise ValueError("Escriba un porcentaje, por ejemplo 62 o 62.5.") from None


def leer_telefono(texto: str) -> str:
    """`+52` and ten digits, or a foreign number with its country. Raises ValueError in Spanish."""
    revision = revisar_telefono(texto)
    if not revision.valido:
        raise ValueError(" ".join(revision.avisos))
    return revision.valor_normalizado


def sin_control(texto: str) -> str:
    """Refuse control characters other than line breaks and tabs: the log does not store them."""
    if any(unicodedata.category(letra) in {"Cc", "Cs"} and letra not in "\n\t\r" for letra in texto):
        raise ValueError("Tiene caracteres que no se pueden guardar; escríbalo de nuevo.")
    return texto.replace("\r\n", "\n").replace("\r", "\n")


def _si_es_texto(lectura: Callable[[str], Any]) -> BeforeValidator:
    """Read what was typed; a value that is already of its type passes as it is."""
    return BeforeValidator(lambda valor: lectura(valor) if isinstance(valor, str) else valor)


def _de_estos_siglos(dia: date) -> date:
    if not 1900 <= dia.year < 2200:
        raise ValueError(f"El año {dia.year} no parece correcto; escriba la fecha así: 15/12/2026.")
    return dia


Importe = Annotated[PesosPositivos, _si_es_texto(leer_pesos)]
"""Pesos, more than zero."""
ImporteOCero = Annotated[PesosNoNegativos, _si_es_texto(leer_pesos)]
"""Pesos, zero or more."""
Fecha = Annotated[date, _si_es_texto(leer_fecha), AfterValidator(_de_estos_siglos)]
Hora = Annotated[time, _si_es_texto(leer_hora)]
Porcentaje = Annotated[Decimal, _si_es_texto(leer_porcentaje), Field(ge=0, le=100)]
Telefono = Annotated[str, AfterValidator(leer_telefono)]
Linea = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200), AfterValidator(sin_control)]
"""One line of text."""
LARGO_DE_PARRAFO = 4000
Parrafo = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=LARGO_DE_PARRAFO), AfterValidator(sin_control)
]
"""Several lines of text."""
Clave = Annotated[str, StringConstraints(strip_whitespace=False, max_length=1000)]
"""A password, exactly as typed."""
