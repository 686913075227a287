"""The folder's checklist in words, from facts: what each stage asks for, since when it is missing, who has it."""

from datetime import date

import pytest
from flask import Flask

from casos.mediacion.hechos.documentos import DocumentoArchivado, DocumentoPrestado, DocumentoRecabado
from casos.mediacion.vocabulario import TipoDocumento as T
from tests.casos.mediacion.fabrica import dado, registrado
from tests.casos.mediacion.fabrica_convenios import DIA_DE_FIRMA, convenio_firmado
from tests.casos.mediacion.fabrica_seguimiento import liquidado, no_comparecio, turnado
from tests.instancias import Prueba
from web.carpeta import carpeta, en_donde, se_mueven

AL = date(2026, 4, 1)
ORIGINAL = DocumentoRecabado(documento=1, tipo=T.CONVENIO, paginas=6, convenio=1)
OTRO = DocumentoRecabado(documento=2, tipo=T.SOPORTE, paginas=1)


@pytest.fixture
def leer(prueba: Prueba, oficina: Flask):
    """The checklist of facts on a day: by title of the group, what is said of each paper."""

    def dice(*pasos, al: date = AL) -> dict[str, dict[str, tuple[str, str]]]:
        with oficina.test_request_context():
            grupos = carpeta(dado(*pasos), al, prueba.abierta.casos.versiones())
            return {g.titulo: {p.titulo: (p.dice, p.tono) for p in g.papeles} for g in grupos}

    return dice


def test_cada_etapa_pide_lo_suyo(leer) -> None:
    assert leer(*registrado()) == {}
    assert list(leer(*no_comparecio())) == ["De la mediación"]
    assert set(leer(*convenio_firmado())["Del convenio"]) == {"Convenio firmado", "Identificación"}
    assert "Comprobante de domicilio" in leer(*turnado())["Para la vía judicial"]
    cierre = leer(*liquidado())["Para cerrar"]
    assert cierre["Carta de no adeudo"] == ("por entregar", "hoy")
    assert {dice for titulo, (dice, _) in cierre.items() if titulo.startswith("Pagaré")} == {"por devolver"}


def test_los_dias_que_falta_se_cuentan_habiles(leer) -> None:
    def falta(al: date) -> tuple[str, str]:
        return leer(*convenio_firmado(), al=al)["Del convenio"]["Convenio firmado"]

    assert falta(DIA_DE_FIRMA) == ("falta", "hoy")
    assert falta(date(2026, 3, 25)) == ("falta, 1 día", "mal")
    assert falta(date(2026, 3, 30)) == ("falta, 4 días", "mal"), "Saturday and Sunday are not counted"


def test_el_papel_en_mano_se_archiva_y_el_prestado_dice_quien_lo_tiene(leer) -> None:
    def es(*pasos, al: date = AL) -> tuple[str, str]:
        return leer(*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA), *pasos, al=al)["Del convenio"][
            "Convenio firmado"
        ]

    archivado = (DocumentoArchivado(documento=1, ubicacion="Caja 7"), DIA_DE_FIRMA)
    prestado = (DocumentoPrestado(documento=1, a="Judicial", hasta=AL), DIA_DE_FIRMA)
    assert es(al=DIA_DE_FIRMA) == ("por archivar", "hoy")
    assert es() == ("por archivar, 6 días", "mal")
    assert es(archivado) == ("✓ Caja 7", "")
    assert es(archivado, prestado) == ("lo tiene Judicial desde el 24 mar", "hoy")
    assert es(archivado, prestado, al=date(2026, 4, 6)) == ("lo tiene Judicial desde el 24 mar", "mal")


def test_donde_esta_la_carpeta_y_que_se_mueve(oficina: Flask) -> None:
    caso = dado(*convenio_firmado(), ORIGINAL, OTRO, DocumentoArchivado(documento=1, ubicacion="Caja 7"))
    with oficina.test_request_context():
        assert en_donde(caso) == "1 en Caja 7; 1 con el responsable"
        assert se_mueven(caso, "prestar_documento") == (("1", "Convenio firmado (en Caja 7)"),)
        assert [n for n, _ in se_mueven(caso, "archivar_documento")] == ["2", "1"]
        assert se_mueven(caso, "devolver_documento") == ()
        todo = dado(*convenio_firmado(), ORIGINAL, OTRO)
        assert se_mueven(todo, "archivar_documento")[0] == ("", "Todo lo que está por archivar (2)")
