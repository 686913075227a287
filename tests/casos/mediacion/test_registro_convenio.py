"""The registry of an agreement: sent, found defective, cured, inscribed or deemed so; and its legal force."""

from datetime import date, timedelta

import pytest

from casos.decision import RELOJ, Rechazo
from casos.mediacion.facetas import FuerzaJuridica, fuerza_juridica
from casos.mediacion.hechos.documentos import (
    ConvenioRegistrado,
    ConvenioRemitidoARegistro,
    ConvenioTenidoPorInscrito,
)
from casos.mediacion.registro_convenio import (
    ConFecha,
    Inscripcion,
    Prevencion,
    Remision,
    negar_inscripcion,
    prevenir_convenio,
    registrar_convenio,
    remitir_a_registro,
    se_tiene_por_inscrito,
    subsanar_prevencion,
    tener_por_inscrito,
)
from casos.tiempo import fin_del_dia
from casos.versiones import BASE
from tests.casos.mediacion.fabrica import ctx, dado, registrado
from tests.casos.mediacion.fabrica_convenios import DIA_DE_FIRMA, convenio_firmado, tras
from tests.casos.mediacion.fabrica_seguimiento import turnado

REMITIDO = date(2026, 3, 30)
TREINTA = BASE.vencimiento(REMITIDO, 30, "STJ", "HMO").fecha
PREVENIDO = date(2026, 4, 14)


def remision(fecha=REMITIDO):
    return Remision(convenio=1, fecha=fecha, acuse="SC-88")


def remitido():
    return tras(convenio_firmado(), REMITIDO, remitir_a_registro, remision())


def prevenido():
    falla = Prevencion(convenio=1, fecha=PREVENIDO, defectos="Falta la firma de la facilitadora.")
    return tras(remitido(), PREVENIDO, prevenir_convenio, falla)


def subsanado(dia=date(2026, 4, 20)):
    return tras(prevenido(), dia, subsanar_prevencion, ConFecha(convenio=1, fecha=dia))


def fuerza(pasos):
    return fuerza_juridica(dado(*pasos).convenio)


def test_se_remite_una_vez_y_no_antes_de_la_firma():
    assert remitido()[-1][0] == ConvenioRemitidoARegistro(convenio=1, fecha=REMITIDO, acuse="SC-88")
    assert remitir_a_registro(dado(*remitido()), remision(), ctx(REMITIDO)) == []
    with pytest.raises(Rechazo, match="ya se remitió"):
        remitir_a_registro(dado(*remitido()), remision(date(2026, 3, 27)), ctx(REMITIDO))
    with pytest.raises(Rechazo, match="antes de la firma"):
        remitir_a_registro(
            dado(*convenio_firmado()), remision(DIA_DE_FIRMA - timedelta(days=1)), ctx(REMITIDO)
        )
    with pytest.raises(Rechazo, match="futuro"):
        remitir_a_registro(dado(*convenio_firmado()), remision(REMITIDO + timedelta(days=1)), ctx(REMITIDO))


def test_sin_convenio_firmado_no_hay_registro():
    with pytest.raises(Rechazo, match="no tiene un convenio firmado"):
        remitir_a_registro(dado(*registrado()), remision(), ctx(REMITIDO))
    with pytest.raises(Rechazo, match="no tiene un convenio firmado"):
        registrar_convenio(
            dado(*turnado()), Inscripcion(convenio=1, fecha=REMITIDO, numero="1"), ctx(REMITIDO)
        )


def test_la_cosa_juzgada_llega_con_la_inscripcion():
    assert fuerza(convenio_firmado()) is fuerza(remitido()) is fuerza(prevenido()) is FuerzaJuridica.CONTRATO
    inscripcion = Inscripcion(convenio=1, fecha=date(2026, 4, 24), numero="R-1/2026")
    pasos = tras(remitido(), date(2026, 4, 24), registrar_convenio, inscripcion)
    assert pasos[-1][0] == ConvenioRegistrado(convenio=1, fecha=date(2026, 4, 24), numero="R-1/2026")
    assert fuerza(pasos) is FuerzaJuridica.COSA_JUZGADA
    assert registrar_convenio(dado(*pasos), inscripcion, ctx(date(2026, 4, 27))) == []


def test_treinta_dias_habiles_sin_respuesta_lo_tienen_por_inscrito():
    caso = dado(*remitido())
    limite = se_tiene_por_inscrito(caso, caso.convenios[1], BASE)
    assert limite == fin_del_dia(TREINTA)
    assert tener_por_inscrito(caso, 1, ctx(TREINTA, rol=RELOJ)) == []
    hechos = tener_por_inscrito(caso, 1, ctx(limite, rol=RELOJ))
    assert hechos == [ConvenioTenidoPorInscrito(convenio=1)]
    pasos = (*remitido(), (hechos[0], limite))
    assert fuerza(pasos) is FuerzaJuridica.COSA_JUZGADA
    assert dado(*pasos).convenios[1].registral.inscrito == TREINTA
    assert tener_por_inscrito(dado(*pasos), 1, ctx(limite, rol=RELOJ)) == []


def test_la_prevencion_detiene_el_plazo_y_subsanada_vuelve_a_correr():
    caso = dado(*prevenido())
    assert se_tiene_por_inscrito(caso, caso.convenios[1], BASE) is None
    caso = dado(*subsanado())
    esperado = BASE.vencimiento(date(2026, 4, 20), 30, "STJ", "HMO").fecha
    assert se_tiene_por_inscrito(caso, caso.convenios[1], BASE) == fin_del_dia(esperado)
    repetida = ConFecha(convenio=1, fecha=date(2026, 4, 20))
    assert subsanar_prevencion(caso, repetida, ctx(date(2026, 4, 21))) == []


def test_sin_subsanar_no_se_inscribe_y_queda_como_contrato():
    negada = ConFecha(convenio=1, fecha=date(2026, 5, 6))
    pasos = tras(prevenido(), date(2026, 5, 6), negar_inscripcion, negada)
    assert fuerza(pasos) is FuerzaJuridica.CONTRATO
    assert negar_inscripcion(dado(*pasos), negada, ctx(date(2026, 5, 6))) == []
    with pytest.raises(Rechazo, match="no se inscribió"):
        subsanar_prevencion(dado(*pasos), ConFecha(convenio=1, fecha=date(2026, 5, 7)), ctx(date(2026, 5, 7)))


def test_una_prevencion_en_plazo_capturada_tarde_deshace_lo_que_el_reloj_supuso():
    pasos = (*remitido(), (ConvenioTenidoPorInscrito(convenio=1), fin_del_dia(TREINTA)))
    tarde = TREINTA + timedelta(days=5)
    a_tiempo = Prevencion(convenio=1, fecha=PREVENIDO, defectos="Falta un anexo.")
    hechos = prevenir_convenio(dado(*pasos), a_tiempo, ctx(tarde))
    convenio = dado(*pasos, *hechos).convenios[1]
    assert (convenio.registral.estado, convenio.registral.inscrito) == ("prevenido", None)
    with pytest.raises(Rechazo, match="ya no podía prevenir"):
        prevenir_convenio(
            dado(*pasos), a_tiempo.model_copy(update={"fecha": TREINTA + timedelta(days=1)}), ctx(tarde)
        )


def test_el_numero_puede_llegar_despues_de_tenerlo_por_inscrito():
    pasos = (*remitido(), (ConvenioTenidoPorInscrito(convenio=1), fin_del_dia(TREINTA)))
    tarde = TREINTA + timedelta(days=20)
    inscripcion = Inscripcion(convenio=1, fecha=TREINTA, numero="R-9/2026")
    assert registrar_convenio(dado(*pasos), inscripcion, ctx(tarde))
    with pytest.raises(Rechazo, match="número de registro"):
        registrar_convenio(dado(*pasos), inscripcion.model_copy(update={"numero": " "}), ctx(tarde))


def test_los_defectos_se_escriben():
    with pytest.raises(Rechazo, match="qué pidió corregir"):
        prevenir_convenio(
            dado(*remitido()), Prevencion(convenio=1, fecha=PREVENIDO, defectos=""), ctx(PREVENIDO)
        )
