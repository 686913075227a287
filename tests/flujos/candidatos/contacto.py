"""Candidates for the decisions about reaching people."""

from datetime import timedelta
from decimal import Decimal

from casos.mediacion import (
    contacto,
    promesas,
    visitas,
)
from casos.mediacion.vocabulario import (
    CalidadNumero,
    Contesto,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    ResultadoVisita,
    TipoVisita,
)
from tests.flujos.candidatos.base import MOTIVO, habil, hoy, para


@para("registrar_llamada")
def _(caso, ctx):
    nadie = {"contesto": Contesto.NADIE, "resultado": ResultadoLlamada.NO_CONTESTA}
    titular = {"contesto": Contesto.TITULAR, "resultado": ResultadoLlamada.CONTACTO_TITULAR}
    promesa = promesas.NuevaPromesa(importe=Decimal(500), fecha=hoy(ctx) + timedelta(days=2))
    return [
        contacto.LlamadaHecha(motivo=MotivoLlamada.SEGUIMIENTO, **nadie),
        contacto.LlamadaHecha(motivo=MotivoLlamada.SEGUIMIENTO, **titular),
        contacto.LlamadaHecha(
            motivo=MotivoLlamada.SEGUIMIENTO, contesto=Contesto.TITULAR, promesa=promesa,
            resultado=ResultadoLlamada.PROMESA_PAGO,
        ),
    ]  # fmt: skip


@para("registrar_llamada_recibida")
def _(caso, ctx):
    return [contacto.LlamadaDeLaParte(asunto="Pregunta su saldo")]


@para("autorizar_intento")
def _(caso, ctx):
    return [contacto.Autorizacion(dia=hoy(ctx), motivo=MOTIVO)]


@para("calificar_numero")
def _(caso, ctx):
    quien = caso.apertura.persona_id
    return [contacto.Calificacion(persona_id=quien, telefono="tel-1", calidad=CalidadNumero.DUDOSO)]


@para("enviar_carta")
def _(caso, ctx):
    return [contacto.CartaOMensaje(medio=Medio.CORREO, plantilla="invitacion_a_pagar")]


@para("registrar_atencion")
def _(caso, ctx):
    return [contacto.AtencionDada(medio=Medio.PRESENCIAL, asunto="Saldo")]


@para("programar_visita")
def _(caso, ctx):
    dia = habil(hoy(ctx), 2, ctx, "INSTITUTO")
    return [visitas.NuevaVisita(tipo=TipoVisita.DOMICILIARIA, dia=dia, oficio="OF-1")]


@para("registrar_visita")
def _(caso, ctx):
    abiertas = [v.numero for v in caso.contacto.visitas.values() if not v.hecha.version] or [None]
    tipo = TipoVisita.DOMICILIARIA if abiertas[0] else TipoVisita.RECIBIDA
    return [visitas.VisitaHecha(visita=abiertas[0], tipo=tipo, resultado=ResultadoVisita.TITULAR)]


@para("cancelar_visita")
def _(caso, ctx):
    return [visitas.Cancelacion(visita=n, motivo=MOTIVO) for n in sorted(caso.contacto.visitas)[-1:]]
