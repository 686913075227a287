"""From a form that was sent to a model, and back to the page with what is wrong."""

from datetime import date, time
from decimal import Decimal
from typing import Literal

import pytest
from flask import Flask
from pydantic import Field

from casos.decision import Desfase, Rechazo
from web.campos import Fecha, Importe, Linea
from web.formularios import Campos, Formulario, leer
from web.mensajes import MENSAJES


class Pago(Campos):
    importe: Importe
    fecha: Fecha
    canal: Literal["spei", "oxxo"] = "spei"
    nota: Linea = ""
    folios: tuple[str, ...] = ()
    parcialidad: int = Field(default=1, ge=1, le=60)


BUENO = {"importe": "1,250.50", "fecha": "15/12/2026"}


@pytest.fixture
def enviar(app: Flask):
    def enviado(**datos: object) -> Formulario[Pago]:
        with app.test_request_context("/", method="POST", data=datos):
            return leer(Pago)

    return enviado


def test_un_formulario_completo_da_el_modelo(enviar):
    form = enviar(**BUENO, folios=["a", "b"])
    assert form.errores == {}
    assert form.datos.importe == Decimal("1250.50")
    assert form.datos.fecha == date(2026, 12, 15)
    assert form.datos.folios == ("a", "b")


def test_un_campo_en_blanco_es_uno_que_falta(enviar):
    assert enviar(importe="   ", fecha="15/12/2026").errores == {"importe": "Falta este dato."}


def test_un_campo_opcional_en_blanco_toma_su_valor(enviar):
    assert enviar(**BUENO, nota="  ", parcialidad="").datos.parcialidad == 1


@pytest.mark.parametrize(
    ("datos", "campo", "dice"),
    [
        ({"importe": "mil"}, "importe", "1,250.50"),
        ({"importe": "0"}, "importe", "mayor que cero"),
        ({"fecha": "31/2/2026"}, "fecha", "No existe ese día"),
        ({"canal": "cheque"}, "canal", "Elija una de las opciones."),
        ({"parcialidad": "61"}, "parcialidad", "Debe ser 60 o menos."),
        ({"parcialidad": "dos"}, "parcialidad", "número entero"),
        ({"nota": "x" * 201}, "nota", "200 caracteres"),
        ({"rol": "administrador"}, "rol", "no se esperaba"),
    ],
)
def test_el_error_dice_en_espanol_que_corregir(enviar, datos, campo, dice):
    assert dice in enviar(**{**BUENO, **datos}).errores[campo]


def test_lo_escrito_vuelve_a_la_pagina_tal_cual(enviar):
    form = enviar(importe="1.250,50", fecha="mañanita", nota=" <b> ")
    assert (form.valor("importe"), form.valor("fecha"), form.valor("nota")) == (
        "1.250,50",
        "mañanita",
        " <b> ",
    )


def test_los_valores_iniciales_se_escriben_como_los_escribiria_una_persona():
    form = Formulario(
        Pago,
        {"importe": Decimal("1250.5"), "fecha": date(2026, 2, 1), "nota": None, "h": time(9, 5)},
        borrador="",
    )
    assert [form.valor(n) for n in ("importe", "fecha", "nota", "h")] == [
        "1,250.50",
        "01/02/2026",
        "",
        "9:05",
    ]


def test_el_pedido_y_lo_visto_vienen_de_la_pagina(enviar):
    form = enviar(**BUENO, pedido="3f8e6c1e-0000-4000-8000-000000000001", visto="7")
    assert (str(form.pedido), form.visto) == ("3f8e6c1e-0000-4000-8000-000000000001", 7)


@pytest.mark.parametrize("visto", ["", "-1", "siete", "٣", "9" * 30])
def test_un_pedido_o_un_visto_que_no_lo_son_no_estorban(enviar, visto):
    form = enviar(**BUENO, pedido="no es uno", visto=visto)
    assert form.visto is None
    assert form.pedido.version == 4


def test_un_rechazo_se_queda_en_el_formulario(app, enviar):
    form = enviar(**BUENO)
    with form.intentar():
        raise Rechazo("El adeudo ya está liquidado.")
    assert form.errores == {"": "El adeudo ya está liquidado."}


def test_un_formulario_invalido_no_llega_a_la_decision(enviar):
    llamadas = []
    form = enviar(importe="", fecha="")
    with form.intentar():
        llamadas.append(form.datos)
    assert llamadas == []


def test_un_desfase_se_explica_y_el_formulario_queda_enterado(enviar):
    form = enviar(**BUENO, visto="1")
    with form.intentar():
        raise Desfase(1, 2, None, None).contado("Karla anotó «algo».")
    assert "Karla anotó «algo». Lo suyo no se ha guardado" in form.errores[""]
    assert (form.visto, form.desfasado, form.valor("importe")) == (2, True, "1,250.50")


def test_cada_mensaje_se_puede_escribir_con_lo_que_da_pydantic():
    contexto = dict.fromkeys(
        ("min_length", "max_length", "gt", "ge", "lt", "le", "decimal_places", "max_digits", "whole_digits"),
        3,
    )
    for mensaje in MENSAJES.values():
        assert mensaje.format(**contexto).endswith(".")
