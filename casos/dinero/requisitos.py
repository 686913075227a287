"""What an option needs before it can be signed: signatures, clauses, and whose authorisation and why."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal

from pydantic import BaseModel, ConfigDict

from casos.dinero.adeudo import Adeudo
from casos.dinero.concepto import NOMBRES, Concepto
from casos.dinero.espera import meses_de_espera
from casos.dinero.letras import fecha_larga
from casos.dinero.limites import LimitesPagoUnico, LimitesPlan, Solicitud
from casos.dinero.pesos import CENTAVO, en_cifras
from casos.dinero.plan import PlanPagos
from casos.dinero.tasas import en_porcentaje

Limites = LimitesPlan | LimitesPagoUnico


class Autorizacion(BaseModel):
    """Somebody must authorise the option: who (a role) and why, as a sentence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    quien: str
    motivo: str


def inicial_minimo(reconocido: Decimal, limite: LimitesPlan) -> Decimal:
    """The least initial payment in pesos, rounded up so as never to fall below its share."""
    return (reconocido * limite.pago_inicial_minimo_pct / 100).quantize(CENTAVO, ROUND_CEILING)


def requisitos(limite: Limites, capitalizado: Decimal) -> Iterable[str]:
    """Signatures and clauses that the agreement must have."""
    if limite.firma_aval:
        yield "Firma el aval."
    if capitalizado:
        yield (
            f"El convenio debe decir que {en_cifras(capitalizado)} de intereses y gastos ya vencidos "
            "se capitalizan (Código de Comercio, art. 363)."
        )


def autorizaciones(
    adeudo: Adeudo, solicitud: Solicitud, limite: Limites, plan: PlanPagos
) -> Sequence[Autorizacion]:
    """Empty inside policy and campaign; otherwise one line for each thing that goes over."""
    motivos = []
    if limite.requiere_autorizacion:
        motivos.append(f"{limite.nombre}: siempre se autoriza.")
    for concepto in Concepto:
        pide = (solicitud.condonacion or limite.condonacion).de(concepto)
        permite = limite.condonacion.de(concepto)
        if pide > permite and adeudo.por_concepto.de(concepto):
            motivos.append(
                f"Pide {en_porcentaje(pide)} de condonación de {NOMBRES[concepto]}; "
                f"la política da {en_porcentaje(permite)}."
            )
    if isinstance(limite, LimitesPlan):
        minimo = inicial_minimo(adeudo.total, limite)
        if plan.pago_inicial < minimo:
            motivos.append(
                f"El pago inicial de {en_cifras(plan.pago_inicial)} no llega al mínimo de "
                f"{en_cifras(minimo)} ({en_porcentaje(limite.pago_inicial_minimo_pct)} del adeudo)."
            )
        motivos += _espera(solicitud, limite, plan)
    return [Autorizacion(quien=limite.autoriza, motivo=motivo) for motivo in motivos]


def _espera(solicitud: Solicitud, limite: LimitesPlan, plan: PlanPagos) -> Iterable[str]:
    """Months in which nothing is paid, asked as grace or by a first date far away."""
    primera, tope = plan.parcialidades[0].vence, limite.primer_pago_dias
    de_mas = 0 if tope is None else meses_de_espera(solicitud.hoy, primera, tope)
    if meses := max(solicitud.gracia_meses, de_mas):
        dichos = "un mes" if meses == 1 else f"{meses} meses"
        yield f"Da {dichos} de gracia: la primera parcialidad vence hasta el {fecha_larga(primera)}. Es una espera."
    inicial = plan.inicial_vence
    if tope is not None and inicial and (inicial - solicitud.hoy).days > tope:
        yield f"El pago inicial vence hasta el {fecha_larga(inicial)}; la política da {tope} días. Es una espera."
