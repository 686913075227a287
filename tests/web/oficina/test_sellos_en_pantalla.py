"""The page of seals and its outbox, and the day's seal on the printed report."""

import re

import pytest
import zxingcpp
from PIL import Image

from casos.sello import salidas
from casos.sello.salidas import CORREO
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra
from web import salidas_de_sellos, sellos

PUNTOS = 5
"""Of each square of the code in the drawing."""


def test_sin_sellos_la_pagina_lo_dice(prueba: Prueba, entra: Entra) -> None:
    pagina = entra("auditor").ver("/sellos/").text
    assert "Todavía no hay sellos" in pagina
    assert "Código QR" not in entra("coordinador").ver("/supervision/").text


def test_el_reporte_del_dia_lleva_el_sello_para_leer_y_para_escanear(prueba: Prueba, entra: Entra) -> None:
    prueba.abrir_caso()
    sello = sellos.sellar(prueba.abierta).sello
    for quien, url in (
        ("coordinador", "/supervision/"),
        ("auditor", "/sellos/"),
        ("administrador", "/sellos/"),
    ):
        pagina = entra(quien).ver(url).text
        assert sello.codigo in pagina
        assert leer_qr(pagina) == sello.nota
    assert entra("responsable").ver("/sellos/").status_code == 403


def leer_qr(pagina: str) -> str:
    """What a telephone reads in the drawing: its dark runs, drawn on a bitmap."""
    dibujo = re.search(r'<svg[^>]*viewBox="0 0 (\d+) \d+"[^>]*>.*?<path[^>]*d="([^"]+)"', pagina, re.S)
    assert dibujo
    imagen, x, y = Image.new("L", (int(dibujo[1]), int(dibujo[1])), 255), 0.0, 0.0
    for orden, cifras in re.findall(r"([Mmh])([-\d. ]+)", dibujo[2]):
        numeros = [float(n) for n in re.findall(r"-?[\d.]+", cifras)]
        if orden == "h":
            caja = (x * PUNTOS, (y - 0.5) * PUNTOS, (x + numeros[0]) * PUNTOS, (y + 0.5) * PUNTOS)
            imagen.paste(0, tuple(map(int, caja)))
            x += numeros[0]
        else:
            x, y = (numeros[0], numeros[1]) if orden == "M" else (x + numeros[0], y + numeros[1])
    (leido,) = zxingcpp.read_barcodes(imagen)
    return str(leido.text)


def test_lo_que_no_ha_salido_se_ve_con_su_causa_y_se_reintenta(
    prueba: Prueba, entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    prueba.abrir_caso()
    sello = sellos.sellar(prueba.abierta).sello
    archivo = sellos.archivo_de(prueba.abierta)
    salidas.encargar(archivo, sello.tamano, [(CORREO, "auditoria@example.gob.mx")])
    (espera,) = salidas.todas(archivo)
    salidas.anotar(
        archivo, espera._replace(intentos=3, ultimo=prueba.ahora, error="El servidor está ocupado")
    )
    monkeypatch.setattr(salidas_de_sellos, "destinos", lambda _: iter([(CORREO, "auditoria@example.gob.mx")]))
    auditor = entra("auditor")
    pagina = auditor.ver("/sellos/").text
    assert "El servidor está ocupado" in pagina
    assert "3 intentos" in pagina
    assert "falta 1 envío" in pagina
    enviados = []
    monkeypatch.setattr(salidas_de_sellos, "_enviar", lambda _, mensaje: enviados.append(mensaje["To"]))
    assert salidas_de_sellos.llevar(prueba.abierta) == 0
    assert entra("coordinador").enviar("/sellos/reintentar").status_code == 403
    respuesta = auditor.enviar("/sellos/reintentar", follow_redirects=True)
    assert "1 envío salió; ninguno espera." in respuesta.text
    assert enviados == ["auditoria@example.gob.mx"]
    assert "No han salido" not in respuesta.text
    prueba.pasar(hours=2)
    assert auditor.enviar("/sellos/reintentar", follow_redirects=True).status_code == 200
    assert enviados == ["auditoria@example.gob.mx"]
