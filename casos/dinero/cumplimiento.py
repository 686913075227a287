"""The verdict on an agreement, computed from its plan and the payments made: nothing is stored or ticked.

A payment counts on the day on which it was made. An instalment counts as paid only when it is covered
whole, so a partial payment never hides a breach; more money, or earlier, never makes the verdict worse.
Source: agreement clause 11 (vencimiento anticipado); thresholds and days of grace are policy.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from casos.dinero.cobertura import Cobertura, cobertura
from casos.dinero.explicacion import explicar
from casos.dinero.pago import Pago, por_fecha
from casos.dinero.pesos import CERO
from casos.dinero.plan import PlanPagos
from casos.dinero.veredicto import DE_COSTUMBRE, Cumplimiento, Decisivo, Regla, Umbrales, Veredicto

Gracia = Callable[[date], date] | Mapping[int, date]
"""The last day to pay without being late: from the due date, or stored for each instalment number.

A mapping may lack numbers: those have no days of grace. Number 0 is the initial payment.
"""


class _Linea(NamedTuple):
    fila: Cobertura
    limite: date

    def vencida(self, al: date) -> bool:
        return self.fila.vence < al and not self.cubierta(al)

    def atrasada(self, al: date) -> bool:
        return self.limite < al and not self.cubierta(al)

    def llego_tarde(self, al: date) -> bool:
        """It was not covered on its last day, whatever happened later."""
        return self.limite < al and not self.cubierta(self.limite)

    def cubierta(self, dia: date) -> bool:
        return self.fila.cubierta_el is not None and self.fila.cubierta_el <= dia


def verificar_cumplimiento(
    plan: PlanPagos | None,
    pagos: Iterable[Pago],
    al: date,
    gracia: Gracia,
    umbrales: Umbrales = DE_COSTUMBRE,
    *,
    gracia_inicial: Gracia | None = None,
) -> Veredicto:
    """The verdict at the end of the local day `al`, using only payments made up to that day.

    incumplido: the initial payment, or `consecutivas` instalments, or the last one, are unpaid after their
    days of grace; or one is while `acumuladas` have ever been late. `gracia_inicial`: that of the initial
    payment where it has its own.
    en_riesgo: it will be so when the grace of what is already due ends. atrasado: some are unpaid after
    grace. parcial: only one is, and it was paid in part. Otherwise al_corriente, or por_iniciar while
    nothing is due nor paid.
    """
    if plan is None or not plan.exigibles:
        return Veredicto(Cumplimiento.SIN_PLAN, al, explicacion=("No hay un plan de pagos en vigor.",))
    hechos = por_fecha(pagos, al)
    lineas = _lineas(plan, hechos, gracia, gracia_inicial)
    vencidas = [linea for linea in lineas if linea.vencida(al)]
    atrasadas = [linea for linea in vencidas if linea.atrasada(al)]
    tarde = [linea for linea in lineas if linea.fila.numero and linea.llego_tarde(al)]
    roto = _quiebre(atrasadas, tarde, lineas[-1], umbrales)
    pagado = sum((pago.importe for pago in hechos), CERO)
    estado, decisivo = Cumplimiento.AL_CORRIENTE, None
    if roto:
        estado, decisivo = Cumplimiento.INCUMPLIDO, roto._replace(fecha=roto.fecha + timedelta(days=1))
    elif riesgo := _quiebre(vencidas, _unidas(tarde, vencidas), lineas[-1], umbrales):
        estado, decisivo = Cumplimiento.EN_RIESGO, riesgo
    elif atrasadas:
        solo_una_en_parte = len(atrasadas) == 1 and atrasadas[0].fila.pagado > 0
        estado = Cumplimiento.PARCIAL if solo_una_en_parte else Cumplimiento.ATRASADO
        decisivo = _decisivo(atrasadas[0])
    else:
        if not pagado and not vencidas:
            estado = Cumplimiento.POR_INICIAR
        decisivo = next((_decisivo(linea) for linea in lineas if linea.fila.falta), None)
    exigible = sum((linea.fila.importe for linea in lineas if linea.fila.vence <= al), CERO)
    veredicto = Veredicto(
        estado=estado,
        al=al,
        vencidas=tuple(linea.fila.numero for linea in vencidas),
        atrasadas=tuple(linea.fila.numero for linea in atrasadas),
        acumuladas=tuple(linea.fila.numero for linea in tarde),
        inicial_tarde=lineas[0].fila.numero == 0 and lineas[0].llego_tarde(al),
        exigible=exigible,
        pagado=pagado,
        faltante=max(CERO, exigible - pagado),
        dias=(al - vencidas[0].fila.vence).days if vencidas else 0,
        decisivo=decisivo,
        liquidado=not any(linea.fila.falta for linea in lineas),
    )
    return veredicto._replace(explicacion=explicar(veredicto, [linea.fila for linea in lineas], umbrales))


def primer_incumplimiento(
    plan: PlanPagos | None,
    pagos: Iterable[Pago],
    gracia: Gracia,
    umbrales: Umbrales = DE_COSTUMBRE,
    *,
    gracia_inicial: Gracia | None = None,
    desde: date | None = None,
) -> date | None:
    """The first local day (from `desde` on) on which the verdict is incumplido if no other payment is made.

    In the past it is the day of the breach; in the future, the day for which the clock must wake up.
    """
    if plan is None or not plan.exigibles:
        return None
    lineas = _lineas(plan, pagos, gracia, gracia_inicial)
    candidatos = {linea.limite + timedelta(days=1) for linea in lineas if not linea.cubierta(linea.limite)}
    if desde is not None:
        candidatos = {max(dia, desde) for dia in candidatos}
    for dia in sorted(candidatos):
        atrasadas = [linea for linea in lineas if linea.atrasada(dia)]
        tarde = [linea for linea in lineas if linea.fila.numero and linea.llego_tarde(dia)]
        if _quiebre(atrasadas, tarde, lineas[-1], umbrales):
            return dia
    return None


def _lineas(plan: PlanPagos, pagos: Iterable[Pago], gracia: Gracia, inicial: Gracia | None) -> list[_Linea]:
    return [
        _Linea(fila, max(fila.vence, _limite(fila, gracia if fila.numero or inicial is None else inicial)))
        for fila in cobertura(plan, pagos)
    ]


def _limite(fila: Cobertura, gracia: Gracia) -> date:
    return gracia.get(fila.numero, fila.vence) if isinstance(gracia, Mapping) else gracia(fila.vence)


def _unidas(tarde: Sequence[_Linea], vencidas: Sequence[_Linea]) -> list[_Linea]:
    """The instalments that will have been late once the grace of those due is over."""
    return sorted({*tarde, *(linea for linea in vencidas if linea.fila.numero)}, key=lambda x: x.fila.numero)


def _quiebre(
    sin_pagar: Sequence[_Linea], tarde: Sequence[_Linea], ultima: _Linea, umbrales: Umbrales
) -> Decisivo | None:
    """What makes a breach of the instalments in `sin_pagar`: the earliest if several rules do, or None."""
    numeradas = [linea for linea in sin_pagar if linea.fila.numero]
    quiebres: list[tuple[_Linea, Regla]] = []
    if len(numeradas) < len(sin_pagar):
        quiebres.append((sin_pagar[0], Regla.PAGO_INICIAL))
    if len(numeradas) >= umbrales.consecutivas:
        quiebres.append((numeradas[umbrales.consecutivas - 1], Regla.CONSECUTIVAS))
    de_mas = [linea for linea in tarde[umbrales.acumuladas - 1 :] if linea in numeradas]
    if de_mas:
        quiebres.append((de_mas[0], Regla.ACUMULADAS))
    if ultima in sin_pagar:
        quiebres.append((ultima, Regla.FIN_DEL_PLAZO))
    if not quiebres:
        return None
    return _decisivo(*min(quiebres, key=lambda quiebre: quiebre[0].limite))


def _decisivo(linea: _Linea, regla: Regla | None = None) -> Decisivo:
    return Decisivo(linea.fila.numero, linea.limite, linea.fila.falta, regla)
