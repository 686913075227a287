"""How sessions change the state: stage, deferrals, consecutive absences as the law counts them."""

from typing import Any

from casos.mediacion.estado import NUNCA, Caso, EstadoSesion, Marca, Mecanismo, Sesion
from casos.mediacion.evolucion import al, con, pasar_a, terminar_mecanismo
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
from casos.mediacion.vocabulario import Etapa, RolParte

ANTES_DE_SESION = frozenset({Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.SIN_ACUERDO, Etapa.MEDIADO})


def _en_sesion(caso: Caso, numero: int, **cambios: Any) -> Caso:
    sesion = caso.sesiones.get(numero)
    if sesion is None:
        return caso
    return caso._replace(sesiones=con(caso.sesiones, numero, sesion._replace(**cambios)))


@al(SesionAgendada)
def _agendada(caso: Caso, h: SesionAgendada, m: Marca) -> Caso:
    sesion = Sesion(
        h.sesion, h.inicio, h.duracion_min, m, folio=h.folio, num_sesion=h.num_sesion, sede=h.sede,
        sala=h.sala, url=h.url, modalidad=h.modalidad, facilitador=h.facilitador, apoderado=h.apoderado,
    )  # fmt: skip
    mecanismo = caso.mecanismo
    if not mecanismo.corre:
        mecanismo = Mecanismo(
            inicio=m, juzgado=mecanismo.juzgado, fin_por_avisar=mecanismo.sin_avisar_fin,
            conclusiones=mecanismo.conclusiones,
        )  # fmt: skip
    caso = caso._replace(
        sesiones=con(caso.sesiones, h.sesion, sesion),
        mecanismo=mecanismo._replace(juzgado=h.juzgado or mecanismo.juzgado),
    )
    return pasar_a(caso, Etapa.AGENDADO, m) if caso.etapa in ANTES_DE_SESION else caso


@al(SesionReagendada)
def _reagendada(caso: Caso, h: SesionReagendada, m: Marca) -> Caso:
    sesion = caso.sesiones.get(h.sesion)
    if sesion is None:
        return caso
    sesion = sesion._replace(
        inicio=h.inicio, sala=h.sala or sesion.sala, url=h.url or sesion.url, estado=EstadoSesion.PROGRAMADA,
        invitacion="pendiente", invitada=NUNCA, notificados=frozenset(), por_avisar=m, omitida=None,
        movida=sesion.movida + 1, marca=m,
    )  # fmt: skip
    diferimientos = caso.mecanismo.diferimientos + (1 if h.difiere else 0)
    mecanismo = caso.mecanismo._replace(diferimientos=diferimientos)
    return caso._replace(sesiones=con(caso.sesiones, h.sesion, sesion), mecanismo=mecanismo)


@al(LugarDeSesionCambiado)
def _lugar(caso: Caso, h: LugarDeSesionCambiado, m: Marca) -> Caso:
    sesion = caso.sesiones.get(h.sesion)
    if sesion is None:
        return caso
    return _en_sesion(
        caso, h.sesion, sala=h.sala, url=h.url, modalidad=h.modalidad, por_avisar=m,
        facilitador=h.facilitador or sesion.facilitador,
    )  # fmt: skip


@al(SesionCancelada)
def _cancelada(caso: Caso, h: SesionCancelada, m: Marca) -> Caso:
    caso = _en_sesion(caso, h.sesion, estado=EstadoSesion.CANCELADA, resuelta=m, por_avisar=m)
    sin_sesion = caso.etapa is Etapa.AGENDADO and caso.sesion is None
    return pasar_a(caso, Etapa.REGISTRADO, m) if sin_sesion else caso


@al(InvitacionNotificada)
def _notificada(caso: Caso, h: InvitacionNotificada, m: Marca) -> Caso:
    sesion = caso.sesiones.get(h.sesion)
    if sesion is None:
        return caso
    quienes = sesion.notificados | ({h.recibio} if h.recibio else set(RolParte))
    return _en_sesion(caso, h.sesion, invitacion="notificada", invitada=m, notificados=quienes)


@al(InvitacionNoEntregada)
def _no_entregada(caso: Caso, h: InvitacionNoEntregada, m: Marca) -> Caso:
    sesion = caso.sesiones.get(h.sesion)
    if sesion is None:
        return caso
    quienes = sesion.notificados - {h.a}
    return _en_sesion(caso, h.sesion, invitacion="no_entregada", invitada=m, notificados=quienes)


@al(PartesAvisadas)
def _avisadas(caso: Caso, h: PartesAvisadas, m: Marca) -> Caso:
    sesion = caso.sesiones.get(h.sesion)
    if sesion is None:
        return caso
    if sesion.estado is not EstadoSesion.PROGRAMADA:
        return _en_sesion(caso, h.sesion, por_avisar=None)
    return _en_sesion(
        caso, h.sesion, por_avisar=None, invitacion="notificada", invitada=m, notificados=frozenset(RolParte)
    )


@al(EstadoDeCuentaEmitido)
def _estado_de_cuenta(caso: Caso, h: EstadoDeCuentaEmitido, m: Marca) -> Caso:
    return caso._replace(contacto=caso.contacto._replace(estado_de_cuenta=m))


@al(InasistenciaRegistrada)
def _inasistencia(caso: Caso, h: InasistenciaRegistrada, m: Marca) -> Caso:
    caso = _en_sesion(
        caso, h.sesion, estado=EstadoSesion.INASISTENCIA, resuelta=m, ausentes=h.ausentes,
        justificada=h.justificada, instituto=h.instituto, omitida=None, por_avisar=None,
    )  # fmt: skip
    seguidas = caso.mecanismo.inasistencias_consecutivas + 1 if h.cuenta else 0
    mecanismo = caso.mecanismo._replace(inasistencias_consecutivas=seguidas, inasistencia=m)
    caso = caso._replace(mecanismo=mecanismo)
    return pasar_a(caso, Etapa.NO_COMPARECIO, m) if caso.etapa is Etapa.AGENDADO else caso


@al(FallaTecnicaRegistrada)
def _falla(caso: Caso, h: FallaTecnicaRegistrada, m: Marca) -> Caso:
    return _en_sesion(
        caso, h.sesion, estado=EstadoSesion.FALLA_TECNICA, resuelta=m, omitida=None, por_avisar=None
    )


@al(ResultadoDeSesionOmitido)
def _omitido(caso: Caso, h: ResultadoDeSesionOmitido, m: Marca) -> Caso:
    return _en_sesion(caso, h.sesion, omitida=m)


@al(SesionCelebrada)
def _celebrada(caso: Caso, h: SesionCelebrada, m: Marca) -> Caso:
    caso = _en_sesion(
        caso, h.sesion, estado=EstadoSesion.CELEBRADA, resuelta=m, resultado=h.resultado, omitida=None,
        por_avisar=None,
    )  # fmt: skip
    caso = caso._replace(mecanismo=caso.mecanismo._replace(inasistencias_consecutivas=0))
    return pasar_a(caso, Etapa.MEDIADO, m) if caso.etapa is Etapa.AGENDADO else caso


@al(NoAcuerdoConstatado)
def _no_acuerdo(caso: Caso, h: NoAcuerdoConstatado, m: Marca) -> Caso:
    caso = _en_sesion(caso, h.sesion, sin_acuerdo=m)
    caso = caso._replace(mecanismo=caso.mecanismo._replace(constancia_no_acuerdo=m, fin=m))
    return pasar_a(caso, Etapa.SIN_ACUERDO, m) if caso.etapa is Etapa.MEDIADO else caso


@al(MecanismoConcluido)
def _concluido(caso: Caso, h: MecanismoConcluido, m: Marca) -> Caso:
    caso = terminar_mecanismo(caso, m, avisar=False)
    conclusiones = (*caso.mecanismo.conclusiones, m)
    mecanismo = caso.mecanismo._replace(concluido=h.causa, fin=m, conclusiones=conclusiones)
    caso = caso._replace(mecanismo=mecanismo)
    abiertas = {Etapa.AGENDADO, Etapa.NO_COMPARECIO, Etapa.MEDIADO}
    return pasar_a(caso, Etapa.SIN_ACUERDO, m) if caso.etapa in abiertas else caso


@al(MecanismoProrrogado)
def _prorrogado(caso: Caso, h: MecanismoProrrogado, m: Marca) -> Caso:
    return caso._replace(mecanismo=caso.mecanismo._replace(prorroga=h.hasta))


@al(JuezAvisado)
def _juez(caso: Caso, h: JuezAvisado, m: Marca) -> Caso:
    mecanismo = caso.mecanismo
    if h.de == "inicio":
        return caso._replace(mecanismo=mecanismo._replace(avisado_inicio=m))
    if mecanismo.fin_por_avisar.version:
        return caso._replace(mecanismo=mecanismo._replace(fin_por_avisar=NUNCA))
    return caso._replace(mecanismo=mecanismo._replace(avisado_fin=m))
