"""Stepping through a case, comparing two moments, and what is new since the last visit."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from casos.mediacion.expediente import Nota, Reasignacion, agregar_nota, reasignar
from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from tests.instancias import Prueba
from tests.web.conftest import Visitante

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
    assert "Antes hubo 30 días sin movimientos." in pagina
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
