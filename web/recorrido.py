"""Stepping through a case fact by fact: where one stands, what comes before and after, and the last visit."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.tipo import historia_hasta
from casos.versiones import Versiones
from web.actual import almacen, cuenta, presente
from web.almacen import bitacora
from web.diferencia import Momento, diferencia
from web.formato import plural

MISMA_VISITA = timedelta(minutes=30)
"""Readings closer than this are one visit."""
PAUSA_DIAS = 7
LINEAS = 200


class Parada(NamedTuple):
    """An entry at which one stands, its neighbours (None at the ends), the quiet before it, and what it changed."""

    version: int
    primera: int | None
    anterior: int | None
    siguiente: int | None
    ultima: int | None
    pausa: str
    cambios: list[str]


def parada(historia: Historia, version: int, versiones: Versiones, *, todo: bool) -> Parada:
    """Where one stands; without `todo` technical entries are stepped over."""
    numeros = [a.version for a in historia.asientos if todo or not a.hecho.es_tecnico]
    antes = [n for n in numeros if n < version]
    despues = [n for n in numeros if n > version]
    anterior = antes[-1] if antes else None
    return Parada(
        version,
        antes[0] if antes else None,
        anterior,
        despues[0] if despues else None,
        despues[-1] if despues else None,
        _pausa(historia.asientos[version - 1], historia.asientos[anterior - 1] if anterior else None),
        cambios(historia, anterior or 0, version, versiones),
    )


def _pausa(asiento: Asiento, anterior: Asiento | None) -> str:
    dias = (asiento.registrado_en - anterior.registrado_en).days if anterior else 0
    return f"Antes hubo {plural(dias, 'día', 'días')} sin movimientos." if dias >= PAUSA_DIAS else ""


def cambios(historia: Historia, de: int, a: int, versiones: Versiones) -> list[str]:
    """What entries `de` + 1 to `a` changed, in words."""
    return diferencia(_momento(historia, de, versiones), _momento(historia, a, versiones))


def _momento(historia: Historia, version: int, versiones: Versiones) -> Momento:
    instante = historia.asientos[max(version, 1) - 1].registrado_en
    return Momento(historia_hasta(historia, version), instante, versiones.conocidas_al(instante))


def vista_antes(caso_id: UUID) -> datetime | None:
    """When the account that asks last looked at this case, before the visit that it is making now."""
    lineas = bitacora.leer(almacen(), caso=str(caso_id), usuario=cuenta().usuario, limite=LINEAS)
    limite = presente()
    for linea in lineas:
        if limite - linea.en > MISMA_VISITA:
            return linea.en
        limite = linea.en
    return None


def version_al(historia: Historia, instante: datetime) -> int:
    """The last entry captured by an instant; 0 when there was none."""
    return max((a.version for a in historia.asientos if a.registrado_en <= instante), default=0)


def lo_nuevo(historia: Historia) -> tuple[int, int] | None:
    """From which entry on, and how many, others captured since the last visit of the account that asks."""
    visita = vista_antes(historia.caso_id)
    if visita is None:
        return None
    de = version_al(historia, visita)
    ajenos = sum(a.version > de and a.autor != cuenta().usuario for a in historia.asientos)
    return (de, ajenos) if ajenos else None
