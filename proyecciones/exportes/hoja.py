"""The list of cases as a sheet: Spanish headings, no personal data unless asked for, nothing that a program may run."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from flujos.pasos import nombre_de
from proyecciones.vistas.fichas import Fichas

F = Fichas.tabla
PELIGROSOS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""With what a spreadsheet takes the text of a csv for a formula (OWASP)."""
POR_BLOQUE = 500


class Columna(NamedTuple):
    """A column: its heading, what it shows of a row, its width."""

    titulo: str
    de: Callable[[Any], Any]
    ancho: int = 14


COLUMNAS = (
    Columna("Caso", lambda f: str(f.caso_id), 38),
    Columna("Folio", lambda f: f.folio, 18),
    Columna("Etapa", lambda f: nombre_de(f.etapa), 20),
    Columna("En la etapa desde", lambda f: f.etapa_desde),
    Columna("Caso abierto", lambda f: "sí" if f.abierto else "no"),
    Columna("Abierto el", lambda f: f.abierto_en),
    Columna("Vía", lambda f: f.via),
    Columna("Sede", lambda f: f.sede, 8),
    Columna("Responsable", lambda f: f.responsable, 18),
    Columna("Créditos", lambda f: f.creditos, 10),
    Columna("Saldo", lambda f: f.saldo),
    Columna("Producto", lambda f: f.producto, 18),
    Columna("Parcialidades vencidas", lambda f: f.vencidas, 12),
    Columna("Suspendido por", lambda f: f.suspendido),
    Columna("Sin papel desde", lambda f: f.sin_papel),
    Columna("Siguiente vencimiento", lambda f: f.vence),
    Columna("Pendientes", lambda f: f.pendientes, 10),
)
Nombres = Callable[[Iterable[UUID]], Mapping[UUID, str]]


def _filas(conexion: Connection, nombres: Nombres | None) -> Iterator[list[Any]]:
    """Every case, a block at a time; with `nombres`, the debtor's name after its id."""
    resultado = conexion.execution_options(stream_results=True, yield_per=POR_BLOQUE).execute(
        select(F).order_by(F.c.sede, F.c.responsable, F.c.caso_id)
    )
    for bloque in resultado.partitions(POR_BLOQUE):
        conocidos = nombres(f.persona_id for f in bloque) if nombres else {}
        for f in bloque:
            fila = [c.de(f) for c in COLUMNAS]
            yield [fila[0], conocidos.get(f.persona_id, ""), *fila[1:]] if nombres else fila


def _titulos(nombres: Nombres | None) -> list[str]:
    titulos = [c.titulo for c in COLUMNAS]
    return [titulos[0], "Acreditado", *titulos[1:]] if nombres else titulos


def sin_formula(texto: str) -> str:
    """A text that no spreadsheet runs: one that looks like a formula gets an apostrophe before it."""
    return f"'{texto}" if texto.startswith(PELIGROSOS) else texto


def _celda(valor: Any) -> str:
    match valor:
        case None:
            return ""
        case date():
            return valor.isoformat()
        case Decimal() | int():
            return str(valor)
    return sin_formula(str(valor))


def en_csv(archivo: Path, conexion: Connection, nombres: Nombres | None, marca: Sequence[str]) -> int:
    """Write UTF-8 with the mark that Excel needs to read accents; returns how many cases."""
    import csv

    cuantos = 0
    with archivo.open("w", encoding="utf-8-sig", newline="") as salida:
        escribe = csv.writer(salida)
        escribe.writerow(_titulos(nombres))
        for fila in _filas(conexion, nombres):
            escribe.writerow([_celda(v) for v in fila])
            cuantos += 1
        escribe.writerow(marca)
    return cuantos


def en_xlsx(
    archivo: Path, conexion: Connection, nombres: Nombres | None, marcar: Callable[[Any], str]
) -> int:
    """Write a workbook row by row, with texts as texts; `marcar` puts the mark into the book and gives its words."""
    import xlsxwriter

    libro = xlsxwriter.Workbook(
        str(archivo), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    hoja = libro.add_worksheet("Casos")
    formatos = {
        "titulo": libro.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "dia": libro.add_format({"num_format": "dd/mm/yyyy"}),
        "pesos": libro.add_format({"num_format": "$#,##0.00"}),
    }
    titulos = _titulos(nombres)
    anchos = {c.titulo: c.ancho for c in COLUMNAS}
    for n, titulo in enumerate(titulos):
        hoja.set_column(n, n, anchos.get(titulo, 34))
        hoja.write_string(0, n, titulo, formatos["titulo"])
    hoja.freeze_panes(1, 1)
    fila = 0
    for fila, valores in enumerate(_filas(conexion, nombres), start=1):
        poner(hoja, fila, valores, formatos)
    hoja.autofilter(0, 0, max(fila, 1), len(titulos) - 1)
    hoja.write_string(fila + 2, 0, marcar(libro))
    libro.close()
    return fila


def poner(hoja: Any, fila: int, valores: Sequence[Any], formatos: Mapping[str, Any]) -> None:
    """Write a row of values, each as what it is: a text is never a formula nor a link."""
    for n, valor in enumerate(valores):
        match valor:
            case None | "":
                continue
            case date():
                hoja.write_datetime(fila, n, valor, formatos["dia"])
            case Decimal():
                hoja.write_number(fila, n, float(valor), formatos["pesos"])
            case int() | float():
                hoja.write_number(fila, n, valor)
            case _:
                hoja.write_string(fila, n, str(valor))
