"""Stepping through a case: the moments at which one may stand, by what was known or by what was true, what each
changed, and what is new since the last visit."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.tiempo import dia_local, fin_del_dia
from casos.tipo import Segun, historia_al, historia_hasta
from casos.versiones import Versiones
from web.actual import almacen, cuenta, presente
from web.almacen import bitacora
from web.campos import leer_fecha
from web.diferencia import Momento, diferencia
from web.formato import plural

MISMA_VISITA = timedelta(minutes=30)
"""Readings closer than this are one visit."""
PAUSA_DIAS = 7
LINEAS = 200


class Modo(NamedTuple):
    """By what one steps: what was known (`registro`) or what was true (`hechos`); with `tecnico`, also over what
    tells nothing that a person did or must know."""

    segun: Segun = "registro"
    tecnico: bool = False

    @property
    def clave(self) -> str:
        """Which numbering of steps a page was made with."""
        return f"{self.segun}-{'tecnico' if self.tecnico else 'relevante'}"

    def instante(self, asiento: Asiento) -> datetime:
        """When an entry was known, or true."""
        return asiento.registrado_en if self.segun == "registro" else asiento.ocurrido_en

    def historia(self, completa: Historia, asiento: Asiento | None) -> Historia:
        """The case at an entry; before all of them with None."""
        if asiento is None:
            return historia_hasta(completa, 0)
        if self.segun == "registro":
            return historia_hasta(completa, asiento.version)
        return historia_al(completa, asiento.ocurrido_en, "hechos")


class Visto(NamedTuple):
    """The case as it stood at an instant, and the entry at which one stands (None: none had happened)."""

    historia: Historia
    instante: datetime
    asiento: Asiento | None


class Parada(NamedTuple):
    """A step: its number among all of them, its neighbours (None at the ends), the quiet before it, what changed."""

    asiento: Asiento
    paso: int
    pasos: int
    primera: int | None
    anterior: int | None
    siguiente: int | None
    ultima: int | None
    pausa: str
    cambios: list[str]


def modo_de(args: Mapping[str, str]) -> Modo:
    """As a page's address says it."""
    return Modo("hechos" if args.get("segun") == "hechos" else "registro", args.get("modo") == "tecnico")


def paradas(completa: Historia, modo: Modo) -> list[Asiento]:
    """The entries at which one stops, in order: of what was true at one instant, only the last."""
    asientos = [a for a in _en_orden(completa, modo) if modo.tecnico or not a.hecho.es_tecnico]
    if modo.segun == "registro":
        return asientos
    siguientes = [*(a.ocurrido_en for a in asientos[1:]), None]
    return [a for a, despues in zip(asientos, siguientes, strict=True) if a.ocurrido_en != despues]


def _en_orden(completa: Historia, modo: Modo) -> Sequence[Asiento]:
    if modo.segun == "registro":
        return completa.asientos
    return sorted(completa.vigentes, key=lambda a: (a.ocurrido_en, a.version))


def elegida(completa: Historia, args: Mapping[str, str]) -> Visto | None:
    """The moment that an address asks for: a step (`paso`, of the numbering `de`), an entry (`hecho`) or the end of
    a day (`al`); None for today."""
    modo = modo_de(args)
    todas = paradas(completa, modo)
    paso = _numero(args, "paso")
    if paso and args.get("de") == modo.clave and paso <= len(todas):
        asiento = todas[paso - 1]
        return Visto(modo.historia(completa, asiento), modo.instante(asiento), asiento)
    hecho = _numero(args, "hecho")
    if hecho and hecho <= completa.version:
        asiento = completa.asientos[hecho - 1]
        return Visto(modo.historia(completa, asiento), modo.instante(asiento), asiento)
    instante = _dia(args.get("al", ""))
    if instante is None:
        return None
    historia = historia_al(completa, instante, modo.segun)
    return Visto(historia, instante, ultimo(completa, instante, modo))


def _numero(args: Mapping[str, str], nombre: str) -> int | None:
    texto = args.get(nombre, "")
    return int(texto) if texto.isascii() and texto.isdigit() and len(texto) < 9 else None


def _dia(texto: str) -> datetime | None:
    try:
        return fin_del_dia(leer_fecha(texto.strip())) if texto.strip() else None
    except ValueError:
        return None


def parada(completa: Historia, asiento: Asiento, versiones: Versiones, modo: Modo) -> Parada:
    """Where one stands among the steps; an entry that is none of them stands between its neighbours."""
    todas = paradas(completa, modo)
    lista = _en_orden(completa, modo)
    orden = {a.version: n for n, a in enumerate(lista)}
    hasta = sum(modo.instante(a) <= modo.instante(asiento) for a in lista)
    aqui = orden.get(asiento.version, hasta - 1)  # what was annulled never was among what was true
    antes = [a for a in todas if orden[a.version] < aqui]
    despues = [a for a in todas if orden[a.version] > aqui]
    anterior = antes[-1] if antes else None
    return Parada(
        asiento,
        len(todas) - len(despues),
        len(todas),
        antes[0].version if antes else None,
        anterior.version if anterior else None,
        despues[0].version if despues else None,
        despues[-1].version if despues else None,
        _pausa(modo, asiento, anterior),
        diferencia(
            _momento(completa, anterior, versiones, modo), _momento(completa, asiento, versiones, modo)
        ),
    )


def _pausa(modo: Modo, asiento: Asiento, anterior: Asiento | None) -> str:
    dias = (modo.instante(asiento) - modo.instante(anterior)).days if anterior else 0
    return sin_movimientos(dias)


def sin_movimientos(dias: int) -> str:
    """«… 41 días sin movimientos …»; nothing for a few days."""
    return f"… {plural(dias, 'día', 'días')} sin movimientos …" if dias >= PAUSA_DIAS else ""


def cambios(
    completa: Historia, de: Asiento | None, a: Asiento, versiones: Versiones, modo: Modo
) -> list[str]:
    """What differs, in words, between the case at one entry (None: before all) and at another."""
    return diferencia(_momento(completa, de, versiones, modo), _momento(completa, a, versiones, modo))


def entre(completa: Historia, de: Asiento | None, a: Asiento, modo: Modo) -> list[Asiento]:
    """The entries after one and up to another: as they were captured, or those that count as they happened."""
    if modo.segun == "registro":
        return [x for x in completa.asientos if (de.version if de else 0) < x.version <= a.version]
    return [
        x
        for x in _en_orden(completa, modo)
        if (de is None or x.ocurrido_en > de.ocurrido_en) and x.ocurrido_en <= a.ocurrido_en
    ]


def ultimo(completa: Historia, instante: datetime, modo: Modo) -> Asiento | None:
    """The last entry that was known, or had happened, by an instant."""
    antes = [a for a in _en_orden(completa, modo) if modo.instante(a) <= instante]
    return antes[-1] if antes else None


def _momento(completa: Historia, asiento: Asiento | None, versiones: Versiones, modo: Modo) -> Momento:
    instante = modo.instante(asiento or completa.asientos[0])
    return Momento(modo.historia(completa, asiento), instante, versiones.conocidas_al(instante))


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


def con_pausas(historia: Historia, jornadas: Sequence[tuple[Any, Any]]) -> list[tuple[Any, Any, str]]:
    """Days of a history, the newest first, each with the longest quiet between it and the day shown after it."""
    dias = sorted({dia_local(a.registrado_en) for a in historia.asientos})
    hechas = []
    for n, (dia, renglones) in enumerate(jornadas):
        viejo = jornadas[n + 1][0] if n + 1 < len(jornadas) else None
        entre = [d for d in dias if viejo is not None and viejo <= d <= dia]
        quieto = max(((b - a).days for a, b in pairwise(entre)), default=0)
        hechas.append((dia, renglones, sin_movimientos(quieto)))
    return hechas
