"""Every paper as an archive needs it (ISO 19005-2, level A), read back by another library than the one that made it."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from tests.web.papeles.muestra import material
from tests.web.papeles.test_papeles import DE_TODO, IDS, Pasos, pdf, taller
from web.papeles.clases import hacer
from web.papeles.taller import hoja

PROHIBIDO = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/OpenAction",
    "/AA",
    "/EmbeddedFiles",
    "/XFA",
    "/Movie",
    "/Sound",
}
FILTROS = {"/FlateDecode", "/DCTDecode"}


def _objetos(lector: PdfReader) -> Iterator[Any]:
    for numero in range(1, lector.trailer["/Size"]):
        objeto = lector.get_object(numero)
        if objeto is not None:
            yield objeto


@pytest.fixture(params=DE_TODO, ids=IDS, scope="module")
def papel(request: pytest.FixtureRequest) -> bytes:
    clase, historia, args, _ = request.param
    return pdf(material(*historia()), clase, **args)


def test_se_declara_pdf_a_2a_con_su_titulo_y_su_idioma(papel: bytes) -> None:
    lector = PdfReader(io.BytesIO(papel))
    raiz = lector.trailer["/Root"]
    xmp = raiz["/Metadata"].get_object().get_data().decode()
    assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A</pdfaid:conformance>", xmp)
    assert papel.startswith(b"%PDF-1.7\n%")
    assert lector.metadata is not None
    assert f"{lector.metadata.title}</rdf:li>" in xmp
    assert raiz["/Lang"] == "es-MX"
    assert "/Filter" not in raiz["/Metadata"].get_object()


def test_lleva_dentro_su_color_y_sus_tipos(papel: bytes) -> None:
    lector = PdfReader(io.BytesIO(papel))
    [salida] = lector.trailer["/Root"]["/OutputIntents"]
    assert salida.get_object()["/S"] == "/GTS_PDFA1"
    assert (
        salida.get_object()["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    )  # an ICC profile
    tipos = [o for o in _objetos(lector) if isinstance(o, dict) and o.get("/Type") == "/FontDescriptor"]
    assert tipos
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & t.keys() for t in tipos)
    compuestos = [o for o in _objetos(lector) if isinstance(o, dict) and o.get("/Subtype") == "/Type0"]
    assert compuestos
    assert all("/ToUnicode" in t for t in compuestos)


def test_no_trae_nada_que_se_ejecute_ni_que_este_fuera_de_el(papel: bytes) -> None:
    lector = PdfReader(io.BytesIO(papel))
    assert "/Encrypt" not in lector.trailer
    assert len(lector.trailer["/ID"]) == 2
    for objeto in _objetos(lector):
        if not isinstance(objeto, dict):
            continue
        assert not PROHIBIDO & objeto.keys()
        assert objeto.get("/S") not in PROHIBIDO
        assert "/F" not in objeto or objeto.get("/Type") == "/Annot"  # no stream kept in another file
        filtros = objeto.get("/Filter", [])
        assert set(filtros if isinstance(filtros, list) else [filtros]) <= FILTROS


def test_esta_marcado_para_leerse_en_voz_alta(papel: bytes) -> None:
    lector = PdfReader(io.BytesIO(papel))
    assert lector.trailer["/Root"]["/MarkInfo"]["/Marked"]
    marcas = [o for o in _objetos(lector) if isinstance(o, dict) and o.get("/Type") == "/StructElem"]
    clases = {str(m["/S"]) for m in marcas}
    assert "/P" in clases
    assert all(m.get("/Alt") for m in marcas if m["/S"] == "/Figure")


@pytest.mark.parametrize(("clase", "historia", "args", "dice"), DE_TODO, ids=IDS)
def test_los_encabezados_van_en_orden_como_pide_pdf_ua(
    clase: str, historia: Callable[[], Pasos], args: dict[str, Any], dice: list[str]
) -> None:
    """typst refuses to export PDF/UA-1 when a heading level is skipped or a figure has no text."""
    m = material(*historia())
    lista, imprenta = hoja(m, hacer(m, clase, **args)), taller().imprenta
    hecho = imprenta._compilador.compile(
        imprenta._fuente(lista.papel.plantilla, lista.datos), format="pdf", pdf_standards=["ua-1"],
        timestamp=int(lista.papel.creado.timestamp()),
    )  # fmt: skip
    assert b"<pdfuaid:part>1</pdfuaid:part>" in hecho
