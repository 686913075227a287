"""Acts that nobody reviewed as rows to be checked: one by one, or an officer's hour where there are many."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from flask import url_for

from casos.asiento import Asiento
from casos.boveda.persona import Olvidada, Persona
from casos.tiempo import ZONA
from flujos.pasos import en_palabras
from web import frases, personas
from web.actual import instancia
from web.formato import hace, hora, plural
from web.frases import Lector

MUCHOS = 4
"""From so many acts of one author in one hour they are one row."""
TIPOS_A_LA_VISTA = 3
NOMBRES_A_LA_VISTA = 2
CALLADO = Lector({}, lambda hecho, campo: "")
"""A list tells what was done, never a private text: who needs it opens the case."""


class PorRevisar(NamedTuple):
    """A row: `valor` names each case with the entry up to which checking it reviews the case."""

    titulo: str
    url: str
    quien: str
    detalles: tuple[str, ...]
    valor: str


def renglones(
    actos: Sequence[Any], conocidas: Mapping[UUID, Persona | Olvidada], nombres: Mapping[str, str]
) -> list[PorRevisar]:
    """Rows of acts, given the newest first; an author's hour stands where its newest act does."""
    grupos: dict[tuple[str, str], list[Any]] = {}
    for acto in actos:
        local = acto.registrado_en.astimezone(ZONA)
        grupos.setdefault((acto.autor, f"{local:%Y-%m-%d %H}"), []).append(acto)
    sueltos = [acto for grupo in grupos.values() if len(grupo) < MUCHOS for acto in grupo]
    dichos = _dichos(sueltos)
    lista: list[PorRevisar] = []
    for (autor, _), grupo in grupos.items():
        quien = nombres.get(autor, autor)
        if len(grupo) >= MUCHOS:
            lista.append(_juntos(quien, grupo, conocidas))
        else:
            lista += [_solo(quien, a, dichos, personas.nombre_de(conocidas, a.persona_id)) for a in grupo]
    return lista


def _dichos(actos: Iterable[Any]) -> dict[tuple[UUID, int], Asiento]:
    hallados: dict[tuple[UUID, int], Asiento] = {}
    for caso_id, suyos in groupby(sorted(actos, key=lambda a: (a.caso_id, a.version)), lambda a: a.caso_id):
        desde = next(suyos).version - 1
        hallados |= {(caso_id, a.version): a for a in instancia().casos.asientos(caso_id, desde)}
    return hallados


def _solo(quien: str, acto: Any, dichos: Mapping[tuple[UUID, int], Asiento], nombre: str) -> PorRevisar:
    hecho = dichos[acto.caso_id, acto.version].hecho
    return PorRevisar(
        f"{quien} {frases.contar(hecho, CALLADO)}",
        url_for("caso.ver", caso_id=acto.caso_id),
        nombre,
        tuple(d for d in (acto.folio, hace(acto.registrado_en)) if d),
        f"{acto.caso_id}:{acto.version}",
    )


def _juntos(quien: str, grupo: Sequence[Any], conocidas: Mapping[UUID, Persona | Olvidada]) -> PorRevisar:
    hasta: dict[UUID, int] = {}
    for acto in grupo:
        hasta[acto.caso_id] = max(acto.version, hasta.get(acto.caso_id, 0))
    tipos = Counter(en_palabras(acto.hecho) for acto in grupo).most_common()
    dicho = [f"{tipo} ({n})" if n > 1 else tipo for tipo, n in tipos[:TIPOS_A_LA_VISTA]]
    otros = sum(n for _, n in tipos[TIPOS_A_LA_VISTA:])
    resto = f" y {plural(otros, 'acto más', 'actos más')}" if otros else ""
    desde, al = grupo[-1].registrado_en, grupo[0].registrado_en
    return PorRevisar(
        f"{quien}: {len(grupo)} actos en {plural(len(hasta), 'caso', 'casos')}: {', '.join(dicho)}{resto}",
        url_for("caso.ver", caso_id=grupo[0].caso_id) if len(hasta) == 1 else "",
        _de_quienes([personas.nombre_de(conocidas, i) for i in dict.fromkeys(a.persona_id for a in grupo)]),
        (hace(al), f"de {hora(desde)} a {hora(al)}" if hora(desde) != hora(al) else ""),
        ",".join(f"{caso_id}:{version}" for caso_id, version in hasta.items()),
    )


def _de_quienes(nombres: Sequence[str]) -> str:
    otros = len(nombres) - NOMBRES_A_LA_VISTA
    return ", ".join(nombres[:NOMBRES_A_LA_VISTA]) + (
        f" y {plural(otros, 'más', 'más')}" if otros > 0 else ""
    )


def leer_marcados(valores: Iterable[str]) -> dict[UUID, int]:
    """The cases of checked rows, each with the entry up to which it was reviewed; ValueError if it is no such list."""
    hasta: dict[UUID, int] = {}
    for valor in valores:
        for parte in valor.split(","):
            caso, _, version = parte.partition(":")
            caso_id = UUID(caso)
            hasta[caso_id] = max(int(version), hasta.get(caso_id, 0))
    return hasta
