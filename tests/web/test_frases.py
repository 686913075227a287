"""Every fact is told in a sentence of the office; none shows its stored name."""

import pytest

from casos.hecho import HECHOS, Anulado, Hecho
from casos.registro.mapper import leer, partir_tema
from tests.casos.muestras.hacer import guardadas, hechos
from web.frases import FRASES, Lector, contar

LECTOR = Lector({}, lambda hecho, campo: "lo que se escribió")
APARTE = {Anulado.__name__}
"""The page tells an annulment beside what it takes away."""


def ejemplos() -> list[Hecho]:
    return [leer(1, m.tema, m.estado).hecho for m in guardadas() if partir_tema(m.tema)[0] in HECHOS]


def test_cada_hecho_tiene_su_frase():
    contar(next(iter(ejemplos())), LECTOR)
    faltan = {nombre for nombre, clase in hechos().items() if clase not in FRASES}
    assert faltan - APARTE == set()


@pytest.mark.parametrize("hecho", ejemplos(), ids=lambda hecho: type(hecho).__name__)
def test_la_frase_se_dice_con_todos_los_datos_y_con_los_menos(hecho: Hecho):
    frase = contar(hecho, LECTOR)
    assert frase.strip() == frase
    assert "None" not in frase
    assert type(hecho).__name__ not in frase
    assert not frase.endswith(".")
