"""How judicial hand-over, suspension, closing and reopening change the state."""

from casos.mediacion.estado import Caso, EstadoConvenio, Judicial, Marca, Suspension
from casos.mediacion.evolucion import al, con, pasar_a, sin_sesion, terminar_mecanismo
from casos.mediacion.evolucion.convenios import en_convenio
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
from casos.mediacion.vocabulario import SIGUE_EN_OTRO, Etapa, TipoDocumento


@al(TurnoJudicialSolicitado)
def _solicitado(caso: Caso, h: TurnoJudicialSolicitado, m: Marca) -> Caso:
    return caso._replace(judicial=caso.judicial._replace(estado="solicitado", marca=m))


@al(TurnoRechazado)
def _rechazado(caso: Caso, h: TurnoRechazado, m: Marca) -> Caso:
    return caso._replace(judicial=caso.judicial._replace(estado="", marca=m))


@al(CasoTurnadoAJudicial)
def _turnado(caso: Caso, h: CasoTurnadoAJudicial, m: Marca) -> Caso:
    caso = terminar_mecanismo(caso, m)
    return pasar_a(caso, Etapa.TURNADO_JUDICIAL, m, judicial=Judicial("turnado", m, m))


@al(ExpedienteRecibidoPorJudicial)
def _recibido(caso: Caso, h: ExpedienteRecibidoPorJudicial, m: Marca) -> Caso:
    return caso._replace(judicial=caso.judicial._replace(estado="recibido", numero=h.numero, seguimiento=m))


@al(SeguimientoJudicialRegistrado)
def _seguimiento(caso: Caso, h: SeguimientoJudicialRegistrado, m: Marca) -> Caso:
    return caso._replace(judicial=caso.judicial._replace(seguimiento=m))


@al(CasoDevueltoDeJudicial)
def _devuelto(caso: Caso, h: CasoDevueltoDeJudicial, m: Marca) -> Caso:
    convenio = caso.convenio
    etapa = _ETAPA_DE.get(convenio.estado, Etapa.REGISTRADO) if convenio else Etapa.REGISTRADO
    return pasar_a(caso, etapa, m, judicial=Judicial("devuelto", m))


_ETAPA_DE = {
    EstadoConvenio.FIRMADO: Etapa.CONVENIO_FIRMADO,
    EstadoConvenio.ACTIVO: Etapa.EN_SEGUIMIENTO,
}
"""Where a case goes back to when a payment captured late undid the breach while judicial had it."""


@al(ConvenioEnJuicio)
def _en_juicio(caso: Caso, h: ConvenioEnJuicio, m: Marca) -> Caso:
    judicial = Judicial("convenio_en_juicio", m, m, h.expediente, h.juzgado)
    return caso._replace(judicial=judicial)


@al(CasoSuspendido)
def _suspendido(caso: Caso, h: CasoSuspendido, m: Marca) -> Caso:
    return caso._replace(suspension=Suspension(h.causa, h.revisar, m), suspendido=m)


@al(CasoReanudado)
def _reanudado(caso: Caso, h: CasoReanudado, m: Marca) -> Caso:
    return caso._replace(suspension=None, suspendido=m)


@al(CartaDeNoAdeudoEntregada)
def _carta(caso: Caso, h: CartaDeNoAdeudoEntregada, m: Marca) -> Caso:
    return caso._replace(cierre=caso.cierre._replace(carta=m))


@al(BuroActualizado)
def _buro(caso: Caso, h: BuroActualizado, m: Marca) -> Caso:
    if h.convenio is None:
        return caso._replace(cierre=caso.cierre._replace(buro=m))
    return en_convenio(caso, h.convenio, buro=m)


@al(AltaDePlanRegistrada)
def _alta(caso: Caso, h: AltaDePlanRegistrada, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, alta=m)


@al(PagareDevuelto)
def _pagare(caso: Caso, h: PagareDevuelto, m: Marca) -> Caso:
    credito = caso.creditos.get(h.credito)
    if credito is None:
        return caso
    documentos = {
        n: d._replace(lugar="devuelto") if (d.tipo, d.credito) == (TipoDocumento.PAGARE, h.credito) else d
        for n, d in caso.documentos.items()
    }
    creditos = con(caso.creditos, h.credito, credito._replace(pagare_devuelto=True))
    return caso._replace(creditos=creditos, documentos=documentos)


@al(CasoCerrado)
def _cerrado(caso: Caso, h: CasoCerrado, m: Marca) -> Caso:
    antes = sin_sesion(caso.etapa)
    caso = terminar_mecanismo(caso, m, avisar=h.causa not in SIGUE_EN_OTRO)
    cierre = caso.cierre._replace(antes=antes, causa=h.causa, cerrado=m)
    return pasar_a(caso, Etapa.CERRADO, m, cierre=cierre)


@al(CasoReabierto)
def _reabierto(caso: Caso, h: CasoReabierto, m: Marca) -> Caso:
    cierre = caso.cierre._replace(causa=None, reabierto=m)
    return pasar_a(caso, caso.cierre.antes or Etapa.REGISTRADO, m, cierre=cierre)


@al(TransferidoAConcentracion)
def _transferido(caso: Caso, h: TransferidoAConcentracion, m: Marca) -> Caso:
    return caso._replace(cierre=caso.cierre._replace(transferido=m))
