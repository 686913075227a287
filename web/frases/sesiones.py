"""Sentences of the court's sessions."""

from casos.mediacion.hechos.sesiones import (
    EstadoDeCuentaEmitido,
    FallaTecnicaRegistrada,
    InasistenciaRegistrada,
    InvitacionNoEntregada,
    InvitacionNotificada,
    JuezAvisado,
    LugarDeSesionCambiado,
    MecanismoConcluido,
    MecanismoProrrogado,
    NoAcuerdoConstatado,
    PartesAvisadas,
    ResultadoDeSesionOmitido,
    SesionAgendada,
    SesionCancelada,
    SesionCelebrada,
    SesionReagendada,
)
from web.formato import fecha_completa, momento
from web.frases import Lector, frase
from web.frases.palabras import dicho, y


def _renglon(h: SesionAgendada | SesionReagendada | SesionCancelada) -> str:
    return f" (renglón {h.fila} de la agenda)" if h.fila else ""


@frase(SesionAgendada, relevante=True)
def _agendada(h: SesionAgendada, lector: Lector) -> str:
    donde = f", {h.sala}" if h.sala else ""
    con = f", con {h.facilitador}" if h.facilitador else ""
    folio = f" del folio {h.folio}" if h.folio else ""
    return f"agendó la sesión {h.sesion}{folio} para el {momento(h.inicio)}{donde}{con}{_renglon(h)}"


@frase(SesionReagendada, relevante=True)
def _reagendada(h: SesionReagendada, lector: Lector) -> str:
    cuenta = "" if h.difiere else "; no cuenta como diferimiento"
    return (
        f"pasó la sesión {h.sesion} del {momento(h.antes)} al {momento(h.inicio)} por {dicho(h.causa)}"
        f"{cuenta}{_renglon(h)}"
    )


@frase(LugarDeSesionCambiado)
def _lugar(h: LugarDeSesionCambiado, lector: Lector) -> str:
    return f"cambió el lugar de la sesión {h.sesion}: {h.sala or h.url or dicho(h.modalidad)}"


@frase(SesionCancelada, relevante=True)
def _cancelada(h: SesionCancelada, lector: Lector) -> str:
    return f"canceló la sesión {h.sesion}{lector.comillas(h, 'causa')}{_renglon(h)}"


@frase(InvitacionNotificada)
def _notificada(h: InvitacionNotificada, lector: Lector) -> str:
    quien = f"; recibió: {dicho(h.recibio)}" if h.recibio else ""
    return f"registró entregada {dicho(h.medio)} la invitación a la sesión {h.sesion}{quien}"


@frase(InvitacionNoEntregada)
def _no_entregada(h: InvitacionNoEntregada, lector: Lector) -> str:
    return f"registró que no se entregó la invitación a la sesión {h.sesion}{lector.comillas(h, 'causa')}"


@frase(PartesAvisadas)
def _avisadas(h: PartesAvisadas, lector: Lector) -> str:
    return f"avisó {dicho(h.medio)} a las partes del cambio de la sesión {h.sesion}"


@frase(EstadoDeCuentaEmitido)
def _estado(h: EstadoDeCuentaEmitido, lector: Lector) -> str:
    return f"preparó el estado de cuenta al {fecha_completa(h.corte)}"


@frase(InasistenciaRegistrada, relevante=True)
def _inasistencia(h: InasistenciaRegistrada, lector: Lector) -> str:
    causa = " con causa justificada" if h.justificada else ""
    falto = [dicho(r) for r in h.ausentes]
    if h.instituto is not None:
        falto.append(f"el Instituto ({dicho(h.instituto)})")
    return f"registró que a la sesión {h.sesion} no asistió: {y(falto)}{causa}"


@frase(FallaTecnicaRegistrada)
def _falla(h: FallaTecnicaRegistrada, lector: Lector) -> str:
    return f"registró una falla técnica en la sesión {h.sesion}; se reagenda sin que cuente para nadie"


@frase(ResultadoDeSesionOmitido)
def _omitido(h: ResultadoDeSesionOmitido, lector: Lector) -> str:
    return f"notó que falta capturar el resultado de la sesión {h.sesion}"


@frase(SesionCelebrada, relevante=True)
def _celebrada(h: SesionCelebrada, lector: Lector) -> str:
    return f"registró la sesión {h.sesion}: asistió {y(dicho(r) for r in h.presentes)}; {dicho(h.resultado)}"


@frase(NoAcuerdoConstatado, relevante=True)
def _no_acuerdo(h: NoAcuerdoConstatado, lector: Lector) -> str:
    folio = f" {h.constancia}" if h.constancia else ""
    return f"registró la constancia de no acuerdo{folio}"


@frase(MecanismoConcluido, relevante=True)
def _concluido(h: MecanismoConcluido, lector: Lector) -> str:
    return f"dio por concluida la mediación: {dicho(h.causa)}"


@frase(MecanismoProrrogado)
def _prorrogado(h: MecanismoProrrogado, lector: Lector) -> str:
    return f"registró que las partes ampliaron la mediación hasta el {fecha_completa(h.hasta)}"


@frase(JuezAvisado)
def _juez(h: JuezAvisado, lector: Lector) -> str:
    que = "empezó" if h.de == "inicio" else "concluyó"
    return f"avisó al juez que la mediación {que}{f' (oficio {h.oficio})' if h.oficio else ''}"
