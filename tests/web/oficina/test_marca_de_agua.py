"""What leaves the screens says who took it and when, and the access log knows of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from pypdf import PdfReader

from casos.lectura.hoja import leer_hoja
from tests.instancias import Prueba
from tests.web.conftest import Visitante
from web import almacen
from web.almacen import bitacora
from web.marca_de_agua import Marca, de_la_consola

Entra = Callable[[str], Visitante]
MARCA = Marca("ana", "Ana & Bórquez", datetime(2026, 11, 3, 17, 40, tzinfo=UTC))


def test_la_lista_de_sesiones_lleva_quien_la_saco_y_queda_en_la_bitacora(
    prueba: Prueba, entra: Entra
) -> None:
    ana = entra("responsable")
    pdf = ana.ver("/agenda/sesiones.pdf").data
    texto = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Persona de Responsable (responsable), 5 de octubre de 2026, 9:00" in " ".join(texto.split())
    (linea, *_) = bitacora.leer(almacen.abrir(prueba.ajustes), usuario="responsable")
    assert (linea.accion, linea.proposito) == ("exportar", "lista de sesiones")


def test_una_pagina_impresa_dice_quien_y_a_que_hora(entra: Entra) -> None:
    assert (
        "impreso el 5 de octubre de 2026, 9:00 por Persona de Responsable (responsable)"
        in entra("responsable").ver("/pendientes/").text
    )


def test_un_libro_lleva_la_marca_en_cada_hoja(tmp_path: Path) -> None:
    archivo = tmp_path / "lista.xlsx"
    with xlsxwriter.Workbook(archivo) as libro:
        for nombre in ("uno", "dos"):
            libro.add_worksheet(nombre)
        MARCA.en_libro(libro)
        MARCA.en_hoja(libro.worksheets()[0], 4)
        pies = [hoja.footer for hoja in libro.worksheets()]
    assert all("Ana && Bórquez (ana), 3 de noviembre de 2026, 10:40" in pie for pie in pies)
    assert MARCA.texto in archivo_en_texto(archivo)
    assert MARCA.renglon_csv() == [MARCA.texto]


def archivo_en_texto(archivo: Path) -> str:
    return str(leer_hoja(archivo.name, archivo.read_bytes()))


def test_la_consola_tambien_se_nombra(prueba: Prueba) -> None:
    assert (
        de_la_consola(prueba.abierta).corta == "Consola de la oficina (consola), 5 de octubre de 2026, 9:00"
    )
