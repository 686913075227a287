"""How often agreements break at each age."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from proyecciones.vistas.convenios import Convenios, meses

C = Convenios.tabla


class Edad(NamedTuple):
    """Agreements by their age in months: how many lived that long, and how many of those broke in that month."""

    meses: int
    en_riesgo: int
    rotos: int

    @property
    def porciento(self) -> Decimal | None:
        """The share that broke at that age."""
        return Decimal(self.rotos * 100) / self.en_riesgo if self.en_riesgo else None


EDADES = 12


def por_edad(conexion: Connection, hoy: date, sede: str | None, responsable: str | None) -> list[Edad]:
    """How often agreements break at each age: of those that reached it unbroken, how many broke in that month.

    One that was paid, replaced or closed with its case can no longer break, and counts up to that day.
    """
    vida = (C.c.firmado, C.c.meses_al_incumplir, C.c.meses_al_terminar)
    consulta = select(*vida, func.count()).where(C.c.firmado <= hoy)
    if sede:
        consulta = consulta.where(C.c.sede == sede)
    if responsable:
        consulta = consulta.where(C.c.responsable == responsable)
    riesgo, rotos = [0] * EDADES, [0] * EDADES
    for firmado, roto, terminado, cuantos in conexion.execute(consulta.group_by(*vida)):
        vivio = next(n for n in (roto, terminado, meses(firmado, hoy)) if n is not None)
        for edad in range(min(vivio + 1, EDADES)):
            riesgo[edad] += cuantos
        if roto is not None and roto < EDADES:
            rotos[roto] += cuantos
    return [Edad(n, riesgo[n], rotos[n]) for n in range(EDADES)]
