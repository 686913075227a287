"""Handing a case to judicial: the officer asks, the coordinator decides, judicial works and gives it back."""

from casos.decision import COORDINADOR, JUDICIAL, RESPONSABLE, Contexto, Guarda, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos, escrito, privado
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import en_etapa, sin_suspension, todas
from casos.mediacion.hechos.cierre import (
    CasoDevueltoDeJudicial,
    CasoTurnadoAJudicial,
    ConvenioEnJuicio,
    ExpedienteRecibidoPorJudicial,
    SeguimientoJudicialRegistrado,
    TurnoJudicialSolicitado,
    TurnoRechazado,
)
from casos.mediacion.paquete import paquete
from casos.mediacion.vocabulario import Etapa

ANTES_DE_JUDICIAL = (Etapa.INCUMPLIDO, Etapa.SIN_ACUERDO, Etapa.NO_COMPARECIO)


class ConMotivo(Datos):
    """Why."""

    motivo: str


def turno_pedido(caso: Caso) -> bool:
    """Whether the officer asked for judicial and the coordinator has not answered."""
    return caso.judicial.estado == "solicitado"


_antes = todas(
    en_etapa(*ANTES_DE_JUDICIAL, accion="turnarlo a judicial"), sin_suspension("turnarlo a judicial")
)


@decision(quien=RESPONSABLE, titulo="Pedir turno a judicial", si=_antes)
def solicitar_turno(caso: Caso, peticion: ConMotivo, ctx: Contexto) -> list[Hecho]:
    """Ask that judicial take the case; what its packet lacks is stored and does not hinder. Twice, []."""
    if turno_pedido(caso):
        return []
    exigir(_antes(caso, ctx))
    motivo = escrito(peticion.motivo, "Escriba por qué se pide el turno.")
    faltan = tuple(p.nombre for p in paquete(caso, ctx.politica) if not p.esta)
    return [TurnoJudicialSolicitado(motivo=motivo, faltan=faltan)]


def _pedido(caso: Caso, ctx: Contexto) -> str | None:
    motivo = _antes(caso, ctx)
    if motivo or turno_pedido(caso):
        return motivo
    return "El responsable del caso no ha pedido el turno a judicial."


@decision(quien=COORDINADOR, titulo="Turnar a judicial", si=_pedido)
def turnar_a_judicial(caso: Caso, nada: None, ctx: Contexto) -> list[Hecho]:
    """Hand the case over with its packet, and what it lacks on record; handed over already, []."""
    if caso.etapa is Etapa.TURNADO_JUDICIAL:
        return []
    exigir(_pedido(caso, ctx))
    piezas = paquete(caso, ctx.politica)
    return [
        CasoTurnadoAJudicial(
            paquete=tuple(p.nombre for p in piezas if p.esta),
            faltan=tuple(p.nombre for p in piezas if not p.esta),
        )
    ]


@decision(quien=COORDINADOR, titulo="No turnar a judicial", si=_pedido)
def rechazar_turno(caso: Caso, respuesta: ConMotivo, ctx: Contexto) -> list[Hecho]:
    """Do not hand it over; the officer goes on."""
    exigir(_pedido(caso, ctx))
    return [TurnoRechazado(motivo=escrito(respuesta.motivo, "Escriba por qué no se turna."))]


def _en_judicial(accion: str) -> Guarda:
    return en_etapa(Etapa.TURNADO_JUDICIAL, accion=accion)


class Recepcion(Datos):
    """The number that judicial gave to the file."""

    numero: Texto | None = None


_para_recibir = _en_judicial("recibir el expediente")


@decision(quien=JUDICIAL, titulo="Recibir expediente", si=_para_recibir)
def recibir_expediente(caso: Caso, recepcion: Recepcion, ctx: Contexto) -> list[Hecho]:
    """Judicial has the packet; had it already, []."""
    if caso.judicial.estado == "recibido":
        return []
    exigir(_para_recibir(caso, ctx))
    if caso.judicial.estado != "turnado":
        raise Rechazo("En este caso ya hay un convenio en juicio; no hace falta recibirlo.")
    return [ExpedienteRecibidoPorJudicial(numero=recepcion.numero)]


class Seguimiento(Datos):
    """How the case stands in court."""

    estado: str
    nota: str | None = None


_para_seguir = _en_judicial("registrar su seguimiento en juicio")


@decision(
    quien={JUDICIAL, RESPONSABLE, COORDINADOR}, titulo="Registrar seguimiento judicial", si=_para_seguir
)
def registrar_seguimiento_judicial(caso: Caso, seguimiento: Seguimiento, ctx: Contexto) -> list[Hecho]:
    """Say how the case stands in court, at least once a quarter."""
    exigir(_para_seguir(caso, ctx))
    estado = escrito(seguimiento.estado, "Escriba en qué estado está el juicio.")
    return [SeguimientoJudicialRegistrado(estado=estado, nota=privado(seguimiento.nota))]


_para_devolver = _en_judicial("devolverlo")


@decision(quien={JUDICIAL, COORDINADOR}, titulo="Devolver de judicial", si=_para_devolver)
def devolver_de_judicial(caso: Caso, devolucion: ConMotivo, ctx: Contexto) -> list[Hecho]:
    """Judicial gives the case back; given back already, []."""
    if caso.judicial.estado == "devuelto" and caso.etapa is not Etapa.TURNADO_JUDICIAL:
        return []
    exigir(_para_devolver(caso, ctx))
    motivo = escrito(devolucion.motivo, "Escriba por qué judicial devuelve el caso.")
    return [CasoDevueltoDeJudicial(motivo=motivo)]


class ConvenioJudicial(Datos):
    """The court and the number of the lawsuit in which an agreement was reached."""

    juzgado: str
    expediente: str


_para_convenir = _en_judicial("registrar un convenio en juicio")


@decision(quien={JUDICIAL, COORDINADOR}, titulo="Registrar convenio en juicio", si=_para_convenir)
def registrar_convenio_en_juicio(caso: Caso, convenio: ConvenioJudicial, ctx: Contexto) -> list[Hecho]:
    """An agreement was reached in court: it is now drawn up and signed here. That lawsuit already, []."""
    juzgado = escrito(convenio.juzgado, "Escriba el juzgado.")
    expediente = escrito(convenio.expediente, "Escriba el número de expediente del juzgado.")
    judicial = caso.judicial
    if (judicial.estado, judicial.juzgado, judicial.numero) == ("convenio_en_juicio", juzgado, expediente):
        return []
    exigir(_para_convenir(caso, ctx))
    return [ConvenioEnJuicio(juzgado=juzgado, expediente=expediente)]
