"""Dates and moments as people and programs write them in Mexico: the day goes first."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from casos.lectura.celdas import Celda, texto_de
from casos.lectura.horas import hora_de_fraccion, leer_hora
from casos.lectura.ilegible import ValorIlegible
from casos.tiempo import ZONA

_DIA_CERO = date(1899, 12, 30)
_SERIALES = range(20_000, 80_000)
"""Excel's day numbers from 1954 to 2119."""
_ANOS = range(1900, 2100)
_MESES = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_MESES_EN_INGLES = {"jan": 1, "apr": 4, "aug": 8, "dec": 12, "set": 9}
_SEMANA = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
_DIAS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")

_ISO = r"(?P<a1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})"
_CIFRAS = r"(?P<d2>\d{1,2})(?P<s2>\s?[-/.]\s?|\s)(?P<m2>\d{1,2})(?P=s2)(?P<a2>\d{4}|\d{2})"
_DIA_MES = (
    r"(?P<d3>\d{1,2})(?:er|ro|o|º|°)?(?:\s*[-/.,]\s*|\s+de\s+|\s+)?(?P<m3>[a-z]{3,10})\.?"
    r"(?:\s*[-/.,]\s*|\s+del?\s+(?:ano\s+)?|\s*)(?P<a3>\d{4}|\d{2})"
)
_MES_DIA = r"(?P<m4>[a-z]{3,10})\.?\s+(?P<d4>\d{1,2})(?:\s*,\s*|\s+del?\s+)(?P<a4>\d{4})"
_FECHA = re.compile(rf"(?<!\d)(?:{_ISO}|{_CIFRAS}|{_DIA_MES}|{_MES_DIA})(?!\d)(?:t(?=\d))?")
_PREFIJO = re.compile(r"(?:(?:dia|fecha)\s*:?\s*)?(?:(?:el\s+)?([a-z]{3,9})\.?\s*,?)?(?:\s*dia)?")
_NEXO = re.compile(r"^[\s,;/|·-]*(?:a\s+las?\s+|hora\s*:?\s*|de\s+(?=\d))?")
_SEGUIDAS = re.compile(r"(\d{1,2})(\d{2})(\d{4})")
_PERIODO = re.compile(r"\d(?: de [a-z]+)?\s*(?:\bal?\b|\by\b|[-–])\s*(?:el )?\d{1,2} de ")
"""`del 24 al 28 de noviembre` names no one day."""
_CORTA = re.compile(r"\s*(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(?:\d{4}|\d{2})(?!\d)")


def leer_fecha(celda: Celda, *, mes_primero: bool = False) -> date:
    """The date in a cell; a time beside it is dropped. Raises ValorIlegible saying why it is no date."""
    return leer_momento(celda, mes_primero=mes_primero)[0]


def leer_momento(celda: Celda, *, mes_primero: bool = False) -> tuple[date, time | None]:
    """Date, and time of day if the cell has one. An instant with its own offset is taken to Sonora's time.

    A moment of midnight sharp counts as a date without time: that is how sheets store dates.
    """
    match celda:
        case datetime():
            return _de_datetime(celda)
        case date():
            return _posible(celda), None
        case bool():
            raise _no_es_fecha(celda)
        case int() | float():
            return _de_numero(celda)
        case str():
            return _de_texto(celda, mes_primero)
        case _:
            raise _no_es_fecha(celda)


def buscar_fecha(texto: str) -> date | None:
    """The date that a title mentions, or None if it mentions none, several or a period."""
    halladas, llano = set(), _llano(texto)
    if _PERIODO.search(llano):
        return None
    for hallada in _FECHA.finditer(llano):
        try:
            halladas.add(_armar(hallada, mes_primero=False))
        except ValorIlegible:
            continue
    return halladas.pop() if len(halladas) == 1 else None


def mes_va_primero(celdas: Iterable[Celda]) -> bool:
    """Whether a whole column is written month first, as programs set to English do.

    Only when no text date has a first number over 12, and at least half have a second one over 12 (which
    day first would make impossible). Anything less stays day first, and the impossible ones are errors.
    """
    pares = [(int(h[1]), int(h[2])) for c in celdas if isinstance(c, str) and (h := _CORTA.match(c))]
    imposibles = sum(segundo > 12 for _, segundo in pares)
    return imposibles * 2 >= max(1, len(pares)) and all(primero <= 12 for primero, _ in pares)


def _de_datetime(momento: datetime) -> tuple[date, time | None]:
    local = momento.astimezone(ZONA).replace(tzinfo=None) if momento.tzinfo else momento
    if local.microsecond:
        local = (local + timedelta(microseconds=500_000)).replace(microsecond=0)
    return _posible(local.date()), local.time() if local.time() != time.min else None


def _de_numero(numero: float) -> tuple[date, time | None]:
    if isinstance(numero, int) and (seguidas := _SEGUIDAS.fullmatch(str(numero))) is not None:
        return _de_cifras_seguidas(str(numero), seguidas), None
    if not _SERIALES.start <= numero < _SERIALES.stop:
        raise _no_es_fecha(numero)
    dia, fraccion = divmod(numero, 1)
    return _DIA_CERO + timedelta(days=int(dia)), hora_de_fraccion(fraccion) if fraccion else None


def _de_texto(texto: str, mes_primero: bool) -> tuple[date, time | None]:
    llano = _llano(texto)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", llano):
        return _de_numero(float(llano))
    if (seguidas := _SEGUIDAS.fullmatch(llano)) is not None:
        return _de_cifras_seguidas(llano, seguidas), None
    if (iso := _con_desfase(llano)) is not None:
        return _de_datetime(iso)
    hallada = _FECHA.search(llano)
    if hallada is None:
        raise _sin_ano(texto) if re.search(r"\d{1,2}\s+de\s+[a-z]{4,10}\s*$", llano) else _no_es_fecha(texto)
    fecha = _armar(hallada, mes_primero=mes_primero)
    antes, despues = llano[: hallada.start()].strip(), _NEXO.sub("", llano[hallada.end() :]).strip()
    prefijo = _PREFIJO.fullmatch(antes)
    if prefijo is None:
        return fecha, _hora_antes(antes, despues, texto)
    _revisar_semana(prefijo[1], fecha, texto)
    despues = re.sub(r"^\(?(?:lun|mar|mie|jue|vie|sab|dom)[a-z]*\)?\.?,?\s*", "", despues)
    hora = leer_hora(despues) if despues else time.min
    return fecha, hora if hora != time.min else None


def _hora_antes(antes: str, despues: str, texto: str) -> time:
    """`9:00 a.m. del 24/11/2026`: whatever stands before the date has to be its time."""
    try:
        if not despues:
            return leer_hora(re.sub(r"\s*(?:,|-|del?)?$", "", antes))
    except ValorIlegible:
        pass
    raise _no_es_fecha(texto)


def _con_desfase(llano: str) -> datetime | None:
    """`2026-11-24t09:00:00-07:00` or with `z`: an instant; anything else is None."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\dt[\d:.]+(?:z|[+-]\d\d:?\d\d)", llano):
        return None
    try:
        return datetime.fromisoformat(llano.upper())
    except ValueError:
        return None


def _de_cifras_seguidas(texto: str, partes: re.Match[str]) -> date:
    """`24112026` or `20261124`, as banks write: only one of the two readings gives a possible year."""
    dia, mes, ano = (int(p) for p in partes.groups())
    if ano in _ANOS:
        return _fecha(ano, mes, dia)
    if len(texto) == 8 and int(texto[:4]) in _ANOS:
        return _fecha(int(texto[:4]), int(texto[4:6]), int(texto[6:]))
    raise _no_es_fecha(texto)


def _armar(hallada: re.Match[str], *, mes_primero: bool) -> date:
    g = hallada.groupdict()
    if g["a1"]:
        return _fecha(int(g["a1"]), int(g["m1"]), int(g["d1"]))
    if g["a2"]:
        dia, mes = (g["m2"], g["d2"]) if mes_primero else (g["d2"], g["m2"])
        return _fecha(_ano(g["a2"]), int(mes), int(dia))
    dia, mes, ano = (g["d3"], g["m3"], g["a3"]) if g["a3"] else (g["d4"], g["m4"], g["a4"])
    return _fecha(_ano(ano), _mes(mes), int(dia))


def _ano(texto: str) -> int:
    return int(texto) + (2000 if len(texto) == 2 else 0)


def _mes(palabra: str) -> int:
    corta = palabra[:3]
    if corta in _MESES:
        return _MESES.index(corta) + 1
    if corta in _MESES_EN_INGLES:
        return _MESES_EN_INGLES[corta]
    raise ValorIlegible(f"«{palabra}» no es un mes")


def _fecha(ano: int, mes: int, dia: int) -> date:
    if not 1 <= mes <= 12:
        raise ValorIlegible(f"{dia:02}/{mes:02}/{ano} no existe: no hay mes {mes} (va primero el día)")
    try:
        return _posible(date(ano, mes, dia))
    except ValueError as error:
        if isinstance(error, ValorIlegible):
            raise
        raise ValorIlegible(f"{dia:02}/{mes:02}/{ano} no existe: ese mes no tiene día {dia}") from None


def _posible(fecha: date) -> date:
    if fecha.year not in _ANOS:
        raise ValorIlegible(f"el año {fecha.year} no puede ser")
    return fecha


def _revisar_semana(palabra: str | None, fecha: date, texto: str) -> None:
    """`lun 24 nov 2026`, which is a Tuesday, is a mistake of somebody: which one only they know."""
    if not palabra or palabra in ("dia", "fecha"):
        return
    if palabra[:3] not in _SEMANA:
        raise _no_es_fecha(texto)
    if _SEMANA.index(palabra[:3]) != fecha.weekday():
        raise ValorIlegible(f"«{texto[:60]}» no concuerda: el {fecha:%d/%m/%Y} es {_DIAS[fecha.weekday()]}")


def _llano(texto: str) -> str:
    sin_marcas = "".join(
        c for c in unicodedata.normalize("NFD", texto.casefold()) if not unicodedata.combining(c)
    )
    return " ".join(sin_marcas.split())


def _no_es_fecha(celda: Celda) -> ValorIlegible:
    return ValorIlegible(f"«{texto_de(celda)[:60]}» no se entiende como fecha; escríbala así: 24/11/2026")


def _sin_ano(texto: str) -> ValorIlegible:
    return ValorIlegible(f"a «{texto[:60]}» le falta el año; escríbala así: 24/11/2026")
