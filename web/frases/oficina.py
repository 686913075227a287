"""Sentences of the office's other duties: people attended and messages. They never tell a private text."""

from casos.atencion import AtencionSinCaso
from casos.recado import RecadoEntendido, RecadoPasado, RecadoTomado
from web.frases import Lector, frase
from web.frases.palabras import dicho


@frase(AtencionSinCaso, relevante=True)
def _atencion(h: AtencionSinCaso, lector: Lector) -> str:
    a = f" a {lector.nombre(h.persona_id)}" if h.persona_id else ""
    return f"atendió{a} {dicho(h.medio)} sobre {h.asunto}"


@frase(RecadoTomado, relevante=True)
def _tomado(h: RecadoTomado, lector: Lector) -> str:
    return f"tomó un recado de {lector.nombre(h.persona_id)} para {h.para}"


@frase(RecadoPasado)
def _pasado(h: RecadoPasado, lector: Lector) -> str:
    return f"pasó el recado a {h.para}"


@frase(RecadoEntendido, relevante=True)
def _entendido(h: RecadoEntendido, lector: Lector) -> str:
    return "atendió el recado"
