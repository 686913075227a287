"""Sentences of calls, promises, visits and letters."""

from casos.mediacion.hechos.contacto import (
    AtencionRegistrada,
    CartaEnviada,
    IntentoAutorizado,
    LlamadaRealizada,
    LlamadaRecibida,
    NumeroCalificado,
    PromesaCumplida,
    PromesaDePagoRegistrada,
    PromesaIncumplida,
    VisitaCancelada,
    VisitaProgramada,
    VisitaRealizada,
)
from casos.mediacion.vocabulario import Envio
from web.formato import fecha_completa, pesos
from web.frases import Lector, frase
from web.frases.palabras import dicho

ENVIOS = frozenset(Envio)


@frase(LlamadaRealizada)
def _llamada(h: LlamadaRealizada, lector: Lector) -> str:
    a = "" if h.a == "acreditado" else f" al {dicho(h.a)}"
    sigue = f"; volver a llamar el {fecha_completa(h.siguiente)}" if h.siguiente else ""
    return f"llamó{a} {dicho(h.motivo)}: {dicho(h.resultado)}{sigue}{lector.comillas(h, 'nota')}"


@frase(LlamadaRecibida)
def _recibida(h: LlamadaRecibida, lector: Lector) -> str:
    return f"recibió una llamada del {dicho(h.de)} sobre {h.asunto}{lector.comillas(h, 'nota')}"


@frase(IntentoAutorizado)
def _intento(h: IntentoAutorizado, lector: Lector) -> str:
    return f"autorizó llamar fuera de la política el {fecha_completa(h.dia)}{lector.comillas(h, 'motivo')}"


@frase(NumeroCalificado)
def _numero(h: NumeroCalificado, lector: Lector) -> str:
    return f"calificó un teléfono de {lector.nombre(h.persona_id)}: {dicho(h.calidad)}"


@frase(PromesaDePagoRegistrada)
def _promesa(h: PromesaDePagoRegistrada, lector: Lector) -> str:
    return f"registró una promesa de pago de {pesos(h.importe)} para el {fecha_completa(h.fecha)}"


@frase(PromesaCumplida)
def _cumplida(h: PromesaCumplida, lector: Lector) -> str:
    return f"notó cumplida la promesa {h.promesa}"


@frase(PromesaIncumplida)
def _incumplida(h: PromesaIncumplida, lector: Lector) -> str:
    return f"notó incumplida la promesa {h.promesa}"


@frase(VisitaProgramada)
def _programada(h: VisitaProgramada, lector: Lector) -> str:
    return f"programó una {dicho(h.tipo)} para el {fecha_completa(h.dia)}"


@frase(VisitaCancelada)
def _cancelada(h: VisitaCancelada, lector: Lector) -> str:
    return f"canceló la visita programada{lector.comillas(h, 'motivo')}"


@frase(VisitaRealizada)
def _realizada(h: VisitaRealizada, lector: Lector) -> str:
    return f"registró una {dicho(h.tipo)}: {dicho(h.resultado)}{lector.comillas(h, 'nota')}"


@frase(CartaEnviada)
def _carta(h: CartaEnviada, lector: Lector) -> str:
    conocida = h.plantilla in ENVIOS
    que = dicho(Envio(h.plantilla)) if conocida else h.plantilla.replace("_", " ")
    return f"envió {dicho(h.medio)} al {dicho(h.a)}: {que}"


@frase(AtencionRegistrada)
def _atencion(h: AtencionRegistrada, lector: Lector) -> str:
    return f"atendió {dicho(h.medio)} sobre {h.asunto}{lector.comillas(h, 'nota')}"
