"""The paper in Word as it falls on the sheet: widths that hold their amounts, rows and signatures kept whole."""

import io
from decimal import Decimal
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from casos.mediacion.vocabulario import Producto, RolParte, Via
from tests.casos.mediacion import fabrica_convenios
from tests.web.papeles.muestra import material
from tests.web.papeles.test_papeles import taller
from web.papeles.clases import hacer
from web.papeles.taller import hoja


@pytest.fixture(scope="module")
def largo() -> Any:
    """Sixty instalments, the guarantor signing with a fingerprint, through the institute: with its pagaré."""
    pasos = fabrica_convenios.con_borrador(
        via=Via.INSTITUCIONAL, producto=Producto.CONVENIO_LARGO, parcialidades=60, pago_inicial=Decimal(4000)
    )
    m = material(*pasos)
    contenido = taller().archivo(hoja(m, hacer(m, "convenio", huella=[RolParte.AVAL])), "docx")
    return docx.Document(io.BytesIO(contenido))


def _calendario(documento: Any) -> Any:
    return next(t for t in documento.tables if t.cell(0, 0).text == "Núm.")


def test_ninguna_fila_se_corta_y_el_encabezado_se_repite(largo: Any) -> None:
    cuadro = _calendario(largo)
    assert all(r._tr.trPr.find(qn("w:cantSplit")) is not None for r in cuadro.rows)
    assert cuadro.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert cuadro.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None


def test_los_importes_van_a_la_derecha_y_caben_en_su_columna(largo: Any) -> None:
    cuadro = _calendario(largo)
    ultima = cuadro.rows[-1].cells
    assert [str(c.paragraphs[0].alignment) for c in ultima[2:5]] == ["RIGHT (2)"] * 3
    for celda, columna in zip(cuadro.rows[1].cells, cuadro.columns, strict=True):
        assert celda.width == columna.width
        letras_de_nueve_puntos = len(celda.text) * 4.5
        assert letras_de_nueve_puntos < columna.width.pt - 10.8


def test_las_firmas_quedan_con_la_ultima_clausula(largo: Any) -> None:
    """The last clause, the closing words and every signature ask Word to stay together."""
    cuerpo = list(largo.element.body)
    desde = next(i for i, e in enumerate(cuerpo) if "Información crediticia" in "".join(e.itertext()))
    hasta = next(i for i, e in enumerate(cuerpo) if "Testigo" in "".join(e.itertext()))
    parrafos = [p for e in cuerpo[desde : hasta + 1] for p in e.iter(qn("w:p"))]
    assert len(parrafos) > 20
    assert all(p.pPr is not None and p.pPr.find(qn("w:keepNext")) is not None for p in parrafos)


def test_la_huella_tiene_su_recuadro(largo: Any) -> None:
    firmas = next(t for t in largo.tables if "Testigo" in "".join(c.text for c in t._cells))
    [recuadro] = [t for c in firmas._cells for t in c.tables]
    assert recuadro.cell(0, 0).text == "Huella digital"
    assert recuadro.rows[0].height.cm == pytest.approx(3.1, abs=0.01)


def test_el_pie_lleva_el_numero_de_cada_pagina(largo: Any) -> None:
    pie = largo.sections[0].footer.paragraphs[0]
    assert "Página " in pie.text
    assert [i.text for i in pie._p.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
