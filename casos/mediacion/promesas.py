"""Promises of payment: made on a call or in person, kept by a payment, broken by the clock."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from casos.decision import RELOJ, Contexto, Rechazo, decision, exigir
from casos.dinero.pesos import CERO, PesosPositivos
from casos.hecho import Hecho
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, dia_en_palabras
from casos.mediacion.estado import Caso, Promesa
from casos.mediacion.guardas import exigir_abierto, sin_suspension, todas
from casos.mediacion.hechos.contacto import PromesaCumplida, PromesaDePagoRegistrada, PromesaIncumplida
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local, fin_del_dia
from casos.versiones import Versiones


class NuevaPromesa(Datos):
    """How much somebody will pay, and on which day."""

    importe: PesosPositivos
    fecha: date


def _con_adeudo(caso: Caso, ctx: Contexto) -> str | None:
    if caso.etapa is Etapa.LIQUIDADO:
        return "El adeudo ya está liquidado; no hace falta una promesa de pago."
    return None


_para_prometer = todas(exigir_abierto, sin_suspension("registrar promesas de pago"), _con_adeudo)


@decision(quien=OFICINA, titulo="Registrar promesa de pago", si=_para_prometer)
def prometer_pago(caso: Caso, nueva: NuevaPromesa, ctx: Contexto) -> list[Hecho]:
    """A dated verbal commitment made in person or in writing; on a call it comes with the call itself.

    A promise of the same amount and day that still stands yields [].
    """
    vigentes = [p for p in caso.contacto.promesas.values() if p.estado == "vigente"]
    if any((p.importe, p.fecha) == (nueva.importe, nueva.fecha) for p in vigentes):
        return []
    exigir(_para_prometer(caso, ctx))
    return [promesa_registrada(caso, nueva, ctx)]


def promesa_registrada(caso: Caso, nueva: NuevaPromesa, ctx: Contexto) -> PromesaDePagoRegistrada:
    """The fact of a new promise; Rechazo when nothing is owed or its day is out of the policy's range."""
    exigir(_con_adeudo(caso, ctx))
    dia = dia_local(ctx.ocurrido_en)
    dias = ctx.politica.seguimiento.promesa_maxima_dias
    ultimo = dia + timedelta(days=dias)
    if nueva.fecha < dia:
        raise Rechazo("La promesa no puede ser para un día que ya pasó; corrija la fecha.")
    if nueva.fecha > ultimo:
        raise Rechazo(
            f"Una promesa de pago se registra a {dias} días como máximo: hasta el {dia_en_palabras(ultimo)}. "
            "Si necesita más tiempo, ofrezca un convenio."
        )
    numero = 1 + max(caso.contacto.promesas, default=0)
    return PromesaDePagoRegistrada(promesa=numero, importe=nueva.importe, fecha=nueva.fecha)


def folio_que_cumple(caso: Caso, promesa: Promesa) -> str | None:
    """The payment that completes what was promised, of those made from the promise to its day; or None.

    A payment that already kept another promise does not count again.
    """
    usados = {p.folio for p in caso.contacto.promesas.values() if p.numero != promesa.numero and p.folio}
    desde, suma = dia_local(promesa.marca.en), Decimal(CERO)
    for pago in sorted(caso.pagos_firmes, key=lambda p: (p.fecha, p.marca.version)):
        if desde <= pago.fecha <= promesa.fecha and pago.folio not in usados:
            suma += pago.importe
            if suma >= promesa.importe:
                return pago.folio
    return None


def se_verifica(caso: Caso, promesa: Promesa, v: Versiones) -> datetime:
    """The instant at which a promise without its payment is broken: the end of the day of verifying it.

    The first working day of the Institute after the promised one, by the policy stamped on the promise.
    """
    dias = v.politica(promesa.marca.politica).seguimiento.verificar_promesa_dias_habiles
    return fin_del_dia(v.vencimiento(promesa.fecha, dias, "INSTITUTO", caso.apertura.sede).fecha)


@decision(quien=RELOJ, titulo="Dar por incumplida una promesa")
def incumplir_promesa(caso: Caso, numero: int, ctx: Contexto) -> list[Hecho]:
    """Clock: the promised day passed; the promise was broken unless the payments made by then cover it."""
    suya = caso.contacto.promesas.get(numero)
    if suya is None or suya.estado != "vigente" or not caso.abierto:
        return []
    folio = folio_que_cumple(caso, suya)
    if folio is not None:
        return [PromesaCumplida(promesa=numero, folio=folio)]
    if ctx.ocurrido_en < se_verifica(caso, suya, ctx.versiones):
        return []
    return [PromesaIncumplida(promesa=numero)]
