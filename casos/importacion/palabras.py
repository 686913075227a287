"""How the lines of a preview are worded: tenses, days, places and lists."""

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime

from casos.calendario.explicacion import en_palabras
from casos.mediacion.datos import SEMANA
from casos.mediacion.vocabulario import Modalidad
from casos.tiempo import ZONA, dia_local

SEDES = {"HMO": "Hermosillo", "OBR": "Cd. Obregón", "NOG": "Nogales"}
_TIEMPOS = re.compile(r"\{([^|{}]*)\|([^|{}]*)\}")
_A_LA_VISTA = 5


def tiempos(plantilla: str, *datos: object) -> tuple[str, str]:
    """A sentence before and after it is done: `tiempos("Se {agendará|agendó} la sesión %s.", 2)`."""
    antes, despues = _TIEMPOS.sub(r"\1", plantilla), _TIEMPOS.sub(r"\2", plantilla)
    return antes % datos, despues % datos


def dia(cual: date, hoy: date) -> str:
    """«martes 24 de noviembre», with its year when it is not the one that runs."""
    return f"{SEMANA[cual.weekday()]} {en_palabras(cual, cual.year != hoy.year)}"


def hora(instante: datetime) -> str:
    """«9:00», in Sonora."""
    local = instante.astimezone(ZONA)
    return f"{local.hour}:{local.minute:02}"


def momento(instante: datetime, hoy: date) -> str:
    """«martes 24 de noviembre a las 9:00», in Sonora."""
    return f"{dia(dia_local(instante), hoy)} a las {hora(instante)}"


def mudanza(antes: datetime, despues: datetime, hoy: date) -> str:
    """«del 24 al 26 de noviembre a las 9:00», or only the hours when the day stays."""
    uno, otro = dia_local(antes), dia_local(despues)
    if uno == otro:
        return f"de las {hora(antes)} a las {hora(despues)} del {dia(otro, hoy)}"
    con_hora = "" if hora(antes) == hora(despues) else f" a las {hora(despues)}"
    if (uno.year, uno.month) == (otro.year, otro.month):
        return f"del {uno.day} al {en_palabras(otro, otro.year != hoy.year)}{con_hora}"
    return f"del {en_palabras(uno, uno.year != hoy.year)} al {en_palabras(otro, otro.year != hoy.year)}{con_hora}"


def lugar(sala: str | None, url: str | None, modalidad: Modalidad | None) -> str:
    """« en Sala 2», « por videoconferencia», both, or nothing."""
    en_sala = f" en {_con_sala(sala)}" if sala else ""
    virtual = " por videoconferencia" if url or modalidad in (Modalidad.VIRTUAL, Modalidad.HIBRIDA) else ""
    return f"{en_sala} y{virtual}" if en_sala and virtual else en_sala or virtual


def _con_sala(sala: str) -> str:
    return f"Sala {sala}" if len(sala) <= 2 else sala


def lista(cosas: Collection[str], visibles: int = _A_LA_VISTA) -> str:
    """«a, b y c», and only so many in sight."""
    todas = list(cosas)
    if len(todas) > visibles:
        return f"{', '.join(todas[:visibles])} y {len(todas) - visibles} más"
    return " y ".join([", ".join(todas[:-1]), todas[-1]] if len(todas) > 1 else todas)


def creditos(numeros: Sequence[str]) -> str:
    """«crédito 101196» or «créditos 101196 y 101199»."""
    if not numeros:
        return "sin créditos"
    return f"crédito{'s' if len(numeros) > 1 else ''} {lista(numeros)}"


def oracion(texto: str) -> str:
    """With a capital and a full stop."""
    return texto[:1].upper() + texto[1:] + ("" if texto.endswith((".", "?", "!")) else ".")
