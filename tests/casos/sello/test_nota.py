"""Checkpoints: the published form, and that no changed character of one is taken."""

import stat
from pathlib import Path

import pytest

from casos.sello.nota import Llave, NotaInvalida, Publica
from tests.casos.sello.conftest import LLAVE

SELLO = LLAVE.sellar(3, bytes(range(32)))


def test_el_sello_tiene_la_forma_publicada() -> None:
    origen = LLAVE.publica.origen
    lineas = SELLO.nota.split("\n")
    assert lineas[:4] == [origen, "3", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ""]
    assert lineas[4].startswith(f"— {origen} ")
    assert lineas[5:] == [""]
    assert LLAVE.publica.texto.split("+", 2)[:2] == [origen, LLAVE.publica.marca.hex()]
    assert LLAVE.publica.leer(SELLO.nota) == SELLO
    assert LLAVE.sellar(3, bytes(range(32))) == SELLO


def test_ningun_caracter_cambiado_se_acepta() -> None:
    for n in range(len(SELLO.nota)):
        for otro in ("A", "7", "\n", ""):
            cambiada = SELLO.nota[:n] + otro + SELLO.nota[n + 1 :]
            if cambiada == SELLO.nota or cambiada == SELLO.nota.removesuffix("\n"):
                continue
            with pytest.raises(NotaInvalida):
                LLAVE.publica.leer(cambiada)


def test_el_sello_de_otro_registro_no_se_acepta() -> None:
    otra = Llave(b"z" * 32)
    with pytest.raises(NotaInvalida, match="no está firmado"):
        otra.publica.leer(SELLO.nota)
    with pytest.raises(NotaInvalida, match="no es un sello"):
        LLAVE.publica.leer(LLAVE.firmar("otra cosa\n3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"))
    with pytest.raises(NotaInvalida, match="no está firmado"):
        Publica(LLAVE.publica.origen, otra.publica.cruda).leer(SELLO.nota)


def test_la_llave_se_crea_una_vez_y_solo_la_lee_su_duenio(tmp_path: Path) -> None:
    archivo = tmp_path / "claves" / "sello.key"
    llave = Llave.crear(archivo)
    assert Llave.abrir(archivo).publica == llave.publica
    assert stat.S_IMODE(archivo.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        Llave.crear(archivo)
    archivo.write_text("no es una llave")
    with pytest.raises(NotaInvalida, match="respaldo"):
        Llave.abrir(archivo)
