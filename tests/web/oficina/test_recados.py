"""A message travels: taken at one screen, in the inbox and the menu of another, understood, or late."""

import re
from uuid import UUID

from flask import Flask

from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra

RECADO = {
    "para": "responsable", "quien": "Irma Buitimea, de la SEP", "telefono": "662 214 56 78", "pide": "LLAMAR",
    "motivo": "Pide copia del convenio de su hermano",
}  # fmt: skip


def enlace(html: str) -> str:
    hallado = re.search(r"/recados/[0-9a-f-]{36}", html)
    assert hallado is not None
    return hallado[0]


def test_llega_a_la_bandeja_y_al_menu_y_se_entiende(prueba: Prueba, entra: Entra) -> None:
    assert entra("archivo").enviar("/recados/nuevo", RECADO).status_code == 303
    ana = entra("responsable")
    bandeja = ana.ver("/pendientes/").text
    assert "Recado: favor de llamar" in bandeja
    assert "Irma Buitimea" in bandeja
    assert re.search(r'Recados</span> <span class="cuenta">1<', bandeja)
    pagina = ana.ver(enlace(ana.ver("/recados/").text)).text
    assert "Pide copia del convenio de su hermano" in pagina
    assert "<h1>Irma Buitimea, de la SEP</h1>" in pagina
    assert "662 214 56 78" in pagina
    assert ana.enviar(f"{enlace(ana.ver('/recados/').text)}/entendido", {}).status_code == 303
    assert "No tiene recados por atender" in ana.ver("/recados/").text
    assert "entendido" in entra("archivo").ver("/recados/").text


def test_desde_la_bandeja_se_llega_a_su_pagina(prueba: Prueba, entra: Entra) -> None:
    entra("archivo").enviar("/recados/nuevo", RECADO)
    ana = entra("responsable")
    hacer = re.search(r"/casos/[0-9a-f-]+/hacer/entender_recado[^\"]*", ana.ver("/pendientes/").text)
    assert hacer is not None
    respuesta = ana.ver(hacer[0].replace("&amp;", "&"))
    assert respuesta.headers["Location"].startswith("/recados/")


def test_nadie_mas_lo_lee_y_atrasado_lo_ve_el_coordinador(prueba: Prueba, entra: Entra) -> None:
    archivo = entra("archivo")
    archivo.enviar("/recados/nuevo", RECADO)
    url = enlace(archivo.ver("/recados/").text)
    assert entra("contabilidad").ver(url).status_code == 403
    coordinador = entra("coordinador")
    assert "Irma" not in coordinador.ver("/recados/").text
    prueba.pasar(days=3)
    assert "Irma" in coordinador.ver("/recados/").text
    assert "Recado sin atender, para Persona de Responsable" in coordinador.ver("/pendientes/").text


def test_se_pasa_a_otra_persona(prueba: Prueba, entra: Entra) -> None:
    entra("archivo").enviar("/recados/nuevo", RECADO)
    ana = entra("responsable")
    url = enlace(ana.ver("/recados/").text)
    assert ana.enviar(f"{url}/pasar", {"para": "nadie"}).status_code == 422
    assert ana.enviar(f"{url}/pasar", {"para": "judicial"}).status_code == 303
    assert ana.ver(url).status_code == 403
    assert "Irma" in entra("judicial").ver("/recados/").text


def test_sin_motivo_o_para_nadie_se_pide_y_lo_escrito_sigue(entra: Entra, oficina: Flask) -> None:
    ana = entra("responsable")
    respuesta = ana.enviar("/recados/nuevo", {"quien": "Irma Buitimea", "para": "inventado"})
    assert respuesta.status_code == 422
    assert "Irma Buitimea" in respuesta.text
    assert entra("auditor").ver("/recados/").status_code == 403


def test_quien_lo_tomo_ve_si_ya_lo_abrieron_y_si_ya_paso_la_hora(prueba: Prueba, entra: Entra) -> None:
    archivo, ana = entra("archivo"), entra("responsable")
    archivo.enviar("/recados/nuevo", RECADO)
    assert 'class="cuando "' in renglon(archivo.ver("/recados/").text, "sin ver")
    prueba.pasar(hours=2)
    assert 'class="cuando mal"' in renglon(archivo.ver("/recados/").text, "sin ver")
    assert "Nadie los ha abierto" in entra("coordinador").ver("/recados/").text
    url = enlace(archivo.ver("/recados/").text)
    archivo.ver(url)
    entra("coordinador").ver(url)
    assert "sin ver" in archivo.ver("/recados/").text
    for _ in range(2):
        assert ana.ver(url).status_code == 200
    assert "visto, sin atender" in archivo.ver("/recados/").text
    assert "Nadie los ha abierto" not in entra("coordinador").ver("/recados/").text
    hechos = [a.hecho.nombre() for a in prueba.abierta.casos.asientos(UUID(url.rpartition("/")[2]))]
    assert hechos == ["RecadoTomado", "RecadoEntregado"]


def renglon(html: str, texto: str) -> str:
    return next(linea for linea in html.splitlines() if texto in linea)
