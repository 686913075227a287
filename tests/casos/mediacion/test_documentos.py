"""Papers: collected, scanned once, filed, lent, back; copies; what is missing and where each one is."""

from datetime import date

import pytest

from casos.decision import Rechazo
from casos.mediacion.archivo import (
    Archivo,
    Prestamo,
    archivar_documento,
    devolver_documento,
    prestar_documento,
)
from casos.mediacion.convenios import Respuesta, autorizar_descuento
from casos.mediacion.cotejo import Tramo, cotejo, por_archivar, sueltos
from casos.mediacion.documentos import (
    Anexo,
    Copia,
    Papel,
    anexar_documento,
    emitir_papel,
    entregar_copia,
    recabar_documento,
)
from casos.mediacion.escaneos import concierne
from casos.mediacion.firma import firmar_convenio
from casos.mediacion.hechos.convenios import PlanDePagosActivado
from casos.mediacion.hechos.documentos import (
    CopiaEntregada,
    DocumentoAnexado,
    DocumentoArchivado,
    DocumentoPrestado,
    DocumentoRecabado,
)
from casos.mediacion.vocabulario import Etapa, ResultadoSesion, RolParte, TipoDocumento
from tests.casos.mediacion.fabrica import (
    ACREDITADO,
    AVAL,
    CREDITO,
    ESTUDIANTE,
    ctx,
    dado,
    mediado,
    registrado,
)
from tests.casos.mediacion.fabrica_convenios import (
    ACREDITADO_FIRMA,
    AVAL_FIRMA,
    DIA_DE_FIRMA,
    con_borrador,
    convenio_firmado,
    en_seguimiento,
    suscripcion,
    tras,
)
from tests.casos.mediacion.fabrica_seguimiento import (
    escaneo,
    listo_para_cerrar,
    no_comparecio,
    original,
    solicitado,
    turnado,
)

T = TipoDocumento
DIA = date(2026, 3, 26)


def recaba(pasos, tipo, **cambios):
    return recabar_documento(dado(*pasos), original(tipo, **cambios), ctx(DIA))


def con_original():
    return tras(convenio_firmado(), DIA_DE_FIRMA, recabar_documento, original(T.CONVENIO))


def archivado():
    return tras(con_original(), DIA, archivar_documento, Archivo(documento=1, ubicacion="Caja 7"))


def test_el_original_del_convenio_se_recaba_una_vez():
    (hecho,) = recaba(convenio_firmado(), T.CONVENIO)
    assert hecho == DocumentoRecabado(documento=1, tipo=T.CONVENIO, paginas=6, convenio=1)
    assert recaba(con_original(), T.CONVENIO) == []


def test_sin_pago_inicial_el_original_activa_el_plan():
    pasos = con_borrador(pago_inicial=0, inicial_vence=None)
    autoriza = Respuesta(convenio=1, revision=1, motivo="Paga desde la primera parcialidad.")
    pasos = tras(pasos, DIA_DE_FIRMA, autorizar_descuento, autoriza)
    pasos = tras(pasos, DIA_DE_FIRMA, firmar_convenio, suscripcion())
    hechos = recaba(pasos, T.CONVENIO)
    assert hechos[-1] == PlanDePagosActivado(convenio=1)
    assert dado(*pasos, *hechos).etapa is Etapa.EN_SEGUIMIENTO
    con_inicial = recaba(convenio_firmado(), T.CONVENIO)
    assert dado(*convenio_firmado(), *con_inicial).etapa is Etapa.CONVENIO_FIRMADO


def test_con_su_escaneo_se_guardan_los_dos():
    recabado, anexado = recaba(convenio_firmado(), T.CONVENIO, escaneo=escaneo())
    assert recabado.huella == anexado.huella == "a" * 64
    assert anexado == DocumentoAnexado(
        huella="a" * 64, tipo=T.CONVENIO, formato="pdf", paginas=6, documento=1, personas=(ACREDITADO,)
    )


def test_un_papel_concierne_a_quienes_nombra():
    caso = dado(*registrado())
    assert concierne(caso, T.COMPROBANTE_PAGO) == (ACREDITADO,)
    assert concierne(caso, T.CONSTANCIA_NO_ACUERDO) == (ACREDITADO, AVAL)
    assert concierne(caso, T.PAGARE) == (ACREDITADO, AVAL)
    assert concierne(caso, T.IDENTIFICACION, titular_id=AVAL) == (AVAL,)
    with pytest.raises(Rechazo, match="no participa"):
        concierne(caso, T.IDENTIFICACION, titular_id=ESTUDIANTE)


def test_un_convenio_concierne_a_quienes_lo_firmaron():
    assert concierne(dado(*convenio_firmado()), T.CONVENIO) == (ACREDITADO,)
    firmas = (ACREDITADO_FIRMA, AVAL_FIRMA)
    firmado = tras(con_borrador(), DIA_DE_FIRMA, firmar_convenio, suscripcion(firmas=firmas))
    assert concierne(dado(*firmado), T.CONVENIO, 1) == (ACREDITADO, AVAL)
    (hecho,) = anexar_documento(
        dado(*firmado), Anexo(escaneo=escaneo(), tipo=T.CONVENIO, convenio=1), ctx(DIA)
    )
    assert hecho.personas == (ACREDITADO, AVAL)


@pytest.mark.parametrize(
    ("pasos", "tipo", "cambios", "motivo"),
    [
        (registrado(), T.CONVENIO, {}, "la firma del convenio"),
        (convenio_firmado(), T.CONVENIO, {"convenio": 9}, "no tiene un convenio 9"),
        (convenio_firmado(), T.ADENDA, {}, "no tiene adenda"),
        (registrado(), T.PAGARE, {}, "de qué crédito"),
        (registrado(), T.PAGARE, {"credito": "99"}, "no es de este caso"),
        (mediado(), T.CONSTANCIA_INASISTENCIA, {}, "no va con el resultado"),
        (mediado(), T.CONSTANCIA_ASISTENCIA, {"sesion": 4}, "no tiene una sesión 4"),
        (mediado(), T.CONSTANCIA_CONCLUSION, {}, "no se ha concluido"),
        (registrado(), T.IDENTIFICACION, {"paginas": 0}, "cuántas páginas"),
    ],
)
def test_un_papel_que_no_corresponde_se_rechaza(pasos, tipo, cambios, motivo):
    with pytest.raises(Rechazo, match=motivo):
        recaba(pasos, tipo, **cambios)


def test_la_constancia_es_de_la_ultima_sesion_que_termino_asi():
    (hecho,) = recaba(no_comparecio(), T.CONSTANCIA_INASISTENCIA)
    assert hecho.sesion == 1
    assert recaba((*no_comparecio(), hecho), T.CONSTANCIA_INASISTENCIA) == []


def test_el_pagare_es_de_un_credito_y_se_recaba_una_vez():
    (hecho,) = recaba(registrado(), T.PAGARE, credito=CREDITO)
    assert recaba((*registrado(), hecho), T.PAGARE, credito=CREDITO) == []


def test_un_escaneo_se_guarda_una_sola_vez():
    anexo = Anexo(escaneo=escaneo(), tipo=T.IDENTIFICACION, descripcion="INE de la persona")
    (hecho,) = anexar_documento(dado(*registrado()), anexo, ctx(DIA))
    assert anexar_documento(dado(*registrado(), hecho), anexo, ctx(DIA)) == []
    with pytest.raises(Rechazo, match="no tiene un documento 3"):
        anexar_documento(dado(*registrado()), anexo.model_copy(update={"documento": 3}), ctx(DIA))


def test_se_archiva_se_presta_y_regresa():
    pasos = archivado()
    assert pasos[-1][0] == DocumentoArchivado(documento=1, ubicacion="Caja 7")
    assert archivar_documento(dado(*pasos), Archivo(documento=1, ubicacion="Caja 7"), ctx(DIA)) == []
    assert archivar_documento(dado(*pasos), Archivo(documento=1, ubicacion="Caja 8"), ctx(DIA))
    pasos = tras(pasos, DIA, prestar_documento, Prestamo(documento=1, a="Jurídico"))
    assert pasos[-1][0] == DocumentoPrestado(documento=1, a="Jurídico", hasta=date(2026, 4, 13))
    prestado = dado(*pasos).documentos[1]
    assert (prestado.lugar, prestado.prestado_a, prestado.prestado_hasta) == (
        "prestado",
        "Jurídico",
        date(2026, 4, 13),
    )
    with pytest.raises(Rechazo, match="prestado a Jurídico"):
        archivar_documento(dado(*pasos), Archivo(documento=1, ubicacion="Caja 9"), ctx(DIA))
    assert prestar_documento(dado(*pasos), Prestamo(documento=1, a="Jurídico"), ctx(DIA)) == []
    pasos = tras(pasos, DIA, devolver_documento, Archivo(documento=1, ubicacion="Caja 9"))
    assert (dado(*pasos).documentos[1].lugar, dado(*pasos).documentos[1].ubicacion) == ("archivo", "Caja 9")
    assert devolver_documento(dado(*pasos), Archivo(documento=1, ubicacion="Caja 9"), ctx(DIA)) == []


def test_lo_que_no_esta_en_el_archivo_no_se_presta_ni_se_devuelve():
    caso = dado(*con_original())
    assert caso.documentos[1].lugar == "mano"
    with pytest.raises(Rechazo, match="archívelo primero"):
        prestar_documento(caso, Prestamo(documento=1, a="Jurídico"), ctx(DIA))
    with pytest.raises(Rechazo, match="no está prestado"):
        devolver_documento(caso, Archivo(documento=1, ubicacion="Caja 9"), ctx(DIA))
    with pytest.raises(Rechazo, match="antes del préstamo"):
        prestar_documento(
            dado(*archivado()), Prestamo(documento=1, a="Jurídico", hasta=date(2026, 3, 1)), ctx(DIA)
        )


def test_la_copia_se_entrega_a_quien_firmo():
    caso = dado(*convenio_firmado())
    (hecho,) = entregar_copia(caso, Copia(convenio=1), ctx(DIA))
    assert hecho == CopiaEntregada(convenio=1, a=RolParte.ACREDITADO)
    assert entregar_copia(dado(*convenio_firmado(), hecho), Copia(convenio=1), ctx(DIA)) == []
    with pytest.raises(Rechazo, match="a quien firmó"):
        entregar_copia(caso, Copia(convenio=1, a=RolParte.AVAL), ctx(DIA))
    with pytest.raises(Rechazo, match="no se ha firmado"):
        entregar_copia(dado(*mediado()), Copia(convenio=1), ctx(DIA))


def test_el_mismo_papel_impreso_dos_veces_es_uno():
    papel = Papel(clase="recibo", huella="b" * 64, plantilla="recibo@1")
    (hecho,) = emitir_papel(dado(*registrado()), papel, ctx(DIA))
    assert emitir_papel(dado(*registrado(), hecho), papel, ctx(DIA)) == []


# ------------------------------------------------------------------------------------------ what is missing


def faltas(*pasos):
    return {" o ".join(sorted(r.tipos)): r for r in que_falta(dado(*pasos))}


def que_falta(caso):
    return [r for r in cotejo(caso) if r.falta]


def test_nada_falta_en_un_caso_recien_abierto():
    assert que_falta(dado(*registrado())) == []


def test_una_sesion_deja_un_papel_por_recabar_desde_que_se_celebro():
    (falta,) = que_falta(dado(*mediado(ResultadoSesion.SIN_ACUERDO)))
    assert T.CONSTANCIA_NO_ACUERDO in falta.tipos
    assert falta.por_que == "Se celebró la sesión 1."
    (falta,) = que_falta(dado(*no_comparecio()))
    assert falta.por_que == "Alguien no asistió a la sesión 1."
    assert falta.desde.version == 6


def test_un_convenio_firmado_pide_su_original_y_la_identificacion():
    assert set(faltas(*convenio_firmado())) == {"CONVENIO", "IDENTIFICACION"}
    anexada = DocumentoAnexado(huella="c" * 64, tipo=T.IDENTIFICACION, formato="jpg")
    assert set(faltas(*con_original(), anexada)) == set()
    assert [r.documento.lugar for r in cotejo(dado(*con_original())) if r.documento] == ["mano"]


def test_para_judicial_hacen_falta_pagares_y_domicilio():
    assert {"PAGARE", "COMPROBANTE_DOMICILIO", "IDENTIFICACION"} <= set(faltas(*solicitado()))
    assert {"PAGARE", "COMPROBANTE_DOMICILIO"} <= set(faltas(*turnado()))
    pagare = DocumentoRecabado(documento=1, tipo=T.PAGARE, paginas=1, credito=CREDITO)
    assert "PAGARE" not in faltas(*turnado(), pagare)


def test_por_archivar_es_lo_que_esta_fuera():
    assert [d.numero for d in por_archivar(dado(*en_seguimiento()))] == [1]
    assert por_archivar(dado(*listo_para_cerrar())) == ()


# ------------------------------------------------------------------------------------------ the whole folder


def con_dos_originales():
    identificacion = DocumentoRecabado(documento=2, tipo=T.IDENTIFICACION, paginas=1)
    return (*con_original(), (identificacion, DIA))


def test_toda_la_carpeta_se_archiva_se_presta_y_regresa_en_un_acto():
    pasos = tras(con_dos_originales(), DIA, archivar_documento, Archivo(ubicacion="Caja 7"))
    assert [h.documento for h, _ in pasos[-2:]] == [1, 2]
    assert archivar_documento(dado(*pasos), Archivo(ubicacion="Caja 7"), ctx(DIA)) == []
    pasos = tras(pasos, DIA, prestar_documento, Prestamo(a="Jurídico"))
    assert [d.prestado_a for d in dado(*pasos).documentos.values()] == ["Jurídico", "Jurídico"]
    assert prestar_documento(dado(*pasos), Prestamo(a="Jurídico"), ctx(DIA)) == []
    with pytest.raises(Rechazo, match="No hay nada de este caso en el archivo"):
        prestar_documento(dado(*pasos), Prestamo(a="Contraloría"), ctx(DIA))
    pasos = tras(pasos, DIA, devolver_documento, Archivo(ubicacion="Caja 9"))
    assert {d.ubicacion for d in dado(*pasos).documentos.values()} == {"Caja 9"}
    assert devolver_documento(dado(*pasos), Archivo(ubicacion="Caja 9"), ctx(DIA)) == []


def test_lo_que_nadie_pidio_y_esta_tambien_se_dice():
    (suelto,) = sueltos(dado(*archivado(), (DocumentoRecabado(documento=2, tipo=T.SOPORTE, paginas=1), DIA)))
    assert (suelto.titulo, suelto.falta, suelto.tramo) == ("soporte", False, Tramo.OTROS)
