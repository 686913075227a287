"""The shell in a real Chromium: accessible, without complaints in the console, and usable by keys alone."""

import re
from datetime import timedelta

import pytest

from tests.web.conftest import CLAVE
from web import cuentas
from web.almacen import sesiones as filas_de_sesiones
from web.reloj import ahora

pytestmark = pytest.mark.navegador

PANTALLAS = (
    "/galeria/pendientes",
    "/galeria/caso",
    "/galeria/supervision",
    "/galeria/simulador",
    "/galeria/vacia",
    "/galeria/pago",
    "/cuenta/",
    "/cuenta/clave",
    "/cuenta/segundo-factor/",
)
ANCHOS = {"escritorio": (1366, 768), "telefono": (390, 844), "agrandado": (320, 640)}
"""`agrandado` is a desktop window at 400 % (WCAG 1.4.10)."""
REGLAS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def dentro(servidor, pagina):
    """A page of someone who is logged in."""
    pagina.goto(f"{servidor}/entrar")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url("**/galeria/pendientes")
    return pagina


def sin_barreras(pagina) -> None:
    from axe_playwright_python.sync_playwright import Axe

    resultado = Axe().run(pagina, options=REGLAS)
    assert resultado.violations_count == 0, resultado.generate_report()


def sin_desbordes(pagina) -> None:
    pagina.wait_for_load_state()
    anchos = pagina.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert anchos[0] <= anchos[1], f"{pagina.url} mide {anchos[0]} de {anchos[1]}"


@pytest.mark.parametrize("ancho", ANCHOS)
def test_cada_componente_es_accesible_y_cabe(servidor, dentro, ancho):
    dentro.set_viewport_size(dict(zip(("width", "height"), ANCHOS[ancho], strict=True)))
    for pantalla in PANTALLAS:
        dentro.goto(servidor + pantalla)
        sin_desbordes(dentro)
        sin_barreras(dentro)


def test_entrar_y_sus_errores_son_accesibles(servidor, pagina):
    pagina.goto(f"{servidor}/entrar")
    sin_barreras(pagina)
    pagina.get_by_role("button", name="Entrar").click()
    assert pagina.locator(".resumen-errores").is_visible()
    assert pagina.evaluate("document.activeElement.className") == "resumen-errores"
    pagina.get_by_role("link", name="Contraseña: Falta este dato.").click()
    assert pagina.evaluate("document.activeElement.id") == "f-clave"
    sin_barreras(pagina)


def test_un_formulario_con_errores_es_accesible(servidor, dentro):
    dentro.goto(f"{servidor}/galeria/pago")
    dentro.get_by_role("button", name="Registrar pago").click()
    assert dentro.evaluate("document.activeElement.className") == "resumen-errores"
    sin_barreras(dentro)


def test_todo_lo_que_se_pulsa_mide_al_menos_24_pixeles(servidor, dentro):
    medir = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
        .filter(e => e.checkVisibility() && !e.closest('.salto, p, .otras li') && e.type !== 'hidden')
        .map(e => [e.outerHTML.slice(0, 80), (e.closest('label') ?? e).getBoundingClientRect()])
        .filter(([_, r]) => r.width < 24 || r.height < 23.5).map(([e, r]) => `${r.width}x${r.height} ${e}`)"""
    for pantalla in PANTALLAS:
        dentro.goto(servidor + pantalla)
        assert dentro.evaluate(medir) == [], pantalla


def test_el_foco_se_ve_y_el_orden_es_el_de_la_lectura(dentro):
    dentro.keyboard.press("Tab")
    assert dentro.evaluate("document.activeElement.textContent") == "Ir al contenido"
    assert dentro.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    dentro.keyboard.press("Enter")
    assert dentro.evaluate("document.activeElement.id") == "contenido"


def test_en_el_telefono_la_cuenta_se_alcanza_despues_del_contenido(dentro):
    dentro.set_viewport_size({"width": 390, "height": 844})
    orden = dentro.evaluate("""() => [...document.querySelectorAll('#menu a, #buscar, main a, .quien a, .quien button')]
        .filter(e => e.checkVisibility())
        .map(e => e.closest('#menu, main, .quien')?.className || e.closest('#menu, main')?.id || 'buscar')""")
    assert [g for n, g in enumerate(orden) if not n or orden[n - 1] != g] == [
        "menu",
        "buscar",
        "contenido",
        "quien al-final",
    ]
    assert dentro.get_by_role("button", name="Salir").count() == 1
    sin_barreras(dentro)


def test_las_teclas_buscan_se_mueven_y_se_explican(dentro):
    dentro.keyboard.press("/")
    assert dentro.evaluate("document.activeElement.id") == "buscar"
    dentro.keyboard.type("?/ximena")
    assert dentro.input_value("#buscar") == "?/ximena"  # letters in a field are only letters
    dentro.locator("#sugerencias a").first.wait_for()
    dentro.keyboard.press("ArrowDown")
    assert dentro.evaluate("document.activeElement.textContent") == "Ximena Muñoz Peñúñuri"
    dentro.keyboard.press("Escape")
    assert dentro.locator("#sugerencias a").count() == 0
    dentro.keyboard.press("?")
    assert dentro.locator("#atajos").is_visible()
    sin_barreras(dentro)
    dentro.keyboard.press("Escape")
    dentro.keyboard.press("ArrowDown")
    assert "parcialidad 4" in dentro.evaluate("document.activeElement.textContent")
    dentro.keyboard.press("ArrowDown")
    assert "Recabar convenio" in dentro.evaluate("document.activeElement.textContent")


def test_una_tecla_con_numero_da_el_resultado_y_otra_lo_deshace(servidor, dentro):
    dentro.keyboard.press("3")
    dentro.get_by_text("Pago deshecho.").wait_for()
    dentro.goto(f"{servidor}/galeria/pago")
    dentro.fill("#f-importe", "850")
    dentro.fill("#f-fecha", "hoy")
    dentro.check("#f-canal")
    dentro.get_by_role("button", name="Registrar pago").click()
    dentro.get_by_text("Pago registrado.").wait_for()
    dentro.keyboard.press("Alt+z")
    dentro.get_by_text("Pago deshecho.").wait_for()


def test_apagadas_las_teclas_no_hacen_nada(servidor, dentro):
    dentro.goto(f"{servidor}/cuenta/")
    dentro.get_by_role("button", name="Apagarlas").click()
    dentro.get_by_text("Teclas rápidas apagadas.").wait_for()
    dentro.keyboard.press("/")
    dentro.keyboard.press("?")
    assert dentro.evaluate("document.activeElement.id") != "buscar"
    assert not dentro.locator("#atajos").is_visible()


def test_un_renglon_abre_su_panel_sin_dejar_la_lista(dentro):
    dentro.evaluate("window.misma = true")
    dentro.get_by_role("link", name="Llamar: parcialidad 4 vencida").click()
    dentro.wait_for_function("document.querySelectorAll('#panel').length === 1")
    assert dentro.evaluate("window.misma")


def test_la_pantalla_repite_la_fecha_y_el_importe(servidor, dentro):
    dentro.goto(f"{servidor}/galeria/pago")
    dentro.fill("#f-importe", "1250.5")
    dentro.get_by_text("$1,250.50 (MIL DOSCIENTOS CINCUENTA PESOS 50/100 M.N.)").wait_for()
    dentro.fill("#f-fecha", "15/12/2026")
    dentro.get_by_text("martes 15 de diciembre de 2026").wait_for()
    dentro.once("dialog", lambda dialogo: dialogo.accept())


def test_enviar_dos_veces_seguidas_envia_una(servidor, dentro):
    enviados = []
    dentro.on("request", lambda pedido: enviados.append(pedido.url) if pedido.method == "POST" else None)
    dentro.goto(f"{servidor}/galeria/pago")
    dentro.fill("#f-importe", "850")
    dentro.fill("#f-fecha", "hoy")
    dentro.check("#f-canal")
    dentro.evaluate("for (let n = 0; n < 3; n++) document.querySelector('form.formulario').requestSubmit()")
    dentro.get_by_text("Pago registrado.").wait_for()
    assert [url for url in enviados if url.endswith("/galeria/pago")] == [f"{servidor}/galeria/pago"]


def test_lo_escrito_se_recupera_al_volver(servidor, dentro):
    dentro.goto(f"{servidor}/galeria/pago")
    with dentro.expect_response("**/borradores/"):
        dentro.fill("#f-nota", "quedó de pasar el viernes")
        dentro.locator("#f-banco").focus()
    dentro.goto(f"{servidor}/galeria/pendientes")
    dentro.goto(f"{servidor}/galeria/pago")
    assert dentro.input_value("#f-nota") == "quedó de pasar el viernes"
    sin_barreras(dentro)
    dentro.get_by_role("button", name="Empezar de nuevo").click()
    dentro.wait_for_load_state()
    assert dentro.input_value("#f-nota") == ""


def test_salir_con_algo_sin_guardar_pregunta(servidor, dentro):
    dentro.goto(f"{servidor}/cuenta/clave")
    dentro.locator("#f-actual").press_sequentially("algo")
    preguntas = []
    dentro.once("dialog", lambda dialogo: (preguntas.append(dialogo.type), dialogo.accept()))
    dentro.goto(f"{servidor}/galeria/pendientes")
    assert preguntas == ["beforeunload"]


def test_por_htmx_los_errores_y_el_aviso_llegan_sin_recargar(servidor, dentro):
    dentro.goto(f"{servidor}/galeria/pago?htmx=1")
    dentro.evaluate("window.misma = true")
    dentro.get_by_role("button", name="Registrar pago").click()
    dentro.locator(".resumen-errores").wait_for()
    assert dentro.evaluate("document.activeElement.className") == "resumen-errores"
    dentro.fill("#f-importe", "850")
    dentro.fill("#f-fecha", "hoy")
    dentro.check("#f-canal")
    dentro.get_by_role("button", name="Registrar pago").click()
    dentro.get_by_text("Pago registrado.").wait_for()
    assert dentro.evaluate("window.misma")
    assert dentro.url == f"{servidor}/galeria/pendientes"
    assert dentro.locator("main").count() == 1
    assert dentro.locator('#menu [aria-current="page"]').inner_text().startswith("Mis pendientes")
    assert dentro.title() == "Mis pendientes · Mediación"
    dentro.go_back()
    dentro.locator("#f-importe").wait_for()


def test_si_la_sesion_termina_se_entra_encima_y_se_envia_lo_escrito(servidor, dentro, almacen, faltas):
    dentro.goto(f"{servidor}/galeria/pago?htmx=1")
    dentro.fill("#f-importe", "850")
    dentro.fill("#f-fecha", "hoy")
    dentro.check("#f-canal")
    with dentro.expect_response("**/borradores/"):
        dentro.fill("#f-nota", "no se debe perder")
    dentro.wait_for_load_state("networkidle")  # what repeats dates and amounts has been answered
    filas_de_sesiones.barrer(almacen, ahora() + timedelta(days=1))
    dentro.get_by_role("button", name="Registrar pago").click()
    dialogo = dentro.locator("#dialogo")
    dialogo.get_by_text("Su sesión terminó").wait_for()
    sin_barreras(dentro)
    assert dentro.input_value("#f-nota") == "no se debe perder"
    dialogo.get_by_label("Usuario").fill("responsable")
    dialogo.get_by_label("Contraseña").fill("no es esta")
    dialogo.get_by_role("button", name="Entrar").click()
    dialogo.get_by_text("El usuario o la contraseña no son correctos.").wait_for()
    dialogo.get_by_label("Contraseña").fill(CLAVE)
    dialogo.get_by_role("button", name="Entrar").click()
    dentro.get_by_text("Pago registrado.").wait_for()
    assert not dialogo.is_visible()
    assert all("401" in falta for falta in faltas)
    faltas.clear()


def test_una_falla_por_htmx_deja_el_contenido_como_estaba(servidor, dentro, almacen, faltas):
    dentro.goto(f"{servidor}/galeria/pago?htmx=1")
    dentro.fill("#f-nota", "sigue aquí")
    dentro.locator(".formulario").evaluate("form => form.elements.csrf_token.value = 'x'")
    dentro.evaluate("document.querySelector('meta[name=csrf-token]').content = 'x'")
    dentro.get_by_role("button", name="Registrar pago").click()
    dentro.get_by_text("No se pudo leer lo enviado").wait_for()
    assert dentro.input_value("#f-nota") == "sigue aquí"
    faltas.clear()
    dentro.once("dialog", lambda dialogo: dialogo.accept())


def test_el_navegador_no_guarda_nada_de_nadie(servidor, dentro):
    for pantalla in PANTALLAS:
        dentro.goto(servidor + pantalla)
    assert dentro.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert dentro.evaluate("caches.keys()") == []


def test_sin_javascript_se_entra_se_registra_y_se_deshace(navegador, servidor):
    contexto = navegador.new_context(java_script_enabled=False)
    pagina = contexto.new_page()
    pagina.goto(f"{servidor}/galeria/pago")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    assert pagina.url == f"{servidor}/galeria/pago"
    pagina.get_by_role("button", name="Registrar pago").click()
    assert "Falta este dato." in pagina.content()
    pagina.fill("#f-importe", "850")
    pagina.fill("#f-fecha", "hoy")
    pagina.check("#f-canal")
    pagina.get_by_role("button", name="Registrar pago").click()
    assert "Pago registrado." in pagina.content()
    pagina.get_by_role("button", name="Deshacer").click()
    assert "Pago deshecho." in pagina.content()
    pagina.get_by_role("button", name="Salir").click()
    assert pagina.url == f"{servidor}/entrar"
    contexto.close()


def test_al_imprimir_no_sale_el_armazon(dentro):
    dentro.emulate_media(media="print")
    assert not dentro.locator(".lateral").is_visible()
    assert not dentro.locator(".superior").is_visible()
    assert dentro.locator(".pie-impreso").is_visible()
    pie = r"impreso el \d+ de \w+ de \d{4}, \d+:\d\d por Persona de Responsable \(responsable\)"
    assert re.search(pie, dentro.content())


def test_una_clave_temporal_se_cambia_al_entrar(servidor, pagina, almacen):
    temporal = cuentas.restablecer_clave(almacen, "archivo")
    pagina.goto(f"{servidor}/entrar")
    pagina.fill("#f-usuario", "archivo")
    pagina.fill("#f-clave", temporal)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.get_by_role("heading", name="Elija su contraseña").wait_for()
    pagina.fill("#f-actual", temporal)
    pagina.fill("#f-nueva", "otra ronda de gatos")
    pagina.fill("#f-repetida", "otra ronda de gatos")
    pagina.get_by_role("button", name="Cambiar la contraseña").click()
    pagina.get_by_text("Contraseña cambiada.").wait_for()
