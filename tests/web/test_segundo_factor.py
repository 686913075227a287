"""Codes from a phone: each once, one step early or late, and recovery codes on paper."""

import re
from datetime import timedelta

import pyotp
import pytest
import time_machine

from tests.web.conftest import Visitante
from web import segundo_factor
from web.actual import servicio
from web.almacen import cuentas as filas
from web.reloj import ahora

SECRETO = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def codigo(desfase: int = 0) -> str:
    return pyotp.TOTP(SECRETO).at(ahora() + timedelta(seconds=30 * desfase))


@pytest.fixture
def codigos(app, almacen):
    """The responsable's recovery codes: the second factor is on."""
    with app.app_context():
        return segundo_factor.activar(almacen, servicio().llave, "responsable", SECRETO, 1)


def confirmar(visitante: Visitante, escrito: str):
    pagina = visitante.ver("/entrar/codigo")
    token = re.search(r'csrf-token" content="([^"]+)"', pagina.text)[1]
    datos = {"csrf_token": token, "codigo": escrito, "siguiente": "/galeria/caso"}
    return visitante.cliente.post("/entrar/codigo", data=datos, environ_overrides=visitante.entorno)


def test_con_la_clave_sola_no_se_entra(visitante, codigos):
    assert visitante.entrar().location == "/entrar/codigo"
    assert visitante.ver("/cuenta/").location.startswith("/entrar?")


@pytest.mark.parametrize("desfase", [-1, 0, 1])
def test_con_el_codigo_de_ahora_se_entra(visitante, codigos, desfase):
    with time_machine.travel(ahora(), tick=False):
        visitante.entrar()
        assert confirmar(visitante, codigo(desfase)).location == "/galeria/caso"
        assert visitante.ver("/cuenta/").status_code == 200


@pytest.mark.parametrize("escrito", ["000000", "", "letras", "😀" * 6])
def test_un_codigo_equivocado_no_entra(visitante, codigos, escrito):
    visitante.entrar()
    assert confirmar(visitante, escrito).status_code == 422


def test_un_codigo_viejo_no_entra(visitante, codigos):
    with time_machine.travel(ahora(), tick=False):
        visitante.entrar()
        assert confirmar(visitante, codigo(-2)).status_code == 422


def test_un_codigo_sirve_una_vez(app, codigos):
    with time_machine.travel(ahora(), tick=False):
        for esperado in (303, 422):
            visitante = Visitante(app)
            visitante.entrar()
            assert confirmar(visitante, codigo()).status_code == esperado


def test_un_codigo_de_recuperacion_sirve_una_vez(app, almacen, codigos):
    for esperado in (303, 422):
        visitante = Visitante(app)
        visitante.entrar()
        assert confirmar(visitante, f" {codigos[3].upper()} ").status_code == esperado
    assert filas.codigos_restantes(almacen, "responsable") == 9


def test_adivinar_codigos_se_frena(app, codigos):
    visitante = Visitante(app)
    visitante.entrar()
    estados = [confirmar(visitante, f"{n:06}").status_code for n in range(6)]
    assert estados == [422] * 5 + [429]


def test_la_clave_recien_dada_vale_cinco_minutos(visitante, codigos):
    visitante.entrar()
    with time_machine.travel(ahora() + timedelta(minutes=6)):
        assert visitante.ver("/entrar/codigo").location == "/entrar"


def test_el_secreto_no_esta_legible_en_el_archivo(ajustes, codigos):
    contenido = ajustes.archivo_servicio.read_bytes()
    assert SECRETO.encode() not in contenido
    assert not any(uno.encode() in contenido for uno in codigos)


def test_se_enciende_con_el_primer_codigo_y_se_apaga_con_la_clave(almacen, responsable):
    pagina = responsable.ver("/cuenta/segundo-factor/").text
    assert "<svg" in pagina
    secreto = re.search(r"<code>([A-Z2-7]{32})</code>", pagina)[1]
    assert responsable.enviar("/cuenta/segundo-factor/activar", {"codigo": "000000"}).status_code == 422
    bueno = pyotp.TOTP(secreto).at(ahora())
    encendido = responsable.enviar("/cuenta/segundo-factor/activar", {"codigo": bueno})
    assert len(re.findall(r"<li><code>", encendido.text)) == 10
    assert filas.buscar(almacen, "responsable").con_segundo_factor
    assert responsable.enviar("/cuenta/segundo-factor/quitar", {"clave": "mala"}).status_code == 422
    assert (
        responsable.enviar("/cuenta/segundo-factor/quitar", {"clave": "tres gatos pardos 9"}).status_code
        == 303
    )
    assert not filas.buscar(almacen, "responsable").con_segundo_factor


def test_otra_llave_no_abre_el_secreto(app, almacen, codigos):
    from cryptography.exceptions import InvalidTag

    with pytest.raises(InvalidTag):
        segundo_factor.confirma(almacen, b"x" * 32, "responsable", "123456", ahora())
