"""Next actions about instalments and payments: only what comes next, each row with its own day and end."""

from datetime import date
from decimal import Decimal

import pytest

from casos.decision import CONTABILIDAD
from casos.mediacion.hechos.contacto import CartaEnviada, LlamadaRealizada, VisitaProgramada
from casos.mediacion.hechos.pagos import PagoReportado, ReciboEmitido
from casos.mediacion.pagos import Reversion, revertir_pago
from casos.mediacion.vocabulario import (
    Contesto,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    RolParte,
    TipoVisita,
)
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.mediacion.generadores import NATURALES
from flujos.mediacion.parcialidades import RECORDATORIO
from flujos.por_que import por_que
from tests.casos.mediacion.fabrica import Paso, dado, historia
from tests.casos.mediacion.fabrica_convenios import (
    INICIAL,
    INICIAL_VENCE,
    convenio_firmado,
    correr,
    en_seguimiento,
    pagado,
    tras,
)
from tests.casos.mediacion.fabrica_seguimiento import bandeja

VENCIDA = date(2026, 5, 9)
CON_UNA = correr(en_seguimiento(), VENCIDA)


def llamada(
    dia: date,
    motivo: MotivoLlamada = MotivoLlamada.PAGO_VENCIDO,
    contesto: Contesto = Contesto.NADIE,
    **cambios: object,
) -> Paso:
    resultado = {
        Contesto.NADIE: ResultadoLlamada.NO_CONTESTA,
        Contesto.TITULAR: ResultadoLlamada.CONTACTO_TITULAR,
        Contesto.AVAL: ResultadoLlamada.CONTACTO_AVAL,
    }[contesto]
    return LlamadaRealizada(motivo=motivo, contesto=contesto, resultado=resultado, **cambios), dia  # type: ignore[arg-type]


def carta(plantilla: str, dia: date, a: RolParte = RolParte.ACREDITADO) -> Paso:
    return CartaEnviada(a=a, medio=Medio.WHATSAPP, plantilla=plantilla), dia


def test_de_diez_parcialidades_solo_la_que_sigue_da_filas():
    claves = [
        p.clave
        for p in pendientes(dado(*en_seguimiento()), BASE)
        if p.tipo in ("recordar_pago", "verificar_pago")
    ]
    assert claves == ["convenio-1/1", "convenio-1/1"]


def test_se_recuerda_tres_dias_habiles_antes_y_se_verifica_uno_despues():
    filas = bandeja(*en_seguimiento())
    recordar, verificar = filas["recordar_pago"], filas["verificar_pago"]
    assert (recordar.visible, recordar.vence) == (date(2026, 4, 27), date(2026, 4, 27))
    assert verificar.vence == date(2026, 5, 4)  # el 1 de mayo es descanso de ley
    assert recordar.titulo == "Recordar: parcialidad 1"
    assert recordar.detalle == "Vence el 30 de abril de 2026: $1,600.00."


def test_el_pago_inicial_tambien_se_recuerda_y_verifica():
    filas = bandeja(*convenio_firmado())
    assert filas["recordar_pago"].titulo == "Recordar: pago inicial"
    assert filas["verificar_pago"].clave == "convenio-1/0"
    cubierto = bandeja(*pagado(convenio_firmado(), "i", INICIAL, INICIAL_VENCE))
    assert not {"recordar_pago", "verificar_pago"} & set(cubierto)


@pytest.mark.parametrize(
    "hecho",
    [
        llamada(date(2026, 4, 20), MotivoLlamada.RECORDAR_PAGO, parcialidad=1),
        llamada(date(2026, 4, 28), contesto=Contesto.TITULAR),
        carta(RECORDATORIO, date(2026, 4, 27)),
    ],
)
def test_el_recordatorio_se_quita_por_llamada_o_mensaje(hecho: Paso):
    filas = bandeja(*en_seguimiento(), hecho)
    assert "recordar_pago" not in filas
    assert "verificar_pago" in filas


@pytest.mark.parametrize(
    "hecho",
    [
        llamada(date(2026, 4, 20), MotivoLlamada.RECORDAR_PAGO, parcialidad=2),
        llamada(date(2026, 4, 20), contesto=Contesto.TITULAR),
        carta(RECORDATORIO, date(2026, 4, 6)),
        carta("aviso", date(2026, 4, 28)),
    ],
)
def test_lo_que_no_recuerda_este_pago_no_lo_quita(hecho: Paso):
    assert "recordar_pago" in bandeja(*en_seguimiento(), hecho)


def test_cubrir_la_parcialidad_pasa_a_la_siguiente():
    filas = bandeja(*pagado(en_seguimiento(), "p1", 1600, date(2026, 4, 15)))
    assert filas["recordar_pago"].clave == "convenio-1/2"


def test_cubrirla_a_medias_dice_lo_que_falta():
    filas = bandeja(*pagado(en_seguimiento(), "p1", 350, date(2026, 4, 15)))
    assert "$1,250.00" in filas["recordar_pago"].detalle


def test_un_pago_reportado_pasa_la_verificacion_a_contabilidad():
    reporte = PagoReportado(pago="r1", importe=Decimal(1600), fecha=date(2026, 4, 30))
    filas = bandeja(*en_seguimiento(), (reporte, date(2026, 4, 30)))
    assert "verificar_pago" not in filas
    fila = filas["conciliar_pago"]
    assert (fila.rol, fila.vence) == (CONTABILIDAD, date(2026, 5, 6))  # el 1 y el 5 de mayo no se trabajan
    confirmado = pagado((*en_seguimiento(), (reporte, date(2026, 4, 30))), "p1", 1600, date(2026, 4, 30))
    assert "conciliar_pago" not in bandeja(*confirmado)


def test_cada_pago_confirmado_pide_su_recibo():
    pasos = pagado(en_seguimiento(), "p1", 1600, date(2026, 4, 15))
    recibos = [p for p in pendientes(dado(*pasos), BASE) if p.tipo == "emitir_recibo"]
    assert len(recibos) == 2
    assert len({p.clave for p in recibos}) == 2
    con_recibo = (*pasos, (ReciboEmitido(folio="p1"), date(2026, 4, 15)))
    assert len([p for p in pendientes(dado(*con_recibo), BASE) if p.tipo == "emitir_recibo"]) == 1
    revertido = tras(pasos, date(2026, 4, 16), revertir_pago, Reversion(folio="p1", motivo="Devuelto."))
    assert len([p for p in pendientes(dado(*revertido), BASE) if p.tipo == "emitir_recibo"]) == 1


# ---------------------------------------------------------------------------------------------- the ladder


def test_vencida_se_llama_al_dia_habil_siguiente_y_se_sigue_recordando_la_que_viene():
    filas = bandeja(*CON_UNA)
    assert (filas["llamar_vencida"].titulo, filas["llamar_vencida"].detalle) == (
        "Llamar: parcialidad 1 vencida",
        "Debe $1,600.00.",
    )
    assert filas["llamar_vencida"].vence == date(2026, 5, 11)
    assert filas["recordar_pago"].clave == "convenio-1/2"
    assert "verificar_pago" in filas


def test_a_los_diez_dias_el_aval_y_a_los_veinte_carta_o_visita():
    filas = bandeja(*CON_UNA)
    aval, visita = filas["contactar_aval"], filas["carta_por_atraso"]
    assert (aval.desde, aval.dias, aval.calendario) == (date(2026, 4, 30), 10, NATURALES)
    assert aval.visible == aval.vence == date(2026, 5, 11)  # el día 10 es domingo y el 11 se llama
    assert visita.vence == date(2026, 5, 20)


def test_sin_aval_no_hay_a_quien_contactar():
    sin = tuple(p for p in CON_UNA if type(p).__name__ != "PersonaVinculada")
    assert "contactar_aval" not in bandeja(*sin)


def test_cada_peldano_se_quita_con_lo_suyo():
    assert "llamar_vencida" not in bandeja(*CON_UNA, llamada(date(2026, 5, 11)))
    con_aval = bandeja(*CON_UNA, llamada(date(2026, 5, 11), a=RolParte.AVAL))
    assert "contactar_aval" not in con_aval
    assert "contactar_aval" in bandeja(*CON_UNA, llamada(date(2026, 5, 11)))
    assert "carta_por_atraso" not in bandeja(*CON_UNA, carta("requerimiento", date(2026, 5, 20)))
    programada = VisitaProgramada(visita=1, tipo=TipoVisita.DOMICILIARIA, dia=date(2026, 5, 22))
    assert "carta_por_atraso" not in bandeja(*CON_UNA, (programada, date(2026, 5, 20)))
    assert "carta_por_atraso" in bandeja(*CON_UNA, carta(RECORDATORIO, date(2026, 5, 20)))


def test_dos_vencidas_dan_una_sola_fila_por_peldano():
    pasos = correr(en_seguimiento(), date(2026, 6, 9))
    filas = [p for p in pendientes(dado(*pasos), BASE) if p.tipo == "llamar_vencida"]
    assert [(p.clave, p.detalle) for p in filas] == [("convenio-1/1", "Debe $3,200.00 de 2 pagos vencidos.")]
    despues_de_llamar = correr((*CON_UNA, llamada(date(2026, 5, 11))), date(2026, 6, 9))
    [fila] = [p for p in pendientes(dado(*despues_de_llamar), BASE) if p.tipo == "llamar_vencida"]
    assert fila.clave == "convenio-1/2"


def test_pagar_quita_la_escalera():
    filas = bandeja(*pagado(CON_UNA, "p1", 1600, date(2026, 5, 12)))
    assert not {"llamar_vencida", "contactar_aval", "carta_por_atraso"} & set(filas)


def test_cada_fila_explica_su_fecha():
    suya = historia(*CON_UNA)
    for p in pendientes(suya.caso, BASE):
        explicado = por_que(p, suya, BASE)
        assert explicado.hechos, p
        assert explicado.regla is not None, p
        assert explicado.aritmetica, p
    aval = next(p for p in pendientes(suya.caso, BASE) if p.tipo == "contactar_aval")
    assert por_que(aval, suya, BASE).aritmetica == (
        "10 días naturales desde el 30 de abril de 2026 = 10 de mayo de 2026; vence el 11 de mayo de 2026"
    )
