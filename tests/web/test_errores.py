"""What goes wrong is told in Spanish, with what to do, as a page or as a bar; and nothing of our inside."""

import logging

import pytest
from flask import Blueprint, abort
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import RequestEntityTooLarge, ServiceUnavailable, TooManyRequests

from casos.decision import Desfase, NoAutorizado, PedidoRepetido, Rechazo
from tests.web.conftest import HTMX, Visitante
from web.errores import TEXTOS
from web.permisos import permiso

ERRORES = {
    "400": lambda: abort(400),
    "403": lambda: abort(403),
    "404": lambda: abort(404),
    "405": lambda: abort(405),
    "409": lambda: abort(409),
    "413": RequestEntityTooLarge,
    "422": lambda: abort(422),
    "429": lambda: TooManyRequests(retry_after=30),
    "500": lambda: RuntimeError("secreto /ruta/interna SELECT * FROM cuentas"),
    "503": lambda: ServiceUnavailable(retry_after=60),
}


@pytest.fixture
def falla(app):
    """Ask for a page that fails with a given error."""
    errores = Blueprint("errores", __name__)
    pendiente = []

    @errores.get("/falla")
    @permiso()
    def ver() -> str:
        error = pendiente.pop()()
        if isinstance(error, BaseException):
            raise error
        return ""

    app.register_blueprint(errores)
    responsable = Visitante(app)
    responsable.entrar()

    def pedir(error, **opciones):
        pendiente.append(error)
        return responsable.ver("/falla", **opciones)

    return pedir


@pytest.mark.parametrize("estado", ERRORES)
def test_cada_error_tiene_su_pagina(falla, estado):
    respuesta = falla(ERRORES[estado])
    assert respuesta.status_code == int(estado)
    texto = TEXTOS[int(estado)]
    assert f"<h1>{texto.titulo}</h1>" in respuesta.text
    assert texto.que_hacer in respuesta.text
    assert "Mis pendientes" in respuesta.text  # within the shell


@pytest.mark.parametrize("estado", ERRORES)
def test_pedido_por_htmx_el_error_es_una_barra_y_el_contenido_se_queda(falla, estado):
    respuesta = falla(ERRORES[estado], headers=HTMX)
    assert respuesta.status_code == int(estado)
    assert respuesta.headers["HX-Retarget"] == "#avisos"
    assert 'role="alert"' in respuesta.text
    assert "<main" not in respuesta.text


def test_una_falla_nuestra_da_una_referencia_y_nada_de_adentro(falla, caplog):
    with caplog.at_level(logging.ERROR, "mediacion.web"):
        respuesta = falla(ERRORES["500"])
    for secreto in ("secreto", "/ruta", "SELECT", "Traceback", "RuntimeError"):
        assert secreto not in respuesta.text
    referencia = caplog.records[-1].args[0]
    assert f"<strong>{referencia}</strong>" in respuesta.text
    assert caplog.records[-1].exc_info[1].args[0].startswith("secreto")


def test_si_la_base_no_contesta_se_pide_esperar(falla):
    respuesta = falla(lambda: OperationalError("SELECT secreto", {}, Exception("database is locked")))
    assert respuesta.status_code == 503
    assert respuesta.headers["Retry-After"] == "60"
    assert "secreto" not in respuesta.text


@pytest.mark.parametrize(
    ("error", "estado", "dice"),
    [
        (Rechazo("El adeudo ya está liquidado."), 422, "El adeudo ya está liquidado."),
        (NoAutorizado("Solo contabilidad confirma pagos."), 403, "Solo contabilidad confirma pagos."),
        (Desfase(3, 5, None, None), 409, "alguien más registró algo en el caso"),
        (PedidoRepetido(), 409, "ya se había usado"),
    ],
)
@pytest.mark.parametrize("encabezados", [{}, HTMX])
def test_un_rechazo_que_nadie_recogio_se_dice_con_sus_palabras(falla, error, estado, dice, encabezados):
    respuesta = falla(lambda: error, headers=encabezados)
    assert respuesta.status_code == estado
    assert dice in respuesta.text


def test_un_metodo_que_no_va_dice_cuales_van(responsable):
    respuesta = responsable.cliente.delete("/cuenta/", headers={"X-CSRFToken": responsable.token()})
    assert respuesta.status_code == 405
    assert "GET" in respuesta.headers["Allow"]
    assert responsable.cliente.open("/cuenta/", method="TRACE").status_code == 405


def test_sin_sesion_un_error_no_muestra_el_menu(app):
    respuesta = app.test_client().get("/nada")
    assert respuesta.status_code == 404
    assert "Mis pendientes" not in respuesta.text


def test_un_envio_enorme_se_rechaza_diciendo_cuanto_cabe(responsable):
    token = responsable.token()
    datos = {"csrf_token": token, "nota": "x" * (21 * 2**20)}
    respuesta = responsable.cliente.post("/galeria/pago", data=datos)
    assert respuesta.status_code == 413
    assert "20 MB" in respuesta.text
