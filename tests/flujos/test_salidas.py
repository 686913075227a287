"""Ways out of a case while a session is still to come: it ends everywhere, and those who expect it are told."""

from datetime import date

import pytest

from casos.decision import COORDINADOR, RESPONSABLE, Rechazo
from casos.mediacion.apertura import NuevoCredito, vincular_credito
from casos.mediacion.cierre import CierrePorCausa, Reapertura, cerrar_por_causa, reabrir_caso
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.hechos.cierre import CasoCerrado, CasoDevueltoDeJudicial, CasoTurnadoAJudicial
from casos.mediacion.hechos.pagos import AdeudoLiquidado, LiquidacionRevertida
from casos.mediacion.hechos.sesiones import SesionAgendada
from casos.mediacion.invitaciones import AvisoALasPartes, avisar_partes
from casos.mediacion.mecanismo import AvisoAlJuez, avisar_juez
from casos.mediacion.sesiones import Cancelacion, cancelar_sesion
from casos.mediacion.vocabulario import CausaCierre, Etapa, Medio
from tests.casos.mediacion.fabrica import agendado, dado, instante
from tests.casos.mediacion.fabrica_convenios import contexto, tras
from tests.casos.mediacion.fabrica_seguimiento import bandeja

DIA = date(2026, 3, 5)
DE_LA_SESION = {"confirmar_invitacion", "recordar_sesion", "preparar_estado_de_cuenta", "capturar_resultado"}


def cerrado(causa=CausaCierre.INCOBRABLE):
    datos = CierrePorCausa(causa=causa, motivo="No hay de qué cobrar.", soporte="Dictamen 4")
    return tras(agendado(), DIA, cerrar_por_causa, datos)


def de_un_juicio(pasos):
    """The session came from a lawsuit."""
    con_fecha = (paso if isinstance(paso, tuple) else (paso, None) for paso in pasos)
    de_juicio = {"juzgado": "Juzgado 2"}
    return tuple(
        (hecho.model_copy(update=de_juicio) if isinstance(hecho, SesionAgendada) else hecho, cuando)
        for hecho, cuando in con_fecha
    )


SALIDAS = {
    "cierre": (CasoCerrado(causa=CausaCierre.PRESCRIPCION, motivo="m", soporte="s"), DIA),
    "turno": (CasoTurnadoAJudicial(), DIA),
    "liquidacion": (AdeudoLiquidado(), DIA),
}


@pytest.mark.parametrize("salida", SALIDAS)
def test_por_cualquier_salida_la_sesion_termina_y_se_avisa(salida):
    pasos = (*agendado(), SALIDAS[salida])
    caso, filas = dado(*pasos), bandeja(*pasos)
    assert caso.sesion is None
    assert caso.sesiones[1].estado is EstadoSesion.CANCELADA
    assert not caso.mecanismo.corre
    assert not DE_LA_SESION & set(filas)
    assert filas["avisar_partes"].titulo.startswith("Avisar al tribunal y a las partes que se canceló")
    assert (filas["avisar_partes"].rol, filas["avisar_partes"].vence) == (RESPONSABLE, date(2026, 3, 6))
    assert "avisar_partes" not in bandeja(
        *tras(pasos, DIA, avisar_partes, AvisoALasPartes(sesion=1, medio=Medio.CORREO))
    )


@pytest.mark.parametrize("causa", [CausaCierre.DUPLICADO, CausaCierre.ERROR_DE_CAPTURA])
def test_si_el_caso_estaba_de_mas_la_sesion_no_se_cancela_ante_nadie(causa):
    filas = bandeja(*de_un_juicio(cerrado(causa)))
    assert list(filas) == ["transferir_a_concentracion"]


def test_cerrado_lo_que_venia_de_un_juicio_se_avisa_al_juez():
    pasos = de_un_juicio(cerrado())
    fila = bandeja(*pasos)["avisar_juez"]
    assert fila.vence in {date(2026, 3, 6), date(2026, 3, 9)}
    inicio = tras(pasos, DIA, avisar_juez, AvisoAlJuez(de="inicio"))
    final = tras(inicio, DIA, avisar_juez, AvisoAlJuez(de="conclusion"))
    assert "avisar_juez" in bandeja(*inicio)
    assert "avisar_juez" not in bandeja(*final)


def test_reabierto_vuelve_sin_sesion_y_admite_otra():
    pasos = tras(cerrado(), DIA, reabrir_caso, Reapertura(motivo="Apareció un pago."))
    caso, filas = dado(*pasos), bandeja(*pasos)
    assert caso.etapa is Etapa.REGISTRADO
    assert not DE_LA_SESION & set(filas)
    assert {"revisar_reapertura", "avisar_partes"} <= set(filas)
    nueva = agendado()[-1][0].model_copy(update={"sesion": 2, "num_sesion": 2})
    otra = dado(*pasos, (nueva, instante(DIA)))
    assert (otra.etapa, otra.mecanismo.corre, otra.mecanismo.inicio.version) == (
        Etapa.AGENDADO, True, len(pasos) + 1,
    )  # fmt: skip


def test_si_el_pago_que_liquidaba_se_devuelve_no_queda_agendado_sin_sesion():
    liquidado = (*agendado(), SALIDAS["liquidacion"])
    caso = dado(*liquidado, (LiquidacionRevertida(folio="F"), DIA))
    assert caso.etapa is Etapa.REGISTRADO


def test_de_judicial_no_vuelve_con_la_sesion_por_venir():
    pasos = (*agendado(), SALIDAS["turno"], (CasoDevueltoDeJudicial(motivo="m"), date(2026, 3, 20)))
    assert not DE_LA_SESION & set(bandeja(*pasos))


def test_lo_que_ya_termino_no_se_cancela_otra_vez():
    datos = Cancelacion(sesion=1, causa="La canceló el tribunal.", archivo="ab12", fila=2)
    assert cancelar_sesion(dado(*cerrado()), datos, contexto(DIA)) == []
    with pytest.raises(Rechazo, match="cerrado"):
        vincular_credito(dado(*cerrado()), NuevoCredito(credito="20000002"), contexto(DIA, COORDINADOR))
