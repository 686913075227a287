"""A complaint from the window to its answer; a denuncia that nobody but one account can read, anywhere."""

import re
from uuid import uuid4

from flask import Flask, url_for
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, UUIDConverter

from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.oficina.test_expediente import Entra
from tests.web.paginas.recorrido import recorrer

QUEJA = {
    "clase": "QUEJA", "medio": "PRESENCIAL", "quien": "Irma Buitimea", "contacto": "6622145678",
    "texto": "Esperé dos horas en la ventanilla",
}  # fmt: skip
DENUNCIA = {
    "clase": "DENUNCIA", "medio": "PRESENCIAL", "quien": "Irma Buitimea", "sobre": "coordinador",
    "encargado": "administrador", "texto": "Me pidió dinero",
}  # fmt: skip


def recibir(quien: Visitante, datos: dict[str, str]) -> str:
    respuesta = quien.enviar("/manifestaciones/nueva", datos)
    assert respuesta.status_code == 303, respuesta.text
    return respuesta.headers["Location"]


def test_la_queja_lleva_folio_se_acusa_y_se_responde(prueba: Prueba, entra: Entra) -> None:
    ana, coordinador = entra("responsable"), entra("coordinador")
    url = recibir(ana, QUEJA)
    pagina = ana.ver(url).text
    assert re.search(r"Queja Q26-[0-9A-F]{6}", pagina)
    assert "Esperé dos horas" in pagina
    assert "Acusar recibo de la queja" in coordinador.ver("/pendientes/").text
    assert ana.enviar(f"{url}/acuse", {"medio": "PRESENCIAL"}).status_code == 303
    assert ana.enviar(f"{url}/respuesta", {"medio": "CORREO", "respuesta": "x"}).status_code == 403
    assert coordinador.enviar(f"{url}/respuesta", {"medio": "CORREO"}).status_code == 422
    datos = {"medio": "CORREO", "respuesta": "Se abrió otra ventanilla"}
    assert coordinador.enviar(f"{url}/respuesta", datos).status_code == 303
    pagina = coordinador.ver(url).text
    assert "Se le respondió" in pagina
    assert "En persona, 5 de octubre de 2026" in pagina
    assert "Se abrió otra ventanilla" in ana.ver(url).text
    assert "Concluidas" in ana.ver("/manifestaciones/").text


def test_la_denuncia_solo_la_ve_quien_la_turna(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    assert recibir(ana, DENUNCIA) == "/manifestaciones/"
    ana.ver("/manifestaciones/")  # takes the notice away
    encargado = entra("administrador")
    hallada = re.search(r"/manifestaciones/[0-9a-f-]{36}", encargado.ver("/manifestaciones/").text)
    assert hallada is not None
    caso = hallada[0].rpartition("/")[2]
    assert "Irma" not in encargado.ver(hallada[0], follow_redirects=True).text
    decir_para(encargado, hallada[0])
    pagina = encargado.ver(hallada[0]).text
    assert "Me pidió dinero" in pagina
    assert "Irma Buitimea" in pagina
    for otro in (ana, entra("coordinador"), entra("auditor")):
        assert otro.ver(hallada[0]).status_code == 403
        for url in ("/manifestaciones/", "/pendientes/", "/pendientes/?equipo=1", "/buscar/?q=irma"):
            texto = otro.ver(url).text
            assert "Irma" not in texto, url
            assert "Me pidió" not in texto, url
        por_que = otro.ver(f"/casos/{caso}/por-que/turnar_denuncia/manifestacion").text
        assert "Irma" not in por_que
        assert "Me pidió" not in por_que
    assert encargado.enviar(f"{hallada[0]}/turno", {"oficio": "DM/12/2026"}).status_code == 303
    assert "concluida" in encargado.ver(hallada[0]).text


def test_el_coordinador_no_ve_en_su_equipo_la_denuncia_contra_el(prueba: Prueba, entra: Entra) -> None:
    recibir(entra("responsable"), DENUNCIA)
    assert "denuncia" not in entra("coordinador").ver("/pendientes/?equipo=1").text.lower()


def decir_para(quien: Visitante, url: str) -> None:
    """What for, as whoever opens a denuncia is asked."""
    respuesta = quien.enviar(f"/casos/{url.rpartition('/')[2]}/proposito", {"para": "ATENDER"})
    assert respuesta.location == url


def denuncia(entra: Entra) -> str:
    """A denuncia of the coordinator in the hands of the administrator: the address of its page."""
    recibir(entra("responsable"), DENUNCIA)
    hallada = re.search(
        r"/manifestaciones/[0-9a-f-]{36}", entra("administrador").ver("/manifestaciones/").text
    )
    assert hallada is not None
    decir_para(entra("administrador"), hallada[0])
    return hallada[0]


def test_la_denuncia_no_asoma_en_ninguna_pagina_de_quien_es_denunciado(
    oficina: Flask, prueba: Prueba, entra: Entra
) -> None:
    """Neither walking by links nor guessing its address: case, replay, why, papers, exports, lists, reports."""
    url = denuncia(entra)
    caso = url.rpartition("/")[2]
    folio = re.search(r"D26-[0-9A-F]{6}", entra("administrador").ver(url).text)
    assert folio is not None
    prueba.pasar(days=9)  # late, with its keeper away, and so lent to no coordinator
    ausencia = {"clase": "INCAPACIDAD", "desde": "hoy", "hasta": "30/11/2026"}
    entra("administrador").enviar("/ausencias/nueva", ausencia)
    secretos = (folio[0], "Me pidió dinero", "Irma Buitimea")
    for rol in ("coordinador", "responsable", "auditor"):
        visitante = entra(rol)
        for regla in oficina.url_map.iter_rules():
            if "GET" not in (regla.methods or ()) or "caso_id" not in regla.arguments:
                continue
            partes = {n: _algo(c) for n, c in regla._converters.items()}
            with oficina.test_request_context():
                adivinada = url_for(regla.endpoint, **{**partes, "caso_id": caso})
            respuesta = visitante.ver(adivinada, follow_redirects=True)
            assert not any(s in respuesta.text for s in secretos), (rol, adivinada)
        for pagina in recorrer(oficina, rol, rol):
            assert not any(s in pagina.html for s in secretos), (rol, pagina.url)


def _algo(parte: BaseConverter) -> object:
    """A value for a part of an address, as somebody who guesses would try."""
    match parte:
        case IntegerConverter():
            return 1
        case UUIDConverter():
            return uuid4()
        case AnyConverter():
            return min(parte.items)
    return "turnar_denuncia"


def test_la_denuncia_detenida_cambia_de_manos_sin_leerse(prueba: Prueba, entra: Entra) -> None:
    recibir(entra("responsable"), {**DENUNCIA, "sobre": "contabilidad"})
    admin, coordinador = entra("administrador"), entra("coordinador")
    hallada = re.search(r"/manifestaciones/[0-9a-f-]{36}", admin.ver("/manifestaciones/").text)
    assert hallada is not None
    url = f"{hallada[0]}/encargado"
    assert coordinador.ver(url).status_code == 403
    assert "otra persona no ha turnado" not in coordinador.ver("/manifestaciones/").text
    prueba.pasar(days=5)
    assert "la tiene Persona de Administrador" in coordinador.ver("/manifestaciones/").text
    pagina = coordinador.ver(url).text
    assert "Irma" not in pagina
    assert "dinero" not in pagina
    assert coordinador.enviar(url, {"encargado": "responsable", "motivo": "x"}).status_code == 422
    assert coordinador.enviar(url, {"encargado": "coordinador", "motivo": "Incapacidad"}).status_code == 303
    decir_para(coordinador, hallada[0])
    assert "Me pidió dinero" in coordinador.ver(hallada[0]).text
    assert admin.ver(hallada[0]).status_code == 403
    assert coordinador.enviar(f"{hallada[0]}/turno", {"oficio": "DM/13/2026"}).status_code == 303


def test_la_sugerencia_se_responde_y_el_reconocimiento_se_da_a_conocer(prueba: Prueba, entra: Entra) -> None:
    ana, coordinador = entra("responsable"), entra("coordinador")
    sugerencia = recibir(ana, {**QUEJA, "clase": "SUGERENCIA"})
    coordinador.enviar(f"{sugerencia}/acuse", {"medio": "CORREO"})
    assert "Qué se hará con ella" in coordinador.ver(sugerencia).text
    dada = {"medio": "CORREO", "respuesta": "Se adopta desde diciembre"}
    assert coordinador.enviar(f"{sugerencia}/respuesta", dada).status_code == 303
    assert "Se adopta desde diciembre" in ana.ver(sugerencia).text
    elogio = recibir(ana, {**QUEJA, "clase": "RECONOCIMIENTO", "sobre": "archivo"})
    coordinador.enviar(f"{elogio}/acuse", {"medio": "CORREO"})
    assert "Dar a conocer el reconocimiento" in coordinador.ver("/pendientes/").text
    assert coordinador.enviar(f"{elogio}/compartido").status_code == 303
    assert "Se dio a conocer" in entra("archivo").ver(elogio).text


def test_lo_que_dice_la_gente_no_queda_a_la_vista_en_el_registro(prueba: Prueba, entra: Entra) -> None:
    recibir(entra("responsable"), QUEJA)
    url = recibir(entra("responsable"), {**QUEJA, "quien": "", "contacto": ""})
    assert "Anónimo" in entra("responsable").ver(url).text
    crudo = b"".join(a.read_bytes() for a in prueba.ajustes.instancia.glob("hechos*"))
    assert b"ManifestacionRecibida" in crudo
    assert b"ventanilla" not in crudo
    assert b"Buitimea" not in crudo


def test_lo_recibido_no_lo_anula_nadie(prueba: Prueba, entra: Entra) -> None:
    url = recibir(entra("responsable"), QUEJA)
    caso = url.rpartition("/")[2]
    assert entra("coordinador").enviar(f"/casos/{caso}/deshacer", {"versiones": "1"}).status_code == 422
    assert "Esperé dos horas" in entra("responsable").ver(url).text
