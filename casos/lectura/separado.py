"""Text with separators (csv, tsv, txt, pasted cells): rows numbered by the line where each begins."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Literal

from casos.lectura.ilegible import (
    COLUMNAS,
    RENGLONES_DE_MARGEN,
    ArchivoIlegible,
    demasiados_renglones,
)

SEPARADORES = "\t;|,"
_LINEA = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DECLARADO = re.compile(r'"?sep=([,;|\t])"?(?:\r\n|\r|\n)', re.IGNORECASE)
_LETRAS_POR_LINEA = 64 * 1024
_CENTINELA = "\x1efin\x1e"
_MUESTRA, _LETRAS_DE_MUESTRA = 200, 600
"""Together less than what the csv module takes in one cell (128 KiB)."""
_LINEAS_POR_CELDA = 20
_COMILLA_SUELTA = (
    'Una comilla (") no cierra: los datos se leyeron sin tomar en cuenta las comillas. '
    "Revise los renglones donde una coma o un punto y coma sea parte del dato."
)


def leer_separado(
    texto: str, limite: int, separador: str | None = None
) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    """`(line, cells)` of every row that is not blank, and what to warn of.

    Raises ArchivoIlegible if it is no table or too long.
    """
    saltadas = 0
    avisos: tuple[str, ...] = ()
    if (declarado := _DECLARADO.match(texto)) is not None:
        separador, saltadas = declarado[1], 1
        texto = texto[declarado.end() :]
    separador = separador or _separador(texto)
    filas = _leer(texto, separador, limite, csv.QUOTE_MINIMAL)
    if not filas or filas.pop()[1] != [_CENTINELA] or _trago_lineas(filas):
        filas, avisos = _leer(texto, separador, limite, csv.QUOTE_NONE)[:-1], (_COMILLA_SUELTA,)
    return [(numero + saltadas, celdas) for numero, celdas in filas], avisos


def _trago_lineas(filas: list[tuple[int, list[str]]]) -> bool:
    """A stray quote makes one cell of many lines."""
    return any("\n" in c and c.count("\n") > _LINEAS_POR_CELDA for _, celdas in filas for c in celdas)


def _leer(texto: str, separador: str, limite: int, comillas: Literal[0, 3]) -> list[tuple[int, list[str]]]:
    lector = csv.reader(_lineas(texto), delimiter=separador, quoting=comillas)
    filas: list[tuple[int, list[str]]] = []
    celdas, numero = limite * COLUMNAS, 1
    try:
        for fila in lector:
            celdas -= len(fila)
            if any(fila):
                while not fila[-1]:
                    fila.pop()
                filas.append((numero, fila))
            if celdas < 0 or len(filas) > limite + RENGLONES_DE_MARGEN:
                raise demasiados_renglones(limite)
            numero = lector.line_num + 1
    except csv.Error:  # a cell of more than 128 KiB
        return []
    return filas


def _lineas(texto: str) -> Iterator[str]:
    """Lines with their ends (LF, CRLF or CR), and a last one that must come out of the reader by itself."""
    for linea in _LINEA.finditer(texto):
        if linea.end() - linea.start() > _LETRAS_POR_LINEA:
            raise _no_es_tabla()
        yield linea[0]
    yield _CENTINELA


def _separador(texto: str) -> str:
    """The separator that cuts the most lines into the same number of cells."""
    primeras = islice(_LINEA.finditer(texto), _MUESTRA)
    muestra = [
        texto[m.start() : min(m.end(), m.start() + _LETRAS_DE_MUESTRA)].strip("\r\n") for m in primeras
    ]

    def puntos(separador: str) -> int:
        anchos = Counter(len(fila) for fila in csv.reader(muestra, delimiter=separador) if len(fila) > 1)
        return max((ancho * cuantas for ancho, cuantas in anchos.items()), default=0)

    return max(SEPARADORES, key=puntos)


def _no_es_tabla() -> ArchivoIlegible:
    return ArchivoIlegible(
        "El archivo no tiene forma de tabla (una línea o una celda mide más que una página). "
        "Ábralo en Excel, revise que cada dato esté en su columna y guárdelo como Libro de Excel (.xlsx)."
    )
