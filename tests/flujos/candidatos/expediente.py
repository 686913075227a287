"""Candidates for the decisions about the file."""

from datetime import timedelta
from uuid import UUID

from casos.mediacion import (
    apertura,
    expediente,
    fallecimiento,
)
from casos.mediacion.vocabulario import (
    OrigenCaso,
    RolParte,
)
from casos.tiempo import dia_local
from tests.casos.mediacion.fabrica import ACREDITADO, AVAL, CREDITO, ESTUDIANTE, OFICIAL
from tests.flujos.candidatos.base import MOTIVO, OTRO, habil, hoy, para


@para("abrir_caso")
def _(caso, ctx):
    saldo = apertura.NuevoSaldo(corte=hoy(ctx), capital=14000, ordinario=2000, moratorio=4000, gastos=0)
    credito = apertura.NuevoCredito(credito=CREDITO, saldo=saldo)
    aval = apertura.NuevaPersona(persona_id=AVAL, rol=RolParte.AVAL)
    datos = {"origen": OrigenCaso.CARTERA, "persona_id": ACREDITADO, "responsable": OFICIAL, "sede": "HMO"}
    primero = habil(hoy(ctx), 2, ctx, "GESTION_COBRANZA")
    return [apertura.NuevoCaso(**datos, creditos=(credito,), personas=(aval,), primer_contacto=primero)]


@para("vincular_credito")
def _(caso, ctx):
    return [apertura.NuevoCredito(credito=OTRO)]


@para("desvincular_credito")
def _(caso, ctx):
    return [apertura.CreditoEquivocado(credito=n, motivo=MOTIVO) for n in (OTRO, CREDITO)]


@para("recibir_saldo")
def _(caso, ctx):
    montos = {"capital": 14000, "ordinario": 2000, "moratorio": 4000, "gastos": 0}
    return [apertura.SaldoDeCredito(credito=n, corte=hoy(ctx), **montos) for n in sorted(caso.creditos)]


@para("vincular_persona")
def _(caso, ctx):
    return [apertura.NuevaPersona(persona_id=ESTUDIANTE, rol=RolParte.ESTUDIANTE)]


@para("desvincular_persona")
def _(caso, ctx):
    return [
        apertura.PersonaEquivocada(persona_id=ESTUDIANTE, rol=RolParte.ESTUDIANTE, motivo=MOTIVO),
        apertura.PersonaEquivocada(persona_id=AVAL, rol=RolParte.AVAL, motivo=MOTIVO),
    ]


@para("registrar_fallecimiento")
def _(caso, ctx):
    return [fallecimiento.Defuncion(persona_id=AVAL, soporte="Acta 12")]


@para("corregir_deudor")
def _(caso, ctx):
    return [apertura.DeudorCorrecto(persona_id=UUID(int=50 + len(caso.partes)), motivo=MOTIVO)]


@para("actualizar_contacto")
def _(caso, ctx):
    quien = caso.apertura.persona_id
    return [apertura.DatosDePersona(persona_id=quien, campos=("telefono",), completos=("telefono",))]


@para("reasignar")
def _(caso, ctx):
    otro = "luis" if caso.apertura.responsable == OFICIAL else OFICIAL
    return [expediente.Reasignacion(responsable=otro, motivo=MOTIVO)]


@para("agregar_nota")
def _(caso, ctx):
    return [expediente.Nota(texto="Trae su identificación la próxima vez")]


@para("revisar")
def _(caso, ctx):
    return [expediente.Revision(hasta=caso.revisado_hasta + 1)]


@para("descartar_pendiente")
def _(caso, ctx):
    return [expediente.Descarte(tipo="primer_contacto", clave="acreditado", causa=1, motivo=MOTIVO)]


@para("posponer_pendiente")
def _(caso, ctx):
    hasta = dia_local(ctx.ahora) + timedelta(days=3)
    datos = {"tipo": "primer_contacto", "clave": "acreditado", "causa": 1, "motivo": MOTIVO}
    return [expediente.Posposicion(**datos, hasta=hasta)]


@para("olvidar_persona")
def _(caso, ctx):
    return [expediente.Olvido(persona_id=caso.apertura.persona_id, por_resolucion=True)]
