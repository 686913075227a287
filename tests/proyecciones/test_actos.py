"""Acts count people only where people were attended, whatever fields a fact has."""

import pytest

from casos.registro.mapper import leer
from proyecciones.vistas.actos import personas_de
from tests.casos.muestras.hacer import guardadas, hechos

hechos()  # declares them all


@pytest.mark.parametrize("muestra", guardadas(), ids=lambda m: m.tema)
def test_las_personas_de_cada_hecho_son_un_numero_o_nada(muestra):
    hecho = leer(1, muestra.tema, muestra.estado).hecho
    assert personas_de(hecho) is None or type(personas_de(hecho)) is int
    cuentan = {"ComisionInformada", "AtencionRegistrada", "AtencionSinCaso", "LlamadaRecibida", "LlamadaRealizada",
               "VisitaRealizada"}  # fmt: skip
    assert personas_de(hecho) is None or hecho.nombre() in cuentan
