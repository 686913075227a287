"""Filling a generation of tables from the whole log: the same function for every case, in one process or several.

Who computes rows only reads the log; on SQLite one process stores what all compute, on PostgreSQL each stores its own.
"""

import atexit
import gc
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from casos.registro.base import Registro
from casos.registro.bitacora import Bitacora
from casos.registro.mapper import leer
from casos.tipo import descubrir, hacer_historia
from casos.versiones import Versiones
from proyecciones.almacen import Almacen, Generacion
from proyecciones.proyector import ERRORES_DE_UN_CASO, filas_de, numero_de_reglas
from proyecciones.vista import VISTAS
from proyecciones.volcado import Listas, convertir, insertar

CASOS_POR_BLOQUE = 2000
CASOS_POR_PARTE = 500
Avance = Callable[[int, int], None]
"""Told how many cases and how many entries are done."""


class Bloque(NamedTuple):
    """The rows of some cases, ready for the driver, and the cases that could not be read."""

    casos: int
    hechos: int
    filas: dict[str, Listas]
    guardas: list[tuple[UUID, int]]
    malos: list[tuple[UUID, str]]


class Origen(NamedTuple):
    """What another process needs to compute rows: where log and views are, and the generation being filled."""

    registro: str | Path
    vistas: str | Path
    generacion: int
    versiones: Versiones
    ahora: datetime


def llenar(
    registro: Registro,
    versiones: Versiones,
    almacen: Almacen,
    nueva: Generacion,
    ahora: datetime,
    avance: Avance,
) -> None:
    """Fill the tables of `nueva`, block by block, in this process."""
    for bloque in _bloques(registro, versiones, nueva, almacen.motor.dialect.name, 0, 1):
        _guardar(bloque, versiones, almacen, nueva, ahora)
        avance(bloque.casos, bloque.hechos)


def llenar_entre(
    procesos: int,
    origen: Origen,
    casos: int,
    almacen: Almacen,
    nueva: Generacion,
    avance: Avance,
) -> None:
    """Fill the tables of `nueva` with so many processes; `casos` (how many there are) sets the size of their shares."""
    partes = max(procesos, casos // CASOS_POR_PARTE)
    with ProcessPoolExecutor(procesos, get_context("spawn"), _preparar, (origen,)) as obreros:
        tareas = (obreros.submit(_parte, parte, partes) for parte in range(partes))
        en_curso: deque[Future[Bloque]] = deque(islice(tareas, procesos * 2))
        while en_curso:
            bloque = en_curso.popleft().result()
            en_curso.extend(islice(tareas, 1))
            _guardar(bloque, origen.versiones, almacen, nueva, origen.ahora)
            avance(bloque.casos, bloque.hechos)


_OBRERO: list["_Obrero"] = []
"""In a process of its own: what it keeps open."""


class _Obrero(NamedTuple):
    registro: Registro
    versiones: Versiones
    almacen: Almacen
    nueva: Generacion
    ahora: datetime


def _preparar(origen: Origen) -> None:
    descubrir()
    bitacora, almacen = Bitacora(origen.registro), Almacen(origen.vistas)
    atexit.register(bitacora.close)
    atexit.register(almacen.close)
    _OBRERO.append(
        _Obrero(bitacora.registro, origen.versiones, almacen, Generacion(origen.generacion), origen.ahora)
    )


def _parte(parte: int, partes: int) -> Bloque:
    """The rows of one share of the cases; where several may write, they are stored here and only counted there."""
    (o,) = _OBRERO
    juntos = Bloque(0, 0, {v.nombre: [] for v in VISTAS}, [], [])
    for bloque in _bloques(o.registro, o.versiones, o.nueva, o.almacen.motor.dialect.name, parte, partes):
        juntos = juntos._replace(casos=juntos.casos + bloque.casos, hechos=juntos.hechos + bloque.hechos)
        if o.almacen.es_postgres:
            _guardar(bloque, o.versiones, o.almacen, o.nueva, o.ahora)
            continue
        for nombre, listas in bloque.filas.items():
            juntos.filas[nombre].extend(listas)
        juntos.guardas.extend(bloque.guardas)
        juntos.malos.extend(bloque.malos)
    return juntos


def _bloques(
    registro: Registro, versiones: Versiones, nueva: Generacion, motor: str, parte: int, partes: int
) -> Iterator[Bloque]:
    with closing(registro.por_caso(parte, partes)) as casos, _sin_recolector():  # type: ignore[type-var]
        while renglones := list(islice(casos, CASOS_POR_BLOQUE)):
            filas: dict[str, list[dict[str, Any]]] = {v.nombre: [] for v in VISTAS}
            guardas, malos, hechos = [], [], 0
            for caso_id, suyos in renglones:
                hechos += len(suyos)
                try:
                    historia = hacer_historia(caso_id, [leer(r[0], r[1], r[2]) for r in suyos])
                    de_este = filas_de(historia, versiones)
                except ERRORES_DE_UN_CASO as error:
                    malos.append((caso_id, f"{type(error).__name__}: {error}"))
                    continue
                for nombre, suyas in de_este.items():
                    filas[nombre].extend(suyas)
                guardas.append((caso_id, historia.version))
            listas = {n: convertir(nueva.tablas[n], motor, f) for n, f in filas.items()}
            yield Bloque(len(renglones), hechos, listas, guardas, malos)


def _guardar(
    bloque: Bloque, versiones: Versiones, almacen: Almacen, nueva: Generacion, ahora: datetime
) -> None:
    reglas = numero_de_reglas(versiones)
    guardas = [{"caso_id": c, "version": v, "reglas": reglas} for c, v in bloque.guardas]
    with almacen.escribir() as conexion:
        for nombre, listas in bloque.filas.items():
            insertar(conexion, nueva.tablas[nombre], listas)
        motor = conexion.dialect.name
        insertar(conexion, nueva.proyectado, convertir(nueva.proyectado, motor, guardas))
        for caso_id, motivo in bloque.malos:
            almacen.apartar(conexion, caso_id, motivo, ahora)


@contextmanager
def _sin_recolector() -> Iterator[None]:
    """Millions of short-lived objects, none of them in a circle: the collector would only look at them in vain."""
    estaba = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if estaba:
            gc.enable()
