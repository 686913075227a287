"""What the supervisor sees: what waits for a decision, what nobody reviewed, each officer's load."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select

from casos.asiento import Origen
from casos.decision import COORDINADOR
from casos.dinero.pesos import CERO
from proyecciones.consultas import medidas
from proyecciones.consultas.medidas import MEDIDAS, Alcance
from proyecciones.vistas.actos import Actos
from proyecciones.vistas.bandeja import Bandeja
from proyecciones.vistas.fichas import Fichas

A, B, F = Actos.tabla, Bandeja.tabla, Fichas.tabla

SIN_REVISION = ("CasoRevisado", "RenglonesLlevados")
"""Facts that are no work to be reviewed: the review itself, and an import's bookkeeping."""


class Carga(NamedTuple):
    """An officer: open cases, late rows and the due date of the oldest, what their cases recovered."""

    responsable: str
    abiertos: int
    atrasados: int
    mas_antiguo: date | None
    recuperado: Decimal


def _por_decidir(hoy: date, sede: str | None, *, escala: bool) -> ColumnElement[bool]:
    partes = [B.c.rol == COORDINADOR, B.c.visible <= hoy, B.c.escala if escala else ~B.c.escala]
    if sede:
        partes.append(B.c.sede == sede)
    return and_(*partes)


def por_decidir(conexion: Connection, hoy: date, sede: str | None, *, limite: int) -> Sequence[Any]:
    """What waits for a decision of the coordinator, what falls due first above."""
    return conexion.execute(
        select(B)
        .where(_por_decidir(hoy, sede, escala=False))
        .order_by(B.c.vence, B.c.prioridad, B.c.caso_id, B.c.tipo, B.c.clave)
        .limit(limite)
    ).all()


def cuantos_por_decidir(conexion: Connection, hoy: date, sede: str | None, *, escala: bool = False) -> int:
    """How many decisions wait; with `escala`, how many late rows of others came up to the coordinator."""
    donde = _por_decidir(hoy, sede, escala=escala)
    return conexion.execute(select(func.count()).select_from(B).where(donde)).scalar_one()


class Cuales(NamedTuple):
    """Which unreviewed acts: of an office, captured after an instant, or before one; None does not limit."""

    sede: str | None = None
    desde: datetime | None = None
    antes_de: datetime | None = None


def _sin_revisar(cuales: Cuales, *columnas: Any) -> Select[Any]:
    partes = [
        A.c.version > F.c.revisado_hasta,
        A.c.origen.not_in((Origen.RELOJ.value, Origen.IMPORTACION.value)),
        A.c.hecho.not_in(SIN_REVISION),
    ]
    if cuales.sede:
        partes.append(F.c.sede == cuales.sede)
    if cuales.desde:
        partes.append(A.c.registrado_en > cuales.desde)
    if cuales.antes_de:
        partes.append(A.c.registrado_en < cuales.antes_de)
    return select(*columnas).select_from(A.join(F, F.c.caso_id == A.c.caso_id)).where(and_(*partes))


def sin_revisar(conexion: Connection, cuales: Cuales, *, limite: int, salto: int = 0) -> Sequence[Any]:
    """Acts that people captured after each case's last review, the newest first."""
    return conexion.execute(
        _sin_revisar(cuales, A, F.c.persona_id, F.c.folio)
        .order_by(A.c.registrado_en.desc(), A.c.caso_id, A.c.version.desc())
        .limit(limite)
        .offset(salto)
    ).all()


def cuantos_sin_revisar(conexion: Connection, cuales: Cuales) -> int:
    """How many acts nobody reviewed."""
    contados: int = conexion.execute(_sin_revisar(cuales, func.count())).scalar_one()
    return contados


def _atrasados(hoy: date, sede: str | None, *columnas: Any) -> Select[Any]:
    """Late rows of open cases that are their owner's to do."""
    partes = [B.c.usuario == F.c.responsable, B.c.vence < hoy, B.c.visible <= hoy, F.c.abierto]
    if sede:
        partes.append(F.c.sede == sede)
    return select(*columnas).join_from(B, F, F.c.caso_id == B.c.caso_id).where(*partes)


def atrasos(conexion: Connection, hoy: date, sede: str | None) -> list[tuple[str, date, int]]:
    """How many late rows each officer has of each due date."""
    filas = _atrasados(hoy, sede, F.c.responsable, B.c.vence, func.count())
    return [
        (quien, vence, n) for quien, vence, n in conexion.execute(filas.group_by(F.c.responsable, B.c.vence))
    ]


def sin_revisar_por_persona(conexion: Connection, sede: str | None) -> dict[str, int]:
    """How many acts of each author nobody reviewed."""
    por_autor = _sin_revisar(Cuales(sede), A.c.autor, func.count()).group_by(A.c.autor)
    return dict(conexion.execute(por_autor).all())


def cargas(conexion: Connection, hoy: date, alcance: Alcance) -> list[Carga]:
    """Everyone who owns an open case or whose cases recovered something in these days, by name."""
    abiertos = select(F.c.responsable, func.count()).where(F.c.abierto).group_by(F.c.responsable)
    if alcance.sede:
        abiertos = abiertos.where(F.c.sede == alcance.sede)
    casos: dict[str, int] = dict(conexion.execute(abiertos).all())
    tarde = _atrasados(hoy, alcance.sede, func.count(), func.min(B.c.vence), F.c.responsable)
    atrasos = {quien: (n, vence) for n, vence, quien in conexion.execute(tarde.group_by(F.c.responsable))}
    cobros = medidas.por_persona(conexion, MEDIDAS["recuperado"], alcance)
    recuperado = {quien: valor.suma for quien, valor in cobros.items()}
    return [
        Carga(quien, casos.get(quien, 0), *atrasos.get(quien, (0, None)), recuperado.get(quien) or CERO)
        for quien in sorted(casos.keys() | recuperado.keys())
    ]


def casos_de(
    conexion: Connection, responsable: str, sede: str | None, hoy: date, *, solo_atrasados: bool, limite: int
) -> Sequence[Any]:
    """Open cases of an officer with how many rows are `atrasados` and since when (`desde`), the latest first."""
    tarde = (
        _atrasados(
            hoy, sede, F.c.caso_id, func.count().label("atrasados"), func.min(B.c.vence).label("desde")
        )
        .group_by(F.c.caso_id)
        .subquery()
    )
    consulta = (
        select(F, func.coalesce(tarde.c.atrasados, 0).label("atrasados"), tarde.c.desde)
        .outerjoin(tarde, tarde.c.caso_id == F.c.caso_id)
        .where(F.c.abierto, F.c.responsable == responsable)
        .order_by(tarde.c.desde.is_(None), tarde.c.desde, F.c.vence.is_(None), F.c.vence, F.c.caso_id)
        .limit(limite)
    )
    if sede:
        consulta = consulta.where(F.c.sede == sede)
    if solo_atrasados:
        consulta = consulta.where(tarde.c.atrasados.is_not(None))
    return conexion.execute(consulta).all()
