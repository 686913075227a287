"""The office's other duties in a real Chromium: accessible, within the window, and the day on one sheet."""

import io
import os
from datetime import datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.web.conftest import CLAVE
from tests.web.test_navegador import ANCHOS, sin_barreras, sin_desbordes
from web.pantallas import mi_dia

pytestmark = pytest.mark.navegador
LARGO = "María Guadalupe de los Ángeles Buitimea Yocupicio viuda de Ñíguez"
PANTALLAS = (
    "/atencion/", "/recados/", "/recados/nuevo", "/manifestaciones/", "/manifestaciones/nueva", "/mi-dia/",
    "/pendientes/", "/solicitudes/", "/equipo/", "/ausencias/nueva", "/comisiones/nueva", "/actividades/",
    "/actividades/nueva",
)  # fmt: skip
FUERA = (
    ("/ausencias/nueva", {"clase": "INCAPACIDAD", "desde": "hoy", "hasta": "15/10/2026"}),
    ("/comisiones/nueva", {"evento": LARGO, "programa": "BECAS", "lugar": LARGO, "desde": "hoy", "inicio": "8:00",
                           "fin": "20:00", "ordena": LARGO}),
)  # fmt: skip
FOTOS = os.environ.get("MEDIACION_FOTOS", "")
"""A folder to leave screenshots in, for whoever wants to look."""


@pytest.fixture
def ana(direccion, pagina):
    pagina.goto(f"{direccion}/entrar?siguiente=/atencion/")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/atencion/")
    return pagina


def recado(entra) -> None:
    datos = {
        "para": "responsable",
        "quien": LARGO,
        "telefono": "6622145678",
        "urgente": "true",
        "motivo": LARGO * 3,
    }
    assert entra("archivo").enviar("/recados/nuevo", datos).status_code == 303


@pytest.mark.parametrize("ancho", ANCHOS)
def test_las_pantallas_son_accesibles_y_caben(prueba, entra, direccion, ana, ancho):
    prueba.abrir_caso(LARGO, responsable="responsable")
    prueba.pasar(days=4)
    recado(entra)
    queja = {"clase": "QUEJA", "medio": "CORREO", "quien": LARGO, "texto": LARGO * 5}
    suya = entra("archivo").enviar("/manifestaciones/nueva", queja).headers["Location"]
    responsable = entra("responsable")
    fuera = [responsable.enviar(*envio).headers["Location"] for envio in FUERA]
    ana.set_viewport_size(dict(zip(("width", "height"), ANCHOS[ancho], strict=True)))
    ana.goto(f"{direccion}/recados/")
    del_recado = ana.locator(".renglon a").first.get_attribute("href")
    for pantalla in (*PANTALLAS, suya, del_recado, *fuera):
        ana.goto(direccion + pantalla)
        sin_desbordes(ana)
        sin_barreras(ana)
        if FOTOS:
            ana.screenshot(
                path=Path(FOTOS) / f"{pantalla.strip('/').replace('/', '-')}-{ancho}.png", full_page=True
            )


def test_una_atencion_con_el_numero_que_llama_en_cuatro_clics(prueba, direccion, ana):
    caso = prueba.abrir_caso(responsable="responsable")
    ana.get_by_text("Por teléfono").click()
    ana.get_by_text("Saldo", exact=True).click()
    ana.get_by_label("Nombre, o número que llama").press_sequentially("6622145678")
    ana.locator(f'input[name="caso"][value="{caso}"]:checked').wait_for()
    ana.get_by_text("5 · Muy buena").click()
    ana.get_by_role("button", name="Registrar", exact=True).click()
    ana.get_by_text("Atención registrada.").wait_for()
    assert prueba.abierta.casos.asientos(caso)[-1].hecho.nombre() == "AtencionRegistrada"


CUENTA = """
for (const [suceso, cuenta] of [["pointerdown", "clics"], ["keydown", "teclas"]])
  addEventListener(suceso, e => { if (e.isTrusted) sessionStorage[cuenta] = 1 + +(sessionStorage[cuenta] || 0) }, true);
"""
"""Counts what a person really presses, from page to page."""


def gastado(pagina) -> tuple[int, int]:
    """Clicks and keys since the last time it was asked."""
    contados = pagina.evaluate("[+(sessionStorage.clics || 0), +(sessionStorage.teclas || 0)]")
    pagina.evaluate("sessionStorage.removeItem('clics'), sessionStorage.removeItem('teclas')")
    return tuple(contados)


def test_una_atencion_cuesta_tres_clics_y_otra_igual_uno(prueba, direccion, ana):
    ana.add_init_script(CUENTA)
    ana.goto(f"{direccion}/pendientes/")
    ana.get_by_role("link", name="Registrar atención").click()
    ana.get_by_text("Becas", exact=True).click()
    ana.get_by_role("button", name="Registrar", exact=True).click()
    ana.get_by_text("Atención registrada.").wait_for()
    assert gastado(ana) == (3, 0)
    ana.get_by_role("link", name="Registrar atención").click()
    ana.get_by_text("Por teléfono").click()
    ana.get_by_text("Saldo", exact=True).click()
    ana.get_by_role("button", name="Registrar y otra igual").click()
    ana.get_by_text("Atención registrada.").wait_for()
    assert gastado(ana) == (4, 0)
    for _ in range(2):
        ana.get_by_role("button", name="Registrar y otra igual").click()
        ana.get_by_text("Atención registrada.").wait_for()
    assert gastado(ana) == (2, 0)


def test_con_el_numero_que_llama_se_teclea_el_numero_y_nada_mas(prueba, direccion, ana):
    caso = prueba.abrir_caso(responsable="responsable")
    ana.add_init_script(CUENTA)
    ana.goto(f"{direccion}/atencion/?medio=TELEFONO")
    ana.get_by_text("Saldo", exact=True).click()
    ana.get_by_label("Nombre, o número que llama").click()
    ana.keyboard.type("6622145678")
    ana.locator(f'input[name="caso"][value="{caso}"]:checked').wait_for()
    ana.get_by_role("button", name="Registrar", exact=True).click()
    ana.get_by_text("Atención registrada.").wait_for()
    assert gastado(ana) == (3, 10)


def test_la_persona_contesta_en_la_pantalla_sin_ver_lo_del_expediente(prueba, direccion, ana):
    ana.get_by_text("Becas", exact=True).click()
    ana.get_by_role("button", name="Registrar", exact=True).click()
    ana.get_by_role("link", name="Que la persona califique").click()
    ana.get_by_role("heading", name="¿Cómo le atendimos?").wait_for()
    for ancho in ANCHOS:
        ana.set_viewport_size(dict(zip(("width", "height"), ANCHOS[ancho], strict=True)))
        sin_desbordes(ana)
        sin_barreras(ana)
    for pregunta in (
        "¿Le atendieron con cortesía?",
        "¿Le trataron con respeto?",
        "¿Le resolvieron con eficiencia?",
    ):
        ana.get_by_role("group", name=pregunta).get_by_text("5 · Mucho").click()
    ana.get_by_role("button", name="Listo").click()
    ana.get_by_role("heading", name="Gracias por su opinión").wait_for()
    sin_barreras(ana)


def test_el_dia_cabe_en_una_hoja_carta(prueba, entra, direccion, ana, monkeypatch):
    encabezado = 4  # lines that the part of papers, empty here, would have besides its rows
    lineas = mi_dia.LIMITES[mi_dia.LLAMADAS] + mi_dia.LIMITES[mi_dia.PAPELES] + encabezado
    todas = mi_dia.SESIONES + sum(mi_dia.LIMITES.values()) + encabezado
    monkeypatch.setattr(mi_dia, "LIMITES", {**mi_dia.LIMITES, mi_dia.LLAMADAS: lineas})
    for n in range(mi_dia.SESIONES + lineas + 1):
        caso = prueba.abrir_caso(f"{LARGO} {n}", responsable="responsable")
        if n <= mi_dia.SESIONES:
            inicio = datetime(2026, 10, 9, 12, n, tzinfo=ZONA)
            prueba.decidir(
                caso, agendar_sesion, NuevaSesion(inicio=inicio, folio=f"CJA/{n}/2026", sala="Sala 3")
            )
    prueba.pasar(days=4)
    for _ in range(mi_dia.LIMITES[mi_dia.RECADOS] + 1):
        recado(entra)
    ana.goto(f"{direccion}/mi-dia/")
    assert ana.locator(".hoja tbody tr").count() == todas
    impreso = ana.pdf(prefer_css_page_size=True)
    if FOTOS:
        (Path(FOTOS) / "mi-dia.pdf").write_bytes(impreso)
    assert len(PdfReader(io.BytesIO(impreso)).pages) == 1
