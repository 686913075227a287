"""Sentences of the office's other duties: people attended, messages, complaints. They never tell a private text."""

from casos.atencion import AtencionSinCaso
from casos.calificacion import AtencionCalificada
from casos.manifestacion import (
    Clase,
    DenunciaPasada,
    DenunciaTurnada,
    ManifestacionRecibida,
    ManifestacionRespondida,
    ReciboAcusado,
    ReconocimientoCompartido,
)
from casos.recado import RecadoEntendido, RecadoEntregado, RecadoPasado, RecadoTomado
from casos.solicitud import InformacionRecibida, InformacionSolicitada
from flujos.manifestacion import NOMBRES
from flujos.solicitud import NOMBRES as AREAS
from web.frases import Lector, frase
from web.frases.palabras import dicho


@frase(AtencionSinCaso, relevante=True)
def _atencion(h: AtencionSinCaso, lector: Lector) -> str:
    a = f" a {lector.nombre(h.persona_id)}" if h.persona_id else ""
    canalizado = f"; se canalizó a {h.canalizado_a}" if h.canalizado_a else ""
    return f"atendió{a} {dicho(h.medio)} sobre {h.asunto}{canalizado}"


@frase(AtencionCalificada)
def _calificada(h: AtencionCalificada, lector: Lector) -> str:
    return (
        "pasó la pantalla a la persona, que calificó su atención: "
        f"cortesía {h.cortesia}, respeto {h.respeto}, eficiencia {h.eficiencia}"
    )


@frase(RecadoTomado, relevante=True)
def _tomado(h: RecadoTomado, lector: Lector) -> str:
    return f"tomó un recado de {lector.nombre(h.persona_id)} para {lector.cuenta(h.para)}"


@frase(RecadoPasado)
def _pasado(h: RecadoPasado, lector: Lector) -> str:
    return f"pasó el recado a {lector.cuenta(h.para)}"


@frase(RecadoEntregado)
def _entregado(h: RecadoEntregado, lector: Lector) -> str:
    return "abrió el recado"


@frase(RecadoEntendido, relevante=True)
def _entendido(h: RecadoEntendido, lector: Lector) -> str:
    return "atendió el recado"


@frase(ManifestacionRecibida, relevante=True)
def _recibida(h: ManifestacionRecibida, lector: Lector) -> str:
    de = "" if h.clase is Clase.DENUNCIA else f" de {lector.nombre(h.persona_id)}"
    return f"recibió {NOMBRES[h.clase]} {h.folio}{de}"


@frase(ReciboAcusado)
def _acusado(h: ReciboAcusado, lector: Lector) -> str:
    return f"acusó recibo {dicho(h.medio)}"


@frase(ManifestacionRespondida, relevante=True)
def _respondida(h: ManifestacionRespondida, lector: Lector) -> str:
    return f"respondió {dicho(h.medio)}"


@frase(ReconocimientoCompartido, relevante=True)
def _compartido(h: ReconocimientoCompartido, lector: Lector) -> str:
    return "dio a conocer el reconocimiento"


@frase(DenunciaPasada, relevante=True)
def _denuncia_pasada(h: DenunciaPasada, lector: Lector) -> str:
    return f"pasó la denuncia a {lector.cuenta(h.encargado)}"


@frase(DenunciaTurnada, relevante=True)
def _turnada(h: DenunciaTurnada, lector: Lector) -> str:
    return f"turnó la denuncia a la Contraloría con el oficio {h.oficio}"


@frase(InformacionSolicitada, relevante=True)
def _solicitada(h: InformacionSolicitada, lector: Lector) -> str:
    return f"pidió información a {AREAS[h.area]}"


@frase(InformacionRecibida, relevante=True)
def _contestada(h: InformacionRecibida, lector: Lector) -> str:
    return "registró la respuesta"
