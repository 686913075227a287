"""The agenda that telephones ask for: parsed back, private, following moves, cancellations, owners and absences."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from icalendar import Calendar, Event

from casos.mediacion.cierre import CierrePorCausa, cerrar_por_causa
from casos.mediacion.expediente import Reasignacion, reasignar
from casos.mediacion.sesiones import NuevaFecha, NuevaSesion, agendar_sesion, reagendar_sesion
from casos.mediacion.vocabulario import CausaCierre, CausaReagenda
from casos.tiempo import ZONA
from tests.instancias import PRINCIPIO, Prueba
from tests.web.conftest import CLAVE, Visitante
from tests.web.test_navegador import sin_barreras, sin_desbordes
from web import cuentas
from web.almacen import abrir

Entra = Callable[[str], Visitante]
DIEZ = datetime(2026, 10, 20, 10, tzinfo=ZONA)
HOSTIL = "Sala \\;,\nBEGIN:VEVENT\nSUMMARY:falso: «3» 🙂"


def con_sesion(prueba: Prueba, responsable: str = "responsable", **cambios: object) -> UUID:
    caso = prueba.abrir_caso("Daniela Ñíguez Zazueta", responsable=responsable)
    nueva = {"inicio": DIEZ, "folio": "CJA/7/2026", "sala": "Sala 3", "duracion_min": 45, **cambios}
    prueba.decidir(caso, agendar_sesion, NuevaSesion(**nueva))
    return caso


def direccion_de(quien: Visitante) -> str:
    pagina = quien.enviar("/cuenta/agenda", {}).text
    (hallada,) = re.findall(r'value="http://[^/]+(/agenda/privada/[^"]+\.ics)"', pagina)
    return hallada


def eventos(app: object, direccion: str) -> list[Event]:
    """The events as a programme without any session of ours reads them."""
    respuesta = app.test_client().get(direccion)  # type: ignore[attr-defined]
    assert respuesta.status_code == 200
    assert respuesta.mimetype == "text/calendar"
    assert all(len(linea) <= 75 for linea in respuesta.data.split(b"\r\n"))
    return list(Calendar.from_ical(respuesta.data).walk("VEVENT"))


def test_dice_cuando_donde_y_el_folio_y_nunca_quien(prueba: Prueba, entra: Entra, oficina: object) -> None:
    caso = con_sesion(prueba)
    direccion = direccion_de(entra("responsable"))
    (evento,) = eventos(oficina, direccion)
    assert evento["SUMMARY"] == "Sesión CJA/7/2026"
    assert evento["LOCATION"] == "Sala 3, Hermosillo"
    assert evento.start == DIEZ
    assert evento.end - evento.start == timedelta(minutes=45)
    assert evento["DTSTART"].params["TZID"] == "America/Hermosillo"
    assert evento["STATUS"] == "CONFIRMED"
    assert str(caso) in evento["URL"]
    crudo = oficina.test_client().get(direccion).text  # type: ignore[attr-defined]
    assert "BEGIN:VTIMEZONE" in crudo
    assert crudo.count("TZOFFSETTO:-0700") == 1
    assert "DAYLIGHT" not in crudo
    for dato in ("Daniela", "Ñíguez", "12,000", "6622145678", "NIZD9"):
        assert dato not in crudo


def test_nombres_hostiles_no_rompen_el_archivo(prueba: Prueba, entra: Entra, oficina: object) -> None:
    con_sesion(prueba, sala=HOSTIL)
    (evento,) = eventos(oficina, direccion_de(entra("responsable")))
    assert evento["LOCATION"] == f"{HOSTIL}, Hermosillo"
    assert evento["SUMMARY"] == "Sesión CJA/7/2026"


def test_al_moverse_o_cancelarse_sigue_siendo_el_mismo_evento(
    prueba: Prueba, entra: Entra, oficina: object
) -> None:
    caso = con_sesion(prueba)
    direccion = direccion_de(entra("responsable"))
    (primero,) = eventos(oficina, direccion)
    prueba.pasar(hours=1)
    fecha = NuevaFecha(sesion=1, inicio=DIEZ + timedelta(days=1), causa=CausaReagenda.TRIBUNAL)
    prueba.decidir(caso, reagendar_sesion, fecha)
    (antes,) = eventos(oficina, direccion)
    assert (antes["UID"], antes.start) == (primero["UID"], DIEZ + timedelta(days=1))
    assert antes["SEQUENCE"] > primero["SEQUENCE"]
    cierre = CierrePorCausa(causa=CausaCierre.INCOBRABLE, motivo="Dictamen", soporte="Oficio 5")
    prueba.pasar(hours=1)
    prueba.decidir(caso, cerrar_por_causa, cierre, rol="coordinador")
    (despues,) = eventos(oficina, direccion)
    assert despues["UID"] == antes["UID"]
    assert despues["STATUS"] == "CANCELLED"
    assert despues["SEQUENCE"] > antes["SEQUENCE"]
    assert despues["DTSTAMP"].dt > antes["DTSTAMP"].dt


def test_sin_cambios_responde_que_nada_cambio(prueba: Prueba, entra: Entra, oficina: object) -> None:
    caso = con_sesion(prueba)
    direccion, lector = direccion_de(entra("responsable")), oficina.test_client()  # type: ignore[attr-defined]
    primera = lector.get(direccion)
    assert primera.headers["Cache-Control"] == "private, no-cache"
    suya = {"If-None-Match": primera.headers["ETag"]}
    prueba.pasar(hours=3)
    igual = lector.get(direccion, headers=suya)
    assert (igual.status_code, igual.data) == (304, b"")
    prueba.decidir(caso, reasignar, Reasignacion(responsable="ana", motivo="Reparto"), rol="coordinador")
    assert lector.get(direccion, headers=suya).status_code == 200


def test_sigue_al_caso_cuando_cambia_de_manos(prueba: Prueba, entra: Entra, oficina: object) -> None:
    caso = con_sesion(prueba, "ana")
    direccion = direccion_de(entra("responsable"))
    assert eventos(oficina, direccion) == []
    nuevo = Reasignacion(responsable="responsable", motivo="Reparto")
    prueba.decidir(caso, reasignar, nuevo, rol="coordinador")
    assert len(eventos(oficina, direccion)) == 1


def test_quien_cubre_ve_las_sesiones_hasta_que_vuelven(prueba: Prueba, entra: Entra, oficina: object) -> None:
    servicio = abrir(prueba.ajustes)
    cuentas.crear(servicio, "ana", "Ana Lourdes Bernal", "responsable", "HMO", clave=CLAVE)
    servicio.motor.dispose()
    con_sesion(prueba, "ana", inicio=PRINCIPIO + timedelta(days=1), folio="CJA/1/2026")
    con_sesion(prueba, "ana", inicio=PRINCIPIO + timedelta(days=30), folio="CJA/2/2026")
    direccion = direccion_de(entra("responsable"))
    assert eventos(oficina, direccion) == []
    ausencia = {
        "clase": "VACACIONES",
        "desde": "hoy",
        "hasta": "09/10/2026",
        "usuario": "ana",
        "cubre": "responsable",
    }
    assert entra("coordinador").enviar("/ausencias/nueva", ausencia).status_code == 303
    (evento,) = eventos(oficina, direccion)
    assert evento["SUMMARY"] == "Sesión CJA/1/2026"
    assert "Por ausencia de Ana Lourdes Bernal." in evento["DESCRIPTION"]


def test_otra_direccion_apaga_la_anterior_y_apagarla_las_apaga_todas(
    prueba: Prueba, entra: Entra, oficina: object
) -> None:
    ana, lector = entra("responsable"), oficina.test_client()  # type: ignore[attr-defined]
    primera = direccion_de(ana)
    segunda = direccion_de(ana)
    assert primera != segunda
    assert lector.get(primera).status_code == 404
    assert lector.get(segunda).status_code == 200
    assert "la leyó por última vez" in ana.ver("/cuenta/agenda").text
    assert ana.enviar("/cuenta/agenda/apagar", {}).status_code == 303
    assert lector.get(segunda).status_code == 404
    assert "Crear mi dirección privada" in ana.ver("/cuenta/agenda").text


def test_solo_se_guarda_la_huella_y_no_se_vuelve_a_mostrar(prueba: Prueba, entra: Entra) -> None:
    ana = entra("responsable")
    ficha = direccion_de(ana).rpartition("/")[2].removesuffix(".ics")
    assert ficha not in ana.ver("/cuenta/agenda").text
    guardado = b"".join(p.read_bytes() for p in prueba.ajustes.instancia.glob("servicio.sqlite*"))
    assert ficha.encode() not in guardado
    assert hashlib.sha256(ficha.encode()).hexdigest().encode() in guardado


def test_una_cuenta_apagada_o_de_otro_puesto_no_da_agenda(
    prueba: Prueba, entra: Entra, oficina: object
) -> None:
    lector = oficina.test_client()  # type: ignore[attr-defined]
    direccion = direccion_de(entra("responsable"))
    servicio = abrir(prueba.ajustes)
    cuentas.desactivar(servicio, "responsable")
    assert lector.get(direccion).status_code == 404
    cuentas.reactivar(servicio, "responsable")
    assert lector.get(direccion).status_code == 200
    servicio.motor.dispose()
    for mala in (
        "/agenda/privada/x.ics",
        "/agenda/privada/.ics",
        direccion.replace("/privada/", "/privada/A"),
    ):
        assert lector.get(mala).status_code == 404
    assert lector.post(direccion).status_code == 405
    assert entra("archivo").ver("/cuenta/agenda").status_code == 403
    assert "Ponerla en el teléfono" not in entra("archivo").ver("/cuenta/").text


@pytest.mark.navegador
@pytest.mark.parametrize("ancho", [1366, 390])
def test_la_pagina_se_entiende_y_cabe(prueba, direccion, pagina, ancho) -> None:
    pagina.set_viewport_size({"width": ancho, "height": 768})
    pagina.goto(f"{direccion}/entrar?siguiente=/cuenta/")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.get_by_role("button", name="Entrar").click()
    pagina.get_by_role("link", name="Ponerla en el teléfono").click()
    for _ in range(2):
        sin_desbordes(pagina)
        sin_barreras(pagina)
        if crear := pagina.get_by_role("button", name="Crear mi dirección privada").count():
            pagina.get_by_role("button", name="Crear mi dirección privada").click()
            pagina.get_by_label("Dirección").wait_for()
    assert crear == 0
    assert pagina.get_by_label("Dirección").input_value().endswith(".ics")
