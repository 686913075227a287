"""Brake on failed logins, in a table so that it holds across workers. It makes wait; it never locks out."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, select, update

from web.almacen import Almacen
from web.almacen.insertar import insertar
from web.almacen.tablas import intentos


class Medida(NamedTuple):
    """How many failures are free, and the longest wait after that (each further one doubles it, from 2 s)."""

    libres: int
    espera_maxima: timedelta


OLVIDO = timedelta(hours=1)
"""Without a failure for this long, the count starts again."""


def apuntar(almacen: Almacen, medidas: dict[str, Medida], ahora: datetime) -> timedelta:
    """Count one attempt under each key (a hash) before it is tried; the wait still due, zero if it may go on.

    Counting first means that attempts sent at the same time cannot all slip through.
    """
    with almacen.escribir() as conexion:
        nuevas = [
            {"huella": huella, "fallos": 0, "ultimo_en": ahora, "espera_hasta": ahora}
            for huella in sorted(medidas)
        ]
        conexion.execute(insertar(conexion, intentos).on_conflict_do_nothing(), nuevas)
        filas = conexion.execute(
            select(intentos)
            .where(intentos.c.huella.in_(medidas))
            .order_by(intentos.c.huella)
            .with_for_update()
        ).all()
        espera = max(_pendiente(fila, ahora) for fila in filas)
        if espera > timedelta(0):
            return espera
        for fila in filas:
            fallos = 1 if abs(ahora - fila.ultimo_en) > OLVIDO else fila.fallos + 1
            hasta = ahora + _espera(fallos, medidas[fila.huella])
            cambio = update(intentos).where(intentos.c.huella == fila.huella)
            conexion.execute(cambio.values(fallos=fallos, ultimo_en=ahora, espera_hasta=hasta))
    return timedelta(0)


def _pendiente(fila: Row[Any], ahora: datetime) -> timedelta:
    """The wait still due; none if none was imposed, or if the clock was set back since."""
    impuesta = fila.espera_hasta > fila.ultimo_en and abs(ahora - fila.ultimo_en) <= OLVIDO
    return fila.espera_hasta - ahora if impuesta else timedelta(0)


def _espera(fallos: int, medida: Medida) -> timedelta:
    de_mas = fallos - medida.libres
    if de_mas < 0:
        return timedelta(0)
    return min(timedelta(seconds=2 << min(de_mas, 16)), medida.espera_maxima)


def soltar(almacen: Almacen, huellas: list[str]) -> None:
    """Forget the failures under these keys: the right person came in."""
    with almacen.escribir() as conexion:
        conexion.execute(delete(intentos).where(intentos.c.huella.in_(huellas)))


def devolver(almacen: Almacen, huella: str) -> None:
    """Take back the one attempt just counted under a key that many share: it was no failure."""
    fila = update(intentos).where(intentos.c.huella == huella, intentos.c.fallos > 0)
    with almacen.escribir() as conexion:
        conexion.execute(fila.values(fallos=intentos.c.fallos - 1, espera_hasta=intentos.c.ultimo_en))


def barrer(almacen: Almacen, ahora: datetime) -> int:
    """Remove counts that no longer matter."""
    with almacen.escribir() as conexion:
        viejos = delete(intentos).where(
            intentos.c.ultimo_en < ahora - OLVIDO, intentos.c.espera_hasta < ahora
        )
        return conexion.execute(viejos).rowcount
