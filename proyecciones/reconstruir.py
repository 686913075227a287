"""Rebuild: the same function for every case, into the next generation, compared with the current one, switched."""

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, inspect, text

from casos.casos import Casos
from casos.registro.mapper import leer
from casos.tipo import hacer_historia
from proyecciones.almacen import Almacen, Generacion
from proyecciones.proyector import ERRORES_DE_UN_CASO, Proyector, filas_de, numero_de_reglas, reemplazar
from proyecciones.vista import VISTAS
from proyecciones.volcado import volcar

CASOS_POR_BLOQUE = 2000
Avance = Callable[[int, int], None]


@dataclass(frozen=True)
class Reconstruccion:
    """What a rebuild did. `diferencias` counts the cases whose rows differ from those stored before."""

    hechos: int
    casos: int
    segundos: float
    procesos: int
    diferencias: int
    casos_distintos: tuple[UUID, ...] = ()

    @property
    def hechos_por_segundo(self) -> float:
        """Facts per second, all processes together."""
        return self.hechos / self.segundos if self.segundos else 0.0


def reconstruir(
    casos: Casos,
    almacen: Almacen,
    *,
    vistas: Sequence[str] = (),
    solo_comparar: bool = False,
    procesos: int = 1,
    avance: Avance | None = None,
) -> Reconstruccion:
    """Build the next generation of every view from the log, compare, and switch (unless `solo_comparar`).

    Readers go on with the old rows meanwhile; what is captured while it runs is caught up before switching.
    `vistas` limits only the comparison that is reported. `avance(cases, facts)` is told after each block.
    """
    empezo = perf_counter()
    proyector = Proyector(casos, almacen)
    with almacen.leer() as conexion:
        estado = almacen.estado(conexion)
    nueva = Generacion(estado.generacion + 1)
    desde = casos.registro.posicion()
    versiones = casos.versiones()
    with almacen.escribir() as conexion:
        almacen.tirar(conexion, nueva.numero)
        nueva.metadatos.create_all(conexion)
    n_hechos, n_casos = _llenar(casos, almacen, nueva, avance)
    with almacen.escribir() as conexion:
        nueva.crear_indices(conexion)
    _, cambiados = casos.registro.novedades(desde, 1_000_000)
    if cambiados:
        historias = [h for c in cambiados if (h := casos.historia(c)) is not None]
        with almacen.escribir() as conexion:
            reglas = numero_de_reglas(versiones)
            reemplazar(
                conexion, nueva, [(h.caso_id, h.version, filas_de(h, versiones)) for h in historias], reglas
            )
    with almacen.escribir() as conexion:
        anterior = almacen.vigente(conexion)
        distintos = _comparar(conexion, anterior, nueva, vistas) if anterior.numero else []
        if solo_comparar:
            almacen.tirar(conexion, nueva.numero)
        else:
            almacen.poner_vigente(conexion, nueva, numero_de_reglas(versiones), desde)
            if anterior.numero:
                almacen.tirar(conexion, anterior.numero)
    if not solo_comparar:
        proyector.ponerse_al_dia()
    return Reconstruccion(
        n_hechos, n_casos, perf_counter() - empezo, 1, len(distintos), tuple(distintos)
    )  # fmt: skip


def _llenar(casos: Casos, almacen: Almacen, nueva: Generacion, avance: Avance | None) -> tuple[int, int]:
    versiones = casos.versiones()
    reglas = numero_de_reglas(versiones)
    hechos = hechas = 0
    filas: dict[str, list[dict[str, Any]]] = {v.nombre: [] for v in VISTAS}
    guardas: list[dict[str, Any]] = []
    malos: list[tuple[UUID, str]] = []

    def guardar() -> None:
        with almacen.escribir() as conexion:
            for nombre, pendientes in filas.items():
                volcar(conexion, nueva.tablas[nombre], pendientes)
                pendientes.clear()
            volcar(conexion, nueva.proyectado, guardas)
            guardas.clear()
            for caso_id, motivo in malos:
                almacen.apartar(conexion, caso_id, motivo, casos.ahora())
            malos.clear()
        if avance:
            avance(hechas, hechos)

    recolecta = gc.isenabled()
    gc.disable()
    try:
        for caso_id, renglones in casos.registro.por_caso():
            hechos += len(renglones)
            hechas += 1
            try:
                historia = hacer_historia(caso_id, [leer(r[0], r[1], r[2]) for r in renglones])
                de_este = filas_de(historia, versiones)
            except ERRORES_DE_UN_CASO as error:
                malos.append((caso_id, f"{type(error).__name__}: {error}"))
                continue
            for nombre, nuevas in de_este.items():
                filas[nombre].extend(nuevas)
            guardas.append({"caso_id": caso_id, "version": historia.version, "reglas": reglas})
            if len(guardas) >= CASOS_POR_BLOQUE:
                guardar()
        guardar()
    finally:
        if recolecta:
            gc.enable()
    return hechos, hechas


def _comparar(
    conexion: Connection, vieja: Generacion, nueva: Generacion, vistas: Sequence[str]
) -> list[UUID]:
    """The cases whose stored rows are not what was computed now; a case whose rows are only behind is none."""
    distintos: set[str] = set()
    inspector = inspect(conexion)
    atrasados = set(_solo_en(conexion, ("caso_id", "version", "reglas"), nueva.proyectado, vieja.proyectado))
    for vista in VISTAS:
        if vistas and vista.nombre not in vistas:
            continue
        una, otra = vieja.tablas[vista.nombre], nueva.tablas[vista.nombre]
        columnas = [c.name for c in otra.columns]
        guardadas = inspector.get_columns(una.name) if inspector.has_table(una.name) else []
        if [c["name"] for c in guardadas] == columnas:
            distintos.update(_solo_en(conexion, columnas, una, otra), _solo_en(conexion, columnas, otra, una))
    return sorted(UUID(c) for c in distintos - atrasados)


def _solo_en(conexion: Connection, columnas: Sequence[str], una: Table, otra: Table) -> Iterator[str]:
    """The cases that have rows in one table which the other lacks."""
    lista = ", ".join(columnas)
    orden = f"SELECT {lista} FROM {una.name} EXCEPT SELECT {lista} FROM {otra.name}"  # noqa: S608 - our own names
    for caso_id in conexion.execute(text(f"SELECT DISTINCT caso_id FROM ({orden}) q")).scalars():  # noqa: S608
        yield str(caso_id)
