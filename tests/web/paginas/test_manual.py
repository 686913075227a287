"""The manual tells what is there: every button, screen and picture that it names, and a section for every screen."""

import html
import re

import pytest
from flask import Flask, render_template

from casos.decision import ROLES
from tests.web.paginas.demostracion import entrar
from tests.web.paginas.recorrido import recorrer
from web.manual.indice import AYUDA_DE, PALABRAS, SECCIONES
from web.manual.texto import Manual
from web.recursos import CARPETA

SEGUN_EL_CASO = {
    "Volver a hoy", "Prometió pago", "Posponer o descartar", "Deshacer", "Registrar los resultados elegidos",
    "Llevar a cabo", "Volver",
}  # fmt: skip
"""What is on screen only after doing something, or says more besides: looked for in the templates."""
MEGA_Y_MEDIO = 1_500_000


@pytest.fixture(scope="module")
def manual(fea: Flask) -> Manual:
    """The text, written once."""
    m = Manual(lambda nombre: nombre, enlaza=False)
    with fea.test_request_context():
        render_template("ayuda/impreso.html", m=m, indice=SECCIONES, estilo="")
    return m


def test_cada_boton_que_nombra_existe(fea: Flask, manual: Manual) -> None:
    vistos = {_plano(p.html) for p in recorrer(fea, "responsable")}
    plantillas = _plano(
        " ".join(
            ruta.read_text()
            for ruta in (CARPETA.parent / "templates").rglob("*.html")
            if "ayuda" not in ruta.parts
        )
    )
    faltan = [
        boton
        for boton in dict.fromkeys(manual.botones)
        if not any(boton in texto for texto in ([plantillas] if boton in SEGUN_EL_CASO else vistos))
    ]
    assert faltan == []


def _plano(texto: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<(?!%)[^>]*>", " ", texto)))


def test_cada_imagen_esta_y_todas_pesan_poco(manual: Manual) -> None:
    carpeta = CARPETA / "ayuda"
    assert {ruta.stem for ruta in carpeta.iterdir()} == set(manual.fotos)
    assert sum(ruta.stat().st_size for ruta in carpeta.iterdir()) < MEGA_Y_MEDIO


def test_cada_seccion_se_escribio_y_las_de_cada_pantalla_existen(fea: Flask, manual: Manual) -> None:
    assert manual.secciones == list(SECCIONES)
    assert set(AYUDA_DE.values()) <= set(SECCIONES)
    assert set(AYUDA_DE) <= set(fea.blueprints)


@pytest.mark.parametrize("rol", ROLES)
def test_la_ayuda_se_abre_donde_hace_falta(fea: Flask, rol: str) -> None:
    from tests.web.paginas.demostracion import POR_ROL

    alguien = entrar(fea, POR_ROL[rol])
    assert 'href="/ayuda/#agenda">Ayuda</a>' in alguien.ver("/agenda/").text
    ayuda = alguien.ver("/ayuda/").text
    assert all(f'id="{seccion}"' in ayuda for seccion in SECCIONES)
    assert all(f'id="palabra-{clave}"' in ayuda for clave, *_ in PALABRAS)
