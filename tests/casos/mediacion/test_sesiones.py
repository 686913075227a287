"""The dates and places of the court's sessions, and what the law counts when they move."""

from datetime import date, time, timedelta

import pytest

from casos.decision import COORDINADOR, Rechazo
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.hechos.cierre import CasoCerrado
from casos.mediacion.hechos.sesiones import (
    FallaTecnicaRegistrada,
    LugarDeSesionCambiado,
    NoAcuerdoConstatado,
    SesionAgendada,
    SesionCancelada,
    SesionReagendada,
)
from casos.mediacion.sesiones import (
    Cancelacion,
    NuevaFecha,
    NuevaSesion,
    NuevoLugar,
    agendar_sesion,
    cambiar_lugar_de_sesion,
    cancelar_sesion,
    reagendar_sesion,
)
from casos.mediacion.vocabulario import CausaCierre, CausaReagenda, Etapa, Modalidad, ResultadoSesion
from casos.tiempo import a_las
from tests.casos.mediacion.fabrica import DIA_DE_SESION, LUNES, agendado, ctx, dado, mediado, registrado

OTRO_DIA = date(2026, 4, 13)
VIERNES_SANTO = date(2026, 4, 3)


def sesion(dia: date = DIA_DE_SESION, **cambios: object) -> NuevaSesion:
    return NuevaSesion.model_validate({"inicio": a_las(dia, time(10)), "folio": "CEJA-1/2026"} | cambios)


def fecha(
    dia: date = OTRO_DIA, causa: CausaReagenda = CausaReagenda.ACUERDO, **cambios: object
) -> NuevaFecha:
    return NuevaFecha.model_validate({"sesion": 1, "inicio": a_las(dia, time(10)), "causa": causa} | cambios)


def movida(dia: date, difiere: bool = True) -> SesionReagendada:
    antes = a_las(DIA_DE_SESION, time(10))
    causa = CausaReagenda.ACUERDO if difiere else CausaReagenda.TRIBUNAL
    return SesionReagendada(sesion=1, inicio=a_las(dia, time(10)), antes=antes, causa=causa, difiere=difiere)


def test_la_primera_sesion_lleva_el_numero_uno_y_la_duracion_de_la_politica():
    [agendada] = agendar_sesion(dado(*registrado()), sesion(), ctx())
    assert agendada == SesionAgendada(
        sesion=1, inicio=a_las(DIA_DE_SESION, time(10)), duracion_min=45, folio="CEJA-1/2026", sede="HMO"
    )
    caso = dado(*registrado(), agendada)
    assert (caso.etapa, caso.sesion.numero) == (Etapa.AGENDADO, 1)


def test_la_misma_sesion_otra_vez_no_cambia_nada():
    caso = dado(*agendado())
    assert agendar_sesion(caso, sesion(), ctx()) == []
    assert agendar_sesion(caso, sesion(folio=None), ctx()) == []


def test_con_una_sesion_agendada_no_se_agenda_otra():
    with pytest.raises(Rechazo, match="23 de marzo de 2026 a las 10:00"):
        agendar_sesion(dado(*agendado()), sesion(OTRO_DIA), ctx())


def test_en_dia_inhabil_del_tribunal_hay_que_confirmar_y_decir_por_que():
    caso = dado(*registrado())
    with pytest.raises(Rechazo, match="viernes 3 de abril de 2026 se supone inhábil"):
        agendar_sesion(caso, sesion(VIERNES_SANTO), ctx())
    with pytest.raises(Rechazo, match="Escriba por qué"):
        agendar_sesion(caso, sesion(VIERNES_SANTO, aceptar_inhabil=True), ctx())
    [agendada] = agendar_sesion(
        caso, sesion(VIERNES_SANTO, aceptar_inhabil=True, motivo="Guardia del centro"), ctx()
    )
    assert agendada.motivo == "Guardia del centro"


def test_un_descanso_supuesto_se_confirma_a_mano_y_no_cuando_lo_trae_la_agenda_del_tribunal():
    dia_supuesto = date(2026, 11, 30)
    caso = dado(*registrado())
    with pytest.raises(Rechazo, match="se supone inhábil"):
        agendar_sesion(caso, sesion(dia_supuesto), ctx())
    [agendada] = agendar_sesion(caso, sesion(dia_supuesto, archivo="ab12", fila=3), ctx())
    assert agendada.motivo is None
    with pytest.raises(Rechazo, match="es inhábil"):
        agendar_sesion(caso, sesion(date(2026, 12, 25), archivo="ab12", fila=3), ctx())


@pytest.mark.parametrize("duracion", [4, 481, -30])
def test_una_duracion_imposible_se_rechaza(duracion):
    with pytest.raises(Rechazo, match="duración"):
        agendar_sesion(dado(*registrado()), sesion(duracion_min=duracion), ctx())


def test_se_puede_capturar_tarde_una_sesion_que_ya_paso():
    [agendada] = agendar_sesion(dado(*registrado()), sesion(LUNES), ctx(LUNES, time(14)))
    assert agendada.inicio == a_las(LUNES, time(10))


def test_la_que_continua_se_agenda_dentro_de_los_tres_meses():
    caso = dado(*mediado(ResultadoSesion.CONTINUA))
    assert agendar_sesion(caso, sesion(date(2026, 6, 3)), ctx(date(2026, 3, 24)))[0].sesion == 2
    with pytest.raises(Rechazo, match="3 de junio de 2026"):
        agendar_sesion(caso, sesion(date(2026, 6, 4)), ctx(date(2026, 3, 24)))


def test_tras_no_haber_acuerdo_empieza_otra_mediacion():
    pasos = (*mediado(ResultadoSesion.SIN_ACUERDO), NoAcuerdoConstatado(sesion=1))
    [otra] = agendar_sesion(dado(*pasos), sesion(date(2026, 9, 1)), ctx(date(2026, 8, 3)))
    caso = dado(*pasos, (otra, date(2026, 8, 3)))
    assert (caso.mecanismo.corre, caso.mecanismo.inicio.version) == (True, len(pasos) + 1)


def test_no_se_agenda_en_un_caso_cerrado():
    with pytest.raises(Rechazo, match="cerrado"):
        agendar_sesion(dado(*registrado(), CasoCerrado(causa=CausaCierre.DUPLICADO)), sesion(), ctx())


def test_reagendar_por_acuerdo_cuenta_como_diferimiento_y_vuelve_a_pedir_el_aviso():
    [hecho] = reagendar_sesion(dado(*agendado()), fecha(), ctx())
    assert (hecho.difiere, hecho.antes) == (True, a_las(DIA_DE_SESION, time(10)))
    caso = dado(*agendado(), hecho)
    assert caso.mecanismo.diferimientos == 1
    assert (caso.sesion.inicio, caso.sesion.invitacion) == (a_las(OTRO_DIA, time(10)), "pendiente")
    assert caso.sesion.por_avisar is not None
    assert reagendar_sesion(caso, fecha(), ctx()) == []


@pytest.mark.parametrize("causa", [CausaReagenda.TRIBUNAL, CausaReagenda.INVITACION_NO_ENTREGADA])
def test_lo_que_cambia_el_tribunal_no_cuenta_como_diferimiento(causa):
    [hecho] = reagendar_sesion(dado(*agendado()), fecha(causa=causa), ctx())
    assert hecho.difiere is False


def test_el_tercer_diferimiento_solo_lo_da_el_coordinador_y_con_motivo():
    pasos = (*agendado(), movida(OTRO_DIA), movida(date(2026, 4, 20)))
    caso, tercera = dado(*pasos), fecha(date(2026, 4, 27))
    with pytest.raises(Rechazo, match=r"2 veces, lo más que permite la ley \(LGMASC, art\. 76\)"):
        reagendar_sesion(caso, tercera, ctx())
    with pytest.raises(Rechazo, match="Escriba por qué"):
        reagendar_sesion(caso, tercera, ctx(rol=COORDINADOR))
    con_motivo = tercera.model_copy(update={"motivo": "Hospitalización acreditada"})
    [hecho] = reagendar_sesion(caso, con_motivo, ctx(rol=COORDINADOR))
    assert (hecho.difiere, hecho.motivo) == (True, "Hospitalización acreditada")
    assert reagendar_sesion(caso, fecha(date(2026, 4, 27), CausaReagenda.TRIBUNAL), ctx())


def test_tras_una_falla_tecnica_ninguna_causa_cuenta_como_diferimiento():
    virtual = LugarDeSesionCambiado(sesion=1, url="https://sala", modalidad=Modalidad.VIRTUAL)
    falla = (FallaTecnicaRegistrada(sesion=1), DIA_DE_SESION)
    caso = dado(*agendado(), movida(DIA_DE_SESION), movida(DIA_DE_SESION), virtual, falla)
    for causa in (CausaReagenda.FALLA_TECNICA, CausaReagenda.ACUERDO):
        [hecho] = reagendar_sesion(caso, fecha(causa=causa), ctx(DIA_DE_SESION))
        assert hecho.difiere is False
    assert dado(*agendado(), virtual, falla, hecho).sesion.estado is EstadoSesion.PROGRAMADA


def test_una_sesion_presencial_no_se_mueve_por_falla_tecnica():
    with pytest.raises(Rechazo, match="en línea"):
        reagendar_sesion(dado(*agendado()), fecha(causa=CausaReagenda.FALLA_TECNICA), ctx())


@pytest.mark.parametrize(
    ("nueva", "dia", "motivo"),
    [
        (fecha(LUNES), date(2026, 3, 10), "ya pasó"),
        (fecha(VIERNES_SANTO), LUNES, "inhábil"),
        (fecha(date(2026, 6, 4)), LUNES, "prórroga"),
        (fecha(sesion=7), LUNES, "no tiene una sesión 7"),
    ],
)
def test_no_se_reagenda_a_una_fecha_que_no_puede_ser(nueva, dia, motivo):
    with pytest.raises(Rechazo, match=motivo):
        reagendar_sesion(dado(*agendado()), nueva, ctx(dia))


def test_cambiar_de_sala_pide_avisar_y_repetirlo_no_cambia_nada():
    lugar = NuevoLugar(sesion=1, sala="5")
    hechos = cambiar_lugar_de_sesion(dado(*agendado()), lugar, ctx())
    assert hechos == [LugarDeSesionCambiado(sesion=1, sala="5")]
    caso = dado(*agendado(), *hechos)
    assert caso.sesion.por_avisar is not None
    assert cambiar_lugar_de_sesion(caso, lugar, ctx()) == []


def test_cancela_la_agenda_del_tribunal_o_el_coordinador_a_mano():
    caso = dado(*agendado())
    a_mano = Cancelacion(sesion=1, causa="El tribunal cerró")
    with pytest.raises(Rechazo, match="Solo el coordinador"):
        cancelar_sesion(caso, a_mano, ctx())
    hechos = [SesionCancelada(sesion=1, causa="El tribunal cerró")]
    assert cancelar_sesion(caso, a_mano, ctx(rol=COORDINADOR)) == hechos
    assert cancelar_sesion(caso, a_mano.model_copy(update={"archivo": "ab12", "fila": 9}), ctx())
    cancelada = dado(*agendado(), *hechos)
    assert (cancelada.etapa, cancelada.sesion) == (Etapa.REGISTRADO, None)
    assert cancelar_sesion(cancelada, a_mano, ctx()) == []


def test_la_sesion_cancelada_puede_volver_a_agendarse_a_la_misma_hora():
    caso = dado(*agendado(), SesionCancelada(sesion=1, causa="Error"))
    [otra] = agendar_sesion(caso, sesion(), ctx(LUNES + timedelta(days=2)))
    assert otra.sesion == 2
