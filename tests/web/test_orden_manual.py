"""`mediacion manual`: made by one command, from the running program; without Chromium it says so."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from tests.entorno.navegador import ruta_de_chromium
from web.manual import chromium
from web.ordenes.manual import manual


def test_sin_chromium_lo_dice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium, "ruta_de_chromium", lambda: None)
    hecho = CliRunner().invoke(manual, ["-o", str(tmp_path / "manual")])
    assert hecho.exit_code == 2
    assert "No se encontró Chromium. Instálelo, o diga dónde está con MEDIACION_CHROMIUM." in hecho.stderr
    assert not (tmp_path / "manual").exists()


def test_un_chromium_que_no_sirve_se_dice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIACION_CHROMIUM", "/bin/false")
    with pytest.raises(chromium.SinChromium, match=r"no escribió x\.png"):
        chromium.fotografiar("about:blank", tmp_path / "x.png", 100, 100)
    monkeypatch.setenv("MEDIACION_CHROMIUM", str(tmp_path / "no-hay"))
    with pytest.raises(chromium.SinChromium, match="no respondió"):
        chromium.imprimir("about:blank", tmp_path / "x.pdf")


@pytest.mark.lento
@pytest.mark.navegador
def test_se_hace_con_una_orden(navegador, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIACION_CHROMIUM", str(ruta_de_chromium()))
    monkeypatch.setattr("web.manual.fotos.CASOS", 40)
    hecho = CliRunner().invoke(manual, ["-o", str(tmp_path)], catch_exceptions=False)
    assert hecho.exit_code == 0, hecho.output
    hojas = PdfReader(tmp_path / "manual.pdf").pages
    texto = " ".join(hoja.extract_text() for hoja in hojas)
    assert "Manual del responsable" in texto
    assert "Registrar una atención" in texto
    imagenes = sorted(ruta.stem for ruta in (tmp_path / "imagenes").iterdir())
    assert imagenes == sorted(ruta.stem for ruta in Path("web/static/ayuda").iterdir())
