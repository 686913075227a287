"""Printing from the case: the list, the file, its registration, and who may."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from uuid import UUID

import docx
from pypdf import PdfReader

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.instancias import Prueba
from tests.web.conftest import Visitante

Entra = Callable[[str], Visitante]


def caso_de(prueba: Prueba, nombre: str = "Daniela Ñíguez Zazueta") -> UUID:
    return prueba.abrir_caso(nombre, responsable="responsable")


def emitir(quien: Visitante, url: str) -> str:
    respuesta = quien.enviar(url, {})
    assert respuesta.status_code == 303, respuesta.text
    return str(respuesta.location)


def test_la_lista_dice_que_se_puede_imprimir(prueba: Prueba, entra: Entra) -> None:
    pagina = entra("responsable").ver(f"/casos/{caso_de(prueba)}/papeles/").text
    assert "Estado de cuenta" in pagina
    assert "Carta de no adeudo" not in pagina


def test_el_estado_de_cuenta_se_registra_con_su_huella(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    archivo = ana.ver(emitir(ana, f"/casos/{caso}/papeles/estado_de_cuenta"))
    assert archivo.status_code == 200
    assert archivo.mimetype == "application/pdf"
    assert archivo.headers["X-Content-Type-Options"] == "nosniff"
    assert re.fullmatch(
        r'inline; filename="estado_de_cuenta-[0-9a-f]{8}\.pdf"', archivo.headers["Content-Disposition"]
    )
    hecho = prueba.abierta.casos.asientos(caso)[-1].hecho
    assert hecho.nombre() == "EstadoDeCuentaEmitido"
    assert hecho.huella == hashlib.sha256(archivo.data).hexdigest()  # type: ignore[attr-defined]
    assert "Daniela Ñíguez Zazueta" in PdfReader(BytesIO(archivo.data)).pages[0].extract_text()


def test_el_word_se_abre_y_no_registra_nada(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    antes = len(prueba.abierta.casos.asientos(caso))
    archivo = ana.ver(f"/casos/{caso}/papeles/carta.docx?tipo=opciones&a=acreditado")
    texto = "\n".join(p.text for p in docx.Document(BytesIO(archivo.data)).paragraphs)
    assert "Daniela Ñíguez Zazueta" in texto
    assert "attachment" in archivo.headers["Content-Disposition"]
    assert len(prueba.abierta.casos.asientos(caso)) == antes


def test_lo_que_no_procede_se_dice(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    respuesta = ana.ver(f"/casos/{caso}/papeles/carta_no_adeudo.pdf")
    assert respuesta.status_code == 422
    assert "no está liquidado" in respuesta.text
    assert ana.ver(f"/casos/{caso}/papeles/otra_cosa.pdf").status_code == 404
    assert ana.ver(f"/casos/{caso}/papeles/convenio.pdf?numero=x").status_code == 422


def test_quien_solo_mira_ve_el_papel_y_no_lo_emite(prueba: Prueba, entra: Entra) -> None:
    caso, auditora = caso_de(prueba), entra("auditor")
    assert "Imprimir</button>" not in auditora.ver(f"/casos/{caso}/papeles/").text
    assert auditora.ver(f"/casos/{caso}/papeles/estado_de_cuenta.pdf").status_code == 200
    assert auditora.enviar(f"/casos/{caso}/papeles/estado_de_cuenta", {}).status_code == 403


def test_la_lista_de_sesiones_del_dia(prueba: Prueba, entra: Entra) -> None:
    caso, ana = caso_de(prueba), entra("responsable")
    sesion = NuevaSesion(inicio=datetime(2026, 10, 20, 10, tzinfo=ZONA), folio="CJA/7/2026", sala="3")
    prueba.decidir(caso, agendar_sesion, sesion)
    archivo = ana.ver("/agenda/sesiones.pdf?dia=2026-10-20")
    texto = PdfReader(BytesIO(archivo.data)).pages[0].extract_text()
    assert all(esto in texto for esto in ("10:00", "CJA/7/2026", "Daniela", "$12,000.00", "1 sesión."))
    assert (
        "No hay sesiones" in PdfReader(BytesIO(ana.ver("/agenda/sesiones.pdf").data)).pages[0].extract_text()
    )
    assert "/agenda/sesiones.pdf" in ana.ver("/agenda/").text


def test_un_caso_recien_abierto_sin_creditos_tambien_tiene_pagina(prueba: Prueba, entra: Entra) -> None:
    from uuid import uuid4

    from casos.mediacion.apertura import NuevoCaso, abrir_caso
    from casos.mediacion.vocabulario import OrigenCaso

    caso, ana = uuid4(), entra("responsable")
    nuevo = NuevoCaso(origen=OrigenCaso.VENTANILLA, persona_id=uuid4(), responsable="responsable", sede="HMO")
    prueba.decidir(caso, abrir_caso, nuevo)
    assert "Falta" not in ana.ver(f"/casos/{caso}/papeles/").text
    assert "No hay estado de cuenta" in ana.ver(f"/casos/{caso}/estado-de-cuenta/").text
    assert "No hay adeudo que convenir" in ana.ver(f"/casos/{caso}/opciones/").text
    assert "todavía no tiene convenio" in ana.ver(f"/casos/{caso}/convenio/").text
    assert ana.ver(f"/casos/{caso}/").status_code == 200
