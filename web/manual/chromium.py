"""Chromium, run by itself for one picture or one PDF: nothing is installed for it and no page is changed by it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NOMBRES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
COMUNES = (
    "--headless=new", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=1",
    "--lang=es-MX",
)  # fmt: skip
SEGUNDOS = 120


class SinChromium(RuntimeError):
    """There is none, or it did not do what it was asked."""


def ruta_de_chromium() -> str | None:
    """The path of the Chromium to use (`MEDIACION_CHROMIUM`, else the first found in the path), or None."""
    return os.environ.get("MEDIACION_CHROMIUM") or next(filter(None, map(shutil.which, NOMBRES)), None)


def fotografiar(url: str, archivo: Path, ancho: int, alto: int) -> None:
    """A page's picture, as PNG. Raises SinChromium."""
    _correr(archivo, f"--screenshot={archivo}", f"--window-size={ancho},{alto}", url)


def imprimir(url: str, archivo: Path) -> None:
    """A page as PDF. Raises SinChromium."""
    _correr(archivo, f"--print-to-pdf={archivo}", "--no-pdf-header-footer", url)


def _correr(archivo: Path, *que: str) -> None:
    ruta = ruta_de_chromium()
    if ruta is None:
        raise SinChromium("No se encontró Chromium. Instálelo, o diga dónde está con MEDIACION_CHROMIUM.")
    archivo.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(prefix="mediacion-") as perfil:
        sin_caja = ["--no-sandbox"] if os.geteuid() == 0 else []
        orden = [ruta, *COMUNES, *sin_caja, f"--user-data-dir={perfil}", *que]
        try:
            salida = subprocess.run(orden, capture_output=True, timeout=SEGUNDOS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as falla:
            raise SinChromium(f"Chromium ({ruta}) no respondió: {falla}.") from falla
    if not archivo.is_file():
        motivo = salida.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["sin decir por qué"]
        raise SinChromium(f"Chromium ({ruta}) no escribió {archivo.name}: {motivo[0]}")
