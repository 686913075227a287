"""What a calendar says, as published data: non-working days with name, source, offices; the years filled."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

NombreCalendario = Literal["INSTITUTO", "STJ", "BANCOS", "GESTION_COBRANZA"]
CALENDARIOS: tuple[NombreCalendario, ...] = get_args(NombreCalendario)
TITULOS: dict[str, str] = {
    "INSTITUTO": "Instituto",
    "STJ": "Supremo Tribunal de Justicia",
    "BANCOS": "Bancos",
    "GESTION_COBRANZA": "Gestión de cobranza",
}
DE_QUIEN: dict[str, str] = {
    "INSTITUTO": "del Instituto",
    "STJ": "del Supremo Tribunal de Justicia",
    "BANCOS": "de los bancos",
    "GESTION_COBRANZA": "de gestión de cobranza",
}
"""How a calendar is named after the word «calendario»."""

Sede = Literal["HMO", "OBR", "NOG"]
SEDES: tuple[Sede, ...] = get_args(Sede)
NOMBRES_DE_SEDE: dict[str, str] = {"HMO": "Hermosillo", "OBR": "Ciudad Obregón", "NOG": "Nogales"}

PRIMER_ANIO, ULTIMO_ANIO = 1990, 2099
"""Years that the arithmetic covers; the oldest debts are of 1996."""


def _fecha(valor: Any) -> Any:
    try:
        return date.fromisoformat(valor) if isinstance(valor, str) else valor
    except ValueError:
        return valor


Anio = Annotated[int, Field(strict=True, ge=PRIMER_ANIO, le=ULTIMO_ANIO)]
Fecha = Annotated[date, BeforeValidator(_fecha), Field(strict=True)]
"""A local day; TOML gives it as such, text in the form 2027-07-17 is taken too, a number never."""
Texto = Annotated[str, Field(strict=True, min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]


class Inhabil(BaseModel):
    """A non-working day or run of days (both ends included), for all offices unless `sedes` names some.

    `confirmado` is false while no official notice is known and the days are assumed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    desde: Fecha
    hasta: Fecha
    nombre: Texto
    fuente: Texto
    confirmado: Annotated[bool, Field(strict=True)] = True
    sedes: tuple[Sede, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _un_solo_dia(cls, datos: Any) -> Any:
        if isinstance(datos, dict) and "dia" in datos:
            if "desde" in datos or "hasta" in datos:
                raise ValueError("use «dia» para un día, o «desde» y «hasta» para varios, pero no ambos")
            return {"desde": datos["dia"], "hasta": datos["dia"]} | {
                k: v for k, v in datos.items() if k != "dia"
            }
        return datos

    @model_validator(mode="after")
    def _en_orden(self) -> Self:
        if self.hasta < self.desde:
            raise ValueError("«hasta» es anterior a «desde»")
        if (self.hasta - self.desde).days > 366:
            raise ValueError("dura más de un año; revise las fechas")
        return self

    def rige_en(self, sede: str) -> bool:
        """Whether it holds for an office."""
        return not self.sedes or sede in self.sedes

    def dias(self) -> Iterator[date]:
        """Each day of the run."""
        for n in range((self.hasta - self.desde).days + 1):
            yield self.desde + timedelta(days=n)


class DatosDeCalendario(BaseModel):
    """One calendar as published: the years that someone filled, the calendars it contains and its own days.

    Saturdays, Sundays and the statutory days (LFT 74) are never listed: they hold in every calendar and year.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    anios: tuple[Anio, ...]
    incluye: tuple[NombreCalendario, ...] = ()
    inhabiles: tuple[Inhabil, ...] = ()

    @model_validator(mode="after")
    def _dentro_de_los_anios(self) -> Self:
        if sorted(set(self.anios)) != list(self.anios):
            raise ValueError("«anios» debe ir de menor a mayor y sin repetir")
        for inhabil in self.inhabiles:
            if inhabil.desde.year not in self.anios:
                raise ValueError(
                    f"«{inhabil.nombre}» empieza el {inhabil.desde:%d/%m/%Y} y el año {inhabil.desde.year} "
                    "no está en «anios»; agréguelo cuando el año esté completo"
                )
        return self
