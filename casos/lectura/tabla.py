"""The rows of data of a file: from its sheets and a scheme of columns to cells by field."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from casos.lectura.celdas import Celda, texto_de
from casos.lectura.columnas import Encabezado, buscar_encabezado, encabezado, solo_palabras
from casos.lectura.esquema import Esquema
from casos.lectura.hoja import Fila, Hoja
from casos.lectura.ilegible import ArchivoIlegible

LETRAS_DE_TEXTO = 300
_TOTAL = re.compile(r"\s*(?:gran\s+|sub\s*-?)?(?:total(?:es)?|sumas?)\b", re.IGNORECASE)
_NOTAS_MAXIMAS = 10
_TITULOS = 5


class Renglon(NamedTuple):
    fila: int
    celdas: dict[str, Celda]
    texto: str
    """The whole row as text, to show it when it cannot be read."""
    titulos: tuple[str, ...]
    """The last titles above it, nearest last: `MARTES 24 DE NOVIEMBRE DE 2026`."""


class Tabla(NamedTuple):
    hoja: str
    campos: frozenset[str]
    renglones: tuple[Renglon, ...]
    titulos: tuple[str, ...]
    """What stands above the header, by row, and the header itself."""
    avisos: tuple[str, ...]


def encontrar_tabla(archivo: str, hojas: Sequence[Hoja], esquema: Esquema) -> Tabla:
    """The table of the first sheet that has a recognisable header (hidden sheets last).

    Raises ArchivoIlegible if none has, or no data. Other sheets with such a header are named in `avisos`.
    """
    halladas = [
        (hoja, *hallado)
        for hoja in sorted(hojas, key=lambda h: not h.visible)
        if (hallado := buscar_encabezado(hoja.filas, esquema)) is not None
    ]
    if not halladas:
        raise _sin_encabezado(archivo, hojas, esquema)
    con_datos = [(h, p, c) for h, p, c in halladas if len(h.filas) > p + c.renglones]
    hoja, posicion, cabeza = (con_datos or halladas)[0]
    notas: list[str] = []
    titulos = tuple(texto_de_fila(fila) for fila in hoja.filas[: posicion + cabeza.renglones])
    renglones = tuple(_renglones(hoja.filas[posicion:], cabeza, esquema, titulos, notas))
    if not renglones:
        raise ArchivoIlegible(f"«{archivo}» tiene los encabezados de {esquema.que}, pero ningún renglón.")
    return Tabla(
        hoja=hoja.nombre,
        campos=cabeza.campos,
        renglones=renglones,
        titulos=titulos,
        avisos=(
            *hoja.avisos,
            *_otras(hoja, hojas, [h for h, _, _ in con_datos[1:] if h.visible]),
            *_resumir(notas),
        ),
    )


def texto_de_fila(fila: Fila) -> str:
    return " | ".join(texto_de(c) for c in fila.celdas if c is not None)[:LETRAS_DE_TEXTO]


def _renglones(
    filas: Sequence[Fila], cabeza: Encabezado, esquema: Esquema, titulos: tuple[str, ...], notas: list[str]
) -> Iterator[Renglon]:
    repetida, saltar = filas[0].celdas, cabeza.renglones
    for fila in filas:
        if saltar:
            saltar -= 1
            continue
        if fila.celdas == repetida:
            saltar = cabeza.renglones - 1
            continue
        if solo_palabras(fila) and (otra := encabezado([fila], esquema)) is not None:
            cabeza, repetida = otra, fila.celdas
            continue
        texto = texto_de_fila(fila)
        if _TOTAL.match(texto):
            continue
        celdas = cabeza.celdas(fila, esquema.varias)
        if _es_dato(fila, celdas, esquema):
            yield Renglon(fila.numero, celdas, texto, titulos[-_TITULOS:])
        else:
            titulos = (*titulos[-_TITULOS:], texto)
            notas.append(f"fila {fila.numero}: «{texto[:60]}»")


def _es_dato(fila: Fila, celdas: dict[str, Celda], esquema: Esquema) -> bool:
    """Titles between rows, signatures and footers are no data; a short row with a figure is."""
    llenas = [c for c in fila.celdas if c is not None]
    con_cifra = any(_tiene_cifra(celdas.get(campo)) for campo in esquema.anclas)
    if len(llenas) == 1:
        return con_cifra and not re.search(r"\s", texto_de(llenas[0]))
    return con_cifra or sum(c is not None for c in celdas.values()) * 2 >= len(celdas)


def _tiene_cifra(celda: Celda) -> bool:
    return celda is not None and (not isinstance(celda, str) or any(x.isdigit() for x in celda))


def _otras(leida: Hoja, hojas: Sequence[Hoja], parecidas: Sequence[Hoja]) -> Iterator[str]:
    for hoja in parecidas:
        yield (
            f"La hoja «{hoja.nombre}» también parece tener datos y no se leyó; sólo «{leida.nombre}». "
            "Para importarla, cópiela y péguela, o guárdela en un archivo aparte."
        )
    ignoradas = [h.nombre for h in hojas if h is not leida and h not in parecidas]
    if ignoradas:
        yield f"Se leyó la hoja «{leida.nombre}»; se ignoró: {', '.join(ignoradas[:_NOTAS_MAXIMAS])}."


def _resumir(notas: list[str]) -> Iterator[str]:
    if notas:
        mas = f"; y {len(notas) - _NOTAS_MAXIMAS} más" if len(notas) > _NOTAS_MAXIMAS else ""
        yield f"No se tomaron como datos: {'; '.join(notas[:_NOTAS_MAXIMAS])}{mas}."


def _sin_encabezado(archivo: str, hojas: Sequence[Hoja], esquema: Esquema) -> ArchivoIlegible:
    vistos = max(
        (texto_de_fila(f) for h in hojas for f in h.filas[:20]), key=lambda t: t.count(" | "), default=""
    )
    return ArchivoIlegible(
        f"En «{archivo}» no se encontró el renglón de encabezados de {esquema.que}: hace falta "
        f"{esquema.pide}. Corrija los nombres de las columnas y súbalo otra vez. "
        f"Lo que se ve es: «{vistos[:120]}»."
    )
