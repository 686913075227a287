"""The list of cases with its filters, and which cases a search finds."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, select, true

from proyecciones.vistas.fichas import Fichas
from proyecciones.vistas.partes import Claves, Partes

F, P, C = Fichas.tabla, Partes.tabla, Claves.tabla
_ULTIMA_LETRA = "\U0010ffff"
_QUE_EMPIEZAN = (
    select(C.c.caso_id)
    .where(C.c.valor.between(bindparam("desde"), bindparam("hasta")))
    .order_by(C.c.valor, C.c.caso_id)
    .limit(bindparam("n"))
)

ORDENES = {
    "vence": (F.c.vence.is_(None), F.c.vence, F.c.caso_id),
    "saldo": (F.c.saldo.desc(), F.c.caso_id),
    "reciente": (F.c.ultimo.desc(), F.c.caso_id),
    "antiguo": (F.c.etapa_desde, F.c.caso_id),
}


class Filtro(NamedTuple):
    """What limits the list; None or False does not. `sin_accion`: breaks the rule that every open case has a next
    action; `sin_papel`: an original is missing."""

    etapa: str | None = None
    responsable: str | None = None
    sede: str | None = None
    abiertos: bool = True
    sin_papel: bool = False
    sin_accion: bool = False
    vencidas: bool = False


def _donde(filtro: Filtro) -> ColumnElement[bool]:
    partes: list[ColumnElement[bool]] = [true()]
    if filtro.etapa:
        partes.append(F.c.etapa == filtro.etapa)
    elif filtro.abiertos:
        partes.append(F.c.abierto)
    if filtro.responsable:
        partes.append(F.c.responsable == filtro.responsable)
    if filtro.sede:
        partes.append(F.c.sede == filtro.sede)
    if filtro.sin_papel:
        partes.append(F.c.sin_papel.is_not(None))
    if filtro.sin_accion:
        partes.append(F.c.sin_accion)
    if filtro.vencidas:
        partes.append(F.c.vencidas > 0)
    return and_(*partes)


def lista(conexion: Connection, filtro: Filtro, orden: str, *, limite: int, desde: int) -> Sequence[Any]:
    """One page of the list."""
    return conexion.execute(
        select(F)
        .where(_donde(filtro))
        .order_by(*ORDENES.get(orden, ORDENES["vence"]))
        .limit(limite)
        .offset(desde)
    ).all()


def cuantos(conexion: Connection, filtro: Filtro) -> int:
    """How many cases the filter leaves."""
    return conexion.execute(select(func.count()).select_from(F).where(_donde(filtro))).scalar_one()


def por_etapa(conexion: Connection, filtro: Filtro) -> dict[str, int]:
    """How many cases each stage has under the rest of the filter."""
    sin_etapa = filtro._replace(etapa=None, abiertos=False)
    return dict(
        conexion.execute(select(F.c.etapa, func.count()).where(_donde(sin_etapa)).group_by(F.c.etapa)).all()
    )


def responsables(conexion: Connection) -> list[str]:
    """Everyone who owns a case."""
    return list(conexion.execute(select(F.c.responsable).distinct().order_by(F.c.responsable)).scalars())


def de_personas(conexion: Connection, ids: Collection[UUID]) -> dict[UUID, list[tuple[UUID, str]]]:
    """The cases in which these people take part, with their part: open ones first."""
    if not ids:
        return {}
    hallados: dict[UUID, list[tuple[UUID, str]]] = {}
    filas = conexion.execute(
        select(P.c.persona_id, P.c.caso_id, P.c.rol)
        .where(P.c.persona_id.in_(ids))
        .order_by(P.c.abierto.desc())
    )
    for persona_id, caso_id, rol in filas:
        hallados.setdefault(persona_id, []).append((caso_id, rol))
    return hallados


def por_clave(conexion: Connection, texto: str, limite: int) -> list[UUID]:
    """Cases whose contract or folio begins so (folios also by their number: «1412»), in the order of these."""
    limpio = texto.strip().upper()
    if not limpio:
        return []
    halladas = conexion.execute(
        _QUE_EMPIEZAN, {"desde": limpio, "hasta": f"{limpio}{_ULTIMA_LETRA}", "n": limite}
    )
    return list(dict.fromkeys(halladas.scalars()))


def con_clave(conexion: Connection, valor: str) -> list[UUID]:
    """Cases that hold exactly this contract or folio."""
    suyos = select(C.c.caso_id).where(C.c.valor == valor, C.c.clase != "numero").distinct()
    return list(conexion.execute(suyos).scalars())


def fichas(conexion: Connection, ids: Collection[UUID]) -> dict[UUID, Any]:
    """The rows of these cases."""
    if not ids:
        return {}
    return {f.caso_id: f for f in conexion.execute(select(F).where(F.c.caso_id.in_(ids)))}
