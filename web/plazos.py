"""How far a due date is, in working days of the Institute at the office of whoever asks."""

from datetime import date, datetime, timedelta

from casos.calendario.aritmetica import Calendario
from casos.tiempo import dia_local, inicio_del_dia
from web.actual import cuenta, hoy, instancia
from web.formato import plazo


def calendario() -> Calendario:
    """The Institute's working days at the office of the account that asks."""
    abierta = instancia()
    _, calendarios = abierta.casos.versiones().calendarios_en(abierta.ahora())
    return calendarios.calendario("INSTITUTO", cuenta().sede or "HMO")


def cuando(vence: date, hora: str | None, dias: Calendario, al: date | None = None) -> str:
    """How far a due date is from a day (today), in working days."""
    al = al or hoy()
    if vence == al:
        return f"hoy, {hora}" if hora else "hoy"
    if vence < al:
        return plazo(min(-dias.entre(vence, al), -1))
    return plazo(max(dias.entre(al, vence), 1))


def hace_horas(ahora: datetime, horas: int, dias: Calendario) -> datetime:
    """The instant so many hours back, days that are not worked left out."""
    faltan, instante = timedelta(hours=horas), ahora
    while True:
        dia = dia_local(instante)
        empieza = inicio_del_dia(dia)
        hay = instante - empieza if dias.es_habil(dia) else timedelta()
        if hay >= faltan:
            return instante - faltan
        faltan -= hay
        instante = empieza - timedelta(microseconds=1)
