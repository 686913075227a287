"""The transition table of the mediation case, as data: from which stages, by which fact, to which, by whom.

It draws the diagram and it is what the decisions are held against: a test explores them and both must agree.
"""

from collections.abc import Iterable
from typing import NamedTuple

from casos.decision import (
    ADMINISTRADOR,
    ARCHIVO,
    CONTABILIDAD,
    COORDINADOR,
    JUDICIAL,
    RELOJ,
    RESPONSABLE,
    SISTEMAS,
    TRANSPARENCIA,
)
from casos.hecho import Hecho
from casos.mediacion.hechos import apertura, cierre, contacto, convenios, documentos, pagos, sesiones
from casos.mediacion.vocabulario import Etapa

Desde = Etapa | None
"""A stage, or None for a case that is not open yet."""

ABIERTAS = frozenset(Etapa) - {Etapa.CERRADO}
TODAS = frozenset(Etapa)
EN_MEDIACION = frozenset({Etapa.REGISTRADO, Etapa.AGENDADO, Etapa.NO_COMPARECIO, Etapa.MEDIADO})
SE_CONVIENE = frozenset(
    {Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.MEDIADO, Etapa.SIN_ACUERDO, Etapa.INCUMPLIDO}
) | {Etapa.TURNADO_JUDICIAL}
CON_CONVENIO = frozenset({Etapa.CONVENIO_FIRMADO, Etapa.EN_SEGUIMIENTO, Etapa.INCUMPLIDO})
CON_ADEUDO = ABIERTAS - {Etapa.LIQUIDADO}
SIN_PLAN = EN_MEDIACION | {Etapa.SIN_ACUERDO}
ROTO = SIN_PLAN | {Etapa.INCUMPLIDO, Etapa.TURNADO_JUDICIAL}
"""Where a case may be whose agreement was broken: there, in court, or back in mediation."""
ANTES_DE_JUDICIAL = frozenset({Etapa.INCUMPLIDO, Etapa.SIN_ACUERDO, Etapa.NO_COMPARECIO})

OFICINA = frozenset({RESPONSABLE, COORDINADOR})
CON_PAPELES = OFICINA | {ARCHIVO}
CON_BANDEJA = OFICINA | {CONTABILIDAD, ARCHIVO, JUDICIAL, SISTEMAS}
SOLO_COORDINADOR = frozenset({COORDINADOR})
SOLO_CONTABILIDAD = frozenset({CONTABILIDAD})
SOLO_RELOJ = frozenset({RELOJ})


class Transicion(NamedTuple):
    """A fact that may happen in some stages, by some roles.

    `a` are the stages to which it may lead; empty when the case stays where it is. `condicion` says in words
    what besides the stage must hold.
    """

    hecho: type[Hecho]
    de: frozenset[Desde]
    a: frozenset[Etapa]
    quien: frozenset[str]
    condicion: str = ""


def _queda(de: Iterable[Desde], quien: Iterable[str], *hechos: type[Hecho], si: str = "") -> list[Transicion]:
    """Facts that leave the stage as it is."""
    return [Transicion(hecho, frozenset(de), frozenset(), frozenset(quien), si) for hecho in hechos]


def _pasa(
    hecho: type[Hecho], de: Iterable[Desde], a: Iterable[Etapa] | Etapa, quien: Iterable[str], si: str = ""
) -> list[Transicion]:
    """A fact that takes the case to another stage."""
    destino = frozenset({a} if isinstance(a, Etapa) else a)
    return [Transicion(hecho, frozenset(de), destino, frozenset(quien), si)]


_E = Etapa

_APERTURA = [
    *_pasa(apertura.CasoAbierto, {None}, _E.REGISTRADO, OFICINA, "ningún otro caso abierto tiene el crédito"),
    *_queda(
        ABIERTAS, OFICINA, apertura.CreditoVinculado, apertura.CreditoDesvinculado, apertura.PersonaVinculada,
        apertura.PersonaDesvinculada, apertura.DatosDeContactoActualizados, apertura.CasoReasignado,
    ),
    *_queda(ABIERTAS, SOLO_COORDINADOR, apertura.FallecimientoRegistrado, si="con el acta; no del acreditado"),
    *_queda(ABIERTAS, OFICINA | SOLO_CONTABILIDAD, apertura.SaldoRecibido),
    *_queda(ABIERTAS, CON_BANDEJA, apertura.PendienteDescartado, apertura.PendientePospuesto),
    *_queda(TODAS, CON_BANDEJA, apertura.NotaAgregada),
    *_queda(TODAS, SOLO_COORDINADOR, apertura.CasoRevisado),
    *_queda(TODAS, {TRANSPARENCIA, ADMINISTRADOR}, apertura.PersonaOlvidada),
]  # fmt: skip

_SESIONES = [
    *_pasa(
        sesiones.SesionAgendada, {_E.REGISTRADO, _E.NO_COMPARECIO, _E.MEDIADO, _E.SIN_ACUERDO}, _E.AGENDADO,
        OFICINA, "día hábil del tribunal, dentro de los tres meses",
    ),
    *_queda({_E.AGENDADO}, OFICINA, sesiones.SesionReagendada, si="dos diferimientos; más, el coordinador"),
    *_queda(
        {_E.AGENDADO}, OFICINA, sesiones.LugarDeSesionCambiado, sesiones.InvitacionNotificada,
        sesiones.InvitacionNoEntregada,
    ),
    *_queda({_E.AGENDADO}, OFICINA, sesiones.FallaTecnicaRegistrada, si="sesión en línea que ya empezó"),
    *_queda({_E.AGENDADO}, SOLO_RELOJ, sesiones.ResultadoDeSesionOmitido, si="dos horas sin resultado"),
    *_pasa(sesiones.SesionCancelada, {_E.AGENDADO}, _E.REGISTRADO, OFICINA, "la agenda, o el coordinador"),
    *_pasa(sesiones.InasistenciaRegistrada, {_E.AGENDADO}, _E.NO_COMPARECIO, OFICINA, "ya empezó"),
    *_pasa(
        sesiones.SesionCelebrada, {_E.AGENDADO}, _E.MEDIADO, OFICINA, "ya empezó; al menos dos partes"
    ),
    *_pasa(sesiones.NoAcuerdoConstatado, {_E.MEDIADO}, _E.SIN_ACUERDO, OFICINA, "con su constancia"),
    *_pasa(
        sesiones.MecanismoConcluido, {_E.AGENDADO, _E.NO_COMPARECIO, _E.MEDIADO}, _E.SIN_ACUERDO, OFICINA,
        "causa de ley; por inasistencias, el coordinador",
    ),
    *_queda({_E.REGISTRADO}, OFICINA, sesiones.MecanismoConcluido, si="con la mediación en curso"),
    *_queda(EN_MEDIACION, OFICINA, sesiones.MecanismoProrrogado, si="acuerdo de las partes"),
    *_queda(TODAS, OFICINA, sesiones.PartesAvisadas, si="un cambio sin avisar"),
    *_queda(TODAS, OFICINA, sesiones.JuezAvisado, si="el caso viene de un juicio"),
    *_queda(ABIERTAS, OFICINA, sesiones.EstadoDeCuentaEmitido),
]  # fmt: skip

_CONVENIOS = [
    *_queda(ABIERTAS, OFICINA, convenios.OpcionesPresentadas),
    *_queda(SE_CONVIENE, OFICINA, convenios.ConvenioElaborado, si="estado de cuenta vigente; plan exacto"),
    *_queda(
        ABIERTAS, SOLO_COORDINADOR, convenios.DescuentoAutorizado, convenios.DescuentoRechazado,
        si="no lo elaboró la misma persona",
    ),
    *_queda(ABIERTAS, OFICINA, convenios.ConvenioDescartado, si="sin firmar"),
    *_queda(SE_CONVIENE, OFICINA, convenios.AdeudoRegenerado, si="firma del aval, o el coordinador sin ella"),
    *_queda(SE_CONVIENE, OFICINA, convenios.ConvenioSustituido, si="hay otro en vigor"),
    *_pasa(
        convenios.ConvenioFirmado, SE_CONVIENE, _E.CONVENIO_FIRMADO, OFICINA,
        "todas las firmas; por el tribunal, tras la sesión con acuerdo",
    ),
    *_pasa(
        convenios.PlanDePagosActivado, {_E.CONVENIO_FIRMADO}, _E.EN_SEGUIMIENTO,
        CON_PAPELES | SOLO_CONTABILIDAD, "original recabado y pago inicial confirmado o no pedido",
    ),
    *_queda(
        {_E.TURNADO_JUDICIAL}, CON_PAPELES | SOLO_CONTABILIDAD, convenios.PlanDePagosActivado,
        si="un pago revirtió el incumplimiento",
    ),
    *_pasa(
        convenios.PagoInicialNoRecibido, {_E.CONVENIO_FIRMADO}, _E.INCUMPLIDO, SOLO_RELOJ, "pasó su gracia"
    ),
    *_queda({_E.EN_SEGUIMIENTO}, SOLO_COORDINADOR, convenios.ConvenioModificado, si="adenda firmada"),
    *_pasa(
        convenios.ConvenioModificado, {_E.INCUMPLIDO}, _E.EN_SEGUIMIENTO, SOLO_COORDINADOR, "adenda firmada"
    ),
    *_queda({_E.INCUMPLIDO}, SOLO_COORDINADOR, convenios.CondonacionRevocada, si="quita condicionada"),
    *_queda(ROTO, OFICINA, convenios.CondonacionRevocadaAvisada, si="una condonación revocada"),
]  # fmt: skip

_PAGOS = [
    *_queda(CON_ADEUDO, OFICINA, pagos.PagoReportado),
    *_queda(CON_ADEUDO, SOLO_CONTABILIDAD, pagos.PagoConfirmado),
    *_queda(ABIERTAS, SOLO_CONTABILIDAD, pagos.PagoRechazado, pagos.PagoRevertido),
    *_queda(ABIERTAS, OFICINA | SOLO_CONTABILIDAD, pagos.ReciboEmitido),
    *_queda({_E.EN_SEGUIMIENTO}, SOLO_RELOJ, pagos.ParcialidadVencida, si="pasó su gracia"),
    *_queda({_E.EN_SEGUIMIENTO}, SOLO_RELOJ, pagos.IncumplimientoPropuesto, si="lo dice el libro"),
    *_queda({_E.EN_SEGUIMIENTO}, SOLO_COORDINADOR, pagos.IncumplimientoDesestimado),
    *_pasa(
        pagos.IncumplimientoDeclarado, {_E.EN_SEGUIMIENTO}, _E.INCUMPLIDO, SOLO_COORDINADOR | SOLO_RELOJ,
        "lo dice el libro, con los intentos de contacto; el reloj, si la política lo manda",
    ),
    *_queda({_E.INCUMPLIDO}, OFICINA, pagos.IncumplimientoNotificado),
    *_pasa(
        pagos.IncumplimientoSubsanado, {_E.INCUMPLIDO}, {_E.EN_SEGUIMIENTO, _E.CONVENIO_FIRMADO},
        SOLO_COORDINADOR, "el atraso se cubrió",
    ),
    *_pasa(
        pagos.IncumplimientoRevertido, ROTO - {_E.TURNADO_JUDICIAL}, {_E.EN_SEGUIMIENTO, _E.CONVENIO_FIRMADO},
        SOLO_CONTABILIDAD, "un pago hecho a tiempo, capturado tarde",
    ),
    *_queda(
        {_E.TURNADO_JUDICIAL}, SOLO_CONTABILIDAD, pagos.IncumplimientoRevertido,
        si="un pago hecho a tiempo, capturado tarde",
    ),
    *_pasa(pagos.ConvenioCumplido, CON_CONVENIO, _E.REGISTRADO, SOLO_CONTABILIDAD, "se debe lo demás"),
    *_queda(SIN_PLAN | {_E.TURNADO_JUDICIAL}, SOLO_CONTABILIDAD, pagos.ConvenioCumplido, si="se debe lo demás"),
    *_pasa(pagos.AdeudoLiquidado, CON_ADEUDO, _E.LIQUIDADO, SOLO_CONTABILIDAD, "saldo cero"),
    *_pasa(
        pagos.LiquidacionRevertida, {_E.LIQUIDADO}, CON_ADEUDO - {_E.AGENDADO}, SOLO_CONTABILIDAD,
        "el pago que saldaba se revirtió; vuelve a la etapa que tenía",
    ),
    *_pasa(
        pagos.LiquidacionRevertida, SIN_PLAN, {_E.CONVENIO_FIRMADO, _E.EN_SEGUIMIENTO}, SOLO_CONTABILIDAD,
        "el convenio vuelve a deberse",
    ),
    *_pasa(
        pagos.LiquidacionRevertida, {_E.REGISTRADO}, _E.INCUMPLIDO, SOLO_CONTABILIDAD,
        "el convenio vuelve a deberse",
    ),
    *_queda(
        SIN_PLAN - {_E.REGISTRADO} | {_E.TURNADO_JUDICIAL}, SOLO_CONTABILIDAD, pagos.LiquidacionRevertida,
        si="el convenio roto vuelve a deberse",
    ),
]  # fmt: skip

_CONTACTO = [
    *_queda(
        ABIERTAS, OFICINA, contacto.LlamadaRealizada, contacto.CartaEnviada, contacto.VisitaProgramada,
        si="horarios, intentos y sin suspensión",
    ),
    *_queda(
        ABIERTAS, OFICINA, contacto.LlamadaRecibida, contacto.NumeroCalificado, contacto.VisitaRealizada,
        contacto.VisitaCancelada,
    ),
    *_queda(CON_ADEUDO, OFICINA, contacto.PromesaDePagoRegistrada, si="a quince días, lo más"),
    *_queda(CON_ADEUDO, SOLO_CONTABILIDAD | SOLO_RELOJ, contacto.PromesaCumplida, si="un pago la cubre"),
    *_queda(CON_ADEUDO, SOLO_CONTABILIDAD | SOLO_RELOJ, contacto.PromesaIncumplida, si="pasó su día sin pago"),
    *_queda(ABIERTAS, SOLO_COORDINADOR, contacto.IntentoAutorizado),
    *_queda(TODAS, CON_BANDEJA, contacto.AtencionRegistrada),
]  # fmt: skip

_DOCUMENTOS = [
    *_queda(ABIERTAS, CON_PAPELES, documentos.DocumentoRecabado, documentos.CopiaEntregada),
    *_queda(TODAS, CON_BANDEJA, documentos.DocumentoAnexado, documentos.PapelEmitido),
    *_queda(
        TODAS, CON_PAPELES, documentos.DocumentoArchivado, documentos.DocumentoPrestado,
        documentos.DocumentoDevuelto,
    ),
    *_queda(
        ABIERTAS, OFICINA, documentos.ConvenioRemitidoARegistro, documentos.ConvenioPrevenido,
        documentos.PrevencionSubsanada, documentos.InscripcionNegada, documentos.ConvenioRegistrado,
        si="convenio del tribunal",
    ),
    *_queda(ABIERTAS, SOLO_RELOJ, documentos.ConvenioTenidoPorInscrito, si="treinta días hábiles"),
]  # fmt: skip

_CIERRE = [
    *_queda(ANTES_DE_JUDICIAL, {RESPONSABLE}, cierre.TurnoJudicialSolicitado),
    *_queda(ANTES_DE_JUDICIAL, SOLO_COORDINADOR, cierre.TurnoRechazado, si="se pidió el turno"),
    *_pasa(
        cierre.CasoTurnadoAJudicial, ANTES_DE_JUDICIAL, _E.TURNADO_JUDICIAL, SOLO_COORDINADOR,
        "se pidió el turno",
    ),
    *_queda({_E.TURNADO_JUDICIAL}, {JUDICIAL}, cierre.ExpedienteRecibidoPorJudicial),
    *_queda({_E.TURNADO_JUDICIAL}, OFICINA | {JUDICIAL}, cierre.SeguimientoJudicialRegistrado),
    *_queda({_E.TURNADO_JUDICIAL}, {JUDICIAL, COORDINADOR}, cierre.ConvenioEnJuicio),
    *_pasa(
        cierre.CasoDevueltoDeJudicial, {_E.TURNADO_JUDICIAL},
        {_E.REGISTRADO, _E.CONVENIO_FIRMADO, _E.EN_SEGUIMIENTO}, {JUDICIAL, COORDINADOR},
        "a seguimiento, si mientras tanto un pago revirtió el incumplimiento",
    ),
    *_queda(ABIERTAS, SOLO_COORDINADOR, cierre.CasoSuspendido, cierre.CasoReanudado),
    *_queda({_E.LIQUIDADO}, OFICINA, cierre.CartaDeNoAdeudoEntregada),
    *_queda(ABIERTAS, CON_PAPELES, cierre.PagareDevuelto, si="de un crédito pagado"),
    *_queda(ABIERTAS, {SISTEMAS}, cierre.BuroActualizado, cierre.AltaDePlanRegistrada),
    *_pasa(cierre.CasoCerrado, {_E.LIQUIDADO}, _E.CERRADO, OFICINA, "sin papeles pendientes"),
    *_pasa(
        cierre.CasoCerrado, ABIERTAS, _E.CERRADO, SOLO_COORDINADOR, "por otra causa, con motivo y soporte"
    ),
    *_pasa(
        cierre.CasoReabierto, {_E.CERRADO}, ABIERTAS - {_E.AGENDADO}, SOLO_COORDINADOR,
        "vuelve a la etapa que tenía; si había sesión, se terminó con el cierre",
    ),
    *_queda({_E.CERRADO}, {ARCHIVO}, cierre.TransferidoAConcentracion),
]  # fmt: skip

TABLA: tuple[Transicion, ...] = (
    *_APERTURA, *_SESIONES, *_CONVENIOS, *_PAGOS, *_CONTACTO, *_DOCUMENTOS, *_CIERRE,
)  # fmt: skip
"""Every fact of a mediation case but the annulment, which takes away facts and lets the case be folded anew."""


def de_la_tabla(hecho: type[Hecho], de: Desde, a: Etapa, quien: str) -> Transicion | None:
    """The row that admits a fact in a stage, leading to another or to the same one, by a role; None: forbidden."""
    return next(
        (
            t
            for t in TABLA
            if t.hecho is hecho and de in t.de and quien in t.quien and (a in t.a if t.a else a is de)
        ),
        None,
    )
