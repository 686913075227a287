"""The screens of rules in a real Chromium: accessible and within the window; a publication by mouse."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.conftest import CLAVE, servida
from tests.web.test_navegador import ANCHOS, sin_barreras, sin_desbordes
from web import publicaciones

pytestmark = pytest.mark.navegador
PANTALLAS = (
    "/reglas/",
    "/reglas/publicar",
    "/calendarios/",
    "/calendarios/publicar",
    "/sin-siguiente-accion/",
)
FOTOS = os.environ.get("MEDIACION_FOTOS", "")
"""A folder to leave screenshots in, for whoever wants to look."""


@pytest.fixture
def en_linea(oficina) -> Iterator[str]:
    with servida(oficina) as direccion:
        yield direccion
        publicaciones.esperar()


@pytest.fixture
def coordinadora(en_linea, pagina):
    pagina.goto(f"{en_linea}/entrar?siguiente=/reglas/")
    pagina.fill("#f-usuario", "coordinador")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/reglas/")
    return pagina


@pytest.mark.parametrize("ancho", ANCHOS)
def test_las_pantallas_son_accesibles_y_caben(prueba, en_linea, coordinadora, ancho):
    prueba.abrir_caso()
    coordinadora.set_viewport_size(dict(zip(("width", "height"), ANCHOS[ancho], strict=True)))
    for pantalla in PANTALLAS:
        coordinadora.goto(en_linea + pantalla)
        sin_desbordes(coordinadora)
        sin_barreras(coordinadora)
        if FOTOS:
            nombre = f"{pantalla.strip('/').replace('/', '-')}-{ancho}.png"
            coordinadora.screenshot(path=Path(FOTOS) / nombre, full_page=True)


def test_publicar_una_regla_con_el_raton(en_linea, coordinadora):
    coordinadora.get_by_role("link", name="Publicar otra versión").click()
    coordinadora.fill("#f-documento", "vigente_desde = 2026-10-05\n[documentos]\narchivar_dias_habiles = 5\n")
    coordinadora.get_by_role("button", name="Ver qué cambia").click()
    coordinadora.get_by_text("3 días hábiles (calendario del Instituto)").wait_for()
    sin_barreras(coordinadora)
    coordinadora.get_by_role("button", name="Publicar", exact=True).click()
    coordinadora.get_by_text("Política publicada: 2 cambios.").wait_for()
    assert "5 días hábiles" in coordinadora.content()
