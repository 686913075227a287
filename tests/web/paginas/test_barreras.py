"""Every page in Chromium, with the ugliest data: accessible, and everything fits, is whole and can be touched.

What two roles see alike is opened once, and of the pages of a route those that are made of other parts.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from flask import Flask

from casos.decision import ROLES
from tests.web.conftest import servida
from tests.web.paginas.demostracion import POR_ROL, aplicacion, entrar
from tests.web.paginas.envios import enviar, envios
from tests.web.paginas.esqueleto import partes
from tests.web.paginas.medir import ANCHOS, barreras, defectos
from tests.web.paginas.recorrido import Pagina, recorrer
from web.ajustes import Ajustes

pytestmark = pytest.mark.navegador
FOTOS = os.environ.get("MEDIACION_FOTOS", "")
"""A folder to leave pictures of every page in, at each width, for whoever wants to look."""


@pytest.fixture(scope="module")
def ya_vistas() -> dict[str, set[str]]:
    """Of which parts the pages of each route were made that have been opened."""
    return {}


def dentro(app: Flask, pagina, direccion: str, rol: str):
    """Give the browser the session of a role."""
    galleta = entrar(app, POR_ROL[rol]).galleta
    pagina.context.add_cookies([{"name": "mediacion", "value": galleta, "url": direccion}])
    return pagina


def fotografiar(pagina, p: Pagina) -> None:
    """Leave its pictures."""
    nombre = re.sub(r"[^a-z0-9]+", "-", f"{p.endpoint}-{p.rol}-{p.url[-40:].lower()}")
    for ancho, (x, y) in ANCHOS.items():
        pagina.set_viewport_size({"width": x, "height": y})
        pagina.screenshot(path=Path(FOTOS) / f"{nombre}.{ancho}.png", full_page=True)


@pytest.mark.parametrize("rol", ROLES)
def test_cada_pagina_es_accesible_y_se_ve_entera(fea, direccion_fea, pagina, ya_vistas, rol: str) -> None:
    dentro(fea, pagina, direccion_fea, rol)
    faltas: list[str] = []
    for p in recorrer(fea, rol):
        nuevas = partes(p.html) if p.es_html and p.estado == 200 else set()
        vistas = ya_vistas.setdefault(p.endpoint, set())
        if nuevas <= vistas:
            continue
        vistas |= nuevas
        pagina.goto(direccion_fea + p.url)
        if FOTOS:
            fotografiar(pagina, p)
        faltas += [f"{p.url}: {falta}" for falta in (*defectos(pagina), *barreras(pagina))]
    assert not faltas, "\n".join(dict.fromkeys(faltas))


@pytest.mark.parametrize("rol", ["responsable", "coordinador", "contabilidad", "administrador"])
def test_los_errores_de_cada_formulario_son_accesibles(
    molde_feo: Path, tmp_path: Path, pagina, rol: str
) -> None:
    """Each form sent empty: the page with what is missing, shown as it was answered."""
    copia = shutil.copytree(molde_feo, tmp_path / "instancia")
    vistas: set[str] = set()
    faltas: list[str] = []
    with aplicacion(Ajustes(instancia=copia, base_datos="")) as app, servida(app) as direccion:
        quien = entrar(app, POR_ROL[rol])
        dentro(app, pagina, direccion, rol)
        contestada = ""
        pagina.route(
            f"{direccion}/contestada", lambda ruta: ruta.fulfill(body=contestada, content_type="text/html")
        )
        for envio in envios(app, list(recorrer(app, rol))):
            respuesta = enviar(quien, envio)
            nuevas = partes(respuesta.text) if respuesta.status_code == 422 else set()
            if nuevas <= vistas:
                continue
            vistas |= nuevas
            contestada = respuesta.text
            pagina.goto(f"{direccion}/contestada")
            faltas += [f"{envio.destino}: {falta}" for falta in (*defectos(pagina), *barreras(pagina))]
    assert vistas
    assert not faltas, "\n".join(dict.fromkeys(faltas))
