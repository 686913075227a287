"""Fixtures for tests that open the pages: one Chromium for the process, a fresh page for each test.

Chromium is the system's (`MEDIACION_CHROMIUM`, else the first found in the path); nothing is downloaded.
"""

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from web.manual.chromium import ruta_de_chromium

if TYPE_CHECKING:  # 160 MB that only the tests of pages need
    from playwright.sync_api import Browser, BrowserContext, Page

ARGUMENTOS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RESPUESTA_ESPERADA = re.compile(r"^Failed to load resource: the server responded with a status of (409|422) ")
"""A refused form is an answer (422, or 409 when the case has moved on), not a fault of the page."""


@pytest.fixture(scope="session")
def navegador() -> Iterator["Browser"]:
    """A headless Chromium, shared by the tests of one process."""
    ruta = ruta_de_chromium()
    if ruta is None:
        motivo = "no hay Chromium: instálelo o diga dónde está con MEDIACION_CHROMIUM"
        if os.environ.get("MEDIACION_EXIGE_TODO"):
            pytest.fail(motivo)
        pytest.skip(motivo)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=ruta, args=list(ARGUMENTOS))
        yield chromium
        chromium.close()


@pytest.fixture
def faltas() -> list[str]:
    """What the pages complained of: errors in the console, breaches of the CSP, uncaught exceptions.

    `pagina` fails the test if any is left; a test that provokes one on purpose checks it and clears the list.
    """
    return []


@pytest.fixture
def contexto(navegador, faltas: list[str]) -> Iterator["BrowserContext"]:
    """An empty browser profile in Sonora: Mexican Spanish, its hour, a desktop's window."""
    perfil = navegador.new_context(
        locale="es-MX", timezone_id="America/Hermosillo", viewport={"width": 1280, "height": 800}
    )
    perfil.set_default_timeout(15_000)

    def anotar(mensaje) -> None:
        if mensaje.type == "error" and not RESPUESTA_ESPERADA.match(mensaje.text):
            faltas.append(f"{mensaje.location.get('url', '')}: {mensaje.text}")

    perfil.on("console", anotar)
    perfil.on("weberror", lambda error: faltas.append(str(error.error)))
    yield perfil
    perfil.close()
    assert not faltas, "La página se quejó en la consola:\n" + "\n".join(faltas)


@pytest.fixture
def pagina(contexto) -> "Page":
    """A fresh page; more of the same visitor with `pagina.context.new_page()`."""
    return contexto.new_page()
