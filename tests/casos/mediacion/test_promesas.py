"""Promises of payment: made, kept by what is paid in time, broken by the clock."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.decision import RELOJ, Rechazo
from casos.mediacion.hechos.contacto import PromesaCumplida, PromesaDePagoRegistrada, PromesaIncumplida
from casos.mediacion.hechos.pagos import PagoConfirmado, PagoRevertido
from casos.mediacion.promesas import (
    NuevaPromesa,
    folio_que_cumple,
    incumplir_promesa,
    prometer_pago,
    se_verifica,
)
from casos.tiempo import fin_del_dia
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import ctx, dado, registrado
from tests.casos.mediacion.fabrica_seguimiento import MARTES, liquidado

VIERNES = date(2026, 3, 13)
PROMESA = PromesaDePagoRegistrada(promesa=1, importe=Decimal(500), fecha=VIERNES)
VERIFICA = date(2026, 3, 17)
"""The working day after that Friday: Monday 16 is a statutory rest day."""


def con_promesa(*mas):
    return (*registrado(), (PROMESA, MARTES), *mas)


def pago(folio, importe, fecha):
    return PagoConfirmado(folio=folio, importe=Decimal(importe), fecha=fecha), fecha


def promete(dias, importe="500"):
    nueva = NuevaPromesa(importe=Decimal(importe), fecha=MARTES + timedelta(days=dias))
    return prometer_pago(dado(*registrado()), nueva, ctx(MARTES))


def test_una_promesa_cabe_en_quince_dias():
    (promesa,) = promete(15)
    assert promesa == PromesaDePagoRegistrada(promesa=1, importe=Decimal(500), fecha=date(2026, 3, 18))
    assert promete(0)
    with pytest.raises(Rechazo, match="15 días como máximo: hasta el miércoles 18 de marzo"):
        promete(16)
    with pytest.raises(Rechazo, match="ya pasó"):
        promete(-1)


def test_la_misma_promesa_no_se_registra_dos_veces_y_otra_si():
    caso = dado(*con_promesa())
    assert prometer_pago(caso, NuevaPromesa(importe=Decimal(500), fecha=VIERNES), ctx(MARTES)) == []
    (otra,) = prometer_pago(caso, NuevaPromesa(importe=Decimal(600), fecha=VIERNES), ctx(MARTES))
    assert otra.promesa == 2


def test_de_lo_liquidado_no_se_promete():
    with pytest.raises(Rechazo, match="ya está liquidado"):
        prometer_pago(
            dado(*liquidado()),
            NuevaPromesa(importe=Decimal(1), fecha=date(2026, 4, 14)),
            ctx(date(2026, 4, 13)),
        )


def test_se_incumple_al_terminar_el_dia_habil_siguiente():
    caso = dado(*con_promesa())
    assert se_verifica(caso, caso.contacto.promesas[1], BASE) == fin_del_dia(VERIFICA)
    antes = ctx(VERIFICA, autor="reloj", rol=RELOJ)
    assert incumplir_promesa(caso, 1, antes) == []
    assert incumplir_promesa(caso, 1, ctx(fin_del_dia(VERIFICA), rol=RELOJ)) == [PromesaIncumplida(promesa=1)]


@pytest.mark.parametrize(
    ("pagos", "folio"),
    [
        ([("a", 500, VIERNES)], "a"),
        ([("a", 200, MARTES), ("b", 300, VIERNES)], "b"),
        ([("a", 499, VIERNES)], None),
        ([("a", 500, VIERNES + timedelta(days=1))], None),
        ([("a", 500, MARTES - timedelta(days=1))], None),
    ],
)
def test_la_cumple_lo_pagado_desde_que_se_prometio_y_hasta_su_dia(pagos, folio):
    caso = dado(*con_promesa(*(pago(*p) for p in pagos)))
    assert folio_que_cumple(caso, caso.contacto.promesas[1]) == folio
    esperado = PromesaCumplida(promesa=1, folio=folio) if folio else PromesaIncumplida(promesa=1)
    assert incumplir_promesa(caso, 1, ctx(fin_del_dia(VERIFICA), rol=RELOJ)) == [esperado]


def test_un_pago_revertido_o_ya_usado_no_cumple():
    pagada = con_promesa(pago("a", 500, VIERNES))
    revertida = dado(*pagada, PagoRevertido(folio="a", motivo="rebotó"))
    assert folio_que_cumple(revertida, revertida.contacto.promesas[1]) is None
    otra = PROMESA.model_copy(update={"promesa": 2})
    caso = dado(*con_promesa((otra, MARTES), pago("a", 500, VIERNES), PromesaCumplida(promesa=1, folio="a")))
    assert folio_que_cumple(caso, caso.contacto.promesas[2]) is None


def test_lo_resuelto_y_lo_que_no_existe_no_dan_nada():
    tarde = ctx(fin_del_dia(VERIFICA), rol=RELOJ)
    assert incumplir_promesa(dado(*con_promesa(PromesaIncumplida(promesa=1))), 1, tarde) == []
    assert incumplir_promesa(dado(*con_promesa()), 7, tarde) == []


@given(
    st.integers(0, 15),
    st.lists(st.tuples(st.integers(-3, 20), st.integers(1, 400)), max_size=6),
)
def test_cumplida_es_exactamente_haber_pagado_lo_prometido_a_tiempo(dias, pagos):
    fecha = MARTES + timedelta(days=dias)
    promesa = PROMESA.model_copy(update={"fecha": fecha})
    hechos = [pago(f"f{n}", importe, MARTES + timedelta(days=d)) for n, (d, importe) in enumerate(pagos)]
    caso = dado(*registrado(), (promesa, MARTES), *hechos)
    a_tiempo = sum(importe for d, importe in pagos if 0 <= d <= dias)
    instante = se_verifica(caso, caso.contacto.promesas[1], BASE)
    (hecho,) = incumplir_promesa(caso, 1, ctx(instante, rol=RELOJ))
    assert isinstance(hecho, PromesaCumplida) is (a_tiempo >= 500)
