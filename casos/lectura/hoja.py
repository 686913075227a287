"""The sheets of a file, whichever its format, with the row numbers that a person sees in it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from casos.lectura.celdas import Celda, limpiar
from casos.lectura.formato import Formato, formato_de
from casos.lectura.ilegible import BYTES_ARCHIVO, RENGLONES, ArchivoIlegible
from casos.lectura.libro import leer_libro
from casos.lectura.paquete import revisar_paquete
from casos.lectura.separado import leer_separado
from casos.lectura.texto import decodificar


class Fila(NamedTuple):
    numero: int
    """As seen in the file: the sheet's row, or the line where the row begins."""
    celdas: tuple[Celda, ...]


class Hoja(NamedTuple):
    nombre: str
    filas: tuple[Fila, ...]
    """Blank rows are left out; the numbers still count them."""
    visible: bool = True
    avisos: tuple[str, ...] = ()


def leer_hoja(nombre: str, contenido: bytes, limite: int = RENGLONES) -> tuple[Hoja, ...]:
    """Every sheet with something in it, of an xlsx, xls, ods, xlsb, csv, tsv or txt file.

    Raises ArchivoIlegible: not a sheet, with a password, empty, damaged, a bomb, more than `limite` rows.
    """
    match formato_de(nombre, contenido):
        case Formato.PAQUETE:
            revisar_paquete(nombre, contenido, limite)
            hojas = _de_libro(nombre, contenido, limite)
        case Formato.OLE:
            hojas = _de_libro(nombre, contenido, limite)
        case Formato.CALENDARIO:
            raise ArchivoIlegible(f"«{nombre}» es un calendario: sólo sirve para importar la agenda.")
        case Formato.TEXTO:
            texto, avisos = decodificar(nombre, contenido)
            filas, mas_avisos = leer_separado(texto, limite)
            hojas = (Hoja(nombre, _filas(filas), avisos=avisos + mas_avisos),)
    llenas = tuple(hoja for hoja in hojas if hoja.filas)
    if not llenas:
        raise ArchivoIlegible(f"«{nombre}» no tiene ningún dato. Revise que sea el archivo correcto.")
    return llenas


def leer_pegado(texto: str, limite: int = RENGLONES) -> tuple[Hoja, ...]:
    """Cells copied from a spreadsheet or a document table and pasted: one sheet named «pegado»."""
    contenido = bytes_de_pegado(texto)
    if len(contenido) > BYTES_ARCHIVO:
        raise ArchivoIlegible("Lo que pegó es demasiado grande. Guárdelo en un archivo y súbalo.")
    separadas, avisos = leer_separado(texto, limite, "\t" if "\t" in texto else None)
    filas = _filas(separadas)
    if not filas:
        raise ArchivoIlegible("No pegó ningún dato. Copie la tabla con sus encabezados y péguela otra vez.")
    return (Hoja("pegado", filas, avisos=avisos),)


def bytes_de_pegado(texto: str) -> bytes:
    """What identifies a pasted text, as its bytes identify a file."""
    try:
        return texto.encode()
    except UnicodeEncodeError:
        raise ArchivoIlegible("El texto pegado trae letras dañadas. Cópielo otra vez del original.") from None


def _de_libro(nombre: str, contenido: bytes, limite: int) -> tuple[Hoja, ...]:
    return tuple(
        Hoja(cruda.nombre, _filas(enumerate(cruda.filas, 1)), cruda.visible)
        for cruda in leer_libro(nombre, contenido, limite)
    )


def _filas(numeradas: Iterable[tuple[int, Sequence[Celda]]]) -> tuple[Fila, ...]:
    limpias = ((n, tuple(limpiar(c) if isinstance(c, str) else c for c in celdas)) for n, celdas in numeradas)
    return tuple(
        Fila(n, tuple(None if c == "" else c for c in celdas))
        for n, celdas in limpias
        if any(c not in ("", None) for c in celdas)
    )
