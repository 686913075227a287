"""Each row explains itself: facts, rule with its source, arithmetic, what takes it away."""

from datetime import date, time, timedelta

from casos.mediacion.hechos.apertura import PendientePospuesto
from casos.mediacion.hechos.sesiones import (
    InasistenciaRegistrada,
    ResultadoDeSesionOmitido,
    SesionAgendada,
    SesionCelebrada,
)
from casos.mediacion.vocabulario import ResultadoSesion, RolParte
from casos.politica.lectura import leer_politica
from casos.tiempo import a_las
from casos.versiones import BASE, Versiones
from flujos.mediacion import pendientes
from flujos.por_que import PorQue, por_que
from tests.casos.mediacion.fabrica import (
    DIA_DE_SESION,
    LUNES,
    Paso,
    agendado,
    historia,
    instante,
    mediado,
    registrado,
)


def explicacion(tipo: str, *pasos: Paso, v: Versiones = BASE, escala: bool = False) -> PorQue:
    h = historia(*pasos)
    [p] = [p for p in pendientes(h.caso, v) if p.tipo == tipo and p.escala is escala]
    return por_que(p, h, v)


def test_dice_el_hecho_la_regla_con_su_fuente_y_la_cuenta():
    dicho = explicacion("confirmar_invitacion", *agendado())
    assert [type(a.hecho) for a in dicho.hechos] == [SesionAgendada]
    assert dicho.regla.clave == "sesiones.confirmar_invitacion_antes_dias_habiles"
    assert (dicho.regla.en_palabras, dicho.regla.fuente) == ("5 días hábiles", "política")
    assert dicho.aritmetica == (
        "5 días hábiles antes del 23 de marzo de 2026 (el 16 de marzo es inhábil: Natalicio de Benito Juárez) "
        "= 13 de marzo, con el calendario del Instituto"
    )
    assert dicho.que_lo_quita.startswith("Se quita cuando")


def test_dice_cuando_el_plazo_ya_habia_pasado_al_saberse():
    pasado = (SesionAgendada(sesion=1, inicio=a_las(date(2026, 3, 4), time(10))), date(2026, 3, 3))
    dicho = explicacion("confirmar_invitacion", *registrado(), pasado)
    assert dicho.aritmetica.endswith(
        "ese día ya había pasado cuando se supo, así que vence el 3 de marzo de 2026"
    )


def test_un_plazo_del_tribunal_se_cuenta_con_su_calendario_y_cita_la_ley():
    de_juicio = SesionAgendada(sesion=1, inicio=a_las(DIA_DE_SESION, time(10)), juzgado="Juzgado 2.º Civil")
    dicho = explicacion("avisar_juez", *registrado(), (de_juicio, LUNES))
    assert "art. 65" in dicho.regla.fuente
    assert dicho.aritmetica.endswith("con el calendario del Supremo Tribunal de Justicia")


def test_los_dias_naturales_y_las_horas_tambien_se_explican():
    limite = explicacion("limite_mediacion", *agendado())
    assert limite.aritmetica == (
        "15 días naturales antes del 3 de junio de 2026 = 19 de mayo de 2026; vence el 3 de junio de 2026"
    )
    captura = explicacion("capturar_resultado", *agendado())
    assert captura.aritmetica == "23 de marzo de 2026 a las 13:00: 2 horas después de que termina"


def test_la_escala_es_otro_renglon_con_su_propia_regla():
    dicho = explicacion("recabar_documento", *mediado(ResultadoSesion.SIN_ACUERDO), escala=True)
    assert dicho.escala
    assert dicho.regla.clave == "documentos.escalar_recabar_dias_habiles"
    assert [type(a.hecho) for a in dicho.hechos] == [SesionCelebrada]
    omitido = (ResultadoDeSesionOmitido(sesion=1), a_las(DIA_DE_SESION, time(13)))
    dicho = explicacion("capturar_resultado", *agendado(), omitido, escala=True)
    assert [type(a.hecho) for a in dicho.hechos] == [SesionAgendada, ResultadoDeSesionOmitido]


def test_lo_decidido_tras_dos_faltas_muestra_las_dos():
    def falta(sesion: int, dia: date) -> Paso:
        return InasistenciaRegistrada(sesion=sesion, ausentes=(RolParte.ACREDITADO,)), dia

    segunda = (SesionAgendada(sesion=2, inicio=a_las(date(2026, 4, 13), time(10))), date(2026, 3, 25))
    pasos = (*agendado(), falta(1, DIA_DE_SESION), segunda, falta(2, date(2026, 4, 13)))
    dicho = explicacion("decidir_inasistencias", *pasos)
    assert [a.hecho.sesion for a in dicho.hechos] == [1, 2]


def test_cuenta_quien_lo_pospuso():
    aparta = PendientePospuesto(
        tipo="primer_contacto", clave="acreditado", hasta=date(2026, 3, 9), motivo="x"
    )
    assert explicacion("primer_contacto", *registrado()).pospuesto is None
    assert explicacion("primer_contacto", *registrado(), aparta).pospuesto.hecho == aparta


def test_la_regla_es_la_que_regia_cuando_ocurrio_y_no_la_de_hoy():
    nueva = leer_politica("vigente_desde = 2026-03-10\n[documentos]\nescalar_recabar_dias_habiles = 9\n")
    v = BASE.con_politica(nueva, instante(LUNES) + timedelta(days=8))
    dicho = explicacion("recabar_documento", *mediado(), v=v, escala=True)
    assert dicho.regla.en_palabras == "3 días hábiles"
