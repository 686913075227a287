"""The forecast of a month's recovery says only what the earlier months say."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proyecciones.pronostico import MESES_MINIMOS, mes_anterior, pronosticar

HOY = date(2026, 11, 23)


def historia(*por_mes: tuple[int, int]) -> dict[date, Decimal]:
    """Each month, the newest last and this one's last: what came in by the 10th, and what on the 28th."""
    dias, mes = {}, HOY.replace(day=1)
    for antes, despues in reversed(por_mes):
        dias[mes.replace(day=10)] = Decimal(antes)
        if mes != HOY.replace(day=1):
            dias[mes.replace(day=28)] = Decimal(despues)
        mes = mes_anterior(mes)
    return dias


def test_suma_a_lo_que_va_la_mediana_de_lo_que_falto_en_otros_meses() -> None:
    dado = pronosticar(historia((9, 9), (100, 10), (100, 20), (100, 60), (100, 30), (500, 0)), HOY)
    assert dado is not None
    assert (dado.hasta_hoy, dado.esperado, dado.minimo, dado.maximo) == (500, 525, 510, 560)
    assert dado.meses == 4
    assert dado.ensayo == ()
    assert dado.error is None


def test_el_ensayo_pronostica_meses_pasados_solo_con_lo_anterior() -> None:
    dado = pronosticar(
        historia((9, 9), (100, 10), (100, 20), (100, 60), (100, 30), (200, 100), (500, 0)), HOY
    )
    assert dado is not None
    (intento,) = dado.ensayo
    assert (intento.mes, intento.pronostico, intento.real) == (date(2026, 10, 1), 225, 300)
    assert not intento.dentro
    assert dado.error == 25


@pytest.mark.parametrize("meses", range(MESES_MINIMOS + 1))
def test_sin_historia_suficiente_no_se_pronostica(meses: int) -> None:
    assert pronosticar(historia(*[(100, 10)] * meses, (500, 0)) if meses else {}, HOY) is None


@given(
    st.dictionaries(
        st.dates(date(2025, 1, 1), HOY + timedelta(days=30)),
        st.decimals(-1000, 100_000, places=2),
        max_size=60,
    )
)
def test_lo_esperado_cae_en_su_intervalo_y_lo_futuro_no_cuenta(diario: dict[date, Decimal]) -> None:
    dado = pronosticar(diario, HOY)
    assert dado == pronosticar({d: v for d, v in diario.items() if d <= HOY}, HOY)
    if dado:
        assert dado.minimo <= dado.esperado <= dado.maximo
        assert dado.hasta_hoy == sum(
            (v for d, v in diario.items() if d.replace(day=1) == HOY.replace(day=1) and d <= HOY), Decimal()
        )
