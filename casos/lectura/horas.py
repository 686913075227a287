"""Times of day, ranges of them, and durations, as people write them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from casos.lectura.celdas import Celda, texto_de
from casos.lectura.ilegible import ValorIlegible

_HORA = re.compile(
    r"(?P<h>\d{1,2})(?:\s?[:.h]\s?(?P<m>\d{2})(?::(?P<s>\d{2})(?:\.\d+)?)?)?\s*'?"
    r"(?P<media>a\s?\.?\s?m\b\.?|p\s?\.?\s?m\b\.?|m\b\.?|md\b\.?|m\.d\.)?\s*"
    r"(?:h|hs|hr|hrs|hora|horas)?\.?"
)
_JUNTA = re.compile(r"(\d{1,2})(\d{2})\s*(?:h|hs|hr|hrs|horas)?\.?")
_ENTRE = re.compile(r"\s*[-–—]\s*|\s+(?:a|al|hasta|y)\s+(?:las?\s+)?")
_DURACION = re.compile(
    r"(?:(\d+)\s*(?:h|hr|hrs|horas?))?\s*(?:y\s+)?(?:(\d+)\s*(?:'|m|min|mins|minutos?)\.?)?"
)
_CUARTOS = frozenset((0, 10, 15, 20, 30, 40, 45))
DURACION_MAXIMA = 12 * 60


def leer_hora(celda: Celda) -> time:
    """The time of day at which something begins. Raises ValorIlegible with the reason."""
    return leer_horario(celda)[0]


def leer_horario(celda: Celda) -> tuple[time, time | None]:
    """Beginning, and end if the cell says it: `9:00 a 9:45 hrs`. Noon is `12:00 p.m.` or `12 m.`."""
    match celda:
        case datetime():
            return hora_de_fraccion(_fraccion(celda.time())), None
        case time():
            return hora_de_fraccion(_fraccion(celda)), None
        case bool() | date() | timedelta() | None:
            raise _no_es_hora(celda)
        case int() | float():
            return _de_numero(celda), None
        case _:
            return _de_texto(celda)


def leer_duracion(celda: Celda) -> int:
    """Minutes: a number, `45 min`, `1 h 30 min`, `1:30`. Between 1 and 12 hours' worth of them."""
    match celda:
        case time():
            minutos = celda.hour * 60 + celda.minute
        case timedelta():
            minutos = round(celda.total_seconds() / 60)
        case bool() | date() | None:
            raise _no_es_duracion(celda)
        case int() | float():
            minutos = round(celda) if celda >= 1 else round(celda * 24 * 60)
        case _:
            minutos = _duracion_de_texto(celda)
    if not 1 <= minutos <= DURACION_MAXIMA:
        raise _no_es_duracion(celda)
    return minutos


def minutos_entre(desde: time, hasta: time) -> int | None:
    """Minutes of a session from its two times; None if it would end before it begins or last over 12 h."""
    minutos = (hasta.hour - desde.hour) * 60 + hasta.minute - desde.minute
    return minutos if 0 < minutos <= DURACION_MAXIMA else None


def hora_de_fraccion(fraccion: float) -> time:
    """Part of a day (0.375 is nine in the morning), to the nearest second."""
    segundos = round(fraccion * 86_400) % 86_400
    return time(segundos // 3600, segundos // 60 % 60, segundos % 60)


def _fraccion(hora: time) -> float:
    return (hora.hour * 3600 + hora.minute * 60 + hora.second + hora.microsecond / 1e6) / 86_400


def _de_numero(numero: float) -> time:
    """0.375 as sheets keep it; 9 as people type it; 9.3 for 9:30 (but 9.5 could be two things); 1330."""
    if 0 < numero < 1:
        return hora_de_fraccion(numero)
    if numero == int(numero):
        entero = int(numero)
        hora, minutos = divmod(entero, 100) if entero >= 100 else (entero, 0)
        return _hora(hora, minutos, texto_de(numero))
    hora, minutos = int(numero), round(numero % 1 * 100)
    if minutos not in _CUARTOS or abs(numero * 100 - round(numero * 100)) > 1e-6 or not 0 <= hora < 24:
        raise _no_es_hora(numero)
    return time(hora, minutos)


def _de_texto(texto: str) -> tuple[time, time | None]:
    llano = _llano(texto)
    if (una := _una(llano, texto)) is not None:
        return una, None
    for corte in _ENTRE.finditer(llano):
        desde, hasta = llano[: corte.start()], llano[corte.end() :]
        fin = _una(hasta, texto)
        inicio = _una(desde, texto) if fin else None
        if inicio and fin:
            return _con_la_tarde_del_fin(inicio, fin, desde), fin
    raise _no_es_hora(texto)


def _con_la_tarde_del_fin(inicio: time, fin: time, desde: str) -> time:
    """`1:30 a 2:15 p.m.`: the end says it for both."""
    tarde = inicio.hour < 12 <= fin.hour and not re.search(r"[ap]\.?\s?m", desde)
    posible = inicio.replace(hour=inicio.hour + 12) if tarde else inicio
    return posible if posible < fin and minutos_entre(inicio, fin) not in range(1, 241) else inicio


def _una(llano: str, texto: str) -> time | None:
    if llano in ("mediodia", "medio dia"):
        return time(12)
    if (junta := _JUNTA.fullmatch(llano)) is not None and len(junta[1] + junta[2]) >= 3:
        return _hora(int(junta[1]), int(junta[2]), texto)
    partes = _HORA.fullmatch(llano)
    if partes is None:
        return None
    hora, minuto, segundo = int(partes["h"]), int(partes["m"] or 0), int(partes["s"] or 0)
    media = re.sub(r"[^apmd]", "", partes["media"] or "")
    return _hora(_de_24(hora, media, texto), minuto, texto, segundo)


def _de_24(hora: int, media: str, texto: str) -> int:
    if media in ("m", "md"):
        if hora != 12:
            raise _no_es_hora(texto)
        return 12
    if (media == "am" and hora > 12) or (media and hora == 0):
        raise ValorIlegible(f"«{texto[:40]}» se contradice; escríbala así: 13:30")
    if media == "am":
        return hora % 12
    return hora + 12 if media == "pm" and hora < 12 else hora


def _hora(hora: int, minuto: int, texto: str, segundo: int = 0) -> time:
    if hora > 23 or minuto > 59 or segundo > 59:
        raise ValorIlegible(f"la hora «{texto[:40]}» no existe")
    return time(hora, minuto, segundo)


def _duracion_de_texto(texto: str) -> int:
    llano = _llano(texto)
    if llano.isdecimal() and len(llano) < 5:
        return int(llano)
    if (reloj := re.fullmatch(r"(\d{1,2}):(\d{2})(?::00)?(?:\s*(?:h|hr|hrs|horas?))?", llano)) is not None:
        return int(reloj[1]) * 60 + int(reloj[2])
    partes = _DURACION.fullmatch(llano)
    if partes is None or not any(partes.groups()) or len(llano) > 30:
        raise _no_es_duracion(texto)
    return int(partes[1] or 0) * 60 + int(partes[2] or 0)


def _llano(texto: str) -> str:
    sin_marcas = "".join(
        c for c in unicodedata.normalize("NFD", texto.casefold()) if not unicodedata.combining(c)
    )
    return re.sub(r"^(?:de|a las?|desde)\s+", "", " ".join(sin_marcas.split()))


def _no_es_hora(celda: Celda) -> ValorIlegible:
    return ValorIlegible(f"«{texto_de(celda)[:40]}» no se entiende como hora; escríbala así: 13:30")


def _no_es_duracion(celda: Celda) -> ValorIlegible:
    return ValorIlegible(f"«{texto_de(celda)[:40]}» no se entiende como duración en minutos")
