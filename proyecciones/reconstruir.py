"""Rebuild: the same function for every case, into the next generation, compared with the current one, switched."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from uuid import UUID

from sqlalchemy import Connection, Table, inspect, text

from casos.casos import Casos
from proyecciones.almacen import Almacen, Generacion
from proyecciones.llenado import Avance, Origen, llenar, llenar_entre
from proyecciones.proyector import Proyector, filas_de, numero_de_reglas, reemplazar
from proyecciones.vista import VISTAS


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
    `vistas` limits only the comparison that is reported; `procesos` of their own compute rows where more than one
    is asked for. `avance(cases, facts)` is told after each block.
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
    cuenta = _Cuenta(avance)
    if procesos > 1:
        origen = Origen(casos.registro.lugar, almacen.lugar, nueva.numero, versiones, casos.ahora())
        n_casos = casos.registro.contar()[1]
        llenar_entre(procesos, origen, n_casos, almacen, nueva, cuenta)
    else:
        llenar(casos.registro, versiones, almacen, nueva, casos.ahora(), cuenta)
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
        cuenta.hechos, cuenta.casos, perf_counter() - empezo, procesos, len(distintos), tuple(distintos)
    )  # fmt: skip


class _Cuenta:
    """Adds up what is done, and passes it on."""

    def __init__(self, avance: Avance | None) -> None:
        self.casos = self.hechos = 0
        self._avance = avance

    def __call__(self, casos: int, hechos: int) -> None:
        self.casos += casos
        self.hechos += hechos
        if self._avance:
            self._avance(self.casos, self.hechos)


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
