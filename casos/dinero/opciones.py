"""The simulator: the options that a debtor has, side by side, and what each one would need."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal

from pydantic import BaseModel, ConfigDict

from casos.dinero.adeudo import Adeudo
from casos.dinero.amortizacion import Metodo, PlanImposible, elaborar_plan, mismo_dia
from casos.dinero.concepto import PorConcepto
from casos.dinero.condonacion import Condonacion, condonar
from casos.dinero.espera import comienzo
from casos.dinero.limites import LimitesPagoUnico, LimitesPlan, Solicitud
from casos.dinero.pesos import CERO, Pesos, PesosNoNegativos, en_cifras
from casos.dinero.plan import PlanPagos
from casos.dinero.regeneracion import conserva
from casos.dinero.requisitos import Autorizacion, Limites, autorizaciones, inicial_minimo, requisitos
from casos.dinero.tasas import Base


class _Valor(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Opcion(_Valor):
    """One option. `reconocido` = `condonacion.total` + what the plan pays of the debt.

    `parcialidad` is the regular instalment (the last absorbs the rounding). `le_sobran` and `le_faltan`
    compare it with what the debtor can pay a month; both None if that is not known. `capitalizado`:
    accessories that would bear the plan's interest. `avisos`: what of the request cannot be followed.
    """

    producto: str
    nombre: str
    reconocido: PorConcepto
    condonacion: Condonacion
    plan: PlanPagos
    parcialidad: Pesos
    termina: date
    capitalizado: PesosNoNegativos = CERO
    le_sobran: PesosNoNegativos | None = None
    le_faltan: PesosNoNegativos | None = None
    requiere: tuple[str, ...] = ()
    autorizaciones: tuple[Autorizacion, ...] = ()
    avisos: tuple[str, ...] = ()

    @property
    def titulo(self) -> str:
        """`12 × $1,687.46`."""
        return f"{len(self.plan.parcialidades)} × {en_cifras(self.parcialidad)}"

    @property
    def dentro_de_politica(self) -> bool:
        return not self.autorizaciones

    @property
    def alcanza(self) -> bool | None:
        """Whether the debtor can pay it each month; None if what they can pay is not known."""
        return None if self.le_faltan is None else self.le_faltan == 0


class Descartada(_Valor):
    """A product that cannot be offered now, and why."""

    producto: str
    nombre: str
    motivo: str


class Simulacion(_Valor):
    """The options in the order of their limits. `sugerida`: the cheapest inside policy that can be paid."""

    opciones: tuple[Opcion, ...]
    descartadas: tuple[Descartada, ...] = ()

    @property
    def sugerida(self) -> Opcion | None:
        buenas = [opcion for opcion in self.opciones if opcion.dentro_de_politica and opcion.alcanza]
        return min(buenas, key=lambda opcion: opcion.plan.total, default=None)


def simular(
    adeudo: Adeudo,
    solicitud: Solicitud,
    limites: Iterable[Limites],
    *,
    base: Base = 360,
    metodo: Metodo = "mensual",
    habil: Callable[[date], date] = mismo_dia,
) -> Simulacion:
    """One option for each product: what the debtor would pay, until when, and what it needs.

    Term: the one asked, else the shortest that the monthly amount pays, within the limits of the product.
    Outside policy (discount, initial payment) an option is shown with who must authorise it and why.
    """
    if not adeudo.total:
        raise ValueError("No hay adeudo que convenir: el saldo está en ceros.")
    opciones, descartadas = [], []
    for limite in limites:
        try:
            opciones.append(_opcion(adeudo, solicitud, limite, base, metodo, habil))
        except PlanImposible as motivo:
            descartadas.append(Descartada(producto=limite.producto, nombre=limite.nombre, motivo=str(motivo)))
    return Simulacion(opciones=tuple(opciones), descartadas=tuple(descartadas))


def _opcion(
    adeudo: Adeudo,
    solicitud: Solicitud,
    limite: Limites,
    base: Base,
    metodo: Metodo,
    habil: Callable[[date], date],
) -> Opcion:
    condonacion = condonar(adeudo, solicitud.condonacion or limite.condonacion, limite.fundamento)
    por_pagar = adeudo.total - condonacion.total
    if not por_pagar:
        raise PlanImposible("Con esa condonación no queda nada por pagar.")
    avisos: list[str] = []
    if isinstance(limite, LimitesPagoUnico):
        plan = _pago_unico(por_pagar, solicitud, limite, habil)
    else:
        plan = _en_plazos(adeudo.total, por_pagar, solicitud, limite, base, metodo, habil, avisos)
    conserva(adeudo.total, queda=plan.capital, condonado=condonacion.total)
    accesorios = adeudo.por_concepto.accesorios - condonacion.por_concepto.accesorios
    capitalizado = max(CERO, accesorios - plan.pago_inicial) if plan.tasa_anual else CERO
    parcialidad = plan.parcialidades[0].importe
    mensual = solicitud.mensual
    return Opcion(
        producto=limite.producto,
        nombre=limite.nombre,
        reconocido=adeudo.por_concepto,
        condonacion=condonacion,
        plan=plan,
        parcialidad=parcialidad,
        termina=plan.parcialidades[-1].vence,
        capitalizado=capitalizado,
        le_sobran=None if mensual is None else max(CERO, mensual - parcialidad),
        le_faltan=None if mensual is None else max(CERO, parcialidad - mensual),
        requiere=tuple(requisitos(limite, capitalizado)),
        autorizaciones=tuple(autorizaciones(adeudo, solicitud, limite, plan)),
        avisos=tuple(avisos),
    )


def _pago_unico(
    por_pagar: Decimal, solicitud: Solicitud, limite: LimitesPagoUnico, habil: Callable[[date], date]
) -> PlanPagos:
    tope = limite.fecha_limite or date.max
    if tope < solicitud.hoy:
        raise PlanImposible("Ya pasó el último día para pagar con este beneficio.")
    vence = min(tope, habil(min(tope, solicitud.hoy + timedelta(days=limite.plazo_maximo_dias))))
    return elaborar_plan(por_pagar, inicio=solicitud.hoy, primera=vence, parcialidades=1)


def _en_plazos(
    reconocido: Decimal,
    por_pagar: Decimal,
    solicitud: Solicitud,
    limite: LimitesPlan,
    base: Base,
    metodo: Metodo,
    habil: Callable[[date], date],
    avisos: list[str],
) -> PlanPagos:
    inicial = solicitud.pago_inicial
    if inicial is None:
        inicial = inicial_minimo(reconocido, limite)
    inicio = comienzo(solicitud.hoy, solicitud.primera, solicitud.gracia_meses, None, limite.primer_pago_dias)

    def plan(parcialidades: int | None, mensualidad: Decimal | None = None) -> PlanPagos:
        return elaborar_plan(
            por_pagar,
            inicio=solicitud.hoy,
            primera=inicio.primera,
            parcialidades=parcialidades,
            mensualidad=mensualidad,
            pago_inicial=inicial,
            tasa_anual=limite.tasa_anual,
            metodo=metodo,
            base=base,
            gracia_meses=inicio.gracia_meses,
            dia_de_pago=inicio.dia_de_pago,
            habil=habil,
        )

    minimo, maximo = limite.parcialidades_minimas, limite.parcialidades_maximas
    if solicitud.parcialidades is not None:
        plazo = min(max(solicitud.parcialidades, minimo), maximo)
        if plazo != solicitud.parcialidades:
            avisos.append(f"{limite.nombre} admite de {minimo} a {maximo} parcialidades.")
        return plan(plazo)
    if solicitud.mensual is None:
        return plan(limite.plazo_usual or maximo)
    try:
        plazo = len(plan(None, solicitud.mensual).parcialidades)
    except PlanImposible:
        plazo = maximo
    return plan(min(max(plazo, minimo), maximo))
