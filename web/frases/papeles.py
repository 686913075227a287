"""Sentences of papers, registry, judicial, suspension and closing."""

from casos.mediacion.hechos.cierre import (
    AltaDePlanRegistrada,
    BuroActualizado,
    CartaDeNoAdeudoEntregada,
    CasoCerrado,
    CasoDevueltoDeJudicial,
    CasoReabierto,
    CasoReanudado,
    CasoSuspendido,
    CasoTurnadoAJudicial,
    ConvenioEnJuicio,
    ExpedienteRecibidoPorJudicial,
    PagareDevuelto,
    SeguimientoJudicialRegistrado,
    TransferidoAConcentracion,
    TurnoJudicialSolicitado,
    TurnoRechazado,
)
from casos.mediacion.hechos.documentos import (
    ConvenioPrevenido,
    ConvenioRegistrado,
    ConvenioRemitidoARegistro,
    ConvenioTenidoPorInscrito,
    CopiaEntregada,
    DocumentoAnexado,
    DocumentoArchivado,
    DocumentoDevuelto,
    DocumentoPrestado,
    DocumentoRecabado,
    InscripcionNegada,
    PapelEmitido,
    PrevencionSubsanada,
)
from web.formato import fecha_completa, plural
from web.frases import Lector, frase
from web.frases.palabras import dicho, y


@frase(DocumentoRecabado, relevante=True)
def _recabado(h: DocumentoRecabado, lector: Lector) -> str:
    return f"recabó el original: {dicho(h.tipo)} ({plural(h.paginas, 'hoja', 'hojas')})"


@frase(DocumentoAnexado)
def _anexado(h: DocumentoAnexado, lector: Lector) -> str:
    return f"anexó un archivo escaneado: {dicho(h.tipo)}{lector.comillas(h, 'descripcion')}"


@frase(DocumentoArchivado)
def _archivado(h: DocumentoArchivado, lector: Lector) -> str:
    return f"archivó el documento {h.documento} en {h.ubicacion}"


@frase(DocumentoPrestado)
def _prestado(h: DocumentoPrestado, lector: Lector) -> str:
    return f"prestó el documento {h.documento} a {h.a}"


@frase(DocumentoDevuelto)
def _devuelto(h: DocumentoDevuelto, lector: Lector) -> str:
    return f"recibió de vuelta el documento {h.documento}; está en {h.ubicacion}"


@frase(CopiaEntregada)
def _copia(h: CopiaEntregada, lector: Lector) -> str:
    return f"entregó copia del convenio {h.convenio} al {dicho(h.a)}"


@frase(PapelEmitido)
def _papel(h: PapelEmitido, lector: Lector) -> str:
    return f"imprimió {dicho(h.clase)}"


@frase(ConvenioRemitidoARegistro)
def _remitido(h: ConvenioRemitidoARegistro, lector: Lector) -> str:
    return f"registró que el convenio {h.convenio} se remitió al Sistema de Convenios el {fecha_completa(h.fecha)}"


@frase(ConvenioPrevenido)
def _prevenido(h: ConvenioPrevenido, lector: Lector) -> str:
    return f"registró una prevención sobre el convenio {h.convenio}{lector.comillas(h, 'defectos')}"


@frase(PrevencionSubsanada)
def _subsanada(h: PrevencionSubsanada, lector: Lector) -> str:
    return f"registró subsanada la prevención del convenio {h.convenio}"


@frase(InscripcionNegada, relevante=True)
def _negada(h: InscripcionNegada, lector: Lector) -> str:
    return f"registró que el convenio {h.convenio} no se inscribió"


@frase(ConvenioRegistrado, relevante=True)
def _registrado(h: ConvenioRegistrado, lector: Lector) -> str:
    return f"registró inscrito el convenio {h.convenio} con el número {h.numero}: es cosa juzgada"


@frase(ConvenioTenidoPorInscrito, relevante=True)
def _tenido(h: ConvenioTenidoPorInscrito, lector: Lector) -> str:
    return f"tuvo por inscrito el convenio {h.convenio}: es cosa juzgada"


@frase(TurnoJudicialSolicitado, relevante=True)
def _solicitado(h: TurnoJudicialSolicitado, lector: Lector) -> str:
    falta = f"; falta: {y(h.faltan)}" if h.faltan else ""
    return f"pidió turnar el caso a judicial{lector.comillas(h, 'motivo')}{falta}"


@frase(TurnoRechazado)
def _rechazado(h: TurnoRechazado, lector: Lector) -> str:
    return f"no turnó el caso a judicial{lector.comillas(h, 'motivo')}"


@frase(CasoTurnadoAJudicial, relevante=True)
def _turnado(h: CasoTurnadoAJudicial, lector: Lector) -> str:
    return "turnó el caso a judicial"


@frase(ExpedienteRecibidoPorJudicial)
def _recibido(h: ExpedienteRecibidoPorJudicial, lector: Lector) -> str:
    return f"recibió el expediente en judicial{f' con el número {h.numero}' if h.numero else ''}"


@frase(SeguimientoJudicialRegistrado)
def _seguimiento(h: SeguimientoJudicialRegistrado, lector: Lector) -> str:
    return f"registró cómo va en judicial: {h.estado}{lector.comillas(h, 'nota')}"


@frase(CasoDevueltoDeJudicial, relevante=True)
def _de_vuelta(h: CasoDevueltoDeJudicial, lector: Lector) -> str:
    return f"devolvió el caso de judicial{lector.comillas(h, 'motivo')}"


@frase(ConvenioEnJuicio, relevante=True)
def _en_juicio(h: ConvenioEnJuicio, lector: Lector) -> str:
    return f"registró un convenio en juicio, {h.juzgado}, expediente {h.expediente}"


@frase(CasoSuspendido, relevante=True)
def _suspendido(h: CasoSuspendido, lector: Lector) -> str:
    return f"suspendió el caso por {dicho(h.causa)} hasta revisar el {fecha_completa(h.revisar)}"


@frase(CasoReanudado, relevante=True)
def _reanudado(h: CasoReanudado, lector: Lector) -> str:
    return f"reanudó el caso{lector.comillas(h, 'motivo')}"


@frase(CartaDeNoAdeudoEntregada, relevante=True)
def _carta(h: CartaDeNoAdeudoEntregada, lector: Lector) -> str:
    return "entregó la carta de no adeudo"


@frase(BuroActualizado)
def _buro(h: BuroActualizado, lector: Lector) -> str:
    que = "la liquidación" if h.convenio is None else f"el convenio {h.convenio}"
    return f"informó al Buró de Crédito {que}"


@frase(AltaDePlanRegistrada)
def _alta(h: AltaDePlanRegistrada, lector: Lector) -> str:
    return f"dio de alta en el sistema de cartera el plan del convenio {h.convenio}"


@frase(PagareDevuelto)
def _pagare(h: PagareDevuelto, lector: Lector) -> str:
    return f"devolvió el pagaré del crédito {h.credito}; recibió: {h.recibio}"


@frase(CasoCerrado, relevante=True)
def _cerrado(h: CasoCerrado, lector: Lector) -> str:
    return f"cerró el caso: {dicho(h.causa)}{lector.comillas(h, 'motivo')}"


@frase(TransferidoAConcentracion)
def _transferido(h: TransferidoAConcentracion, lector: Lector) -> str:
    return f"transfirió el expediente a concentración: {h.ubicacion}"


@frase(CasoReabierto, relevante=True)
def _reabierto(h: CasoReabierto, lector: Lector) -> str:
    return f"reabrió el caso{lector.comillas(h, 'motivo')}"
