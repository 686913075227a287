"""A case rests for a cause and goes on again, by the coordinator."""

from datetime import date

import pytest

from casos.decision import COORDINADOR, Rechazo, declarada
from casos.mediacion.hechos.cierre import CasoReanudado, CasoSuspendido
from casos.mediacion.suspension import NuevaSuspension, Reanudacion, reanudar, suspender
from casos.mediacion.vocabulario import CausaSuspension
from tests.casos.mediacion.fabrica import ctx, dado, registrado
from tests.casos.mediacion.fabrica_convenios import tras
from tests.casos.mediacion.fabrica_seguimiento import MARTES

QUEJA = NuevaSuspension(causa=CausaSuspension.QUEJA, motivo="Presentó una queja.")
SIGUE = Reanudacion(motivo="La queja se resolvió.")


def suspendido():
    return tras(registrado(), MARTES, suspender, QUEJA)


def test_descansa_hasta_un_dia_que_la_politica_propone():
    hecho = suspendido()[-1][0]
    assert hecho == CasoSuspendido(
        causa=CausaSuspension.QUEJA, revisar=date(2026, 4, 2), motivo="Presentó una queja."
    )
    assert dado(*suspendido()).suspension.causa is CausaSuspension.QUEJA
    assert suspender(dado(*suspendido()), QUEJA, ctx(MARTES)) == []


def test_la_fecha_de_revision_se_mueve_y_otra_causa_no_se_encima():
    despues = QUEJA.model_copy(update={"revisar": date(2026, 5, 4)})
    pasos = tras(suspendido(), date(2026, 4, 1), suspender, despues)
    assert dado(*pasos).suspension.revisar == date(2026, 5, 4)
    otra = QUEJA.model_copy(update={"causa": CausaSuspension.ARCO})
    with pytest.raises(Rechazo, match="otra causa"):
        suspender(dado(*suspendido()), otra, ctx(date(2026, 3, 4)))


@pytest.mark.parametrize(
    ("cambios", "motivo"), [({"revisar": MARTES}, "día posterior"), ({"motivo": " "}, "por qué se suspende")]
)
def test_se_dice_hasta_cuando_y_por_que(cambios, motivo):
    with pytest.raises(Rechazo, match=motivo):
        suspender(dado(*registrado()), QUEJA.model_copy(update=cambios), ctx(MARTES))


def test_se_reanuda_una_vez():
    (hecho,) = reanudar(dado(*suspendido()), SIGUE, ctx(date(2026, 3, 10)))
    assert isinstance(hecho, CasoReanudado)
    pasos = (*suspendido(), hecho)
    assert dado(*pasos).suspension is None
    assert reanudar(dado(*pasos), SIGUE, ctx(date(2026, 3, 10))) == []


def test_solo_el_coordinador_suspende_y_reanuda():
    assert declarada(suspender).quien == declarada(reanudar).quien == {COORDINADOR}
