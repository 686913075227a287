"""The published policies and calendars: which one holds when, and the due dates that follow from them.

A bundle is immutable. Its due dates are a function of what it contains, so a replay as of an instant uses
`conocidas_al` and a what-if uses `con_politica` or `con_calendarios`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from casos.calendario.aritmetica import Calendario
from casos.calendario.conjunto import Calendarios
from casos.calendario.lectura import calendarios_base
from casos.politica.lectura import politica_base
from casos.politica.modelo import Politica
from casos.tiempo import dia_local, inicio_del_dia


class PoliticaPublicada(NamedTuple):
    """A version of the policy: its number, and the instant at which it was published."""

    numero: int
    publicada_en: datetime
    politica: Politica

    @property
    def vigente_desde(self) -> date:
        """The local day from which it holds."""
        return self.politica.vigente_desde

    @property
    def rige_desde(self) -> datetime:
        """The first instant at which it holds: published, and its day begun."""
        return max(self.publicada_en, inicio_del_dia(self.vigente_desde))


class CalendariosPublicados(NamedTuple):
    """A version of the four calendars: its number, and the instant at which it was published."""

    numero: int
    publicada_en: datetime
    calendarios: Calendarios


@dataclass(frozen=True, slots=True)
class Vencimiento:
    """A due date: `n` working days from `desde` on a calendar of an office, and the version that gave it."""

    fecha: date
    desde: date
    n: int
    calendario: Calendario
    calendario_version: int

    @property
    def explicacion(self) -> str:
        """The arithmetic in words."""
        return self.calendario.explicar(self.desde, self.n)


class Versiones:
    """Published policies and calendars, in the order of their numbers; never empty."""

    def __init__(
        self, politicas: Iterable[PoliticaPublicada], calendarios: Iterable[CalendariosPublicados]
    ) -> None:
        self.politicas = tuple(politicas)
        self.calendarios = tuple(calendarios)
        for publicadas in (self.politicas, self.calendarios):
            numeros = [publicada.numero for publicada in publicadas]
            if not numeros or numeros != sorted(set(numeros)):
                raise ValueError("Se necesita al menos una versión, y sus números deben ir en aumento.")
        self._rigen = [(publicada.rige_desde, publicada) for publicada in reversed(self.politicas)]
        self._por_numero = {publicada.numero: publicada.politica for publicada in self.politicas}
        self._dias = [(dia_local(p.publicada_en), p.numero, p.calendarios) for p in self.calendarios]
        self._vencimientos: dict[tuple[date, int, str, str], Vencimiento] = {}
        self._conocidas: dict[tuple[int, ...], Versiones] = {}

    def __reduce__(self) -> tuple[type["Versiones"], tuple[object, object]]:
        return Versiones, (self.politicas, self.calendarios)

    def politica(self, numero: int) -> Politica:
        """A policy by its number, as entries are stamped with it. Raises KeyError if it is not here."""
        return self._por_numero[numero]

    def politica_en(self, instante: datetime) -> tuple[int, Politica]:
        """The policy in force at an instant, with its number.

        Of those published by then whose day had begun, the one published last. Before all of them, the first.
        """
        for rige_desde, publicada in self._rigen:
            if rige_desde <= instante:
                return publicada.numero, publicada.politica
        primera = self.politicas[0]
        return primera.numero, primera.politica

    def calendarios_en(self, instante: datetime) -> tuple[int, Calendarios]:
        """The calendars last published by an instant, with their number; before all of them, the first."""
        hasta_entonces = [p for p in self.calendarios if p.publicada_en <= instante]
        publicada = hasta_entonces[-1] if hasta_entonces else self.calendarios[0]
        return publicada.numero, publicada.calendarios

    def sello(self) -> tuple[int, int]:
        """The numbers of the newest policy and the newest calendars."""
        return self.politicas[-1].numero, self.calendarios[-1].numero

    def vencimiento(self, desde: date, n: int, calendario: str, sede: str) -> Vencimiento:
        """`n` working days after `desde` (before, if negative; n = 0: `desde` or the next working day).

        Each version of the calendars, from the oldest, replaces the date that stood before it, unless its day
        of publication is later than that date or than the one it would give. So a date that had passed never
        moves, and no date is moved into the past; one still to come follows a newly declared holiday.

        Raises ValueError for an unknown calendar or office, or a date that no calendar covers.
        """
        clave = (desde, n, calendario, sede)
        hallado = self._vencimientos.get(clave)
        if hallado is None:
            hallado = self._vencimientos[clave] = self._calcular(*clave)
        return hallado

    def _calcular(self, desde: date, n: int, calendario: str, sede: str) -> Vencimiento:
        _, numero, calendarios = self._dias[0]
        elegido = calendarios.calendario(calendario, sede)
        fecha = elegido.sumar(desde, n)
        for publicados_el, siguiente, calendarios in self._dias[1:]:
            candidato = calendarios.calendario(calendario, sede)
            nueva = candidato.sumar(desde, n)
            if publicados_el <= min(fecha, nueva):
                fecha, numero, elegido = nueva, siguiente, candidato
        return Vencimiento(fecha, desde, n, elegido, numero)

    def conocidas_al(self, instante: datetime) -> "Versiones":
        """What was published by an instant; the first versions are always known."""
        politicas = [p for p in self.politicas if p.publicada_en <= instante] or self.politicas[:1]
        calendarios = [c for c in self.calendarios if c.publicada_en <= instante] or self.calendarios[:1]
        if len(politicas) == len(self.politicas) and len(calendarios) == len(self.calendarios):
            return self
        clave = (*(p.numero for p in politicas), -1, *(c.numero for c in calendarios))
        if clave not in self._conocidas:
            self._conocidas[clave] = Versiones(politicas, calendarios)
        return self._conocidas[clave]

    def con_politica(self, politica: Politica, publicada_en: datetime) -> "Versiones":
        """This bundle with one more policy, as if published at an instant, under the next number."""
        nueva = PoliticaPublicada(self.politicas[-1].numero + 1, publicada_en, politica)
        return Versiones((*self.politicas, nueva), self.calendarios)

    def con_calendarios(self, calendarios: Calendarios, publicada_en: datetime) -> "Versiones":
        """This bundle with one more version of the calendars, as if published at an instant."""
        nueva = CalendariosPublicados(self.calendarios[-1].numero + 1, publicada_en, calendarios)
        return Versiones(self.politicas, (*self.calendarios, nueva))


@cache
def _base() -> Versiones:
    principio = datetime(2000, 1, 1, tzinfo=UTC)
    return Versiones(
        [PoliticaPublicada(1, principio, politica_base())],
        [CalendariosPublicados(1, principio, calendarios_base())],
    )


if TYPE_CHECKING:
    BASE: Versiones
    """Version 1 of the policy and of the calendars, as shipped; read when first asked for."""
else:

    def __getattr__(nombre):
        if nombre == "BASE":
            return _base()
        raise AttributeError(nombre)
