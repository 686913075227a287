"""Workbooks (xlsx, xls, ods, xlsb) read by python-calamine in a process with little memory and time."""

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from casos.lectura import hijo
from casos.lectura.celdas import Celda
from casos.lectura.horas import hora_de_fraccion
from casos.lectura.ilegible import (
    BYTES_POR_RENGLON,
    COLUMNAS,
    LETRAS_POR_CELDA,
    MIB,
    RENGLONES_DE_MARGEN,
    ArchivoIlegible,
    demasiados_renglones,
)
from casos.lectura.paquete import danado

MEMORIA_BASE = 64 * MIB
MEMORIA_POR_RENGLON = 1_800
SEGUNDOS_MINIMOS, SEGUNDOS_POR_RENGLON = 10.0, 0.00015
_PRIMER_DIA = date(1899, 12, 31)
"""A time without a day comes from some sheets as a moment of day zero (1899-12-30 or -31)."""


class HojaCruda:
    """One sheet as its file holds it: rows from row 1 on, columns from its first used one."""

    def __init__(self, cabeza: dict[str, Any]) -> None:
        self.nombre: str = cabeza["nombre"]
        self.visible: bool = cabeza["visible"]
        self.filas: list[list[Celda]] = []
        self._columna: int = cabeza["columna"]
        self._combinadas: list[list[list[int]]] = cabeza["combinadas"]

    def repartir_combinadas(self) -> None:
        """Give the value of a cell merged downwards to each of its rows, as a person reads it."""
        tope = len(self.filas) * 4
        for (arriba, izquierda), (abajo, _) in self._combinadas:
            columna = izquierda - self._columna
            if not 0 <= arriba < len(self.filas) or not 0 <= columna < len(self.filas[arriba]):
                continue
            for fila in self.filas[arriba + 1 : abajo + 1]:
                tope -= 1
                if tope < 0:
                    return
                fila.extend([None] * (columna + 1 - len(fila)))
                if fila[columna] is None:
                    fila[columna] = self.filas[arriba][columna]


def leer_libro(nombre: str, contenido: bytes, limite: int) -> list[HojaCruda]:
    """Every worksheet of the workbook. Raises ArchivoIlegible: damaged, or too large."""
    salida = _correr(nombre, contenido, limite)
    hojas: list[HojaCruda] = []
    for linea in salida.splitlines():
        valor = json.loads(linea)
        if isinstance(valor, dict):
            hojas.append(HojaCruda(valor))
        else:
            hojas[-1].filas.append([_celda(celda) for celda in valor])
    for hoja in hojas:
        hoja.repartir_combinadas()
    return hojas


def _correr(nombre: str, contenido: bytes, limite: int) -> bytes:
    topes = (
        MEMORIA_BASE + limite * MEMORIA_POR_RENGLON,
        limite + RENGLONES_DE_MARGEN,
        limite * COLUMNAS,
        limite * BYTES_POR_RENGLON,
        LETRAS_POR_CELDA,
    )
    try:
        proceso = subprocess.run(  # noqa: S603 — our own script, its arguments are numbers
            [sys.executable, "-P", str(Path(hijo.__file__)), *map(str, topes)],
            input=contenido,
            capture_output=True,
            check=False,
            timeout=max(SEGUNDOS_MINIMOS, limite * SEGUNDOS_POR_RENGLON),
        )
    except subprocess.TimeoutExpired:
        raise _excesivo(nombre) from None
    match proceso.returncode:
        case 0:
            return proceso.stdout
        case hijo.DEMASIADO:
            raise demasiados_renglones(limite)
        case codigo if codigo < 0 or b"MemoryError" in proceso.stderr:
            raise _excesivo(nombre)
        case _:
            raise danado(nombre)


def _excesivo(nombre: str) -> ArchivoIlegible:
    return ArchivoIlegible(
        f"«{nombre}» ocupa más de lo que una hoja de trabajo ocupa (quizá tiene celdas perdidas muy lejos de "
        "la tabla) y no se leyó. Copie sólo la tabla a un libro nuevo, guárdelo como .xlsx y suba ése."
    )


def _celda(valor: Any) -> Celda:
    if not isinstance(valor, list):
        return cast(Celda, valor)
    clase, dato = valor
    if clase == "b":
        return bool(dato)
    if clase == "d":
        return date.fromisoformat(dato)
    if clase == "t":
        return time.fromisoformat(dato)
    if clase == "s":
        return _duracion(timedelta(seconds=dato))
    momento = datetime.fromisoformat(dato)
    return momento.time() if momento.date() <= _PRIMER_DIA else momento


def _duracion(tiempo: timedelta) -> time | timedelta:
    """`[h]:mm` of less than a day is a time of day."""
    if timedelta(0) <= tiempo < timedelta(days=1):
        return hora_de_fraccion(tiempo / timedelta(days=1))
    return tiempo
