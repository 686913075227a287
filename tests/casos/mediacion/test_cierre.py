"""After paying off: letter, bureau, pagarés; closing by payment or by cause, reopening, the next store."""

from datetime import date

import pytest

from casos.decision import ARCHIVO, COORDINADOR, SISTEMAS, Rechazo, declarada
from casos.mediacion.cierre import (
    AltaDePlan,
    AvisoAlBuro,
    CartaEntregada,
    CierrePorCausa,
    DevolucionDePagare,
    Reapertura,
    Transferencia,
    actualizar_buro,
    cerrar_caso,
    cerrar_por_causa,
    devolver_pagare,
    entregar_carta_de_no_adeudo,
    falta_para_cerrar,
    reabrir_caso,
    registrar_alta_de_plan,
    transferir_a_concentracion,
)
from casos.mediacion.hechos.apertura import PendienteDescartado
from casos.mediacion.hechos.cierre import (
    AltaDePlanRegistrada,
    BuroActualizado,
    CasoCerrado,
    CasoReabierto,
    TransferidoAConcentracion,
)
from casos.mediacion.hechos.documentos import DocumentoPrestado, DocumentoRecabado
from casos.mediacion.hechos.pagos import AdeudoLiquidado
from casos.mediacion.pagos import Reversion, revertir_pago
from casos.mediacion.vocabulario import CausaCierre, Etapa, TipoDocumento
from tests.casos.mediacion.fabrica import CREDITO, ctx, dado, registrado
from tests.casos.mediacion.fabrica_convenios import convenio_firmado, en_seguimiento, tras
from tests.casos.mediacion.fabrica_seguimiento import (
    DIA_LIQUIDADO,
    liquidado,
    listo_para_cerrar,
    no_comparecio,
)

DIA = date(2026, 4, 13)
REVERSION = Reversion(folio="resto", motivo="El banco devolvió la transferencia.")
REABRE = Reapertura(motivo="El pago se devolvió.")


def cerrado():
    return tras(listo_para_cerrar(), DIA, cerrar_caso, None)


def test_liquidado_no_se_cierra_sobre_ninguna_tarea_abierta():
    caso = dado(*liquidado())
    assert caso.etapa is Etapa.LIQUIDADO
    assert falta_para_cerrar(caso) == [
        "entregar la carta de no adeudo",
        "que Sistemas informe al Buró de Crédito",
        f"devolver el pagaré del crédito {CREDITO}",
        "archivar el documento 1",
        "emitir el recibo del pago inicial",
        "emitir el recibo del pago resto",
        "entregar la copia del convenio 1: acreditado",
        "que el convenio 1 se remita al registro",
    ]
    with pytest.raises(Rechazo, match="Antes de cerrar el caso falta: entregar la carta"):
        cerrar_caso(caso, None, ctx(DIA))


def test_con_todo_hecho_se_cierra_como_pagado():
    assert falta_para_cerrar(dado(*listo_para_cerrar())) == []
    assert cerrado()[-1][0] == CasoCerrado(causa=CausaCierre.PAGADO)
    assert dado(*cerrado()).etapa is Etapa.CERRADO
    assert cerrar_caso(dado(*cerrado()), None, ctx(DIA)) == []


def test_lo_prestado_y_lo_que_nunca_se_recabo_impiden_cerrar():
    prestado = dado(*listo_para_cerrar(), DocumentoPrestado(documento=1, a="Jurídico"))
    assert falta_para_cerrar(prestado) == ["que regrese al archivo el documento 1"]
    sin_constancia = dado(*no_comparecio(), (AdeudoLiquidado(), DIA_LIQUIDADO))
    assert "recabar constancia de inasistencia" in falta_para_cerrar(sin_constancia)
    descarte = PendienteDescartado(
        tipo="recabar_documento", clave="sesion-1", motivo="El tribunal no la expidió."
    )
    caso = dado(*no_comparecio(), (AdeudoLiquidado(), DIA_LIQUIDADO), descarte)
    assert "recabar constancia de inasistencia" not in falta_para_cerrar(caso)


def test_cada_tramite_se_hace_una_vez():
    caso = dado(*listo_para_cerrar())
    assert entregar_carta_de_no_adeudo(caso, CartaEntregada(), ctx(DIA)) == []
    assert actualizar_buro(caso, AvisoAlBuro(), ctx(DIA)) == []
    assert devolver_pagare(caso, DevolucionDePagare(credito=CREDITO), ctx(DIA)) == []


def test_el_pagare_devuelto_ya_no_esta_en_el_archivo():
    pagare = DocumentoRecabado(documento=2, tipo=TipoDocumento.PAGARE, paginas=1, credito=CREDITO)
    pasos = tras((*liquidado(), pagare), DIA, devolver_pagare, DevolucionDePagare(credito=CREDITO))
    assert dado(*pasos).documentos[2].lugar == "devuelto"
    with pytest.raises(Rechazo, match="no es de este caso"):
        devolver_pagare(dado(*liquidado()), DevolucionDePagare(credito="99"), ctx(DIA))


def test_si_el_pago_se_devuelve_y_se_vuelve_a_liquidar_todo_se_repite():
    pasos = tras(listo_para_cerrar(), DIA, revertir_pago, REVERSION)
    assert dado(*pasos).etapa is Etapa.EN_SEGUIMIENTO
    caso = dado(*pasos, AdeudoLiquidado(convenio=1))
    assert "entregar la carta de no adeudo" in falta_para_cerrar(caso)
    assert entregar_carta_de_no_adeudo(caso, CartaEntregada(), ctx(DIA))


@pytest.mark.parametrize(
    ("decision", "datos"),
    [
        (entregar_carta_de_no_adeudo, CartaEntregada()),
        (cerrar_caso, None),
    ],
)
def test_con_adeudo_no_procede(decision, datos):
    with pytest.raises(Rechazo, match="debe estar liquidado"):
        decision(dado(*en_seguimiento()), datos, ctx(DIA))


def test_sistemas_informa_el_convenio_y_da_de_alta_su_plan():
    caso = dado(*convenio_firmado())
    assert declarada(actualizar_buro).quien == declarada(registrar_alta_de_plan).quien == {SISTEMAS}
    (informe,) = actualizar_buro(caso, AvisoAlBuro(convenio=1, clave="CV"), ctx(DIA))
    assert informe == BuroActualizado(convenio=1, clave="CV")
    assert actualizar_buro(dado(*convenio_firmado(), informe), AvisoAlBuro(convenio=1), ctx(DIA)) == []
    (alta,) = registrar_alta_de_plan(caso, AltaDePlan(convenio=1), ctx(DIA))
    assert alta == AltaDePlanRegistrada(convenio=1)
    assert registrar_alta_de_plan(dado(*convenio_firmado(), alta), AltaDePlan(convenio=1), ctx(DIA)) == []
    with pytest.raises(Rechazo, match="de qué convenio"):
        actualizar_buro(caso, AvisoAlBuro(), ctx(DIA))
    with pytest.raises(Rechazo, match="No hay un convenio firmado"):
        actualizar_buro(dado(*registrado()), AvisoAlBuro(), ctx(DIA))
    with pytest.raises(Rechazo, match="convenio 7 firmado"):
        registrar_alta_de_plan(caso, AltaDePlan(convenio=7), ctx(DIA))


def test_por_causa_cierra_el_coordinador_con_motivo_y_soporte():
    causa = CierrePorCausa(
        causa=CausaCierre.PRESCRIPCION, motivo="Dictamen de jurídico.", soporte="Dictamen 4/2026"
    )
    assert declarada(cerrar_por_causa).quien == {COORDINADOR}
    (hecho,) = cerrar_por_causa(dado(*registrado()), causa, ctx(DIA))
    assert (hecho.causa, hecho.soporte) == (CausaCierre.PRESCRIPCION, "Dictamen 4/2026")
    assert cerrar_por_causa(dado(*registrado(), hecho), causa, ctx(DIA)) == []
    for cambios, motivo in (
        ({"soporte": ""}, "respalda"),
        ({"motivo": ""}, "por qué"),
        ({"causa": CausaCierre.PAGADO}, "Cerrar caso"),
    ):
        with pytest.raises(Rechazo, match=motivo):
            cerrar_por_causa(dado(*registrado()), causa.model_copy(update=cambios), ctx(DIA))


def test_se_reabre_en_la_etapa_que_tenia():
    pasos = tras(cerrado(), DIA, reabrir_caso, REABRE)
    assert isinstance(pasos[-1][0], CasoReabierto)
    assert dado(*pasos).etapa is Etapa.LIQUIDADO
    assert reabrir_caso(dado(*pasos), REABRE, ctx(DIA)) == []
    assert dado(*tras(pasos, DIA, revertir_pago, REVERSION)).etapa is Etapa.EN_SEGUIMIENTO
    with pytest.raises(Rechazo, match="no está cerrado"):
        reabrir_caso(dado(*registrado()), REABRE, ctx(DIA))


def test_el_archivo_transfiere_lo_cerrado_con_sus_papeles_en_su_lugar():
    sitio = Transferencia(ubicacion="Bodega 2, anaquel 5")
    assert declarada(transferir_a_concentracion).quien == {ARCHIVO}
    hechos = transferir_a_concentracion(dado(*cerrado()), sitio, ctx(DIA))
    assert hechos == [TransferidoAConcentracion(ubicacion="Bodega 2, anaquel 5")]
    assert transferir_a_concentracion(dado(*cerrado(), *hechos), sitio, ctx(DIA)) == []
    fuera = dado(*en_seguimiento(), CasoCerrado(causa=CausaCierre.DUPLICADO))
    with pytest.raises(Rechazo, match="siguen fuera: 1"):
        transferir_a_concentracion(fuera, sitio, ctx(DIA))
    with pytest.raises(Rechazo, match="no está cerrado"):
        transferir_a_concentracion(dado(*registrado()), sitio, ctx(DIA))
