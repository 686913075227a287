"""What was done in time: a complaint by its standard, a message by the next day, a report two days after."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from casos.asiento import Asiento
from casos.comision import ComisionCambiada, ComisionInformada, ComisionOrdenada, Programa
from casos.decision import COORDINADOR
from casos.manifestacion import Clase, ManifestacionRecibida, ManifestacionRespondida, ReciboAcusado
from casos.mediacion.vocabulario import Medio
from casos.recado import RecadoEntendido, RecadoPasado, RecadoTomado
from casos.tiempo import ZONA
from casos.tipo import hacer_historia
from casos.versiones import BASE
from flujos.plazos import en_plazo

LUNES = datetime(2026, 3, 2, 9, tzinfo=ZONA)
QUEJA = ManifestacionRecibida(
    folio="Q26-1", clase=Clase.QUEJA, medio=Medio.CORREO, persona_id=UUID(int=5), texto="Esperé dos horas"
)
RESPUESTA = ManifestacionRespondida(respuesta="Se corrigió", medio=Medio.CORREO)
RECADO = RecadoTomado(para="luis", rol="responsable", persona_id=UUID(int=5), pide="LLAMAR", motivo="x")


def historia(*pasos):
    asientos = [
        Asiento(n, h, cuando, cuando, "maria", COORDINADOR, "HMO")
        for n, (h, dias) in enumerate(pasos, 1)
        for cuando in [LUNES + timedelta(days=dias)]
    ]
    return hacer_historia(UUID(int=1), asientos)


@pytest.mark.parametrize(("dias", "a_tiempo"), [(0, True), (14, True), (15, True), (16, False)])
def test_una_queja_se_responde_a_tiempo_en_diez_dias_habiles(dias, a_tiempo):
    acuse = ReciboAcusado(medio=Medio.CORREO)
    assert en_plazo(historia((QUEJA, 0), (acuse, 0), (RESPUESTA, dias)), BASE) == {2: True, 3: a_tiempo}


def test_un_recado_cuenta_desde_que_lo_tiene_quien_lo_atiende():
    assert en_plazo(historia((RECADO, 0), (RecadoEntendido(), 1)), BASE) == {2: True}
    assert en_plazo(historia((RECADO, 0), (RecadoEntendido(), 2)), BASE) == {2: False}
    pasado = RecadoPasado(para="eva", rol="responsable")
    assert en_plazo(historia((RECADO, 0), (pasado, 3), (RecadoEntendido(), 4)), BASE) == {3: True}


def test_el_informe_de_una_comision_tarde_es_tarde_y_moverla_no_es_hacerla():
    dia = date(2026, 3, 4)
    ordenada = ComisionOrdenada(
        usuario="ana", rol="responsable", persona_id=UUID(int=5), evento="Feria", programa=Programa.BECAS, lugar="Ures",
        desde=dia, hasta=dia, inicio=time(9), fin=time(14), ordena="Dirección", oficio="D-1",
    )  # fmt: skip
    informe = ComisionInformada(personas=40, minutos=300, resultado="x")
    assert en_plazo(historia((ordenada, 0), (informe, 4)), BASE) == {2: True}
    assert en_plazo(historia((ordenada, 0), (informe, 7)), BASE) == {2: False}
    otro_dia = date(2026, 3, 11)
    movida = ComisionCambiada(
        lugar="Ures", desde=otro_dia, hasta=otro_dia, inicio=time(9), fin=time(14), oficio="D-1"
    )
    assert en_plazo(historia((ordenada, 0), (movida, 1), (informe, 10)), BASE) == {3: True}
