"""How long mediation may last, how it is extended or ends early, and the judge of the lawsuit."""

from datetime import date, time, timedelta

import pytest

from casos.decision import COORDINADOR, Rechazo
from casos.mediacion.hechos.sesiones import (
    InasistenciaRegistrada,
    JuezAvisado,
    MecanismoConcluido,
    MecanismoProrrogado,
    SesionAgendada,
)
from casos.mediacion.mecanismo import (
    AvisoAlJuez,
    Conclusion,
    Prorroga,
    avisar_juez,
    concluir_mecanismo,
    limite,
    prorrogar_mecanismo,
)
from casos.mediacion.vocabulario import CausaConclusion, Etapa, RolParte
from casos.tiempo import a_las
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import DIA_DE_SESION, LUNES, agendado, ctx, dado, registrado

LIMITE = date(2026, 6, 3)
"""Three months after the first session was scheduled, on 3 March."""


def falta(sesion: int, dia: date) -> tuple[InasistenciaRegistrada, date]:
    return InasistenciaRegistrada(sesion=sesion, ausentes=(RolParte.ACREDITADO,)), dia


DOS_FALTAS = (
    *agendado(),
    falta(1, DIA_DE_SESION),
    (SesionAgendada(sesion=2, inicio=a_las(date(2026, 4, 13), time(10))), date(2026, 3, 25)),
    falta(2, date(2026, 4, 13)),
)


def test_dura_tres_meses_y_lo_que_las_partes_acuerden():
    assert limite(dado(*agendado()).mecanismo, BASE) == LIMITE
    hechos = prorrogar_mecanismo(
        dado(*agendado()), Prorroga(hasta=date(2026, 7, 3), motivo="Lo pidieron ambas"), ctx()
    )
    assert hechos == [MecanismoProrrogado(hasta=date(2026, 7, 3), motivo="Lo pidieron ambas")]
    caso = dado(*agendado(), *hechos)
    assert limite(caso.mecanismo, BASE) == date(2026, 7, 3)
    assert prorrogar_mecanismo(caso, Prorroga(hasta=date(2026, 7, 3), motivo="x"), ctx()) == []


def test_no_se_acorta_ni_se_prorroga_lo_que_no_ha_empezado():
    with pytest.raises(Rechazo, match="3 de junio de 2026"):
        prorrogar_mecanismo(dado(*agendado()), Prorroga(hasta=LIMITE, motivo="x"), ctx())
    with pytest.raises(Rechazo, match="No hay una mediación en curso"):
        prorrogar_mecanismo(dado(*registrado()), Prorroga(hasta=LIMITE, motivo="x"), ctx())


def test_concluir_por_voluntad_deja_el_caso_sin_acuerdo_y_cancela_la_sesion():
    conclusion = Conclusion(causa=CausaConclusion.VOLUNTAD_DE_PARTE)
    hechos = concluir_mecanismo(dado(*agendado()), conclusion, ctx())
    assert hechos == [MecanismoConcluido(causa=CausaConclusion.VOLUNTAD_DE_PARTE)]
    caso = dado(*agendado(), *hechos)
    assert (caso.etapa, caso.sesion, caso.mecanismo.corre) == (Etapa.SIN_ACUERDO, None, False)
    assert concluir_mecanismo(caso, conclusion, ctx()) == []


def test_por_dos_inasistencias_concluye_solo_el_coordinador_y_si_son_dos():
    conclusion = Conclusion(causa=CausaConclusion.DOS_INASISTENCIAS)
    with pytest.raises(Rechazo, match="van 1"):
        concluir_mecanismo(dado(*DOS_FALTAS[:-1]), conclusion, ctx(rol=COORDINADOR))
    with pytest.raises(Rechazo, match="lo decide el coordinador"):
        concluir_mecanismo(dado(*DOS_FALTAS), conclusion, ctx(date(2026, 4, 13)))
    assert concluir_mecanismo(dado(*DOS_FALTAS), conclusion, ctx(date(2026, 4, 13), rol=COORDINADOR))


def test_por_plazo_concluye_cuando_el_plazo_paso():
    conclusion = Conclusion(causa=CausaConclusion.PLAZO_VENCIDO)
    with pytest.raises(Rechazo, match="vence el miércoles 3 de junio"):
        concluir_mecanismo(dado(*agendado()), conclusion, ctx(LIMITE))
    assert concluir_mecanismo(dado(*agendado()), conclusion, ctx(LIMITE + timedelta(days=1)))


def test_al_juez_se_le_avisa_del_inicio_y_del_fin_si_el_caso_viene_de_un_juicio():
    aviso = AvisoAlJuez(de="inicio", oficio="123/2026")
    with pytest.raises(Rechazo, match="no viene de un juicio"):
        avisar_juez(dado(*agendado()), aviso, ctx())
    de_juicio = SesionAgendada(
        sesion=1, inicio=a_las(DIA_DE_SESION, time(10)), juzgado="Juzgado 2.º Civil, exp. 45/2025"
    )
    pasos = (*registrado(), (de_juicio, LUNES))
    hechos = avisar_juez(dado(*pasos), aviso, ctx())
    assert hechos == [JuezAvisado(de="inicio", oficio="123/2026")]
    assert avisar_juez(dado(*pasos, *hechos), aviso, ctx()) == []
    with pytest.raises(Rechazo, match="sigue en curso"):
        avisar_juez(dado(*pasos), AvisoAlJuez(de="conclusion"), ctx())
