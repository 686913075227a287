"""What people asked, read back from the facts that came of it, to be asked again under other rules.

An act is asked again only if what is read back gives its fact on the case as it was, by the rules of then: so a date
or a plan that equals the proposal of those rules is known to be theirs and is proposed anew, and one that a person
set stays. A fact that nothing explains (an older program wrote it) stays as long as it fits.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from casos.decision import Contexto, Rechazo, declarada
from casos.dinero.concepto import Concepto
from casos.dinero.condonacion import Porcentajes
from casos.hecho import Hecho
from casos.mediacion.adenda import Adenda
from casos.mediacion.estado import Caso
from casos.mediacion.firma import Suscripcion
from casos.mediacion.hechos import apertura, cierre, contacto, convenios, documentos, pagos, sesiones
from casos.mediacion.hechos.convenios import AdeudoRegenerado, ConvenioFirmado, ConvenioSustituido
from casos.mediacion.oferta import Propuesta
from flujos.transiciones import TABLA, Desde

PIDEN: dict[type[Hecho], str] = {
    apertura.CreditoDesvinculado: "desvincular_credito",
    apertura.FallecimientoRegistrado: "registrar_fallecimiento",
    apertura.PersonaVinculada: "vincular_persona",
    cierre.AltaDePlanRegistrada: "registrar_alta_de_plan",
    cierre.BuroActualizado: "actualizar_buro",
    cierre.CartaDeNoAdeudoEntregada: "entregar_carta_de_no_adeudo",
    cierre.CasoDevueltoDeJudicial: "devolver_de_judicial",
    cierre.CasoReanudado: "reanudar",
    cierre.ConvenioEnJuicio: "registrar_convenio_en_juicio",
    cierre.ExpedienteRecibidoPorJudicial: "recibir_expediente",
    cierre.PagareDevuelto: "devolver_pagare",
    cierre.TurnoJudicialSolicitado: "solicitar_turno",
    cierre.TurnoRechazado: "rechazar_turno",
    contacto.PromesaDePagoRegistrada: "prometer_pago",
    contacto.VisitaCancelada: "cancelar_visita",
    contacto.VisitaProgramada: "programar_visita",
    contacto.VisitaRealizada: "registrar_visita",
    convenios.CondonacionRevocada: "revocar_condonacion",
    convenios.CondonacionRevocadaAvisada: "avisar_condonacion_revocada",
    convenios.ConvenioDescartado: "descartar_convenio",
    convenios.DescuentoAutorizado: "autorizar_descuento",
    convenios.DescuentoRechazado: "rechazar_descuento",
    documentos.ConvenioPrevenido: "prevenir_convenio",
    documentos.ConvenioRegistrado: "registrar_convenio",
    documentos.ConvenioRemitidoARegistro: "remitir_a_registro",
    documentos.CopiaEntregada: "entregar_copia",
    documentos.DocumentoRecabado: "recabar_documento",
    documentos.InscripcionNegada: "negar_inscripcion",
    documentos.PrevencionSubsanada: "subsanar_prevencion",
    pagos.IncumplimientoDeclarado: "declarar_incumplimiento",
    pagos.IncumplimientoDesestimado: "desestimar_incumplimiento",
    pagos.IncumplimientoNotificado: "notificar_incumplimiento",
    pagos.IncumplimientoSubsanado: "subsanar_incumplimiento",
    pagos.PagoRechazado: "rechazar_pago",
    pagos.PagoReportado: "reportar_pago",
    pagos.PagoRevertido: "revertir_pago",
    pagos.ReciboEmitido: "emitir_recibo",
    sesiones.FallaTecnicaRegistrada: "registrar_falla_tecnica",
    sesiones.InasistenciaRegistrada: "registrar_inasistencia",
    sesiones.InvitacionNoEntregada: "invitacion_no_entregada",
    sesiones.InvitacionNotificada: "notificar_invitacion",
    sesiones.JuezAvisado: "avisar_juez",
    sesiones.LugarDeSesionCambiado: "cambiar_lugar_de_sesion",
    sesiones.MecanismoConcluido: "concluir_mecanismo",
    sesiones.MecanismoProrrogado: "prorrogar_mecanismo",
    sesiones.NoAcuerdoConstatado: "constatar_no_acuerdo",
    sesiones.PartesAvisadas: "avisar_partes",
    sesiones.SesionCancelada: "cancelar_sesion",
    sesiones.SesionCelebrada: "celebrar_sesion",
}
"""The decision that a fact alone comes of, where what the rules do may change what it finds."""

DIAS_QUE_SE_MUEVE = 5
"""How far a due date may be moved by days off."""


class Pedido(NamedTuple):
    """What somebody asked once: the facts that came of it, on which case, in which context (its rules included)."""

    hechos: Sequence[Hecho]
    caso: Caso
    ctx: Contexto


Peticion = tuple[str, Any]
"""A decision and its data."""
Leer = Callable[[Sequence[Hecho]], Iterator[Peticion]]
_LEEN: dict[type[Hecho], Leer] = {}
_ETAPAS: dict[type[Hecho], frozenset[Desde]] = {}
for _fila in TABLA:
    _ETAPAS[_fila.hecho] = _ETAPAS.get(_fila.hecho, frozenset()) | _fila.de


def repetido(pedido: Pedido, caso: Caso, ctx: Contexto) -> list[Hecho] | None:
    """What was asked, asked again of the case as it would stand; None when its facts stay as they are.

    Raises Rechazo when it would not have been admitted there.
    """
    leer = _LEEN.get(type(pedido.hechos[0]), _del_hecho)
    for nombre, datos in leer(pedido.hechos):
        funcion = declarada(nombre).funcion
        try:
            dio = funcion(pedido.caso, datos, pedido.ctx)
        except Rechazo:
            continue
        if dio == list(pedido.hechos):
            return funcion(caso, datos, ctx)
    return None


def cabe(caso: Caso, hecho: Hecho) -> bool:
    """Whether a fact that happened still makes sense on the case as it would stand."""
    etapas = _ETAPAS.get(type(hecho))
    return etapas is None or caso.etapa in etapas


def _del_hecho(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    nombre = PIDEN.get(type(hechos[0]))
    if nombre is not None:
        yield nombre, _con(nombre, hechos[0])


def _con(nombre: str, hecho: Hecho, **otros: Any) -> Any:
    """The data of a decision, from the fields of a fact that are called alike."""
    datos: Any = declarada(nombre).datos
    return datos(**hecho.model_dump(include=set(datos.model_fields)) | otros)


def _lee(*clases: type[Hecho]) -> Callable[[Leer], Leer]:
    def declara(funcion: Leer) -> Leer:
        _LEEN.update(dict.fromkeys(clases, funcion))
        return funcion

    return declara


@_lee(apertura.PersonaDesvinculada)
def _persona(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    """Somebody out and another in is a correction of who owes."""
    fuera, *entra = hechos
    for otro in entra:
        if isinstance(otro, apertura.PersonaVinculada):
            motivo = getattr(fuera, "motivo", None)
            yield "corregir_deudor", _con("corregir_deudor", otro, motivo=motivo)
    yield "desvincular_persona", _con("desvincular_persona", fuera)


@_lee(contacto.LlamadaRealizada)
def _llamada(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    promesa = next((h for h in hechos if isinstance(h, contacto.PromesaDePagoRegistrada)), None)
    prometida = promesa.model_dump(include={"importe", "fecha"}) if promesa else None
    yield "registrar_llamada", _con("registrar_llamada", hechos[0], promesa=prometida, siguiente=None)
    yield "registrar_llamada", _con("registrar_llamada", hechos[0], promesa=prometida)


@_lee(sesiones.SesionAgendada, sesiones.SesionReagendada)
def _sesion(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    nombre = "agendar_sesion" if isinstance(hechos[0], sesiones.SesionAgendada) else "reagendar_sesion"
    acepta: dict[str, Any] = {"aceptar_inhabil": bool(getattr(hechos[0], "motivo", None))}
    if nombre == "agendar_sesion":
        yield nombre, _con(nombre, hechos[0], duracion_min=None, **acepta)
    yield nombre, _con(nombre, hechos[0], **acepta)


@_lee(cierre.CasoTurnadoAJudicial)
def _turnado(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    yield "turnar_a_judicial", None


@_lee(pagos.AdeudoLiquidado)
def _liquidacion(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    yield "confirmar_liquidacion", None


@_lee(cierre.CasoSuspendido)
def _suspension(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    yield "suspender", _con("suspender", hechos[0], revisar=None)
    yield "suspender", _con("suspender", hechos[0])


@_lee(documentos.DocumentoPrestado)
def _prestamo(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    for toda in _toda_la_carpeta(hechos):
        yield "prestar_documento", _con("prestar_documento", hechos[0], hasta=None, **toda)
        yield "prestar_documento", _con("prestar_documento", hechos[0], **toda)


@_lee(documentos.DocumentoArchivado, documentos.DocumentoDevuelto)
def _al_archivo(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    nombre = (
        "archivar_documento" if isinstance(hechos[0], documentos.DocumentoArchivado) else "devolver_documento"
    )
    for toda in _toda_la_carpeta(hechos):
        yield nombre, _con(nombre, hechos[0], **toda)


def _toda_la_carpeta(hechos: Sequence[Hecho]) -> tuple[dict[str, None], ...]:
    """One original was named, or none because they were all meant."""
    todos = {"documento": None}
    return (todos,) if len(hechos) > 1 else ({}, todos)


@_lee(pagos.PagoConfirmado)
def _pago(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    for otros in ({"convenio": None, "pago": None}, {"convenio": None}, {"pago": None}, {}):
        yield "confirmar_pago", _con("confirmar_pago", hechos[0], **otros)


@_lee(contacto.PromesaIncumplida)
def _promesa_rota(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    yield "incumplir_promesa", getattr(hechos[0], "promesa", 0)


@_lee(convenios.PlanDePagosActivado)
def _activacion(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    yield "activar_plan", getattr(hechos[0], "convenio", 0)


@_lee(convenios.ConvenioElaborado)
def _convenio(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    """So many instalments, so much a month, or the plan itself."""
    hecho = hechos[0]
    if not isinstance(hecho, convenios.ConvenioElaborado):
        return
    plan = hecho.plan
    primera, *_ = plan.parcialidades or plan.exigibles
    base = Propuesta(
        via=hecho.via, producto=hecho.producto, alcance=hecho.alcance, creditos=hecho.creditos,
        primera=primera.vence, pago_inicial=plan.pago_inicial, inicial_vence=plan.inicial_vence,
        condonacion=_porcentajes(hecho), campana=hecho.campana, apoderado=hecho.apoderado,
    )  # fmt: skip
    for firman in ((), hecho.firman):
        for dia in _dias_que_pudo_ser(primera.vence):
            suya = base.model_copy(update={"firman": firman, "primera": dia})
            yield "elaborar_convenio", suya.model_copy(update={"parcialidades": len(plan.parcialidades)})
            yield "elaborar_convenio", suya.model_copy(update={"mensualidad": primera.importe})
        yield "elaborar_convenio", base.model_copy(update={"firman": firman, "plan": plan})


def _dias_que_pudo_ser(vence: date) -> Iterator[date]:
    """The due date, and the days off before it that move to it."""
    return (vence - timedelta(days=n) for n in range(DIAS_QUE_SE_MUEVE))


def _porcentajes(hecho: convenios.ConvenioElaborado) -> Porcentajes:
    """What share of each concept the agreement forgives, to four decimals."""
    partes = {}
    for concepto in Concepto:
        de = hecho.reconocido.de(concepto)
        parte = hecho.condonado.de(concepto) * 100 / de if de else Decimal(0)
        partes[concepto.value] = parte.quantize(Decimal("0.0001"))
    return Porcentajes(**partes)


@_lee(convenios.ConvenioModificado)
def _adenda(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    hecho = hechos[0]
    if not isinstance(hecho, convenios.ConvenioModificado):
        return
    nuevas = hecho.plan.parcialidades[hecho.fijas :]
    for sin_aval in (False, True):
        for dia in _dias_que_pudo_ser(nuevas[0].vence):
            base = Adenda(
                convenio=hecho.convenio, fecha=hecho.fecha, primera=dia, firmas=hecho.firmas,
                sin_aval=sin_aval, motivo=hecho.motivo,
            )  # fmt: skip
            yield "modificar_convenio", base.model_copy(update={"parcialidades": len(nuevas)})
            cada_mes = nuevas[min(1, len(nuevas) - 1)].importe
            yield "modificar_convenio", base.model_copy(update={"mensualidad": cada_mes})


@_lee(ConvenioSustituido, AdeudoRegenerado, ConvenioFirmado)
def _firma(hechos: Sequence[Hecho]) -> Iterator[Peticion]:
    """The signature of whatever draft is at hand: the same revision, by the same parties."""
    firmado = next(h for h in hechos if isinstance(h, ConvenioFirmado))
    regenerado = next((h for h in hechos if isinstance(h, AdeudoRegenerado)), None)
    for sesion in (None, firmado.sesion):
        suscripcion = Suscripcion(
            convenio=firmado.convenio, revision=firmado.revision, fecha=firmado.fecha,
            folio=firmado.folio_convenio, firmas=firmado.firmas, sesion=sesion,
            sustituye=any(isinstance(h, ConvenioSustituido) for h in hechos),
            sin_aval=regenerado is not None and regenerado.sin_aval,
        )  # fmt: skip
        yield "regenerar_adeudo" if regenerado else "firmar_convenio", suscripcion
