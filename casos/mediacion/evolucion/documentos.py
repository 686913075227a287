"""How papers and the registry change the state."""

from typing import Any

from casos.mediacion.estado import Caso, Documento, Marca
from casos.mediacion.evolucion import al, con
from casos.mediacion.evolucion.convenios import en_convenio
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
from casos.mediacion.vocabulario import TipoDocumento
from casos.tiempo import dia_local


def _en_documento(caso: Caso, numero: int, **cambios: Any) -> Caso:
    documento = caso.documentos.get(numero)
    if documento is None:
        return caso
    return caso._replace(documentos=con(caso.documentos, numero, documento._replace(**cambios)))


@al(DocumentoRecabado)
def _recabado(caso: Caso, h: DocumentoRecabado, m: Marca) -> Caso:
    documento = Documento(h.documento, h.tipo, h.paginas, m, h.huella, h.sesion, h.convenio, h.credito)
    caso = caso._replace(documentos=con(caso.documentos, h.documento, documento))
    if h.convenio is None:
        return caso
    if h.tipo is TipoDocumento.CONVENIO:
        return en_convenio(caso, h.convenio, original=h.documento)
    return caso


@al(DocumentoAnexado)
def _anexado(caso: Caso, h: DocumentoAnexado, m: Marca) -> Caso:
    caso = caso._replace(anexos=con(caso.anexos, h.huella, h.tipo))
    return _en_documento(caso, h.documento, huella=h.huella) if h.documento is not None else caso


@al(DocumentoArchivado)
def _archivado(caso: Caso, h: DocumentoArchivado, m: Marca) -> Caso:
    caso = _en_documento(
        caso, h.documento, lugar="archivo", ubicacion=h.ubicacion, archivado=m, prestado_a=None
    )
    documento = caso.documentos.get(h.documento)
    if documento and documento.tipo is TipoDocumento.ADENDA and documento.convenio is not None:
        return en_convenio(caso, documento.convenio, adenda_archivada=True)
    return caso


@al(DocumentoPrestado)
def _prestado(caso: Caso, h: DocumentoPrestado, m: Marca) -> Caso:
    return _en_documento(
        caso, h.documento, lugar="prestado", prestado=m, prestado_a=h.a, prestado_hasta=h.hasta
    )


@al(DocumentoDevuelto)
def _devuelto(caso: Caso, h: DocumentoDevuelto, m: Marca) -> Caso:
    return _en_documento(
        caso, h.documento, lugar="archivo", ubicacion=h.ubicacion, archivado=m, prestado_a=None,
        prestado_hasta=None,
    )  # fmt: skip


@al(CopiaEntregada)
def _copia(caso: Caso, h: CopiaEntregada, m: Marca) -> Caso:
    convenio = caso.convenios.get(h.convenio)
    return en_convenio(caso, h.convenio, copias=convenio.copias | {h.a}) if convenio else caso


def _en_registro(caso: Caso, cual: int, **cambios: Any) -> Caso:
    convenio = caso.convenios.get(cual)
    return en_convenio(caso, cual, registral=convenio.registral._replace(**cambios)) if convenio else caso


@al(ConvenioRemitidoARegistro)
def _remitido(caso: Caso, h: ConvenioRemitidoARegistro, m: Marca) -> Caso:
    return _en_registro(caso, h.convenio, estado="remitido", remitido=h.fecha, marca=m)


@al(ConvenioPrevenido)
def _prevenido(caso: Caso, h: ConvenioPrevenido, m: Marca) -> Caso:
    return _en_registro(caso, h.convenio, estado="prevenido", prevenido=h.fecha, inscrito=None, marca=m)


@al(PrevencionSubsanada)
def _subsanada(caso: Caso, h: PrevencionSubsanada, m: Marca) -> Caso:
    return _en_registro(caso, h.convenio, estado="remitido", remitido=h.fecha, marca=m)


@al(InscripcionNegada)
def _negada(caso: Caso, h: InscripcionNegada, m: Marca) -> Caso:
    return _en_registro(caso, h.convenio, estado="no_inscrito", marca=m)


@al(ConvenioRegistrado)
def _registrado(caso: Caso, h: ConvenioRegistrado, m: Marca) -> Caso:
    return _en_registro(caso, h.convenio, estado="inscrito", numero=h.numero, inscrito=h.fecha, marca=m)


@al(ConvenioTenidoPorInscrito)
def _tenido(caso: Caso, h: ConvenioTenidoPorInscrito, m: Marca) -> Caso:
    return _en_registro(caso, h.convenio, estado="tenido_por_inscrito", inscrito=dia_local(m.en), marca=m)


@al(PapelEmitido)
def _papel(caso: Caso, h: PapelEmitido, m: Marca) -> Caso:
    return caso._replace(papeles=caso.papeles | {h.huella})
