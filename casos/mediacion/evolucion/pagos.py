"""How payments, breach and paying off change the state."""

from casos.mediacion.estado import NUNCA, Caso, EstadoConvenio, Marca, Pago, Reporte
from casos.mediacion.evolucion import al, con, pasar_a, sin_sesion, terminar_mecanismo
from casos.mediacion.evolucion.convenios import en_convenio
from casos.mediacion.hechos.pagos import (
    AdeudoLiquidado,
    ConvenioCumplido,
    IncumplimientoDeclarado,
    IncumplimientoDesestimado,
    IncumplimientoNotificado,
    IncumplimientoPropuesto,
    IncumplimientoRevertido,
    IncumplimientoSubsanado,
    LiquidacionRevertida,
    PagoConfirmado,
    PagoRechazado,
    PagoReportado,
    PagoRevertido,
    ParcialidadVencida,
    ReciboEmitido,
)
from casos.mediacion.vocabulario import Etapa


@al(PagoReportado)
def _reportado(caso: Caso, h: PagoReportado, m: Marca) -> Caso:
    return caso._replace(
        reportes=con(caso.reportes, h.pago, Reporte(h.pago, h.importe, h.fecha, h.canal, m))
    )  # fmt: skip


@al(PagoConfirmado)
def _confirmado(caso: Caso, h: PagoConfirmado, m: Marca) -> Caso:
    pago = Pago(
        h.folio, h.importe, h.fecha, h.canal, m, h.convenio, h.a_parcialidades, h.a_creditos, h.a_favor,
        incluido=h.incluido, credito=h.credito, reporte=h.pago,
    )  # fmt: skip
    caso = caso._replace(pagos=con(caso.pagos, h.folio, pago))
    return _responder(caso, h.pago, "confirmado") if h.pago else caso


@al(PagoRechazado)
def _rechazado(caso: Caso, h: PagoRechazado, m: Marca) -> Caso:
    return _responder(caso, h.pago, "rechazado")


def _responder(caso: Caso, pago: str, estado: str) -> Caso:
    reporte = caso.reportes.get(pago)
    if reporte is None:
        return caso
    return caso._replace(reportes=con(caso.reportes, pago, reporte._replace(estado=estado)))


@al(PagoRevertido)
def _revertido(caso: Caso, h: PagoRevertido, m: Marca) -> Caso:
    pago = caso.pagos.get(h.folio)
    if pago is None:
        return caso
    promesas = {
        numero: p._replace(estado="vigente", folio=None) if p.folio == h.folio else p
        for numero, p in caso.contacto.promesas.items()
    }
    return caso._replace(
        pagos=con(caso.pagos, h.folio, pago._replace(revertido=True)),
        contacto=caso.contacto._replace(promesas=promesas),
    )


@al(ReciboEmitido)
def _recibo(caso: Caso, h: ReciboEmitido, m: Marca) -> Caso:
    pago = caso.pagos.get(h.folio)
    return caso._replace(pagos=con(caso.pagos, h.folio, pago._replace(recibo=m))) if pago else caso


@al(ParcialidadVencida)
def _vencida(caso: Caso, h: ParcialidadVencida, m: Marca) -> Caso:
    convenio = caso.convenios.get(h.convenio)
    return (
        en_convenio(caso, h.convenio, vencidas=con(convenio.vencidas, h.parcialidad, m)) if convenio else caso
    )


@al(IncumplimientoPropuesto)
def _propuesto(caso: Caso, h: IncumplimientoPropuesto, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, propuesto=m, desestimado_hasta=None)


@al(IncumplimientoDesestimado)
def _desestimado(caso: Caso, h: IncumplimientoDesestimado, m: Marca) -> Caso:
    return en_convenio(caso, h.convenio, desestimado_hasta=h.hasta)


@al(IncumplimientoDeclarado)
def _declarado(caso: Caso, h: IncumplimientoDeclarado, m: Marca) -> Caso:
    caso = en_convenio(
        caso, h.convenio, estado=EstadoConvenio.INCUMPLIDO, incumplido=m, antes_de_incumplir=caso.etapa,
        notificados=frozenset(),
    )  # fmt: skip
    return pasar_a(caso, Etapa.INCUMPLIDO, m) if caso.etapa is Etapa.EN_SEGUIMIENTO else caso


@al(IncumplimientoNotificado)
def _notificado(caso: Caso, h: IncumplimientoNotificado, m: Marca) -> Caso:
    convenio = caso.convenios.get(h.convenio)
    return en_convenio(caso, h.convenio, notificados=convenio.notificados | {h.rol}) if convenio else caso


@al(IncumplimientoSubsanado)
def _subsanado(caso: Caso, h: IncumplimientoSubsanado, m: Marca) -> Caso:
    return _volver(caso, h.convenio, m)


@al(IncumplimientoRevertido)
def _revertido_el_incumplimiento(caso: Caso, h: IncumplimientoRevertido, m: Marca) -> Caso:
    return en_convenio(_volver(caso, h.convenio, m), h.convenio, incumplimiento_deshecho=m)


def _volver(caso: Caso, numero: int, m: Marca) -> Caso:
    convenio = caso.convenios.get(numero)
    if convenio is None:
        return caso
    antes = convenio.antes_de_incumplir or Etapa.EN_SEGUIMIENTO
    estado = EstadoConvenio.FIRMADO if antes is Etapa.CONVENIO_FIRMADO else EstadoConvenio.ACTIVO
    caso = en_convenio(
        caso, numero, estado=estado, corre_desde=m, vencidas={}, revocado=None, desestimado_hasta=None
    )
    return caso if caso.etapa in _AJENAS else pasar_a(terminar_mecanismo(caso, m), antes, m)


@al(ConvenioCumplido)
def _cumplido(caso: Caso, h: ConvenioCumplido, m: Marca) -> Caso:
    caso = _cumplir(caso, h.convenio, m)
    return pasar_a(caso, Etapa.REGISTRADO, m) if caso.etapa in _CON_CONVENIO else caso


@al(AdeudoLiquidado)
def _liquidado(caso: Caso, h: AdeudoLiquidado, m: Marca) -> Caso:
    if h.convenio is not None:
        caso = _cumplir(caso, h.convenio, m)
    cierre = caso.cierre._replace(antes_de_liquidar=sin_sesion(caso.etapa), liquidado=m)
    caso = terminar_mecanismo(caso, m)
    return pasar_a(caso, Etapa.LIQUIDADO, m, cierre=cierre)


_CON_CONVENIO = frozenset({Etapa.CONVENIO_FIRMADO, Etapa.EN_SEGUIMIENTO, Etapa.INCUMPLIDO})


def _cumplir(caso: Caso, numero: int, m: Marca) -> Caso:
    convenio = caso.convenios.get(numero)
    if convenio is None:
        return caso
    return en_convenio(
        caso, numero, estado=EstadoConvenio.CUMPLIDO, antes_de_cumplir=convenio.estado, cumplido=m
    )


@al(LiquidacionRevertida)
def _sin_liquidar(caso: Caso, h: LiquidacionRevertida, m: Marca) -> Caso:
    convenio = caso.convenios.get(h.convenio) if h.convenio is not None else None
    antes = Etapa.REGISTRADO
    if convenio is not None:
        estado = convenio.antes_de_cumplir or EstadoConvenio.ACTIVO
        caso = en_convenio(caso, convenio.numero, estado=estado, corre_desde=m)
        antes = _ETAPA_DE.get(estado, Etapa.EN_SEGUIMIENTO)
    if caso.etapa is Etapa.LIQUIDADO:
        if caso.mecanismo.fin.version == caso.cierre.liquidado.version:
            caso = caso._replace(mecanismo=caso.mecanismo._replace(fin=NUNCA))
        return pasar_a(caso, caso.cierre.antes_de_liquidar or antes, m)
    corre = antes in (Etapa.CONVENIO_FIRMADO, Etapa.EN_SEGUIMIENTO) and caso.etapa not in _AJENAS
    if corre or caso.etapa is Etapa.REGISTRADO:
        return pasar_a(terminar_mecanismo(caso, m), antes, m)
    return caso


_AJENAS = frozenset({Etapa.TURNADO_JUDICIAL, Etapa.LIQUIDADO, Etapa.CERRADO})
"""Where a case stays although its agreement runs again; from any other stage its plan is followed again."""

_ETAPA_DE = {
    EstadoConvenio.FIRMADO: Etapa.CONVENIO_FIRMADO,
    EstadoConvenio.ACTIVO: Etapa.EN_SEGUIMIENTO,
    EstadoConvenio.INCUMPLIDO: Etapa.INCUMPLIDO,
}
