"""Next actions after a session: its paper, absences, no agreement, the mechanism's time, the judge."""

from datetime import date, time

from casos.mediacion.cotejo import de_sesiones
from casos.mediacion.hechos.contacto import LlamadaRealizada
from casos.mediacion.hechos.documentos import DocumentoRecabado
from casos.mediacion.hechos.sesiones import (
    InasistenciaRegistrada,
    JuezAvisado,
    MecanismoConcluido,
    MecanismoProrrogado,
    NoAcuerdoConstatado,
    SesionAgendada,
)
from casos.mediacion.vocabulario import (
    CausaConclusion,
    Contesto,
    MotivoLlamada,
    ResultadoLlamada,
    ResultadoSesion,
    RolParte,
    TipoDocumento,
)
from casos.tiempo import a_las
from tests.casos.mediacion.fabrica import DIA_DE_SESION, Paso, agendado, dado, mediado, registrado
from tests.flujos.test_sesiones import bandeja


def falta(sesion: int, dia: date) -> Paso:
    return InasistenciaRegistrada(sesion=sesion, ausentes=(RolParte.ACREDITADO,)), dia


def papel(tipo: TipoDocumento, sesion: int | None = 1) -> DocumentoRecabado:
    return DocumentoRecabado(documento=1, tipo=tipo, paginas=1, sesion=sesion)


def test_el_papel_se_recaba_el_mismo_dia_y_a_los_tres_habiles_lo_ve_el_coordinador():
    filas = bandeja(*mediado(ResultadoSesion.SIN_ACUERDO))
    assert filas["recabar_documento"].vence == DIA_DE_SESION
    assert filas["recabar_documento/escala"].visible == date(2026, 3, 26)
    assert filas["recabar_documento/escala"].rol == "coordinador"
    recabada = papel(TipoDocumento.CONSTANCIA_NO_ACUERDO)
    filas = bandeja(*mediado(ResultadoSesion.SIN_ACUERDO), recabada)
    assert not {"recabar_documento", "recabar_documento/escala"} & set(filas)


def test_cada_resultado_pide_lo_suyo():
    acuerdo = bandeja(*mediado(ResultadoSesion.ACUERDO))
    assert acuerdo["elaborar_convenio"].vence == date(2026, 3, 30)
    assert acuerdo["recabar_documento"].titulo == "Recabar el convenio firmado"
    assert bandeja(*mediado(ResultadoSesion.SIN_ACUERDO))["constatar_no_acuerdo"].vence == DIA_DE_SESION
    continua = bandeja(*mediado(ResultadoSesion.CONTINUA))
    assert continua["solicitar_nueva_fecha"].vence == date(2026, 3, 26)


def test_tras_el_no_acuerdo_se_propone_otra_via_y_se_archiva_la_constancia():
    filas = bandeja(*mediado(ResultadoSesion.SIN_ACUERDO), (NoAcuerdoConstatado(sesion=1), DIA_DE_SESION))
    assert filas["proponer_via"].vence == date(2026, 3, 30)
    assert filas["archivar_documento"].vence == date(2026, 3, 26)
    assert "limite_mediacion" not in filas


def test_quien_falto_se_contacta_al_dia_siguiente_y_luego_se_pide_otra_fecha():
    pasos = (*agendado(), falta(1, DIA_DE_SESION))
    filas = bandeja(*pasos)
    assert filas["contactar_inasistente"].vence == date(2026, 3, 24)
    assert filas["recabar_documento"].vence == DIA_DE_SESION
    assert "decidir_inasistencias" not in filas
    llamada = LlamadaRealizada(
        motivo=MotivoLlamada.INASISTENCIA,
        contesto=Contesto.TITULAR,
        resultado=ResultadoLlamada.CONTACTO_TITULAR,
    )
    filas = bandeja(*pasos, (llamada, date(2026, 3, 24)))
    assert "contactar_inasistente" not in filas
    assert filas["solicitar_nueva_fecha"].vence == date(2026, 3, 27)


def test_a_la_segunda_seguida_decide_el_coordinador_en_tres_dias():
    segunda = (SesionAgendada(sesion=2, inicio=a_las(date(2026, 4, 13), time(10))), date(2026, 3, 25))
    pasos = (*agendado(), falta(1, DIA_DE_SESION), segunda, falta(2, date(2026, 4, 13)))
    p = bandeja(*pasos)["decidir_inasistencias"]
    assert (p.rol, p.vence, p.causa) == ("coordinador", date(2026, 4, 16), (6, 8))


def test_concluida_la_mediacion_se_recaba_su_constancia():
    concluida = (MecanismoConcluido(causa=CausaConclusion.VOLUNTAD_DE_PARTE), date(2026, 3, 10))
    p = bandeja(*agendado(), concluida)["recabar_documento"]
    assert (p.clave, p.vence) == ("constancia_conclusion", date(2026, 3, 10))


def test_el_limite_de_tres_meses_se_avisa_quince_dias_antes():
    p = bandeja(*agendado())["limite_mediacion"]
    assert (p.visible, p.vence) == (date(2026, 5, 19), date(2026, 6, 3))
    prorroga = MecanismoProrrogado(hasta=date(2026, 7, 31), motivo="x")
    assert bandeja(*agendado(), prorroga)["limite_mediacion"].vence == date(2026, 7, 31)


def test_al_juez_se_le_avisa_a_los_tres_dias_y_al_siguiente_de_concluir():
    de_juicio = SesionAgendada(sesion=1, inicio=a_las(DIA_DE_SESION, time(10)), juzgado="Juzgado 2.º Civil")
    pasos = (*registrado(), (de_juicio, date(2026, 3, 3)))
    assert bandeja(*pasos)["avisar_juez"].vence == date(2026, 3, 6)
    concluida = (MecanismoConcluido(causa=CausaConclusion.VOLUNTAD_DE_PARTE), date(2026, 3, 11))
    p = bandeja(*pasos, JuezAvisado(de="inicio"), concluida)["avisar_juez"]
    assert (p.titulo, p.vence) == ("Avisar al juez que la mediación concluyó", date(2026, 3, 12))


def test_si_consta_que_no_hubo_acuerdo_se_recaba_esa_constancia_y_no_el_convenio():
    assert bandeja(*mediado())["recabar_documento"].titulo == "Recabar el convenio firmado"
    pasos = (*mediado(), (NoAcuerdoConstatado(sesion=1, constancia="C-1"), date(2026, 3, 25)))
    assert bandeja(*pasos)["recabar_documento"].titulo == "Recabar la constancia de la sesión"
    [papel] = de_sesiones(dado(*pasos))
    assert TipoDocumento.CONVENIO not in papel.tipos
