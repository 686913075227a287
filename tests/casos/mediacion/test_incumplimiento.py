"""What the coordinator decides on a breach, and what follows until it is cured."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casos.decision import COORDINADOR, RESPONSABLE, Rechazo, declarada
from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.firma import firmar_convenio
from casos.mediacion.hechos.cierre import CasoSuspendido
from casos.mediacion.hechos.convenios import (
    CondonacionRevocada,
    CondonacionRevocadaAvisada,
    PlanDePagosActivado,
)
from casos.mediacion.hechos.pagos import (
    IncumplimientoDeclarado,
    IncumplimientoDesestimado,
    IncumplimientoNotificado,
    IncumplimientoSubsanado,
)
from casos.mediacion.incumplimiento import (
    Desestimacion,
    Notificacion,
    avisar_condonacion_revocada,
    declarar_incumplimiento,
    desestimar_incumplimiento,
    notificar_incumplimiento,
    revocar_condonacion,
    subsanar_incumplimiento,
)
from casos.mediacion.libro import total_de
from casos.mediacion.vencimientos import Propio
from casos.mediacion.vocabulario import CausaSuspension, Etapa, Medio, RolParte
from tests.casos.mediacion.fabrica import Paso, dado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    con_quita,
    contexto,
    convenio_firmado,
    correr,
    en_seguimiento,
    pagado,
    suscripcion,
    tras,
)
from tests.casos.mediacion.test_vencimientos import ROTO_EL, llamada

UNO = Propio(convenio=1)
DIA = date(2026, 6, 15)
COORDINADORA = contexto(DIA, COORDINADOR)


def propuesto(intentos: int = 3) -> tuple[Paso, ...]:
    """Two instalments overdue, so many calls since, and the breach before the coordinator."""
    llamadas = [llamada(date(2026, 5, 11 + n)) for n in range(intentos)]
    return correr((*correr(en_seguimiento(), date(2026, 5, 10)), *llamadas), ROTO_EL)


def incumplido() -> tuple[Paso, ...]:
    return tras(propuesto(), DIA, declarar_incumplimiento, UNO, COORDINADOR)


def rechazo(decision: Any, pasos: tuple[Paso, ...], datos: Any, dia: date = DIA) -> str:
    with pytest.raises(Rechazo) as motivo:
        decision(dado(*pasos), datos, contexto(dia, COORDINADOR))
    return str(motivo.value)


def test_el_coordinador_declara_lo_que_dice_el_libro():
    [hecho] = declarar_incumplimiento(dado(*propuesto()), UNO, COORDINADORA)
    assert hecho == IncumplimientoDeclarado(convenio=1, vencidas=(1, 2), exigible=Decimal(3200))
    caso = dado(*incumplido())
    assert caso.etapa is Etapa.INCUMPLIDO
    assert declarar_incumplimiento(caso, UNO, COORDINADORA) == []


def test_sin_tres_intentos_documentados_no_se_declara():
    assert "hay 2" in rechazo(declarar_incumplimiento, propuesto(2), UNO)
    assert "hay 2" in (declarada(declarar_incumplimiento).si(dado(*propuesto(2)), COORDINADORA) or "")


def test_al_corriente_o_suspendido_no_se_declara():
    assert "no llegan al incumplimiento" in rechazo(
        declarar_incumplimiento, en_seguimiento(), UNO, date(2026, 5, 1)
    )
    suspendido = CasoSuspendido(
        causa=CausaSuspension.QUEJA, revisar=date(2026, 8, 1), motivo="Queja en curso."
    )
    assert "suspendido" in rechazo(declarar_incumplimiento, (*propuesto(), (suspendido, DIA)), UNO)


def test_lo_pagado_a_tiempo_impide_declarar():
    pasos = pagado(propuesto(), "p1", 1600, date(2026, 5, 4), DIA)
    assert "no llegan al incumplimiento" in rechazo(declarar_incumplimiento, pasos, UNO)


def test_se_puede_dejar_para_otro_dia():
    hasta = date(2026, 6, 30)
    datos = Desestimacion(convenio=1, hasta=hasta, motivo="Cobra el 29.")
    pasos = tras(propuesto(), DIA, desestimar_incumplimiento, datos)
    assert isinstance(pasos[-1], tuple)
    assert isinstance(pasos[-1][0], IncumplimientoDesestimado)
    assert desestimar_incumplimiento(dado(*pasos), datos, COORDINADORA) == []
    ayer = datos.model_copy(update={"hasta": DIA})
    assert "posterior a hoy" in rechazo(desestimar_incumplimiento, propuesto(), ayer)
    assert "No hay un incumplimiento propuesto" in rechazo(desestimar_incumplimiento, en_seguimiento(), datos)


def test_se_notifica_a_cada_quien_una_vez():
    aviso = Notificacion(convenio=1, rol=RolParte.AVAL, medio=Medio.DOMICILIO)
    pasos = tras(incumplido(), DIA, notificar_incumplimiento, aviso, RESPONSABLE)
    assert isinstance(pasos[-1], tuple)
    assert isinstance(pasos[-1][0], IncumplimientoNotificado)
    assert notificar_incumplimiento(dado(*pasos), aviso, contexto(DIA)) == []
    estudiante = aviso.model_copy(update={"rol": RolParte.ESTUDIANTE})
    assert "no tiene estudiante" in rechazo(notificar_incumplimiento, pasos, estudiante)


def test_subsana_quien_coordina_cuando_el_atraso_se_cubrio():
    assert "Todavía hay pagos atrasados" in rechazo(subsanar_incumplimiento, incumplido(), UNO)
    parte = pagado(incumplido(), "p1", 3199, DIA)
    assert "Todavía hay pagos atrasados" in rechazo(subsanar_incumplimiento, parte, UNO)
    todo = pagado(incumplido(), "p1", 3200, DIA)
    assert dado(*todo).etapa is Etapa.INCUMPLIDO
    [hecho] = subsanar_incumplimiento(dado(*todo), UNO, COORDINADORA)
    assert hecho == IncumplimientoSubsanado(convenio=1)
    caso = dado(*todo, (hecho, DIA))
    assert (caso.etapa, caso.convenios[1].estado) == (Etapa.EN_SEGUIMIENTO, EstadoConvenio.ACTIVO)
    assert subsanar_incumplimiento(caso, UNO, COORDINADORA) == []


def test_pagado_tarde_el_pago_inicial_subsanar_activa_el_plan():
    pasos = correr((*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), date(2026, 4, 10))
    pasos = pagado(pasos, "inicial", INICIAL, date(2026, 4, 13))
    assert dado(*pasos).etapa is Etapa.INCUMPLIDO
    hechos = subsanar_incumplimiento(dado(*pasos), UNO, contexto(date(2026, 4, 14), COORDINADOR))
    assert hechos == [IncumplimientoSubsanado(convenio=1), PlanDePagosActivado(convenio=1)]
    assert dado(*pasos, *((h, date(2026, 4, 14)) for h in hechos)).etapa is Etapa.EN_SEGUIMIENTO


def con_quita_incumplida() -> tuple[Paso, ...]:
    pasos = (*tras(con_quita(), DIA_DE_FIRMA, firmar_convenio, suscripcion()), (ORIGINAL, DIA_DE_FIRMA))
    pasos = pagado(pasos, "inicial", INICIAL, INICIAL_VENCE)
    llamadas = [llamada(date(2026, 5, 11 + n)) for n in range(3)]
    pasos = correr((*correr(pasos, date(2026, 5, 10)), *llamadas), ROTO_EL)
    return tras(pasos, DIA, declarar_incumplimiento, UNO, COORDINADOR)


def test_revocar_la_condonacion_la_devuelve_al_adeudo_y_se_avisa():
    pasos = con_quita_incumplida()
    antes = dado(*pasos).convenios[1]
    [hecho] = revocar_condonacion(dado(*pasos), UNO, COORDINADORA)
    assert isinstance(hecho, CondonacionRevocada)
    assert hecho.importes.total == 4000
    pasos = (*pasos, (hecho, DIA))
    assert total_de(dado(*pasos).convenios[1]) == total_de(antes) + 4000
    assert revocar_condonacion(dado(*pasos), UNO, COORDINADORA) == []
    assert avisar_condonacion_revocada(dado(*pasos), UNO, contexto(DIA)) == [
        CondonacionRevocadaAvisada(convenio=1)
    ]
    avisado = dado(*pasos, (CondonacionRevocadaAvisada(convenio=1), DIA))
    assert avisar_condonacion_revocada(avisado, UNO, contexto(DIA)) == []


def test_sin_condonacion_no_hay_que_revocar():
    assert "no tiene condonación" in rechazo(revocar_condonacion, incumplido(), UNO)
    assert "No hay una condonación revocada" in rechazo(avisar_condonacion_revocada, incumplido(), UNO)


def test_subsanar_devuelve_tambien_la_condonacion():
    pasos = tras(con_quita_incumplida(), DIA, revocar_condonacion, UNO, COORDINADOR)
    pasos = pagado(pasos, "p1", 2400, DIA)
    caso = dado(*tras(pasos, DIA, subsanar_incumplimiento, UNO, COORDINADOR))
    assert caso.convenio is not None
    assert caso.convenio.revocado is None


def test_son_decisiones_del_coordinador():
    for decision in (
        declarar_incumplimiento, desestimar_incumplimiento, subsanar_incumplimiento, revocar_condonacion,
    ):  # fmt: skip
        assert declarada(decision).quien == {COORDINADOR}
