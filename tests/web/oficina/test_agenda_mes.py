"""The agenda of a month: every day a link, days off by their name, and the court's list of those days."""

import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from casos.mediacion.cierre import CierrePorCausa, cerrar_por_causa
from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.mediacion.vocabulario import CausaCierre
from casos.tiempo import ZONA
from tests.instancias import Prueba
from tests.web.conftest import CLAVE, Visitante
from tests.web.test_navegador import sin_barreras, sin_desbordes

Entra = Callable[[str], Visitante]
LARGO = "María Guadalupe de los Ángeles Buitimea Yocupicio viuda de Ñíguez"
CUENTAS = (
    "responsable", "coordinador", "contabilidad", "archivo", "judicial", "sistemas", "auditor", "transparencia",
    "administrador",
)  # fmt: skip


def sesion(prueba: Prueba, *cuando: int, sede: str = "HMO", nombre: str = LARGO) -> object:
    caso = prueba.abrir_caso(nombre, sede=sede)
    nueva = NuevaSesion(inicio=datetime(*cuando, tzinfo=ZONA), folio=f"CJA/{caso.hex[:6]}/2026", sede=sede)
    prueba.decidir(caso, agendar_sesion, nueva)
    return caso


def celda(pagina: str, dia: str) -> str:
    """The text of a day of the month, in one line."""
    (hallada,) = [td for td in re.findall(r"<td.*?</td>", pagina, re.DOTALL) if f">{dia}</span>" in td]
    return " ".join(re.sub(r"<[^>]+>", " ", hallada).split())


def test_cada_dia_dice_cuantas_sesiones_tiene_y_lleva_a_ellas(prueba: Prueba, entra: Entra) -> None:
    sesion(prueba, 2026, 10, 6, 9)
    sesion(prueba, 2026, 10, 6, 13, 30)
    cancelada = sesion(prueba, 2026, 10, 7, 10)
    prueba.decidir(
        cancelada,
        cerrar_por_causa,
        CierrePorCausa(causa=CausaCierre.INCOBRABLE, motivo="Dictamen", soporte="Oficio 5"),
        rol="coordinador",
    )
    prueba.pasar(days=1, hours=2)
    pagina = entra("responsable").ver("/agenda/?mes=1&dia=2026-10-20").text
    assert (
        celda(pagina, "martes 6 de octubre")
        == "martes 6 de octubre 6 2 sesiones 9:00 a 13:30 1 sin resultado"
    )
    assert celda(pagina, "miércoles 7 de octubre") == "miércoles 7 de octubre 7 1 cancelada"
    assert celda(pagina, "jueves 8 de octubre") == "jueves 8 de octubre 8"
    assert "octubre de 2026 · 2 sesiones" in pagina
    assert "/agenda/?dia=2026-10-06" in pagina
    assert "2026-09-30" in pagina  # the month before
    assert "2026-11-01" in pagina  # and the one after


def test_los_inhabiles_se_llaman_por_su_nombre_y_dicen_de_quien_son(prueba: Prueba, entra: Entra) -> None:
    pagina = entra("responsable").ver("/agenda/?mes=1&dia=2026-11-01").text
    assert "Día de Muertos" in celda(pagina, "lunes 2 de noviembre")
    assert celda(pagina, "sábado 7 de noviembre") == "sábado 7 de noviembre 7"


def test_quien_mira_todas_las_oficinas_sigue_en_todas_al_cambiar_de_mes(prueba: Prueba, entra: Entra) -> None:
    sesion(prueba, 2026, 10, 6, 9)
    sesion(prueba, 2026, 10, 6, 10, sede="NOG")
    pagina = entra("responsable").ver("/agenda/?mes=1&sede=").text
    assert "2 sesiones" in celda(pagina, "martes 6 de octubre")
    (siguiente,) = re.findall(r'href="([^"]+)" rel="next"', pagina)
    assert "sede=" in siguiente
    assert "1 sesión" in celda(entra("responsable").ver("/agenda/?mes=1").text, "martes 6 de octubre")


def test_la_lista_del_tribunal_abarca_lo_que_se_ve(prueba: Prueba, entra: Entra) -> None:
    sesion(prueba, 2026, 10, 6, 9, nombre="Ana Uno")
    sesion(prueba, 2026, 10, 8, 9, nombre="Eva Dos")
    sesion(prueba, 2026, 10, 20, 9, nombre="Iris Tres")
    ana = entra("responsable")
    for pedido, dentro, fuera in (
        ("dia=2026-10-06", ("Ana Uno", "1 sesión."), ("Eva Dos",)),
        (
            "dia=2026-10-06&semana=1",
            ("Ana Uno", "Eva Dos", "JUEVES 8 DE OCTUBRE", "2 sesiones."),
            ("Iris Tres",),
        ),
        ("dia=2026-10-06&mes=1", ("Ana Uno", "Eva Dos", "Iris Tres", "3 sesiones."), ()),
    ):
        (lista,) = re.findall(r'href="(/agenda/sesiones.pdf[^"]*)"', ana.ver(f"/agenda/?{pedido}").text)
        hojas = PdfReader(BytesIO(ana.ver(lista.replace("&amp;", "&")).data)).pages
        texto = " ".join(hoja.extract_text() for hoja in hojas)
        assert all(esto in texto for esto in dentro), pedido
        assert not any(esto in texto for esto in fuera), pedido


@pytest.mark.parametrize("dia", ["0001-01-01", "9999-12-31", "nada", "2026-13-40"])
def test_un_dia_que_no_se_entiende_no_tira_la_pagina(prueba: Prueba, entra: Entra, dia: str) -> None:
    ana = entra("responsable")
    for forma in ("", "&semana=1", "&mes=1"):
        assert ana.ver(f"/agenda/?dia={dia}{forma}").status_code == 200


@pytest.mark.navegador
@pytest.mark.parametrize("ancho", [1366, 390])
def test_el_mes_cabe_y_es_accesible(prueba, direccion, pagina, ancho) -> None:
    for hora in range(8, 16):
        sesion(prueba, 2026, 10, 30, hora)
    pagina.set_viewport_size({"width": ancho, "height": 768})
    entrar(pagina, direccion, "responsable", "/agenda/?mes=1")
    sin_desbordes(pagina)
    sin_barreras(pagina)
    if ancho > 390:
        abajo = pagina.locator("table.mes").bounding_box()
        assert abajo["y"] + abajo["height"] <= 768
    pagina.get_by_role("link", name="8 sesiones").click()
    pagina.get_by_role("heading", name="viernes 30 de octubre").wait_for()


@pytest.mark.navegador
def test_el_menu_de_cada_puesto_cabe_en_una_pantalla_baja(prueba, direccion, pagina) -> None:
    for cuenta in CUENTAS:
        for alto in (768, 650):
            pagina.set_viewport_size({"width": 1366, "height": alto})
            entrar(pagina, direccion, cuenta, "/cuenta/")
            sobra = "document.querySelector('.lateral-fijo')"
            assert pagina.evaluate(f"{sobra}.scrollHeight - {sobra}.clientHeight") == 0, (cuenta, alto)
        pagina.context.clear_cookies()


def entrar(pagina, direccion: str, cuenta: str, a: str) -> None:
    pagina.goto(f"{direccion}/entrar?siguiente={a.replace('?', '%3F')}")
    if pagina.locator("#f-usuario").count():
        pagina.fill("#f-usuario", cuenta)
        pagina.fill("#f-clave", CLAVE)
        pagina.get_by_role("button", name="Entrar").click()
    pagina.wait_for_url(f"**{a.partition('?')[0]}*")
