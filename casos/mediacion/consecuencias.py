"""What follows by itself from a payment confirmed or undone: promises, breach, the plan, paying off."""

from collections.abc import Iterator
from datetime import date

from casos.decision import Contexto
from casos.dinero.veredicto import Cumplimiento
from casos.hecho import Hecho
from casos.mediacion.convenios import activacion_si_procede
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio, Marca, Pago
from casos.mediacion.hechos.contacto import PromesaCumplida, PromesaIncumplida
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    ConvenioCumplido,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
    LiquidacionRevertida,
    PagoConfirmado,
    PagoRevertido,
)
from casos.mediacion.libro import cuenta_para, pagado, total_de, veredicto
from casos.mediacion.prever import con_hechos
from casos.mediacion.promesas import folio_que_cumple
from casos.mediacion.saldos import liquida
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local
from casos.versiones import Versiones


def de_confirmar(antes: Caso, confirmado: PagoConfirmado, ctx: Contexto) -> list[Hecho]:
    """The facts that a confirmed payment brings with it, in the order in which they follow."""
    hechos: list[Hecho] = []
    caso = con_hechos(antes, [confirmado], ctx)
    hechos += promesas_cumplidas(caso)
    hechos += _sobre_el_incumplimiento(caso, caso.pagos[confirmado.folio], ctx)
    despues = con_hechos(caso, hechos, ctx)
    final = _pagado_todo(despues, ctx)
    return [*hechos, *(final or activacion_si_procede(despues))]


def promesas_cumplidas(caso: Caso) -> Iterator[PromesaCumplida]:
    """Promises that the payments made by their day keep, also those that the clock gave for broken."""
    for promesa in caso.contacto.promesas.values():
        if promesa.estado != "cumplida" and (folio := folio_que_cumple(caso, promesa)):
            yield PromesaCumplida(promesa=promesa.numero, folio=folio)


def _sobre_el_incumplimiento(caso: Caso, pago: Pago, ctx: Contexto) -> Iterator[Hecho]:
    """A payment made before the breach undoes it; one made after cures it where the policy says so."""
    convenio = caso.convenio
    if convenio is None or convenio.estado is not EstadoConvenio.INCUMPLIDO:
        return
    if not cuenta_para(caso, convenio, pago):
        return
    antes = pago.fecha < dia_local(convenio.incumplido.en)
    if antes and not estaba_roto(caso, convenio, ctx):
        yield IncumplimientoRevertido(convenio=convenio.numero, folio=pago.folio)
    elif ctx.politica.incumplimiento.subsanacion_automatica and atraso_cubierto(
        caso, convenio, ctx.versiones
    ):
        yield IncumplimientoSubsanado(convenio=convenio.numero)


def estaba_roto(caso: Caso, convenio: Convenio, ctx: Contexto) -> bool:
    """Whether, with the payments made before the day of its declaration, the breach was one."""
    dia = dia_local(convenio.incumplido.en)
    estado = veredicto(caso, convenio, dia, ctx.versiones, pagos_antes_de=dia).estado
    return estado is Cumplimiento.INCUMPLIDO


def atraso_cubierto(caso: Caso, convenio: Convenio, v: Versiones) -> Marca | None:
    """The payment captured after the breach with which nothing was overdue any more on the day it was made.

    What falls due afterwards is another delay: once the breach is cured the clock claims it by itself.
    """
    despues = [p for p in caso.pagos_firmes if p.marca.version > convenio.incumplido.version]
    if not despues:
        return None
    dia = max([dia_local(convenio.incumplido.en), *(p.fecha for p in despues)])
    return None if veredicto(caso, convenio, dia, v).atrasadas else despues[-1].marca


def _pagado_todo(caso: Caso, ctx: Contexto) -> list[Hecho]:
    convenio = caso.convenio
    if convenio is not None and pagado(caso, convenio) < total_de(convenio):
        return []
    if liquida(caso, dia_local(ctx.ahora)):
        return [AdeudoLiquidado(convenio=convenio.numero if convenio else None)]
    return [ConvenioCumplido(convenio=convenio.numero)] if convenio else []


def de_revertir(antes: Caso, revertido: PagoRevertido, ctx: Contexto) -> list[Hecho]:
    """The facts that undoing a payment brings with it: promises that it kept, and what it had paid off.

    An agreement that was paid off before its schedule began begins it now, if the other payments allow it. Where
    nothing is owed in spite of it no promise is broken.
    """
    caso = con_hechos(antes, [revertido], ctx)
    hechos: list[Hecho] = [*_vuelve_a_deberse(antes, caso, revertido.folio, dia_local(ctx.ahora))]
    hechos += promesas_cumplidas(caso)
    if con_hechos(caso, hechos, ctx).etapa is not Etapa.LIQUIDADO:
        hechos += _promesas_rotas(caso, revertido.folio, antes, ctx)
    return [*hechos, *activacion_si_procede(con_hechos(caso, hechos, ctx))]


def _promesas_rotas(caso: Caso, folio: str, antes: Caso, ctx: Contexto) -> Iterator[PromesaIncumplida]:
    hoy = dia_local(ctx.ahora)
    for promesa in antes.contacto.promesas.values():
        ya_vencio = promesa.folio == folio and promesa.fecha < hoy
        if ya_vencio and folio_que_cumple(caso, caso.contacto.promesas[promesa.numero]) is None:
            yield PromesaIncumplida(promesa=promesa.numero)


def _vuelve_a_deberse(antes: Caso, caso: Caso, folio: str, hoy: date) -> Iterator[LiquidacionRevertida]:
    """Only what was paid off, and only if it no longer is; never beside another agreement in force."""
    pago = antes.pagos[folio]
    cumplido = next(
        (
            c
            for c in antes.convenios.values()
            if c.estado is EstadoConvenio.CUMPLIDO and cuenta_para(antes, c, pago)
        ),
        None,
    )
    if cumplido is not None and caso.convenio is None:
        if pagado(caso, cumplido) < total_de(cumplido):
            yield LiquidacionRevertida(folio=folio, convenio=cumplido.numero)
    elif caso.etapa is Etapa.LIQUIDADO and not liquida(caso, hoy):
        yield LiquidacionRevertida(folio=folio)
