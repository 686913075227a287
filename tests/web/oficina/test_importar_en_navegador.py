"""In a real browser: paste an agenda, carry it out, settle its doubt, on a desk and on a telephone."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.instancias import Prueba
from tests.web.conftest import CLAVE, Visitante
from tests.web.oficina.test_importar import CARTERA, caso_de, importar

PEGADO = (
    "Folio\tFecha\tHora\tInvitado\tCrédito\tSala\n"
    "CJA/1/2026\t24/11/2026\t9:00\tCota Díaz Ana Luz\t10101\tSala 2\n"
    "CJA/2/2026\t24/11/2026\t10:00\tCarla Paz Soto\t\tSala 1\n"
)


@pytest.mark.parametrize("tamano", [(1366, 768), (390, 844)])
def test_se_pega_la_agenda_y_se_resuelve_su_duda(
    prueba: Prueba, oficina: Flask, direccion: str, pagina: Page, tamano: tuple[int, int]
) -> None:
    prueba.ahora = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    coordina = Visitante(oficina)
    coordina.entrar("coordinador")
    importar(coordina, "cartera", CARTERA)
    pagina.set_viewport_size({"width": tamano[0], "height": tamano[1]})
    pagina.goto(f"{direccion}/entrar")
    pagina.get_by_label("Usuario").fill("responsable")
    pagina.get_by_label("Contraseña").fill(CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.get_by_role("heading", name="Mis pendientes").wait_for()
    pagina.goto(f"{direccion}/importar/")
    pagina.get_by_text("O pegar desde una hoja").click()
    pagina.get_by_label("Renglones copiados").fill(PEGADO)
    pagina.get_by_role("button", name="Ver qué haría").click()
    expect(pagina.get_by_text("Se agendará la sesión 1 de CJA/1/2026")).to_be_visible()
    ancho = pagina.evaluate("document.documentElement.scrollWidth")
    assert ancho <= tamano[0]
    pagina.get_by_role("button", name="Llevar a cabo lo que está bien (1)").click()
    expect(pagina.get_by_text("Se llevó a cabo 1 renglón.")).to_be_visible()
    pagina.get_by_role("link", name="Hay 2 personas con ese nombre").click()
    pagina.get_by_text("Créditos: 10302").click()
    pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.get_by_text("Ya no quedan dudas.")).to_be_visible()
    _, caso = caso_de(prueba, "10302")
    assert caso.sesion.folio == "CJA/2/2026"
