"""Next actions around a session: before it, on its day, and when it changes."""

from datetime import date, time, timedelta

import pytest

from casos.mediacion.hechos.apertura import DatosDeContactoActualizados
from casos.mediacion.hechos.contacto import CartaEnviada, LlamadaRealizada
from casos.mediacion.hechos.sesiones import (
    EstadoDeCuentaEmitido,
    FallaTecnicaRegistrada,
    InvitacionNoEntregada,
    InvitacionNotificada,
    PartesAvisadas,
    ResultadoDeSesionOmitido,
    SesionAgendada,
    SesionCancelada,
    SesionReagendada,
)
from casos.mediacion.resultados import DeSesion
from casos.mediacion.vocabulario import (
    CausaReagenda,
    Contesto,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
)
from casos.tiempo import a_las
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar, despertares
from tests.casos.mediacion.fabrica import (
    ACREDITADO,
    DIA_DE_SESION,
    LUNES,
    OFICIAL,
    Paso,
    agendado,
    dado,
    mediado,
    registrado,
)

VIERNES = date(2026, 3, 20)
"""The working day before the session."""


def bandeja(*pasos: Paso) -> dict[str, Pendiente]:
    """The rows by kind; those of the coordinator's escalations as `kind/escala`."""
    filas = pendientes(dado(*pasos), BASE)
    return {f"{p.tipo}/escala" if p.escala else p.tipo: p for p in filas}


def test_agendar_pide_confirmar_la_invitacion_recordar_y_preparar_el_estado_de_cuenta():
    filas = bandeja(*agendado())
    fechas = {tipo: (p.visible, p.vence) for tipo, p in filas.items()}
    assert fechas["confirmar_invitacion"] == (LUNES + timedelta(days=1), date(2026, 3, 13))
    assert fechas["recordar_sesion"] == (VIERNES, VIERNES)
    assert fechas["preparar_estado_de_cuenta"][1] == VIERNES
    assert fechas["capturar_resultado"] == (DIA_DE_SESION, DIA_DE_SESION)
    assert filas["capturar_resultado"].hora == time(13)
    assert all(p.usuario == OFICIAL for p in filas.values())


def test_lo_que_se_cuenta_hacia_atras_nunca_nace_vencido():
    manana = SesionAgendada(sesion=1, inicio=a_las(date(2026, 3, 4), time(10)))
    filas = bandeja(*registrado(), (manana, date(2026, 3, 3)))
    assert filas["confirmar_invitacion"].vence == date(2026, 3, 3)


def test_la_invitacion_se_confirma_de_cada_invitado():
    de_uno = InvitacionNotificada(sesion=1, medio=Medio.CORREO, recibio=RolParte.ACREDITADO)
    assert bandeja(*agendado(), de_uno)["confirmar_invitacion"].detalle == "Falta: aval."
    del_otro = InvitacionNotificada(sesion=1, medio=Medio.CORREO, recibio=RolParte.AVAL)
    assert "confirmar_invitacion" not in bandeja(*agendado(), de_uno, del_otro)


def test_si_no_se_entrego_se_busca_otro_domicilio_y_despues_se_confirma_otra_vez():
    devuelta = (InvitacionNoEntregada(sesion=1, causa="x"), date(2026, 3, 9))
    filas = bandeja(*agendado(), devuelta)
    assert filas["actualizar_domicilio"].vence == date(2026, 3, 11)
    assert "confirmar_invitacion" not in filas
    datos = (DatosDeContactoActualizados(persona_id=ACREDITADO, campos=("domicilio",)), date(2026, 3, 18))
    filas = bandeja(*agendado(), devuelta, datos)
    assert "actualizar_domicilio" not in filas
    assert filas["confirmar_invitacion"].vence == date(2026, 3, 18)


def recordatorio(contesto: Contesto) -> tuple[LlamadaRealizada, date]:
    resultado = (
        ResultadoLlamada.NO_CONTESTA if contesto is Contesto.NADIE else ResultadoLlamada.CONTACTO_TITULAR
    )
    hecho = LlamadaRealizada(
        motivo=MotivoLlamada.RECORDAR_SESION, contesto=contesto, resultado=resultado, sesion=1
    )
    return hecho, VIERNES


@pytest.mark.parametrize(
    ("pasos", "sigue"),
    [
        ([recordatorio(Contesto.NADIE)], True),
        ([recordatorio(Contesto.NADIE)] * 3, False),
        ([recordatorio(Contesto.TITULAR)], False),
        ([(CartaEnviada(medio=Medio.WHATSAPP, plantilla="recordatorio_sesion"), VIERNES)], False),
    ],
)
def test_recordar_se_quita_con_respuesta_con_tres_intentos_o_con_un_mensaje(pasos, sigue):
    assert ("recordar_sesion" in bandeja(*agendado(), *pasos)) is sigue


@pytest.mark.parametrize(("dia", "sirve"), [(date(2026, 3, 7), False), (date(2026, 3, 8), True)])
def test_el_estado_de_cuenta_debe_seguir_vigente_el_dia_de_la_sesion(dia, sirve):
    emitido = (EstadoDeCuentaEmitido(corte=dia, total=20000), dia)
    assert ("preparar_estado_de_cuenta" not in bandeja(*agendado(), emitido)) is sirve


def test_tras_el_reclamo_del_reloj_el_coordinador_lo_ve_un_dia_habil_despues():
    omitido = (ResultadoDeSesionOmitido(sesion=1), a_las(DIA_DE_SESION, time(13)))
    filas = bandeja(*agendado(), omitido)
    escala = filas["capturar_resultado/escala"]
    assert (escala.rol, escala.usuario) == ("coordinador", None)
    assert escala.visible == escala.vence == date(2026, 3, 24)
    assert "capturar_resultado/escala" not in bandeja(*agendado())


def test_el_reloj_reclama_dos_horas_despues_de_que_termina_y_una_vez_por_fecha():
    a_la_una = a_las(DIA_DE_SESION, time(13))
    assert despertares(dado(*agendado()), BASE) == (
        Despertar(a_la_una, "omitir_resultado", DeSesion(sesion=1), "sesion-1/5", (5,)),
    )
    omitido = (ResultadoDeSesionOmitido(sesion=1), a_la_una)
    assert despertares(dado(*agendado(), omitido), BASE) == ()
    [otra] = despertares(dado(*agendado(), omitido, movida(date(2026, 4, 13))), BASE)
    assert (otra.instante, otra.clave) == (a_las(date(2026, 4, 13), time(13)), "sesion-1/7")
    assert despertares(dado(*mediado()), BASE) == ()


def movida(dia: date, capturada: date = date(2026, 3, 12)) -> Paso:
    antes = a_las(DIA_DE_SESION, time(10))
    hecho = SesionReagendada(
        sesion=1, inicio=a_las(dia, time(10)), antes=antes, causa=CausaReagenda.TRIBUNAL, difiere=False
    )
    return hecho, capturada


def test_una_sesion_que_cambia_se_avisa_al_dia_siguiente_habil_y_avisada_queda_invitada():
    pasos = (*agendado(), movida(date(2026, 4, 13)))
    filas = bandeja(*pasos)
    assert filas["avisar_partes"].vence == date(2026, 3, 13)
    assert "confirmar_invitacion" not in filas
    avisadas = PartesAvisadas(sesion=1, medio=Medio.TELEFONO)
    assert not {"avisar_partes", "confirmar_invitacion"} & set(bandeja(*pasos, avisadas))


def test_una_sesion_cancelada_pide_avisar_y_pedir_nueva_fecha():
    filas = bandeja(*agendado(), (SesionCancelada(sesion=1, causa="x"), date(2026, 3, 12)))
    assert filas["avisar_partes"].vence == date(2026, 3, 13)
    assert filas["solicitar_nueva_fecha"].vence == date(2026, 3, 18)
    assert (
        filas["avisar_partes"].titulo
        == "Avisar a las partes que se canceló la sesión del 23 de marzo de 2026"
    )


def test_una_falla_tecnica_se_reagenda_al_dia_siguiente():
    filas = bandeja(*agendado(), (FallaTecnicaRegistrada(sesion=1), DIA_DE_SESION))
    assert filas["reagendar_sesion"].vence == date(2026, 3, 24)
    assert "capturar_resultado" not in filas
