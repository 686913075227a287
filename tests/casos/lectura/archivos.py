"""Files made on the spot: the same table as csv, xlsx, ods and xlsb, and packages made to do harm."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import xlsxwriter

from casos.lectura.celdas import Celda

HOY = date(2026, 11, 23)
MUESTRAS = Path(__file__).parent / "muestras"
"""`agenda.xls` was written once with xlwt: a title, a header in row 3, one date merged over rows 4 and 5."""

Filas = Sequence[Sequence[Celda]]


def xlsx(
    filas: Filas,
    *,
    otras: Mapping[str, Filas] | None = None,
    combinadas: Sequence[tuple[int, int, int, int]] = (),
    nombre: str = "Agenda",
) -> bytes:
    """A workbook; `combinadas` are (row, column, last row, last column) from zero, over cells in `filas`."""
    salida = BytesIO()
    libro = xlsxwriter.Workbook(
        salida, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    dia, hora = libro.add_format({"num_format": "dd/mm/yyyy"}), libro.add_format({"num_format": "hh:mm"})
    momento = libro.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    formatos = {date: dia, time: hora, datetime: momento}
    for titulo, contenido in {nombre: filas, **(otras or {})}.items():
        hoja = libro.add_worksheet(titulo)
        for r, fila in enumerate(contenido):
            for c, celda in enumerate(fila):
                if isinstance(celda, date | time):
                    hoja.write_datetime(r, c, celda, formatos[type(celda)])
                elif celda is not None:
                    hoja.write(r, c, celda)
    for arriba, izquierda, abajo, derecha in combinadas:
        libro.worksheets()[0].merge_range(arriba, izquierda, abajo, derecha, "")
        valor = filas[arriba][izquierda]
        libro.worksheets()[0].write(arriba, izquierda, valor, formatos.get(type(valor)))
    libro.close()
    return salida.getvalue()


def paquete(partes: Mapping[str, bytes], metodo: int = zipfile.ZIP_DEFLATED) -> bytes:
    salida = BytesIO()
    with zipfile.ZipFile(salida, "w", metodo) as comprimido:
        for nombre, contenido in partes.items():
            comprimido.writestr(nombre, contenido)
    return salida.getvalue()


def partes(contenido: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(contenido)) as comprimido:
        return {nombre: comprimido.read(nombre) for nombre in comprimido.namelist()}


def con_parte(contenido: bytes, nombre: str, nueva: bytes) -> bytes:
    return paquete({**partes(contenido), nombre: nueva})


ODS = "application/vnd.oasis.opendocument.spreadsheet"


def ods(filas: Filas, *, antes: str = "", despues: str = "") -> bytes:
    """An OpenDocument sheet; `antes` and `despues` are XML put around its rows."""
    renglones = "".join(
        f"<table:table-row>{''.join(map(_celda_ods, fila))}</table:table-row>" for fila in filas
    )
    espacios = " ".join(
        f'xmlns:{prefijo}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for prefijo, urn in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    contenido = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {espacios}><office:body>'
        f'<office:spreadsheet><table:table table:name="Agenda">{antes}{renglones}{despues}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifiesto = "<manifest/>"
    return paquete(
        {
            "mimetype": ODS.encode(),
            "content.xml": contenido.encode(),
            "META-INF/manifest.xml": manifiesto.encode(),
        }
    )


def _celda_ods(celda: Celda) -> str:
    match celda:
        case None:
            return "<table:table-cell/>"
        case time():
            atributos = f'office:value-type="time" office:time-value="PT{celda:%H}H{celda:%M}M{celda:%S}S"'
        case date():
            atributos = f'office:value-type="date" office:date-value="{celda.isoformat()}"'
        case int() | float():
            atributos = f'office:value-type="float" office:value="{celda}"'
        case _:
            atributos = 'office:value-type="string"'
    parrafos = "".join(f"<text:p>{escape(linea)}</text:p>" for linea in str(celda).split("\n"))
    return f"<table:table-cell {atributos}>{parrafos}</table:table-cell>"


def xlsb(filas: Sequence[Sequence[str | float | None]]) -> bytes:
    """A binary workbook with the few records a reader needs (MS-XLSB 2.3): rows, texts and numbers."""
    hoja = _registro(148, struct.pack("<4I", 0, len(filas), 0, 20)) + _registro(145)
    for r, fila in enumerate(filas):
        hoja += _registro(0, struct.pack("<I", r) + bytes(13))
        for c, celda in enumerate(fila):
            if isinstance(celda, str):
                hoja += _registro(6, struct.pack("<II", c, 0) + _ancha(celda))
            elif celda is not None:
                hoja += _registro(5, struct.pack("<IId", c, 0, celda))
    hoja += _registro(146)
    libro = _registro(143) + _registro(156, struct.pack("<II", 0, 1) + _ancha("rId1") + _ancha("Agenda"))
    relaciones = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return paquete(
        {
            "xl/workbook.bin": libro + _registro(144) + _registro(157),
            "xl/_rels/workbook.bin.rels": relaciones.encode(),
            "xl/worksheets/sheet1.bin": hoja,
        }
    )


def _ancha(texto: str) -> bytes:
    return struct.pack("<I", len(texto)) + texto.encode("utf-16-le")


def _registro(tipo: int, datos: bytes = b"") -> bytes:
    largo, cabeza = len(datos), bytearray()
    cabeza += bytes([tipo]) if tipo < 128 else bytes([tipo & 0x7F | 0x80, tipo >> 7])
    while True:
        cabeza.append(largo & 0x7F | (0x80 if largo > 0x7F else 0))
        largo >>= 7
        if not largo:
            return bytes(cabeza) + datos
