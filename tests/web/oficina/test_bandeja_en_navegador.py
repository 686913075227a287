"""The inbox in a real Chromium: act and go on, lists that stay where they are, work that arrives while one types."""

import re

import pytest
from playwright.sync_api import expect

from tests.web.conftest import CLAVE
from tests.web.oficina.test_oficina_en_navegador import recado
from tests.web.test_navegador import ANCHOS, sin_barreras, sin_desbordes

pytestmark = pytest.mark.navegador
VARIOS = 30


def entrar(pagina, direccion: str, usuario: str = "responsable") -> None:
    pagina.goto(f"{direccion}/entrar?siguiente=/pendientes/")
    pagina.fill("#f-usuario", usuario)
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/pendientes/")


@pytest.fixture
def ana(prueba, direccion, pagina):
    """The officer in the inbox, with as many first contacts as fill more than a screen."""
    for n in range(VARIOS):
        prueba.abrir_caso(f"Persona {n:02} Ñíguez", responsable="responsable")
    prueba.pasar(days=3)
    entrar(pagina, direccion)
    return pagina


def titulo(pagina) -> str:
    return pagina.locator(".panel strong").first.inner_text()


def senalado(pagina) -> str:
    return pagina.locator(".renglon.actual .persona").inner_text()


def lugar(pagina, persona: str) -> float:
    """Where on the screen a person's row is."""
    return pagina.locator(".renglon", has_text=persona).bounding_box()["y"]


def test_un_renglon_se_abre_al_lado_y_la_lista_no_se_mueve(ana):
    ana.locator(".renglon-titulo a").nth(20).scroll_into_view_if_needed()
    antes = ana.evaluate("scrollY")
    assert antes > 0
    persona = ana.locator(".renglon .persona").nth(20).inner_text()
    ana.locator(".renglon-titulo a").nth(20).click()
    expect(ana.locator(".panel strong").first).to_have_text(persona)
    assert senalado(ana) == persona
    assert ana.evaluate("scrollY") == antes
    ana.reload()
    assert titulo(ana) == persona


def test_tras_una_llamada_sigue_el_renglon_de_abajo_y_nada_salta(ana):
    ana.locator(".renglon-titulo a").nth(20).scroll_into_view_if_needed()
    ana.locator(".renglon-titulo a").nth(20).click()
    persona = ana.locator(".renglon .persona").nth(20).inner_text()
    siguiente = ana.locator(".renglon .persona").nth(21).inner_text()
    expect(ana.locator(".panel strong").first).to_have_text(persona)
    antes = lugar(ana, persona)
    ana.keyboard.press("2")
    ana.get_by_text("Llamada registrada").wait_for()
    assert titulo(ana) == siguiente == senalado(ana)
    assert abs(lugar(ana, siguiente) - antes) <= 1
    assert ana.evaluate("document.activeElement.id") == "panel-titulo"
    ana.keyboard.press("Alt+z")
    ana.get_by_text("Deshecho").wait_for()
    assert titulo(ana) == persona


def test_lo_nuevo_se_avisa_sin_quitar_el_foco_ni_lo_escrito(prueba, entra, ana):
    ana.clock.install()
    ana.reload()
    persona = titulo(ana)
    ana.fill("#nota-llamada", "a medio escri")
    ana.locator("#nota-llamada").focus()
    prueba.pasar(minutes=2)
    recado(entra)
    with ana.expect_response(re.compile("/pendientes/novedades")):
        ana.clock.fast_forward("01:00")
    ana.get_by_text("1 pendiente nuevo.").wait_for()
    assert ana.evaluate("document.activeElement.id") == "nota-llamada"
    assert ana.input_value("#nota-llamada") == "a medio escri"
    assert ana.locator("#novedades").get_attribute("role") == "status"
    ana.get_by_role("link", name="Mostrar").click()
    ana.locator(".renglon").get_by_text("Urgente: ").wait_for()
    assert titulo(ana) == persona
    assert ana.input_value("#nota-llamada") == "a medio escri"


def test_las_teclas_llevan_a_la_llamada_y_a_la_nota_y_callan_en_los_campos(ana):
    ana.keyboard.press("c")
    assert ana.evaluate("document.activeElement.value") == "CONTACTO_TITULAR"
    ana.keyboard.press("n")
    ana.keyboard.type("no c2/?")
    assert ana.input_value("#nota-llamada") == "no c2/?"
    assert not ana.locator("dialog[open]").count()


def test_apagadas_las_teclas_no_hacen_nada(direccion, ana):
    ana.goto(f"{direccion}/cuenta/")
    ana.get_by_role("button", name="Apagarlas").click()
    ana.goto(f"{direccion}/pendientes/")
    persona = titulo(ana)
    for tecla in ("2", "c", "n", "/", "?"):
        ana.keyboard.press(tecla)
    assert titulo(ana) == persona
    assert ana.evaluate("document.activeElement === document.body")


def test_se_filtra_se_guarda_la_vista_y_vuelve(direccion, ana):
    ana.get_by_text("+ filtro").click()
    ana.get_by_label("Qué hay que hacer").select_option("primer_contacto")
    ana.get_by_role("button", name="Filtrar").click()
    ana.get_by_text("+ filtro").click()
    ana.get_by_label("Guardar estos filtros como").fill("Primeras llamadas")
    ana.get_by_role("button", name="Guardar vista").click()
    ana.get_by_text("Vista «Primeras llamadas» guardada.").wait_for()
    ana.goto(f"{direccion}/pendientes/?todo=1")
    ana.get_by_role("link", name="Primeras llamadas").click()
    ana.get_by_role("link", name="Quitar filtro: Primer contacto").wait_for()


@pytest.mark.parametrize("ancho", ANCHOS)
def test_la_bandeja_con_todo_abierto_es_accesible_y_cabe(direccion, ana, ancho):
    ana.set_viewport_size(dict(zip(("width", "height"), ANCHOS[ancho], strict=True)))
    ana.goto(f"{direccion}/pendientes/?tipo=primer_contacto&etapa=REGISTRADO")
    for abre in ana.locator("details > summary").all():
        abre.click()
    sin_desbordes(ana)
    sin_barreras(ana)


def test_en_el_telefono_el_renglon_lleva_a_su_panel_y_de_vuelta(ana):
    ana.set_viewport_size({"width": 390, "height": 844})
    ana.locator(".renglon-titulo a").nth(5).click()
    expect(ana.locator("#panel-titulo")).to_be_focused()
    expect(ana.locator("#panel-titulo")).to_be_in_viewport()
    ana.get_by_role("link", name="Volver a la lista").click()
    expect(ana.locator("#lista h2").first).to_be_in_viewport()
