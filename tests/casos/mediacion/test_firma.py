"""Signing an agreement, replacing one in force, and regenerating a debt."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.dinero.condonacion import Porcentajes
from casos.dinero.regeneracion import Eslabon, conserva_linaje
from casos.mediacion.convenios import Respuesta, autorizar_descuento, rechazar_descuento
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.firma import Suscripcion, firmar_convenio, regenerar_adeudo
from casos.mediacion.hechos.apertura import CreditoVinculado
from casos.mediacion.hechos.convenios import (
    AdeudoRegenerado,
    ConvenioFirmado,
    ConvenioSustituido,
)
from casos.mediacion.hechos.pagos import IncumplimientoDeclarado
from casos.mediacion.libro import libro_de, pagado
from casos.mediacion.saldos import adeudo
from casos.mediacion.tipo import reservas
from casos.mediacion.vocabulario import Etapa, Producto, ResultadoSesion, Via
from tests.casos.mediacion.fabrica import Paso, dado, mediado
from tests.casos.mediacion.fabrica_convenios import (
    ACREDITADO_FIRMA,
    AVAL_FIRMA,
    DIA_DE_FIRMA,
    SALDO,
    con_borrador,
    con_quita,
    contexto,
    convenio_firmado,
    en_seguimiento,
    propuesta,
    suscripcion,
    tras,
)
from tests.casos.mediacion.fabrica_convenios import pagado as con_pago
from tests.casos.mediacion.test_elaboracion import CON_CAMPANA

DIA_DE_REGENERAR = date(2026, 7, 15)


def rechazo(
    pasos: tuple[Paso, ...], firmado: Suscripcion, rol: str = RESPONSABLE, dia: date = DIA_DE_FIRMA
) -> str:
    with pytest.raises(Rechazo) as motivo:
        firmar_convenio(dado(*pasos), firmado, contexto(dia, rol))
    return str(motivo.value)


def test_firmar_pone_el_convenio_en_vigor():
    caso = dado(*convenio_firmado())
    assert caso.etapa is Etapa.CONVENIO_FIRMADO
    assert caso.convenio is not None
    assert (caso.convenio.folio, caso.convenio.sesion) == ("CJA-1/2026", 1)
    assert caso.convenio.registral.estado == "por_remitir"
    assert ("folio de convenio", "CJA-1/2026") in reservas(caso)


def test_la_misma_firma_dos_veces_no_cambia_nada():
    assert firmar_convenio(dado(*convenio_firmado()), suscripcion(), contexto(DIA_DE_FIRMA)) == []


def test_se_firma_la_version_que_se_elaboro():
    otra = tras(con_borrador(), DIA_DE_FIRMA, elaborar_convenio, propuesta(parcialidades=8))
    assert "versión distinta" in rechazo(otra, suscripcion(revision=1))
    assert firmar_convenio(dado(*otra), suscripcion(revision=2), contexto(DIA_DE_FIRMA))


def test_sin_autorizacion_no_se_firma_lo_que_sale_de_politica():
    fuera = con_borrador(condonacion=Porcentajes(moratorio=Decimal(100)))
    assert "Falta que el coordinador autorice" in rechazo(fuera, suscripcion())
    respuesta = Respuesta(convenio=1, revision=1, motivo="No hay campaña.")
    negado = tras(fuera, DIA_DE_FIRMA, rechazar_descuento, respuesta)
    assert "no autorizó esta versión" in rechazo(negado, suscripcion())
    [firmado] = firmar_convenio(dado(*con_quita()), suscripcion(), contexto(DIA_DE_FIRMA))
    assert isinstance(firmado, ConvenioFirmado)


def test_una_version_nueva_necesita_su_propia_autorizacion():
    nueva = tras(
        con_quita(), DIA_DE_FIRMA, elaborar_convenio,
        propuesta(condonacion=Porcentajes(moratorio=Decimal(100)), parcialidades=9),
    )  # fmt: skip
    assert "Falta que el coordinador autorice" in rechazo(nueva, suscripcion(revision=2))


def test_deben_firmar_todos_los_que_se_obligan():
    largo = con_borrador(producto=Producto.CONVENIO_LARGO, parcialidades=24)
    assert "Falta la firma del aval" in rechazo(largo, suscripcion())
    assert "la persona acreditada" in rechazo(largo, suscripcion(firmas=(AVAL_FIRMA,)))
    ambos = suscripcion(firmas=(ACREDITADO_FIRMA, AVAL_FIRMA))
    assert firmar_convenio(dado(*largo), ambos, contexto(DIA_DE_FIRMA))


def test_el_aval_puede_firmar_solo_si_se_autorizo():
    pasos = con_borrador(firman=("aval",))
    assert "autorice" in rechazo(pasos, suscripcion(firmas=(AVAL_FIRMA,)))
    si = Respuesta(convenio=1, revision=1, motivo="El aval responde por el total.")
    pasos = tras(pasos, DIA_DE_FIRMA, autorizar_descuento, si)
    [firmado] = firmar_convenio(dado(*pasos), suscripcion(firmas=(AVAL_FIRMA,)), contexto(DIA_DE_FIRMA))
    assert isinstance(firmado, ConvenioFirmado)


def test_por_el_tribunal_hace_falta_una_sesion_con_acuerdo():
    sin_acuerdo = con_borrador((*mediado(ResultadoSesion.CONTINUA), (SALDO, DIA_DE_FIRMA)))
    assert "regístrela con acuerdo" in rechazo(sin_acuerdo, suscripcion())
    assert "antes de la sesión" in rechazo(con_borrador(), suscripcion(fecha=date(2026, 3, 20)))


def test_por_ventanilla_no_hay_sesion_ni_registro():
    pasos = con_borrador((*mediado(ResultadoSesion.CONTINUA), (SALDO, DIA_DE_FIRMA)), via=Via.INSTITUCIONAL)
    caso = dado(*tras(pasos, DIA_DE_FIRMA, firmar_convenio, suscripcion(folio="ICEES-7")))
    assert caso.convenio is not None
    assert caso.convenio.sesion is None
    assert caso.convenio.registral.estado == "no_aplica"


def test_no_se_firma_en_el_futuro_ni_sin_folio():
    assert "futuro" in rechazo(con_borrador(), suscripcion(fecha=DIA_DE_FIRMA + timedelta(days=1)))
    assert "folio" in rechazo(con_borrador(), suscripcion(folio=" "))


def test_lo_de_campana_se_firma_mientras_dura_la_campana():
    datos = propuesta(campana="primavera", condonacion=Porcentajes(moratorio=Decimal(100)))
    pasos = (*con_borrador()[:-1],)
    [hecho] = elaborar_convenio(dado(*pasos), datos, contexto(DIA_DE_FIRMA, v=CON_CAMPANA))
    caso = dado(*pasos, (hecho, DIA_DE_FIRMA))
    convenio = caso.convenios[1]._replace(marca=caso.convenios[1].marca._replace(politica=2))
    caso = caso._replace(convenios={1: convenio})
    ultimo, despues = date(2026, 3, 25), date(2026, 3, 26)
    assert firmar_convenio(caso, suscripcion(fecha=ultimo), contexto(ultimo, v=CON_CAMPANA))
    with pytest.raises(Rechazo, match="no está vigente"):
        firmar_convenio(caso, suscripcion(fecha=despues), contexto(despues, v=CON_CAMPANA))


# ------------------------------------------------------------------------------------------- regeneración


def incumplido() -> tuple[Paso, ...]:
    """Two instalments paid, then nothing; the breach was declared on 10 July."""
    pasos = con_pago(en_seguimiento(), "p1", 1600, date(2026, 4, 30))
    pasos = con_pago(pasos, "p2", 1000, date(2026, 6, 1))
    roto = IncumplimientoDeclarado(convenio=1, vencidas=(2, 3), exigible=Decimal(2200))
    return *pasos, (roto, date(2026, 7, 10))


def borrador_de_regeneracion(**cambios: object) -> tuple[Paso, ...]:
    datos = propuesta(
        via=Via.INSTITUCIONAL, producto=Producto.REGENERACION, pago_inicial=Decimal(0), inicial_vence=None,
        primera=date(2026, 8, 14), parcialidades=24, **cambios,
    )  # fmt: skip
    pasos = tras(incumplido(), DIA_DE_REGENERAR, elaborar_convenio, datos)
    si = Respuesta(convenio=2, revision=1, motivo="Procede.")
    return tras(pasos, DIA_DE_REGENERAR, autorizar_descuento, si)


def regeneracion(**cambios: object) -> Suscripcion:
    datos = {
        "convenio": 2, "revision": 1, "fecha": DIA_DE_REGENERAR, "folio": "REG-1",
        "firmas": (ACREDITADO_FIRMA, AVAL_FIRMA), "sustituye": True,
    }  # fmt: skip
    return Suscripcion.model_validate(datos | cambios)


def test_la_regeneracion_cierra_el_plan_anterior_y_conserva_el_dinero():
    pasos = borrador_de_regeneracion()
    hechos = regenerar_adeudo(dado(*pasos), regeneracion(), contexto(DIA_DE_REGENERAR))
    sustituido, regenerado, firmado = hechos
    assert sustituido == ConvenioSustituido(convenio=1, por=2)
    assert isinstance(regenerado, AdeudoRegenerado)
    assert isinstance(firmado, ConvenioFirmado)
    assert (regenerado.sustituye, regenerado.es_novacion, regenerado.sin_aval) == (1, False, False)
    assert regenerado.entra.total == Decimal(20000 - 4000 - 2600)
    assert regenerado.base + regenerado.condonado.total == regenerado.entra.total
    caso = dado(*pasos, *((h, DIA_DE_REGENERAR) for h in hechos))
    assert caso.etapa is Etapa.CONVENIO_FIRMADO
    assert caso.convenios[1].estado is EstadoConvenio.SUSTITUIDO
    assert caso.convenio is not None
    assert (caso.convenio.numero, caso.convenio.sustituye, caso.convenio.es_regeneracion) == (2, 1, True)
    primero, segundo = caso.convenios[1].elaborado, caso.convenios[2].elaborado
    conserva_linaje(
        [
            Eslabon(primero.reconocido.total, regenerado.entra.total, pagado=pagado(caso, caso.convenios[1])),
            Eslabon(segundo.reconocido.total, segundo.plan.capital, condonado=segundo.condonado.total),
        ]
    )


def test_lo_que_entra_a_la_regeneracion_descuenta_lo_pagado_en_orden_legal():
    caso = dado(*borrador_de_regeneracion())
    elaborado = caso.convenios[2].elaborado
    # 6,600 pagados: 4,000 de moratorios, 2,000 de ordinarios y 600 de capital
    assert (elaborado.reconocido.moratorio, elaborado.reconocido.ordinario) == (0, 0)
    assert elaborado.reconocido.capital == Decimal(13400)


def test_los_accesorios_que_se_vuelven_base_se_ven_aparte():
    pasos = tras(
        con_borrador()[:-1], DIA_DE_FIRMA, elaborar_convenio,
        propuesta(producto=Producto.REGENERACION, pago_inicial=Decimal(0), parcialidades=24,
                  condonacion=Porcentajes(moratorio=Decimal(50))),
    )  # fmt: skip
    pasos = tras(
        pasos, DIA_DE_FIRMA, autorizar_descuento, Respuesta(convenio=1, revision=1, motivo="Procede.")
    )
    firmado = suscripcion(firmas=(ACREDITADO_FIRMA, AVAL_FIRMA))
    [regenerado, _] = regenerar_adeudo(dado(*pasos), firmado, contexto(DIA_DE_FIRMA))
    assert isinstance(regenerado, AdeudoRegenerado)
    assert regenerado.capitalizado == Decimal(4000)  # 2,000 de ordinarios y la mitad de los moratorios
    assert regenerado.base == Decimal(18000)


def test_sin_la_firma_del_aval_solo_si_el_coordinador_lo_dice():
    pasos = borrador_de_regeneracion()
    solo = regeneracion(firmas=(ACREDITADO_FIRMA,))
    sin_aval = regeneracion(firmas=(ACREDITADO_FIRMA,), sin_aval=True)
    for firmado, motivo in ((solo, "del aval"), (sin_aval, "Solo el coordinador")):
        with pytest.raises(Rechazo, match=motivo):
            regenerar_adeudo(dado(*pasos), firmado, contexto(DIA_DE_REGENERAR))
    hechos = regenerar_adeudo(dado(*pasos), sin_aval, contexto(DIA_DE_REGENERAR, COORDINADOR))
    assert any(isinstance(h, AdeudoRegenerado) and h.sin_aval for h in hechos)


def test_sustituir_un_convenio_en_vigor_se_confirma():
    with pytest.raises(Rechazo, match="sigue en vigor"):
        regenerar_adeudo(
            dado(*borrador_de_regeneracion()), regeneracion(sustituye=False), contexto(DIA_DE_REGENERAR)
        )


def test_cada_producto_tiene_su_boton():
    assert "Regenerar adeudo" in rechazo(borrador_de_regeneracion(), regeneracion(), dia=DIA_DE_REGENERAR)
    with pytest.raises(Rechazo, match="Firmar convenio"):
        regenerar_adeudo(dado(*con_borrador()), suscripcion(), contexto(DIA_DE_FIRMA))


def test_un_pago_entre_el_borrador_y_la_firma_no_se_pierde():
    pasos = con_pago(borrador_de_regeneracion(), "tarde", 500, date(2026, 7, 14), date(2026, 7, 15))
    pasos = tras(pasos, DIA_DE_REGENERAR, regenerar_adeudo, regeneracion())
    caso = dado(*pasos)
    assert caso.convenio is not None
    assert pagado(caso, caso.convenio) == Decimal(500)
    libro = libro_de(caso, caso.convenio)
    assert libro.total == libro.pagado + libro.falta
    [(_, abono)] = libro.abonos
    de_interes = abono.parcialidades[0].interes
    assert de_interes > 0
    assert adeudo(caso, date(2026, 7, 16)).total == caso.convenio.plan.capital - 500 + de_interes


def test_el_convenio_nuevo_incluye_todos_los_creditos_del_que_sustituye():
    otro = CreditoVinculado(credito="20000002", fecha_contrato=date(2018, 1, 15))
    saldo = SALDO.model_copy(update={"credito": "20000002", "corte": date(2026, 7, 14)})
    pasos = (*incumplido(), (otro, DIA_DE_REGENERAR), (saldo, DIA_DE_REGENERAR))
    datos = propuesta(
        via=Via.INSTITUCIONAL,
        creditos=("20000002",),
        primera=date(2026, 8, 14),
        inicial_vence=DIA_DE_REGENERAR,
    )
    with pytest.raises(Rechazo, match="todos los créditos de aquel"):
        elaborar_convenio(dado(*pasos), datos, contexto(DIA_DE_REGENERAR))
