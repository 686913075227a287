"""How cases go: their ways, the moves between stages and between steps with their times, what lies outside the flow.

A percentile is the value of nearest rank, found by the database, so that it is a time that some case really took.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select, true

from proyecciones.vistas.fichas import Fichas
from proyecciones.vistas.recorridos import Pasos, Recorridos

P, R, F = Pasos.tabla, Recorridos.tabla, Fichas.tabla


class Filtro(NamedTuple):
    """Which cases: of an office, of an officer, opened between two days; None does not limit."""

    sede: str | None = None
    responsable: str | None = None
    desde: date | None = None
    hasta: date | None = None


class Tramo(NamedTuple):
    """From one thing to the next: how often, in how many cases, the median and the 90th percentile in seconds, and all
    the seconds together."""

    de: str
    a: str
    veces: int
    casos: int
    mediana: int
    p90: int
    total: int


class Variante(NamedTuple):
    """A way that cases took, how many, and how long they took in the mean, in seconds."""

    camino: str
    casos: int
    media: int


def _donde(filtro: Filtro) -> ColumnElement[bool]:
    partes: list[ColumnElement[bool]] = [true()]
    if filtro.sede:
        partes.append(F.c.sede == filtro.sede)
    if filtro.responsable:
        partes.append(F.c.responsable == filtro.responsable)
    if filtro.desde:
        partes.append(F.c.abierto_en >= filtro.desde)
    if filtro.hasta:
        partes.append(F.c.abierto_en <= filtro.hasta)
    return and_(*partes)


def cuantos(conexion: Connection, filtro: Filtro) -> int:
    """How many cases there are."""
    return conexion.execute(select(func.count()).select_from(F).where(_donde(filtro))).scalar_one()


def _tramos(
    conexion: Connection,
    filtro: Filtro,
    de: ColumnElement[str],
    a: ColumnElement[str],
    tiempo: ColumnElement[int],
    donde: ColumnElement[bool],
) -> list[Tramo]:
    base = (
        select(
            de.label("de"), a.label("a"), tiempo.label("tiempo"), P.c.caso_id,
            func.row_number().over(partition_by=(de, a), order_by=tiempo).label("lugar"),
            func.count().over(partition_by=(de, a)).label("veces"),
        )
        .join_from(P, F, F.c.caso_id == P.c.caso_id)
        .where(donde, tiempo.is_not(None), _donde(filtro))
        .subquery()
    )  # fmt: skip

    def percentil(p: int) -> ColumnElement[int]:
        en_su_lugar = and_(
            base.c.lugar * 100 >= base.c.veces * p, (base.c.lugar - 1) * 100 < base.c.veces * p
        )
        return func.max(case((en_su_lugar, base.c.tiempo)))

    filas = conexion.execute(
        select(
            base.c.de, base.c.a, func.count(), func.count(base.c.caso_id.distinct()), percentil(50),
            percentil(90), func.sum(base.c.tiempo),
        )
        .group_by(base.c.de, base.c.a)
        .order_by(func.count().desc(), base.c.de, base.c.a)
    )  # fmt: skip
    return [Tramo(*fila[:4], *(int(n) for n in fila[4:])) for fila in filas]


def movimientos(conexion: Connection, filtro: Filtro) -> list[Tramo]:
    """The moves between stages, with how long the case had been in the one it left."""
    return _tramos(conexion, filtro, P.c.de, P.c.a, P.c.en_etapa, and_(P.c.mueve, P.c.de != ""))


def entre_pasos(conexion: Connection, filtro: Filtro) -> list[Tramo]:
    """The steps that follow each other, with the time between them."""
    return _tramos(conexion, filtro, P.c.anterior, P.c.hecho, P.c.espera, and_(P.c.n > 0, P.c.anterior != ""))


def _camino(con_hechos: bool) -> ColumnElement[str]:
    return R.c.camino if con_hechos else R.c.etapas


def variantes(
    conexion: Connection, filtro: Filtro, *, con_hechos: bool, limite: int
) -> tuple[list[Variante], int]:
    """The most frequent ways (by stages, or by every step), and how many different ones there are."""
    camino = _camino(con_hechos)
    todas = select(camino.label("camino"), func.count().label("casos"), func.avg(R.c.segundos).label("media"))
    todas = todas.join_from(R, F, F.c.caso_id == R.c.caso_id).where(_donde(filtro)).group_by(camino)
    distintas = conexion.execute(select(func.count()).select_from(todas.subquery())).scalar_one()
    filas = conexion.execute(todas.order_by(func.count().desc(), camino).limit(limite))
    return [Variante(c, n, int(media)) for c, n, media in filas], distintas


def _casos(filtro: Filtro, *columnas: Any) -> Select[Any]:
    return select(*columnas).where(_donde(filtro))


def casos_de_variante(
    conexion: Connection, filtro: Filtro, camino: str, *, con_hechos: bool, limite: int, desde: int = 0
) -> tuple[Sequence[Any], int]:
    """The cases that took a way, the longest first, and how many they are."""
    base = (
        _casos(filtro, F, R.c.segundos.label("tardo"))
        .join_from(F, R, R.c.caso_id == F.c.caso_id)
        .where(_camino(con_hechos) == camino)
    )
    return _pagina(conexion, base, R.c.segundos.desc(), limite, desde)


def casos_de_tramo(
    conexion: Connection, filtro: Filtro, de: str, a: str, *, etapas: bool, limite: int, desde: int = 0
) -> tuple[Sequence[Any], int]:
    """The times that cases went from one stage or step to another, the slowest first, and how many they are."""
    tiempo = P.c.en_etapa if etapas else P.c.espera
    ese = and_(P.c.mueve, P.c.de == de, P.c.a == a) if etapas else and_(P.c.anterior == de, P.c.hecho == a)
    base = (
        _casos(filtro, F, tiempo.label("tardo"), P.c.dia)
        .join_from(F, P, P.c.caso_id == F.c.caso_id)
        .where(ese, tiempo.is_not(None))
    )
    return _pagina(conexion, base, tiempo.desc(), limite, desde)


def _pagina(
    conexion: Connection, base: Select[Any], orden: Any, limite: int, desde: int
) -> tuple[Sequence[Any], int]:
    total = conexion.execute(select(func.count()).select_from(base.subquery())).scalar_one()
    filas = conexion.execute(base.order_by(orden, F.c.caso_id).limit(limite).offset(desde)).all()
    return filas, total


def fuera_del_flujo(conexion: Connection, filtro: Filtro, *, limite: int) -> tuple[Sequence[Any], int]:
    """Facts that the declared flow does not admit, the newest first, and how many they are."""
    base = (
        select(P, F.c.persona_id, F.c.folio)
        .join_from(P, F, F.c.caso_id == P.c.caso_id)
        .where(~P.c.cabe, _donde(filtro))
    )
    total = conexion.execute(select(func.count()).select_from(base.subquery())).scalar_one()
    return conexion.execute(base.order_by(P.c.en.desc(), P.c.caso_id).limit(limite)).all(), total


def por_etapa(conexion: Connection, filtro: Filtro) -> dict[str, int]:
    """How many cases are in each stage now."""
    filas = conexion.execute(select(F.c.etapa, func.count()).where(_donde(filtro)).group_by(F.c.etapa))
    return dict(filas.all())
