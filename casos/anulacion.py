"""Annulling and correcting, for cases of every type: entries stop counting, with what hangs on them."""

from collections.abc import Collection, Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from casos.asiento import Asiento, Historia
from casos.decision import (
    ADMINISTRADOR,
    ARCHIVO,
    CONTABILIDAD,
    COORDINADOR,
    JUDICIAL,
    RESPONSABLE,
    SISTEMAS,
    TRANSPARENCIA,
    Contexto,
    NoAutorizado,
    Rechazo,
    decision,
    declarada,
)
from casos.dependencias import dependientes, propios, sin
from casos.hecho import Anulado, Hecho, TextoPrivado
from casos.tiempo import dia_local
from casos.tipo import tipo_de

QUIENES = frozenset(
    {RESPONSABLE, COORDINADOR, CONTABILIDAD, ARCHIVO, JUDICIAL, SISTEMAS, TRANSPARENCIA, ADMINISTRADOR}
)
"""Whoever captures facts may annul their own of the same day; the coordinator, anyone's."""


class Anulacion(BaseModel):
    """Which entries of the case were captured by mistake, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    versiones: tuple[int, ...]
    motivo: TextoPrivado


class Correccion(BaseModel):
    """An annulment, and the decision (by its stored name, with its data) that gives the right facts."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    anula: Anulacion
    decision: str
    datos: Any = None


@decision(quien=QUIENES, titulo="Anular")
def anular(caso: object, datos: Anulacion, ctx: Contexto) -> list[Hecho]:
    """Take away entries and all that depends on them (`casos.dependencias`).

    The author may on the same local day, while nothing but their own consequences hangs on them; otherwise
    the coordinator. Raises Rechazo for an entry that does not exist, was already annulled, is definitive, or
    opened the case when others came after it.
    """
    historia = ctx.historia()
    pedidas = frozenset(datos.versiones)
    elegidos = _elegidos(historia, pedidas)
    if not datos.motivo.strip():
        raise Rechazo("Escriba por qué se anula.")
    if ctx.rol != COORDINADOR:
        _exigir_autor(elegidos, ctx)
        _exigir_sin_dependientes(historia, pedidas)
    caen = pedidas | {a.version for a in dependientes(historia, pedidas)}
    _exigir_apertura(historia, caen)
    return [Anulado(versiones=tuple(sorted(caen)), motivo=datos.motivo)]


@decision(quien=QUIENES, titulo="Corregir")
def corregir(caso: object, datos: Correccion, ctx: Contexto) -> list[Hecho]:
    """Annul entries and take another decision on the case without them, both or neither.

    Raises what either decision raises.
    """
    anulado = anular(caso, datos.anula, ctx)
    historia = ctx.historia()
    limpia = sin(historia, {v for hecho in anulado if isinstance(hecho, Anulado) for v in hecho.versiones})
    otra = declarada(datos.decision)
    if ctx.rol not in otra.quien:
        raise NoAutorizado(f"Su cuenta ({ctx.rol}) no puede: {otra.titulo.lower()}.")
    if otra.tipo is not type(limpia.caso):
        raise Rechazo("Esa acción no es de este tipo de caso; elija otra.")
    return anulado + otra.funcion(limpia.caso, datos.datos, ctx._replace(historia=lambda: limpia))


def _elegidos(historia: Historia, versiones: Collection[int]) -> list[Asiento]:
    """The entries to annul; raises Rechazo for one that cannot be."""
    if not versiones:
        raise Rechazo("Elija qué se anula.")
    vigentes = {a.version: a for a in historia.vigentes}
    for version in sorted(versiones):
        if version not in range(1, historia.version + 1):
            raise Rechazo(f"Este caso no tiene un asiento {version}; recargue la página.")
        if version not in vigentes:
            raise Rechazo(f"El asiento {version} ya estaba anulado; no hace falta repetirlo.")
        if vigentes[version].hecho.es_definitivo:
            raise Rechazo(
                f"El asiento {version} es definitivo y no se anula; capture de nuevo lo que proceda."
            )
    return [vigentes[version] for version in sorted(versiones)]


def _exigir_autor(elegidos: Iterable[Asiento], ctx: Contexto) -> None:
    for asiento in elegidos:
        if asiento.autor != ctx.autor:
            raise Rechazo(
                f"El asiento {asiento.version} lo capturó otra persona; pida al coordinador que lo anule."
            )
        if dia_local(asiento.registrado_en) != dia_local(ctx.ahora):
            raise Rechazo(
                f"El asiento {asiento.version} se capturó otro día; pida al coordinador que lo anule."
            )


def _exigir_sin_dependientes(historia: Historia, versiones: Collection[int]) -> None:
    suyos = {a.version for a in propios(historia, versiones)}
    ajenos = [a.version for a in dependientes(historia, versiones) if a.version not in suyos]
    if ajenos:
        raise Rechazo(
            f"Ya hay capturas que dependen de esto ({_lista(ajenos)}); pida al coordinador que lo anule, "
            "o anule antes las que sean suyas."
        )


def _exigir_apertura(historia: Historia, caen: Collection[int]) -> None:
    abre = tipo_de(historia.asientos).abre
    abrieron = {a.version for a in historia.vigentes if isinstance(a.hecho, abre)}
    quedan = [a for a in historia.vigentes if a.version not in caen and not a.hecho.es_definitivo]
    if quedan and not abrieron.isdisjoint(caen):
        raise Rechazo(
            "Ese asiento abrió el caso y hay otros después; en lugar de anularlo, pida al coordinador que "
            "cierre el caso por error de captura."
        )


def _lista(versiones: list[int]) -> str:
    numeros = [str(v) for v in versiones]
    if len(numeros) == 1:
        return f"asiento {numeros[0]}"
    return f"asientos {', '.join(numeros[:-1])} y {numeros[-1]}"
