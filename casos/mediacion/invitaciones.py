"""Decisions that prepare a session: whom the invitation reached, who was told of changes, what is owed."""

from datetime import date

from casos.decision import Contexto, Rechazo, decision, exigir
from casos.dinero.pesos import PesosNoNegativos
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.escaneos import Escaneo, con_escaneo
from casos.mediacion.estado import Caso, Sesion
from casos.mediacion.guardas import con_sesion, exigir_abierto, existe
from casos.mediacion.hechos.sesiones import (
    EstadoDeCuentaEmitido,
    InvitacionNoEntregada,
    InvitacionNotificada,
    PartesAvisadas,
)
from casos.mediacion.sesiones import viva
from casos.mediacion.vocabulario import Medio, RolParte, TipoDocumento
from casos.tiempo import dia_local

_para_invitar = con_sesion("invitar a las partes")


class Notificacion(Datos):
    """How and when an invitation arrived; without `recibio`, at everybody who was invited. And what they signed."""

    sesion: int
    medio: Medio
    recibio: RolParte | None = None
    fecha: date | None = None
    acuse_escaneado: Escaneo | None = None


@decision(quien=OFICINA, titulo="Confirmar invitación", si=_para_invitar)
def notificar_invitacion(caso: Caso, aviso: Notificacion, ctx: Contexto) -> list[Hecho]:
    """The invitation to a session reached a party (LGMASC 69, 72); whom it had reached before yields []."""
    sesion = caso.sesiones.get(aviso.sesion)
    quienes = {aviso.recibio} if aviso.recibio else convocados(caso)
    if sesion and quienes <= sesion.notificados:
        return []
    exigir(_para_invitar(caso, ctx))
    viva(caso, aviso.sesion)
    if aviso.recibio and caso.persona(aviso.recibio) is None:
        raise Rechazo("Esa persona no participa en el caso; vincúlela primero.")
    if aviso.fecha and aviso.fecha > dia_local(ctx.ahora):
        raise Rechazo("La invitación no puede haberse entregado en el futuro; corrija la fecha.")
    notificada = InvitacionNotificada(
        sesion=aviso.sesion, medio=aviso.medio, recibio=aviso.recibio, fecha=aviso.fecha
    )
    return con_escaneo(caso, aviso.acuse_escaneado, TipoDocumento.INVITACION, notificada)


def convocados(caso: Caso) -> frozenset[RolParte]:
    """Who is invited besides the Institute, which asks: the acreditado, and the aval if there is one."""
    return frozenset({RolParte.ACREDITADO} | ({RolParte.AVAL} if caso.tiene_aval else set()))


class NoEntregada(Datos):
    """Whom an invitation did not reach, and why."""

    sesion: int
    a: RolParte = RolParte.ACREDITADO
    causa: str


@decision(quien=OFICINA, titulo="Invitación no entregada", si=_para_invitar)
def invitacion_no_entregada(caso: Caso, falla: NoEntregada, ctx: Contexto) -> list[Hecho]:
    """An invitation could not be delivered; the same news again, with the same data of contact, yields []."""
    sesion = caso.sesiones.get(falla.sesion)
    if sesion and _ya_se_sabia(caso, sesion, falla.a):
        return []
    exigir(_para_invitar(caso, ctx))
    viva(caso, falla.sesion)
    if falla.a not in convocados(caso):
        raise Rechazo("Esa persona no está invitada a la sesión; revise a quién eligió.")
    causa = escrito(falla.causa, "Escriba por qué no se entregó la invitación.")
    return [InvitacionNoEntregada(sesion=falla.sesion, a=falla.a, causa=causa)]


def _ya_se_sabia(caso: Caso, sesion: Sesion, a: RolParte) -> bool:
    """Whether the invitation is known not to have arrived, and no data of contact changed since."""
    sin_cambios = caso.contacto.datos.version < sesion.invitada.version
    return sesion.invitacion == "no_entregada" and a not in sesion.notificados and sin_cambios


class AvisoALasPartes(Datos):
    """How the parties were told of a change."""

    sesion: int
    medio: Medio


def _hay_que_avisar(caso: Caso, ctx: Contexto) -> str | None:
    if any(sesion.por_avisar for sesion in caso.sesiones.values()):
        return None
    return existe(caso, ctx) or "No hay cambios de sesión que avisar a las partes."


@decision(quien=OFICINA, titulo="Avisar a las partes", si=_hay_que_avisar)
def avisar_partes(caso: Caso, aviso: AvisoALasPartes, ctx: Contexto) -> list[Hecho]:
    """The parties were told of a session's new moment, place or cancellation; told already, []."""
    sesion = caso.sesiones.get(aviso.sesion)
    if sesion and sesion.por_avisar is None:
        return []
    exigir(_hay_que_avisar(caso, ctx))
    if sesion is None:
        raise Rechazo(f"El caso no tiene una sesión {aviso.sesion}; elíjala de la lista.")
    return [PartesAvisadas(sesion=aviso.sesion, medio=aviso.medio)]


class EstadoDeCuenta(Datos):
    """A statement of account that was produced: cut-off date, total, and the SHA-256 of the paper."""

    corte: date
    total: PesosNoNegativos
    huella: Texto | None = None


@decision(quien=OFICINA, titulo="Emitir estado de cuenta", si=exigir_abierto)
def emitir_estado_de_cuenta(caso: Caso, estado: EstadoDeCuenta, ctx: Contexto) -> list[Hecho]:
    """A statement of account was produced; producing another is another act."""
    exigir(exigir_abierto(caso, ctx))
    if not caso.creditos:
        raise Rechazo("El caso no tiene créditos; agregue al menos uno para calcular lo que se debe.")
    if estado.corte > dia_local(ctx.ahora):
        raise Rechazo("La fecha de corte está en el futuro; corríjala.")
    return [EstadoDeCuentaEmitido(corte=estado.corte, total=estado.total, huella=estado.huella)]
