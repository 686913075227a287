"""Sentences of options, agreements, payments and breach."""

from casos.mediacion.hechos.convenios import (
    AdeudoRegenerado,
    CondonacionRevocada,
    CondonacionRevocadaAvisada,
    ConvenioDescartado,
    ConvenioElaborado,
    ConvenioFirmado,
    ConvenioModificado,
    ConvenioSustituido,
    DescuentoAutorizado,
    DescuentoRechazado,
    OpcionesPresentadas,
    PagoInicialNoRecibido,
    PlanDePagosActivado,
)
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    ConvenioCumplido,
    IncumplimientoDeclarado,
    IncumplimientoDesestimado,
    IncumplimientoNotificado,
    IncumplimientoPropuesto,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
    LiquidacionRevertida,
    PagoConfirmado,
    PagoRechazado,
    PagoReportado,
    PagoRevertido,
    ParcialidadVencida,
    ReciboEmitido,
)
from casos.mediacion.vocabulario import Producto
from web.formato import fecha_completa, pesos, plural
from web.frases import Lector, frase
from web.frases.palabras import dicho, y


@frase(OpcionesPresentadas)
def _opciones(h: OpcionesPresentadas, lector: Lector) -> str:
    return f"presentó {plural(len(h.opciones), 'opción', 'opciones')} de pago"


@frase(ConvenioElaborado)
def _elaborado(h: ConvenioElaborado, lector: Lector) -> str:
    n = len(h.plan.parcialidades)
    plan = (
        f"{plural(n, 'parcialidad', 'parcialidades')} de {pesos(h.plan.parcialidades[0].importe)}"
        if n
        else ""
    )
    inicial = f"pago inicial de {pesos(h.plan.pago_inicial)}" if h.plan.pago_inicial else ""
    motivos = "; ".join(m[:1].lower() + m[1:].rstrip(".") for m in h.excede)
    rebasa = f". Rebasa la política: {motivos}" if motivos else ""
    un = "una" if h.producto is Producto.REGENERACION else "un"
    return f"elaboró {un} {dicho(h.producto)}: {y(p for p in (inicial, plan) if p)}{rebasa}"


@frase(DescuentoAutorizado, relevante=True)
def _autorizado(h: DescuentoAutorizado, lector: Lector) -> str:
    return f"autorizó el convenio {h.convenio} (versión {h.revision}){lector.comillas(h, 'motivo')}"


@frase(DescuentoRechazado)
def _rechazado(h: DescuentoRechazado, lector: Lector) -> str:
    return f"no autorizó el convenio {h.convenio} (versión {h.revision}){lector.comillas(h, 'motivo')}"


@frase(ConvenioDescartado)
def _descartado(h: ConvenioDescartado, lector: Lector) -> str:
    return f"descartó el borrador del convenio {h.convenio}{lector.comillas(h, 'motivo')}"


@frase(ConvenioFirmado, relevante=True)
def _firmado(h: ConvenioFirmado, lector: Lector) -> str:
    quien = y(dicho(f.rol) for f in h.firmas)
    return f"registró el convenio firmado {h.folio_convenio} del {fecha_completa(h.fecha)}; firmó: {quien}"


@frase(ConvenioSustituido)
def _sustituido(h: ConvenioSustituido, lector: Lector) -> str:
    return f"sustituyó el convenio {h.convenio} por el {h.por}"


@frase(ConvenioModificado, relevante=True)
def _modificado(h: ConvenioModificado, lector: Lector) -> str:
    return f"registró la adenda {h.adenda} del convenio {h.convenio}{lector.comillas(h, 'motivo')}"


@frase(AdeudoRegenerado, relevante=True)
def _regenerado(h: AdeudoRegenerado, lector: Lector) -> str:
    return f"regeneró el adeudo: {pesos(h.entra.total)} quedan en una base de {pesos(h.base)}"


@frase(PlanDePagosActivado, relevante=True)
def _activado(h: PlanDePagosActivado, lector: Lector) -> str:
    return f"activó el plan de pagos del convenio {h.convenio}"


@frase(PagoInicialNoRecibido, relevante=True)
def _sin_inicial(h: PagoInicialNoRecibido, lector: Lector) -> str:
    return (
        f"notó que no llegó el pago inicial de {pesos(h.importe)}, que venció el {fecha_completa(h.vencio)}"
    )


@frase(CondonacionRevocada, relevante=True)
def _revocada(h: CondonacionRevocada, lector: Lector) -> str:
    return f"revocó la condonación: vuelven al adeudo {pesos(h.importes.total)}"


@frase(PagoReportado)
def _reportado(h: PagoReportado, lector: Lector) -> str:
    return (
        f"registró un pago reportado de {pesos(h.importe)} del {fecha_completa(h.fecha)} ({dicho(h.canal)})"
    )


@frase(PagoConfirmado, relevante=True)
def _confirmado(h: PagoConfirmado, lector: Lector) -> str:
    operacion = f", operación {h.operacion}" if h.operacion else ""
    favor = f"; quedan {pesos(h.a_favor)} a favor" if h.a_favor else ""
    return f"confirmó el pago de {pesos(h.importe)} del {fecha_completa(h.fecha)} ({dicho(h.canal)}{operacion}){favor}"


@frase(PagoRechazado)
def _no_hallado(h: PagoRechazado, lector: Lector) -> str:
    return f"no encontró el pago reportado{lector.comillas(h, 'motivo')}"


@frase(PagoRevertido, relevante=True)
def _revertido(h: PagoRevertido, lector: Lector) -> str:
    return f"revirtió el pago {h.folio}{lector.comillas(h, 'motivo')}"


@frase(ReciboEmitido)
def _recibo(h: ReciboEmitido, lector: Lector) -> str:
    return f"emitió el recibo del pago {h.folio}"


@frase(ParcialidadVencida)
def _vencida(h: ParcialidadVencida, lector: Lector) -> str:
    return f"notó vencida la parcialidad {h.parcialidad} (del {fecha_completa(h.vencio)}): faltan {pesos(h.falta)}"


@frase(IncumplimientoPropuesto)
def _propuesto(h: IncumplimientoPropuesto, lector: Lector) -> str:
    return f"propuso declarar el incumplimiento: parcialidades {y(map(str, h.vencidas))}, {pesos(h.exigible)}"


@frase(IncumplimientoDeclarado, relevante=True)
def _declarado(h: IncumplimientoDeclarado, lector: Lector) -> str:
    return f"declaró incumplido el convenio {h.convenio}: se deben {pesos(h.exigible)}"


@frase(IncumplimientoDesestimado)
def _desestimado(h: IncumplimientoDesestimado, lector: Lector) -> str:
    return f"decidió no declarar el incumplimiento hasta el {fecha_completa(h.hasta)}{lector.comillas(h, 'motivo')}"


@frase(IncumplimientoNotificado)
def _notificado(h: IncumplimientoNotificado, lector: Lector) -> str:
    return f"notificó el incumplimiento {dicho(h.medio)}: {dicho(h.rol)}"


@frase(IncumplimientoSubsanado, relevante=True)
def _subsanado(h: IncumplimientoSubsanado, lector: Lector) -> str:
    return "dio por subsanado el incumplimiento; el plan sigue"


@frase(IncumplimientoRevertido, relevante=True)
def _sin_incumplimiento(h: IncumplimientoRevertido, lector: Lector) -> str:
    return f"revirtió el incumplimiento: el pago {h.folio} se hizo a tiempo"


@frase(AdeudoLiquidado, relevante=True)
def _liquidado(h: AdeudoLiquidado, lector: Lector) -> str:
    return "dio el adeudo por liquidado"


@frase(CondonacionRevocadaAvisada)
def _revocacion_avisada(h: CondonacionRevocadaAvisada, lector: Lector) -> str:
    return "avisó a Contabilidad y a Sistemas que la condonación se revocó"


@frase(ConvenioCumplido, relevante=True)
def _cumplido(h: ConvenioCumplido, lector: Lector) -> str:
    return f"dio por cumplido el convenio {h.convenio}; se sigue debiendo lo que no incluye"


@frase(LiquidacionRevertida, relevante=True)
def _sin_liquidar(h: LiquidacionRevertida, lector: Lector) -> str:
    que = "el adeudo" if h.convenio is None else f"el convenio {h.convenio}"
    return f"restableció {que}: el pago {h.folio} ya no cuenta"
