"""Scans at rest: nothing legible on the disk, whole or noticed, gone with the last person whom they concern."""

import hashlib
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casos.boveda import Boveda, BovedaIlegible, Persona, PersonaDesconocida, PersonaYaOlvidada, sobre
from casos.boveda.archivero import DIAS_EN_ESPERA, Archivero, Estado

AHORA = datetime(2026, 10, 5, 16, 0, tzinfo=UTC)
ESCANEO = b"%PDF-1.7 " + b"Daniela firma y promete pagar. " * 9000 + b"%%EOF"
HUELLA = hashlib.sha256(ESCANEO).hexdigest()
LLAVE, DE = b"k" * 32, b"de"


@pytest.fixture
def gente(boveda: Boveda):
    """Three people of the vault."""
    personas = [Persona(persona_id=uuid4(), nombre=nombre) for nombre in ("Daniela", "Rosa Elena", "Ramiro")]
    boveda.guardar_varias(personas, AHORA)
    return [p.persona_id for p in personas]


@pytest.fixture
def archivero(boveda: Boveda, tmp_path: Path) -> Archivero:
    (tmp_path / "documentos").mkdir()
    return boveda.archivero(tmp_path / "documentos")


def archivos(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "documentos").iterdir())


@settings(max_examples=30)
@given(st.integers(0, 3 * sobre.PIEZA + 5), st.binary(min_size=1, max_size=8))
def test_lo_que_se_cierra_se_abre_igual(largo, semilla):
    claro = (semilla * (largo // len(semilla) + 1))[:largo]
    cerrado = b"".join(sobre.cerrar(LLAVE, claro, DE))
    assert b"".join(sobre.abrir(LLAVE, io.BytesIO(cerrado), DE)) == claro


@settings(max_examples=60)
@given(st.data())
def test_ningun_byte_cambiado_ni_pieza_quitada_o_movida_pasa(datos):
    claro = bytes(range(256)) * (2 * sobre.PIEZA // 256) + b"fin"
    cerrado = bytearray(b"".join(sobre.cerrar(LLAVE, claro, DE)))
    cabeza, pieza = len(sobre.MAGIA) + 7, sobre.PIEZA + 16
    match datos.draw(st.sampled_from(["byte", "corte", "pieza", "orden"])):
        case "byte":
            cerrado[datos.draw(st.integers(0, len(cerrado) - 1))] ^= 1
        case "corte":
            del cerrado[datos.draw(st.integers(0, len(cerrado) - 1)) :]
        case "pieza":
            del cerrado[cabeza : cabeza + pieza]
        case _:
            una, otra = (
                bytes(cerrado[cabeza : cabeza + pieza]),
                bytes(cerrado[cabeza + pieza : cabeza + 2 * pieza]),
            )
            cerrado[cabeza : cabeza + 2 * pieza] = otra + una
    with pytest.raises(BovedaIlegible):
        b"".join(sobre.abrir(LLAVE, io.BytesIO(bytes(cerrado)), DE))
    with pytest.raises(BovedaIlegible):
        b"".join(sobre.abrir(LLAVE, io.BytesIO(b"".join(sobre.cerrar(LLAVE, claro, DE))), b"otro"))


def test_en_el_disco_no_queda_nada_legible_y_se_guarda_una_vez(archivero, gente, tmp_path):
    for _ in range(2):
        assert archivero.guardar(ESCANEO, b"miniatura de Daniela", AHORA) == HUELLA
    archivero.asignar(HUELLA, gente[:1], AHORA)
    (unico,) = archivos(tmp_path)
    assert unico.name == f"{HUELLA}.sobre"
    assert unico.stat().st_mode & 0o077 == 0
    assert b"Daniela" not in unico.read_bytes()
    assert b"PDF" not in unico.read_bytes()
    assert archivero.leer(HUELLA) == ESCANEO
    assert archivero.miniatura(HUELLA) == b"miniatura de Daniela"
    assert archivero.revisar(HUELLA) is Estado.SANO


def test_lo_alterado_y_lo_que_falta_se_nombra(archivero, gente, tmp_path):
    archivero.guardar(ESCANEO, b"", AHORA)
    archivero.asignar(HUELLA, gente[:1], AHORA)
    (unico,) = archivos(tmp_path)
    sano = unico.read_bytes()
    unico.write_bytes(sano[:-1] + bytes([sano[-1] ^ 1]))
    assert archivero.revisar(HUELLA) is Estado.ALTERADO
    unico.unlink()
    assert archivero.revisar(HUELLA) is Estado.FALTA
    assert not archivero.esta(HUELLA)
    assert archivero.guardar(ESCANEO, b"", AHORA) == HUELLA, "the same file handed in again mends it"
    assert archivero.revisar(HUELLA) is Estado.SANO


def test_olvidar_borra_lo_que_solo_era_suyo_y_deja_lo_compartido(archivero, boveda, gente, tmp_path):
    daniela, rosa, _ = gente
    convenio = ESCANEO + b"convenio"
    suyo, de_las_dos = archivero.guardar(ESCANEO, b"", AHORA), archivero.guardar(convenio, b"", AHORA)
    archivero.asignar(suyo, [daniela], AHORA)
    archivero.asignar(de_las_dos, [daniela, rosa], AHORA)
    assert archivero.de_persona(daniela) == ([suyo], [de_las_dos])
    boveda.olvidar(daniela, AHORA)
    assert archivero.revisar(suyo) is Estado.SIN_CLAVE, "the key is gone before the file"
    assert archivero.limpiar(AHORA) == 1
    assert [a.stem for a in archivos(tmp_path)] == [de_las_dos]
    assert archivero.leer(de_las_dos) == convenio
    assert archivero.de_persona(rosa) == ([de_las_dos], [])
    boveda.olvidar(rosa, AHORA)
    archivero.limpiar(AHORA)
    assert archivos(tmp_path) == []
    assert archivero.limpiar(AHORA) == 0


def test_para_quien_se_olvido_no_se_guarda_nada(archivero, boveda, gente):
    daniela, rosa, _ = gente
    archivero.guardar(ESCANEO, b"", AHORA)
    boveda.olvidar(daniela, AHORA)
    with pytest.raises(PersonaYaOlvidada):
        archivero.asignar(HUELLA, [daniela], AHORA)
    with pytest.raises(PersonaDesconocida):
        archivero.asignar(HUELLA, [uuid4()], AHORA)
    with pytest.raises(FileNotFoundError):
        archivero.asignar("0" * 64, [rosa], AHORA)
    archivero.asignar(HUELLA, [daniela, rosa], AHORA)
    assert archivero.de_persona(rosa) == ([HUELLA], [])


def test_lo_que_nadie_puso_en_ningun_caso_se_barre(archivero, gente, tmp_path):
    otro = archivero.guardar(b"%PDF- de un caso", b"", AHORA)
    archivero.asignar(otro, gente[:1], AHORA)
    archivero.guardar(ESCANEO, b"", AHORA)
    assert archivero.limpiar(AHORA + timedelta(days=DIAS_EN_ESPERA - 1)) == 0
    archivero.guardar(ESCANEO, b"", AHORA + timedelta(days=DIAS_EN_ESPERA - 1))
    assert archivero.limpiar(AHORA + timedelta(days=DIAS_EN_ESPERA + 1)) == 0, (
        "handed in again, it waits anew"
    )
    assert archivero.limpiar(AHORA + timedelta(days=2 * DIAS_EN_ESPERA)) == 1
    assert [a.stem for a in archivos(tmp_path)] == [otro]


def test_cambiar_la_maestra_no_pierde_ningun_documento(archivero, boveda, gente):
    archivero.guardar(ESCANEO, b"", AHORA)
    archivero.asignar(HUELLA, gente[:2], AHORA)
    en_espera = archivero.guardar(b"%PDF- en espera", b"", AHORA)
    boveda.rotar_maestra()
    boveda.retirar_maestras_viejas()
    assert archivero.leer(HUELLA) == ESCANEO
    assert archivero.leer(en_espera) == b"%PDF- en espera"
    assert boveda.revisar() == []
