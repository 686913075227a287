"""Who looked: a sensitive case asks what for before it shows anything, and the unusual is listed and reviewed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from casos.asiento import Historia
from casos.boveda.persona import Persona
from casos.consultas import Senal
from casos.mediacion.expediente import Nota, agregar_nota
from casos.mediacion.suspension import NuevaSuspension, suspender
from casos.mediacion.vocabulario import CausaSuspension
from casos.versiones import BASE
from tests.instancias import Prueba
from tests.web.conftest import CLAVE
from tests.web.oficina.test_expediente import Entra, campo
from web import almacen, vigilancia
from web.almacen import bitacora
from web.almacen.bitacora import DECIR_PROPOSITO, Consulta

NOMBRE = "Daniela Ñíguez Zazueta"
MARTES = datetime(2026, 10, 6, 17, tzinfo=BASE.politicas[0].rige_desde.tzinfo)


def suspendido(prueba: Prueba, causa: CausaSuspension = CausaSuspension.FALLECIMIENTO) -> UUID:
    caso = prueba.abrir_caso(NOMBRE, responsable="responsable")
    datos = NuevaSuspension(causa=causa, revisar=date(2026, 11, 3), motivo="Lo dijo su familia")
    prueba.decidir(caso, suspender, datos, autor="coordinador", rol="coordinador")
    return caso


def lineas(prueba: Prueba, caso: UUID) -> list[tuple[str, str, str]]:
    leidas = bitacora.leer(almacen.abrir(prueba.ajustes), caso=str(caso))
    return [(c.usuario, c.accion, c.proposito) for c in reversed(leidas)]


def decir(quien, caso: UUID, para: str, detalle: str = "", de: str = ""):
    datos = {"para": para, "detalle": detalle, "de": de}
    return quien.enviar(f"/casos/{caso}/proposito", datos)


def test_antes_de_mostrar_un_expediente_sensible_se_pregunta_para_que(prueba: Prueba, entra: Entra) -> None:
    caso, ana = suspendido(prueba), entra("responsable")
    respuesta = ana.ver(f"/casos/{caso}/estado-de-cuenta/")
    assert respuesta.status_code == 303
    pregunta = ana.ver(respuesta.headers["Location"])
    assert "Está suspendido por un fallecimiento." in pregunta.text
    assert NOMBRE not in pregunta.text
    assert lineas(prueba, caso) == []
    sin_elegir = ana.enviar(f"/casos/{caso}/proposito", {"detalle": ""})
    assert sin_elegir.status_code == 422
    assert decir(ana, caso, "OTRO").status_code == 422
    abierto = decir(ana, caso, "ATENDER", "trae el acta", f"/casos/{caso}/estado-de-cuenta/")
    assert abierto.headers["Location"] == f"/casos/{caso}/estado-de-cuenta/"
    assert NOMBRE in ana.ver(f"/casos/{caso}/", follow_redirects=True).text
    dicho = "Atender a la persona o dar seguimiento a su caso: trae el acta"
    assert lineas(prueba, caso) == [
        ("responsable", DECIR_PROPOSITO, dicho),
        ("responsable", "ver expediente", dicho),
    ]


def test_se_pregunta_una_vez_al_dia_y_a_cada_quien(prueba: Prueba, entra: Entra) -> None:
    caso, ana = suspendido(prueba), entra("responsable")
    decir(ana, caso, "ATENDER")
    prueba.pasar(hours=3)
    assert ana.ver(f"/casos/{caso}/").status_code == 200
    assert entra("auditor").ver(f"/casos/{caso}/").status_code == 303
    prueba.pasar(days=1)
    assert entra("responsable").ver(f"/casos/{caso}/").status_code == 303


def test_nadie_sale_a_otro_sitio_por_la_pregunta(prueba: Prueba, entra: Entra) -> None:
    caso, ana = suspendido(prueba), entra("responsable")
    for de in ("https://malo.example/", "//malo.example", "/\\malo"):
        assert decir(ana, caso, "ATENDER", de=de).headers["Location"] == f"/casos/{caso}/"


def test_a_htmx_se_le_manda_a_la_pregunta(prueba: Prueba, entra: Entra) -> None:
    caso, ana = suspendido(prueba), entra("responsable")
    encabezados = {
        "HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "main#contenido",
        "HX-Current-URL": "http://localhost/pendientes/?pagina=2",
    }  # fmt: skip
    respuesta = ana.ver(f"/casos/{caso}/", headers=encabezados)
    assert respuesta.headers["HX-Redirect"] == f"/casos/{caso}/proposito?de=/pendientes/?pagina%3D2"
    assert NOMBRE not in respuesta.text


def test_un_expediente_cualquiera_no_pregunta(prueba: Prueba, entra: Entra) -> None:
    caso, ana = prueba.abrir_caso(NOMBRE, responsable="responsable"), entra("responsable")
    assert ana.ver(f"/casos/{caso}/").status_code == 200
    assert ana.ver(f"/casos/{caso}/proposito").headers["Location"] == f"/casos/{caso}/"
    assert ana.ver(f"/casos/{uuid4()}/proposito").status_code == 404


def test_la_suspension_por_aclaracion_no_es_sensible(prueba: Prueba, entra: Entra) -> None:
    caso = suspendido(prueba, CausaSuspension.ACLARACION)
    assert entra("responsable").ver(f"/casos/{caso}/").status_code == 200


def test_el_expediente_de_un_menor_pregunta(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso(NOMBRE, responsable="responsable")
    historia = prueba.abierta.casos.historia(caso)
    assert isinstance(historia, Historia)
    persona = prueba.abierta.boveda.leer(historia.caso.apertura.persona_id)
    assert isinstance(persona, Persona)
    prueba.abierta.boveda.guardar(
        persona.model_copy(update={"curp": "NIZD100101MSRXXNA9"}), prueba.pasar(minutes=1)
    )
    respuesta = entra("responsable").ver(f"/casos/{caso}/", follow_redirects=True)
    assert "Participa una persona menor de edad." in respuesta.text


def test_el_coordinador_reserva_un_expediente_y_lo_deja_de_reservar(prueba: Prueba, entra: Entra) -> None:
    caso, jefa = prueba.abrir_caso(NOMBRE, responsable="responsable"), entra("coordinador")
    assert entra("responsable").ver(f"/casos/{caso}/reserva").status_code == 403
    formulario = jefa.ver(f"/casos/{caso}/reserva").text
    datos = {"motivo": "FAMILIAR", "pedido": campo(formulario, "pedido")}
    assert jefa.enviar(f"/casos/{caso}/reserva", datos).status_code == 303
    pregunta = entra("responsable").ver(f"/casos/{caso}/", follow_redirects=True)
    assert "Está reservado. Es familiar o conocido de alguien del Instituto." in pregunta.text
    decir(jefa, caso, "SUPERVISAR")
    assert "reservado" in jefa.ver(f"/casos/{caso}/").text
    sin_motivo = jefa.enviar(f"/casos/{caso}/reserva", {})
    assert sin_motivo.status_code == 422
    assert "Se reserva porque: Falta este dato." in sin_motivo.text
    assert jefa.enviar(f"/casos/{caso}/reserva/quitar", {}).status_code == 303
    assert entra("responsable").ver(f"/casos/{caso}/").status_code == 200


# what the log shows


def contexto(**cambios) -> vigilancia.Contexto:
    base = vigilancia.Contexto(
        BASE.politicas[0].politica.consultas,
        {},
        set(),
        lambda dia, sede: True,
        lambda usuario, caso: False,
        {},
    )
    return base._replace(**cambios)


def lee(
    caso: UUID | None, accion: str = "ver expediente", minuto: int = 0, rol: str = "responsable"
) -> Consulta:
    cuando = MARTES + timedelta(minutes=minuto)
    return Consulta(cuando, "ana", rol, accion, str(caso) if caso else None, "", "/casos", "10.0.0.7")


def senales(leidas: list[Consulta], **cambios) -> dict[Senal, int]:
    return {h.senal: len(h.lecturas) for h in vigilancia.senalar(leidas, contexto(**cambios))}


CASOS = [UUID(int=n) for n in range(1, 200)]


@pytest.mark.parametrize(
    ("senal", "umbral", "de_quien"),
    [(Senal.MUCHOS, 150, "ana"), (Senal.AJENOS, 15, "bruno"), (Senal.SIN_ACTUAR, 40, "ana")],
)
def test_se_senala_desde_uno_mas_que_el_umbral(senal: Senal, umbral: int, de_quien: str) -> None:
    duenos = dict.fromkeys(CASOS, de_quien)
    justos = [lee(c) for c in CASOS[:umbral]]
    assert senal not in senales([*justos, *justos], duenos=duenos)
    assert senales([*justos, lee(CASOS[umbral])], duenos=duenos)[senal] == umbral + 1


def test_quien_actuo_en_el_caso_no_lo_vio_de_mas() -> None:
    leidas, duenos = [lee(c) for c in CASOS[:60]], dict.fromkeys(CASOS, "bruno")
    assert set(senales(leidas, duenos=duenos)) == {Senal.AJENOS, Senal.SIN_ACTUAR}
    assert senales(leidas, duenos=duenos, actuaron={("ana", c) for c in CASOS}) == {}
    auditor = [linea._replace(rol="auditor") for linea in leidas]
    assert senales(auditor, duenos=duenos) == {}


def test_fuera_de_horario_y_exportes() -> None:
    duenos = dict.fromkeys(CASOS, "ana")
    noche = lee(CASOS[0], minuto=11 * 60)
    assert senales([lee(CASOS[0]), noche], duenos=duenos) == {Senal.FUERA_DE_HORARIO: 1}
    assert senales([lee(CASOS[0])], duenos=duenos, es_habil=lambda dia, sede: False) == {
        Senal.FUERA_DE_HORARIO: 1
    }
    assert senales([lee(None, "exportar")] * 5) == {}
    assert senales([lee(None, "exportar")] * 6) == {Senal.EXPORTES: 6}


def test_el_mismo_apellido_en_un_caso_ajeno() -> None:
    comparten: Callable[[str, UUID], bool] = lambda usuario, caso: caso == CASOS[1]  # noqa: E731
    leidas = [lee(c) for c in CASOS[:3]]
    assert senales(leidas, duenos=dict.fromkeys(CASOS, "bruno"), comparten=comparten) == {Senal.APELLIDO: 1}
    assert senales(leidas, duenos=dict.fromkeys(CASOS, "ana"), comparten=comparten) == {}
    assert vigilancia.apellidos("María de los Ángeles Ñíguez de la O") == frozenset({"niguez", "o"})
    assert vigilancia.apellidos("Lorena") == frozenset()


def test_la_pagina_lista_lo_que_hay_detras_y_la_revision_queda_registrada(
    prueba: Prueba, entra: Entra
) -> None:
    caso = prueba.abrir_caso(NOMBRE, responsable="responsable")
    prueba.pasar(hours=13)
    entra("responsable").ver(f"/casos/{caso}/")
    prueba.decidir(caso, agregar_nota, Nota(texto="La vio de noche."), autor="responsable")
    prueba.pasar(hours=11)
    jefa = entra("coordinador")
    lista = jefa.ver("/consultas/").text
    assert "Consultó fuera de horario" in lista
    assert NOMBRE not in lista
    una = "/consultas/responsable/2026-10-05/FUERA_DE_HORARIO"
    assert una in lista
    pagina = jefa.ver(una)
    assert "22:00" in pagina.text
    assert f"/casos/{caso}/" in pagina.text
    datos = {"conclusion": "JUSTIFICADA", "pedido": campo(pagina.text, "pedido")}
    assert jefa.enviar(una, datos).status_code == 303
    assert "Nada por revisar" in jefa.ver("/consultas/").text
    assert "Tiene explicación" in jefa.ver("/consultas/?todas=1").text
    assert jefa.ver("/consultas/responsable/2026-10-05/NADA").status_code == 404
    assert entra("responsable").ver("/consultas/").status_code == 403


def test_nadie_revisa_lo_suyo(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso(NOMBRE, responsable="responsable")
    prueba.pasar(hours=13)
    entra("coordinador").ver(f"/casos/{caso}/")
    una = "/consultas/coordinador/2026-10-05/FUERA_DE_HORARIO"
    assert "las revisa otra persona" in entra("coordinador").ver(una).text
    respuesta = entra("coordinador").enviar(una, {"conclusion": "JUSTIFICADA"})
    assert (respuesta.status_code, "las revisa otra persona" in respuesta.text) == (422, True)
    assert entra("auditor").enviar(una, {"conclusion": "SE_PIDIO_EXPLICACION"}).status_code == 303


@pytest.mark.navegador
def test_en_el_navegador_se_dice_para_que_y_se_abre(prueba: Prueba, direccion: str, pagina: Page) -> None:
    caso = suspendido(prueba)
    pagina.goto(f"{direccion}/entrar?siguiente=/casos/{caso}/")
    pagina.fill("#f-usuario", "responsable")
    pagina.fill("#f-clave", CLAVE)
    pagina.keyboard.press("Enter")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("¿Para qué consulta este expediente?")
    expect(pagina.locator("body")).not_to_contain_text("Ñíguez")
    pagina.get_by_label("Atender a la persona o dar seguimiento a su caso").check()
    pagina.get_by_role("button", name="Abrir el expediente").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text(NOMBRE)
