"""Which days, office and officer a page of figures is about, read from its address (`periodo=2026-11` or `2026`)."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import request

from casos.decision import RESPONSABLE
from casos.dinero.letras import MESES
from proyecciones.consultas.medidas import Alcance, anio_de, mes_de
from web.actual import cuenta, hoy
from web.cuentas import SEDES

MESES_ATRAS, ANIOS_ATRAS = 12, 2


class Periodo(NamedTuple):
    """A month or a year as people choose it."""

    clave: str
    nombre: str
    alcance: Alcance

    @property
    def es_anio(self) -> bool:
        """Whether it is a whole year."""
        return len(self.clave) == 4


def de_mes(dia: date) -> Periodo:
    """The month of a day: «noviembre de 2026»."""
    return Periodo(f"{dia:%Y-%m}", f"{MESES[dia.month - 1]} de {dia.year}", mes_de(dia))


def de_anio(dia: date) -> Periodo:
    """The year of a day: «año 2026»."""
    return Periodo(f"{dia:%Y}", f"año {dia.year}", anio_de(dia))


def leer_periodo(texto: str) -> Periodo | None:
    """The month (2026-11) or the year (2026) that a text names; None if it names none."""
    try:
        if len(texto) == 4:
            return de_anio(date(int(texto), 1, 1))
        return de_mes(date.fromisoformat(f"{texto}-01")) if len(texto) == 7 else None
    except ValueError:
        return None


def periodo_pedido() -> Periodo:
    """The period asked for, this month if none."""
    return leer_periodo(request.args.get("periodo", "")) or de_mes(hoy())


def anterior(periodo: Periodo) -> Periodo:
    """The month or the year before."""
    antes = periodo.alcance.desde - timedelta(days=1)
    return de_anio(antes) if periodo.es_anio else de_mes(antes)


def sede_pedida() -> str | None:
    """The office asked for; whoever belongs to one starts there."""
    pedida = request.args.get("sede", cuenta().sede)
    return pedida if pedida in SEDES else None


def alcance_pedido() -> Alcance:
    """The days, the office and the officer on screen: an officer sees their own figures and nobody else's."""
    quien = cuenta()
    if quien.rol == RESPONSABLE:
        return periodo_pedido().alcance._replace(responsable=quien.usuario)
    return periodo_pedido().alcance._replace(
        sede=sede_pedida(), responsable=request.args.get("responsable") or None
    )


def elegibles(*, anios: bool) -> list[tuple[str, str]]:
    """The periods that a list offers, the newest first."""
    dia, lista = hoy(), [de_mes(hoy())]
    for _ in range(MESES_ATRAS):
        lista.append(anterior(lista[-1]))
    if anios:
        lista += [de_anio(dia.replace(day=1, month=1, year=dia.year - n)) for n in range(ANIOS_ATRAS)]
    return [(p.clave, p.nombre) for p in lista]


def en_la_direccion(alcance: Alcance, **otros: Any) -> dict[str, Any]:
    """What an address carries so that the next page is about the same."""
    return {
        "periodo": periodo_pedido().clave,
        "sede": alcance.sede or "todas",
        "responsable": alcance.responsable,
        **otros,
    }
