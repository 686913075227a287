"""How a session ended, and what the law counts of it."""

from datetime import date, time, timedelta

import pytest

from casos.decision import RELOJ, Rechazo
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.hechos.sesiones import (
    FallaTecnicaRegistrada,
    InasistenciaRegistrada,
    InvitacionNoEntregada,
    LugarDeSesionCambiado,
    NoAcuerdoConstatado,
    ResultadoDeSesionOmitido,
    SesionAgendada,
    SesionCelebrada,
)
from casos.mediacion.resultados import (
    Celebracion,
    DeSesion,
    Inasistencia,
    NoAcuerdo,
    celebrar_sesion,
    constatar_no_acuerdo,
    omitir_resultado,
    registrar_falla_tecnica,
    registrar_inasistencia,
)
from casos.mediacion.vocabulario import Etapa, FaltaDelInstituto, Modalidad, ResultadoSesion, RolParte
from casos.tiempo import a_las
from tests.casos.mediacion.fabrica import DIA_DE_SESION, agendado, ctx, dado, mediado

DESPUES = ctx(DIA_DE_SESION, time(12))
ANTES = ctx(DIA_DE_SESION, time(9, 59))
FALTO_EL_ACREDITADO = Inasistencia(sesion=1, ausentes=(RolParte.ACREDITADO,))


def celebracion(**cambios: object) -> Celebracion:
    base = {"sesion": 1, "presentes": (RolParte.ACREDITADO,), "resultado": ResultadoSesion.ACUERDO}
    return Celebracion.model_validate(base | cambios)


def otra_sesion(numero: int, dia: date) -> tuple[SesionAgendada, date]:
    return SesionAgendada(sesion=numero, inicio=a_las(dia, time(10))), dia - timedelta(days=1)


def test_celebrarla_la_deja_mediada_con_sus_asistentes():
    [hecho] = celebrar_sesion(dado(*agendado()), celebracion(apoderado="Lic. Ruiz"), DESPUES)
    assert hecho == SesionCelebrada(
        sesion=1, presentes=(RolParte.ACREDITADO,), resultado=ResultadoSesion.ACUERDO, apoderado="Lic. Ruiz"
    )
    caso = dado(*agendado(), (hecho, DIA_DE_SESION))
    assert (caso.etapa, caso.sesiones[1].estado) == (Etapa.MEDIADO, EstadoSesion.CELEBRADA)
    assert celebrar_sesion(caso, celebracion(), DESPUES) == []


@pytest.mark.parametrize(
    "decidir",
    [
        lambda caso, c: celebrar_sesion(caso, celebracion(), c),
        lambda caso, c: registrar_inasistencia(caso, FALTO_EL_ACREDITADO, c),
        lambda caso, c: registrar_falla_tecnica(caso, DeSesion(sesion=1), c),
    ],
)
def test_antes_de_su_hora_ninguna_sesion_tiene_resultado(decidir):
    with pytest.raises(Rechazo, match="empieza el lunes 23 de marzo de 2026 a las 10:00"):
        decidir(dado(*agendado()), ANTES)


def test_la_manana_se_puede_capturar_por_la_tarde_con_su_hora():
    contexto = ctx(DIA_DE_SESION, time(14), ocurrido=a_las(DIA_DE_SESION, time(11)))
    assert celebrar_sesion(dado(*agendado()), celebracion(), contexto)


@pytest.mark.parametrize("presentes", [(), (RolParte.ESTUDIANTE,)])
def test_sin_alguien_que_deba_no_hay_sesion(presentes):
    with pytest.raises(Rechazo, match="registre la inasistencia"):
        celebrar_sesion(dado(*agendado()), celebracion(presentes=presentes), DESPUES)


def test_el_aval_solo_basta_para_que_haya_sesion():
    assert celebrar_sesion(dado(*agendado()), celebracion(presentes=(RolParte.AVAL,)), DESPUES)


def test_no_asiste_quien_no_esta_en_el_caso_ni_representa_el_responsable():
    with pytest.raises(Rechazo, match="no hay representante"):
        celebrar_sesion(dado(*agendado()), celebracion(presentes=(RolParte.REPRESENTANTE,)), DESPUES)
    with pytest.raises(Rechazo, match="apoderado"):
        celebrar_sesion(dado(*agendado()), celebracion(apoderado="Maria"), DESPUES)


def test_una_sesion_con_resultado_no_recibe_otro():
    with pytest.raises(Rechazo, match="debe haber una sesión agendada"):
        registrar_inasistencia(dado(*mediado()), FALTO_EL_ACREDITADO, DESPUES)


def test_la_inasistencia_cuenta_una_vez():
    hechos = registrar_inasistencia(dado(*agendado()), FALTO_EL_ACREDITADO, DESPUES)
    assert hechos == [InasistenciaRegistrada(sesion=1, ausentes=(RolParte.ACREDITADO,))]
    caso = dado(*agendado(), *hechos)
    assert (caso.etapa, caso.mecanismo.inasistencias_consecutivas) == (Etapa.NO_COMPARECIO, 1)
    assert registrar_inasistencia(caso, FALTO_EL_ACREDITADO, DESPUES) == []


def test_la_justificada_y_la_de_quien_no_fue_invitado_no_cuentan():
    justificada = FALTO_EL_ACREDITADO.model_copy(update={"justificada": True})
    [hecho] = registrar_inasistencia(dado(*agendado()), justificada, DESPUES)
    assert (hecho.justificada, hecho.cuenta) == (True, False)
    sin_invitar = dado(*agendado(), InvitacionNoEntregada(sesion=1, causa="x"))
    [hecho] = registrar_inasistencia(sin_invitar, FALTO_EL_ACREDITADO, DESPUES)
    assert (hecho.justificada, hecho.cuenta) == (False, False)


@pytest.mark.parametrize(
    ("falta", "motivo"),
    [
        (Inasistencia(sesion=1, ausentes=()), "Marque quién"),
        (Inasistencia(sesion=1, ausentes=(RolParte.ESTUDIANTE,)), "estaba invitado"),
        (
            Inasistencia(sesion=1, ausentes=(RolParte.AVAL,), presentes=(RolParte.AVAL,)),
            "presente y como ausente",
        ),
        (Inasistencia(sesion=5, ausentes=(RolParte.AVAL,)), "no tiene una sesión 5"),
    ],
)
def test_no_falta_quien_no_puede_faltar(falta, motivo):
    with pytest.raises(Rechazo, match=motivo):
        registrar_inasistencia(dado(*agendado()), falta, DESPUES)


def test_dos_faltas_seguidas_se_suman_y_una_sesion_celebrada_las_borra():
    falta = InasistenciaRegistrada(sesion=1, ausentes=(RolParte.ACREDITADO,))
    otra = InasistenciaRegistrada(sesion=2, ausentes=(RolParte.ACREDITADO,))
    segunda = otra_sesion(2, date(2026, 4, 13))
    dos = dado(*agendado(), (falta, DIA_DE_SESION), segunda, (otra, date(2026, 4, 13)))
    assert dos.mecanismo.inasistencias_consecutivas == 2
    celebrada = SesionCelebrada(
        sesion=2, presentes=(RolParte.ACREDITADO,), resultado=ResultadoSesion.CONTINUA
    )
    una = dado(*agendado(), (falta, DIA_DE_SESION), segunda, (celebrada, date(2026, 4, 13)))
    assert una.mecanismo.inasistencias_consecutivas == 0


def test_la_falla_tecnica_no_es_falta_ni_diferimiento_y_es_de_sesiones_en_linea():
    with pytest.raises(Rechazo, match="presencial"):
        registrar_falla_tecnica(dado(*agendado()), DeSesion(sesion=1), DESPUES)
    virtual = LugarDeSesionCambiado(sesion=1, modalidad=Modalidad.VIRTUAL, url="https://sala")
    hechos = registrar_falla_tecnica(dado(*agendado(), virtual), DeSesion(sesion=1), DESPUES)
    assert hechos == [FallaTecnicaRegistrada(sesion=1)]
    caso = dado(*agendado(), virtual, *hechos)
    assert (caso.etapa, caso.mecanismo.diferimientos, caso.mecanismo.inasistencias_consecutivas) == (
        Etapa.AGENDADO, 0, 0,
    )  # fmt: skip
    assert registrar_falla_tecnica(caso, DeSesion(sesion=1), DESPUES) == []
    with pytest.raises(Rechazo, match="reagéndela"):
        celebrar_sesion(caso, celebracion(), DESPUES)


def test_la_constancia_de_no_acuerdo_lleva_el_folio_de_la_sesion_si_no_se_da_otro():
    caso = dado(*mediado(ResultadoSesion.SIN_ACUERDO))
    hechos = constatar_no_acuerdo(caso, NoAcuerdo(sesion=1), DESPUES)
    assert hechos == [NoAcuerdoConstatado(sesion=1, constancia="CEJA-1/2026")]
    despues = dado(*mediado(ResultadoSesion.SIN_ACUERDO), *hechos)
    assert (despues.etapa, despues.mecanismo.corre) == (Etapa.SIN_ACUERDO, False)
    assert constatar_no_acuerdo(despues, NoAcuerdo(sesion=1), DESPUES) == []


def test_no_consta_lo_que_no_se_medio():
    with pytest.raises(Rechazo, match="debe estar mediado; ahora está agendado"):
        constatar_no_acuerdo(dado(*agendado()), NoAcuerdo(sesion=1), DESPUES)
    with pytest.raises(Rechazo, match="Elija la sesión celebrada"):
        constatar_no_acuerdo(dado(*mediado()), NoAcuerdo(sesion=4), DESPUES)


def reloj(hora: time):
    return ctx(DIA_DE_SESION, hora, autor=RELOJ, rol=RELOJ)


def test_dos_horas_despues_de_terminar_se_reclama_el_resultado_una_vez():
    caso, cual = dado(*agendado()), DeSesion(sesion=1)
    assert omitir_resultado(caso, cual, reloj(time(12, 59))) == []
    hechos = omitir_resultado(caso, cual, reloj(time(13)))
    assert hechos == [ResultadoDeSesionOmitido(sesion=1)]
    assert omitir_resultado(dado(*agendado(), *hechos), cual, reloj(time(18))) == []
    assert omitir_resultado(dado(*mediado()), cual, reloj(time(18))) == []


def test_cuando_solo_falta_el_instituto_no_hace_falta_decir_quien_mas_falto():
    """As a form sends it: with none of the boxes of the absent ticked."""
    falta = Inasistencia(sesion=1, instituto=FaltaDelInstituto.SIN_PODER)
    [hecho] = registrar_inasistencia(dado(*agendado()), falta, DESPUES)
    assert (hecho.ausentes, hecho.cuenta, hecho.instituto) == ((), False, FaltaDelInstituto.SIN_PODER)
