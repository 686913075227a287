"""Payments: reported, confirmed, refused, undone; where they go and what follows from them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casos.decision import CONTABILIDAD, Contexto, Rechazo, declarada
from casos.hecho import Hecho
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.firma import firmar_convenio
from casos.mediacion.hechos.apertura import CreditoVinculado, SaldoRecibido
from casos.mediacion.hechos.cierre import CasoCerrado
from casos.mediacion.hechos.contacto import PromesaCumplida, PromesaDePagoRegistrada, PromesaIncumplida
from casos.mediacion.hechos.convenios import CondonacionRevocada, PagoInicialNoRecibido, PlanDePagosActivado
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    AplicadoACredito,
    AplicadoAParcialidad,
    ConvenioCumplido,
    IncumplimientoDeclarado,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
    LiquidacionRevertida,
    PagoConfirmado,
    PagoRechazado,
    PagoReportado,
    PagoRevertido,
    ReciboEmitido,
)
from casos.mediacion.libro import libro_de
from casos.mediacion.pagos import (
    PagoBancario,
    PagoDelDeudor,
    PagoNoHallado,
    Recibo,
    Reversion,
    confirmar_pago,
    emitir_recibo,
    folio_de,
    rechazar_pago,
    reportar_pago,
    revertir_pago,
)
from casos.mediacion.saldos import adeudo
from casos.mediacion.tipo import reservas
from casos.mediacion.vocabulario import CausaCierre, Etapa
from casos.politica.lectura import leer_politica
from casos.tiempo import inicio_del_dia
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import CREDITO, Paso, dado, registrado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    con_quita,
    con_saldo,
    contexto,
    convenio_firmado,
    en_seguimiento,
    pagado,
    pago,
    propuesta,
    suscripcion,
    tras,
)

ABRIL = date(2026, 4, 30)
CERO = Decimal(0)


def contadora(dia: date, **cambios: Any) -> Contexto:
    return contexto(dia, CONTABILIDAD, **cambios)


def confirmar(
    pasos: tuple[Paso, ...], suyo: PagoBancario, dia: date | None = None, **cambios: Any
) -> list[Hecho]:
    return confirmar_pago(dado(*pasos), suyo, contadora(dia or suyo.fecha, **cambios))


def test_el_pago_va_a_la_parcialidad_mas_antigua():
    [hecho] = confirmar(en_seguimiento(), pago("p1", 2000, ABRIL))
    assert isinstance(hecho, PagoConfirmado)
    assert hecho.convenio == 1
    assert hecho.a_parcialidades == (
        AplicadoAParcialidad(numero=1, interes=CERO, capital=Decimal(1600)),
        AplicadoAParcialidad(numero=2, interes=CERO, capital=Decimal(400)),
    )
    assert hecho.a_favor == 0


def test_solo_contabilidad_confirma_rechaza_y_revierte():
    for decision in (confirmar_pago, rechazar_pago, revertir_pago):
        assert declarada(decision).quien == {CONTABILIDAD}
    assert CONTABILIDAD not in declarada(reportar_pago).quien


def test_el_mismo_folio_dos_veces_no_cambia_nada():
    pasos = pagado(en_seguimiento(), "p1", 1600, ABRIL)
    assert confirmar(pasos, pago("p1", 1600, ABRIL)) == []
    revertido = tras(pasos, ABRIL, revertir_pago, Reversion(folio="p1", motivo="Transferencia devuelta."))
    assert confirmar(revertido, pago("p1", 1600, ABRIL)) == []


def test_un_folio_confirmado_se_reserva_y_al_revertirlo_se_suelta():
    pasos = pagado(en_seguimiento(), "p1", 1600, ABRIL)
    assert ("pago", "p1") in reservas(dado(*pasos))
    revertido = tras(pasos, ABRIL, revertir_pago, Reversion(folio="p1", motivo="Era de otra persona."))
    assert ("pago", "p1") not in reservas(dado(*revertido))


def test_el_folio_distingue_banco_fecha_operacion_e_importe():
    uno = folio_de("BBVA", ABRIL, Decimal(1600), "123")
    assert uno == folio_de(" bbva ", ABRIL, Decimal(1600), " 123 ")
    distintos = {
        uno,
        folio_de("BANORTE", ABRIL, Decimal(1600), "123"),
        folio_de("BBVA", date(2026, 5, 1), Decimal(1600), "123"),
        folio_de("BBVA", ABRIL, Decimal(1601), "123"),
        folio_de("BBVA", ABRIL, Decimal(1600), "124"),
        folio_de("BBVA", ABRIL, Decimal(1600), None, "1000000101"),
    }
    assert len(distintos) == 6


def test_no_hay_pagos_del_futuro():
    with pytest.raises(Rechazo, match="todavía no llega"):
        confirmar(en_seguimiento(), pago("p1", 1600, date(2026, 5, 1)), ABRIL)
    with pytest.raises(ValueError, match="mayor que cero"):
        pago("p1", 0, ABRIL)


# ------------------------------------------------------------------------------------------- paying it off


def test_el_ultimo_pago_liquida_el_adeudo():
    hechos = confirmar(en_seguimiento(), pago("todo", 16000, ABRIL))
    assert hechos[1:] == [AdeudoLiquidado(convenio=1)]
    caso = dado(*en_seguimiento(), *((h, ABRIL) for h in hechos))
    assert caso.etapa is Etapa.LIQUIDADO
    assert caso.convenios[1].estado is EstadoConvenio.CUMPLIDO


def test_lo_que_se_paga_de_mas_queda_a_favor():
    confirmado, liquidado = confirmar(en_seguimiento(), pago("todo", Decimal("16000.01"), ABRIL))
    assert isinstance(confirmado, PagoConfirmado)
    assert confirmado.a_favor == Decimal("0.01")
    assert liquidado == AdeudoLiquidado(convenio=1)


def test_liquidado_ya_no_recibe_pagos():
    pasos = pagado(en_seguimiento(), "todo", 16000, ABRIL)
    with pytest.raises(Rechazo, match="por identificar"):
        confirmar(pasos, pago("otro", 1, ABRIL))


def test_pagar_todo_antes_de_activar_tambien_liquida():
    assert confirmar(convenio_firmado(), pago("todo", 20000, INICIAL_VENCE))[1:] == [
        AdeudoLiquidado(convenio=1)
    ]


def test_revertir_el_pago_que_liquido_vuelve_a_abrir_la_deuda():
    pasos = pagado(en_seguimiento(), "todo", 16000, ABRIL)
    hechos = revertir_pago(
        dado(*pasos), Reversion(folio="todo", motivo="Cheque sin fondos."), contadora(ABRIL)
    )
    assert hechos[1:] == [LiquidacionRevertida(folio="todo", convenio=1)]
    caso = dado(*pasos, *((h, ABRIL) for h in hechos))
    antes = dado(*en_seguimiento())
    assert caso.etapa is Etapa.EN_SEGUIMIENTO
    assert caso.convenio is not None
    assert antes.convenio is not None
    assert libro_de(caso, caso.convenio) == libro_de(antes, antes.convenio)
    assert adeudo(caso, ABRIL) == adeudo(antes, ABRIL)


def test_si_se_devuelve_lo_que_liquido_antes_de_empezar_el_plan_empieza_con_los_otros_pagos():
    """Paid off while the initial payment still lacked a peso: the schedule had never begun."""
    pasos = (*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA))
    pasos = pagado(pasos, "parte", 3999, INICIAL_VENCE)
    pasos = pagado(pasos, "resto", 16001, INICIAL_VENCE)
    assert dado(*pasos).etapa is Etapa.LIQUIDADO
    hechos = revertir_pago(dado(*pasos), Reversion(folio="parte", motivo="Devuelto."), contadora(ABRIL))
    caso = dado(*pasos, *((h, ABRIL) for h in hechos))
    assert caso.convenio is not None
    assert caso.convenio.estado is EstadoConvenio.ACTIVO
    assert caso.etapa is Etapa.EN_SEGUIMIENTO


def test_devolver_solo_lo_que_sobraba_no_vuelve_a_abrir_la_deuda():
    pasos = pagado(en_seguimiento(), "a", 15000, ABRIL)
    pasos = pagado(pasos, "b", 500, ABRIL)
    pasos = pagado(pasos, "c", 1500, ABRIL)
    assert dado(*pasos).etapa is Etapa.LIQUIDADO
    hechos = revertir_pago(dado(*pasos), Reversion(folio="b", motivo="Devolución."), contadora(ABRIL))
    assert [type(h) for h in hechos] == [PagoRevertido]


def test_en_un_caso_cerrado_primero_se_reabre():
    cerrado = (
        *pagado(en_seguimiento(), "todo", 16000, ABRIL),
        (CasoCerrado(causa=CausaCierre.PAGADO), ABRIL),
    )
    with pytest.raises(Rechazo, match="cerrado"):
        revertir_pago(dado(*cerrado), Reversion(folio="todo", motivo="Devuelto."), contadora(ABRIL))


def test_revertir_dos_veces_no_cambia_nada_y_un_folio_ajeno_se_rechaza():
    pasos = tras(
        pagado(en_seguimiento(), "p1", 1600, ABRIL),
        ABRIL,
        revertir_pago,
        Reversion(folio="p1", motivo="Error."),
    )
    assert revertir_pago(dado(*pasos), Reversion(folio="p1", motivo="Error."), contadora(ABRIL)) == []
    with pytest.raises(Rechazo, match="revise el folio"):
        revertir_pago(dado(*pasos), Reversion(folio="otro", motivo="Error."), contadora(ABRIL))


# --------------------------------------------------------------------------------------- without agreement


def test_sin_convenio_se_aplica_en_orden_legal():
    [hecho] = confirmar(con_saldo(), pago("p1", 6500, date(2026, 3, 24)))
    assert isinstance(hecho, PagoConfirmado)
    assert hecho.convenio is None
    assert hecho.a_creditos == (
        AplicadoACredito(
            credito=CREDITO,
            gastos=CERO,
            moratorio=Decimal(4000),
            ordinario=Decimal(2000),
            capital=Decimal(500),
        ),
    )


def test_sin_convenio_pagar_todo_liquida():
    hechos = confirmar(con_saldo(), pago("p1", 20001, date(2026, 3, 24)))
    assert hechos[1:] == [AdeudoLiquidado(convenio=None)]
    assert isinstance(hechos[0], PagoConfirmado)
    assert hechos[0].a_favor == 1


def test_lo_pagado_hasta_el_corte_ya_estaba_en_el_saldo():
    [hecho] = confirmar(con_saldo(), pago("p1", 500, date(2026, 3, 23)), date(2026, 3, 24))
    assert isinstance(hecho, PagoConfirmado)
    assert (hecho.incluido, hecho.a_creditos, hecho.a_favor) == (500, (), 0)
    caso = dado(*con_saldo(), (hecho, date(2026, 3, 24)))
    assert adeudo(caso, date(2026, 3, 24)).total == 20000


def test_un_saldo_nuevo_sustituye_al_anterior_y_solo_cuentan_los_pagos_posteriores():
    pasos = pagado(con_saldo(), "antes", 1000, date(2026, 3, 26))
    pasos = pagado(pasos, "despues", 300, date(2026, 4, 6))
    nuevo = SaldoRecibido(
        credito=CREDITO, corte=date(2026, 3, 31), capital=Decimal(14000), ordinario=Decimal(2000),
        moratorio=Decimal(3000), gastos=CERO,
    )  # fmt: skip
    caso = dado(*pasos, (nuevo, date(2026, 4, 7)))
    assert adeudo(caso, date(2026, 4, 7)).total == 19000 - 300


def test_sin_saldo_conocido_el_pago_espera():
    sin_saldo = tuple(p for p in registrado() if not isinstance(p, SaldoRecibido))
    with pytest.raises(Rechazo, match="No se conoce el saldo"):
        confirmar(sin_saldo, pago("p1", 100, date(2026, 3, 4)))


def test_el_credito_declarado_se_paga_primero():
    otro = CreditoVinculado(credito="20000002", fecha_contrato=date(2010, 1, 15))
    saldo = SaldoRecibido(
        credito="20000002", corte=date(2026, 3, 20), capital=Decimal(5000), ordinario=CERO, moratorio=CERO,
        gastos=CERO,
    )  # fmt: skip
    pasos = (*con_saldo(), (otro, DIA_DE_FIRMA), (saldo, DIA_DE_FIRMA))
    [sin_decir] = confirmar(pasos, pago("p1", 100, DIA_DE_FIRMA))
    [dicho] = confirmar(pasos, pago("p1", 100, DIA_DE_FIRMA, credito=CREDITO))
    assert isinstance(sin_decir, PagoConfirmado)
    assert isinstance(dicho, PagoConfirmado)
    assert [a.credito for a in sin_decir.a_creditos] == ["20000002"]  # el contrato más antiguo
    assert [a.credito for a in dicho.a_creditos] == [CREDITO]
    with pytest.raises(Rechazo, match="no es de este caso"):
        confirmar(pasos, pago("p1", 100, DIA_DE_FIRMA, credito="99999999"))


# ---------------------------------------------------------------------------------- which payments an agreement has


def test_lo_pagado_antes_de_firmar_cuenta_para_el_convenio_si_el_saldo_no_lo_tenia():
    [hecho] = confirmar(convenio_firmado()[:-1], pago("p1", 100, DIA_DE_FIRMA))
    assert isinstance(hecho, PagoConfirmado)
    assert hecho.convenio is None  # todavía no se firma
    caso = dado(*convenio_firmado()[:-1], (hecho, DIA_DE_FIRMA), convenio_firmado()[-1])
    assert caso.convenio is not None
    assert libro_de(caso, caso.convenio).pagado == 100
    [tardio] = confirmar(convenio_firmado(), pago("p1", 100, date(2026, 3, 23)), DIA_DE_FIRMA)
    assert isinstance(tardio, PagoConfirmado)
    assert (tardio.convenio, tardio.incluido) == (None, 100)  # es del día del corte: el saldo ya lo tenía


def test_un_convenio_parcial_pagado_no_liquida_el_resto():
    otro = CreditoVinculado(credito="20000002", fecha_contrato=date(2018, 1, 15))
    saldo = SaldoRecibido(
        credito="20000002", corte=date(2026, 3, 20), capital=Decimal(5000), ordinario=CERO, moratorio=CERO,
        gastos=CERO,
    )  # fmt: skip
    base = (*con_saldo(), (otro, DIA_DE_FIRMA), (saldo, DIA_DE_FIRMA))

    pasos = tras(base, DIA_DE_FIRMA, elaborar_convenio, propuesta(creditos=(CREDITO,)))
    pasos = (*tras(pasos, DIA_DE_FIRMA, firmar_convenio, suscripcion()), (ORIGINAL, DIA_DE_FIRMA))
    pasos = pagado(pasos, "inicial", INICIAL, INICIAL_VENCE)
    hechos = confirmar(pasos, pago("todo", 16000, ABRIL))
    assert hechos[1:] == [ConvenioCumplido(convenio=1)]
    caso = dado(*pasos, *((h, ABRIL) for h in hechos))
    assert caso.etapa is Etapa.REGISTRADO
    assert adeudo(caso, ABRIL).total == 5000
    despues = confirmar((*pasos, *((h, ABRIL) for h in hechos)), pago("resto", 5000, date(2026, 5, 4)))
    assert despues[1:] == [AdeudoLiquidado(convenio=None)]
    ambos = (*pasos, *((h, ABRIL) for h in hechos))
    abiertos = revertir_pago(dado(*ambos), Reversion(folio="todo", motivo="Devuelto."), contadora(ABRIL))
    assert abiertos[1:] == [LiquidacionRevertida(folio="todo", convenio=1)]
    assert dado(*ambos, *((h, ABRIL) for h in abiertos)).etapa is Etapa.EN_SEGUIMIENTO


def test_la_referencia_de_un_convenio_que_no_existe_se_rechaza():
    with pytest.raises(Rechazo, match="no tiene firmado un convenio 2"):
        confirmar(en_seguimiento(), pago("p1", 100, ABRIL, convenio=2))


# -------------------------------------------------------------------------------------------------- reports


def reporte(**cambios: object) -> PagoDelDeudor:
    return PagoDelDeudor.model_validate({"importe": Decimal(1600), "fecha": ABRIL} | cambios)


def test_lo_reportado_no_cuenta_hasta_que_se_confirma():
    pasos = tras(en_seguimiento(), ABRIL, reportar_pago, reporte())
    caso = dado(*pasos)
    assert caso.convenio is not None
    assert libro_de(caso, caso.convenio).pagado == INICIAL
    assert reportar_pago(caso, reporte(), contexto(ABRIL)) == []


def test_confirmar_cierra_el_reporte_que_le_corresponde():
    pasos = tras(en_seguimiento(), ABRIL, reportar_pago, reporte())
    pasos = tras(pasos, ABRIL, reportar_pago, reporte(fecha=date(2026, 4, 29)))
    [hecho] = confirmar(pasos, pago("p1", 1600, ABRIL))
    assert isinstance(hecho, PagoConfirmado)
    caso = dado(*pasos, (hecho, ABRIL))
    assert {r.fecha: r.estado for r in caso.reportes.values()} == {
        ABRIL: "confirmado",
        date(2026, 4, 29): "pendiente",
    }
    [otro] = confirmar(pasos, pago("p2", 1600, date(2026, 4, 28)), ABRIL)
    assert isinstance(otro, PagoConfirmado)
    assert otro.pago is None  # dos del mismo importe y ninguno de ese día: no se adivina


def test_rechazar_un_reporte():
    pasos = tras(en_seguimiento(), ABRIL, reportar_pago, reporte(pago="r1"))
    no_hallado = PagoNoHallado(pago="r1", motivo="No está en el estado de cuenta.")
    [hecho] = rechazar_pago(dado(*pasos), no_hallado, contadora(ABRIL))
    assert isinstance(hecho, PagoRechazado)
    despues = dado(*pasos, (hecho, ABRIL))
    assert despues.reportes["r1"].estado == "rechazado"
    assert rechazar_pago(despues, no_hallado, contadora(ABRIL)) == []
    with pytest.raises(Rechazo, match="No hay pagos reportados"):
        rechazar_pago(dado(*en_seguimiento()), no_hallado, contadora(ABRIL))


def test_lo_que_contabilidad_ya_confirmo_no_se_reporta():
    pasos = pagado(en_seguimiento(), "p1", 1600, ABRIL)
    with pytest.raises(Rechazo, match="ya confirmó"):
        reportar_pago(dado(*pasos), reporte(), contexto(ABRIL))


def test_el_reporte_es_un_hecho_con_lo_que_dijo_la_persona():
    [hecho] = reportar_pago(dado(*en_seguimiento()), reporte(referencia="REF-9"), contexto(ABRIL))
    assert isinstance(hecho, PagoReportado)
    assert (hecho.importe, hecho.fecha, hecho.referencia) == (1600, ABRIL, "REF-9")


def test_el_recibo_se_emite_una_vez_y_de_lo_confirmado():
    pasos = pagado(en_seguimiento(), "p1", 1600, ABRIL)
    [hecho] = emitir_recibo(dado(*pasos), Recibo(folio="p1"), contexto(ABRIL))
    assert hecho == ReciboEmitido(folio="p1")
    assert emitir_recibo(dado(*pasos, (hecho, ABRIL)), Recibo(folio="p1"), contexto(ABRIL)) == []
    with pytest.raises(Rechazo, match="confirmado"):
        emitir_recibo(dado(*pasos), Recibo(folio="p9"), contexto(ABRIL))


# ------------------------------------------------------------------------------------------------- promises


def con_promesa(importe: int = 1600, fecha: date = date(2026, 5, 8)) -> tuple[Paso, ...]:
    promesa = PromesaDePagoRegistrada(promesa=1, importe=Decimal(importe), fecha=fecha)
    return *en_seguimiento(), (promesa, date(2026, 5, 4))


def test_pagar_lo_prometido_a_tiempo_cumple_la_promesa():
    hechos = confirmar(con_promesa(), pago("p1", 1600, date(2026, 5, 8)))
    assert hechos[1:] == [PromesaCumplida(promesa=1, folio="p1")]
    assert confirmar(con_promesa(), pago("p1", 1599, date(2026, 5, 8)))[1:] == []
    assert confirmar(con_promesa(), pago("p1", 1600, date(2026, 5, 11)))[1:] == []


def test_un_pago_capturado_tarde_cumple_la_promesa_que_el_reloj_dio_por_rota():
    rota = (*con_promesa(), (PromesaIncumplida(promesa=1), date(2026, 5, 12)))
    hechos = confirmar(rota, pago("p1", 1600, date(2026, 5, 7)), date(2026, 5, 13))
    assert PromesaCumplida(promesa=1, folio="p1") in hechos


def test_revertir_el_pago_deja_la_promesa_como_estaba():
    pasos = pagado(con_promesa(), "p1", 1600, date(2026, 5, 6))
    assert dado(*pasos).contacto.promesas[1].estado == "cumplida"
    devuelto = Reversion(folio="p1", motivo="Devuelto.")
    a_tiempo = revertir_pago(dado(*pasos), devuelto, contadora(date(2026, 5, 7)))
    assert [type(h) for h in a_tiempo] == [PagoRevertido]
    assert dado(*pasos, (a_tiempo[0], date(2026, 5, 7))).contacto.promesas[1].estado == "vigente"
    tarde = revertir_pago(dado(*pasos), devuelto, contadora(date(2026, 5, 20)))
    assert tarde[1:] == [PromesaIncumplida(promesa=1)]


def test_revertir_el_pago_que_liquidaba_reabre_primero_y_despues_rompe_la_promesa():
    pasos = pagado(con_promesa(16000), "todo", 16000, date(2026, 5, 6))
    assert dado(*pasos).etapa is Etapa.LIQUIDADO
    tarde = revertir_pago(
        dado(*pasos), Reversion(folio="todo", motivo="Devuelto."), contadora(date(2026, 5, 20))
    )
    assert tarde[1:] == [LiquidacionRevertida(folio="todo", convenio=1), PromesaIncumplida(promesa=1)]


def test_si_aun_sin_ese_pago_nada_se_debe_no_se_rompe_ninguna_promesa():
    pasos = pagado(con_promesa(), "de mas", 1600, date(2026, 5, 6))
    pasos = pagado(pasos, "todo", 16000, date(2026, 5, 11))
    assert dado(*pasos).etapa is Etapa.LIQUIDADO
    devuelto = Reversion(folio="de mas", motivo="Devuelto.")
    assert [type(h) for h in revertir_pago(dado(*pasos), devuelto, contadora(date(2026, 5, 20)))] == [
        PagoRevertido
    ]


# --------------------------------------------------------------------------------------------------- breach

ROTO_EL = date(2026, 6, 10)
ROTO = IncumplimientoDeclarado(convenio=1, vencidas=(1, 2), exigible=Decimal(3200))


def incumplido() -> tuple[Paso, ...]:
    return *en_seguimiento(), (ROTO, ROTO_EL)


def test_el_pago_tardio_revierte_el_incumplimiento():
    hechos = confirmar(incumplido(), pago("p1", 1600, ABRIL), date(2026, 6, 15), ocurrido=ABRIL)
    assert hechos[1:] == [IncumplimientoRevertido(convenio=1, folio="p1")]
    caso = dado(*incumplido(), *((h, ABRIL) for h in hechos))
    assert caso.etapa is Etapa.EN_SEGUIMIENTO
    assert caso.convenio is not None
    assert caso.convenio.estado is EstadoConvenio.ACTIVO


def test_un_pago_parcial_no_esconde_el_incumplimiento():
    for importe in (1, 1599):
        assert confirmar(incumplido(), pago("p1", importe, ABRIL), date(2026, 6, 15))[1:] == []


def test_lo_pagado_despues_no_revierte_el_incumplimiento():
    for fecha in (ROTO_EL, date(2026, 6, 11)):
        assert confirmar(incumplido(), pago("p1", 3200, fecha), date(2026, 6, 15))[1:] == []


def test_la_politica_puede_dejar_que_el_pago_subsane_por_si_mismo():
    politica = leer_politica("vigente_desde = 2026-01-01\n[incumplimiento]\nsubsanacion_automatica = true")
    v = BASE.con_politica(politica, inicio_del_dia(date(2026, 1, 1)))
    dia = date(2026, 6, 15)
    assert confirmar(incumplido(), pago("p1", 3200, dia), v=v)[1:] == [IncumplimientoSubsanado(convenio=1)]
    assert confirmar(incumplido(), pago("p1", 3199, dia), v=v)[1:] == []


def test_pagar_todo_tras_el_incumplimiento_liquida_con_la_condonacion_ganada():
    assert confirmar(incumplido(), pago("todo", 16000, date(2026, 6, 15)))[1:] == [
        AdeudoLiquidado(convenio=1)
    ]


def con_condonacion_revocada() -> tuple[Paso, ...]:

    pasos = (*tras(con_quita(), DIA_DE_FIRMA, firmar_convenio, suscripcion()), (ORIGINAL, DIA_DE_FIRMA))
    pasos = (*pagado(pasos, "inicial", INICIAL, INICIAL_VENCE), (ROTO, ROTO_EL))
    condonado = dado(*pasos).convenios[1].elaborado.condonado
    assert condonado.moratorio == 4000
    return *pasos, (CondonacionRevocada(convenio=1, importes=condonado), ROTO_EL)


def test_revocada_la_condonacion_vuelve_a_deberse():
    pasos = con_condonacion_revocada()
    caso = dado(*pasos)
    assert caso.convenio is not None
    assert libro_de(caso, caso.convenio).falta == 16000
    hechos = confirmar(pasos, pago("plan", 12000, date(2026, 6, 15)))
    assert hechos[1:] == []
    pasos = (*pasos, *((h, date(2026, 6, 15)) for h in hechos))
    confirmado, liquidado = confirmar(pasos, pago("quita", 4001, date(2026, 6, 16)))
    assert isinstance(confirmado, PagoConfirmado)
    assert confirmado.a_creditos[0].moratorio == 4000
    assert confirmado.a_favor == 1
    assert liquidado == AdeudoLiquidado(convenio=1)


def test_el_pago_inicial_que_llego_a_tiempo_y_se_capturo_tarde_activa_el_plan():

    omitido = PagoInicialNoRecibido(convenio=1, vencio=INICIAL_VENCE, importe=INICIAL)
    pasos = (*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA), (omitido, date(2026, 4, 10)))
    assert dado(*pasos).etapa is Etapa.INCUMPLIDO
    hechos = confirmar(pasos, pago("inicial", INICIAL, date(2026, 4, 9)), date(2026, 4, 13))
    assert hechos[1:] == [
        IncumplimientoRevertido(convenio=1, folio="inicial"),
        PlanDePagosActivado(convenio=1),
    ]
    assert dado(*pasos, *((h, date(2026, 4, 9)) for h in hechos)).etapa is Etapa.EN_SEGUIMIENTO
