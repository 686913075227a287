"""Visits of the three kinds: planned, made with result and evidence, called off."""

from datetime import date

import pytest

from casos.decision import Rechazo
from casos.mediacion.hechos.cierre import CasoSuspendido
from casos.mediacion.hechos.contacto import VisitaCancelada, VisitaProgramada, VisitaRealizada
from casos.mediacion.hechos.documentos import DocumentoAnexado
from casos.mediacion.visitas import (
    Cancelacion,
    NuevaVisita,
    VisitaHecha,
    cancelar_visita,
    programar_visita,
    registrar_visita,
)
from casos.mediacion.vocabulario import CausaSuspension, ResultadoVisita, TipoDocumento, TipoVisita
from tests.casos.mediacion.fabrica import ACREDITADO, LUNES, ctx, dado, registrado
from tests.casos.mediacion.fabrica_convenios import tras
from tests.casos.mediacion.fabrica_seguimiento import MARTES, escaneo

DIA = date(2026, 3, 12)
NUEVA = NuevaVisita(tipo=TipoVisita.DOMICILIARIA, dia=DIA, oficio="OF-12/2026")
FOTO = DocumentoAnexado(huella="f" * 64, tipo=TipoDocumento.EVIDENCIA_VISITA, formato="jpg")


def visita(resultado=ResultadoVisita.TITULAR, **cambios):
    return VisitaHecha.model_validate(
        {"visita": 1, "tipo": TipoVisita.DOMICILIARIA, "resultado": resultado} | cambios
    )


def programada():
    return tras(registrado(), MARTES, programar_visita, NUEVA)


def test_una_visita_se_programa_una_vez():
    (hecho,) = programar_visita(dado(*registrado()), NUEVA, ctx(MARTES))
    assert hecho == VisitaProgramada(visita=1, tipo=TipoVisita.DOMICILIARIA, dia=DIA, oficio="OF-12/2026")
    assert programar_visita(dado(*programada()), NUEVA, ctx(MARTES)) == []
    with pytest.raises(Rechazo, match="ya pasó"):
        programar_visita(dado(*registrado()), NUEVA.model_copy(update={"dia": LUNES}), ctx(MARTES))


def test_suspendido_no_se_visita_pero_lo_hecho_se_registra():
    suspendido = CasoSuspendido(causa=CausaSuspension.QUEJA, revisar=date(2026, 4, 1), motivo="queja")
    pasos = (*programada(), suspendido)
    with pytest.raises(Rechazo, match="suspendido"):
        programar_visita(dado(*pasos), NUEVA.model_copy(update={"dia": date(2026, 3, 20)}), ctx(DIA))
    assert registrar_visita(dado(*pasos), visita(), ctx(DIA))


def test_la_visita_programada_se_hace_una_vez():
    pasos = (*programada(), FOTO)
    (hecho,) = registrar_visita(dado(*pasos), visita(evidencia=escaneo("f")), ctx(DIA))
    assert hecho == VisitaRealizada(
        visita=1, tipo=TipoVisita.DOMICILIARIA, resultado=ResultadoVisita.TITULAR, evidencia="f" * 64
    )
    pasos = (*pasos, (hecho, DIA))
    assert registrar_visita(dado(*pasos), visita(), ctx(DIA)) == []
    with pytest.raises(Rechazo, match="ya se hizo"):
        registrar_visita(dado(*pasos), visita(ResultadoVisita.AVAL), ctx(DIA))


def test_la_foto_de_la_visita_queda_en_el_expediente_con_ella():
    anexado, hecho = registrar_visita(dado(*programada()), visita(evidencia=escaneo("e")), ctx(DIA))
    assert (anexado.huella, anexado.tipo) == (hecho.evidencia, TipoDocumento.EVIDENCIA_VISITA)
    assert anexado.personas == (ACREDITADO,)


def test_una_visita_sin_programar_lleva_el_numero_que_sigue():
    (hecho,) = registrar_visita(
        dado(*programada()), visita(visita=None, tipo=TipoVisita.RECIBIDA), ctx(MARTES)
    )
    assert hecho.visita == 2


@pytest.mark.parametrize(
    ("cambios", "motivo"),
    [
        ({"visita": 9}, "no tiene una visita 9"),
        ({"tipo": TipoVisita.INSTITUCIONAL}, "de otro tipo"),
        (
            {"visita": None, "tipo": TipoVisita.RECIBIDA, "resultado": ResultadoVisita.DOMICILIO_NO_EXISTE},
            "fuera de la oficina",
        ),
    ],
)
def test_lo_que_no_cuadra_se_corrige(cambios, motivo):
    with pytest.raises(Rechazo, match=motivo):
        registrar_visita(dado(*programada()), visita(**cambios), ctx(DIA))


def test_una_visita_se_cancela_con_su_motivo():
    cancela = Cancelacion(visita=1, motivo="Se mudó.")
    (hecho,) = cancelar_visita(dado(*programada()), cancela, ctx(MARTES))
    assert isinstance(hecho, VisitaCancelada)
    pasos = (*programada(), hecho)
    assert cancelar_visita(dado(*pasos), cancela, ctx(MARTES)) == []
    with pytest.raises(Rechazo, match="se canceló"):
        registrar_visita(dado(*pasos), visita(), ctx(DIA))
    with pytest.raises(Rechazo, match="por qué"):
        cancelar_visita(dado(*programada()), Cancelacion(visita=1, motivo=""), ctx(MARTES))
