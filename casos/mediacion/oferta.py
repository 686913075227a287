"""What may be offered to a debtor: the limits of each product by policy and campaign, and its plan."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from casos.decision import Contexto, Rechazo
from casos.dinero.adeudo import Adeudo
from casos.dinero.amortizacion import PlanImposible, elaborar_plan
from casos.dinero.condonacion import Porcentajes
from casos.dinero.espera import comienzo
from casos.dinero.letras import fecha_larga
from casos.dinero.limites import LimitesPagoUnico, LimitesPlan, Solicitud
from casos.dinero.pesos import CERO, PesosNoNegativos, PesosPositivos, en_cifras
from casos.dinero.plan import PlanNoCuadra, PlanPagos, comprobar_plan
from casos.dinero.requisitos import Limites, autorizaciones
from casos.hecho import Texto
from casos.mediacion.datos import Datos
from casos.mediacion.vocabulario import Alcance, Producto, RolParte, Via
from casos.politica.convenios import Campana
from casos.politica.modelo import Politica

PRODUCTOS: dict[Producto, str] = {
    Producto.CONVENIO_CORTO: "Convenio a corto plazo",
    Producto.CONVENIO_LARGO: "Convenio a largo plazo",
    Producto.PAGO_UNICO: "Pago único con quita",
    Producto.REGENERACION: "Regeneración de adeudo",
}
"""Each product as people say it."""


SOLO_EL_AVAL = "Firma solo el aval, como obligado solidario; el acreditado no firma."


class Propuesta(Datos):
    """What is proposed to the debtor, as the simulator or a form gives it.

    Without `creditos` it covers every contract with a balance. `plan` is a schedule captured from a paper;
    else it is made from `parcialidades` or `mensualidad`. `primera` is the first due date (the only one of a
    single payment); `dia_de_pago` keeps 29, 30 or 31 when it falls in a short month. `firman` are the parties
    who will sign, when not those that the product asks for.
    """

    via: Via
    producto: Producto
    alcance: Alcance = Alcance.TOTAL
    creditos: tuple[Texto, ...] = ()
    primera: date
    parcialidades: int | None = None
    mensualidad: PesosPositivos | None = None
    pago_inicial: PesosNoNegativos = CERO
    inicial_vence: date | None = None
    gracia_meses: int = 0
    dia_de_pago: int | None = None
    condonacion: Porcentajes = Porcentajes()
    campana: Texto | None = None
    plan: PlanPagos | None = None
    firman: tuple[RolParte, ...] = ()
    apoderado: Texto | None = None


def campana_de(politica: Politica, clave: str | None) -> Campana | None:
    """A campaign of the policy by its key. Raises Rechazo for one that is not there."""
    if clave is None:
        return None
    hallada = next((c for c in politica.campanas if c.clave == clave), None)
    if hallada is None:
        raise Rechazo("Esa campaña no está en la política; elija otra o elabore el convenio sin campaña.")
    return hallada


def limites_de(politica: Politica, producto: Producto, campana: Campana | None = None) -> Limites:
    """What a product admits without asking anybody, with the reductions of a campaign if it is for it."""
    beneficio: Campana | None = campana if campana and producto in campana.productos else None
    da = beneficio or politica.condonacion
    condonacion = Porcentajes(
        gastos=da.gastos_pct, moratorio=da.moratorios_pct, ordinario=da.ordinarios_pct, capital=da.capital_pct
    )
    fundamento = f"campaña «{beneficio.nombre}»" if beneficio else ""
    if producto is Producto.PAGO_UNICO:
        unico = politica.productos.pago_unico
        return LimitesPagoUnico(
            producto=producto,
            nombre=PRODUCTOS[producto],
            condonacion=condonacion,
            fundamento=fundamento,
            firma_aval=unico.firma_aval,
            requiere_autorizacion=unico.requiere_autorizacion,
            plazo_maximo_dias=unico.plazo_maximo_dias,
            fecha_limite=beneficio.fecha_limite_pago if beneficio else None,
        )
    plan = {
        Producto.CONVENIO_CORTO: politica.productos.corto,
        Producto.CONVENIO_LARGO: politica.productos.largo,
        Producto.REGENERACION: politica.productos.regeneracion,
    }[producto]
    return LimitesPlan(
        producto=producto,
        nombre=PRODUCTOS[producto],
        condonacion=condonacion,
        fundamento=fundamento,
        firma_aval=plan.firma_aval,
        requiere_autorizacion=plan.requiere_autorizacion,
        parcialidades_minimas=plan.parcialidades_minimas,
        parcialidades_maximas=plan.parcialidades_maximas,
        pago_inicial_minimo_pct=plan.pago_inicial_minimo_pct,
        tasa_anual=politica.tasas.ordinaria_anual_pct if plan.causa_interes else Decimal(0),
        primer_pago_dias=politica.convenio.primer_pago_dias,
    )


def habil_de(ctx: Contexto, sede: str) -> Callable[[date], date]:
    """A day, or the next on which banks work: a due date on a day off moves without interest."""
    _, calendarios = ctx.versiones.calendarios_en(ctx.ahora)
    return calendarios.calendario("BANCOS", sede).siguiente_habil


def plan_de(
    propuesta: Propuesta, importe: Decimal, limite: Limites, dia: date, ctx: Contexto, sede: str
) -> PlanPagos:
    """The schedule that pays `importe` exactly; raises Rechazo, saying what to change, when there is none."""
    try:
        if propuesta.plan is not None:
            return _capturado(propuesta.plan, importe)
        habil = habil_de(ctx, sede)
        if isinstance(limite, LimitesPagoUnico):
            return elaborar_plan(
                importe, inicio=dia, primera=propuesta.primera, parcialidades=1,
                dia_de_pago=propuesta.dia_de_pago, habil=habil,
            )  # fmt: skip
        inicio = comienzo(
            dia, propuesta.primera, propuesta.gracia_meses, propuesta.dia_de_pago, limite.primer_pago_dias
        )
        return elaborar_plan(
            importe,
            inicio=dia,
            primera=inicio.primera,
            parcialidades=propuesta.parcialidades,
            mensualidad=propuesta.mensualidad,
            pago_inicial=propuesta.pago_inicial,
            inicial_vence=propuesta.inicial_vence,
            tasa_anual=limite.tasa_anual,
            gracia_meses=inicio.gracia_meses,
            dia_de_pago=inicio.dia_de_pago,
            base=ctx.politica.tasas.base_dias,
            habil=habil,
        )
    except (PlanImposible, PlanNoCuadra) as error:
        raise Rechazo(str(error)) from error


def _capturado(plan: PlanPagos, importe: Decimal) -> PlanPagos:
    comprobar_plan(plan)
    if plan.capital != importe:
        raise Rechazo(
            f"El calendario paga {en_cifras(plan.capital)} y deben ser {en_cifras(importe)} "
            "(lo reconocido menos lo condonado); corrija los importes."
        )
    return plan


def excesos(
    propuesta: Propuesta,
    deuda: Adeudo,
    limite: Limites,
    plan: PlanPagos,
    campana: Campana | None,
    dia: date,
) -> Iterator[str]:
    """In what a proposal goes over policy and campaign, one sentence each; nothing when it is inside."""
    if campana and not campana.vigente_en(dia):
        yield f"La campaña «{campana.nombre}» no está vigente el {fecha_larga(dia)}."
    elif campana and propuesta.producto not in campana.productos:
        yield f"La campaña «{campana.nombre}» no se aplica a este producto ({limite.nombre})."
    sin_lo_de_siempre = limite.model_copy(update={"requiere_autorizacion": False})
    solicitud = Solicitud(
        hoy=dia,
        primera=propuesta.primera,
        gracia_meses=propuesta.gracia_meses,
        condonacion=propuesta.condonacion,
    )
    yield from (a.motivo for a in autorizaciones(deuda, solicitud, sin_lo_de_siempre, plan))
    if isinstance(limite, LimitesPagoUnico):
        yield from _tarde(limite, plan, dia)
    else:
        cuantas, minimo, maximo = (
            len(plan.parcialidades),
            limite.parcialidades_minimas,
            limite.parcialidades_maximas,
        )
        if not minimo <= cuantas <= maximo:
            yield f"Son {cuantas} parcialidades; {limite.nombre} admite de {minimo} a {maximo}."
    if propuesta.firman and RolParte.ACREDITADO not in propuesta.firman:
        yield SOLO_EL_AVAL


def _tarde(limite: LimitesPagoUnico, plan: PlanPagos, dia: date) -> Iterator[str]:
    ultimo = plan.termina or dia
    if ultimo > dia + timedelta(days=limite.plazo_maximo_dias):
        dias = limite.plazo_maximo_dias
        yield f"El pago único se fija al {fecha_larga(ultimo)}; la política da {dias} días."
    if limite.fecha_limite and ultimo > limite.fecha_limite:
        yield f"El último día para pagar con la campaña es el {fecha_larga(limite.fecha_limite)}."
