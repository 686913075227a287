"""A commission: who is sent, its letter, the report within two working days, and the time it takes somebody away."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from casos.asiento import Asiento
from casos.comision import (
    TIPO,
    Comision,
    ComisionCambiada,
    ComisionCancelada,
    ComisionInformada,
    ComisionOrdenada,
    Informe,
    NuevaComision,
    OtrosDatos,
    Programa,
    cambiar_comision,
    cancelar_comision,
    confirmar_comision,
    informar_comision,
    ordenar_comision,
)
from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.tiempo import ZONA, a_las
from casos.versiones import BASE
from flujos.comision import pendientes
from tests.casos.mediacion.fabrica import LUNES, ctx

MIERCOLES = LUNES + timedelta(days=2)
INFORME = Informe(personas=120, minutos=360, resultado="Se entregaron 40 tarjetas.")


def nueva(**cambios):
    datos = {
        "usuario": "ana", "rol": RESPONSABLE, "sede": "HMO", "persona_id": UUID(int=5), "evento": "Feria de becas",
        "programa": Programa.BECAS, "lugar": "Etchojoa", "desde": MIERCOLES, "hasta": MIERCOLES, "inicio": time(9),
        "fin": time(15), "ordena": "Subdirección de Cartera", "oficio": "SC-12", "cubre": "bruno",
        "cubre_rol": RESPONSABLE,
    }  # fmt: skip
    return NuevaComision(**datos | cambios)


def ordenada(**cambios):
    return ComisionOrdenada(**nueva(**cambios).model_dump(exclude={"cubre_rol"}))


def dado(*hechos, rol=COORDINADOR):
    dia = datetime(2026, 3, 2, 9, tzinfo=ZONA)
    return TIPO.plegar(Asiento(n, h, dia, dia, "jefa", rol, "HMO") for n, h in enumerate(hechos, 1))


def de(usuario, rol=RESPONSABLE, dia=LUNES):
    return ctx(dia)._replace(autor=usuario, rol=rol)


def renglones(caso):
    return [(p.tipo, p.usuario, p.visible, p.vence) for p in pendientes(caso, BASE)]


def test_se_registra_la_propia_o_la_ordena_el_coordinador():
    assert ordenar_comision(Comision(), nueva(), de("ana")) == [ordenada()]
    assert ordenar_comision(Comision(), nueva(), de("jefa", COORDINADOR)) == [ordenada()]
    assert ordenar_comision(dado(ordenada()), nueva(), de("ana")) == []
    with pytest.raises(Rechazo, match="otra persona"):
        ordenar_comision(Comision(), nueva(), de("bruno"))


@pytest.mark.parametrize(
    ("cambios", "mensaje"),
    [
        ({"fin": time(9)}, "hora en que termina"),
        ({"hasta": LUNES}, "anterior al primero"),
        ({"hasta": MIERCOLES + timedelta(days=61)}, "más de 60 días"),
        ({"evento": " "}, "qué evento"),
        ({"lugar": ""}, "el lugar"),
        ({"ordena": " "}, "quién ordena"),
        ({"cubre": "ana"}, "sí mismo"),
    ],
)
def test_lo_que_no_puede_ser_se_explica(cambios, mensaje):
    with pytest.raises(Rechazo, match=mensaje):
        ordenar_comision(Comision(), nueva(**cambios), de("ana"))


def test_quien_va_esta_fuera_a_esas_horas_y_no_si_se_cancela():
    fuera = dado(ordenada()).fuera
    assert (fuera.desde, fuera.hasta) == (a_las(MIERCOLES, time(9)), a_las(MIERCOLES, time(15)))
    varios = dado(ordenada(hasta=MIERCOLES + timedelta(days=1)))
    assert varios.fuera.hasta == a_las(MIERCOLES + timedelta(days=1), time(15))
    assert varios.minutos == 720
    assert dado(ordenada(), ComisionCancelada()).fuera is None


def test_el_informe_vence_dos_dias_habiles_despues_y_luego_lo_ve_el_coordinador():
    assert renglones(dado(ordenada())) == [
        ("informe_de_comision", "ana", MIERCOLES, date(2026, 3, 6)),
        ("informe_de_comision", None, date(2026, 3, 9), date(2026, 3, 9)),
    ]
    [hecho] = informar_comision(dado(ordenada()), INFORME, de("ana", dia=MIERCOLES))
    assert hecho.personas == 120
    assert renglones(dado(ordenada(), hecho)) == []
    assert renglones(dado(ordenada(), ComisionCancelada())) == []


def test_sin_oficio_se_pide_para_el_primer_dia():
    sin = ordenada(oficio=None)
    assert renglones(dado(sin))[0] == ("oficio_de_comision", "ana", LUNES, MIERCOLES)
    caso = dado(sin)
    datos = {campo: getattr(caso, campo) for campo in ("lugar", "desde", "hasta", "inicio", "fin", "cubre")}
    [cambio] = cambiar_comision(caso, OtrosDatos(**datos, oficio="SC-13", cubre_rol=RESPONSABLE), de("ana"))
    assert isinstance(cambio, ComisionCambiada)
    assert "oficio_de_comision" not in [r[0] for r in renglones(dado(sin, cambio))]
    igual = OtrosDatos(**datos, oficio="SC-13", cubre_rol=RESPONSABLE)
    assert cambiar_comision(dado(sin, cambio), igual, de("ana")) == []


def test_el_informe_se_entrega_cuando_empezo_y_con_numeros_posibles():
    caso = dado(ordenada())
    with pytest.raises(Rechazo, match="todavía no empieza"):
        informar_comision(caso, INFORME, de("ana"))
    for mal, mensaje in (({"personas": -1}, "cuántas personas"), ({"minutos": 0}, "cuánto tiempo"),
                         ({"resultado": " "}, "qué se hizo")):  # fmt: skip
        with pytest.raises(Rechazo, match=mensaje):
            informar_comision(caso, INFORME.model_copy(update=mal), de("ana", dia=MIERCOLES))
    informada = dado(ordenada(), ComisionInformada(personas=1, minutos=1, resultado="x"))
    with pytest.raises(Rechazo, match="ya tiene su informe"):
        cancelar_comision(informada, None, de("ana"))


def test_quien_cubre_puede_entregarlo_en_su_nombre_y_nadie_mas():
    caso = dado(ordenada())
    assert informar_comision(caso, INFORME, de("bruno", dia=MIERCOLES)._replace(en_nombre_de="ana"))
    with pytest.raises(Rechazo, match="otra persona"):
        informar_comision(caso, INFORME, de("bruno", dia=MIERCOLES))


def test_el_coordinador_se_entera_de_la_que_no_ordeno():
    propia = dado(ordenada(), rol=RESPONSABLE)
    assert ("confirmar_comision", None, LUNES, date(2026, 3, 3)) in renglones(propia)
    [hecho] = confirmar_comision(propia, None, de("jefa", COORDINADOR))
    enterada = dado(ordenada(), hecho, rol=RESPONSABLE)
    assert "confirmar_comision" not in [r[0] for r in renglones(enterada)]
    assert confirmar_comision(enterada, None, de("jefa", COORDINADOR)) == []
