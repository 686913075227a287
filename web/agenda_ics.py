"""Somebody's sessions as a calendar file (RFC 5545) that telephones and Outlook ask for again and again.

It leaves the building and lies in other people's servers: it says when, where and under which folio, and never who.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from flask import url_for
from icalendar import Calendar, Event

from casos.tiempo import ZONA
from web.cuentas import SEDES
from web.frases.palabras import dicho

SE_PIDE_CADA = timedelta(minutes=15)
HORA_FIJA_DESDE = date(2000, 1, 1)
"""Sonora has not changed its clocks since; what it did before is left out, for Outlook stumbles over it."""
ESTADOS = {"cancelada": "CANCELLED"}


def calendario(nombre: str, sesiones: Iterable[Any], notas: dict[str, str]) -> bytes:
    """The file, the same bytes for the same rows of the agenda. `notas` says whose a session is, by account."""
    hecho = Calendar()
    hecho.add("prodid", "-//Mediacion//Agenda//ES")
    hecho.add("version", "2.0")
    hecho.add("calscale", "GREGORIAN")
    hecho.add("method", "PUBLISH")
    hecho.add("x-wr-calname", nombre)
    hecho.add("x-wr-timezone", ZONA.key)
    hecho.add("refresh-interval", SE_PIDE_CADA, parameters={"value": "DURATION"})
    for s in sesiones:
        hecho.add_component(_evento(s, notas.get(s.responsable, "")))
    hecho.add_missing_timezones(first_date=HORA_FIJA_DESDE)
    return bytes(hecho.to_ical())


def _evento(s: Any, nota: str) -> Event:
    """A session. It keeps its `uid` whoever has the case; the case's version grows with every change."""
    evento = Event()
    inicio = s.inicio.astimezone(ZONA)
    evento.add("uid", f"{s.caso_id}-sesion-{s.sesion}@mediacion")
    evento.add("sequence", s.version)
    evento.add("dtstamp", s.ultimo.replace(microsecond=0))
    evento.add("dtstart", inicio)
    evento.add("dtend", inicio + timedelta(minutes=s.duracion_min))
    evento.add(
        "summary", f"Sesión {s.folio or 'sin folio'}{f' ({s.num_sesion}.ª)' if s.num_sesion > 1 else ''}"
    )
    evento.add("location", _lugar(s))
    evento.add("description", "\n".join(d for d in ("Hora de Sonora.", nota) if d))
    evento.add("url", url_for("caso.ver", caso_id=s.caso_id, _external=True))
    evento.add("status", ESTADOS.get(s.estado, "CONFIRMED"))
    evento.add("class", "PRIVATE")
    return evento


def _lugar(s: Any) -> str:
    donde = s.sala or ("en línea" if s.url else dicho(s.modalidad))
    return f"{donde}, {SEDES.get(s.sede, s.sede)}"
