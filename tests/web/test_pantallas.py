"""What every screen leans on: the notice bar, drafts, partial answers, the echo of dates and amounts."""

import re

import pytest

from tests.web.conftest import HTMX, Visitante

PAGO = {"importe": "850.50", "fecha": "15/12/2026", "canal": "spei", "visto": "7"}


def test_despues_de_registrar_se_ve_el_aviso_una_vez_con_su_deshacer(responsable):
    assert responsable.enviar("/galeria/pago", PAGO).location == "/galeria/pendientes"
    pagina = responsable.ver("/galeria/pendientes").text
    assert "<strong>Pago registrado.</strong> 850.50 el 15/12/2026 por spei." in pagina
    assert re.search(r'action="/galeria/deshacer".*name="visto" value="8".*data-deshacer', pagina, re.S)
    assert "Pago registrado." not in responsable.ver("/galeria/pendientes").text


def test_el_aviso_no_se_guarda_en_el_navegador(responsable):
    responsable.token()
    antes = responsable.galleta.split(".")[0]  # what it holds, without date and signature
    responsable.enviar("/galeria/pago", PAGO)
    assert responsable.galleta.split(".")[0] == antes


def test_por_htmx_el_aviso_llega_junto_con_la_parte_pedida(responsable):
    responsable.enviar("/galeria/pago", PAGO)
    parte = responsable.ver("/galeria/panel", headers={**HTMX, "HX-Target": "aside#panel"}).text
    assert "<html" not in parte
    assert '<hx-partial hx-target="#avisos">' in parte
    assert "Pago registrado." in parte
    assert '<hx-partial hx-target="#menu"' in parte


def test_la_misma_pagina_da_solo_su_contenido_a_htmx(responsable):
    entera = responsable.ver("/galeria/pendientes").text
    parte = responsable.ver("/galeria/pendientes", headers={**HTMX, "HX-Current-URL": "http://localhost/"})
    assert entera.startswith("<!doctype html>")
    assert "<!doctype" not in parte.text
    assert "<title>Mis pendientes · Mediación</title>" in parte.text
    assert "Recabar convenio firmado" in parte.text
    assert parte.headers["HX-Push-Url"] == "/galeria/pendientes"


def test_la_direccion_que_ya_se_ve_no_se_repite_en_el_historial(responsable):
    encabezados = {**HTMX, "HX-Current-URL": "http://localhost/galeria/pendientes"}
    assert "HX-Push-Url" not in responsable.ver("/galeria/pendientes", headers=encabezados).headers


def test_lo_restaurado_del_historial_es_la_pagina_entera(responsable):
    encabezados = {**HTMX, "HX-History-Restore-Request": "true"}
    assert responsable.ver("/galeria/pendientes", headers=encabezados).text.startswith("<!doctype html>")


def test_un_formulario_con_errores_vuelve_entero_con_422(responsable):
    respuesta = responsable.enviar(
        "/galeria/pago", {**PAGO, "importe": "mil", "fecha": "", "banco": "Banco <b>"}
    )
    assert respuesta.status_code == 422
    pagina = respuesta.text
    assert '<a href="#f-importe">Importe: ' in pagina
    assert '<a href="#f-fecha">Día del depósito: Falta este dato.</a>' in pagina
    assert 'aria-invalid="true" aria-describedby="f-importe-error f-importe-ayuda"' in pagina
    assert 'value="mil"' in pagina
    assert "Banco &lt;b&gt;" in pagina
    assert 'name="visto" value="7"' in pagina
    assert re.search(r'value="spei"[^>]* checked', pagina)


def test_el_pedido_es_el_mismo_al_corregir_y_otro_en_cada_pagina(responsable):
    def pedido(texto: str) -> str:
        return re.search(r'name="pedido" value="([^"]+)"', texto)[1]

    primero = pedido(responsable.ver("/galeria/pago").text)
    assert pedido(responsable.ver("/galeria/pago").text) != primero
    corregido = responsable.enviar("/galeria/pago", {**PAGO, "importe": "", "pedido": primero})
    assert primero in corregido.text


def test_un_rechazo_se_lee_arriba_del_formulario(responsable):
    respuesta = responsable.enviar("/galeria/pago", {**PAGO, "importe": "1,250.50"})
    assert respuesta.status_code == 422
    assert "El importe pasa del saldo" in respuesta.text


def test_un_campo_de_mas_se_rechaza(responsable):
    respuesta = responsable.enviar("/galeria/pago", {**PAGO, "autorizado": "true"})
    assert respuesta.status_code == 422
    assert "Este dato no se esperaba aquí" in respuesta.text


def test_un_formulario_viejo_se_contesta_con_lo_escrito_y_ya_enterado(responsable):
    respuesta = responsable.enviar("/galeria/pago", {**PAGO, "visto": "6"})
    assert respuesta.status_code == 422
    assert "alguien más registró algo" in respuesta.text
    assert 'name="visto" value="7"' in respuesta.text
    assert f'value="{PAGO["importe"]}"' in respuesta.text


def test_lo_escrito_se_guarda_se_recupera_se_descarta_y_se_va_al_enviarlo(app, responsable):
    borrador = {"borrador": "galeria:pago", "importe": "99", "nota": "a medias"}
    assert responsable.enviar("/borradores/", borrador).status_code == 204
    assert "a medias" in responsable.ver("/galeria/pago").text
    ajeno = Visitante(app)
    ajeno.entrar("contabilidad")
    assert "a medias" not in ajeno.ver("/galeria/pago").text
    origen = {"Referer": "http://localhost/galeria/pago"}
    vuelta = responsable.enviar("/borradores/descartar", borrador, headers=origen)
    assert vuelta.location == "/galeria/pago"
    assert "a medias" not in responsable.ver("/galeria/pago").text
    responsable.enviar("/borradores/", borrador)
    responsable.enviar("/galeria/pago", {**PAGO, "borrador": "galeria:pago"})
    assert "a medias" not in responsable.ver("/galeria/pago").text


def test_un_borrador_desmedido_no_se_guarda(responsable):
    responsable.enviar("/borradores/", {"borrador": "galeria:pago", "nota": "x" * 30_000})
    assert "xxxx" not in responsable.ver("/galeria/pago").text


@pytest.mark.parametrize(
    ("url", "dice"),
    [
        ("/entendido/fecha?fecha=15/12/2026", "martes 15 de diciembre de 2026"),
        ("/entendido/importe?pago=1%2C250.50", "$1,250.50 (MIL DOSCIENTOS CINCUENTA PESOS 50/100 M.N.)"),
        ("/entendido/fecha?fecha=quince", ""),
        ("/entendido/fecha", ""),
    ],
)
def test_la_pantalla_repite_lo_que_entendio(responsable, url, dice):
    respuesta = responsable.ver(url)
    assert (respuesta.status_code, respuesta.text) == (200, dice)


def test_lo_que_no_se_sabe_leer_no_existe(responsable):
    assert responsable.ver("/entendido/otra-cosa?x=1").status_code == 404


def test_lo_escrito_por_la_gente_sale_como_texto(responsable):
    pagina = responsable.ver("/galeria/pendientes").text
    assert "<script>alert(1)</script>" not in pagina
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{7*7}}" in pagina


def test_el_menu_senala_donde_se_esta(responsable):
    pagina = responsable.ver("/galeria/caso").text
    assert re.search(r'href="/galeria/caso" aria-current="page">\s*<span>Expedientes', pagina)
    assert pagina.count('aria-current="page"') == 1


def test_las_teclas_rapidas_se_apagan_por_cuenta(responsable):
    assert "data-atajos" in responsable.ver("/cuenta/").text
    responsable.enviar("/cuenta/atajos", {"atajos": "no"})
    assert "data-atajos" not in responsable.ver("/cuenta/").text


@pytest.mark.parametrize(
    ("datos", "dice"),
    [
        ({"actual": "no es la mía"}, "No es su contraseña actual."),
        ({"nueva": "corta", "repetida": "corta"}, "al menos 12"),
        ({"repetida": "distinta de la otra"}, "No es igual a la nueva"),
        ({"nueva": "tres gatos pardos 9", "repetida": "tres gatos pardos 9"}, "distinta de la actual"),
        ({"nueva": ""}, "Falta este dato."),
    ],
)
def test_una_clave_nueva_que_no_sirve_se_explica(responsable, datos, dice):
    buena = {
        "actual": "tres gatos pardos 9",
        "nueva": "otra ronda de gatos",
        "repetida": "otra ronda de gatos",
    }
    respuesta = responsable.enviar("/cuenta/clave", {**buena, **datos})
    assert respuesta.status_code == 422
    assert dice in respuesta.text
    assert "otra ronda de gatos" not in respuesta.text


def test_la_salud_no_dice_mas_que_bien_o_mal(app, ajustes):
    cliente = app.test_client()
    assert cliente.get("/salud").text == "bien\n"
    app.extensions["mediacion"].almacen.motor.dispose()
    ajustes.archivo_servicio.write_bytes(b"")
    assert (cliente.get("/salud").status_code, cliente.get("/salud").text) == (503, "mal\n")
