"""Next actions of the registry of agreements, its clock, and the warnings of the limit to enforce."""

from datetime import date, timedelta

import pytest

from casos.decision import COORDINADOR, JUDICIAL, RESPONSABLE
from casos.mediacion.hechos.cierre import CasoCerrado, CasoSuspendido, CasoTurnadoAJudicial
from casos.mediacion.hechos.documentos import (
    ConvenioPrevenido,
    ConvenioRegistrado,
    ConvenioRemitidoARegistro,
    ConvenioTenidoPorInscrito,
    InscripcionNegada,
    PrevencionSubsanada,
)
from casos.mediacion.vocabulario import CausaCierre, CausaSuspension
from casos.tiempo import fin_del_dia
from casos.versiones import BASE
from flujos.mediacion import pendientes
from flujos.reloj import Despertar, despertares
from tests.casos.mediacion.fabrica import dado
from tests.casos.mediacion.fabrica_convenios import DIA_DE_FIRMA, convenio_firmado, en_seguimiento
from tests.casos.mediacion.fabrica_seguimiento import bandeja, liquidado

REMITIDO = date(2026, 3, 30)
LIMITE = date(2030, 2, 2)


def habiles(desde, n):
    return BASE.vencimiento(desde, n, "STJ", "HMO").fecha


def remitido():
    return *convenio_firmado(), (ConvenioRemitidoARegistro(convenio=1, fecha=REMITIDO), REMITIDO)


def prevenido(fecha=date(2026, 4, 14)):
    return *remitido(), (ConvenioPrevenido(convenio=1, fecha=fecha, defectos="x"), fecha)


def test_al_firmar_se_pregunta_por_la_remision_y_por_el_numero():
    filas = bandeja(*convenio_firmado())
    assert filas["remitir_a_registro"].vence == habiles(DIA_DE_FIRMA, 10)
    assert filas["registrar_convenio"].vence == habiles(DIA_DE_FIRMA, 40)


def test_remitido_el_numero_debe_llegar_en_treinta_dias_habiles():
    filas = bandeja(*remitido())
    assert "remitir_a_registro" not in filas
    assert filas["registrar_convenio"].vence == habiles(REMITIDO, 30)
    causa = len(remitido())
    assert [d for d in despertares(dado(*remitido()), BASE) if d.decision == "tener_por_inscrito"] == [
        Despertar(
            fin_del_dia(habiles(REMITIDO, 30)), "tener_por_inscrito", 1, f"convenio-1/{causa}", (causa,)
        )
    ]


def test_la_prevencion_se_subsana_en_diez_dias_habiles_y_escala():
    filas = bandeja(*prevenido())
    fila, escala = filas["subsanar_prevencion"], filas["subsanar_prevencion/escala"]
    assert fila.vence == escala.visible == habiles(date(2026, 4, 14), 10)
    assert (fila.rol, escala.rol) == (RESPONSABLE, COORDINADOR)
    assert "registrar_convenio" not in filas
    assert not [d for d in despertares(dado(*prevenido()), BASE) if d.decision == "tener_por_inscrito"]


def test_subsanada_vuelve_a_correr_el_plazo_del_registro():
    dia = date(2026, 4, 20)
    filas = bandeja(*prevenido(), (PrevencionSubsanada(convenio=1, fecha=dia), dia))
    assert "subsanar_prevencion" not in filas
    assert filas["registrar_convenio"].vence == habiles(dia, 30)


@pytest.mark.parametrize(
    "fin",
    [
        ConvenioRegistrado(convenio=1, fecha=REMITIDO, numero="R-1"),
        ConvenioTenidoPorInscrito(convenio=1),
        InscripcionNegada(convenio=1, fecha=REMITIDO),
    ],
)
def test_con_respuesta_ya_no_se_pregunta(fin):
    filas = bandeja(*remitido(), fin)
    assert not {"remitir_a_registro", "registrar_convenio", "subsanar_prevencion"} & set(filas)
    assert not [d for d in despertares(dado(*remitido(), fin), BASE) if d.decision == "tener_por_inscrito"]


def avisos(*pasos):
    return [
        (p.visible, p.vence, p.rol) for p in pendientes(dado(*pasos), BASE) if p.tipo == "limite_ejecucion"
    ]


def test_el_limite_para_ejecutar_se_avisa_a_180_y_a_60_dias():
    dias = [LIMITE - timedelta(days=d) for d in (180, 60, 0)]
    assert avisos(*en_seguimiento()) == [
        (dias[0], dias[1], RESPONSABLE),
        (dias[1], dias[2], COORDINADOR),
    ]


def test_el_limite_no_descansa_con_el_caso_y_en_judicial_es_suyo():
    suspendido = CasoSuspendido(causa=CausaSuspension.QUEJA, revisar=date(2026, 5, 4), motivo="queja")
    assert {rol for *_, rol in avisos(*en_seguimiento(), suspendido)} == {COORDINADOR}
    assert {rol for *_, rol in avisos(*en_seguimiento(), CasoTurnadoAJudicial())} == {JUDICIAL}


def test_pagado_o_cerrado_ya_no_hay_que_ejecutar():
    assert avisos(*liquidado()) == []
    assert avisos(*en_seguimiento(), CasoCerrado(causa=CausaCierre.INCOBRABLE)) == []
