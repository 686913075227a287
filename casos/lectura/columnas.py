"""Where the table begins in a sheet, and which column holds what.

Titles and blank rows may stand above the header, totals and signatures below, the header may come again
further down (or another one, with the columns in another order), and it may take two rows, as banks do.
"""

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from casos.lectura.celdas import Celda, texto_de
from casos.lectura.esquema import OTRA, Esquema
from casos.lectura.hoja import Fila
from casos.lectura.palabras import palabras

BUSCAR_EN = 400
"""Rows looked at for a header before giving a sheet up."""
_LETRAS_DE_ENCABEZADO = 70
_PALABRAS_DE_MAS = 3
_CAMPOS_MINIMOS = 3


class Encabezado(NamedTuple):
    columnas: tuple[tuple[str, int], ...]
    """(field, column), in the order of the columns."""
    renglones: int
    """How many rows the header takes: 1 or 2."""

    @property
    def campos(self) -> frozenset[str]:
        return frozenset(campo for campo, _ in self.columnas)

    def celdas(self, fila: Fila, varias: frozenset[str]) -> dict[str, Celda]:
        """The row's cells by field; a field spread over several columns has its texts joined by lines."""
        celdas: dict[str, Celda] = {}
        for campo, columna in self.columnas:
            celda = fila.celdas[columna] if columna < len(fila.celdas) else None
            if campo in varias and celdas.get(campo) is not None:
                celda = "\n".join(filter(None, (texto_de(celdas[campo]), texto_de(celda))))
            celdas[campo] = celda
        return celdas


@cache
def _nombres(esquema: Esquema) -> tuple[tuple[str, int, frozenset[str]], ...]:
    return tuple(
        (campo, lugar, frozenset(palabras(nombre)))
        for campo, nombres in esquema.columnas.items()
        for lugar, nombre in enumerate(nombres)
    )


@cache
def _vocabulario(esquema: Esquema) -> frozenset[str]:
    return frozenset().union(*(pedidas for _, _, pedidas in _nombres(esquema)))


def encabezado(filas: Sequence[Fila], esquema: Esquema) -> Encabezado | None:
    """The header that `filas` (one row, or two that belong together) make, or None."""
    opciones = sorted(
        (-puntos, columna, campo)
        for columna, texto in enumerate(_juntar(filas))
        for campo, puntos in _puntos(texto, esquema).items()
    )
    campos: dict[int, str] = {}
    for _, columna, campo in opciones:
        repetible = campo == OTRA or campo in esquema.varias
        if columna not in campos and (repetible or campo not in campos.values()):
            campos[columna] = campo
    hallado = Encabezado(
        tuple((campo, c) for c, campo in sorted(campos.items()) if campo != OTRA), len(filas)
    )
    completo = len(hallado.campos) >= _CAMPOS_MINIMOS and all(hallado.campos & g for g in esquema.exige)
    return hallado if completo else None


def _juntar(filas: Sequence[Fila]) -> list[str]:
    """Header texts by column. Over two rows, a title above spans the blank cells at its right."""
    textos = [[c if isinstance(c, str) else "" for c in fila.celdas] for fila in filas]
    if len(textos) == 1:
        return textos[0]
    arriba, abajo = textos
    titulo, juntos = "", []
    for de_arriba, de_abajo in zip_longest(arriba, abajo, fillvalue=""):
        titulo = de_arriba or titulo
        juntos.append(f"{titulo} {de_abajo}" if de_abajo else de_arriba)
    return juntos


def _puntos(texto: str, esquema: Esquema) -> dict[str, float]:
    """How well a header text fits each field: 100 and more for the very name, fewer if it says more words."""
    if not texto or len(texto) > _LETRAS_DE_ENCABEZADO:
        return {}
    dichas = frozenset(palabras(texto))
    if not dichas & _vocabulario(esquema):
        return {}
    puntos: dict[str, float] = {}
    for campo, lugar, pedidas in _nombres(esquema):
        if pedidas <= dichas and (parecido := _parecido(dichas, pedidas, campo in esquema.varias)) > 0:
            preferido = parecido + (5 if campo == OTRA else 0) - lugar / 100
            puntos[campo] = max(puntos.get(campo, 0), preferido)
    return puntos


def campo_de(texto: str, esquema: Esquema) -> str | None:
    """The field that a label by itself names: `Facilita`, `Créditos`."""
    puntos = _puntos(texto, esquema)
    campo = max(puntos, key=lambda c: puntos[c], default=OTRA)
    return None if campo == OTRA else campo


def _parecido(dichas: frozenset[str], pedidas: frozenset[str], numerada: bool) -> int:
    """Words in common less words too many; `Crédito 2` only where a field may have several columns."""
    de_mas = dichas - pedidas
    if not de_mas:
        return 100 + len(pedidas)
    if len(de_mas) > _PALABRAS_DE_MAS or any(p.isdigit() and not (numerada and len(p) == 1) for p in de_mas):
        return 0
    return 10 * len(pedidas) - len(de_mas)


def buscar_encabezado(filas: Sequence[Fila], esquema: Esquema) -> tuple[int, Encabezado] | None:
    """Position in `filas` and header: the first row that makes one, with the next if that says more."""
    for posicion, fila in enumerate(filas[:BUSCAR_EN]):
        solo = encabezado([fila], esquema)
        doble = _doble(filas[posicion : posicion + 2], esquema)
        if doble and (solo is None or len(doble.campos) > len(solo.campos)):
            return posicion, doble
        if solo:
            return posicion, solo
    return None


def _doble(filas: Sequence[Fila], esquema: Esquema) -> Encabezado | None:
    """A header of two rows; not a title over a header, nor a header over data."""
    if len(filas) < 2 or not solo_palabras(filas[1]) or encabezado(filas[1:], esquema):
        return None
    return encabezado(filas, esquema)


def solo_palabras(fila: Fila) -> bool:
    """Only text without digits, as headers are and data rows are not."""
    return all(c is None or (isinstance(c, str) and not any(x.isdigit() for x in c)) for c in fila.celdas)
