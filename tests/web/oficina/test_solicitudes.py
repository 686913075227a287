"""A question to another area: in its inbox, answered on its screen, seen by who asked."""

import re

from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra


def test_se_pide_se_responde_y_se_lee(prueba: Prueba, entra: Entra) -> None:
    ana, sistemas = entra("responsable"), entra("sistemas")
    assert (
        ana.enviar("/solicitudes/", {"area": "SISTEMAS", "texto": "El saldo del 105010"}).status_code == 303
    )
    assert "Responder la solicitud de Persona de Responsable" in sistemas.ver("/pendientes/").text
    hallada = re.search(r"/solicitudes/[0-9a-f-]{36}", sistemas.ver("/solicitudes/").text)
    assert hallada is not None
    assert "El saldo del 105010" in sistemas.ver(hallada[0]).text
    assert entra("archivo").ver(hallada[0]).status_code == 403
    assert sistemas.enviar(hallada[0], {}).status_code == 422
    assert sistemas.enviar(hallada[0], {"respuesta": "Son doce mil"}).status_code == 303
    assert "Son doce mil" in ana.ver(hallada[0]).text
    assert "respondida" in ana.ver("/solicitudes/").text


def test_lo_que_nadie_responde_vuelve_a_quien_lo_pidio(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    ana.enviar("/solicitudes/", {"area": "DIRECCION", "texto": "Visto bueno del oficio"})
    assert "Insistir" not in ana.ver("/pendientes/").text
    prueba.pasar(days=6)
    assert "Insistir a Dirección: no ha respondido" in ana.ver("/pendientes/").text
    assert ana.enviar("/solicitudes/", {"area": "OTRA"}).status_code == 422
