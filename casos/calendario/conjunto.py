"""The four calendars with their offices' differences: one document, published as a whole."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any, Literal, NamedTuple, Self

from pydantic import BaseModel, ConfigDict, model_validator

from casos.calendario.aritmetica import Calendario, Motivo
from casos.calendario.modelo import (
    CALENDARIOS,
    DE_QUIEN,
    SEDES,
    ULTIMO_ANIO,
    DatosDeCalendario,
    Inhabil,
)

MES_DEL_AVISO = 11
"""Next year's calendar is asked for from 1 November (política)."""


class Calendarios(BaseModel):
    """The calendars of the Institute, the court, the banks and collection calls, as published together."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    INSTITUTO: DatosDeCalendario
    STJ: DatosDeCalendario
    BANCOS: DatosDeCalendario
    GESTION_COBRANZA: DatosDeCalendario

    @model_validator(mode="after")
    def _incluye_un_nivel(self) -> Self:
        for nombre in CALENDARIOS:
            for incluido in self.datos(nombre).incluye:
                if incluido == nombre or self.datos(incluido).incluye:
                    raise ValueError(
                        f"{nombre} no puede incluir a {incluido}: ese ya incluye a otros o es el mismo"
                    )
        return self

    def datos(self, nombre: str) -> DatosDeCalendario:
        """One calendar's data. Raises ValueError for a name that is not one of the four."""
        if nombre not in CALENDARIOS:
            raise ValueError(f"No hay un calendario «{nombre}»; los hay: {', '.join(CALENDARIOS)}.")
        datos: DatosDeCalendario = getattr(self, nombre)
        return datos

    def inhabiles(self, nombre: str) -> tuple[Inhabil, ...]:
        """A calendar's runs of non-working days, those of the calendars that it includes first."""
        datos = self.datos(nombre)
        incluidos = (inhabil for otro in datos.incluye for inhabil in self.datos(otro).inhabiles)
        return (*incluidos, *datos.inhabiles)

    def calendario(self, nombre: str, sede: str) -> Calendario:
        """The arithmetic of one calendar for one office, built when first asked for.

        Raises ValueError for an unknown calendar or office.
        """
        hecho = self._hechos.get((nombre, sede))
        if hecho is None:
            if sede not in SEDES:
                raise ValueError(f"No hay una sede «{sede}»; las hay: {', '.join(SEDES)}.")
            hecho = self._hechos[nombre, sede] = self._construir(nombre, sede)
        return hecho

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with other data, whose arithmetic is built anew."""
        copia = super().model_copy(update=update, deep=deep)
        copia.__dict__.pop("_hechos", None)
        return copia

    @cached_property
    def _hechos(self) -> dict[tuple[str, str], Calendario]:
        return {}

    def _construir(self, nombre: str, sede: str) -> Calendario:
        """A new calendar, or another office's where the same days hold."""
        rigen = tuple(inhabil for inhabil in self.inhabiles(nombre) if inhabil.rige_en(sede))
        for otra in SEDES:
            hecho = self._hechos.get((nombre, otra))
            if hecho and rigen == tuple(i for i in self.inhabiles(nombre) if i.rige_en(otra)):
                return hecho
        motivos: dict[date, Motivo] = {}
        # Where two overlap the shorter run names the day: a holiday inside the vacations keeps its own name.
        for inhabil in sorted(rigen, key=lambda i: i.desde - i.hasta):
            motivo = Motivo(inhabil.nombre, inhabil.fuente, inhabil.confirmado)
            motivos |= {dia: motivo for dia in inhabil.dias() if dia.year <= ULTIMO_ANIO}
        return Calendario(nombre, self.datos(nombre).anios, motivos)


class Aviso(NamedTuple):
    """Something that a calendar of a year still lacks, in words for the person who fills it."""

    calendario: str
    anio: int
    clase: Literal["vacio", "supuesto"]
    texto: str


def avisos_de_calendario(calendarios: Calendarios, hoy: date) -> list[Aviso]:
    """Calendars not filled for this year or, from 1 November, for the next; and years with assumed days."""
    anios = [hoy.year, hoy.year + 1] if hoy.month >= MES_DEL_AVISO else [hoy.year]
    avisos = []
    for anio in anios:
        for nombre in CALENDARIOS:
            aviso = _vacio(calendarios, nombre, anio) or _supuestos(calendarios, nombre, anio)
            if aviso:
                avisos.append(aviso)
    return avisos


def _vacio(calendarios: Calendarios, nombre: str, anio: int) -> Aviso | None:
    if anio in calendarios.datos(nombre).anios:
        return None
    texto = (
        f"El calendario {DE_QUIEN[nombre]} de {anio} está vacío: los plazos solo descuentan fines de semana "
        "y descansos de ley. Captúrelo y publíquelo."
    )
    return Aviso(nombre, anio, "vacio", texto)


def _supuestos(calendarios: Calendarios, nombre: str, anio: int) -> Aviso | None:
    dudosos = [i for i in calendarios.datos(nombre).inhabiles if i.desde.year == anio and not i.confirmado]
    if not dudosos:
        return None
    nombres = ", ".join(inhabil.nombre for inhabil in dudosos)
    texto = (
        f"El calendario {DE_QUIEN[nombre]} de {anio} tiene días supuestos ({nombres}). "
        "Confírmelos con el acuerdo oficial y publíquelo de nuevo."
    )
    return Aviso(nombre, anio, "supuesto", texto)


class CambioDeDia(NamedTuple):
    """One difference between two sets of calendars; `dia` is None when it is about the years filled."""

    calendario: str
    dia: date | None
    sedes: tuple[str, ...]
    antes: str
    despues: str


def diferencias(a: Calendarios, b: Calendarios) -> list[CambioDeDia]:
    """What changes from `a` to `b`, by calendar and weekday; offices with the same change go together."""
    return [cambio for nombre in CALENDARIOS for cambio in _de_un_calendario(nombre, a, b)]


def _de_un_calendario(nombre: str, a: Calendarios, b: Calendarios) -> list[CambioDeDia]:
    cambios = []
    anios_a, anios_b = a.datos(nombre).anios, b.datos(nombre).anios
    if anios_a != anios_b:
        cambios.append(CambioDeDia(nombre, None, SEDES, _lista(anios_a), _lista(anios_b)))
    dias = {dia for uno in (a, b) for inhabil in uno.inhabiles(nombre) for dia in inhabil.dias()}
    for dia in sorted(d for d in dias if d.weekday() < 5 and d.year <= ULTIMO_ANIO):
        por_sede = [(_estado(a, nombre, sede, dia), _estado(b, nombre, sede, dia), sede) for sede in SEDES]
        distintos = sorted(x for x in por_sede if x[0] != x[1])
        for (antes, despues), grupo in groupby(distintos, key=lambda x: x[:2]):
            cambios.append(CambioDeDia(nombre, dia, tuple(x[2] for x in grupo), antes, despues))
    return cambios


def _estado(calendarios: Calendarios, nombre: str, sede: str, dia: date) -> str:
    motivo = calendarios.calendario(nombre, sede).motivo(dia)
    if motivo is None:
        return "hábil"
    return f"inhábil: {motivo.nombre}" + ("" if motivo.confirmado else " (supuesto)")


def _lista(anios: tuple[int, ...]) -> str:
    return ", ".join(map(str, anios)) or "ninguno"
