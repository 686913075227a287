"""Every page of every role, reached by its links, without JavaScript: nothing leads nowhere, every form can be sent."""

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from casos.decision import ROLES
from tests.web.paginas.demostracion import POR_ROL, aplicacion, entrar
from tests.web.paginas.envios import enviar, envios
from tests.web.paginas.formas import Forma, leer
from tests.web.paginas.recorrido import Pagina, recorrer
from web.acciones.etiquetas import ETIQUETAS
from web.ajustes import Ajustes
from web.permisos import permiso_de

SOLO_SEGUN_AJUSTES = {"marca.logo"}
"""Routes that an instance may lack."""
IMAGENES = {"anexos.miniatura", "escaneados.miniatura"}
"""Pictures inside a page, not links; tests/web/escaneados opens them."""

POR_SU_SECRETO = {"suscripcion.archivo"}
"""Read by other programmes, at an address that a page shows once; tests/web/oficina/test_suscripcion.py reads it."""


@pytest.fixture(scope="module")
def paginas(fea: Flask) -> dict[str, list[Pagina]]:
    """What each role can reach."""
    return {rol: list(recorrer(fea, rol)) for rol in ROLES}


def test_a_cada_ruta_se_llega_desde_el_inicio(fea: Flask, paginas) -> None:
    """See `recorrido.MUESTRAS` for how a new route passes."""
    llegadas = {p.endpoint for suyas in paginas.values() for p in suyas if p.estado in {200, 204, 301, 303}}
    rutas = {r.endpoint for r in fea.url_map.iter_rules() if r.methods and "GET" in r.methods}
    assert rutas - llegadas - SOLO_SEGUN_AJUSTES - IMAGENES - POR_SU_SECRETO - {"static"} == set()


@pytest.mark.parametrize("rol", ROLES)
def test_ningun_enlace_lleva_a_donde_no_se_puede(paginas, rol: str) -> None:
    malas = Counter(
        f"{p.estado} {p.url} (desde {p.desde})"
        for p in paginas[rol]
        if p.desde and p.estado not in {200, 204, 303}
    )
    assert not malas, "\n".join(malas)


def _faltas(app: Flask, p: Pagina, forma: Forma) -> list[str]:
    faltas = []
    una_pregunta = forma.metodo == "get" and len(forma.campos) == 1  # sent with Enter
    if not forma.botones and not una_pregunta:
        faltas.append("no tiene botón que la envíe")
    for destino in {forma.destino or p.url, *(b.destino for b in forma.botones if b.destino)}:
        try:
            endpoint, _ = app.url_map.bind("localhost").match(destino.partition("?")[0], forma.metodo.upper())
        except HTTPException:
            faltas.append(f"su destino {destino} no contesta a {forma.metodo}")
            continue
        declarado = permiso_de(app, endpoint)
        if declarado and not declarado.publico and p.rol not in declarado.roles:
            faltas.append(f"{p.rol} no puede enviarla a {endpoint}")
    if forma.metodo == "post" and "csrf_token" not in forma.campos:
        faltas.append("no lleva su token")
    if any(
        v.partition("?")[0] != forma.destino.partition("?")[0]
        for k, v in forma.hx.items()
        if k == f"hx-{forma.metodo}"
    ):
        faltas.append("por htmx va a otra parte")
    return faltas


@pytest.mark.parametrize("rol", ROLES)
def test_cada_formulario_se_envia_sin_javascript(fea: Flask, paginas, rol: str) -> None:
    faltas = Counter()
    for p in paginas[rol]:
        formas, sueltos = leer(p.html) if p.es_html else ([], [])
        faltas.update(
            f"{p.endpoint} {f.destino}: {falta}"
            for f in formas
            if f.metodo != "dialog"
            for falta in _faltas(fea, p, f)
        )
        faltas.update(f"{p.endpoint}: {b} no hace nada" for b in sueltos if "data-imprimir" not in b)
    assert not faltas, "\n".join(faltas)


@pytest.mark.parametrize("rol", ROLES)
def test_cada_formulario_contesta_aunque_se_envie_vacio(molde_feo: Path, tmp_path: Path, rol: str) -> None:
    """Sent as it comes, it is done, or what is missing is told."""
    copia = shutil.copytree(molde_feo, tmp_path / "instancia")
    faltas = []
    with aplicacion(Ajustes(instancia=copia, base_datos="")) as app:
        quien = entrar(app, POR_ROL[rol])
        for envio in envios(app, list(recorrer(app, rol))):
            estado = enviar(quien, envio).status_code
            if estado not in {200, 303, 409, 422}:
                faltas.append(f"{estado} {envio.destino} {envio.boton} (desde {envio.pagina.url})")
    assert not faltas, "\n".join(faltas)


def test_cada_dato_de_cada_acto_tiene_nombre_de_persona(paginas) -> None:
    """None is called as the program calls it inside."""
    campos = {
        campo
        for suyas in paginas.values()
        for p in suyas
        if p.endpoint == "accion.formulario" and p.es_html
        for campo in re.findall(
            r'<(?:input type="(?!hidden)|select|textarea)[^>]*? name="([a-z_0-9]+)"', p.contenido
        )
    }
    assert len(campos) > 40
    assert campos - set(ETIQUETAS) - {"cuando_fecha", "cuando_hora"} == set()
