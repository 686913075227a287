"""Every kind of file gives the same cells, with the row numbers that a person sees."""

import csv
import io
import unicodedata
from datetime import date, datetime, time, timedelta

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from casos.lectura.hoja import Fila, leer_hoja, leer_pegado
from casos.lectura.ilegible import ArchivoIlegible
from tests.casos.lectura.archivos import MUESTRAS, con_parte, ods, partes, xlsb, xlsx

FILAS = [
    ["Centro de Justicia Alternativa"],
    [],
    ["Expediente", "Invitado", "Crédito"],
    ["CJA/1/2026", "Peñúñuri Ñíguez, Cecilia", 101196],
    ["CJA/2/2026", None, 101199.5],
]
LEIDAS = (
    Fila(1, ("Centro de Justicia Alternativa",)),
    Fila(3, ("Expediente", "Invitado", "Crédito")),
    Fila(4, ("CJA/1/2026", "Peñúñuri Ñíguez, Cecilia", 101196)),
    Fila(5, ("CJA/2/2026", None, 101199.5)),
)


def una(nombre: str, contenido: bytes) -> tuple[Fila, ...]:
    (hoja,) = leer_hoja(nombre, contenido)
    return hoja.filas


@pytest.mark.parametrize("hacer", [xlsx, ods, xlsb])
def test_cada_formato_da_las_mismas_celdas(hacer):
    assert una("agenda.bin", hacer(FILAS)) == LEIDAS


@pytest.mark.parametrize("hacer", [xlsx, ods])
def test_las_fechas_y_las_horas_llegan_como_tales(hacer):
    fila = [
        date(2026, 11, 24),
        time(9, 30),
        datetime.combine(date(2026, 11, 24), time(9, 30)),
        0.375,
        "24/11/2026",
    ]
    assert una("a", hacer([fila])) == (Fila(1, tuple(fila)),)


def test_el_excel_viejo_se_lee_con_su_celda_combinada_repartida():
    filas = una("agenda.xls", (MUESTRAS / "agenda.xls").read_bytes())
    assert [f.numero for f in filas] == [1, 3, 4, 5, 6]
    assert [f.celdas[1] for f in filas[2:]] == [date(2026, 11, 24), date(2026, 11, 24), 46351]
    assert filas[3].celdas == ("CJA/2/2026", date(2026, 11, 24), 0.4375, "Díaz Torres Luis", "101199, 101205")


def test_una_celda_combinada_hacia_abajo_vale_para_cada_renglon_y_hacia_el_lado_no():
    filas = [
        ["TÍTULO", None, None],
        ["Fecha", "Hora", "Folio"],
        [date(2026, 11, 24), "9:00", "A"],
        [None, "10:00", "B"],
    ]
    contenido = xlsx(filas, combinadas=[(0, 0, 0, 2), (2, 0, 3, 0)])
    assert [f.celdas for f in una("a.xlsx", contenido)] == [
        ("TÍTULO",),
        ("Fecha", "Hora", "Folio"),
        (date(2026, 11, 24), "9:00", "A"),
        (date(2026, 11, 24), "10:00", "B"),
    ]


def test_una_celda_combinada_enorme_no_hace_crecer_la_hoja():
    filas = [["Fecha", "Hora"], ["x", "9:00"], [None, "10:00"]]
    hoja = "xl/worksheets/sheet1.xml"
    combinadas = (
        b'<mergeCells count="2"><mergeCell ref="A2:XFD1048576"/><mergeCell ref="ZZ9:ZZ99"/></mergeCells>'
    )
    xml = partes(xlsx(filas))[hoja].replace(b"</sheetData>", b"</sheetData>" + combinadas)
    assert [f.celdas for f in una("a.xlsx", con_parte(xlsx(filas), hoja, xml))] == [
        ("Fecha", "Hora"),
        ("x", "9:00"),
        ("x", "10:00"),
    ]


def test_las_horas_sin_dia_las_duraciones_y_los_si_o_no_de_una_hoja():
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(salida)
    horas, momento = (
        libro.add_format({"num_format": "[h]:mm"}),
        libro.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
    )
    hoja = libro.add_worksheet()
    for columna, (valor, formato) in enumerate([(0.75, horas), (1.5, horas), (0.375, momento)]):
        hoja.write_number(0, columna, valor, formato)
    hoja.write_boolean(0, 3, True)
    libro.close()
    assert una("a.xlsx", salida.getvalue())[0].celdas == (time(18), timedelta(hours=36), time(9), True)


def test_una_celda_de_muchas_paginas_no_se_lee_como_tabla_con_comillas():
    filas = una("a.csv", b'folio,nombre\nA,"' + (b"x" * 1000 + b"\n") * 200 + b'"\nB,dos\n')
    assert filas[-1].celdas == ("B", "dos")


def test_los_renglones_y_columnas_vacios_repetidos_de_ods_no_cuentan():
    vacio = (
        '<table:table-row table:number-rows-repeated="{}">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    filas = una("a.ods", ods(FILAS[2:], antes=vacio.format(4), despues=vacio.format(1_000_000)))
    assert [f.numero for f in filas] == [5, 6, 7]


def test_todas_las_hojas_con_algo_y_cuales_estan_ocultas():
    hojas = leer_hoja("a.xlsx", xlsx(FILAS, otras={"Vacía": [], "Notas": [["hola"]]}))
    assert [(h.nombre, len(h.filas), h.visible) for h in hojas] == [("Agenda", 4, True), ("Notas", 1, True)]


@pytest.mark.parametrize(
    "codigo",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252", "cp850", "mac_roman"],
)
@pytest.mark.parametrize("separador", [",", ";", "\t", "|"])
@pytest.mark.parametrize("fin", ["\r\n", "\n", "\r"])
def test_un_texto_se_lee_en_cualquier_codificacion_y_separador(codigo, separador, fin):
    lineas = [
        ["Expediente", "Sesión", "Nombre del invitado", "Crédito (s)"],
        ["CJA/1/2026", "2ª", "HERNÁNDEZ PEÑÚÑURI CECILIA", "101196"],
        [],
        ["CJA/2/2026", "1ª", "Güereña Álvarez Íngrid", "101199"],
    ]
    contenido = fin.join(separador.join(linea) for linea in lineas).encode(codigo)
    esperadas = tuple(Fila(n, tuple(linea)) for n, linea in enumerate(lineas, 1) if linea)
    assert una("agenda.csv", contenido) == esperadas


def test_la_fila_de_un_csv_es_la_linea_donde_empieza():
    texto = 'folio,notas\nA,"dos\nlíneas, y una ""comilla"""\n\nB,x\n'
    assert una("a.csv", texto.encode()) == (
        Fila(1, ("folio", "notas")),
        Fila(2, ("A", 'dos\nlíneas, y una "comilla"')),
        Fila(5, ("B", "x")),
    )
    assert [f.numero for f in una("a.csv", b"sep=;\r\nfolio;fecha\r\nA;B\r\n")] == [2, 3]


def test_una_comilla_que_no_cierra_no_se_traga_el_archivo():
    (hoja,) = leer_hoja("a.csv", b'folio,nombre\nA,"sin cerrar\nB,dos\nC,tres\n')
    assert [f.celdas for f in hoja.filas] == [
        ("folio", "nombre"),
        ("A", '"sin cerrar'),
        ("B", "dos"),
        ("C", "tres"),
    ]
    assert "comilla" in hoja.avisos[0]


def test_el_texto_de_formula_y_los_caracteres_de_control():
    texto = 'folio,nombre\nA,"=HYPERLINK(""http://x"")"\nB,Pe\x01\x07ña\u200b Ruiz\n'
    celdas = [f.celdas[1] for f in una("a.csv", texto.encode())[1:]]
    assert celdas == ['=HYPERLINK("http://x")', "Peña Ruiz"]


def test_lo_pegado_de_una_hoja_va_con_tabuladores():
    (hoja,) = leer_pegado('Folio\tNombre\nCJA/1/2026\tSoto, Ana\nCJA/2/2026\t"dos\nlíneas"\n')
    assert [f.celdas for f in hoja.filas] == [
        ("Folio", "Nombre"),
        ("CJA/1/2026", "Soto, Ana"),
        ("CJA/2/2026", "dos\nlíneas"),
    ]


@pytest.mark.parametrize("texto", ["", " \n\t\n", "Folio\tNombre\nA\tPe\ud800ña"])
def test_no_se_pega_nada_ni_letras_rotas(texto):
    with pytest.raises(ArchivoIlegible):
        leer_pegado(texto)


# Without other separators (which may win in a table of two cells) nor the guard of a formula.
LETRAS = st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters=";|'\"")
PALABRA = st.text(LETRAS, min_size=1, max_size=12).filter(lambda t: not t.casefold().startswith("sep="))
TABLA = st.lists(st.lists(PALABRA, min_size=2, max_size=5), min_size=2, max_size=8).filter(
    lambda filas: len({len(f) for f in filas}) == 1
)


@given(TABLA)
def test_lo_escrito_en_xlsx_y_en_csv_se_lee_igual(filas):
    esperadas = tuple(
        Fila(n, tuple(unicodedata.normalize("NFC", c) for c in fila)) for n, fila in enumerate(filas, 1)
    )
    texto = io.StringIO()
    csv.writer(texto).writerows(filas)
    assert una("a.xlsx", xlsx(filas)) == esperadas
    assert una("a.csv", texto.getvalue().encode("utf-8-sig")) == esperadas
