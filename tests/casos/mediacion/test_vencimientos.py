"""What the clock finds: no initial payment, instalments overdue, breach proposed or declared; once, and in time."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from casos.decision import COORDINADOR, RELOJ, Contexto
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.cierre import CasoSuspendido
from casos.mediacion.hechos.contacto import CartaEnviada, LlamadaRealizada
from casos.mediacion.hechos.convenios import PagoInicialNoRecibido
from casos.mediacion.hechos.pagos import (
    IncumplimientoDeclarado,
    IncumplimientoDesestimado,
    IncumplimientoPropuesto,
    ParcialidadVencida,
)
from casos.mediacion.incumplimiento import Desestimacion, desestimar_incumplimiento
from casos.mediacion.pagos import Reversion, revertir_pago
from casos.mediacion.tipo import MEDIACION
from casos.mediacion.vencimientos import (
    Propio,
    Vencida,
    intentos_de_contacto,
    omitir_pago_inicial,
    proponer_incumplimiento,
    vencer_parcialidad,
)
from casos.mediacion.vocabulario import (
    CausaSuspension,
    Contesto,
    Etapa,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
)
from casos.politica.lectura import leer_politica
from casos.tiempo import a_las, dia_local, inicio_del_dia
from casos.versiones import BASE, Versiones
from flujos.mediacion import pendientes
from flujos.reloj import despertares
from tests.casos.mediacion.fabrica import Paso, asientos, dado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    contexto,
    convenio_firmado,
    correr,
    en_seguimiento,
    pagado,
)

AUTOMATICA = BASE.con_politica(
    leer_politica("vigente_desde = 2026-01-01\n[incumplimiento]\nautomatico = true"),
    inicio_del_dia(date(2026, 1, 1)),
)


def reloj(dia: date, v: Versiones = BASE) -> Contexto:
    return contexto(inicio_del_dia(dia), RELOJ, v=v)


def del_reloj(pasos: tuple[Paso, ...], antes: int) -> Iterator[tuple[str, date]]:
    for paso in pasos[antes:]:
        assert isinstance(paso, tuple)
        hecho, instante = paso
        assert isinstance(instante, datetime)
        yield type(hecho).__name__, dia_local(instante)


# ------------------------------------------------------------------------------------------ initial payment


def test_sin_pago_inicial_tras_la_gracia_el_convenio_queda_incumplido():
    pasos = correr((*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), date(2026, 4, 10))
    assert list(del_reloj(pasos, len(convenio_firmado()) + 1)) == [
        ("PagoInicialNoRecibido", date(2026, 4, 10))
    ]
    caso = dado(*pasos)
    assert caso.etapa is Etapa.INCUMPLIDO
    antes = correr((*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), date(2026, 4, 9))
    assert dado(*antes).etapa is Etapa.CONVENIO_FIRMADO


def test_la_mitad_del_pago_inicial_no_lo_evita_y_todo_si():
    mitad = pagado(convenio_firmado(), "m", 3999, INICIAL_VENCE)
    [hecho] = omitir_pago_inicial(dado(*mitad), Propio(convenio=1), reloj(date(2026, 4, 10)))
    assert hecho == PagoInicialNoRecibido(convenio=1, vencio=INICIAL_VENCE, importe=Decimal(1))
    todo = pagado(convenio_firmado(), "t", INICIAL, INICIAL_VENCE)
    assert omitir_pago_inicial(dado(*todo), Propio(convenio=1), reloj(date(2026, 4, 10))) == []


def test_el_reloj_no_se_adelanta_ni_repite():
    caso = dado(*convenio_firmado())
    assert omitir_pago_inicial(caso, Propio(convenio=1), reloj(date(2026, 4, 9))) == []
    assert omitir_pago_inicial(caso, Propio(convenio=2), reloj(date(2026, 4, 10))) == []
    roto = dado(*correr(convenio_firmado(), date(2026, 4, 10)))
    assert omitir_pago_inicial(roto, Propio(convenio=1), reloj(date(2026, 4, 13))) == []


# ---------------------------------------------------------------------------------------------- instalments


def test_cada_parcialidad_vence_una_vez_al_terminar_su_gracia():
    pasos = correr(en_seguimiento(), date(2026, 6, 8))
    assert list(del_reloj(pasos, len(en_seguimiento()))) == [("ParcialidadVencida", date(2026, 5, 9))]
    vencida = dado(*pasos).convenios[1].vencidas
    assert list(vencida) == [1]
    [hecho] = [h for p in pasos if isinstance(p, tuple) and isinstance(h := p[0], ParcialidadVencida)]
    assert hecho == ParcialidadVencida(
        convenio=1, parcialidad=1, vencio=date(2026, 4, 30), falta=Decimal(1600)
    )


def test_lo_cubierto_no_vence_y_lo_cubierto_en_parte_si():
    assert correr(pagado(en_seguimiento(), "p1", 1600, date(2026, 5, 8)), date(2026, 5, 31)) == pagado(
        en_seguimiento(), "p1", 1600, date(2026, 5, 8)
    )
    parte = pagado(en_seguimiento(), "p1", 1000, date(2026, 4, 30))
    caso = dado(*correr(parte, date(2026, 5, 9)))
    assert list(caso.convenios[1].vencidas) == [1]


def test_despues_de_dias_sin_correr_no_hay_una_inundacion():
    al_corriente_del_reloj = correr(en_seguimiento(), date(2026, 8, 1))
    hechos = list(del_reloj(al_corriente_del_reloj, len(en_seguimiento())))
    assert hechos == [
        ("ParcialidadVencida", date(2026, 5, 9)),
        ("ParcialidadVencida", date(2026, 6, 9)),
        ("IncumplimientoPropuesto", date(2026, 6, 9)),
        ("ParcialidadVencida", date(2026, 7, 8)),
    ]


def test_en_un_caso_suspendido_el_reloj_no_vence_nada():
    suspendido = CasoSuspendido(causa=CausaSuspension.DESASTRE, revisar=date(2026, 9, 1), motivo="Huracán.")
    pasos = (*en_seguimiento(), (suspendido, date(2026, 4, 29)))
    assert correr(pasos, date(2026, 8, 1)) == pasos


def test_vencer_otra_parcialidad_que_la_que_toca_no_hace_nada():
    caso = dado(*en_seguimiento())
    assert vencer_parcialidad(caso, Vencida(convenio=1, parcialidad=2), reloj(date(2026, 8, 1))) == []


# --------------------------------------------------------------------------------------------------- breach

ROTO_EL = date(2026, 6, 9)


def test_dos_vencidas_seguidas_ponen_el_incumplimiento_ante_el_coordinador():
    pasos = correr(en_seguimiento(), ROTO_EL)
    [propuesto] = [
        h for p in pasos if isinstance(p, tuple) and isinstance(h := p[0], IncumplimientoPropuesto)
    ]
    assert propuesto == IncumplimientoPropuesto(
        convenio=1, vencidas=(1, 2), exigible=Decimal(3200), desde=ROTO_EL
    )
    assert dado(*pasos).etapa is Etapa.EN_SEGUIMIENTO


def test_un_pago_parcial_no_esconde_el_incumplimiento():
    pasos = pagado(en_seguimiento(), "p1", 3199, date(2026, 6, 8))
    assert "IncumplimientoPropuesto" not in dict(del_reloj(correr(pasos, date(2026, 6, 30)), len(pasos)))
    pasos = pagado(en_seguimiento(), "p1", 1599, date(2026, 6, 8))
    assert "IncumplimientoPropuesto" in dict(del_reloj(correr(pasos, ROTO_EL), len(pasos)))


def test_lo_desestimado_se_vuelve_a_proponer_el_dia_fijado():
    pasos = correr(en_seguimiento(), ROTO_EL)
    hasta = date(2026, 6, 22)
    [hecho] = desestimar_incumplimiento(
        dado(*pasos), Desestimacion(convenio=1, hasta=hasta, motivo="Está hospitalizada."),
        contexto(date(2026, 6, 10), COORDINADOR),
    )  # fmt: skip
    assert isinstance(hecho, IncumplimientoDesestimado)
    pasos = (*pasos, (hecho, date(2026, 6, 10)))
    assert correr(pasos, date(2026, 6, 21)) == pasos
    otra_vez = correr(pasos, hasta)
    assert list(del_reloj(otra_vez, len(pasos))) == [("IncumplimientoPropuesto", hasta)]
    assert dado(*otra_vez).convenios[1].desestimado_hasta is None


def test_un_pago_que_cubre_el_atraso_deja_sin_efecto_la_propuesta_y_otro_atraso_la_renueva():
    pasos = pagado(correr(en_seguimiento(), ROTO_EL), "p1", 3200, date(2026, 6, 12))
    assert correr(pasos, date(2026, 7, 7)) == pasos
    nuevos = list(del_reloj(correr(pasos, date(2026, 7, 8)), len(pasos)))
    # ya eran dos las pagadas tarde: con la tercera son las tres acumuladas de la cláusula 11
    assert nuevos == [("ParcialidadVencida", date(2026, 7, 8)), ("IncumplimientoPropuesto", date(2026, 7, 8))]


def test_revertir_el_pago_que_cubria_el_atraso_lo_vuelve_a_poner_en_pie():
    pasos = pagado(correr(en_seguimiento(), ROTO_EL), "p1", 3200, date(2026, 6, 12))
    [hecho] = revertir_pago(
        dado(*pasos), Reversion(folio="p1", motivo="Devuelto."), contexto(date(2026, 6, 15), "contabilidad")
    )
    tipos = [p.tipo for p in pendientes(dado(*pasos, (hecho, date(2026, 6, 15))), BASE)]
    assert "decidir_incumplimiento" in tipos
    assert "decidir_incumplimiento" not in [p.tipo for p in pendientes(dado(*pasos), BASE)]


def llamada(dia: date, hora: time = time(10)) -> Paso:
    hecha = LlamadaRealizada(
        motivo=MotivoLlamada.PAGO_VENCIDO, contesto=Contesto.NADIE, resultado=ResultadoLlamada.NO_CONTESTA
    )
    return hecha, a_las(dia, hora)


def con_politica(pasos: tuple[Paso, ...], numero: int) -> Caso:
    """The state as if every entry had been stamped with a version of the policy."""
    caso: Caso = MEDIACION.plegar(a._replace(politica=numero) for a in asientos(*pasos))
    return caso


def test_donde_la_politica_es_automatica_el_reloj_lo_declara_tras_los_intentos():
    llamadas = [llamada(date(2026, 5, d)) for d in (11, 12, 13)]
    pasos = correr(en_seguimiento(), date(2026, 5, 10))
    segunda = ParcialidadVencida(convenio=1, parcialidad=2, vencio=date(2026, 6, 1), falta=Decimal(1600))
    con_tres = con_politica((*pasos, *llamadas, (segunda, inicio_del_dia(ROTO_EL))), 2)
    [hecho] = proponer_incumplimiento(con_tres, Propio(convenio=1), reloj(ROTO_EL, AUTOMATICA))
    assert hecho == IncumplimientoDeclarado(
        convenio=1, vencidas=(1, 2), exigible=Decimal(3200), automatico=True
    )
    con_dos = con_politica((*pasos, *llamadas[:2], (segunda, inicio_del_dia(ROTO_EL))), 2)
    [propuesto] = proponer_incumplimiento(con_dos, Propio(convenio=1), reloj(ROTO_EL, AUTOMATICA))
    assert isinstance(propuesto, IncumplimientoPropuesto)


def test_con_el_tercer_intento_el_reloj_declara_lo_que_estaba_propuesto():
    pasos = correr(en_seguimiento(), ROTO_EL)
    intentos = [llamada(date(2026, 6, d)) for d in (10, 11, 12)]
    caso = con_politica((*pasos, *intentos), 2)
    [toca] = [d for d in despertares(caso, AUTOMATICA) if d.decision == "proponer_incumplimiento"]
    assert toca.instante == a_las(date(2026, 6, 12), time(10))
    [hecho] = proponer_incumplimiento(caso, toca.datos, contexto(date(2026, 6, 12), RELOJ, v=AUTOMATICA))
    assert isinstance(hecho, IncumplimientoDeclarado)


def test_cartas_y_visitas_tambien_son_intentos_y_los_de_antes_no_cuentan():
    carta = CartaEnviada(a=RolParte.AVAL, medio=Medio.DOMICILIO, plantilla="requerimiento")
    caso = dado(
        *en_seguimiento(), llamada(date(2026, 4, 29)), (carta, date(2026, 5, 12)), llamada(date(2026, 5, 13))
    )
    assert len(intentos_de_contacto(caso, date(2026, 4, 30))) == 2


@pytest.mark.parametrize("dias", [0, 3, 40])
def test_correr_el_reloj_tarde_da_los_mismos_hechos_con_las_mismas_fechas(dias: int):
    fin = date(2026, 8, 1)
    de_una = correr(en_seguimiento(), fin)
    pasos, dia = en_seguimiento(), date(2026, 4, 1)
    while dia < fin:
        dia = min(fin, dia + timedelta(days=dias + 1))
        pasos = correr(pasos, dia)
    assert pasos == de_una
