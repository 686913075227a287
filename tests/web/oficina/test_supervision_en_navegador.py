"""The supervisor's pages in a real browser: they fit, anyone can use them, and sharing out works with one's hands."""

from typing import Any

import pytest

from casos.mediacion.estado import Caso
from tests.instancias import Prueba
from tests.web.conftest import CLAVE
from tests.web.test_navegador import sin_barreras, sin_desbordes
from web import cuentas
from web.almacen import abrir

LARGO = "María de los Ángeles Guadalupe Etchohuaquila-Buitimea y Valenzuela de la Peñúñuri"


@pytest.fixture
def adentro(direccion: str, pagina: Any) -> Any:
    pagina.goto(f"{direccion}/entrar")
    pagina.fill("#f-usuario", "coordinador")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/pendientes/")
    return pagina


@pytest.mark.parametrize("tamano", [(1366, 768), (390, 844)])
def test_se_reparte_y_se_revisa_con_las_manos(
    prueba: Prueba, direccion: str, adentro: Any, tamano: tuple[int, int]
) -> None:
    cuentas.crear(abrir(prueba.ajustes), "karla", "Karla Denisse Osuna", "responsable", "OBR")
    casos = [prueba.abrir_caso(f"{LARGO} {n}", responsable="responsable") for n in range(3)]
    prueba.pasar(days=20)
    adentro.set_viewport_size({"width": tamano[0], "height": tamano[1]})
    adentro.goto(f"{direccion}/supervision/")
    sin_desbordes(adentro)
    sin_barreras(adentro)
    adentro.locator("input[name=revisar]").first.check()
    adentro.get_by_role("button", name="Marcar revisados").click()
    adentro.get_by_text("Todo está revisado").wait_for()
    adentro.get_by_role("link", name="Persona de Responsable").click()
    adentro.wait_for_url("**/supervision/responsable/**")
    sin_desbordes(adentro)
    sin_barreras(adentro)
    adentro.select_option("#f-para", "karla")
    adentro.fill("#f-motivo", "Vacaciones")
    adentro.get_by_role("button", name="3 casos atrasados").click()
    adentro.get_by_role("button", name="Repartir 3 casos").wait_for()
    sin_desbordes(adentro)
    sin_barreras(adentro)
    adentro.get_by_role("button", name="Repartir 3 casos").click()
    adentro.get_by_text("3 casos pasaron a Karla Denisse Osuna.").wait_for()
    assert {_de(prueba, c).apertura.responsable for c in casos} == {"karla"}
    adentro.get_by_role("button", name="Deshacer").click()
    adentro.get_by_text("3 casos volvieron a Persona de Responsable.").wait_for()
    assert {_de(prueba, c).apertura.responsable for c in casos} == {"responsable"}
    for ruta in ("/reportes/", "/reportes/?periodo=2026", "/reportes/medida/atendidas"):
        adentro.goto(f"{direccion}{ruta}")
        sin_desbordes(adentro)
        sin_barreras(adentro)


def _de(prueba: Prueba, caso_id: Any) -> Caso:
    historia = prueba.abierta.casos.historia(caso_id)
    assert historia is not None
    return historia.caso
