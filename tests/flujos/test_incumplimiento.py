"""Next actions around a breach: before the coordinator decides, and after."""

from datetime import date

from casos.decision import COORDINADOR, RESPONSABLE
from casos.mediacion.hechos.apertura import CasoRevisado
from casos.mediacion.hechos.convenios import CondonacionRevocadaAvisada
from casos.mediacion.hechos.pagos import IncumplimientoSubsanado
from casos.mediacion.incumplimiento import (
    Desestimacion,
    Notificacion,
    desestimar_incumplimiento,
    notificar_incumplimiento,
    revocar_condonacion,
    subsanar_incumplimiento,
)
from casos.mediacion.judicial import ConMotivo, rechazar_turno, solicitar_turno
from casos.mediacion.vencimientos import Propio
from casos.mediacion.vocabulario import Medio, RolParte
from casos.versiones import BASE
from flujos.mediacion import pendientes
from tests.casos.mediacion.fabrica import dado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    ORIGINAL,
    convenio_firmado,
    correr,
    en_seguimiento,
    pagado,
    tras,
)
from tests.casos.mediacion.fabrica_seguimiento import bandeja
from tests.casos.mediacion.test_incumplimiento import DIA, con_quita_incumplida, incumplido, propuesto
from tests.casos.mediacion.test_vencimientos import ROTO_EL, llamada


def test_el_incumplimiento_propuesto_espera_al_coordinador_con_los_intentos_hechos():
    fila = bandeja(*propuesto(2))["decidir_incumplimiento"]
    assert (fila.rol, fila.vence) == (COORDINADOR, date(2026, 6, 12))
    assert fila.detalle == "Intentos de contacto documentados: 2 de 3."
    assert fila.acciones == ("declarar_incumplimiento", "desestimar_incumplimiento")


def test_un_pago_que_llego_a_tiempo_quita_la_fila():
    pasos = pagado(propuesto(), "p1", 1600, date(2026, 5, 4), DIA)
    assert "decidir_incumplimiento" not in bandeja(*pasos)
    parcial = pagado(propuesto(), "p1", 1599, date(2026, 5, 4), DIA)
    assert "decidir_incumplimiento" in bandeja(*parcial)


def test_deshecho_el_incumplimiento_se_avisa_y_lo_ve_la_coordinacion():
    pasos = pagado(incumplido(), "p1", 1600, date(2026, 5, 4), DIA)
    filas = bandeja(*pasos)
    assert (filas["avisar_deshecho"].rol, filas["revisar_deshecho"].rol) == (RESPONSABLE, COORDINADOR)
    assert "avisar_deshecho" not in bandeja(*pasos, llamada(date(2026, 6, 16)))
    revisado = (*pasos, (CasoRevisado(hasta=len(pasos)), date(2026, 6, 16)))
    assert "revisar_deshecho" not in bandeja(*revisado)


def test_lo_que_se_dejo_para_otro_dia_vuelve_ese_dia():
    datos = Desestimacion(convenio=1, hasta=date(2026, 6, 30), motivo="Cobra el 29.")
    fila = bandeja(*tras(propuesto(), DIA, desestimar_incumplimiento, datos))["decidir_incumplimiento"]
    assert (fila.visible, fila.vence) == (date(2026, 6, 30), date(2026, 7, 3))
    assert fila.detalle == "Se dejó para el 30 de junio de 2026."


def test_tras_el_incumplimiento_se_notifica_y_se_decide():
    filas = pendientes(dado(*incumplido()), BASE)
    avisos = [(p.clave, p.rol, p.vence) for p in filas if p.tipo == "notificar_incumplimiento"]
    assert avisos == [
        ("convenio-1/acreditado", RESPONSABLE, date(2026, 6, 18)),
        ("convenio-1/aval", RESPONSABLE, date(2026, 6, 18)),
    ]
    [sigue] = [p for p in filas if p.tipo == "decidir_tras_incumplimiento"]
    assert (sigue.rol, sigue.vence) == (COORDINADOR, date(2026, 6, 29))
    avisado = Notificacion(convenio=1, rol=RolParte.AVAL, medio=Medio.TELEFONO)
    pasos = tras(incumplido(), DIA, notificar_incumplimiento, avisado)
    claves = [p.clave for p in pendientes(dado(*pasos), BASE) if p.tipo == "notificar_incumplimiento"]
    assert claves == ["convenio-1/acreditado"]


def test_pagado_el_atraso_decide_la_coordinacion_si_se_subsana():
    assert "decidir_subsanacion" not in bandeja(*incumplido())
    assert "decidir_subsanacion" not in bandeja(*pagado(incumplido(), "p1", 3199, DIA))
    fila = bandeja(*pagado(incumplido(), "p1", 3200, DIA))["decidir_subsanacion"]
    assert (fila.rol, fila.acciones[0]) == (COORDINADOR, "subsanar_incumplimiento")


def test_sin_pago_inicial_se_llama_al_dia_habil_siguiente():
    pasos = correr((*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), date(2026, 4, 10))
    fila = bandeja(*pasos)["llamar_pago_inicial"]
    assert (fila.vence, fila.detalle) == (date(2026, 4, 13), "Debe $4,000.00.")
    assert "llamar_pago_inicial" not in bandeja(*pasos, llamada(date(2026, 4, 13)))
    assert "llamar_pago_inicial" not in bandeja(*incumplido())


def test_la_condonacion_revocada_se_avisa():
    pasos = tras(con_quita_incumplida(), DIA, revocar_condonacion, Propio(convenio=1), COORDINADOR)
    fila = bandeja(*pasos)["avisar_condonacion_revocada"]
    assert fila.detalle == "Vuelven a deberse $4,000.00."
    assert "avisar_condonacion_revocada" not in bandeja(*pasos, (CondonacionRevocadaAvisada(convenio=1), DIA))


def test_nunca_falta_una_siguiente_accion_mientras_hay_saldo():
    pasos = en_seguimiento()
    for dia in (date(2026, 5, 9), ROTO_EL, date(2026, 9, 1), date(2027, 3, 1)):
        pasos = correr(pasos, dia)
        filas = [
            p for p in pendientes(dado(*pasos), BASE) if p.tipo not in ("emitir_recibo", "informar_buro")
        ]
        assert filas


def test_cubierto_el_atraso_se_puede_subsanar_aunque_despues_venciera_otra():
    """The row and the decision look at the day of the payment: what falls due later is claimed by itself."""
    pasos = pagado(incumplido(), "p9", 3200, date(2026, 6, 16))
    fila = bandeja(*pasos)["decidir_subsanacion"]
    assert fila.detalle == (
        "Con el pago del 16 de junio de 2026 se cubrió lo atrasado. Lo siguiente vence el 30 de junio de 2026."
    )  # fmt: skip
    tarde = date(2026, 7, 10)
    curado = tras(pasos, tarde, subsanar_incumplimiento, Propio(convenio=1))
    assert isinstance(curado[-1][0], IncumplimientoSubsanado)
    assert "llamar_vencida" in bandeja(*correr(curado, tarde))


def test_pedido_el_turno_solo_se_decide_el_turno():
    pasos = tras(incumplido(), date(2026, 6, 15), solicitar_turno, ConMotivo(motivo="No hay voluntad."))
    filas = bandeja(*pasos)
    assert "decidir_turno" in filas
    assert "decidir_tras_incumplimiento" not in filas
    negado = tras(pasos, date(2026, 6, 16), rechazar_turno, ConMotivo(motivo="Falta insistir."))
    assert "decidir_tras_incumplimiento" in bandeja(*negado)


def test_lo_que_se_ofrece_tras_el_incumplimiento_no_se_niega():
    """Handing it over needs the officer's request first, so it is not offered here."""
    fila = bandeja(*incumplido())["decidir_tras_incumplimiento"]
    assert "turnar_a_judicial" not in fila.acciones
