"""Calendar files (ics): each event is a session, its row number the event's ordinal.

The events are cut apart first and parsed one by one by icalendar, so that a bad one never loses the rest.
Zones are known by name (IANA or Windows); a floating time, or one of an unknown zone, is Sonora's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from icalendar import Component, Event

from casos.lectura.celdas import Celda, limpiar
from casos.lectura.columnas import campo_de
from casos.lectura.columnas_agenda import AGENDA
from casos.lectura.ilegible import EVENTOS, ArchivoIlegible
from casos.lectura.renglones import RenglonMalo
from casos.lectura.sesion import Contexto, RenglonAgenda, leer_sesion
from casos.lectura.tabla import LETRAS_DE_TEXTO, Renglon
from casos.lectura.texto import decodificar
from casos.lectura.valores import FOLIO, folio_normal
from casos.tiempo import ZONA

_INICIO = re.compile(r"^BEGIN:VEVENT[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FIN = re.compile(r"^END:VEVENT[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TZID_DE_PROVEEDOR = re.compile(r'TZID="?/[^:;"\n]*?/([A-Z][A-Za-z]+/[A-Za-z_/]+)"?')
_CANCELA_TODO = re.compile(r"^METHOD:CANCEL[ \t]*$", re.IGNORECASE | re.MULTILINE)
_SESION = re.compile(
    r"sesi[oó]n\s*(?:n[uú]m\.?|no\.?)?\s*(\d{1,2})|\b(\d{1,2})\s?[aª]\.?\s+sesi[oó]n", re.IGNORECASE
)
_DE_RELLENO = re.compile(
    r"\b(?:mediaci[oó]n|conciliaci[oó]n|sesi[oó]n|audiencia|cita|expediente|exp\.?|folio|con)\b",
    re.IGNORECASE,
)
_ETIQUETA = re.compile(r"([^:\n]{2,40}):\s*(\S.*)")
_CLAVE_SUELTA = re.compile(r"(cr[eé]ditos?|curp|folio|expediente)\s+(\S.*)", re.IGNORECASE)
_LETRAS_POR_EVENTO = 100_000
_FALLAS = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError)
"""What icalendar lets out on malformed input, found by mutating real files."""


def leer_calendario(
    nombre: str, contenido: bytes, hoy: date
) -> tuple[list[RenglonAgenda | RenglonMalo], tuple[str, ...]]:
    """The sessions of a calendar and what to warn of. Raises ArchivoIlegible: no events, or too many."""
    crudo, avisos = decodificar(nombre, contenido)
    texto = crudo.replace("\r\n", "\n").replace("\r", "\n")
    bloques = _cortar(texto)
    if not bloques:
        raise ArchivoIlegible(
            f"«{nombre}» es un calendario sin ningún evento. Pida que se lo exporten otra vez."
        )
    if len(bloques) > EVENTOS:
        raise ArchivoIlegible(
            f"«{nombre}» trae más de {EVENTOS:,} eventos y no se leyó. Exporte sólo las fechas necesarias."
        )
    cancelado = _CANCELA_TODO.search(texto) is not None
    return [_leer(n, bloque, cancelado, hoy) for n, bloque in enumerate(bloques, 1)], avisos


def _cortar(texto: str) -> list[str]:
    """The events; one that lacks its end reaches to the next one's beginning, and will be a bad row."""
    inicios = [hallado.start() for hallado in _INICIO.finditer(texto)]
    bloques = []
    for inicio, siguiente in pairwise([*inicios, len(texto)]):
        fin = _FIN.search(texto, inicio, siguiente)
        bloques.append(texto[inicio : fin.end() if fin else siguiente])
    return bloques


def _leer(numero: int, bloque: str, cancelado: bool, hoy: date) -> RenglonAgenda | RenglonMalo:
    try:
        if len(bloque) > _LETRAS_POR_EVENTO:
            raise ValueError
        evento = Event.from_ical(_TZID_DE_PROVEEDOR.sub(r"TZID=\1", bloque).replace("\n", "\r\n") + "\r\n")
        celdas = _celdas(evento, cancelado)
        dudas = tuple(_dudas(evento))
    except _FALLAS:
        texto = limpiar(bloque)[:LETRAS_DE_TEXTO]
        return RenglonMalo(numero, "El evento está mal escrito y no se puede leer; captúrelo a mano.", texto)
    resumen = limpiar(str(evento.get("SUMMARY", "")))[:LETRAS_DE_TEXTO]
    leido = leer_sesion(Renglon(numero, celdas, resumen, ()), Contexto(hoy))
    return leido if isinstance(leido, RenglonMalo) else replace(leido, dudas=leido.dudas + dudas)


def _celdas(evento: Component, cancelado: bool) -> dict[str, Celda]:
    resumen, uid, lugar, notas, liga = (
        limpiar(str(evento.get(propiedad, "")))
        for propiedad in ("SUMMARY", "UID", "LOCATION", "DESCRIPTION", "URL")
    )
    celdas: dict[str, Celda] = {"sala": lugar or None, "url": liga or None}
    celdas |= _de_resumen(resumen) | _de_descripcion(notas)
    if (en_uid := _folio(uid)) is not None:
        celdas["folio"] = celdas.get("folio") or folio_normal(en_uid)
        celdas["num_sesion"] = celdas.get("num_sesion") or (
            int(en_uid["sesion"]) if en_uid["sesion"] else None
        )
    if cancelado or str(evento.get("STATUS", "")).strip().upper() == "CANCELLED":
        celdas["estatus"] = "cancelada"
    celdas |= _cuando(evento)
    return celdas


def _cuando(evento: Component) -> dict[str, Celda]:
    inicio = _en_sonora(_valor(evento, "DTSTART"))
    fin, duracion = _en_sonora(_valor(evento, "DTEND")), _valor(evento, "DURATION")
    if not isinstance(inicio, datetime):
        return {"fecha": inicio}
    if isinstance(fin, datetime):
        duracion = fin - inicio
    celdas: dict[str, Celda] = {"fecha": inicio.date(), "hora": inicio.time()}
    if isinstance(duracion, timedelta) and duracion > timedelta(0):
        celdas["duracion"] = duracion
    return celdas


def _valor(evento: Component, propiedad: str) -> Any:
    valor = evento.get(propiedad)
    return getattr(valor, "dt", None) if not isinstance(valor, list) else None


def _en_sonora(valor: Any) -> date | None:
    """An instant as Sonora's wall clock; a day as it is."""
    if isinstance(valor, datetime):
        return (valor.astimezone(ZONA) if valor.tzinfo else valor).replace(tzinfo=None)
    return valor if isinstance(valor, date) else None


def _de_resumen(resumen: str) -> dict[str, Celda]:
    """`Mediación CJA/2204/2026 (sesión 1) - Luis Díaz Torres`: folio, session, name."""
    celdas: dict[str, Celda] = {}
    resto = resumen
    if (folio := _folio(resumen)) is not None:
        celdas["folio"] = folio_normal(folio)
        if folio["sesion"]:
            celdas["num_sesion"] = int(folio["sesion"])
        resto = resto.replace(folio[0], " ")
    if (sesion := _SESION.search(resto)) is not None:
        celdas["num_sesion"] = int(sesion[1] or sesion[2])
        resto = resto.replace(sesion[0], " ")
    nombre = re.split(r"\s[-–—|]\s|:\s", resto)[-1]
    celdas["invitado"] = " ".join(_DE_RELLENO.sub(" ", nombre).split()).strip(" ()-–—,.:;/") or None
    return celdas


def _de_descripcion(notas: str) -> dict[str, Celda]:
    """Lines `Facilita: Lic. Fulano`, `Crédito 103318`; what is not labelled stays as remarks."""
    celdas: dict[str, Celda] = {}
    sueltas = []
    for linea in filter(None, map(str.strip, notas.split("\n"))):
        partes = _ETIQUETA.fullmatch(linea) or _CLAVE_SUELTA.fullmatch(linea)
        campo = campo_de(partes[1], AGENDA) if partes else None
        if (
            partes
            and campo
            and campo not in celdas
            and campo not in ("fecha", "hora", "fecha_hora", "hora_fin")
        ):
            celdas[campo] = partes[2]
        else:
            sueltas.append(linea)
    if sueltas:
        celdas["observaciones"] = "\n".join(filter(None, (str(celdas.get("observaciones") or ""), *sueltas)))
    return celdas


def _folio(texto: str) -> re.Match[str] | None:
    return next((hallado for hallado in FOLIO.finditer(texto) if hallado["clave"]), None)


def _dudas(evento: Component) -> Iterator[str]:
    if evento.get("RRULE") is not None:
        yield "El evento se repite en el calendario; sólo se tomó su primera fecha."
    parametros = getattr(evento.get("DTSTART"), "params", {})
    valor = _valor(evento, "DTSTART")
    if "TZID" in parametros and isinstance(valor, datetime) and valor.tzinfo is None:
        yield f"No se conoce la zona horaria «{str(parametros['TZID'])[:40]}»; se tomó la de Sonora."
