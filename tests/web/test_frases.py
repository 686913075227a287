"""Every fact is told in a sentence of the office; none shows its stored name."""

import pytest

from casos.hecho import Anulado, Hecho
from casos.mediacion.hechos.contacto import CartaEnviada
from casos.mediacion.vocabulario import Envio, Medio
from casos.registro.mapper import leer
from tests.casos.muestras.hacer import Muestra, guardadas, hechos
from web.frases import FRASES, Lector, contar

LECTOR = Lector({}, lambda hecho, campo: "lo que se escribió")
APARTE = {Anulado.__name__}
"""The page tells an annulment beside what it takes away."""


def ejemplo(muestra: Muestra) -> Hecho:
    return leer(1, muestra.tema, muestra.estado).hecho


def test_cada_hecho_tiene_su_frase():
    contar(ejemplo(guardadas()[0]), LECTOR)
    faltan = {nombre for nombre, clase in hechos().items() if clase not in FRASES}
    assert faltan - APARTE == set()


@pytest.mark.parametrize("muestra", guardadas(), ids=lambda m: m.tema)
def test_la_frase_se_dice_con_todos_los_datos_y_con_los_menos(muestra: Muestra):
    hecho = ejemplo(muestra)
    frase = contar(hecho, LECTOR)
    assert frase.strip() == frase
    assert "None" not in frase
    assert type(hecho).__name__ not in frase
    assert not frase.endswith(".")


@pytest.mark.parametrize(
    ("plantilla", "dicho"),
    [
        (Envio.REQUERIMIENTO.value, "requerimiento de pago"),
        (Envio.RECORDATORIO_PAGO.value, "recordatorio de pago"),
        ("Estado de cuenta al 30 de junio", "Estado de cuenta al 30 de junio"),
        ("aviso_viejo", "aviso viejo"),
    ],
)
def test_de_una_carta_se_dice_que_era_y_nunca_su_codigo(plantilla: str, dicho: str):
    carta = CartaEnviada(medio=Medio.CORREO, plantilla=plantilla)
    assert contar(carta, LECTOR) == f"envió por correo al acreditado: {dicho}"
