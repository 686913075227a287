"""Killing whoever puts scans in a case, at any moment: nothing answered is lost, nothing left over does harm."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casos.boveda.archivero import DIAS_EN_ESPERA, Estado
from casos.mediacion.documentos import Anexo, anexar_documento
from casos.mediacion.escaneos import Escaneo
from casos.mediacion.vocabulario import TipoDocumento
from tests.instancias import Prueba
from web import cotejo_documentos, documentos
from web.ordenes import doctor

MUERTES = 5


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def prueba(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Prueba]:
    """An instance on each engine."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    prueba = Prueba(tmp_path / "instancia", url)
    yield prueba
    prueba.cerrar()


def matar(prueba: Prueba, caso: UUID, nombre: str, tras_s: float) -> dict[str, list[str]]:
    """Let a process attach scans for a while and kill it; the hashes of what it said, by step."""
    orden = [sys.executable, "-m", "tests.web.escaneados.muerto", str(prueba.ajustes.instancia)]
    orden += [prueba.ajustes.base_datos, str(caso), nombre]
    dicho: dict[str, list[str]] = {"recibido": [], "anexado": []}
    with subprocess.Popen(orden, stdout=subprocess.PIPE, text=True) as proceso:
        assert proceso.stdout is not None
        lineas = [proceso.stdout.readline()]
        time.sleep(tras_s)
        proceso.kill()
        lineas += list(proceso.stdout)
    for linea in lineas:
        paso, _, huella = linea.strip().partition(" ")
        if len(huella) == 64:
            dicho[paso].append(huella)
    return dicho


def en_el_caso(prueba: Prueba, caso: UUID) -> set[str]:
    historia = prueba.abierta.casos.historia(caso)
    assert historia is not None
    return set(historia.caso.anexos)


def sueltos(prueba: Prueba) -> list[str]:
    return [a.texto for a in doctor._documentos(prueba.abierta) if "ningún caso" in a.texto]


def test_matar_entre_el_archivo_y_su_hecho_no_pierde_lo_aceptado(prueba: Prueba) -> None:
    caso, azar = prueba.abrir_caso(), random.Random(11)
    recibidos, anexados = set(), set()
    for n in range(MUERTES):
        dicho = matar(prueba, caso, f"n{n}", azar.uniform(0.0, 0.25))
        recibidos |= set(dicho["recibido"])
        anexados |= set(dicho["anexado"])
    archivero, tiene = prueba.abierta.archivero, en_el_caso(prueba, caso)
    assert recibidos
    assert anexados <= tiene, "a scan that was answered is in its case"
    assert tiene <= recibidos, "no fact before its file"
    assert list(cotejo_documentos.revisar(prueba.abierta, a_fondo=True)) == []
    assert {archivero.revisar(huella) for huella in recibidos} == {Estado.SANO}, (
        "nor is what was only handed in lost"
    )


def test_lo_que_la_muerte_dejo_suelto_se_nombra_y_se_limpia_sin_tocar_lo_demas(
    prueba: Prueba,
) -> None:
    caso = prueba.abrir_caso()
    huellas = [prueba.abierta.archivero.guardar(f"%PDF {n}".encode(), b"", prueba.ahora) for n in range(3)]
    queda, cortado, en_espera = huellas
    for huella in (queda, cortado):
        anexo = Anexo(escaneo=Escaneo(huella=huella, formato="pdf"), tipo=TipoDocumento.SOPORTE)
        historia = prueba.abierta.casos.historia(caso)
        assert historia is not None
        documentos.asentar(prueba.abierta, historia, anexo)
        if huella == queda:
            prueba.decidir(caso, anexar_documento, anexo)
    provisional = prueba.ajustes.carpeta_documentos / ".a-medias.nuevo"
    provisional.write_bytes(b"a medias")
    os.utime(provisional, (prueba.ahora.timestamp(), prueba.ahora.timestamp()))
    assert cotejo_documentos.sin_caso(prueba.abierta) == [], "its fact may be on its way"
    prueba.pasar(days=DIAS_EN_ESPERA + 1)
    assert cotejo_documentos.sin_caso(prueba.abierta) == [cortado]
    assert list(cotejo_documentos.revisar(prueba.abierta, a_fondo=True)) == [], "it is no difference"
    (nombrado,) = sueltos(prueba)
    assert ": 1." in nombrado
    assert cotejo_documentos.limpiar(prueba.abierta) == 3
    assert sueltos(prueba) == []
    sanos = [prueba.abierta.archivero.revisar(huella) for huella in (queda, cortado, en_espera)]
    assert sanos == [Estado.SANO, Estado.FALTA, Estado.FALTA]
    assert list(cotejo_documentos.revisar(prueba.abierta, a_fondo=True)) == []
