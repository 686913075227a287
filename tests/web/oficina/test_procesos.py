"""«Cómo avanzan los casos» on screen: the picture, its tables, and the cases behind each of them."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from casos.mediacion.expediente import Nota, agregar_nota
from tests.instancias import Prueba
from tests.web.oficina.test_expediente import Entra
from tests.web.oficina.test_supervision_en_navegador import adentro  # noqa: F401 - a fixture
from tests.web.test_navegador import sin_barreras, sin_desbordes


def enlaces(html: str, ruta: str) -> list[str]:
    return [u.replace("&amp;", "&") for u in re.findall(rf'href="({ruta}[^"]+)"', html)]


def test_el_dibujo_las_tablas_y_los_casos_de_cada_renglon(prueba: Prueba, entra: Entra) -> None:
    for nombre in ("Óscar Tapia", "Nora Ruelas"):
        prueba.decidir(prueba.abrir_caso(nombre), agregar_nota, Nota(texto="x"))
    jefa = entra("coordinador")
    assert "Cómo avanzan los casos" in jefa.ver("/reportes/").text
    pagina = jefa.ver("/reportes/recorridos/").text
    assert "Ningún hecho está fuera del flujo declarado" in pagina
    assert "2 ahora" in pagina
    (variante,) = enlaces(pagina, "/reportes/recorridos/variante")
    lista = jefa.ver(variante).text
    assert "2 casos fueron por aquí" in lista
    assert "Óscar Tapia" in lista
    assert "Ningún caso con esos filtros" in jefa.ver("/reportes/recorridos/?sede=NOG").text
    assert "Ningún caso con esos filtros" in jefa.ver("/reportes/recorridos/?periodo=2025").text
    assert jefa.ver("/reportes/recorridos/?nivel=hechos").status_code == 200


def test_sin_pedir_otra_cosa_son_los_casos_de_los_ultimos_doce_meses(prueba: Prueba, entra: Entra) -> None:
    prueba.abrir_caso("Persona Vieja")
    prueba.ahora = prueba.ahora.replace(year=2027, month=11)
    prueba.decidir(prueba.abrir_caso("Persona Nueva"), agregar_nota, Nota(texto="x"))
    jefa = entra("coordinador")
    assert "1 ahora" in jefa.ver("/reportes/recorridos/").text
    todos = jefa.ver("/reportes/recorridos/?periodo=").text
    assert "2 ahora" in todos
    assert all("periodo=" in u for u in enlaces(todos, "/reportes/recorridos/variante"))
    (variante, *_) = enlaces(jefa.ver("/reportes/recorridos/").text, "/reportes/recorridos/variante")
    assert "Persona Vieja" not in jefa.ver(variante).text


def test_lo_que_queda_fuera_del_flujo_se_lista(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso("Óscar Tapia")
    jefa = entra("coordinador")
    antes = jefa.ver("/reportes/recorridos/").text
    assert f"/casos/{caso}" not in antes
    with prueba.abierta.almacen.escribir() as conexion:
        vigente = prueba.abierta.almacen.vigente(conexion).numero
        conexion.execute(text(f"UPDATE pasos_{vigente} SET cabe = false"))
    pagina = jefa.ver("/reportes/recorridos/").text
    assert "Hechos fuera del flujo declarado" in pagina
    assert f"/casos/{caso}" in pagina


@pytest.mark.parametrize(
    "ruta", ["variante?camino=nada", "tramo?de=x&a=y", "tramo", "tramo?de=registrado&a=", "variante"]
)
def test_un_recorrido_que_no_existe_no_se_busca(entra: Entra, ruta: str) -> None:
    assert entra("coordinador").ver(f"/reportes/recorridos/{ruta}").status_code == 404


def test_solo_quien_supervisa(oficina: Flask, entra: Entra) -> None:
    assert entra("responsable").ver("/reportes/recorridos/").status_code == 403
    assert entra("auditor").ver("/reportes/recorridos/").status_code == 200


@pytest.mark.parametrize("tamano", [(1366, 768), (390, 844)])
def test_se_ve_bien_en_cualquier_pantalla(
    prueba: Prueba,
    direccion: str,
    adentro: Any,  # noqa: F811 - the fixture
    tamano: tuple[int, int],
) -> None:
    prueba.abrir_caso("María de los Ángeles Guadalupe Etchohuaquila-Buitimea y Valenzuela de la Peñúñuri")
    adentro.set_viewport_size({"width": tamano[0], "height": tamano[1]})
    for ruta in ("/reportes/recorridos/", "/reportes/recorridos/variante?camino=registrado"):
        adentro.goto(f"{direccion}{ruta}")
        sin_desbordes(adentro)
        sin_barreras(adentro)
