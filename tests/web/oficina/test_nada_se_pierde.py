"""Nothing typed is lost, in a real Chromium: reload, crash, no network, session over, another person, two at once."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.web.conftest import CLAVE
from tests.web.oficina.test_expediente import mio
from tests.web.test_navegador import sin_barreras, sin_desbordes
from web import actual
from web.almacen import sesiones as filas_de_sesiones
from web.reloj import ahora

pytestmark = pytest.mark.navegador
ESCRITO = "Que pase por su constancia; llamó dos veces y no podrá volver antes del viernes."
FOTOS = os.environ.get("MEDIACION_FOTOS", "")
"""A folder to leave screenshots in, for whoever wants to look."""


def entrar(pagina, direccion: str, usuario: str, siguiente: str):
    pagina.goto(f"{direccion}/entrar?siguiente={siguiente}")
    pagina.fill("#f-usuario", usuario)
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url(f"{direccion}{siguiente}")
    return pagina


def salir(pagina) -> None:
    pagina.get_by_role("button", name="Salir").click()
    pagina.wait_for_url("**/entrar")


def escribir(pagina) -> None:
    """Write a message and wait until it is kept, which takes nothing but writing."""
    with pagina.expect_response(
        lambda r: "/borradores/" in r.url and ESCRITO in r.request.post_data
    ) as guardado:
        pagina.fill("#f-motivo", ESCRITO)
    assert guardado.value.status == 204


def lo_escrito(pagina) -> str:
    return pagina.input_value("#f-motivo")


def retratar(pagina, nombre: str) -> None:
    sin_desbordes(pagina)
    sin_barreras(pagina)
    if FOTOS:
        pagina.screenshot(path=Path(FOTOS) / f"{nombre}.png")


def termina_la_sesion(oficina, pagina) -> None:
    """Nobody was there for long: the server forgot them, and the page knows how late it is."""
    pagina.clock.fast_forward("31:00")
    filas_de_sesiones.barrer(oficina.extensions[actual.EXTENSION].almacen, ahora() + timedelta(days=1))


def test_se_recupera_tras_cerrarse_el_navegador_y_nadie_mas_lo_ve(direccion, navegador, pagina):
    contexto = navegador.new_context()
    suya = entrar(contexto.new_page(), direccion, "responsable", "/recados/nuevo")
    escribir(suya)
    suya.wait_for_load_state("networkidle")  # no file is being sent when its reader is gone
    contexto.close()  # as a crash or a power cut does
    entrar(pagina, direccion, "archivo", "/recados/nuevo")
    assert lo_escrito(pagina) == ""
    salir(pagina)
    pagina.go_back()
    assert ESCRITO not in pagina.content()
    entrar(pagina, direccion, "responsable", "/recados/nuevo")
    assert lo_escrito(pagina) == ESCRITO
    retratar(pagina, "recuperado")
    pagina.reload()
    assert lo_escrito(pagina) == ESCRITO
    pagina.select_option("#f-para", "archivo")
    pagina.fill("#f-quien", "Norma Yépiz")
    pagina.get_by_role("button", name="Entregar recado").click()
    pagina.wait_for_url("**/recados/")
    pagina.goto(f"{direccion}/recados/nuevo")
    assert lo_escrito(pagina) == ""


def preparar(pagina, direccion: str, ancho: int, alto: int) -> None:
    pagina.set_viewport_size({"width": ancho, "height": alto})
    pagina.clock.install()
    entrar(pagina, direccion, "responsable", "/recados/nuevo")
    pagina.select_option("#f-para", "archivo")
    pagina.fill("#f-quien", "Norma Yépiz")
    escribir(pagina)


@pytest.mark.parametrize(("ancho", "alto"), [(1366, 768), (390, 844)])
def test_si_la_sesion_termino_se_entra_encima_y_se_envia(direccion, oficina, pagina, faltas, ancho, alto):
    preparar(pagina, direccion, ancho, alto)
    termina_la_sesion(oficina, pagina)
    pagina.get_by_role("button", name="Entregar recado").click()
    dialogo = pagina.locator("#dialogo")
    dialogo.get_by_text("Su sesión terminó").wait_for()
    retratar(pagina, f"sesion-{ancho}")
    assert lo_escrito(pagina) == ESCRITO
    dialogo.get_by_label("Usuario").fill("responsable")
    dialogo.get_by_label("Contraseña").fill(CLAVE)
    dialogo.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/recados/")
    assert all("401" in falta for falta in faltas)
    faltas.clear()


def test_si_entra_otra_persona_no_envia_lo_que_escribio_la_primera(direccion, oficina, pagina, faltas):
    preparar(pagina, direccion, 1366, 768)
    termina_la_sesion(oficina, pagina)
    pagina.get_by_role("button", name="Entregar recado").click()
    dialogo = pagina.locator("#dialogo")
    dialogo.get_by_label("Usuario").fill("archivo")
    dialogo.get_by_label("Contraseña").fill(CLAVE)
    dialogo.get_by_role("button", name="Entrar").click()
    pagina.get_by_role("link", name="Persona de Archivo").wait_for()
    assert ESCRITO not in pagina.content()
    faltas.clear()


@pytest.mark.parametrize(("ancho", "alto"), [(1366, 768), (390, 844)])
def test_sin_red_se_dice_y_lo_escrito_sigue_ahi(direccion, pagina, faltas, ancho, alto):
    preparar(pagina, direccion, ancho, alto)
    pagina.context.set_offline(True)
    pagina.get_by_role("button", name="Entregar recado").click()
    pagina.get_by_text("No hay conexión con el sistema").wait_for()
    assert lo_escrito(pagina) == ESCRITO
    retratar(pagina, f"sin-red-{ancho}")
    pagina.context.set_offline(False)
    pagina.get_by_role("button", name="Entregar recado").click()
    pagina.wait_for_url("**/recados/")
    faltas.clear()


@pytest.mark.parametrize(("ancho", "alto"), [(1366, 768), (390, 844)])
def test_si_otro_registro_algo_se_ve_junto_a_lo_escrito(prueba, direccion, pagina, faltas, ancho, alto):
    pagina.set_viewport_size({"width": ancho, "height": alto})
    caso = mio(prueba)
    entrar(pagina, direccion, "responsable", f"/casos/{caso}/hacer/agendar_sesion")
    pagina.fill("#f-inicio_fecha", "20/10/2026")
    pagina.fill("#f-inicio_hora", "10:00")
    pagina.fill("#f-num_sesion", "1")
    pagina.check("input[name=modalidad][value=PRESENCIAL]")
    otra = NuevaSesion(inicio=datetime(2026, 10, 21, 10, tzinfo=ZONA), folio="CJA/1/2026")
    prueba.decidir(caso, agendar_sesion, otra, autor="archivo")
    pagina.get_by_role("button", name="Agendar sesión").click()
    pagina.get_by_text("Alguien más registró algo mientras usted escribía").wait_for()
    assert pagina.get_by_text("Persona de Archivo agendó").is_visible()
    assert pagina.get_by_text("20/10/2026").first.is_visible()
    retratar(pagina, f"desfase-{ancho}")
    faltas.clear()


def test_sin_javascript_lo_enviado_con_la_sesion_vencida_espera_al_volver(
    direccion, oficina, prueba, navegador
):
    contexto = navegador.new_context(java_script_enabled=False)
    pagina = entrar(contexto.new_page(), direccion, "responsable", "/recados/nuevo")
    pagina.fill("#f-motivo", ESCRITO)
    servicio = oficina.extensions[actual.EXTENSION]
    with servicio.almacen.escribir() as conexion:
        conexion.execute(filas_de_sesiones.sesiones.update().values(vista_en=ahora() - timedelta(hours=2)))
    pagina.get_by_role("button", name="Entregar recado").click()
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    assert pagina.url == f"{direccion}/recados/nuevo"
    assert lo_escrito(pagina) == ESCRITO
    pagina.wait_for_load_state("networkidle")
    contexto.close()
