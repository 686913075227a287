"""Next actions around a session that is scheduled: invitation, reminder, statement, outcome, changes."""

from collections.abc import Iterator
from datetime import time, timedelta

from casos.calendario.explicacion import en_palabras
from casos.decision import RESPONSABLE
from casos.mediacion.estado import Caso, EstadoSesion, Marca, Sesion
from casos.mediacion.invitaciones import convocados
from casos.mediacion.resultados import DeSesion, debe_tener_resultado
from casos.mediacion.vocabulario import Envio, Etapa, MotivoLlamada
from casos.tiempo import ZONA, dia_local
from casos.versiones import Versiones
from flujos.mediacion.generadores import despierta, escalada, fila, genera
from flujos.mediacion.gestiones import llamadas, respondida
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar

RECORDATORIO = Envio.RECORDATORIO_SESION
"""A message that reminds of a session; it does as well as a call."""


def programada(caso: Caso) -> Sesion | None:
    """The session that is expected to take place."""
    sesion = caso.sesion
    return sesion if sesion and sesion.estado is EstadoSesion.PROGRAMADA else None


def por_venir(caso: Caso) -> Sesion | None:
    """The session for which there is still something to prepare: the clock has not found that it passed."""
    sesion = programada(caso)
    return sesion if sesion and sesion.omitida is None else None


def _de(sesion: Sesion) -> str:
    return f"la sesión del {en_palabras(dia_local(sesion.inicio))}"


@genera(Etapa.AGENDADO)
def confirmar_invitacion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Some of those invited are not known to have received the invitation."""
    sesion = por_venir(caso)
    if sesion is None or sesion.por_avisar or _sin_domicilio(caso, sesion):
        return
    faltan = convocados(caso) - sesion.notificados
    if not faltan:
        return
    marca = caso.contacto.datos if sesion.invitacion == "no_entregada" else _desde(caso, sesion)
    yield fila(
        caso, v, marca, "sesiones.confirmar_invitacion_antes_dias_habiles", tipo="confirmar_invitacion",
        clave=_clave(sesion), titulo=f"Confirmar que llegó la invitación a {_de(sesion)}",
        desde=dia_local(sesion.inicio), antes=True,
        acciones=("notificar_invitacion", "invitacion_no_entregada"),
        detalle=f"Falta: {', '.join(sorted(rol.value for rol in faltan))}.",
        quita="Se quita cuando la invitación de todos los invitados se marca como entregada.",
    )  # fmt: skip


def _desde(caso: Caso, sesion: Sesion) -> Marca:
    """Since when this session concerns who owes: since it was set, or since another turned out to owe."""
    return max(sesion.marca, caso.apertura.deudor)


def _clave(sesion: Sesion) -> str:
    return f"sesion-{sesion.numero}"


def _sin_domicilio(caso: Caso, sesion: Sesion) -> bool:
    """The invitation could not be delivered and no data of contact changed since."""
    return sesion.invitacion == "no_entregada" and caso.contacto.datos.version < sesion.invitada.version


@genera(Etapa.AGENDADO)
def actualizar_domicilio(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Where the invitation should have arrived nobody was found."""
    sesion = por_venir(caso)
    if sesion and _sin_domicilio(caso, sesion):
        yield fila(
            caso, v, sesion.invitada, "sesiones.actualizar_domicilio_dias_habiles",
            tipo="actualizar_domicilio", clave=_clave(sesion),
            titulo="Buscar otro domicilio o teléfono: la invitación no se entregó",
            acciones=("actualizar_contacto", "notificar_invitacion", "reagendar_sesion"),
            quita="Se quita cuando se actualizan los datos de contacto o la invitación llega.",
        )  # fmt: skip


@genera(Etapa.AGENDADO)
def recordar_sesion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The reminder on the working day before; a call answered, enough attempts or a message close it."""
    sesion = por_venir(caso)
    if sesion is None or _recordada(caso, sesion, v):
        return
    p = fila(
        caso, v, _desde(caso, sesion), "sesiones.recordatorio_antes_dias_habiles", tipo="recordar_sesion",
        clave=_clave(sesion), titulo=f"Llamar para recordar {_de(sesion)}",
        desde=dia_local(sesion.inicio), antes=True, acciones=("registrar_llamada", "enviar_carta"),
        quita="Se quita cuando se habla con quien fue invitado, o tras los intentos sin respuesta que fija "
        "la política.",
    )  # fmt: skip
    yield p._replace(visible=p.vence)


def _recordada(caso: Caso, sesion: Sesion, v: Versiones) -> bool:
    desde = _desde(caso, sesion)
    hechas = llamadas(caso, desde, MotivoLlamada.RECORDAR_SESION)
    bastan = v.politica(sesion.marca.politica).llamadas.sin_respuesta_para_carta
    return (
        len(hechas) >= bastan
        or any(respondida(llamada) for llamada in hechas)
        or any(
            carta.plantilla == RECORDATORIO and carta.marca.version > desde.version
            for carta in caso.contacto.cartas
        )
    )


@genera(Etapa.AGENDADO)
def preparar_estado_de_cuenta(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The statement for the session; one produced shortly before it will do."""
    sesion = por_venir(caso)
    if sesion is None:
        return
    dias = v.politica(sesion.marca.politica).convenio.estado_de_cuenta_vigencia_dias
    emitido = caso.contacto.estado_de_cuenta
    if emitido.version and dia_local(emitido.en) >= dia_local(sesion.inicio) - timedelta(days=dias):
        return
    yield fila(
        caso, v, sesion.marca, "sesiones.estado_de_cuenta_antes_dias_habiles",
        tipo="preparar_estado_de_cuenta", clave=_clave(sesion),
        titulo=f"Preparar el estado de cuenta para {_de(sesion)}",
        desde=dia_local(sesion.inicio), antes=True, acciones=("emitir_estado_de_cuenta",),
        quita="Se quita cuando se emite un estado de cuenta que siga vigente el día de la sesión.",
    )  # fmt: skip


@genera(Etapa.AGENDADO)
def capturar_resultado(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """How the session ended, the same day; after the clock's claim the coordinator sees it a day later."""
    sesion = programada(caso)
    if sesion is None:
        return
    limite = debe_tener_resultado(sesion, v).astimezone(ZONA)
    dia = dia_local(sesion.inicio)
    horas = v.politica(sesion.marca.politica).sesiones.resultado_omitido_horas
    fin = limite - timedelta(hours=horas)
    causa = (sesion.marca.version, *((sesion.omitida.version,) if sesion.omitida else ()))
    base = Pendiente(
        tipo="capturar_resultado", clave=_clave(sesion), titulo=f"Capturar el resultado de {_de(sesion)}",
        rol=RESPONSABLE, usuario=None, visible=dia, vence=dia, causa=causa,
        regla="sesiones.resultado_omitido_horas", desde=dia, dias=0, calendario="",
        acciones=("celebrar_sesion", "registrar_inasistencia", "reagendar_sesion", "registrar_falla_tecnica"),
        quita="Se quita cuando se registra cómo terminó la sesión o que cambió de fecha.",
        detalle=f"La sesión termina a las {fin:%H:%M}.",
        hora=limite.time() if limite.date() == dia else time(23, 59), prioridad=20,
    )  # fmt: skip
    yield base
    if sesion.omitida:
        yield escalada(
            caso, v, base, sesion.omitida, "sesiones.escalar_resultado_dias_habiles",
            f"Falta capturar el resultado de {_de(sesion)}",
        )._replace(hora=None)  # fmt: skip


@despierta(Etapa.AGENDADO)
def reclamar_resultado(caso: Caso, v: Versiones) -> Iterator[Despertar]:
    """Two hours after its end a session without outcome is claimed, once for each moment that it had."""
    sesion = programada(caso)
    if sesion and sesion.omitida is None:
        instante = debe_tener_resultado(sesion, v)
        causa = sesion.marca.version
        clave = f"{_clave(sesion)}/{causa}"
        yield Despertar(instante, "omitir_resultado", DeSesion(sesion=sesion.numero), clave, (causa,))


@genera(Etapa.AGENDADO)
def reagendar_tras_falla(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A session that failed technically must have another date (LGMASC 92.VI)."""
    sesion = caso.sesion
    if sesion and sesion.estado is EstadoSesion.FALLA_TECNICA:
        yield fila(
            caso, v, sesion.resuelta, "sesiones.reagendar_falla_dias_habiles", tipo="reagendar_sesion",
            clave=_clave(sesion), titulo="Reagendar la sesión que tuvo una falla técnica",
            acciones=("reagendar_sesion",), quita="Se quita cuando la sesión tiene nueva fecha.",
        )  # fmt: skip


@genera()
def avisar_partes(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The parties do not know yet that a session moved, changed place or was cancelled; where the case itself
    ended it, the court does not know either."""
    for sesion in caso.sesiones.values():
        if sesion.por_avisar:
            que = "se canceló" if sesion.estado is EstadoSesion.CANCELADA else "cambió"
            nuestra = sesion.resuelta.version == caso.mecanismo.fin.version > 0
            a = "Avisar al tribunal y a las partes" if nuestra else "Avisar a las partes"
            yield fila(
                caso, v, sesion.por_avisar, "sesiones.avisar_cambio_dias_habiles", tipo="avisar_partes",
                clave=_clave(sesion), titulo=f"{a} que {que} {_de(sesion)}",
                acciones=("avisar_partes",), quita="Se quita cuando se registra el aviso a las partes.",
            )  # fmt: skip


@genera(Etapa.REGISTRADO)
def solicitar_nueva_fecha(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The session was cancelled and the court has not set another."""
    for sesion in caso.sesiones.values():
        if _cancelada_ahora(sesion, caso.etapa_desde):
            yield fila(
                caso, v, sesion.resuelta, "sesiones.nueva_fecha_dias_habiles", tipo="solicitar_nueva_fecha",
                clave=_clave(sesion), titulo="Pedir nueva fecha de sesión al tribunal",
                acciones=("agendar_sesion", "agregar_nota"), quita="Se quita cuando se agenda otra sesión.",
            )  # fmt: skip


def _cancelada_ahora(sesion: Sesion, etapa_desde: Marca) -> bool:
    return sesion.estado is EstadoSesion.CANCELADA and sesion.resuelta.version == etapa_desde.version
