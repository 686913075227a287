"""An absence: one's own or declared by the coordinator, also late; changed, shortened, cancelled; what it asks."""

from datetime import date, datetime, timedelta

import pytest

from casos.asiento import Asiento
from casos.ausencia import (
    TIPO,
    Ausencia,
    AusenciaCambiada,
    AusenciaCancelada,
    AusenciaConfirmada,
    AusenciaDeclarada,
    Clase,
    NuevaAusencia,
    OtrasFechas,
    Regreso,
    cambiar_ausencia,
    cancelar_ausencia,
    confirmar_ausencia,
    declarar_ausencia,
    puede_leer,
    regresar,
)
from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.tiempo import ZONA, inicio_del_dia
from casos.versiones import BASE
from flujos.ausencia import pendientes
from tests.casos.mediacion.fabrica import LUNES, ctx

VIERNES = LUNES + timedelta(days=4)


def nueva(**cambios):
    datos = {
        "usuario": "ana", "rol": RESPONSABLE, "sede": "HMO", "clase": Clase.VACACIONES, "desde": LUNES,
        "hasta": VIERNES,
        "cubre": "bruno", "cubre_rol": RESPONSABLE,
    }  # fmt: skip
    return NuevaAusencia(**datos | cambios)


def declarada(**cambios):
    return AusenciaDeclarada(**nueva(**cambios).model_dump(exclude={"cubre_rol"}))


def dado(*hechos, rol=RESPONSABLE):
    dia = datetime(2026, 3, 2, 9, tzinfo=ZONA)
    return TIPO.plegar(Asiento(n, h, dia, dia, "ana", rol, "HMO") for n, h in enumerate(hechos, 1))


def de(usuario, rol=RESPONSABLE):
    return ctx(LUNES)._replace(autor=usuario, rol=rol)


JEFA = de("jefa", COORDINADOR)


def test_cada_quien_registra_la_suya_y_el_coordinador_la_de_cualquiera():
    [propia] = declarar_ausencia(Ausencia(), nueva(), de("ana"))
    assert propia == declarada()
    assert declarar_ausencia(Ausencia(), nueva(), JEFA) == [propia]
    assert declarar_ausencia(dado(propia), nueva(), de("ana")) == []
    with pytest.raises(Rechazo, match="es de otra persona"):
        declarar_ausencia(Ausencia(), nueva(), de("bruno"))


@pytest.mark.parametrize(
    ("cambios", "mensaje"),
    [
        ({"hasta": LUNES - timedelta(days=1)}, "anterior al primero"),
        ({"desde": date(2062, 3, 2), "hasta": date(2062, 3, 3)}, "más de un año"),
        ({"cubre": "ana"}, "se cubre a sí mismo"),
        ({"cubre_rol": "archivo"}, "mismo puesto"),
        ({"rol": COORDINADOR}, "mismo puesto"),
    ],
)
def test_lo_que_no_puede_ser_se_explica(cambios, mensaje):
    with pytest.raises(Rechazo, match=mensaje):
        declarar_ausencia(Ausencia(), nueva(**cambios), JEFA)


def test_tambien_se_registra_despues_y_la_cubre_un_coordinador():
    tarde = nueva(desde=date(2026, 2, 16), hasta=date(2026, 2, 20), cubre="jefa", cubre_rol=COORDINADOR)
    [hecho] = declarar_ausencia(Ausencia(), tarde, de("ana"))
    assert dado(hecho).fuera.hasta == inicio_del_dia(date(2026, 2, 21))


def test_dura_del_primer_dia_al_ultimo_completos():
    fuera = dado(declarada()).fuera
    assert (fuera.desde, fuera.hasta) == (inicio_del_dia(LUNES), inicio_del_dia(VIERNES + timedelta(days=1)))
    assert (fuera.usuario, fuera.cubre) == ("ana", "bruno")


def test_se_cambia_se_acorta_y_se_cancela():
    caso = dado(declarada())
    otras = OtrasFechas(desde=LUNES, hasta=VIERNES, cubre="cira", cubre_rol=RESPONSABLE)
    [cambio] = cambiar_ausencia(caso, otras, de("ana"))
    assert dado(declarada(), cambio).fuera.cubre == "cira"
    assert cambiar_ausencia(dado(declarada(), cambio), otras, de("ana")) == []
    assert regresar(caso, Regreso(dia=VIERNES), JEFA) == [
        AusenciaCambiada(desde=LUNES, hasta=VIERNES - timedelta(days=1), cubre="bruno")
    ]
    assert regresar(caso, Regreso(dia=LUNES), JEFA) == [AusenciaCancelada()]
    assert regresar(caso, Regreso(dia=VIERNES + timedelta(days=1)), JEFA) == []
    assert cancelar_ausencia(caso, None, de("ana")) == [AusenciaCancelada()]
    cancelada = dado(declarada(), AusenciaCancelada())
    assert cancelada.fuera is None
    assert cancelar_ausencia(cancelada, None, de("ana")) == []
    with pytest.raises(Rechazo, match="se canceló"):
        cambiar_ausencia(cancelada, otras, JEFA)
    with pytest.raises(Rechazo, match="otra persona"):
        cancelar_ausencia(caso, None, de("bruno"))


def test_quien_cubre_no_cambia_la_ausencia_ni_en_nombre_del_ausente():
    with pytest.raises(Rechazo, match="otra persona"):
        cancelar_ausencia(dado(declarada()), None, de("bruno")._replace(en_nombre_de="ana"))


def test_el_coordinador_se_entera_de_la_que_no_registro_el():
    [fila] = pendientes(dado(declarada()), BASE)
    assert (fila.tipo, fila.rol, fila.usuario, fila.vence) == (
        "confirmar_ausencia",
        COORDINADOR,
        None,
        date(2026, 3, 3),
    )
    assert list(pendientes(dado(declarada(), rol=COORDINADOR), BASE)) == []
    assert confirmar_ausencia(dado(declarada()), None, JEFA) == [AusenciaConfirmada()]
    enterado = dado(declarada(), AusenciaConfirmada())
    assert confirmar_ausencia(enterado, None, JEFA) == []
    assert list(pendientes(enterado, BASE)) == []
    otra_vez = dado(
        declarada(), AusenciaConfirmada(), AusenciaCambiada(desde=LUNES, hasta=VIERNES, cubre=None)
    )
    assert [p.tipo for p in pendientes(otra_vez, BASE)] == ["confirmar_ausencia"]
    assert list(pendientes(dado(declarada(), AusenciaCancelada()), BASE)) == []


def test_de_que_es_solo_lo_leen_los_interesados():
    caso = dado(declarada())
    assert puede_leer(caso, "ana", RESPONSABLE)
    assert puede_leer(caso, "bruno", RESPONSABLE)
    assert puede_leer(caso, "jefa", COORDINADOR)
    assert not puede_leer(caso, "cira", RESPONSABLE)
