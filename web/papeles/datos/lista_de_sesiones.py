"""The list of a day's sessions, on one page to carry to the court."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from casos.boveda.persona import Olvidada, Persona
from casos.calendario.explicacion import en_palabras
from casos.dinero.pesos import en_cifras
from casos.mediacion.datos import SEMANA
from casos.tiempo import ZONA, inicio_del_dia
from web.papeles.datos.comun import Papel


def lista_de_sesiones(
    dia: date, sesiones: Sequence[Any], conocidas: Mapping[UUID, Persona | Olvidada]
) -> Papel:
    """The sessions of a day (rows of the agenda's view) by hour, with room to write the outcome."""
    filas = [
        [
            f"{s.inicio.astimezone(ZONA):%H:%M}", s.sala or "", s.folio or "",
            conocidas[s.persona_id].nombre if s.persona_id in conocidas else "",
            en_cifras(s.saldo) if s.saldo is not None else "", "",
        ]
        for s in sesiones
        if s.estado != "cancelada"
    ]  # fmt: skip
    n = len(filas)
    datos = {"filas": filas, "cuantas": f"{n} sesión." if n == 1 else f"{n} sesiones."}
    titulo = f"SESIONES DEL {SEMANA[dia.weekday()].upper()} {en_palabras(dia).upper()}"
    return Papel("lista_de_sesiones", "lista_de_sesiones", titulo, datos, inicio_del_dia(dia))
