"""Entering: no hints, a brake that holds, sessions that die when they must."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine

from tests.web.conftest import CLAVE, HTMX, Visitante, preparar, solo_el_armazon
from web import cuentas
from web.almacen import bitacora, freno
from web.almacen import cuentas as filas
from web.almacen.freno import Medida
from web.reloj import ahora
from web.respuestas import destino_seguro


def dentro(visitante: Visitante) -> bool:
    return visitante.ver("/cuenta/").status_code == 200


def sin_tokens(texto: str) -> str:
    """A page without what changes each time (token, request id, what was typed)."""
    return re.sub(r'(content|value)="[^"]*"', "", texto)


def test_quien_sabe_su_clave_entra(visitante):
    respuesta = visitante.entrar()
    assert (respuesta.status_code, respuesta.location) == (303, "/")
    assert dentro(visitante)


def test_el_usuario_se_escribe_como_sea(visitante):
    assert visitante.entrar(" Responsable ").status_code == 303


def test_no_se_dice_si_el_usuario_existe(app):
    ajeno = Visitante(app).entrar("nadie-de-aqui", "clave equivocada")
    propio = Visitante(app).entrar("responsable", "clave equivocada")
    assert ajeno.status_code == propio.status_code == 422
    assert sin_tokens(ajeno.text) == sin_tokens(propio.text)
    assert "El usuario o la contraseña no son correctos." in propio.text


def test_la_clave_no_vuelve_a_la_pagina(visitante):
    assert "clave-escrita-mal" not in visitante.entrar(clave="clave-escrita-mal").text


def test_una_cuenta_desactivada_no_entra_y_sale_al_instante(almacen, responsable, app):
    cuentas.desactivar(almacen, "responsable")
    assert not dentro(responsable)
    assert Visitante(app).entrar().status_code == 422
    cuentas.reactivar(almacen, "responsable")
    assert not dentro(responsable)  # its old session is gone for good
    assert Visitante(app).entrar().status_code == 303


def test_una_clave_temporal_vencida_no_sirve(almacen, app):
    nueva = cuentas.restablecer_clave(almacen, "auditor")
    with time_machine.travel(ahora() + timedelta(days=3, minutes=1)):
        assert Visitante(app).entrar("auditor", nueva).status_code == 422
    assert Visitante(app).entrar("auditor", nueva).status_code == 303


def test_con_clave_temporal_solo_se_puede_cambiarla(almacen, visitante):
    nueva = cuentas.restablecer_clave(almacen, "auditor")
    visitante.entrar("auditor", nueva)
    for url in ("/", "/galeria/pendientes", "/cuenta/", "/cuenta/segundo-factor/"):
        assert visitante.ver(url).location == "/cuenta/clave"
    token = re.search(r'csrf-token" content="([^"]+)"', visitante.ver("/cuenta/clave").text)[1]
    datos = {
        "csrf_token": token,
        "actual": nueva,
        "nueva": "otra ronda de gatos",
        "repetida": "otra ronda de gatos",
    }
    assert visitante.cliente.post("/cuenta/clave", data=datos).status_code == 303
    assert dentro(visitante)


# --- sessions (T27) ----------------------------------------------------------------------------------


def test_la_sesion_es_otra_al_entrar(app, visitante):
    visitante.token()
    antes = visitante.galleta
    visitante.entrar()
    intruso = Visitante(app)
    intruso.cliente.set_cookie("mediacion", antes)
    assert not dentro(intruso)


@pytest.mark.parametrize("como", ["salir", "cambiar la clave", "desactivar", "restablecer"])
def test_una_galleta_copiada_no_sirve_despues_de(como, app, almacen, responsable):
    copia = Visitante(app)
    copia.cliente.set_cookie("mediacion", responsable.galleta)
    assert dentro(copia)
    match como:
        case "salir":
            assert responsable.enviar("/salir").headers["Clear-Site-Data"] == '"cache", "storage"'
        case "cambiar la clave":
            nueva = "otra ronda de gatos"
            datos = {"actual": CLAVE, "nueva": nueva, "repetida": nueva}
            assert responsable.enviar("/cuenta/clave", datos).status_code == 303
            assert dentro(responsable)
        case "desactivar":
            cuentas.desactivar(almacen, "responsable")
        case "restablecer":
            cuentas.restablecer_clave(almacen, "responsable")
    assert not dentro(copia)


def test_la_sesion_termina_sin_uso_y_al_cabo_de_doce_horas(responsable):
    inicio = ahora()
    with time_machine.travel(inicio + timedelta(minutes=29)):
        assert dentro(responsable)
    with time_machine.travel(inicio + timedelta(minutes=58)):
        assert dentro(responsable)  # it was used at minute 29
    with time_machine.travel(inicio + timedelta(minutes=89)):
        assert not dentro(responsable)


def test_ni_con_uso_constante_pasa_de_doce_horas(responsable):
    inicio = ahora()
    for minutos in range(20, 12 * 60, 20):
        with time_machine.travel(inicio + timedelta(minutes=minutos)):
            assert dentro(responsable)
    with time_machine.travel(inicio + timedelta(hours=12, minutes=1)):
        assert not dentro(responsable)


def test_lo_que_la_pagina_pide_sola_no_alarga_la_sesion(responsable):
    inicio = ahora()
    with time_machine.travel(inicio + timedelta(minutes=20)):
        assert responsable.ver("/entendido/fecha?x=hoy").status_code == 200
    with time_machine.travel(inicio + timedelta(minutes=40)):
        assert not dentro(responsable)


def test_una_galleta_inventada_o_alterada_no_sirve(app, responsable):
    for galleta in ("x", responsable.galleta[:-3] + "abc", ""):
        otro = Visitante(app)
        otro.cliente.set_cookie("mediacion", galleta)
        assert not dentro(otro)


def test_la_galleta_no_la_lee_un_programa_y_con_https_es_de_este_servidor(responsable, tmp_path):
    galleta = (
        responsable.ver("/cuenta/clave").headers.get("Set-Cookie", "")
        or responsable.entrar().headers["Set-Cookie"]
    )
    assert "HttpOnly" in galleta
    assert "SameSite=Lax" in galleta
    segura = solo_el_armazon(preparar(tmp_path / "https", https=True))
    galleta = segura.test_client().get("/entrar", base_url="https://localhost").headers["Set-Cookie"]
    assert galleta.startswith("__Host-mediacion=")
    assert {"Secure", "HttpOnly", "Path=/"} <= {parte.strip() for parte in galleta.split(";")}


def test_se_ven_y_se_cierran_las_sesiones_propias(app, responsable):
    otra = Visitante(app)
    otra.entrar()
    huella = re.search(r'name="huella" value="([0-9a-f]{64})"', responsable.ver("/cuenta/").text)[1]
    intruso = Visitante(app)
    intruso.entrar("auditor")
    assert intruso.enviar("/cuenta/sesiones/cerrar", {"huella": huella}).status_code == 404
    assert dentro(otra)
    assert responsable.enviar("/cuenta/sesiones/cerrar", {"huella": huella}).status_code == 303
    assert not dentro(otra)
    assert dentro(responsable)


# --- the brake (T28) ---------------------------------------------------------------------------------


def test_cinco_fallos_hacen_esperar_y_despues_se_entra(app):
    visitante = Visitante(app)
    for _ in range(5):
        assert visitante.entrar(clave="equivocada").status_code == 422
    frenado = visitante.entrar()
    assert frenado.status_code == 429
    assert 0 < int(frenado.headers["Retry-After"]) <= 3
    assert "Espere" in frenado.text
    with time_machine.travel(ahora() + timedelta(seconds=4)):
        assert visitante.entrar().status_code == 303


def test_el_freno_es_igual_para_un_usuario_que_no_existe(app):
    respuestas = {}
    for usuario in ("responsable", "nadie-de-aqui"):
        visitante = Visitante(app, f"10.0.0.{len(usuario)}")
        for _ in range(6):
            respuestas[usuario] = visitante.entrar(usuario, "equivocada")
    propio, ajeno = respuestas.values()
    assert propio.status_code == ajeno.status_code == 429
    assert sin_tokens(propio.text) == sin_tokens(ajeno.text)


def test_quien_adivina_desde_otro_lugar_no_cierra_la_puerta_al_duenio(app):
    for n in range(12):
        Visitante(app, f"10.9.9.{n}").entrar(clave="equivocada")
    assert Visitante(app, "10.0.0.1").entrar().status_code == 303


def test_desde_muchos_lugares_tambien_se_frena_pero_a_lo_mas_un_minuto(app):
    codigos = [Visitante(app, f"10.9.{n}.1").entrar(clave="equivocada").status_code for n in range(22)]
    assert codigos[:20] == [422] * 20
    assert codigos[-1] == 429
    with time_machine.travel(ahora() + timedelta(minutes=1, seconds=1)):
        assert Visitante(app, "10.0.0.1").entrar().status_code == 303


def test_un_lugar_que_prueba_muchas_cuentas_se_frena(app):
    codigos = [Visitante(app, "10.5.5.5").entrar(f"cuenta{n}", "x").status_code for n in range(52)]
    assert codigos[:50] == [422] * 50
    assert codigos[-1] == 429


def test_una_oficina_entera_que_acierta_desde_un_mismo_lugar_no_se_frena(almacen):
    lugar = {"lugar": Medida(3, timedelta(minutes=1))}
    for _ in range(12):
        assert freno.apuntar(almacen, lugar, ahora()) == timedelta(0)
        freno.devolver(almacen, "lugar")


def test_intentos_al_mismo_tiempo_no_se_cuelan(almacen):
    libres: list[bool] = []
    medidas = {"h": Medida(5, timedelta(minutes=1))}

    def intentar() -> None:
        libres.append(freno.apuntar(almacen, medidas, ahora()) == timedelta(0))

    hilos = [threading.Thread(target=intentar) for _ in range(16)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert sum(libres) == 5


def test_todo_intento_queda_en_la_bitacora_sin_lo_que_se_escribio(app, almacen):
    visitante = Visitante(app, "10.1.2.3")
    visitante.entrar("mi-clave-secreta-por-error", "x")
    visitante.entrar(clave="equivocada")
    visitante.entrar()
    renglones = bitacora.leer(almacen)
    assert [(r.usuario, r.accion, r.direccion) for r in renglones] == [
        ("responsable", "entrada", "10.1.2.3"),
        ("responsable", "entrada rechazada", "10.1.2.3"),
        ("", "entrada rechazada", "10.1.2.3"),
    ]


def test_la_direccion_no_se_puede_inventar(app, almacen):
    Visitante(app, "10.1.2.3").cliente.post("/entrar", headers={"X-Forwarded-For": "1.1.1.1"})
    visitante = Visitante(app, "10.1.2.3")
    visitante.enviar("/entrar", {"usuario": "a", "clave": "b"}, headers={"X-Forwarded-For": "1.1.1.1"})
    assert bitacora.leer(almacen)[0].direccion == "10.1.2.3"


def test_un_hash_viejo_se_renueva_al_entrar(almacen, visitante):
    from argon2 import PasswordHasher

    debil = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(CLAVE)
    filas.cambiar(almacen, "responsable", clave_hash=debil)
    visitante.entrar()
    assert "m=19456,t=2" in filas.clave_hash(almacen, "responsable")


# --- going on to where one was -------------------------------------------------------------------------


def test_despues_de_entrar_se_sigue_donde_se_iba(visitante):
    respuesta = visitante.ver("/galeria/caso?hecho=3")
    assert respuesta.status_code == 303
    pagina = visitante.ver(respuesta.location)
    assert pagina.status_code == 200  # an ordinary page: a browser has nothing to complain of
    assert 'name="siguiente" value="/galeria/caso?hecho=3"' in pagina.text
    assert visitante.entrar(siguiente="/galeria/caso?hecho=3").location == "/galeria/caso?hecho=3"


@pytest.mark.parametrize(
    "destino",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aX: y\r\nX: y",
        "http:evil.example",
        "evil.example",
        "/\t/evil.example",
        "///evil.example",
        "@evil.example",
        "",
        None,
        "/" + "a" * 2000,
    ],
)
def test_no_se_sigue_a_otro_sitio(visitante, destino):
    assert destino_seguro(destino) is None
    assert visitante.entrar(siguiente=destino or "").location == "/"


def test_al_vencer_la_sesion_lo_escrito_se_guarda_como_borrador(app, responsable):
    token = responsable.token()
    with time_machine.travel(ahora() + timedelta(minutes=31)):
        datos = {"csrf_token": token, "borrador": "galeria:pago", "importe": "1,250.50", "nota": "ya casi"}
        respuesta = responsable.cliente.post(
            "/galeria/pago", data=datos, headers={"Referer": "http://localhost/galeria/pago"}
        )
        assert respuesta.status_code == 401
        assert 'name="siguiente" value="/galeria/pago"' in respuesta.text
        assert "guardamos lo que escribía" in respuesta.text
        responsable.entrar()
        pagina = responsable.ver("/galeria/pago").text
    assert 'value="1,250.50"' in pagina
    assert "ya casi" in pagina
    assert "Aquí está lo que dejó escrito" in pagina


def test_pedido_por_htmx_sin_sesion_contesta_un_dialogo(visitante):
    respuesta = visitante.ver("/galeria/panel", headers=HTMX)
    assert respuesta.status_code == 401
    assert respuesta.headers["HX-Retarget"] == "#dialogo"
    assert "<html" not in respuesta.text
    assert "Su sesión terminó" in respuesta.text
