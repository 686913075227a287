"""How agreements change the state."""

from typing import Any

from casos.mediacion.estado import Caso, Convenio, EstadoConvenio, Marca, Registral
from casos.mediacion.evolucion import al, con, pasar_a, terminar_mecanismo
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
from casos.mediacion.vocabulario import Etapa, Via


def en_convenio(caso: Caso, numero: int, **cambios: Any) -> Caso:
    """The case with some fields of one of its agreements replaced; unchanged when it has no such agreement."""
    convenio = caso.convenios.get(numero)
    if convenio is None:
        return caso
    return caso._replace(convenios=con(caso.convenios, numero, convenio._replace(**cambios)))


@al(OpcionesPresentadas)
def _opciones(caso: Caso, h: OpcionesPresentadas, m: Marca) -> Caso:
    return caso._replace(contacto=caso.contacto._replace(opciones=m))


@al(ConvenioElaborado)
def _elaborado(caso: Caso, h: ConvenioElaborado, m: Marca) -> Caso:
    previo = caso.convenios.get(h.convenio)
    if previo is None:
        return caso._replace(convenios=con(caso.convenios, h.convenio, Convenio(h.convenio, h, m, h.plan)))
    return en_convenio(caso, h.convenio, elaborado=h, marca=m, plan=h.plan, estado=EstadoConvenio.BORRADOR)


@al(DescuentoAutorizado)
def _autorizado(caso: Caso, h: DescuentoAutorizado, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, autorizado=h.revision, autorizacion=m)


@al(DescuentoRechazado)
def _rechazado(caso: Caso, h: DescuentoRechazado, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, rechazado=h.revision, autorizacion=m)


@al(ConvenioDescartado)
def _descartado(caso: Caso, h: ConvenioDescartado, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, estado=EstadoConvenio.DESCARTADO)


@al(ConvenioFirmado)
def _firmado(caso: Caso, h: ConvenioFirmado, m: Marca) -> Caso:
    convenio = caso.convenios.get(h.convenio)
    if convenio is None:
        return caso
    mediado = convenio.elaborado.via is Via.STJ and caso.etapa is not Etapa.TURNADO_JUDICIAL
    registral = Registral("por_remitir" if mediado else "no_aplica", marca=m)
    caso = en_convenio(
        caso, h.convenio, estado=EstadoConvenio.FIRMADO, firmado=m, fecha=h.fecha, folio=h.folio_convenio,
        firmas=h.firmas, sesion=h.sesion, registral=registral,
    )  # fmt: skip
    return pasar_a(terminar_mecanismo(caso, m), Etapa.CONVENIO_FIRMADO, m)


@al(ConvenioSustituido)
def _sustituido(caso: Caso, h: ConvenioSustituido, m: Marca) -> Caso:
    caso = en_convenio(caso, h.convenio, estado=EstadoConvenio.SUSTITUIDO)
    return en_convenio(caso, h.por, sustituye=h.convenio)


@al(ConvenioModificado)
def _modificado(caso: Caso, h: ConvenioModificado, m: Marca) -> Caso:
    caso = en_convenio(
        caso, h.convenio, plan=h.plan, fijas=h.fijas, adendas=h.adenda, adenda=m, adenda_archivada=False,
        estado=EstadoConvenio.ACTIVO, corre_desde=m, vencidas={}, desestimado_hasta=None,
    )  # fmt: skip
    return pasar_a(caso, Etapa.EN_SEGUIMIENTO, m) if caso.etapa is Etapa.INCUMPLIDO else caso


@al(AdeudoRegenerado)
def _regenerado(caso: Caso, h: AdeudoRegenerado, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, es_regeneracion=True, sustituye=h.sustituye)


@al(PlanDePagosActivado)
def _activado(caso: Caso, h: PlanDePagosActivado, m: Marca) -> Caso:
    caso = en_convenio(caso, h.convenio, estado=EstadoConvenio.ACTIVO, activado=m, corre_desde=m)
    return pasar_a(caso, Etapa.EN_SEGUIMIENTO, m) if caso.etapa is Etapa.CONVENIO_FIRMADO else caso


@al(PagoInicialNoRecibido)
def _sin_pago_inicial(caso: Caso, h: PagoInicialNoRecibido, m: Marca) -> Caso:
    antes = caso.etapa
    caso = en_convenio(
        caso,
        h.convenio,
        estado=EstadoConvenio.INCUMPLIDO,
        inicial_omitido=m,
        incumplido=m,
        antes_de_incumplir=antes,
    )
    return pasar_a(caso, Etapa.INCUMPLIDO, m) if antes is Etapa.CONVENIO_FIRMADO else caso


@al(CondonacionRevocada)
def _revocada(caso: Caso, h: CondonacionRevocada, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, revocado=h.importes, revocacion=m, revocacion_avisada=False)


@al(CondonacionRevocadaAvisada)
def _revocacion_avisada(caso: Caso, h: CondonacionRevocadaAvisada, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, revocacion_avisada=True)
