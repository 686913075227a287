"""A month's figures as one document: whatever is shown of a report comes from here and from nowhere else.

It holds no person of a case: officers by account and name, cases by id and folio.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from proyecciones.consultas.medidas import Alcance, Valor, mes_de
from proyecciones.pronostico import mes_anterior

FORMA = 1


class _Dato(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cifra(_Dato):
    """A measure: in the month, in the month before, in the year up to the month; and its goals, where it has one."""

    mes: Valor
    antes: Valor
    anio: Valor
    meta: Decimal | None = None
    meta_anio: Decimal | None = None


class DelMes(_Dato):
    """A month of the series: what was recovered and its goal, people attended, agreements signed."""

    mes: date
    recuperado: Decimal
    meta: Decimal | None
    atendidas: int
    convenios: int


class Prevision(_Dato):
    """The recovery expected of a month, from how many earlier ones; `error` of the same reckoning in the past."""

    mes: date
    hasta_hoy: Decimal
    esperado: Decimal
    minimo: Decimal
    maximo: Decimal
    meses: int
    error: Decimal | None
    meta: Decimal | None


class Carga(_Dato):
    """What an officer had open: cases, late rows by age in working days, the oldest of them, acts nobody reviewed."""

    abiertos: int = 0
    atrasados: tuple[int, ...] = ()
    mas_antiguo: int = 0
    sin_revisar: int = 0


class Abierto(_Dato):
    """What was open at the instant of the report: it is of that moment, not of the month."""

    cargas: dict[str, Carga] = {}
    sin_accion: int = 0
    sin_papel: int = 0
    por_decidir: int = 0
    sin_revisar: int = 0
    recados: int = 0
    manifestaciones: dict[str, tuple[int, ...]] = {}


class Renglon(NamedTuple):
    """A row of the list behind a figure."""

    caso: UUID
    folio: str | None
    que: str
    dia: date
    quien: str | None
    sede: str
    importe: Decimal | None
    cuenta: bool
    dato: Decimal | None


Cifras = dict[str, Cifra]
"""Measures by their name."""
Listas = Mapping[str, list[Renglon]]
"""The rows behind each measure of the month."""


class Informe(_Dato):
    """The report of a month and an office (none: the whole), or of one officer in it."""

    forma: int = FORMA
    mes: date
    sede: str = ""
    persona: str = ""
    al: datetime
    asientos: int
    provisional: bool
    nombres: dict[str, str]
    total: Cifras
    personas: dict[str, Cifras]
    sedes: dict[str, Cifras]
    series: dict[str, tuple[DelMes, ...]]
    prevision: Prevision | None
    notas: dict[int, int]
    abierto: Abierto

    @property
    def alcance(self) -> Alcance:
        """The days, office and officer that it counts."""
        return mes_de(self.mes)._replace(sede=self.sede or None, responsable=self.persona or None)

    @property
    def serie(self) -> tuple[DelMes, ...]:
        """The last months up to its own."""
        return self.series.get(self.persona, ())

    def nombre_de(self, usuario: str | None) -> str:
        """What an officer was called."""
        return self.nombres.get(usuario or "", usuario or "")


def de_persona(informe: Informe, usuario: str) -> Informe:
    """The part of a report that is of one officer."""
    suyas = informe.personas.get(usuario, {})
    carga = informe.abierto.cargas.get(usuario, Carga())
    return informe.model_copy(
        update={
            "persona": usuario, "total": suyas, "personas": {}, "sedes": {}, "notas": {}, "prevision": None,
            "abierto": Abierto(cargas={usuario: carga}, sin_revisar=carga.sin_revisar),
        }
    )  # fmt: skip


def listas_de_persona(listas: Listas, usuario: str) -> Listas:
    """The rows that count for one officer."""
    return {clave: [r for r in filas if r.quien == usuario] for clave, filas in listas.items()}


def mes_cerrado(mes: date, dia: date) -> bool:
    """Whether all the days of a month have gone by."""
    return mes_de(mes).hasta < dia


def meses_hasta(desde: date, hasta: date) -> list[date]:
    """The months from one to another, the newest first."""
    lista, mes = [], hasta.replace(day=1)
    while mes >= desde.replace(day=1):
        lista.append(mes)
        mes = mes_anterior(mes)
    return lista


def a_texto(informe: Informe) -> str:
    """The document as it is kept."""
    return informe.model_dump_json()


def de_texto(texto: str) -> Informe:
    """The document as it was kept."""
    return Informe.model_validate_json(texto)


def lista_a_json(listas: Listas) -> dict[str, list[list[Any]]]:
    """The lists as they are kept."""
    return {
        clave: [
            [str(r.caso), r.folio, r.que, r.dia.isoformat(), r.quien, r.sede,
             None if r.importe is None else str(r.importe), r.cuenta, None if r.dato is None else str(r.dato)]
            for r in filas
        ]
        for clave, filas in listas.items()
    }  # fmt: skip


def lista_de_json(guardadas: Mapping[str, list[list[Any]]]) -> Listas:
    """The lists as they were kept."""
    return {
        clave: [
            Renglon(
                UUID(caso), folio, que, date.fromisoformat(dia), quien, sede,
                None if importe is None else Decimal(importe), cuenta, None if dato is None else Decimal(dato),
            )
            for caso, folio, que, dia, quien, sede, importe, cuenta, dato in filas
        ]
        for clave, filas in guardadas.items()
    }  # fmt: skip
