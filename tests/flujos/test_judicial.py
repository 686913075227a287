"""Next actions of handing a case to judicial and of following it there."""

from datetime import date

from casos.decision import COORDINADOR, JUDICIAL, RESPONSABLE
from casos.mediacion.hechos.cierre import (
    CasoDevueltoDeJudicial,
    ConvenioEnJuicio,
    ExpedienteRecibidoPorJudicial,
    SeguimientoJudicialRegistrado,
    TurnoRechazado,
)
from tests.casos.mediacion.fabrica_convenios import con_borrador
from tests.casos.mediacion.fabrica_seguimiento import TURNO, bandeja, no_comparecio, solicitado, turnado

DIA = date(2026, 3, 31)
RECIBIDO = (*turnado(), (ExpedienteRecibidoPorJudicial(numero="J-5"), DIA))


def test_lo_pedido_lo_decide_el_coordinador_viendo_lo_que_falta():
    fila = bandeja(*solicitado())["decidir_turno"]
    assert (fila.rol, fila.vence) == (COORDINADOR, date(2026, 3, 30))
    assert fila.detalle.startswith("Al paquete le falta: constancia del tribunal, pagaré del crédito")
    assert "decidir_turno" not in bandeja(*no_comparecio())


def test_rechazado_el_caso_sigue_teniendo_que_hacer():
    filas = bandeja(*solicitado(), (TurnoRechazado(motivo="faltan gestiones"), DIA))
    assert "decidir_turno" not in filas
    assert any(fila.rol == RESPONSABLE for fila in filas.values())


def test_judicial_lo_recibe_en_cinco_dias_habiles():
    fila = bandeja(*turnado())["recibir_expediente"]
    assert (fila.rol, fila.vence) == (JUDICIAL, date(2026, 4, 7))
    assert "recibir_expediente" not in bandeja(*RECIBIDO)


def test_cada_trimestre_se_registra_como_va():
    assert bandeja(*turnado())["seguimiento_judicial"].vence == date(2026, 6, 29)
    assert date(2026, 3, 27) == TURNO
    fila = bandeja(*RECIBIDO)["seguimiento_judicial"]
    assert (fila.rol, fila.visible, fila.vence) == (RESPONSABLE, date(2026, 6, 30), date(2026, 6, 30))
    seguido = (*RECIBIDO, (SeguimientoJudicialRegistrado(estado="admitida"), date(2026, 6, 30)))
    assert bandeja(*seguido)["seguimiento_judicial"].vence == date(2026, 9, 30)


def test_un_convenio_en_juicio_pide_capturarlo_y_firmarlo():
    juicio = ConvenioEnJuicio(juzgado="Segundo Civil", expediente="12/2026")
    filas = bandeja(*RECIBIDO, (juicio, date(2026, 4, 7)))
    assert filas["convenio_en_juicio"].acciones[0] == "elaborar_convenio"
    assert filas["convenio_en_juicio"].detalle == "Juzgado: Segundo Civil."
    assert "seguimiento_judicial" not in filas
    borrador = con_borrador()[-1]
    con_el = bandeja(*RECIBIDO, (juicio, date(2026, 4, 7)), borrador[0])
    assert con_el["convenio_en_juicio"].acciones[0] == "firmar_convenio"


def test_devuelto_el_responsable_decide_como_sigue():
    filas = bandeja(*RECIBIDO, (CasoDevueltoDeJudicial(motivo="falta un pagaré"), date(2026, 4, 7)))
    assert any(fila.rol == RESPONSABLE for fila in filas.values())
    assert not {"recibir_expediente", "seguimiento_judicial"} & set(filas)
