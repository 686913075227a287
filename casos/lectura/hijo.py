"""Read one workbook and print it as JSON lines. Run as a script, in a process of its own (see `libro`).

A hostile workbook can make any parser ask for all the memory there is, or never end; here it only ends
this process. Imports nothing of ours, so that it starts fast and in isolation.
"""

import datetime as dt
import json
import math
import sys
from io import BytesIO
from typing import Any

import python_calamine as calamine

DEMASIADO = 4


def _acotar(memoria: int) -> None:
    try:
        import resource  # not on Windows, where only the parent's time limit holds
    except ImportError:
        return
    for cual, tope in ((resource.RLIMIT_AS, memoria), (resource.RLIMIT_CORE, 0)):
        duro = resource.getrlimit(cual)[1]
        minimo = tope if duro == resource.RLIM_INFINITY else min(tope, duro)
        resource.setrlimit(cual, (minimo, minimo))


def _celda(valor: Any, letras: int) -> Any:
    """Plain JSON for text, numbers and blanks; `[kind, text]` for dates, times, durations and truth."""
    if isinstance(valor, str):
        return valor[:letras] or None
    if isinstance(valor, bool):
        return ["b", valor]
    if isinstance(valor, float) and not math.isfinite(valor):
        return str(valor)
    if isinstance(valor, float):
        return int(valor) if valor.is_integer() and abs(valor) < 1e15 else valor
    if isinstance(valor, dt.datetime):
        return ["dt", valor.isoformat()]
    if isinstance(valor, dt.date):
        return ["d", valor.isoformat()]
    if isinstance(valor, dt.time):
        return ["t", valor.isoformat()]
    if isinstance(valor, dt.timedelta):
        return ["s", valor.total_seconds()]
    return valor


def _escribir(
    libro: calamine.CalamineWorkbook, renglones: int, celdas: int, salida: int, letras: int
) -> None:
    escrito = 0
    for hoja in libro.sheets_metadata:
        if hoja.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        leida = libro.get_sheet_by_name(hoja.name)
        if leida.height > renglones:
            sys.exit(DEMASIADO)
        cabeza = {
            "nombre": hoja.name,
            "visible": hoja.visible == calamine.SheetVisibleEnum.Visible,
            "columna": leida.start[1] if leida.start else 0,
            "combinadas": [
                [desde, hasta] for desde, hasta in leida.merged_cell_ranges or [] if hasta[0] > desde[0]
            ],
        }
        _linea(cabeza)
        for fila in leida.iter_rows():
            valores = [_celda(valor, letras) for valor in fila]
            while valores and valores[-1] is None:
                valores.pop()
            celdas -= len(valores)
            escrito += _linea(valores)
            if celdas < 0 or escrito > salida:
                sys.exit(DEMASIADO)


def _linea(valor: object) -> int:
    return sys.stdout.buffer.write(json.dumps(valor, ensure_ascii=False).encode() + b"\n")


def principal(memoria: int, renglones: int, celdas: int, salida: int, letras: int) -> None:
    _acotar(memoria)
    libro = calamine.load_workbook(BytesIO(sys.stdin.buffer.read()))
    _escribir(libro, renglones, celdas, salida, letras)


if __name__ == "__main__":
    principal(*map(int, sys.argv[1:]))
