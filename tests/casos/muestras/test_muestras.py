"""What this program ever stored it can read, for ever; and it refuses what a newer one stored."""

import json
from collections import Counter

import pytest

from casos.asiento import Asiento
from casos.hecho import HECHOS
from casos.mediacion.estado import Caso
from casos.mediacion.tipo import MEDIACION
from casos.registro.mapper import HechoIlegible, leer, partir_tema
from casos.tipo import descubrir, tipos
from tests.casos.mediacion.fabrica import dado
from tests.casos.mediacion.fabrica_convenios import en_seguimiento
from tests.casos.muestras.hacer import Muestra, de, guardadas, hechos, sin_muestra

descubrir("casos")
MUESTRAS = guardadas()


def leida(muestra: Muestra) -> Asiento:
    return leer(3, muestra.tema, muestra.estado)


def test_cada_hecho_tiene_muestra_de_su_forma_actual():
    faltan = sorted(clase.tema() for clase in sin_muestra())
    assert faltan == [], "run: python -m tests.casos.muestras.hacer"


def test_de_cada_forma_hay_una_muestra_llena_y_una_minima():
    assert set(Counter(m.tema for m in MUESTRAS).values()) == {2}


@pytest.mark.parametrize("muestra", MUESTRAS, ids=lambda m: m.tema)
def test_lo_guardado_se_lee(muestra: Muestra):
    nombre, _ = partir_tema(muestra.tema)
    asiento = leida(muestra)
    assert type(asiento.hecho) is HECHOS[nombre]
    assert asiento.autor == "ana"
    guardado = json.loads(muestra.estado)["hecho"]
    if muestra.tema == HECHOS[nombre].tema():  # an older form may have lost or renamed fields
        leido = json.loads(asiento.hecho.model_dump_json())
        assert {campo: leido[campo] for campo in guardado} == guardado


def test_lo_guardado_se_pliega_en_todo_tipo_de_caso():
    """Folding never disputes what happened: on nothing, and on a case that is well on its way."""
    principios = [(tipo, tipo.inicial) for tipo in tipos()]
    principios.append((MEDIACION, dado(*en_seguimiento())))
    for muestra in MUESTRAS:
        for tipo, estado in principios:
            assert type(tipo.evolve(estado, leida(muestra))) is type(estado), (muestra.tema, tipo.nombre)


def test_un_hecho_sin_muestra_se_descubre(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tests.casos.muestras.hacer.guardadas", lambda: MUESTRAS[2:])
    assert [clase.tema() for clase in sin_muestra()] == [MUESTRAS[0].tema]


@pytest.mark.parametrize("nombre", sorted(hechos()))
def test_la_forma_de_un_programa_mas_nuevo_se_rechaza(nombre: str):
    muestra = next(de(HECHOS[nombre]))
    with pytest.raises(HechoIlegible, match="más nueva"):
        leer(3, f"{nombre}@9", muestra.estado)


def test_una_muestra_alterada_no_se_lee():
    muestra = next(m for m in MUESTRAS if m.tema == "PagoConfirmado")
    with pytest.raises(HechoIlegible):
        leer(3, muestra.tema, muestra.estado.replace(b'"importe"', b'"impuesto"', 1))


def test_el_caso_vacio_es_el_principio():
    assert Caso() == MEDIACION.inicial
