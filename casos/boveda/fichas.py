"""SQL over the vault's data, inside a given connection: versions of each person and the blind index."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from casos.boveda.bloques import en_bloques
from casos.boveda.tablas import indices, versiones

DATOS, OLVIDO, RETIRO = "datos", "olvido", "retiro"

_INICIO = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = timedelta(microseconds=1)


class Ficha(NamedTuple):
    """A stored version: `desde` in microseconds; `cifrado` None unless `clase` is `datos`."""

    secuencia: int
    persona_id: UUID
    version: int
    desde: int
    clase: str
    cifrado: bytes | None


class Entrada(NamedTuple):
    """A row of the blind index."""

    huella: bytes
    persona_id: UUID
    maestra: str


def en_micros(instante: datetime) -> int:
    """An aware instant as it is stored."""
    return (instante - _INICIO) // _MICRO


def de_micros(micros: int) -> datetime:
    """A stored instant, in UTC."""
    return _INICIO + micros * _MICRO


_otra = versiones.alias("otra")
_suya = _otra.c.persona_id == versiones.c.persona_id
_ULTIMA = select(func.max(_otra.c.version)).where(_suya).correlate(versiones)
_PRIMERA = select(func.min(_otra.c.version)).where(_suya).correlate(versiones)
_ENTONCES = func.coalesce(
    _ULTIMA.where(_otra.c.desde <= bindparam("al")).scalar_subquery(), _PRIMERA.scalar_subquery()
)
_DE_PERSONAS = versiones.c.persona_id.in_(bindparam("personas", expanding=True))

_VIGENTES = select(versiones).where(versiones.c.version == _ULTIMA.scalar_subquery())
_VIGENTES_DE_PERSONAS = _VIGENTES.where(_DE_PERSONAS)
_DE_PERSONAS_AL = select(versiones).where(_DE_PERSONAS, versiones.c.version == _ENTONCES)


def vigentes(conexion: Connection, personas: Iterable[UUID], al: int | None = None) -> Iterator[Ficha]:
    """The version in force of each person, or at `al`; before the first one, the first one."""
    consulta = _VIGENTES_DE_PERSONAS if al is None else _DE_PERSONAS_AL
    momento = {} if al is None else {"al": al}
    for bloque in en_bloques(personas):
        for fila in conexion.execute(consulta, {"personas": bloque, **momento}):
            yield Ficha(*fila)


def historial(conexion: Connection, persona_id: UUID) -> list[Ficha]:
    """Every version of a person, oldest first."""
    suyas = select(versiones).where(versiones.c.persona_id == persona_id).order_by(versiones.c.version)
    return [Ficha(*fila) for fila in conexion.execute(suyas)]


def posteriores(conexion: Connection, secuencia: int, cuantas: int) -> list[Ficha]:
    """Versions in force that were written after a sequence number, in its order."""
    posteriores = versiones.c.secuencia > secuencia
    consulta = _VIGENTES.where(posteriores).order_by(versiones.c.secuencia).limit(cuantas)
    return [Ficha(*fila) for fila in conexion.execute(consulta)]


def anteriores_a(conexion: Connection, desde: int) -> list[UUID]:
    """People with data, none of them written since an instant."""
    consulta = _VIGENTES.where(versiones.c.desde < desde, versiones.c.clase == DATOS)
    return list(conexion.scalars(consulta.with_only_columns(versiones.c.persona_id)))


def con_clase(conexion: Connection, clase: str) -> set[UUID]:
    """People whose version in force is of a class."""
    consulta = _VIGENTES.where(versiones.c.clase == clase)
    return set(conexion.scalars(consulta.with_only_columns(versiones.c.persona_id)))


def agregar(conexion: Connection, fichas: Collection[Mapping[str, Any]]) -> None:
    """Append versions (all columns but `secuencia`)."""
    if fichas:
        conexion.execute(insert(versiones), list(fichas))


def quitar(conexion: Connection, fichas: Collection[Ficha], clase: str, ahora: int) -> None:
    """Delete people's versions and index; one last row of `clase` keeps their place."""
    for bloque in en_bloques(f.persona_id for f in fichas):
        conexion.execute(delete(versiones).where(versiones.c.persona_id.in_(bloque)))
    desindizar(conexion, [f.persona_id for f in fichas])
    lapidas = [
        {
            "persona_id": f.persona_id,
            "version": f.version + 1,
            "desde": ahora,
            "clase": clase,
            "cifrado": None,
        }
        for f in fichas
    ]
    agregar(conexion, lapidas)


def indizar(conexion: Connection, personas: Iterable[UUID], entradas: Collection[Entrada]) -> None:
    """Delete the index entries of people and add these."""
    desindizar(conexion, personas)
    if entradas:
        conexion.execute(insert(indices), [e._asdict() for e in entradas])


def desindizar(conexion: Connection, personas: Iterable[UUID]) -> None:
    """Delete the index entries of people."""
    for bloque in en_bloques(personas):
        conexion.execute(delete(indices).where(indices.c.persona_id.in_(bloque)))


def con_huella(conexion: Connection, huellas: Iterable[bytes]) -> Iterator[tuple[bytes, UUID]]:
    """Index entry and person, for each that is found."""
    for bloque in en_bloques(huellas):
        consulta = select(indices.c.huella, indices.c.persona_id).where(indices.c.huella.in_(bloque))
        for fila in conexion.execute(consulta):
            yield fila.huella, fila.persona_id


def de_otra_maestra(conexion: Connection, maestra: str, cuantas: int) -> list[UUID]:
    """People indexed under another master."""
    consulta = select(indices.c.persona_id).where(indices.c.maestra != maestra).distinct().limit(cuantas)
    return list(conexion.scalars(consulta))


def maestras_en_uso(conexion: Connection) -> set[str]:
    """Fingerprints of the masters under which somebody is indexed."""
    return set(conexion.scalars(select(indices.c.maestra).distinct()))
