"""Sentences of imported files and of payments that wait to be identified."""

from casos.lote import (
    DesaparecidaResuelta,
    DesaparecidasPreguntadas,
    DudaResuelta,
    DudasPendientes,
    LoteAnulado,
    LoteRecibido,
    RenglonesLlevados,
)
from casos.pago_por_identificar import PagoDevuelto, PagoIdentificado, PagoSinIdentificar
from web.formato import fecha_completa, pesos, plural
from web.frases import Lector, frase

_CLASES = {"agenda": "la agenda", "cartera": "la cartera", "pagos": "los pagos"}
_COMO = {
    "caso": "era de un caso que ya existía",
    "nuevo": "se abrió un caso nuevo",
    "aceptada": "estaba bien como venía",
    "descartada": "se descartó",
}


@frase(LoteRecibido, relevante=True)
def _recibido(h: LoteRecibido, lector: Lector) -> str:
    errores = f" ({plural(h.errores, 'con error', 'con error')})" if h.errores else ""
    return (
        f"importó {_CLASES[h.clase]} de «{h.archivo}»: {plural(h.renglones, 'renglón', 'renglones')}{errores}"
    )


@frase(RenglonesLlevados)
def _llevados(h: RenglonesLlevados, lector: Lector) -> str:
    return f"llevó a cabo {plural(sum(len(x.filas) for x in h.llevados), 'renglón', 'renglones')}"


@frase(DudasPendientes)
def _dudas(h: DudasPendientes, lector: Lector) -> str:
    return f"dejó {plural(len(h.dudas), 'renglón', 'renglones')} en duda"


@frase(DudaResuelta)
def _resuelta(h: DudaResuelta, lector: Lector) -> str:
    return f"resolvió la duda de la fila {h.fila}: {_COMO[h.como]}"


@frase(DesaparecidasPreguntadas)
def _preguntadas(h: DesaparecidasPreguntadas, lector: Lector) -> str:
    return f"encontró {plural(len(h.sesiones), 'sesión que ya no viene', 'sesiones que ya no vienen')} en el archivo"


@frase(DesaparecidaResuelta)
def _desaparecida(h: DesaparecidaResuelta, lector: Lector) -> str:
    como = "se canceló" if h.como == "cancelada" else "sigue en pie"
    return f"averiguó que una sesión que ya no venía {como}"


@frase(LoteAnulado, relevante=True)
def _anulado(h: LoteAnulado, lector: Lector) -> str:
    return "deshizo la importación"


@frase(PagoSinIdentificar, relevante=True)
def _sin_identificar(h: PagoSinIdentificar, lector: Lector) -> str:
    return f"recibió un pago por identificar de {pesos(h.importe)} del {fecha_completa(h.fecha)}"


@frase(PagoIdentificado, relevante=True)
def _identificado(h: PagoIdentificado, lector: Lector) -> str:
    return f"identificó el pago{f', del crédito {h.credito}' if h.credito else ''}"


@frase(PagoDevuelto, relevante=True)
def _devuelto(h: PagoDevuelto, lector: Lector) -> str:
    return f"anotó que el pago no es nuestro{lector.comillas(h, 'motivo')}"
