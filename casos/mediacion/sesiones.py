"""Decisions about the dates and places of the court's sessions: scheduled, moved, cancelled."""

from datetime import UTC, date

from pydantic import AwareDatetime

from casos.calendario.modelo import SEDES
from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, dia_en_palabras, escrito, momento_en_palabras
from casos.mediacion.estado import Caso, EstadoSesion, Sesion
from casos.mediacion.guardas import con_sesion, en_etapa
from casos.mediacion.hechos.sesiones import (
    LugarDeSesionCambiado,
    SesionAgendada,
    SesionCancelada,
    SesionReagendada,
)
from casos.mediacion.mecanismo import limite
from casos.mediacion.vocabulario import (
    CAUSAS_QUE_DIFIEREN,
    CausaReagenda,
    Etapa,
    Modalidad,
)
from casos.tiempo import dia_local

MINUTOS_POSIBLES = range(5, 481)


class DelTribunal(Datos):
    """What comes with the court's agenda: its file and row, and an answer to doubts about the day."""

    archivo: Texto | None = None
    fila: int | None = None
    aceptar_inhabil: bool = False
    motivo: str | None = None


class NuevaSesion(DelTribunal):
    """A session as the court set it; without duration, the policy's; without office, the case's."""

    inicio: AwareDatetime
    duracion_min: int | None = None
    folio: Texto | None = None
    num_sesion: int = 1
    sede: Texto | None = None
    sala: Texto | None = None
    url: Texto | None = None
    modalidad: Modalidad = Modalidad.PRESENCIAL
    facilitador: Texto | None = None
    certificacion: Texto | None = None
    apoderado: Texto | None = None
    juzgado: Texto | None = None


_para_agendar = en_etapa(
    Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.MEDIADO, Etapa.SIN_ACUERDO, accion="agendar una sesión"
)


def puede_agendarse(caso: Caso, ctx: Contexto) -> str | None:
    """No session is waiting and the stage admits one."""
    if caso.abierto and caso.sesion is not None:
        cuando = momento_en_palabras(caso.sesion.inicio)
        return f"Ya hay una sesión agendada para el {cuando}; reagéndela o cancélela antes."
    return _para_agendar(caso, ctx)


@decision(quien=OFICINA, titulo="Agendar sesión", si=puede_agendarse)
def agendar_sesion(caso: Caso, nueva: NuevaSesion, ctx: Contexto) -> list[Hecho]:
    """Take a session that the court set; one that is known already (same folio, number and moment) yields [].

    Raises Rechazo on a day that the court does not work, unless it is accepted with its reason, and beyond
    the three months of the mechanism (LGMASC 64).
    """
    inicio = nueva.inicio.astimezone(UTC)
    if any(_es_la_misma(sesion, nueva) for sesion in caso.sesiones.values()):
        return []
    exigir(puede_agendarse(caso, ctx))
    duracion = nueva.duracion_min or ctx.politica.sesiones.duracion_minutos
    if duracion not in MINUTOS_POSIBLES:
        raise Rechazo("La sesión debe durar de 5 minutos a 8 horas; revise la duración.")
    sede = nueva.sede or caso.apertura.sede
    motivo = _motivo_de_inhabil(dia_local(inicio), sede, caso, nueva, ctx)
    _exigir_dentro_del_plazo(caso, dia_local(inicio), ctx)
    return [
        SesionAgendada(
            sesion=max(caso.sesiones, default=0) + 1, inicio=inicio, duracion_min=duracion, folio=nueva.folio,
            num_sesion=nueva.num_sesion, sede=sede, sala=nueva.sala, url=nueva.url, modalidad=nueva.modalidad,
            facilitador=nueva.facilitador, certificacion=nueva.certificacion, apoderado=nueva.apoderado,
            juzgado=nueva.juzgado, archivo=nueva.archivo, fila=nueva.fila, motivo=motivo,
        )
    ]  # fmt: skip


def _es_la_misma(sesion: Sesion, nueva: NuevaSesion) -> bool:
    if sesion.estado is EstadoSesion.CANCELADA or sesion.inicio != nueva.inicio:
        return False
    return None in (sesion.folio, nueva.folio) or (sesion.folio, sesion.num_sesion) == (
        nueva.folio, nueva.num_sesion,
    )  # fmt: skip


def _motivo_de_inhabil(
    dia: date, sede: str, caso: Caso, datos: DelTribunal, ctx: Contexto
) -> TextoPrivado | None:
    """Why a session is right on a day off of the court; None on its working days, and on a day that is only supposed
    to be off when the court's own agenda has the session."""
    _, calendarios = ctx.versiones.calendarios_en(ctx.ahora)
    descanso = calendarios.calendario("STJ", sede if sede in SEDES else caso.apertura.sede).motivo(dia)
    if descanso is None or (datos.archivo is not None and not descanso.confirmado):
        return None
    verbo = "es" if descanso.confirmado else "se supone"
    dicho = f"El {dia_en_palabras(dia)} {verbo} inhábil para el tribunal ({descanso.nombre})."
    if not datos.aceptar_inhabil:
        raise Rechazo(f"{dicho} Revise la fecha, o confirme que sí habrá sesión ese día y escriba por qué.")
    return escrito(datos.motivo, f"{dicho} Escriba por qué sí habrá sesión ese día.")


def _exigir_dentro_del_plazo(caso: Caso, dia: date, ctx: Contexto) -> None:
    if caso.mecanismo.corre and dia > (hasta := limite(caso.mecanismo, ctx.versiones)):
        raise Rechazo(
            f"La mediación puede durar hasta el {dia_en_palabras(hasta)} (LGMASC, art. 64). Si las partes "
            "acordaron ampliarla, registre primero la prórroga."
        )


def viva(caso: Caso, numero: int) -> Sesion:
    """The scheduled (or technically failed) session of a number; Rechazo when it has an outcome or is not."""
    sesion = caso.sesiones.get(numero)
    if sesion is None:
        raise Rechazo(f"El caso no tiene una sesión {numero}; recargue la página y elíjala de la lista.")
    if sesion.estado not in (EstadoSesion.PROGRAMADA, EstadoSesion.FALLA_TECNICA):
        raise Rechazo(f"La sesión {numero} ya tiene resultado; si fue un error, corrija ese registro.")
    return sesion


class NuevaFecha(DelTribunal):
    """Another moment for a session, and why it moves."""

    sesion: int
    inicio: AwareDatetime
    causa: CausaReagenda
    sala: Texto | None = None
    url: Texto | None = None


@decision(quien=OFICINA, titulo="Reagendar sesión", si=con_sesion("reagendarla"))
def reagendar_sesion(caso: Caso, nueva: NuevaFecha, ctx: Contexto) -> list[Hecho]:
    """Move a session; to the moment that it has already, [].

    Force majeure and agreement count as deferrals, two at most (LGMASC 76): beyond that only the coordinator,
    with the reason. The court's own changes and technical failures never count (LGMASC 92.VI).
    """
    inicio = nueva.inicio.astimezone(UTC)
    sesion = caso.sesiones.get(nueva.sesion)
    if sesion and sesion.estado is EstadoSesion.PROGRAMADA and sesion.inicio == inicio:
        return []
    exigir(con_sesion("reagendarla")(caso, ctx))
    sesion = viva(caso, nueva.sesion)
    fallo = sesion.estado is EstadoSesion.FALLA_TECNICA
    if nueva.causa is CausaReagenda.FALLA_TECNICA and sesion.modalidad is Modalidad.PRESENCIAL:
        raise Rechazo("La falla técnica solo aplica a sesiones en línea; elija otra causa.")
    if inicio <= ctx.ocurrido_en:
        raise Rechazo("La nueva fecha ya pasó. Revísela; si el cambio se hizo antes, indique cuándo ocurrió.")
    dia = dia_local(inicio)
    inhabil = _motivo_de_inhabil(dia, sesion.sede, caso, nueva, ctx)
    _exigir_dentro_del_plazo(caso, dia, ctx)
    difiere = nueva.causa in CAUSAS_QUE_DIFIEREN and not fallo
    motivo = _motivo_de_exceso(caso, nueva, ctx) if difiere else None
    return [
        SesionReagendada(
            sesion=nueva.sesion, inicio=inicio, antes=sesion.inicio, causa=nueva.causa, difiere=difiere,
            sala=nueva.sala, url=nueva.url, archivo=nueva.archivo, fila=nueva.fila, motivo=motivo or inhabil,
        )
    ]  # fmt: skip


def _motivo_de_exceso(caso: Caso, nueva: NuevaFecha, ctx: Contexto) -> TextoPrivado | None:
    """Why a session is deferred once more than the law admits; None within the law."""
    maximo = ctx.politica.sesiones.diferimientos_maximos
    if caso.mecanismo.diferimientos < maximo:
        return None
    veces = "1 vez" if maximo == 1 else f"{maximo} veces"
    dicho = f"La sesión ya se difirió {veces}, lo más que permite la ley (LGMASC, art. 76)."
    if ctx.rol != COORDINADOR:
        raise Rechazo(f"{dicho} Si hay una causa justificada, pida al coordinador que la reagende.")
    return escrito(nueva.motivo, f"{dicho} Escriba por qué se difiere otra vez.")


class NuevoLugar(Datos):
    """Where and how a session will be held, complete."""

    sesion: int
    sala: Texto | None = None
    url: Texto | None = None
    modalidad: Modalidad = Modalidad.PRESENCIAL
    facilitador: Texto | None = None
    archivo: Texto | None = None
    fila: int | None = None


@decision(quien=OFICINA, titulo="Cambiar lugar de la sesión", si=con_sesion("cambiarla de lugar"))
def cambiar_lugar_de_sesion(caso: Caso, lugar: NuevoLugar, ctx: Contexto) -> list[Hecho]:
    """Same moment, other room, link, manner or facilitator; what is so already yields []."""
    sesion = caso.sesiones.get(lugar.sesion)
    if sesion and (sesion.sala, sesion.url, sesion.modalidad, sesion.facilitador) == (
        lugar.sala, lugar.url, lugar.modalidad, lugar.facilitador or sesion.facilitador,
    ):  # fmt: skip
        return []
    exigir(con_sesion("cambiarla de lugar")(caso, ctx))
    viva(caso, lugar.sesion)
    return [
        LugarDeSesionCambiado(
            sesion=lugar.sesion, sala=lugar.sala, url=lugar.url, modalidad=lugar.modalidad,
            facilitador=lugar.facilitador, archivo=lugar.archivo, fila=lugar.fila,
        )
    ]  # fmt: skip


class Cancelacion(Datos):
    """Why a session will not take place; `archivo` and `fila` when the court's agenda says so."""

    sesion: int
    causa: str
    archivo: Texto | None = None
    fila: int | None = None


_para_cancelar = con_sesion("cancelarla")


@decision(quien=OFICINA, titulo="Cancelar sesión", si=_para_cancelar)
def cancelar_sesion(caso: Caso, cancelacion: Cancelacion, ctx: Contexto) -> list[Hecho]:
    """A session will not take place and has no new date; one that is cancelled already yields [].

    By the court's agenda, or by the coordinator by hand. Whatever ends the mechanism ends its session too.
    """
    sesion = caso.sesiones.get(cancelacion.sesion)
    if sesion and sesion.estado is EstadoSesion.CANCELADA:
        return []
    exigir(_para_cancelar(caso, ctx))
    viva(caso, cancelacion.sesion)
    if cancelacion.archivo is None and ctx.rol != COORDINADOR:
        raise Rechazo(
            "Solo el coordinador cancela una sesión a mano. Si la canceló el tribunal, importe su agenda; si "
            "cambió de fecha, reagéndela."
        )
    causa = escrito(cancelacion.causa, "Escriba por qué se cancela la sesión.")
    return [
        SesionCancelada(
            sesion=cancelacion.sesion, causa=causa, archivo=cancelacion.archivo, fila=cancelacion.fila
        )
    ]
