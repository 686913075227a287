"""Who owns a new case, by turns, and on which day its debtor is first contacted, by a daily quota."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from casos.calendario.aritmetica import Calendario
from casos.calendario.conjunto import Calendarios
from casos.importacion.directorio import Equipo
from casos.politica.modelo import Politica


class Turno(NamedTuple):
    """The owner that was chosen, and what to know about it."""

    usuario: str
    aviso: str = ""


class Reparto:
    """Gives out new cases. The same file gives them out the same way, however often it is begun anew."""

    def __init__(self, equipo: Equipo, politica: Politica, sha256: str, autor: str) -> None:
        self._equipo, self._politica, self._autor = equipo, politica, autor
        self._desde = int(sha256[:8] or "0", 16)

    def responsable(self, sede: str, turno: int, columna: str | None = None) -> Turno:
        """The owner of a case: whom the file names, else whose turn it is in the office.

        `turno` is the place of the debtor in the file. Where an office has nobody, who imports keeps the case
        until it is reassigned.
        """
        aviso = ""
        if columna:
            usuario = self._equipo.hallar(columna)
            if usuario:
                return Turno(usuario)
            aviso = f"No hay una cuenta de responsable «{columna[:40]}»; se asigna por turno."
        suyos = self._de_la_sede(sede)
        if not suyos:
            return Turno(self._autor, "La oficina no tiene responsables activos: queda con quien importa.")
        return Turno(suyos[(self._desde + turno) % len(suyos)], aviso)

    def nombre(self, usuario: str) -> str:
        """How people call an account."""
        return self._equipo.nombre(usuario)

    def _de_la_sede(self, sede: str) -> tuple[str, ...]:
        """The policy's list for the office, without whoever left; else its active officers."""
        de_politica = tuple(u for u in getattr(self._politica.reparto, sede, ()) if self._equipo.existe(u))
        return de_politica or self._equipo.de_sede(sede)


class Cuota:
    """Deals out first contacts: so many per officer and working day, from the next working day on."""

    def __init__(
        self,
        politica: Politica,
        calendarios: Calendarios,
        hoy: date,
        ocupados: Mapping[tuple[str, date], int],
    ) -> None:
        self._por_dia = max(politica.cartera.primeros_contactos_por_dia, 1)
        self._calendarios, self._hoy = calendarios, hoy
        self._ocupados = dict(ocupados)
        self._ultimo: dict[tuple[str, str], date] = {}

    def dia(self, usuario: str, sede: str) -> date:
        """The first working day with room for one more, which is taken."""
        calendario = self._calendario(sede)
        dia = self._ultimo.get((usuario, sede)) or calendario.sumar(self._hoy, 1)
        while self._ocupados.get((usuario, dia), 0) >= self._por_dia:
            dia = calendario.sumar(dia, 1)
        self._ocupados[usuario, dia] = self._ocupados.get((usuario, dia), 0) + 1
        self._ultimo[usuario, sede] = dia
        return dia

    def _calendario(self, sede: str) -> Calendario:
        return self._calendarios.calendario("GESTION_COBRANZA", sede)
