"""Working-day arithmetic over one calendar of one office: every answer is a look-up in arrays built once."""

from array import array
from collections.abc import Mapping
from datetime import date
from itertools import accumulate, compress
from typing import NamedTuple

from casos.calendario.explicacion import explicar
from casos.calendario.lft import FUENTE, descansos_de_ley
from casos.calendario.modelo import PRIMER_ANIO, ULTIMO_ANIO

_BASE = date(PRIMER_ANIO, 1, 1).toordinal()
_TOTAL = date(ULTIMO_ANIO, 12, 31).toordinal() - _BASE + 1
_SEMANA = bytes(date.fromordinal(_BASE + n).weekday() < 5 for n in range(7))


class FueraDelCalendario(ValueError):
    """A date that no calendar covers."""

    def __init__(self) -> None:
        super().__init__(
            f"La fecha queda fuera de los años que cubre el calendario ({PRIMER_ANIO} a {ULTIMO_ANIO})."
        )


class Motivo(NamedTuple):
    """Why a day is not worked: its name, where that comes from, and whether it is confirmed or assumed."""

    nombre: str
    fuente: str
    confirmado: bool


class Calendario:
    """A calendar as it holds in one office. `anios` are the years that someone filled; `propios` its days.

    Outside `anios` only weekends and statutory days are known. All dates are local days.
    """

    def __init__(self, nombre: str, anios: tuple[int, ...], propios: Mapping[date, Motivo]) -> None:
        self.nombre, self.anios = nombre, anios
        de_ley = (descansos_de_ley(anio).items() for anio in range(PRIMER_ANIO, ULTIMO_ANIO + 1))
        self._motivos = {**propios, **{d: Motivo(n, FUENTE, True) for anio in de_ley for d, n in anio}}
        habil = bytearray(_SEMANA * (_TOTAL // 7 + 1))[:_TOTAL]
        for dia in self._motivos:
            habil[dia.toordinal() - _BASE] = 0
        self._habil = bytes(habil)
        self._hasta = array("i", accumulate(self._habil))
        """Working days up to and including each day."""
        self._habiles = array("i", compress(range(_BASE, _BASE + _TOTAL), self._habil))
        """The ordinals of the working days."""

    def es_habil(self, dia: date) -> bool:
        """Whether a day is worked."""
        lugar = dia.toordinal() - _BASE
        if not 0 <= lugar < _TOTAL:
            raise FueraDelCalendario
        return self._habil[lugar] == 1

    def motivo(self, dia: date) -> Motivo | None:
        """Why a day is not worked, weekends included; None for a working day."""
        if self.es_habil(dia):
            return None
        return self._motivos.get(dia) or Motivo(
            "Domingo" if dia.weekday() == 6 else "Sábado", "Fin de semana", True
        )

    def sumar(self, dia: date, n: int) -> date:
        """The n-th working day after `dia` (before it, if n < 0); `dia` itself is not counted.

        With n = 0: `dia` if it is worked, else the next working day. The answer is always a working day.
        """
        lugar = dia.toordinal() - _BASE
        if not 0 <= lugar < _TOTAL:
            raise FueraDelCalendario
        cual = self._hasta[lugar] + n - 1
        if n <= 0:
            cual += 1 - self._habil[lugar]
        if not 0 <= cual < len(self._habiles):
            raise FueraDelCalendario
        return date.fromordinal(self._habiles[cual])

    def siguiente_habil(self, dia: date) -> date:
        """`dia` if it is worked, else the next working day."""
        return self.sumar(dia, 0)

    def entre(self, a: date, b: date) -> int:
        """Working days in (a, b]; negative when b is before a."""
        desde, hasta = a.toordinal() - _BASE, b.toordinal() - _BASE
        if not (0 <= desde < _TOTAL and 0 <= hasta < _TOTAL):
            raise FueraDelCalendario
        return self._hasta[hasta] - self._hasta[desde]

    def inhabiles_entre(self, a: date, b: date) -> list[tuple[date, str]]:
        """Days in (a, b] that are not worked though they fall Monday to Friday, with their names."""
        dias = (date.fromordinal(n) for n in range(a.toordinal() + 1, b.toordinal() + 1))
        return [(d, self._motivos[d].nombre) for d in dias if d.weekday() < 5 and not self.es_habil(d)]

    def explicar(self, dia: date, n: int) -> str:
        """How `sumar(dia, n)` was counted, in words (see `casos.calendario.explicacion`)."""
        return explicar(self, dia, n)

    def anio_vacio(self, anio: int) -> bool:
        """Whether nobody has filled a year: only weekends and statutory days are known for it."""
        return anio not in self.anios
