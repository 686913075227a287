"""The page of what must never be, and the diagram of the stages with its counts."""

from collections.abc import Callable
from uuid import uuid4

from proyecciones.vistas.fichas import Fichas
from tests.instancias import Prueba
from tests.web.conftest import Visitante

Entra = Callable[[str], Visitante]
URL = "/sin-siguiente-accion/"


def test_sin_faltas_no_hay_nada_que_ver(prueba: Prueba, entra: Entra) -> None:
    prueba.abrir_caso()
    html = entra("coordinador").ver(URL).text
    assert html.count("ninguno") == 2
    assert "Registrado (1)" in html
    assert "<svg" in html


def test_un_caso_sin_siguiente_accion_se_cuenta_y_se_enlaza(prueba: Prueba, entra: Entra) -> None:
    caso = prueba.abrir_caso()
    coordinador = entra("coordinador")
    coordinador.ver(URL)
    almacen = prueba.abierta.almacen
    with almacen.escribir() as conexion:  # what no decision can do
        tabla = almacen.vigente(conexion).tablas[Fichas.nombre]
        conexion.execute(tabla.update().where(tabla.c.caso_id == caso).values(sin_accion=True))
    html = coordinador.ver(URL).text
    assert "sin_accion=1" in html
    assert f"/casos/{caso}/" in html


def test_un_caso_apartado_se_dice_con_su_motivo(prueba: Prueba, entra: Entra) -> None:
    caso = uuid4()
    almacen = prueba.abierta.almacen
    with almacen.escribir() as conexion:
        almacen.apartar(conexion, caso, "El hecho no se puede leer", prueba.ahora)
    html = entra("auditor").ver(URL).text
    assert str(caso) in html
    assert "El hecho no se puede leer" in html
