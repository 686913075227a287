"""A case's history as an auditor reads it: one line per entry, with names and private texts from the vault."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento, Historia
from casos.boveda.boveda import Boveda
from casos.hecho import Hecho, TextoPrivado, campos_privados
from casos.mediacion.estado import Caso
from web import frases
from web.expediente import sujeto
from web.formato import momento
from web.frases import Lector
from web.frases.palabras import dicho
from web.lectura_privada import OLVIDADO, abrir

SELLO = "sello"
"""The context under which the writer protects an entry's reason."""


class Renglon(NamedTuple):
    """An entry in words."""

    version: int
    ocurrio: str
    capturado: str
    quien: str
    rol: str
    frase: str
    motivo: str
    anulado: bool
    politica: int
    calendario: int


class Portada(NamedTuple):
    """Who and what the case is about."""

    partes: tuple[tuple[str, str], ...] = ()
    creditos: tuple[str, ...] = ()
    folio: str = ""
    etapa: str = ""


def portada(historia: Historia, boveda: Boveda) -> Portada:
    """The head of the history; empty for a case that is not about a debtor."""
    caso = historia.caso
    if not isinstance(caso, Caso):
        return Portada()
    conocidas = boveda.leer_varias({p.persona_id for p in caso.partes})
    return Portada(
        tuple((dicho(p.rol), conocidas[p.persona_id].nombre) for p in caso.partes),
        tuple(sorted(caso.creditos)),
        caso.folio or "",
        dicho(caso.etapa),
    )


def renglones(historia: Historia, boveda: Boveda, nombres: Mapping[str, str]) -> list[Renglon]:
    """Every entry, the oldest first, annulled ones marked. `nombres` are those of the accounts."""
    privados = _privados(historia, boveda)
    ids = {v for a in historia.asientos for _, v in a.hecho if isinstance(v, UUID)}
    personas = {i: p.nombre for i, p in boveda.leer_varias(ids).items()} if ids else {}
    vigentes = {a.version for a in historia.vigentes}

    def lector(a: Asiento) -> Lector:
        return Lector(personas, _abre(a, privados), lambda usuario: nombres.get(usuario, usuario))

    return [
        _renglon(a, lector(a), a.version not in vigentes, dict(nombres), privados) for a in historia.asientos
    ]


Textos = Mapping[tuple[int, str], str]


def _abre(asiento: Asiento, privados: Textos) -> Callable[[Hecho, str], str]:
    return lambda _, campo: privados.get((asiento.version, campo), "")


def _renglon(a: Asiento, lector: Lector, anulado: bool, nombres: dict[str, str], privados: Textos) -> Renglon:
    return Renglon(
        a.version, momento(a.ocurrido_en), momento(a.registrado_en), sujeto(a, nombres), a.rol,
        frases.contar(a.hecho, lector), privados.get((a.version, SELLO), ""), anulado, a.politica, a.calendario,
    )  # fmt: skip


def _privados(historia: Historia, boveda: Boveda) -> Textos:
    """The private texts of the whole history, opened at once."""
    hallados: list[tuple[tuple[int, str], str]] = []
    for a in historia.asientos:
        campos: Sequence[tuple[str, str | None]] = [
            *((c, getattr(a.hecho, c)) for c in campos_privados(type(a.hecho))), (SELLO, a.motivo),
        ]  # fmt: skip
        hallados += [((a.version, campo), texto) for campo, texto in campos if texto]
    cifrados = [(lugar, texto) for lugar, texto in hallados if TextoPrivado(texto).esta_cifrado]
    abiertos = abrir(boveda, historia, cifrados)
    claros = {lugar: texto for lugar, texto in hallados if not TextoPrivado(texto).esta_cifrado}
    return claros | {lugar: abiertos.get(lugar, OLVIDADO) for lugar, _ in cifrados}
