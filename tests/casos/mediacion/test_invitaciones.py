"""Whom an invitation reached, who was told of a change, and statements of account."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from casos.decision import Rechazo
from casos.mediacion.hechos.apertura import CreditoDesvinculado, DatosDeContactoActualizados
from casos.mediacion.hechos.sesiones import (
    EstadoDeCuentaEmitido,
    InvitacionNoEntregada,
    InvitacionNotificada,
    PartesAvisadas,
    SesionCancelada,
)
from casos.mediacion.invitaciones import (
    AvisoALasPartes,
    EstadoDeCuenta,
    NoEntregada,
    Notificacion,
    avisar_partes,
    convocados,
    emitir_estado_de_cuenta,
    invitacion_no_entregada,
    notificar_invitacion,
)
from casos.mediacion.vocabulario import Medio, RolParte
from tests.casos.mediacion.fabrica import ACREDITADO, CREDITO, LUNES, agendado, ctx, dado, registrado

MARTES = LUNES + timedelta(days=1)


def test_el_acreditado_y_el_aval_son_los_convocados():
    assert convocados(dado(*registrado())) == {RolParte.ACREDITADO, RolParte.AVAL}
    assert convocados(dado(*registrado()[:-1])) == {RolParte.ACREDITADO}


def test_cada_invitado_se_notifica_por_su_lado_y_una_sola_vez():
    a_uno = Notificacion(sesion=1, medio=Medio.DOMICILIO, recibio=RolParte.ACREDITADO)
    hechos = notificar_invitacion(dado(*agendado()), a_uno, ctx(MARTES))
    assert hechos == [InvitacionNotificada(sesion=1, medio=Medio.DOMICILIO, recibio=RolParte.ACREDITADO)]
    caso = dado(*agendado(), *hechos)
    assert caso.sesion.notificados == {RolParte.ACREDITADO}
    assert notificar_invitacion(caso, a_uno, ctx(MARTES)) == []
    a_todos = Notificacion(sesion=1, medio=Medio.CORREO)
    caso = dado(*agendado(), *hechos, *notificar_invitacion(caso, a_todos, ctx(MARTES)))
    assert convocados(caso) <= caso.sesion.notificados
    assert notificar_invitacion(caso, a_todos, ctx(MARTES)) == []


@pytest.mark.parametrize(
    ("cambios", "motivo"),
    [
        ({"recibio": RolParte.REPRESENTANTE}, "vincúlela primero"),
        ({"fecha": date(2026, 12, 1)}, "en el futuro"),
        ({"sesion": 8}, "no tiene una sesión 8"),
    ],
)
def test_no_se_notifica_lo_que_no_puede_ser(cambios, motivo):
    datos = Notificacion.model_validate({"sesion": 1, "medio": Medio.CORREO} | cambios)
    with pytest.raises(Rechazo, match=motivo):
        notificar_invitacion(dado(*agendado()), datos, ctx(MARTES))


def test_la_misma_noticia_de_no_entregada_no_se_repite_hasta_que_cambian_los_datos():
    falla = NoEntregada(sesion=1, causa="No vive ahí")
    hechos = invitacion_no_entregada(dado(*agendado()), falla, ctx(MARTES))
    assert hechos == [InvitacionNoEntregada(sesion=1, causa="No vive ahí")]
    assert invitacion_no_entregada(dado(*agendado(), *hechos), falla, ctx(MARTES)) == []
    datos = DatosDeContactoActualizados(persona_id=ACREDITADO, campos=("domicilio",))
    assert invitacion_no_entregada(dado(*agendado(), *hechos, datos), falla, ctx(MARTES)) == hechos


def test_solo_se_devuelve_la_invitacion_de_quien_fue_invitado():
    with pytest.raises(Rechazo, match="no está invitada"):
        invitacion_no_entregada(
            dado(*agendado()), NoEntregada(sesion=1, a=RolParte.ESTUDIANTE, causa="x"), ctx(MARTES)
        )


def test_avisar_a_las_partes_quita_lo_pendiente_de_avisar():
    pasos = (*agendado(), SesionCancelada(sesion=1, causa="x"))
    aviso = AvisoALasPartes(sesion=1, medio=Medio.TELEFONO)
    hechos = avisar_partes(dado(*pasos), aviso, ctx(MARTES))
    assert hechos == [PartesAvisadas(sesion=1, medio=Medio.TELEFONO)]
    assert avisar_partes(dado(*pasos, *hechos), aviso, ctx(MARTES)) == []


def test_el_estado_de_cuenta_necesita_creditos_y_un_corte_que_no_sea_futuro():
    estado = EstadoDeCuenta(corte=LUNES, total=Decimal("20000.00"))
    assert emitir_estado_de_cuenta(dado(*registrado()), estado, ctx()) == [
        EstadoDeCuentaEmitido(corte=LUNES, total=Decimal("20000.00"))
    ]
    with pytest.raises(Rechazo, match="en el futuro"):
        emitir_estado_de_cuenta(dado(*registrado()), estado, ctx(date(2026, 2, 27), time(9)))
    sin_creditos = dado(*registrado(), CreditoDesvinculado(credito=CREDITO, motivo="x"))
    with pytest.raises(Rechazo, match="no tiene créditos"):
        emitir_estado_de_cuenta(sin_creditos, estado, ctx())
