"""The inbox of an account: its rows and those of its role, grouped by urgency in words.

An officer may have thousands of rows. Counts are one scan of an index for all groups and kinds, and each group reads
only the rows that are shown; what is the account's own and what is its role's are two ranges of two indexes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, tuple_

from casos.calendario.aritmetica import Calendario
from casos.cobertura import Fuera
from casos.decision import RESPONSABLE
from proyecciones.vistas.bandeja import Bandeja

MUY_ATRASADO_DIAS = 5
"""Working days after which a late row is very late."""

GUARDADAS = 512
"""Statements kept made: building one costs as much as running it, and an account asks the same ones all day."""

Llave = tuple[UUID, str, str]
"""What names a row: case, `tipo` and `clave`."""


class Urgencia(StrEnum):
    """How urgent a row is, in the words of the screen."""

    MUY_ATRASADO = "Muy atrasado"
    ATRASADO = "Atrasado"
    HOY = "Vence hoy"
    SEMANA = "Esta semana"
    DESPUES = "Después"


class De(NamedTuple):
    """Whose rows: an account with its role and office ("" for all offices). `equipo`: of everyone in the office.

    `cubre` are the colleagues away whose rows it sees as well (`casos.cobertura`).
    `ajenas` are rows of the role that a colleague has taken: they are not the account's meanwhile.
    """

    usuario: str
    rol: str
    sede: str
    equipo: bool = False
    cubre: tuple[Fuera, ...] = ()
    ajenas: frozenset[Llave] = frozenset()


class Filtro(NamedTuple):
    """What else limits the list; None does not. `accion`: the act that the row asks for first."""

    tipo: str | None = None
    sede: str | None = None
    etapa: str | None = None
    urgencia: Urgencia | None = None
    accion: str | None = None


class Cortes(NamedTuple):
    """The days that part the groups."""

    hoy: date
    muy_atrasado: date
    fin_de_semana: date


class Cuenta(NamedTuple):
    """How many rows of a kind a group has; `propias`: of the account itself, not of its role."""

    urgencia: Urgencia
    tipo: str
    n: int
    propias: bool = True


def cortes(hoy: date, calendario: Calendario) -> Cortes:
    """Late by five working days or more is very late; the week ends on Sunday."""
    return Cortes(hoy, calendario.sumar(hoy, -MUY_ATRASADO_DIAS), hoy + timedelta(days=6 - hoy.weekday()))


def urgencia(vence: date, k: Cortes) -> Urgencia:
    """The group of a due date."""
    if vence <= k.muy_atrasado:
        return Urgencia.MUY_ATRASADO
    if vence < k.hoy:
        return Urgencia.ATRASADO
    if vence == k.hoy:
        return Urgencia.HOY
    return Urgencia.SEMANA if vence <= k.fin_de_semana else Urgencia.DESPUES


T = Bandeja.tabla
_ORDEN = (T.c.vence, T.c.prioridad, T.c.hora.nulls_first(), T.c.caso_id, T.c.tipo, T.c.clave)
_LLAVE = tuple_(T.c.caso_id, T.c.tipo, T.c.clave)


def _partes(de: De) -> list[ColumnElement[bool]]:
    """Conditions that never overlap and together give the rows of an account, its own first."""
    if de.equipo:
        return [_del_rol(de.rol, de.sede)]
    de_nadie = _del_rol(de.rol, de.sede) & T.c.usuario.is_(None)
    if de.ajenas:
        de_nadie &= _LLAVE.not_in(list(de.ajenas))
    partes = [T.c.usuario == de.usuario, de_nadie]
    partes += [_de_alguien(f) for f in de.cubre]
    colas = {
        (f.rol, f.sede) for f in de.cubre if _solo_en_su_sede(f) and not _es_de_su_cola(f.rol, f.sede, de)
    }
    return partes + [_del_rol(*cola) & T.c.usuario.is_(None) for cola in sorted(colas)]


def _del_rol(rol: str, sede: str) -> ColumnElement[bool]:
    return and_(T.c.rol == rol, T.c.sede == sede) if sede else T.c.rol == rol


def _de_alguien(f: Fuera) -> ColumnElement[bool]:
    """What waits for somebody as what they are (never a denuncia in their charge)."""
    return and_(T.c.usuario == f.usuario, T.c.rol == f.rol)


def cubiertas(f: Fuera) -> ColumnElement[bool]:
    """What whoever covers somebody sees: theirs, and what waits for their role where perhaps nobody else has it."""
    if not _solo_en_su_sede(f):
        return _de_alguien(f)
    return or_(_de_alguien(f), _del_rol(f.rol, f.sede) & T.c.usuario.is_(None))


def _es_de_su_cola(rol: str, sede: str, de: De) -> bool:
    return rol == de.rol and (not de.sede or sede == de.sede)


def _solo_en_su_sede(f: Fuera) -> bool:
    """Whether what waits for their role waits in an office where perhaps nobody else has it."""
    return f.rol == RESPONSABLE and bool(f.sede)


def suyas(de: De) -> ColumnElement[bool]:
    """Rows of an account, of its role in its office, and of whom it covers; with `equipo` all of that role's."""
    return or_(*_partes(de))


def por_ausencia_de(fila: Any, de: De) -> str | None:
    """The absent colleague for whom a row is seen, if that is why it is."""
    if fila.usuario == de.usuario:
        return None
    if fila.usuario is not None:
        return next((f.usuario for f in de.cubre if f.usuario == fila.usuario), None)
    if _es_de_su_cola(fila.rol, fila.sede, de):
        return None
    return next((f.usuario for f in de.cubre if (fila.rol, fila.sede) == (f.rol, f.sede)), None)


def _filtradas(filtro: Filtro, k: Cortes) -> list[ColumnElement[bool]]:
    columnas = {"tipo": filtro.tipo, "sede": filtro.sede, "etapa": filtro.etapa, "accion": filtro.accion}
    puestas = [T.c[nombre] == valor for nombre, valor in columnas.items() if valor]
    if filtro.urgencia:
        puestas.append(_en_grupo(filtro.urgencia, k))
    return [T.c.visible <= k.hoy, *puestas]


def _en_grupo(u: Urgencia, k: Cortes) -> ColumnElement[bool]:
    """The due dates of a group, as a range that an index can follow."""
    match u:
        case Urgencia.MUY_ATRASADO:
            return T.c.vence <= k.muy_atrasado
        case Urgencia.ATRASADO:
            return and_(T.c.vence > k.muy_atrasado, T.c.vence < k.hoy)
        case Urgencia.HOY:
            return T.c.vence == k.hoy
        case Urgencia.SEMANA:
            return and_(T.c.vence > k.hoy, T.c.vence <= k.fin_de_semana)
    return T.c.vence > max(k.hoy, k.fin_de_semana)


def resumen(conexion: Connection, de: De, filtro: Filtro, k: Cortes) -> list[Cuenta]:
    """How many rows each group has of each kind. Counted by day, in the order of the index, and then grouped."""
    sumas: Counter[tuple[Urgencia, str, bool]] = Counter()
    for n_parte, por_dia in enumerate(_por_dia(de, filtro, k)):
        for vence, tipo, n in conexion.execute(por_dia):
            sumas[urgencia(vence, k), tipo, n_parte == 0] += n
    return [Cuenta(u, tipo, n, propias) for (u, tipo, propias), n in sumas.items()]


@lru_cache(GUARDADAS)
def _por_dia(de: De, filtro: Filtro, k: Cortes) -> list[Select[Any]]:
    por_dia = select(T.c.vence, T.c.tipo, func.count()).where(*_filtradas(filtro, k))
    return [por_dia.where(parte).group_by(T.c.vence, T.c.tipo) for parte in _partes(de)]


def por_urgencia(cuentas: Iterable[Cuenta]) -> dict[Urgencia, int]:
    """How many rows each group has, in the order of urgency; groups without rows are left out."""
    cuentas = list(cuentas)
    sumas = {u: sum(c.n for c in cuentas if c.urgencia is u) for u in Urgencia}
    return {u: n for u, n in sumas.items() if n}


def por_tipo(cuentas: Iterable[Cuenta]) -> list[tuple[str, int]]:
    """The kinds of rows that there are, with how many of each, the most frequent first."""
    sumas: dict[str, int] = {}
    for cuenta in cuentas:
        sumas[cuenta.tipo] = sumas.get(cuenta.tipo, 0) + cuenta.n
    return sorted(sumas.items(), key=lambda par: (-par[1], par[0]))


def filas(
    conexion: Connection,
    de: De,
    filtro: Filtro,
    k: Cortes,
    *,
    limite: int,
    desde: int = 0,
    solo_propias: bool = False,
) -> Sequence[Any]:
    """Rows of the inbox, the most urgent first; `desde` skips what earlier pages showed.

    `solo_propias` does not look for those of the role, for who knows by the counts that there are none.
    """
    consultas = _primeras(de, filtro, k, desde + limite)
    halladas = [conexion.execute(c).all() for c in consultas[: 1 if solo_propias else None]]
    todas = halladas[0] if len(halladas) == 1 else sorted(chain.from_iterable(halladas), key=_orden)
    return todas[desde : desde + limite]


@lru_cache(GUARDADAS)
def _primeras(de: De, filtro: Filtro, k: Cortes, cuantas: int) -> list[Select[Any]]:
    primeras = select(T).where(*_filtradas(filtro, k)).order_by(*_ORDEN).limit(cuantas)
    return [primeras.where(parte) for parte in _partes(de)]


def _orden(f: Any) -> tuple[object, ...]:
    return f.vence, f.prioridad, f.hora or "", f.caso_id.int, f.tipo, f.clave


def una(conexion: Connection, caso_id: UUID, tipo: str, clave: str) -> Any | None:
    """One row, wherever it belongs."""
    return conexion.execute(
        select(T).where(T.c.caso_id == caso_id, T.c.tipo == tipo, T.c.clave == clave)
    ).first()


def existentes(conexion: Connection, llaves: Collection[Llave]) -> set[Llave]:
    """Those of some rows that are still open."""
    if not llaves:
        return set()
    filas = conexion.execute(select(T.c.caso_id, T.c.tipo, T.c.clave).where(_LLAVE.in_(list(llaves))))
    return {(caso_id, tipo, clave) for caso_id, tipo, clave in filas}


def nuevas(conexion: Connection, de: De, k: Cortes, desde: datetime, dia: date) -> int:
    """How many rows of an account came in after an instant, or became visible after its day."""
    return conexion.execute(
        select(func.count()).where(suyas(de), T.c.visible <= k.hoy, or_(T.c.nace > desde, T.c.visible > dia))
    ).scalar_one()


def manana(conexion: Connection, de: De, k: Cortes, dia: date) -> int:
    """How many rows appear or fall due on a coming day: what is said when today's work is done."""
    return conexion.execute(
        select(func.count()).where(suyas(de), or_(T.c.visible == dia, T.c.vence == dia))
    ).scalar_one()
