"""Working-day arithmetic against an oracle that walks day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.calendario.aritmetica import Calendario, FueraDelCalendario, Motivo
from casos.calendario.lft import descansos_de_ley

UN_DIA = timedelta(days=1)
dias = st.dates(date(2024, 1, 1), date(2028, 12, 31))
plazos = st.integers(-60, 60)
declarados = st.lists(st.tuples(dias, st.integers(0, 15)), max_size=6)


@st.composite
def calendarios(draw):
    propios = {
        desde + n * UN_DIA: Motivo("Cierre", "Acuerdo", True)
        for desde, largo in draw(declarados)
        for n in range(largo + 1)
    }
    return Calendario("INSTITUTO", (2024, 2025, 2026, 2027, 2028), propios), set(propios)


def habil(propios, dia):
    return dia.weekday() < 5 and dia not in propios and dia not in descansos_de_ley(dia.year)


def caminar(propios, dia, n):
    """The n-th working day, one day at a time."""
    if n == 0:
        while not habil(propios, dia):
            dia += UN_DIA
        return dia
    paso = UN_DIA if n > 0 else -UN_DIA
    faltan = abs(n)
    while faltan:
        dia += paso
        faltan -= habil(propios, dia)
    return dia


@given(calendarios(), dias, plazos)
def test_sumar_da_lo_mismo_que_caminar_dia_por_dia(construido, dia, n):
    calendario, propios = construido
    assert calendario.sumar(dia, n) == caminar(propios, dia, n)
    assert calendario.es_habil(dia) == habil(propios, dia)
    assert calendario.siguiente_habil(dia) == caminar(propios, dia, 0)


@given(calendarios(), dias, plazos)
def test_sumar_y_restar_lo_mismo_regresa_al_dia_habil(construido, dia, n):
    calendario, _ = construido
    habil_ = calendario.siguiente_habil(dia)
    assert calendario.sumar(calendario.sumar(habil_, n), -n) == habil_


@given(calendarios(), dias, dias, plazos)
def test_sumar_nunca_invierte_el_orden(construido, uno, otro, n):
    calendario, _ = construido
    antes, despues = sorted([uno, otro])
    assert calendario.sumar(antes, n) <= calendario.sumar(despues, n)
    assert calendario.sumar(uno, n) <= calendario.sumar(uno, n + 1)


@given(calendarios(), dias, dias, dias)
def test_entre_cuenta_los_dias_habiles_y_se_suma_por_tramos(construido, a, b, c):
    calendario, propios = construido
    primero, ultimo = sorted([a, b])
    tramo = [primero + n * UN_DIA for n in range(1, (ultimo - primero).days + 1)]
    assert calendario.entre(primero, ultimo) == sum(habil(propios, dia) for dia in tramo)
    assert calendario.entre(ultimo, primero) == -calendario.entre(primero, ultimo)
    assert calendario.entre(a, b) + calendario.entre(b, c) == calendario.entre(a, c)


@given(calendarios(), dias, st.integers(1, 60))
def test_entre_deshace_a_sumar(construido, dia, n):
    calendario, _ = construido
    assert calendario.entre(dia, calendario.sumar(dia, n)) == n


@given(calendarios(), dias, st.integers(0, 400))
def test_los_inhabiles_son_los_dias_entre_semana_que_entre_no_cuenta(construido, dia, largo):
    calendario, propios = construido
    hasta = dia + largo * UN_DIA
    tramo = [dia + n * UN_DIA for n in range(1, largo + 1)]
    hallados = calendario.inhabiles_entre(dia, hasta)
    assert [d for d, _ in hallados] == [d for d in tramo if d.weekday() < 5 and not habil(propios, d)]
    assert sum(d.weekday() < 5 for d in tramo) == calendario.entre(dia, hasta) + len(hallados)


@given(calendarios(), dias)
def test_solo_un_dia_inhabil_tiene_motivo(construido, dia):
    calendario, _ = construido
    assert (calendario.motivo(dia) is None) == calendario.es_habil(dia)


def test_el_fin_de_semana_se_llama_por_su_nombre():
    calendario = Calendario("STJ", (), {})
    assert calendario.motivo(date(2026, 11, 21)).nombre == "Sábado"
    assert calendario.motivo(date(2026, 11, 22)).nombre == "Domingo"


@pytest.mark.parametrize("dia", [date(1989, 12, 31), date(2100, 1, 1), date(1900, 1, 1)])
def test_fuera_de_los_anios_que_cubre_el_calendario_se_dice(dia):
    calendario = Calendario("STJ", (), {})
    for cuenta in (
        lambda: calendario.es_habil(dia),
        lambda: calendario.sumar(dia, 1),
        lambda: calendario.entre(dia, date(2026, 1, 1)),
    ):
        with pytest.raises(FueraDelCalendario, match="1990 a 2099"):
            cuenta()


def test_un_plazo_que_se_sale_del_calendario_se_dice():
    calendario = Calendario("STJ", (), {})
    with pytest.raises(FueraDelCalendario):
        calendario.sumar(date(2099, 12, 30), 5)
    with pytest.raises(FueraDelCalendario):
        calendario.sumar(date(1990, 1, 3), -5)
