"""Cases found by the beginning of a contract or a folio, on both engines."""

from datetime import datetime

import pytest

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from casos.tiempo import ZONA
from proyecciones.consultas.expedientes import con_clave, por_clave
from tests.instancias import Prueba


@pytest.fixture
def caso(prueba: Prueba) -> object:
    caso = prueba.abrir_caso(credito="20012345")
    prueba.abrir_caso(credito="30012345")
    sesion = NuevaSesion(inicio=datetime(2026, 10, 21, 10, tzinfo=ZONA), folio="cja/01412/2026")
    prueba.decidir(caso, agendar_sesion, sesion)
    return caso


@pytest.mark.parametrize("texto", ["20012345", "2001", " cja/01412/2026 ", "CJA/014", "1412", "01412", "14"])
def test_se_encuentra_por_como_empieza(prueba: Prueba, caso: object, texto: str) -> None:
    with prueba.abierta.almacen.leer() as conexion:
        assert por_clave(conexion, texto, 8) == [caso]


@pytest.mark.parametrize("texto", ["", "%", "_0012345", "0012345", "412", "2026", "CJA/1412/2026"])
def test_lo_que_no_empieza_asi_no_se_encuentra(prueba: Prueba, caso: object, texto: str) -> None:
    with prueba.abierta.almacen.leer() as conexion:
        assert por_clave(conexion, texto, 8) == []


def test_el_numero_de_un_folio_no_es_una_clave_entera(prueba: Prueba, caso: object) -> None:
    with prueba.abierta.almacen.leer() as conexion:
        assert con_clave(conexion, "20012345") == [caso]
        assert con_clave(conexion, "1412") == []
