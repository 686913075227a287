"""Bringing rows up to date: case by case, replaced in one transaction, guarded by version."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

import proyecciones.vistas  # noqa: F401 - declares every view
from casos.asiento import Historia
from casos.casos import Casos
from casos.registro.mapper import HechoIlegible
from casos.versiones import Versiones
from proyecciones.almacen import CUARENTENA, Almacen, Generacion, firma_de_vistas
from proyecciones.vista import VISTAS, Fila, fotografiar
from proyecciones.volcado import volcar

ERRORES_DE_UN_CASO = (HechoIlegible, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a damaged or unforeseen history may raise: it parks that case and nobody else's."""

CASOS_POR_VUELTA = 200
ENTRADAS_POR_VUELTA = 2000


def numero_de_reglas(versiones: Versiones) -> int:
    """Policy and calendar versions as one growing number."""
    politica, calendario = versiones.sello()
    return politica * 1_000_000 + calendario


def filas_de(historia: Historia, versiones: Versiones) -> dict[str, list[Fila]]:
    """The rows of every view for one case."""
    caso_id = historia.caso_id
    foto = fotografiar(historia, versiones)
    return {v.nombre: [{"caso_id": caso_id, **f} for f in v.filas(foto)] for v in VISTAS}


class Proyector:
    """Projects the cases of a log into a store of views."""

    def __init__(self, casos: Casos, almacen: Almacen) -> None:
        self.casos, self.almacen = casos, almacen

    def ponerse_al_dia(self, *, vueltas: int | None = None) -> int:
        """Project what changed since last time; returns how many cases were looked at.

        `vueltas` bounds the work (each at most 2,000 entries); None goes on to the end of the log. Where views
        or rules changed, everything is projected again by `reconstruir`, not here.
        """
        hechos = 0
        while vueltas is None or vueltas > 0:
            with self.almacen.leer() as conexion:
                estado = self.almacen.estado(conexion)
            desde = (estado.transaccion, estado.numero)
            posicion, ids = self.casos.registro.novedades(desde, ENTRADAS_POR_VUELTA)
            if not ids:
                return hechos
            for parte in range(0, len(ids), CASOS_POR_VUELTA):
                self.proyectar(ids[parte : parte + CASOS_POR_VUELTA])
            with self.almacen.escribir() as conexion:
                actual = self.almacen.estado(conexion)
                if (actual.transaccion, actual.numero) < posicion:
                    conexion.exec_driver_sql(
                        f"UPDATE vigente SET transaccion = {int(posicion[0])}, numero = {int(posicion[1])}"  # noqa: S608
                    )
            hechos += len(ids)
            vueltas = None if vueltas is None else vueltas - 1
        return hechos

    def al_corriente(self) -> bool:
        """Whether the stored rows were made by the views and rules of now."""
        with self.almacen.leer() as conexion:
            estado = self.almacen.estado(conexion)
        return bool(
            estado.generacion
            and estado.firma == firma_de_vistas()
            and estado.reglas == numero_de_reglas(self.casos.versiones())
        )

    def proyectar(self, ids: Iterable[UUID]) -> None:
        """Replace the rows of these cases, unless somebody already stored newer ones."""
        versiones = self.casos.versiones()
        listos: list[tuple[UUID, int, dict[str, list[Fila]]]] = []
        malos: list[tuple[UUID, str]] = []
        for caso_id in dict.fromkeys(ids):
            try:
                historia = self.casos.historia(caso_id)
                if historia is not None:
                    listos.append((caso_id, historia.version, filas_de(historia, versiones)))
            except ERRORES_DE_UN_CASO as error:
                malos.append((caso_id, f"{type(error).__name__}: {error}"))
        with self.almacen.escribir() as conexion:
            generacion = self.almacen.vigente(conexion)
            if generacion.numero:
                reemplazar(conexion, generacion, listos, numero_de_reglas(versiones))
                if listos:
                    sanos = [caso_id for caso_id, *_ in listos]
                    conexion.execute(delete(CUARENTENA).where(CUARENTENA.c.caso_id.in_(sanos)))
            for caso_id, motivo in malos:
                self.almacen.apartar(conexion, caso_id, motivo, self.casos.ahora())

    def cuarentena(self) -> list[Any]:
        """Parked cases: id, since when, why."""
        with self.almacen.leer() as conexion:
            return list(conexion.execute(select(CUARENTENA).order_by(CUARENTENA.c.desde)))


def reemplazar(
    conexion: Connection,
    generacion: Generacion,
    casos: Sequence[tuple[UUID, int, dict[str, list[Fila]]]],
    reglas: int,
) -> None:
    """Replace the rows of cases whose (rules, version) is not older than what is stored."""
    if not casos:
        return
    guarda = generacion.proyectado
    nuevo = (postgresql.insert if conexion.dialect.name == "postgresql" else sqlite.insert)(guarda)
    orden = nuevo.on_conflict_do_update(
        index_elements=[guarda.c.caso_id],
        set_={"version": nuevo.excluded.version, "reglas": nuevo.excluded.reglas},
        where=(guarda.c.reglas < nuevo.excluded.reglas)
        | ((guarda.c.reglas == nuevo.excluded.reglas) & (guarda.c.version <= nuevo.excluded.version)),
    ).returning(guarda.c.caso_id)
    valores = [{"caso_id": caso_id, "version": version, "reglas": reglas} for caso_id, version, _ in casos]
    aceptados = set(conexion.execute(orden.values(valores)).scalars())
    if not aceptados:
        return
    for vista in VISTAS:
        tabla = generacion.tablas[vista.nombre]
        conexion.execute(delete(tabla).where(tabla.c.caso_id.in_(aceptados)))
        filas = [
            f for caso_id, _, por_vista in casos if caso_id in aceptados for f in por_vista[vista.nombre]
        ]
        volcar(conexion, tabla, filas)
