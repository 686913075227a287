"""Candidates for the decisions about judicial, rest and closing."""

from casos.mediacion import (
    cierre,
    judicial,
    suspension,
)
from casos.mediacion.vocabulario import (
    CausaCierre,
    CausaSuspension,
)
from tests.flujos.candidatos.base import MOTIVO, convenio_de, para


@para("solicitar_turno", "rechazar_turno", "devolver_de_judicial")
def _(caso, ctx):
    return [judicial.ConMotivo(motivo=MOTIVO)]


@para("turnar_a_judicial", "cerrar_caso", "confirmar_liquidacion")
def _(caso, ctx):
    return [None]


@para("recibir_expediente")
def _(caso, ctx):
    return [judicial.Recepcion(numero="J-1")]


@para("registrar_seguimiento_judicial")
def _(caso, ctx):
    return [judicial.Seguimiento(estado="Emplazado")]


@para("registrar_convenio_en_juicio")
def _(caso, ctx):
    return [judicial.ConvenioJudicial(juzgado="Juzgado 2.º", expediente="45/2026")]


@para("suspender")
def _(caso, ctx):
    return [suspension.NuevaSuspension(causa=CausaSuspension.ACLARACION, motivo=MOTIVO)]


@para("reanudar")
def _(caso, ctx):
    return [suspension.Reanudacion(motivo=MOTIVO)]


@para("entregar_carta_de_no_adeudo")
def _(caso, ctx):
    return [cierre.CartaEntregada()]


@para("actualizar_buro")
def _(caso, ctx):
    de_convenio = [cierre.AvisoAlBuro(convenio=convenio_de(caso))] if caso.convenios else []
    return [cierre.AvisoAlBuro(), *de_convenio]


@para("registrar_alta_de_plan")
def _(caso, ctx):
    return [cierre.AltaDePlan(convenio=convenio_de(caso))]


@para("devolver_pagare")
def _(caso, ctx):
    return [cierre.DevolucionDePagare(credito=n) for n in sorted(caso.creditos)]


@para("cerrar_por_causa")
def _(caso, ctx):
    return [cierre.CierrePorCausa(causa=CausaCierre.INCOBRABLE, motivo=MOTIVO, soporte="OF-9")]


@para("reabrir_caso")
def _(caso, ctx):
    return [cierre.Reapertura(motivo=MOTIVO)]


@para("transferir_a_concentracion")
def _(caso, ctx):
    return [cierre.Transferencia(ubicacion="Concentración 4")]
