"""What an import asks of the views: which cases have which contracts, folios and people, and what is planned."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Connection, func, select

from casos.importacion.directorio import Papel, SesionPrevista
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.vocabulario import RolParte
from proyecciones.almacen import Almacen
from proyecciones.vistas.actos import Actos
from proyecciones.vistas.agenda import Agenda
from proyecciones.vistas.bandeja import Bandeja
from proyecciones.vistas.partes import Claves, Partes

POR_CONSULTA = 900
LOTES = 60
"""How many of the latest imports are looked at to know which agendas are versions of each other."""
T = TypeVar("T")


def _trozos(cosas: Collection[T]) -> Iterator[list[T]]:
    resto = iter(cosas)
    while trozo := list(islice(resto, POR_CONSULTA)):
        yield trozo


class DirectorioDeVistas:
    """`casos.importacion.directorio.Directorio` over the stored views; bring them up to date before."""

    def __init__(self, almacen: Almacen) -> None:
        self._almacen = almacen

    def de_creditos(self, numeros: Collection[str]) -> Mapping[str, Sequence[UUID]]:
        """The cases that have each contract."""
        return self._de_claves("credito", numeros)

    def de_folios(self, folios: Collection[str]) -> Mapping[str, Sequence[UUID]]:
        """The cases that have sessions of each folio."""
        return self._de_claves("folio", folios)

    def _de_claves(self, clase: str, valores: Collection[str]) -> dict[str, list[UUID]]:
        t = Claves.tabla
        hallados: dict[str, list[UUID]] = {}
        with self._almacen.leer() as conexion:
            for trozo in _trozos(valores):
                consulta = (
                    select(t.c.valor, t.c.caso_id).where(t.c.clase == clase, t.c.valor.in_(trozo)).distinct()
                )
                for valor, caso_id in conexion.execute(consulta.order_by(t.c.valor, t.c.caso_id)):
                    hallados.setdefault(valor, []).append(caso_id)
        return hallados

    def de_personas(self, personas: Collection[UUID]) -> Mapping[UUID, Sequence[Papel]]:
        """The cases in which each person takes part."""
        t = Partes.tabla
        hallados: dict[UUID, list[Papel]] = {}
        with self._almacen.leer() as conexion:
            for trozo in _trozos(personas):
                consulta = select(t.c.persona_id, t.c.caso_id, t.c.rol, t.c.abierto).where(
                    t.c.persona_id.in_(trozo)
                )
                for persona, caso_id, rol, abierto in conexion.execute(
                    consulta.order_by(t.c.caso_id, t.c.rol)
                ):
                    hallados.setdefault(persona, []).append(Papel(caso_id, RolParte(rol), abierto))
        return hallados

    def sesiones_previstas(self, desde: date, hasta: date) -> Sequence[SesionPrevista]:
        """The sessions still to be held on these local days, both included."""
        t = Agenda.tabla
        consulta = select(t.c.caso_id, t.c.sesion).where(
            t.c.dia.between(desde, hasta), t.c.estado == EstadoSesion.PROGRAMADA.value
        )
        with self._almacen.leer() as conexion:
            return [
                SesionPrevista(*fila) for fila in conexion.execute(consulta.order_by(t.c.inicio, t.c.caso_id))
            ]

    def lotes_recientes(self) -> Sequence[UUID]:
        """The latest batches of any kind."""
        with self._almacen.leer() as conexion:
            return [i.lote_id for i in recientes(conexion, LOTES)]

    def primeros_contactos(self, desde: date) -> Mapping[tuple[str, date], int]:
        """How many first contacts each officer has on each day from one on."""
        t = Bandeja.tabla
        cuantos = (
            select(t.c.usuario, t.c.vence, func.count())
            .where(t.c.tipo == "primer_contacto", t.c.vence >= desde, t.c.usuario.is_not(None))
            .group_by(t.c.usuario, t.c.vence)
        )
        with self._almacen.leer() as conexion:
            return {(usuario, vence): n for usuario, vence, n in conexion.execute(cuantos)}


class Importacion(NamedTuple):
    """A batch in the list of the latest ones."""

    lote_id: UUID
    autor: str
    dia: date


def recientes(conexion: Connection, cuantas: int, *, sede: str = "") -> list[Importacion]:
    """The latest imports, newest first; only those of an office, if given."""
    t = Actos.tabla
    consulta = select(t.c.caso_id, t.c.autor, t.c.dia).where(t.c.hecho == "LoteRecibido")
    if sede:
        consulta = consulta.where(t.c.sede == sede)
    return [
        Importacion(*fila)
        for fila in conexion.execute(consulta.order_by(t.c.registrado_en.desc()).limit(cuantas))
    ]


def por_identificar(conexion: Connection, limite: int) -> list[UUID]:
    """Payments that wait to be identified, the oldest first."""
    t = Bandeja.tabla
    consulta = select(t.c.caso_id).where(t.c.tipo == "identificar_pago").order_by(t.c.vence, t.c.caso_id)
    return list(conexion.execute(consulta.limit(limite)).scalars())
