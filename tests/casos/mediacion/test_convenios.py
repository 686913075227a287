"""Around an agreement: options shown, authorisation by somebody else, a draft dropped, the schedule's start."""

from decimal import Decimal

import pytest

from casos.decision import CONTABILIDAD, COORDINADOR, Rechazo, declarada
from casos.dinero.condonacion import Porcentajes
from casos.mediacion.convenios import (
    Descarte,
    Opciones,
    Respuesta,
    activacion_si_procede,
    activar_plan,
    autorizar_descuento,
    descartar_convenio,
    presentar_opciones,
    rechazar_descuento,
)
from casos.mediacion.elaboracion import elaborar_convenio
from casos.mediacion.estado import EstadoConvenio
from casos.mediacion.firma import firmar_convenio
from casos.mediacion.hechos.convenios import (
    ConvenioDescartado,
    DescuentoAutorizado,
    DescuentoRechazado,
    OpcionesPresentadas,
    OpcionVista,
    PlanDePagosActivado,
)
from casos.mediacion.vocabulario import Etapa, Producto
from tests.casos.mediacion.fabrica import OFICIAL, dado, registrado
from tests.casos.mediacion.fabrica_convenios import (
    DIA_DE_FIRMA,
    INICIAL,
    INICIAL_VENCE,
    ORIGINAL,
    con_borrador,
    con_quita,
    contexto,
    convenio_firmado,
    en_seguimiento,
    pagado,
    propuesta,
    suscripcion,
    tras,
)

COORDINADOR_CTX = contexto(DIA_DE_FIRMA, COORDINADOR)
FUERA = con_borrador(condonacion=Porcentajes(moratorio=Decimal(100)))


def respuesta(**cambios: object) -> Respuesta:
    return Respuesta.model_validate({"convenio": 1, "revision": 1, "motivo": "Procede."} | cambios)


def test_mostrar_opciones_queda_registrado_cada_vez():
    vista = OpcionVista(
        producto=Producto.CONVENIO_CORTO, parcialidades=10, importe=Decimal(1600), pago_inicial=INICIAL,
        total=Decimal(20000), condonado=Decimal(0),
    )  # fmt: skip
    opciones = Opciones(opciones=(vista,), puede_pagar=Decimal(1700))
    esperado = [OpcionesPresentadas(opciones=(vista,), puede_pagar=Decimal(1700))]
    assert presentar_opciones(dado(*registrado()), opciones, contexto(DIA_DE_FIRMA)) == esperado
    with pytest.raises(Rechazo, match="al menos una"):
        presentar_opciones(dado(*registrado()), Opciones(opciones=()), contexto(DIA_DE_FIRMA))


def test_autoriza_otra_persona_de_la_coordinacion():
    [hecho] = autorizar_descuento(dado(*FUERA), respuesta(), COORDINADOR_CTX)
    assert hecho == DescuentoAutorizado(convenio=1, revision=1, motivo="Procede.")


def test_quien_elaboro_el_convenio_no_lo_autoriza():
    mismo = contexto(DIA_DE_FIRMA, COORDINADOR, autor=OFICIAL)
    for decision in (autorizar_descuento, rechazar_descuento):
        with pytest.raises(Rechazo, match="Usted elaboró"):
            decision(dado(*FUERA), respuesta(), mismo)
        assert "Usted elaboró" in (declarada(decision).si(dado(*FUERA), mismo) or "")


def test_autorizar_dos_veces_no_cambia_nada():
    assert autorizar_descuento(dado(*con_quita()), respuesta(), COORDINADOR_CTX) == []


def test_se_autoriza_la_version_que_se_vio():
    nueva = tras(
        FUERA, DIA_DE_FIRMA, elaborar_convenio,
        propuesta(condonacion=Porcentajes(moratorio=Decimal(100)), parcialidades=9),
    )  # fmt: skip
    with pytest.raises(Rechazo, match="cambió después"):
        autorizar_descuento(dado(*nueva), respuesta(), COORDINADOR_CTX)
    assert autorizar_descuento(dado(*nueva), respuesta(revision=2), COORDINADOR_CTX)


def test_lo_que_esta_en_politica_no_pide_autorizacion():
    with pytest.raises(Rechazo, match="No hay un convenio que espere"):
        autorizar_descuento(dado(*con_borrador()), respuesta(), COORDINADOR_CTX)


def test_autorizar_y_rechazar_llevan_motivo():
    with pytest.raises(Rechazo, match="Escriba por qué se autoriza"):
        autorizar_descuento(dado(*FUERA), respuesta(motivo=" "), COORDINADOR_CTX)
    [hecho] = rechazar_descuento(dado(*FUERA), respuesta(motivo="Sin campaña."), COORDINADOR_CTX)
    assert hecho == DescuentoRechazado(convenio=1, revision=1, motivo="Sin campaña.")
    negado = dado(*FUERA, (hecho, DIA_DE_FIRMA))
    assert rechazar_descuento(negado, respuesta(), COORDINADOR_CTX) == []


def test_descartar_un_borrador():
    descarte = Descarte(convenio=1, motivo="La persona se arrepintió.")
    [hecho] = descartar_convenio(dado(*con_borrador()), descarte, contexto(DIA_DE_FIRMA))
    assert isinstance(hecho, ConvenioDescartado)
    caso = dado(*con_borrador(), (hecho, DIA_DE_FIRMA))
    assert caso.convenios[1].estado is EstadoConvenio.DESCARTADO
    assert descartar_convenio(caso, descarte, contexto(DIA_DE_FIRMA)) == []


def test_lo_firmado_ya_no_se_descarta():
    with pytest.raises(Rechazo, match="No hay un convenio por firmar"):
        descartar_convenio(
            dado(*convenio_firmado()), Descarte(convenio=1, motivo="No."), contexto(DIA_DE_FIRMA)
        )


def test_despues_de_descartar_el_siguiente_convenio_lleva_otro_numero():
    descarte = Descarte(convenio=1, motivo="La persona se arrepintió.")
    pasos = tras(con_borrador(), DIA_DE_FIRMA, descartar_convenio, descarte)
    caso = dado(*tras(pasos, DIA_DE_FIRMA, elaborar_convenio, propuesta()))
    assert caso.borrador is not None
    assert (caso.borrador.numero, caso.borrador.elaborado.revision) == (2, 1)


# ---------------------------------------------------------------------------------------- the schedule's start


def test_el_plan_corre_cuando_hay_original_y_pago_inicial():
    con_original = (*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA))
    assert activacion_si_procede(dado(*con_original)) == []
    caso = dado(*pagado(con_original, "inicial", INICIAL, INICIAL_VENCE))
    assert caso.etapa is Etapa.EN_SEGUIMIENTO
    assert caso.convenio is not None
    assert caso.convenio.estado is EstadoConvenio.ACTIVO


def test_con_el_pago_inicial_antes_que_el_original_corre_al_recabarlo():
    pasos = pagado(convenio_firmado(), "inicial", INICIAL, INICIAL_VENCE)
    assert dado(*pasos).etapa is Etapa.CONVENIO_FIRMADO
    despues = dado(*pasos, (ORIGINAL, INICIAL_VENCE))
    assert activacion_si_procede(despues) == [PlanDePagosActivado(convenio=1)]


def test_el_pago_inicial_a_medias_no_activa_el_plan():
    pasos = (*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA))
    pasos = pagado(pasos, "mitad", 2000, INICIAL_VENCE)
    assert dado(*pasos).etapa is Etapa.CONVENIO_FIRMADO
    assert dado(*pagado(pasos, "otra", 2000, INICIAL_VENCE)).etapa is Etapa.EN_SEGUIMIENTO


def test_sin_pago_inicial_basta_el_original():
    autorizado = con_borrador(pago_inicial=Decimal(0))
    pasos = tras(autorizado, DIA_DE_FIRMA, autorizar_descuento, respuesta())
    pasos = tras(pasos, DIA_DE_FIRMA, firmar_convenio, suscripcion())
    assert activacion_si_procede(dado(*pasos, (ORIGINAL, DIA_DE_FIRMA))) == [PlanDePagosActivado(convenio=1)]


def test_activar_a_mano_dice_que_falta():
    contadora = contexto(INICIAL_VENCE, CONTABILIDAD)
    with pytest.raises(Rechazo, match="recabar el original"):
        activar_plan(dado(*convenio_firmado()), 1, contadora)
    with pytest.raises(Rechazo, match="pago inicial"):
        activar_plan(dado(*convenio_firmado(), (ORIGINAL, DIA_DE_FIRMA)), 1, contadora)
    pasos = (*pagado(convenio_firmado(), "inicial", INICIAL, INICIAL_VENCE), (ORIGINAL, INICIAL_VENCE))
    assert activar_plan(dado(*pasos), 1, contadora) == [PlanDePagosActivado(convenio=1)]
    assert activar_plan(dado(*en_seguimiento()), 1, contadora) == []
