"""Agendas that come as a calendar."""

from datetime import date, time

import pytest

from casos.lectura.agenda import AgendaLeida, leer_agenda
from tests.casos.lectura.archivos import HOY

EVENTO = """BEGIN:VEVENT
UID:CJA/2204/2026-2@cja.example.mx
DTSTART;TZID=America/Hermosillo:20261124T093000
DTEND;TZID=America/Hermosillo:20261124T101500
SUMMARY:Mediación CJA/2204/2026 (sesión 2) - Luis Díaz Torres
LOCATION:Sala 3
DESCRIPTION:Créditos 103318\\, 103319\\nFacilita: Lic. Óscar Tapia\\nTraer pagaré
END:VEVENT
"""


def leer(*eventos: str, cabeza: str = "") -> AgendaLeida:
    texto = f"BEGIN:VCALENDAR\nVERSION:2.0\n{cabeza}{''.join(eventos)}END:VCALENDAR\n"
    return leer_agenda("agenda.ics", texto.replace("\n", "\r\n").encode(), HOY)


def uno(evento: str):
    (sesion,) = leer(evento).renglones
    return sesion


def test_un_evento_es_una_sesion():
    sesion = uno(EVENTO)
    assert (sesion.fila, sesion.folio, sesion.num_sesion) == (1, "CJA/2204/2026", 2)
    assert (sesion.fecha, sesion.hora, sesion.duracion_min) == (date(2026, 11, 24), time(9, 30), 45)
    assert (sesion.invitado, sesion.creditos) == ("Luis Díaz Torres", ("103318", "103319"))
    assert (sesion.facilitador, sesion.sala, sesion.modalidad) == ("Lic. Óscar Tapia", "Sala 3", "PRESENCIAL")
    assert (sesion.observaciones, sesion.dudas) == ("Traer pagaré", ())


@pytest.mark.parametrize(
    ("inicio", "hora", "duda"),
    [
        ("DTSTART:20261124T093000", time(9, 30), None),
        ("DTSTART:20261124T163000Z", time(9, 30), None),
        ("DTSTART;TZID=US Mountain Standard Time:20261124T093000", time(9, 30), None),
        ("DTSTART;TZID=Central Standard Time (Mexico):20261124T103000", time(9, 30), None),
        ("DTSTART;TZID=/citadel.org/20250126_1/America/Hermosillo:20261124T093000", time(9, 30), None),
        ('DTSTART;TZID="Hora de Sonora":20261124T093000', time(9, 30), "No se conoce la zona horaria"),
        ("DTSTART;VALUE=DATE:20261124", None, "Falta la hora"),
    ],
)
def test_la_hora_es_siempre_la_de_sonora(inicio, hora, duda):
    sesion = uno(EVENTO.replace("DTSTART;TZID=America/Hermosillo:20261124T093000", inicio))
    assert (sesion.fecha, sesion.hora) == (date(2026, 11, 24), hora)
    assert [d for d in sesion.dudas if duda is None or duda not in d] == []
    assert bool(sesion.dudas) == (duda is not None)


@pytest.mark.parametrize(
    "roto",
    [
        EVENTO.replace("20261124T093000", "20261324T093000"),
        EVENTO.replace("END:VEVENT\n", ""),
        EVENTO.replace("Traer", "x" * 120_000),
        EVENTO.replace("DTSTART;TZID=America/Hermosillo:20261124T093000\n", ""),
    ],
)
def test_un_evento_roto_no_pierde_a_los_demas(roto):
    leida = leer(EVENTO.replace("2204", "2201"), roto, EVENTO.replace("2204", "2203"))
    assert [(s.fila, s.folio) for s in leida.buenos] == [(1, "CJA/2201/2026"), (3, "CJA/2203/2026")]
    assert [m.fila for m in leida.malos] == [2]


def test_lo_cancelado():
    assert uno(EVENTO.replace("END:VEVENT", "STATUS:CANCELLED\nEND:VEVENT")).cancelada
    assert leer(EVENTO, cabeza="METHOD:CANCEL\n").buenos[0].cancelada
    assert not uno(EVENTO.replace("END:VEVENT", "STATUS:CONFIRMED\nEND:VEVENT")).cancelada


def test_el_folio_y_la_sesion_pueden_estar_solo_en_el_uid():
    sesion = uno(
        EVENTO.replace("Mediación CJA/2204/2026 (sesión 2) - Luis Díaz Torres", "Sesión con Luis Díaz Torres")
    )
    assert (sesion.folio, sesion.num_sesion, sesion.invitado) == ("CJA/2204/2026", 2, "Luis Díaz Torres")


def test_un_evento_que_no_es_sesion_queda_en_duda():
    sesion = uno("BEGIN:VEVENT\nUID:x\nDTSTART:20261124T090000\nSUMMARY:Junta de personal\nEND:VEVENT\n")
    assert sesion.folio is None
    assert "Falta el folio" in sesion.dudas[0]


def test_un_evento_que_se_repite_se_pregunta():
    (duda,) = uno(EVENTO.replace("END:VEVENT", "RRULE:FREQ=WEEKLY\nEND:VEVENT")).dudas
    assert "se repite" in duda


def test_la_liga_en_el_lugar_y_lineas_partidas():
    sesion = uno(EVENTO.replace("LOCATION:Sala 3", "LOCATION:https://video.exa\n mple.mx/s/9"))
    assert (sesion.sala, sesion.url, sesion.modalidad) == (None, "https://video.example.mx/s/9", "VIRTUAL")
