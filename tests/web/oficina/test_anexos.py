"""Scans of a case: kept once, by what they are and not by what they are called, and seen only from their case."""

import hashlib
import io
from uuid import uuid4

import pytest

from casos.boveda.archivero import Estado
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra, campo, mio

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + b"IEND\xaeB`\x82"


def anexar(quien, caso, contenido: bytes | None, nombre="escaneo.pdf", tipo="IDENTIFICACION"):
    """Hand a file in through the form."""
    url = f"/casos/{caso}/anexos/"
    formulario = quien.ver(url).text
    datos = {"tipo": tipo, "pedido": campo(formulario, "pedido"), "visto": campo(formulario, "visto")}
    if contenido is not None:
        datos["archivo"] = (io.BytesIO(contenido), nombre)
    return quien.enviar(url, datos)


def archivos(prueba: Prueba) -> list[str]:
    return sorted(a.name for a in prueba.ajustes.carpeta_documentos.iterdir() if a.is_file())


@pytest.mark.parametrize("contenido", [PDF, PNG])
def test_un_escaneo_se_guarda_una_vez_y_se_puede_ver(prueba: Prueba, entra: Entra, contenido) -> None:
    caso, ana = mio(prueba), entra("responsable")
    huella = hashlib.sha256(contenido).hexdigest()
    for _ in range(2):
        assert anexar(ana, caso, contenido, nombre="..\\foto.exe").status_code == 303
    assert archivos(prueba) == [f"{huella}.sobre"]
    assert prueba.abierta.archivero.revisar(huella) is Estado.SANO
    hechos = [type(a.hecho).__name__ for a in prueba.abierta.casos.asientos(caso)]
    assert hechos.count("DocumentoAnexado") == 1
    visto = ana.ver(f"/casos/{caso}/anexos/{huella}")
    assert (visto.status_code, visto.data) == (200, contenido)
    assert huella[:12] in ana.ver(f"/casos/{caso}/anexos/").text


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (None, "Elija el archivo"),
        (b"", "vacío"),
        (b"<html><script>", "No es un PDF"),
        (b"%PDF-1.7 cortado", "incompleto"),
    ],
)
def test_lo_que_no_es_un_escaneo_se_rechaza_y_nada_cambia(
    prueba: Prueba, entra: Entra, contenido, dice
) -> None:
    caso, ana = mio(prueba), entra("responsable")
    antes = len(prueba.abierta.casos.asientos(caso))
    respuesta = anexar(ana, caso, contenido)
    assert respuesta.status_code == 422
    assert dice in respuesta.text
    assert archivos(prueba) == []
    assert len(prueba.abierta.casos.asientos(caso)) == antes


def test_un_archivo_se_ve_solo_desde_su_caso(prueba: Prueba, entra: Entra) -> None:
    caso, ana = mio(prueba), entra("responsable")
    assert anexar(ana, caso, PDF).status_code == 303
    otro = mio(prueba)
    huella = hashlib.sha256(PDF).hexdigest()
    assert ana.ver(f"/casos/{otro}/anexos/{huella}").status_code == 404
    assert ana.ver(f"/casos/{uuid4()}/anexos/{huella}").status_code == 404


def test_quien_no_anexa_no_ve_el_formulario(prueba: Prueba, entra: Entra) -> None:
    caso = mio(prueba)
    pagina = entra("auditor").ver(f"/casos/{caso}/anexos/").text
    assert 'type="file"' not in pagina
