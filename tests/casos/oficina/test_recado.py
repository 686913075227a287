"""A message: taken for another, understood by whom it is for, given on, and late for the coordinator."""

from datetime import date, datetime
from uuid import UUID

import pytest

from casos.asiento import Asiento
from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.recado import (
    TIPO,
    NuevoRecado,
    OtroDestino,
    Recado,
    RecadoEntendido,
    RecadoPasado,
    RecadoTomado,
    entender_recado,
    pasar_recado,
    puede_leer,
    tomar_recado,
)
from casos.tiempo import ZONA
from casos.versiones import BASE
from flujos.recado import pendientes
from tests.casos.mediacion.fabrica import LUNES, ctx

QUIEN = UUID(int=5)
NUEVO = NuevoRecado(
    para="luis", rol=RESPONSABLE, sede="OBR", persona_id=QUIEN, motivo="Pregunta por su carta"
)
TOMADO = RecadoTomado(
    para="luis", rol=RESPONSABLE, sede="OBR", persona_id=QUIEN, pide="LLAMAR", motivo="Carta"
)
AL_COMPANERO = RecadoPasado(para="eva", rol=RESPONSABLE)


def dado(*hechos, dia=2):
    asientos = [
        Asiento(n, h, cuando, cuando, "maria", RESPONSABLE, "HMO")
        for n, h in enumerate(hechos, 1)
        for cuando in [datetime(2026, 3, dia + n - 1, 9, tzinfo=ZONA)]
    ]
    return TIPO.plegar(asientos)


def de(usuario, rol=RESPONSABLE):
    return ctx(LUNES)._replace(autor=usuario, rol=rol)


def test_se_toma_una_vez_y_con_su_motivo():
    [tomado] = tomar_recado(Recado(), NUEVO, de("maria"))
    assert (tomado.para, tomado.motivo) == ("luis", "Pregunta por su carta")
    assert tomar_recado(dado(TOMADO), NUEVO, de("maria")) == []
    with pytest.raises(Rechazo, match="Escriba el recado"):
        tomar_recado(Recado(), NUEVO.model_copy(update={"motivo": " "}), de("maria"))
    with pytest.raises(Rechazo, match="para otra persona"):
        tomar_recado(Recado(), NUEVO, de("luis"))


def test_lo_entiende_el_destinatario_o_el_coordinador_y_nadie_mas():
    recado = dado(TOMADO)
    assert entender_recado(recado, None, de("luis")) == [RecadoEntendido()]
    assert entender_recado(recado, None, de("rosa", COORDINADOR)) == [RecadoEntendido()]
    with pytest.raises(Rechazo, match="solo ella o el coordinador"):
        entender_recado(recado, None, de("maria"))
    assert entender_recado(dado(TOMADO, RecadoEntendido()), None, de("luis")) == []
    with pytest.raises(Rechazo, match="no existe"):
        entender_recado(Recado(), None, de("luis"))


def test_pasado_a_otra_persona_ya_no_es_del_primero():
    [pasado] = pasar_recado(dado(TOMADO), OtroDestino(para="eva", rol=RESPONSABLE), de("luis"))
    recado = dado(TOMADO, pasado)
    assert (recado.para, recado.sede) == ("eva", "OBR")
    assert not puede_leer(recado, "luis", RESPONSABLE)
    assert puede_leer(recado, "maria", RESPONSABLE)
    assert pasar_recado(recado, OtroDestino(para="eva", rol=RESPONSABLE), de("eva")) == []
    with pytest.raises(Rechazo, match="ya se atendió"):
        pasar_recado(dado(TOMADO, RecadoEntendido()), OtroDestino(para="eva", rol=RESPONSABLE), de("luis"))


def test_un_renglon_para_quien_es_y_otro_del_coordinador_cuando_se_atrasa():
    suya, del_coordinador = pendientes(dado(TOMADO), BASE)
    assert (suya.usuario, suya.rol, suya.vence) == ("luis", RESPONSABLE, date(2026, 3, 3))
    assert (del_coordinador.usuario, del_coordinador.rol) == (None, COORDINADOR)
    assert del_coordinador.visible == date(2026, 3, 4)
    assert "luis" in del_coordinador.titulo


def test_el_urgente_vence_el_mismo_dia_y_va_primero():
    urgente, _ = pendientes(dado(TOMADO.model_copy(update={"urgente": True})), BASE)
    tranquilo, _ = pendientes(dado(TOMADO), BASE)
    assert urgente.vence == date(2026, 3, 2)
    assert urgente.prioridad < tranquilo.prioridad


def test_pasado_el_plazo_corre_de_nuevo_y_entendido_no_queda_nada():
    suya, _ = pendientes(dado(TOMADO, AL_COMPANERO), BASE)
    assert (suya.usuario, suya.vence, suya.causa) == ("eva", date(2026, 3, 4), (2,))
    assert list(pendientes(dado(TOMADO, RecadoEntendido()), BASE)) == []
    assert list(pendientes(Recado(), BASE)) == []


def test_el_que_es_para_el_coordinador_no_le_llega_dos_veces():
    para_rosa = TOMADO.model_copy(update={"para": "rosa", "rol": COORDINADOR})
    [fila] = pendientes(dado(para_rosa), BASE)
    assert (fila.usuario, fila.rol, fila.escala) == ("rosa", COORDINADOR, False)


def test_la_fila_del_coordinador_nombra_la_cuenta_y_la_pantalla_a_la_persona():
    _, tarde = pendientes(dado(TOMADO), BASE)
    assert tarde.titulo == "Recado sin atender, para @luis"
