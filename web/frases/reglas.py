"""Sentences of the published rules."""

from casos.reglas import CalendarioPublicado, PoliticaPublicada
from web.frases import Lector, frase


@frase(PoliticaPublicada, relevante=True)
def _politica(h: PoliticaPublicada, lector: Lector) -> str:
    return "publicó otra versión de la política"


@frase(CalendarioPublicado, relevante=True)
def _calendario(h: CalendarioPublicado, lector: Lector) -> str:
    return "publicó otra versión de los calendarios"
