"""Reserving a file and reviewing who looked: facts in two light cases."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest

from casos.asiento import Asiento
from casos.consultas import (
    RESERVA,
    REVISION,
    Conclusion,
    ConsultasRevisadas,
    ExpedienteReservado,
    MotivoDeReserva,
    NuevaReserva,
    ReservaLevantada,
    Revisada,
    Senal,
    levantar_reserva,
    reservar_expediente,
    revisar_consultas,
)
from casos.decision import COORDINADOR, Contexto, Rechazo
from casos.hecho import Hecho
from casos.tiempo import ZONA
from casos.tipo import TipoCaso
from tests.casos.mediacion.fabrica import LUNES, ctx

CASO = UUID(int=5)
FAMILIAR = NuevaReserva(caso=CASO, motivo=MotivoDeReserva.FAMILIAR)
VISTA = Revisada(
    usuario="ana", dia=date(2026, 11, 20), senal=Senal.AJENOS, cuantas=16, conclusion=Conclusion.JUSTIFICADA
)


def contexto() -> Contexto:
    return ctx(LUNES)._replace(autor="coordinador", rol=COORDINADOR)


def con(tipo: TipoCaso, *hechos: Hecho) -> Any:
    dia = datetime(2026, 3, 2, 9, tzinfo=ZONA)
    return tipo.plegar(Asiento(n, h, dia, dia, "coordinador", COORDINADOR) for n, h in enumerate(hechos, 1))


def test_se_reserva_una_vez_y_se_levanta_una_vez() -> None:
    reservado = ExpedienteReservado(caso=CASO, motivo=MotivoDeReserva.FAMILIAR)
    assert reservar_expediente(RESERVA.inicial, FAMILIAR, contexto()) == [reservado]
    estado = con(RESERVA, reservado)
    assert reservar_expediente(estado, FAMILIAR, contexto()) == []
    otro = FAMILIAR.model_copy(update={"motivo": MotivoDeReserva.RIESGO})
    assert reservar_expediente(estado, otro, contexto()) == [
        ExpedienteReservado(caso=CASO, motivo=MotivoDeReserva.RIESGO)
    ]
    assert levantar_reserva(estado, None, contexto()) == [ReservaLevantada()]
    assert levantar_reserva(con(RESERVA, reservado, ReservaLevantada()), None, contexto()) == []


def test_cada_revision_es_un_hecho_y_la_misma_no_se_repite() -> None:
    revisadas = ConsultasRevisadas(**VISTA.model_dump())
    assert revisar_consultas(REVISION.inicial, VISTA, contexto()) == [revisadas]
    estado = con(REVISION, revisadas)
    assert revisar_consultas(estado, VISTA, contexto()) == []
    mas = VISTA.model_copy(update={"cuantas": 17})
    assert revisar_consultas(estado, mas, contexto()) == [ConsultasRevisadas(**mas.model_dump())]


def test_nadie_revisa_sus_propias_consultas() -> None:
    with pytest.raises(Rechazo, match="las revisa otra persona"):
        revisar_consultas(REVISION.inicial, VISTA.model_copy(update={"usuario": "coordinador"}), contexto())
