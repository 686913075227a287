"""Rules about what may be agreed: products, campaigns, reductions, rates and the order of payments."""

from datetime import date
from typing import Self

from pydantic import model_validator

from casos.politica.reglas import (
    CONCEPTOS,
    BaseDeDias,
    Dia,
    Dias,
    DiasHabiles,
    ListaDeProductos,
    Meses,
    OrdenDeConceptos,
    Palabras,
    Parcialidades,
    Porcentaje,
    Promedio,
    Renglon,
    Seccion,
    SiNo,
    TasaAnual,
    dato,
    plazo,
)

CCF = "Código Civil Federal"
_PRENSA = "Información pública del Instituto (nota de prensa del 30-11-2025); falta el reglamento"


class Convenio(Seccion):
    """From the draft of an agreement until its plan is in force."""

    estado_de_cuenta_vigencia_dias: Dias = dato(
        "Antigüedad máxima del estado de cuenta con que se elabora un convenio."
    )
    autorizar_dias_habiles: DiasHabiles = plazo(
        "Plazo del coordinador para autorizar o rechazar lo que sale de la política."
    )
    firmar_dias_habiles: DiasHabiles = plazo("Plazo para reunir las firmas de un convenio ya elaborado.")
    pago_inicial_gracia_dias_habiles: DiasHabiles = plazo(
        "Días de gracia del pago inicial; si vencen sin pago, el convenio queda incumplido.",
        calendario="BANCOS",
    )
    llamar_pago_inicial_dias_habiles: DiasHabiles = plazo(
        "Plazo para llamar a quien no hizo el pago inicial.", calendario="GESTION_COBRANZA"
    )
    primer_pago_dias: Dias = dato(
        "Días en que a más tardar vence el primer pago de un convenio; más es una espera, que se autoriza.",
        "política (CNPCF, art. 1022: la espera es defensa contra la ejecución)",
    )
    bienvenida_dias_habiles: DiasHabiles = plazo(
        "Plazo para la llamada de bienvenida cuando el plan de pagos se activa.",
        calendario="GESTION_COBRANZA",
    )
    alta_plan_dias_habiles: DiasHabiles = plazo("Plazo de Sistemas para dar de alta un plan regenerado.")
    avisar_condonacion_revocada_dias_habiles: DiasHabiles = plazo(
        "Plazo para informar a Contabilidad y a Sistemas que una condonación se revocó."
    )


class PlanPermitido(Seccion):
    """Limits of a product that is paid in instalments."""

    parcialidades_minimas: Parcialidades = dato("Número mínimo de parcialidades mensuales.")
    parcialidades_maximas: Parcialidades = dato("Número máximo de parcialidades mensuales.")
    pago_inicial_minimo_pct: Porcentaje = dato("Pago inicial mínimo, sobre el total reconocido.")
    firma_aval: SiNo = dato("Si el aval debe firmar.")
    requiere_autorizacion: SiNo = dato("Si el coordinador debe autorizarlo siempre.")
    causa_interes: SiNo = dato("Si el saldo causa interés ordinario durante el plan.")

    @model_validator(mode="after")
    def _en_orden(self) -> Self:
        if self.parcialidades_minimas > self.parcialidades_maximas:
            raise ValueError("«parcialidades_minimas» no puede ser mayor que «parcialidades_maximas»")
        return self


class PagoUnicoPermitido(Seccion):
    """Limits of a single payment with reduction (quita por pronto pago)."""

    plazo_maximo_dias: Dias = dato("Días naturales que puede darse para hacer el pago único.")
    firma_aval: SiNo = dato("Si el aval debe firmar.")
    requiere_autorizacion: SiNo = dato("Si el coordinador debe autorizarlo siempre.")


class RegeneracionPermitida(PlanPermitido):
    """Limits of a *regeneración de adeudo*."""

    es_novacion: SiNo = dato(
        "Si la regeneración extingue la obligación anterior; de ordinario no, para conservar las garantías.",
        f"política ({CCF}, arts. 2213, 2215, 2220 y 2221)",
    )


class Productos(Seccion):
    """What may be offered without asking anyone."""

    corto: PlanPermitido = dato("Convenio a corto plazo")
    largo: PlanPermitido = dato("Convenio a largo plazo")
    pago_unico: PagoUnicoPermitido = dato("Pago único con quita")
    regeneracion: RegeneracionPermitida = dato("Regeneración de adeudo")


class Condonacion(Seccion):
    """The reduction by concept that may be offered outside any campaign, without authorisation."""

    gastos_pct: Porcentaje = dato("Condonación máxima de gastos sin campaña ni autorización.")
    moratorios_pct: Porcentaje = dato(
        "Condonación máxima de intereses moratorios sin campaña ni autorización."
    )
    ordinarios_pct: Porcentaje = dato(
        "Condonación máxima de intereses ordinarios sin campaña ni autorización."
    )
    capital_pct: Porcentaje = dato("Condonación máxima de capital sin campaña ni autorización.")


class Campana(Renglon):
    """A recovery campaign: reductions by concept between two dates, both included."""

    nombre: Palabras = dato("Nombre de la campaña.")
    desde: Dia = dato("Primer día de la campaña.")
    hasta: Dia = dato("Último día para convenir con la campaña.")
    fecha_limite_pago: Dia = dato("Último día para pagar con el beneficio de la campaña.")
    productos: ListaDeProductos = dato("Productos a los que se aplica la campaña.")
    gastos_pct: Porcentaje = dato("Condonación máxima de gastos en la campaña.")
    moratorios_pct: Porcentaje = dato("Condonación máxima de intereses moratorios en la campaña.")
    ordinarios_pct: Porcentaje = dato("Condonación máxima de intereses ordinarios en la campaña.")
    capital_pct: Porcentaje = dato("Condonación máxima de capital en la campaña.")
    condiciones: Palabras = dato("Condiciones de la campaña.")

    @model_validator(mode="after")
    def _en_orden(self) -> Self:
        if not self.desde <= self.hasta <= self.fecha_limite_pago:
            raise ValueError("las fechas deben ir en orden: «desde», «hasta» y «fecha_limite_pago»")
        if not self.productos:
            raise ValueError("«productos» debe nombrar al menos un producto")
        return self

    def vigente_en(self, dia: date) -> bool:
        """Whether an agreement of that day may cite it."""
        return self.desde <= dia <= self.hasta


class Pagos(Seccion):
    """What follows a payment, and what it pays first."""

    conciliar_dias_habiles: DiasHabiles = plazo("Plazo de Contabilidad para confirmar un pago reportado.")
    identificar_dias_habiles: DiasHabiles = plazo("Plazo de Contabilidad para saber de quién es un pago.")
    recibo_dias_habiles: DiasHabiles = plazo("Plazo para emitir el recibo de un pago confirmado.")
    imputacion: OrdenDeConceptos = dato(
        "Orden en que un pago cubre el adeudo, salvo que el convenio diga otro.", f"{CCF}, art. 2094"
    )

    @model_validator(mode="after")
    def _los_cuatro_conceptos(self) -> Self:
        if sorted(self.imputacion) != sorted(CONCEPTOS):
            raise ValueError(f"«imputacion» debe tener una sola vez cada concepto: {', '.join(CONCEPTOS)}")
        return self


class Tasas(Seccion):
    """Interest: rates a year, in per cent."""

    ordinaria_anual_pct: TasaAnual = dato("Interés ordinario de los créditos.", _PRENSA)
    puntual_anual_pct: TasaAnual = dato("Interés ordinario de quien paga puntualmente.", _PRENSA)
    puntual_con_promedio_anual_pct: TasaAnual = dato(
        "Interés ordinario de quien paga puntualmente y tuvo el promedio que se pide.", _PRENSA
    )
    promedio_minimo: Promedio = dato("Promedio de estudios que da derecho a la tasa más baja.", _PRENSA)
    gracia_meses: Meses = dato("Meses de gracia después de terminar los estudios.", _PRENSA)
    moratoria_anual_pct: TasaAnual = dato(
        "Interés moratorio; en 0 mientras el Instituto no confirme la tasa de sus contratos.",
        "política (tasa por confirmar con el Instituto)",
    )
    pena_maxima_pct: Porcentaje = dato(
        "Tope de los intereses moratorios y otras penas, como porcentaje del capital.", f"{CCF}, art. 1843"
    )
    base_dias: BaseDeDias = dato(
        "Días del año con que se calcula el interés diario.", "política (por confirmar con el Instituto)"
    )
    legal_civil_anual_pct: TasaAnual = dato("Interés legal en materia civil.", f"{CCF}, art. 2395")
    legal_mercantil_anual_pct: TasaAnual = dato(
        "Interés legal en materia mercantil.", "Código de Comercio, art. 362"
    )

    @model_validator(mode="after")
    def _beneficios_en_orden(self) -> Self:
        if not self.puntual_con_promedio_anual_pct <= self.puntual_anual_pct <= self.ordinaria_anual_pct:
            raise ValueError("las tasas de quien paga puntualmente no pueden ser mayores que la ordinaria")
        return self
