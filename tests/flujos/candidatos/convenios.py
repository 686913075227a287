"""Candidates for the decisions about agreements."""

from datetime import timedelta
from decimal import Decimal

from casos.dinero.condonacion import Porcentajes
from casos.mediacion import (
    adenda,
    convenios,
    firma,
    incumplimiento,
    oferta,
    vencimientos,
)
from casos.mediacion.hechos.convenios import OpcionVista
from casos.mediacion.vocabulario import (
    Medio,
    Producto,
    RolParte,
    Via,
)
from casos.tiempo import dia_local
from tests.casos.mediacion.fabrica import CREDITO
from tests.flujos.candidatos.base import AMBOS, MOTIVO, convenio_de, habil, hoy, para


@para("presentar_opciones")
def _(caso, ctx):
    vista = OpcionVista(
        producto=Producto.CONVENIO_CORTO,
        parcialidades=4,
        importe=4000,
        pago_inicial=4000,
        total=20000,
        condonado=0,
    )
    return [convenios.Opciones(opciones=(vista,))]


@para("elaborar_convenio")
def _(caso, ctx):
    primera = habil(hoy(ctx), 15, ctx, "BANCOS")
    base = {"via": Via.INSTITUCIONAL, "primera": primera, "firman": (RolParte.ACREDITADO, RolParte.AVAL)}
    inicial = {"pago_inicial": Decimal(4000), "inicial_vence": habil(hoy(ctx), 3, ctx, "BANCOS")}
    quita = Porcentajes(moratorio=Decimal(100))
    corto = {**base, "producto": Producto.CONVENIO_CORTO, "parcialidades": 3}
    return [
        oferta.Propuesta(**{**corto, **inicial, "via": Via.STJ}),
        oferta.Propuesta(**corto, condonacion=quita),
        oferta.Propuesta(**{**corto, **inicial, "creditos": (CREDITO,)}),
        oferta.Propuesta(**{**base, "producto": Producto.REGENERACION, "parcialidades": 3}),
    ]


@para("autorizar_descuento", "rechazar_descuento")
def _(caso, ctx):
    borrador = caso.borrador
    numero, revision = (borrador.numero, borrador.elaborado.revision) if borrador else (1, 1)
    return [convenios.Respuesta(convenio=numero, revision=revision, motivo=MOTIVO)]


@para("descartar_convenio")
def _(caso, ctx):
    return [convenios.Descarte(convenio=caso.borrador.numero if caso.borrador else 1, motivo=MOTIVO)]


@para("firmar_convenio", "regenerar_adeudo")
def _(caso, ctx):
    borrador = caso.borrador
    numero, revision = (borrador.numero, borrador.elaborado.revision) if borrador else (1, 1)
    datos = {"convenio": numero, "revision": revision, "fecha": hoy(ctx), "folio": f"C-{numero}/2026"}
    return [firma.Suscripcion(**datos, firmas=AMBOS, sustituye=True)]


@para("activar_plan", "tener_por_inscrito")
def _(caso, ctx):
    return [convenio_de(caso)]


@para("modificar_convenio")
def _(caso, ctx):
    primera = habil(hoy(ctx), 15, ctx, "BANCOS")
    datos = {"convenio": convenio_de(caso), "fecha": hoy(ctx), "primera": primera, "parcialidades": 4}
    return [adenda.Adenda(**datos, firmas=AMBOS, motivo=MOTIVO)]


@para("omitir_pago_inicial", "proponer_incumplimiento", "declarar_incumplimiento", "subsanar_incumplimiento",
      "revocar_condonacion", "avisar_condonacion_revocada")  # fmt: skip
def _(caso, ctx):
    return [vencimientos.Propio(convenio=convenio_de(caso))]


@para("vencer_parcialidad")
def _(caso, ctx):
    numeros = [p.numero for p in caso.convenio.plan.parcialidades][:3] if caso.convenio else [1]
    return [vencimientos.Vencida(convenio=convenio_de(caso), parcialidad=n) for n in numeros]


@para("desestimar_incumplimiento")
def _(caso, ctx):
    hasta = dia_local(ctx.ahora) + timedelta(days=10)
    return [incumplimiento.Desestimacion(convenio=convenio_de(caso), hasta=hasta, motivo=MOTIVO)]


@para("notificar_incumplimiento")
def _(caso, ctx):
    datos = {"convenio": convenio_de(caso), "medio": Medio.DOMICILIO}
    return [incumplimiento.Notificacion(rol=rol, **datos) for rol in (RolParte.ACREDITADO, RolParte.AVAL)]
