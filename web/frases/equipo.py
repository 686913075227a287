"""Sentences of who is away, who is sent where, and what the area asks of its people."""

from casos.actividad import ActividadCambiada, ActividadHecha, ActividadPedida, ActividadRetirada
from casos.ausencia import AusenciaCambiada, AusenciaCancelada, AusenciaConfirmada, AusenciaDeclarada
from casos.comision import (
    ComisionCambiada,
    ComisionCancelada,
    ComisionConfirmada,
    ComisionInformada,
    ComisionOrdenada,
)
from flujos.actividad import CADA
from web.formato import fecha, plural
from web.frases import Lector, frase


def _cubre(cubre: str | None, lector: Lector) -> str:
    return f"; cubre {lector.cuenta(cubre)}" if cubre else "; sus pendientes los ve el coordinador"


@frase(AusenciaDeclarada, relevante=True)
def _declarada(h: AusenciaDeclarada, lector: Lector) -> str:
    dias = f"del {fecha(h.desde)} al {fecha(h.hasta)}"
    return f"registró la ausencia de {lector.cuenta(h.usuario)} {dias}{_cubre(h.cubre, lector)}"


@frase(AusenciaCambiada, relevante=True)
def _cambiada(h: AusenciaCambiada, lector: Lector) -> str:
    return f"dejó la ausencia del {fecha(h.desde)} al {fecha(h.hasta)}{_cubre(h.cubre, lector)}"


@frase(AusenciaCancelada, relevante=True)
def _cancelada(h: AusenciaCancelada, lector: Lector) -> str:
    return "canceló la ausencia"


@frase(AusenciaConfirmada)
def _confirmada(h: AusenciaConfirmada, lector: Lector) -> str:
    return "se enteró de la ausencia"


@frase(ComisionOrdenada, relevante=True)
def _ordenada(h: ComisionOrdenada, lector: Lector) -> str:
    dias = fecha(h.desde) if h.desde == h.hasta else f"{fecha(h.desde)} al {fecha(h.hasta)}"
    quien = lector.cuenta(h.usuario)
    return f"registró la comisión de {quien} a «{h.evento}», {h.lugar}, {dias}, por orden de {h.ordena}"


@frase(ComisionCambiada, relevante=True)
def _movida(h: ComisionCambiada, lector: Lector) -> str:
    oficio = f", oficio {h.oficio}" if h.oficio else ""
    return f"dejó la comisión en {h.lugar}, del {fecha(h.desde)} al {fecha(h.hasta)}{oficio}{_cubre(h.cubre, lector)}"


@frase(ComisionCancelada, relevante=True)
def _no_se_hizo(h: ComisionCancelada, lector: Lector) -> str:
    return "canceló la comisión"


@frase(ComisionConfirmada)
def _enterado(h: ComisionConfirmada, lector: Lector) -> str:
    return "se enteró de la comisión"


@frase(ComisionInformada, relevante=True)
def _informada(h: ComisionInformada, lector: Lector) -> str:
    return (
        f"entregó el informe de la comisión: {plural(h.personas, 'persona atendida', 'personas atendidas')}"
    )


@frase(ActividadPedida, relevante=True)
def _pedida(h: ActividadPedida, lector: Lector) -> str:
    cada = f", {CADA[h.cada]}" if h.cada else ""
    return (
        f"anotó para {lector.cuenta(h.para)}: «{h.asunto}», lo pide {h.pide}, para el {fecha(h.vence)}{cada}"
    )


@frase(ActividadCambiada)
def _pasada(h: ActividadCambiada, lector: Lector) -> str:
    return f"la dejó a {lector.cuenta(h.para)} para el {fecha(h.vence)}"


@frase(ActividadHecha, relevante=True)
def _hecha(h: ActividadHecha, lector: Lector) -> str:
    return f"hizo la actividad del {fecha(h.vence)}{lector.comillas(h, 'resultado')}"


@frase(ActividadRetirada, relevante=True)
def _retirada(h: ActividadRetirada, lector: Lector) -> str:
    return "retiró la actividad: ya no hace falta"
