"""Stepping through a case, comparing two moments, and what is new since the last visit."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from casos.anulacion import Anulacion, anular
from casos.mediacion.expediente import Nota, Reasignacion, agregar_nota, reasignar
from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.instancias import Prueba
from tests.web.conftest import CLAVE, Visitante

Entra = Callable[[str], Visitante]


def agendado(prueba: Prueba) -> UUID:
    """A case of four entries and more: opened, a month of quiet, a session, a note."""
    caso = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable="responsable")
    prueba.pasar(days=30)
    sesion = NuevaSesion(inicio=datetime(2026, 11, 20, 10, tzinfo=ZONA), folio="HMO/1/2026")
    prueba.decidir(caso, agendar_sesion, sesion, autor="responsable")
    prueba.pasar(days=1)
    prueba.decidir(caso, agregar_nota, Nota(texto="Confirmó que viene."), autor="responsable")
    return caso


def enlaces(html: str) -> dict[str, str]:
    return {
        texto.strip(): url
        for url, texto in re.findall(r'<a class="boton" href="([^"]+)"[^>]*>([^<]+)</a>', html)
    }


def test_se_recorre_hecho_por_hecho(prueba: Prueba, entra: Entra) -> None:
    caso, ana = agendado(prueba), entra("responsable")
    ultima = prueba.abierta.casos.asientos(caso)[-1].version
    visto: list[str] = []
    url = f"/casos/{caso}/?hecho=1"
    while url:
        pagina = ana.ver(url.replace("&amp;", "&"))
        assert pagina.status_code == 200
        visto.append(url)
        url = enlaces(pagina.text).get("Siguiente ›", "")
    assert f"hecho={ultima}" in visto[-1]
    assert len(visto) >= 4
    assert "Siguiente ›" not in enlaces(pagina.text)
    atras = enlaces(pagina.text)["‹ Anterior"].replace("&amp;", "&")
    assert atras == visto[-2].replace("&amp;", "&")


def test_cada_paso_dice_que_cambio(prueba: Prueba, entra: Entra) -> None:
    caso, ana = agendado(prueba), entra("responsable")
    sesion = next(
        a.version for a in prueba.abierta.casos.asientos(caso) if a.hecho.nombre() == "SesionAgendada"
    )
    pagina = ana.ver(f"/casos/{caso}/?hecho={sesion}").text
    assert "Pasó de «Registrado» a «Agendado»." in pagina
    assert "… 30 días sin movimientos …" in pagina
    assert "Ya no está pendiente: hacer el primer contacto" in pagina
    assert "El caso se abrió" in ana.ver(f"/casos/{caso}/?hecho=1").text


def test_dos_momentos_se_comparan_en_palabras(prueba: Prueba, entra: Entra) -> None:
    caso, ana = agendado(prueba), entra("responsable")
    total = prueba.abierta.casos.asientos(caso)[-1].version
    pagina = ana.ver(f"/casos/{caso}/cambios/?de={total - 1}&a={total}").text
    assert "Nada: el caso quedó como estaba." in pagina
    assert "anotó: «Confirmó que viene.»" in pagina
    entero = ana.ver(f"/casos/{caso}/cambios/").text
    assert "quedó en «Agendado»" in entero
    assert ana.ver(f"/casos/{caso}/cambios/?de={total}&a=1").status_code == 200
    assert ana.ver(f"/casos/{caso}/cambios/?de=-9&a=99999").status_code == 200
    assert ana.ver(f"/casos/{uuid4()}/cambios/").status_code == 404


def test_lo_nuevo_desde_la_ultima_visita(prueba: Prueba, entra: Entra) -> None:
    caso, ana = agendado(prueba), entra("responsable")
    assert "Desde su última visita" not in ana.ver(f"/casos/{caso}/").text
    prueba.pasar(hours=2)
    assert "Desde su última visita" not in ana.ver(f"/casos/{caso}/").text
    prueba.pasar(hours=1)
    cambio = Reasignacion(responsable="karla", motivo="Cambio de cartera")
    prueba.decidir(caso, reasignar, cambio, autor="rosa", rol="coordinador")
    prueba.pasar(hours=2)
    pagina = ana.ver(f"/casos/{caso}/").text
    assert "Desde su última visita: 1 asiento nuevo" in pagina
    enlace = re.search(r'href="([^"]+/cambios/[^"]*)"', pagina)
    assert enlace is not None
    assert "Cambió de responsable: de responsable a karla." in ana.ver(enlace[1].replace("&amp;", "&")).text
    assert "Desde su última visita" in ana.ver(f"/casos/{caso}/").text
    prueba.pasar(hours=2)
    assert "Desde su última visita" not in ana.ver(f"/casos/{caso}/").text


def capturado_tarde(prueba: Prueba) -> UUID:
    """A case whose note of the 6th was captured on the 20th, after one of the 15th; another note was annulled."""
    caso = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable="responsable")
    prueba.pasar(days=10)
    prueba.decidir(caso, agregar_nota, Nota(texto="Del quince."), autor="responsable")
    prueba.decidir(caso, agregar_nota, Nota(texto="Por error."), autor="responsable")
    error = prueba.abierta.casos.asientos(caso)[-1].version
    prueba.decidir(caso, anular, Anulacion(versiones=(error,), motivo="Era de otro"), autor="responsable")
    prueba.pasar(days=5)
    seis = datetime(2026, 10, 6, 12, tzinfo=ZONA)
    prueba.decidir(caso, agregar_nota, Nota(texto="Del seis."), autor="responsable", ocurrido_en=seis)
    return caso


def test_lo_que_era_cierto_se_recorre_en_el_orden_en_que_ocurrio(prueba: Prueba, entra: Entra) -> None:
    caso, ana = capturado_tarde(prueba), entra("responsable")
    tardia = prueba.abierta.casos.asientos(caso)[-1].version
    pagina = ana.ver(f"/casos/{caso}/?hecho={tardia}&segun=hechos").text
    assert "Así estaba el 6 de octubre de 2026, 12:00" in pagina
    assert "Del seis." in pagina
    assert "Del quince." not in pagina
    siguiente = enlaces(pagina)["Siguiente ›"].replace("&amp;", "&")
    assert "segun=hechos" in siguiente
    pagina = ana.ver(siguiente).text
    assert "Del quince." in pagina
    assert "Por error." not in pagina
    assert "Siguiente ›" not in enlaces(pagina)
    como_se_supo = ana.ver(f"/casos/{caso}/?hecho={tardia}").text
    assert "<s><strong>Persona de Responsable</strong> anotó: «Por error.»" in como_se_supo


def test_el_deslizador_va_por_pasos_de_lo_que_se_recorre(prueba: Prueba, entra: Entra) -> None:
    caso, ana = capturado_tarde(prueba), entra("responsable")
    for segun, modo in (("registro", "relevante"), ("hechos", "relevante"), ("registro", "tecnico")):
        de = f"{segun}-{modo}"
        pagina = ana.ver(f"/casos/{caso}/?paso=2&de={de}&segun={segun}&modo={modo}&hecho=1").text
        assert re.search(r'name="paso" min="1" max="\d+" value="2"', pagina), de
        otra = ana.ver(f"/casos/{caso}/?paso=2&de=otra&segun={segun}&modo={modo}&hecho=1").text
        assert re.search(r'name="paso" min="1" max="\d+" value="1"', otra) or segun == "hechos", de
    for malo in (
        "paso=0",
        "paso=99999&de=registro-relevante",
        "hecho=-1",
        "hecho=%C2%B2",
        "al=ayer+o+antier",
    ):
        assert "Ver cómo estaba el" in ana.ver(f"/casos/{caso}/?{malo}").text


def test_se_ve_lo_que_se_podia_hacer_entonces_y_nada_se_puede_hacer(prueba: Prueba, entra: Entra) -> None:
    caso, ana = agendado(prueba), entra("responsable")
    pagina = ana.ver(f"/casos/{caso}/?hecho=1").text
    assert "Se podía registrar" in pagina
    assert "<li>Agendar sesión</li>" in pagina
    assert "/accion/" not in pagina
    assert pagina.count("Volver a hoy") == 1


def test_se_comparan_dos_dias_por_lo_sabido_o_por_lo_cierto(prueba: Prueba, entra: Entra) -> None:
    caso, ana = capturado_tarde(prueba), entra("responsable")
    url = f"/casos/{caso}/cambios/?del=5+oct+2026&al=7+oct+2026"
    assert "Del seis." not in ana.ver(url).text
    cierto = ana.ver(f"{url}&segun=hechos").text
    assert "Del seis." in cierto
    assert "Del quince." not in cierto
    assert ana.ver(f"/casos/{caso}/cambios/?al=ayer+no").status_code == 422


@pytest.mark.navegador
def test_las_flechas_recorren_y_se_vuelve_a_hoy(prueba, direccion, pagina):
    caso = agendado(prueba)
    pagina.goto(f"{direccion}/entrar?siguiente=/casos/{caso}/?hecho=1")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.get_by_text("hecho 1 de").wait_for()
    pagina.keyboard.press("ArrowRight")
    pagina.wait_for_url("**hecho=2*")
    pagina.keyboard.press("ArrowLeft")
    pagina.wait_for_url("**hecho=1*")
    pagina.get_by_label("técnico").check()
    pagina.wait_for_url("**modo=tecnico*")
    pagina.get_by_role("link", name="Volver a hoy").click()
    pagina.wait_for_url(f"**/casos/{caso}/")
