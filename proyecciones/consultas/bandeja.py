"""The inbox of an account: its rows and those of its role, grouped by urgency in words."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from casos.calendario.aritmetica import Calendario
from casos.cobertura import Fuera
from casos.decision import RESPONSABLE
from proyecciones.vistas.bandeja import Bandeja

MUY_ATRASADO_DIAS = 5
"""Working days after which a late row is very late."""


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
    """

    usuario: str
    rol: str
    sede: str
    equipo: bool = False
    cubre: tuple[Fuera, ...] = ()


class Filtro(NamedTuple):
    """What else limits the list; None does not."""

    tipo: str | None = None
    sede: str | None = None
    etapa: str | None = None
    urgencia: Urgencia | None = None


class Cortes(NamedTuple):
    """The days that part the groups."""

    hoy: date
    muy_atrasado: date
    fin_de_semana: date


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


def suyas(de: De) -> ColumnElement[bool]:
    """Rows of an account, of its role in its office, and of whom it covers; with `equipo` all of that role's."""
    en_su_sede = T.c.sede == de.sede if de.sede else T.c.caso_id.is_not(None)
    if de.equipo:
        return and_(T.c.rol == de.rol, en_su_sede)
    propias = or_(T.c.usuario == de.usuario, and_(T.c.usuario.is_(None), T.c.rol == de.rol, en_su_sede))
    return or_(propias, *(cubiertas(f) for f in de.cubre))


def cubiertas(f: Fuera) -> ColumnElement[bool]:
    """What whoever covers somebody sees of theirs: what waits for them as what they are (never a denuncia in their
    charge), and what waits for their role where perhaps nobody else has it."""
    suyas = and_(T.c.usuario == f.usuario, T.c.rol == f.rol)
    if not _solo_en_su_sede(f):
        return suyas
    return or_(suyas, and_(T.c.usuario.is_(None), T.c.rol == f.rol, T.c.sede == f.sede))


def _solo_en_su_sede(f: Fuera) -> bool:
    """Whether what waits for their role waits in an office where perhaps nobody else has it."""
    return f.rol == RESPONSABLE and bool(f.sede)


def por_ausencia_de(fila: Any, de: De) -> str | None:
    """The absent colleague for whom a row is seen, if that is why it is."""
    if fila.usuario == de.usuario:
        return None
    if fila.usuario is not None:
        return next((f.usuario for f in de.cubre if f.usuario == fila.usuario), None)
    if fila.rol == de.rol and (not de.sede or fila.sede == de.sede):
        return None
    return next((f.usuario for f in de.cubre if (fila.rol, fila.sede) == (f.rol, f.sede)), None)


def _donde(de: De, filtro: Filtro, k: Cortes) -> ColumnElement[bool]:
    partes = [suyas(de), T.c.visible <= k.hoy]
    if filtro.tipo:
        partes.append(T.c.tipo == filtro.tipo)
    if filtro.sede:
        partes.append(T.c.sede == filtro.sede)
    if filtro.etapa:
        partes.append(T.c.etapa == filtro.etapa)
    if filtro.urgencia:
        partes.append(_grupo(k) == filtro.urgencia.value)
    return and_(*partes)


def _grupo(k: Cortes) -> ColumnElement[str]:
    return case(
        (T.c.vence <= k.muy_atrasado, Urgencia.MUY_ATRASADO.value),
        (T.c.vence < k.hoy, Urgencia.ATRASADO.value),
        (T.c.vence == k.hoy, Urgencia.HOY.value),
        (T.c.vence <= k.fin_de_semana, Urgencia.SEMANA.value),
        else_=Urgencia.DESPUES.value,
    )


def cuantas(conexion: Connection, de: De, filtro: Filtro, k: Cortes) -> dict[Urgencia, int]:
    """How many rows each group has, in the order of urgency; groups without rows are left out."""
    grupo = _grupo(k)
    contadas = dict(
        conexion.execute(select(grupo, func.count()).where(_donde(de, filtro, k)).group_by(grupo)).all()
    )
    return {u: contadas[u.value] for u in Urgencia if u.value in contadas}


def filas(
    conexion: Connection, de: De, filtro: Filtro, k: Cortes, *, limite: int, desde: int = 0
) -> Sequence[Any]:
    """Rows of the inbox, the most urgent first; `desde` skips what earlier pages showed."""
    return conexion.execute(
        select(T)
        .where(_donde(de, filtro, k))
        .order_by(T.c.vence, T.c.prioridad, T.c.hora, T.c.caso_id, T.c.tipo, T.c.clave)
        .limit(limite)
        .offset(desde)
    ).all()


def una(conexion: Connection, caso_id: UUID, tipo: str, clave: str) -> Any | None:
    """One row, wherever it belongs."""
    return conexion.execute(
        select(T).where(T.c.caso_id == caso_id, T.c.tipo == tipo, T.c.clave == clave)
    ).first()


def tipos(conexion: Connection, de: De, k: Cortes) -> list[tuple[str, int]]:
    """The kinds of rows that there are, with how many of each, the most frequent first."""
    n = func.count()
    return list(
        conexion.execute(
            select(T.c.tipo, n).where(_donde(de, Filtro(), k)).group_by(T.c.tipo).order_by(n.desc(), T.c.tipo)
        ).all()
    )


def manana(conexion: Connection, de: De, k: Cortes, dia: date) -> int:
    """How many rows appear or fall due on a coming day: what is said when today's work is done."""
    return conexion.execute(
        select(func.count()).where(suyas(de), or_(T.c.visible == dia, T.c.vence == dia))
    ).scalar_one()
