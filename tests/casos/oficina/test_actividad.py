"""Activities of the area: one row at a time, done, given on, withdrawn; those that come back, on their day."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.actividad import (
    TIPO,
    Actividad,
    ActividadHecha,
    ActividadPedida,
    ActividadRetirada,
    Cada,
    Cambio,
    Hecha,
    NuevaActividad,
    cambiar_actividad,
    pedir_actividad,
    retirar_actividad,
    siguiente,
    terminar_actividad,
)
from casos.asiento import Asiento
from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.tiempo import ZONA
from casos.versiones import BASE
from flujos.actividad import pendientes
from tests.casos.mediacion.fabrica import LUNES, ctx

VIERNES = LUNES + timedelta(days=4)


def nueva(**cambios):
    datos = {
        "asunto": "Inventario de expedientes", "pide": "Dirección", "para": "ana", "rol": RESPONSABLE, "sede": "HMO",
        "vence": VIERNES, "persona_id": UUID(int=5),
    }  # fmt: skip
    return NuevaActividad(**datos | cambios)


def pedida(**cambios):
    return ActividadPedida(**nueva(**cambios).model_dump())


def dado(*hechos):
    dia = datetime(2026, 3, 2, 9, tzinfo=ZONA)
    return TIPO.plegar(Asiento(n, h, dia, dia, "jefa", COORDINADOR, "") for n, h in enumerate(hechos, 1))


def de(usuario, rol=RESPONSABLE):
    return ctx(LUNES)._replace(autor=usuario, rol=rol)


JEFA = de("jefa", COORDINADOR)


def renglones(*hechos):
    return [(p.usuario, p.visible, p.vence) for p in pendientes(dado(*hechos), BASE)]


def test_se_anota_la_propia_y_solo_el_coordinador_encarga_a_otro():
    assert pedir_actividad(Actividad(), nueva(), de("ana")) == [pedida()]
    assert pedir_actividad(Actividad(), nueva(), JEFA) == [pedida()]
    assert pedir_actividad(dado(pedida()), nueva(), JEFA) == []
    with pytest.raises(Rechazo, match="Solo el coordinador encarga"):
        pedir_actividad(Actividad(), nueva(), de("bruno"))
    for mal, mensaje in (({"asunto": " "}, "qué hay que hacer"), ({"pide": ""}, "quién lo pide"),
                         ({"vence": date(2062, 1, 1)}, "más de un año")):  # fmt: skip
        with pytest.raises(Rechazo, match=mensaje):
            pedir_actividad(Actividad(), nueva(**mal), JEFA)


def test_vence_su_dia_y_al_siguiente_habil_la_ve_el_coordinador():
    assert renglones(pedida()) == [
        ("ana", LUNES, VIERNES),
        (None, date(2026, 3, 9), date(2026, 3, 9)),
    ]
    assert renglones(pedida(vence=date(2026, 3, 7)))[0] == ("ana", LUNES, date(2026, 3, 9))  # a Saturday


def test_hecha_una_vez_se_acaba_y_repetirlo_no_cambia_nada():
    [hecho] = terminar_actividad(dado(pedida()), Hecha(vence=VIERNES, resultado="Faltan dos"), de("ana"))
    assert hecho == ActividadHecha(vence=VIERNES, resultado="Faltan dos")
    assert renglones(pedida(), hecho) == []
    assert terminar_actividad(dado(pedida(), hecho), Hecha(vence=VIERNES), de("ana")) == []
    with pytest.raises(Rechazo, match="otra persona"):
        terminar_actividad(dado(pedida()), Hecha(vence=VIERNES), de("bruno"))
    assert terminar_actividad(dado(pedida()), Hecha(vence=VIERNES), de("bruno")._replace(en_nombre_de="ana"))


def test_la_que_se_repite_vuelve_unos_dias_antes_y_una_sola_vez():
    semanal = pedida(cada=Cada.SEMANA)
    hecha = ActividadHecha(vence=VIERNES)
    assert renglones(semanal, hecha)[0] == ("ana", date(2026, 3, 10), date(2026, 3, 13))
    assert terminar_actividad(dado(semanal, hecha), Hecha(vence=VIERNES), de("ana")) == []
    [otra] = terminar_actividad(dado(semanal, hecha), Hecha(vence=date(2026, 3, 13)), de("ana"))
    assert otra.vence == date(2026, 3, 13)
    assert renglones(semanal, hecha, ActividadRetirada()) == []


def test_se_pasa_a_otra_persona_o_a_otro_dia_y_se_retira():
    caso = dado(pedida())
    otro = Cambio(para="bruno", rol=RESPONSABLE, sede="OBR", vence=VIERNES)
    [cambio] = cambiar_actividad(caso, otro, JEFA)
    assert renglones(pedida(), cambio)[0][0] == "bruno"
    assert cambiar_actividad(dado(pedida(), cambio), otro, JEFA) == []
    with pytest.raises(Rechazo, match="Solo el coordinador pasa"):
        cambiar_actividad(caso, otro, de("ana"))
    assert retirar_actividad(caso, None, de("ana")) == [ActividadRetirada()]
    assert retirar_actividad(dado(pedida(), ActividadRetirada()), None, de("ana")) == []
    with pytest.raises(Rechazo, match="ya terminó"):
        cambiar_actividad(dado(pedida(), ActividadRetirada()), otro, JEFA)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 40))
def test_cada_mes_cae_el_mismo_dia_o_el_ultimo_del_mes(primera, veces):
    dia = primera
    for n in range(1, veces + 1):
        dia = siguiente(Cada.MES, primera, dia)
        meses = primera.year * 12 + primera.month - 1 + n
        assert (dia.year * 12 + dia.month - 1) == meses
        assert dia.day == primera.day or (dia + timedelta(days=1)).day == 1
