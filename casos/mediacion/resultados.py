"""Decisions about how a session ended: held, somebody absent, a technical failure, no agreement.

Only dates, attendance and outcome: what was said in a session is confidential and has no field (LGMASC 37).
"""

from datetime import datetime, timedelta

from casos.decision import RELOJ, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, momento_en_palabras
from casos.mediacion.estado import Caso, EstadoSesion, Sesion
from casos.mediacion.guardas import con_sesion, en_etapa
from casos.mediacion.hechos.sesiones import (
    FallaTecnicaRegistrada,
    InasistenciaRegistrada,
    NoAcuerdoConstatado,
    ResultadoDeSesionOmitido,
    SesionCelebrada,
)
from casos.mediacion.invitaciones import convocados
from casos.mediacion.sesiones import viva
from casos.mediacion.vocabulario import Etapa, FaltaDelInstituto, Modalidad, ResultadoSesion, RolParte
from casos.versiones import Versiones

DEUDORES = frozenset({RolParte.ACREDITADO, RolParte.AVAL, RolParte.REPRESENTANTE})
"""The debtor's side of the table; the other side is the Institute, always there through its apoderado."""

_hay_sesion = con_sesion("registrar un resultado")


def tiene_que_haber_empezado(caso: Caso, ctx: Contexto) -> str | None:
    """A session is scheduled and its time has come."""
    motivo = _hay_sesion(caso, ctx)
    if motivo or (sesion := caso.sesion) is None:
        return motivo
    if sesion.estado is EstadoSesion.FALLA_TECNICA:
        return "La sesión tuvo una falla técnica; reagéndela antes de registrar otro resultado."
    if ctx.ocurrido_en < sesion.inicio:
        cuando = momento_en_palabras(sesion.inicio)
        return f"La sesión empieza el {cuando}; registre su resultado después de esa hora."
    return None


def _por_resolver(caso: Caso, numero: int, ctx: Contexto) -> Sesion:
    """The scheduled session, once its time has come, if it is the one of that number."""
    exigir(tiene_que_haber_empezado(caso, ctx))
    return viva(caso, numero)


def _exigir_partes(caso: Caso, roles: tuple[RolParte, ...]) -> None:
    for rol in roles:
        if caso.persona(rol) is None:
            raise Rechazo(f"En el caso no hay {rol.value}; vincule primero a esa persona.")


class Inasistencia(Datos):
    """Who of those invited did not come, who did, whether the absence has a just cause; and whether the Institute, by
    whoever represents it, was not there or could not show its power."""

    sesion: int
    ausentes: tuple[RolParte, ...] = ()
    presentes: tuple[RolParte, ...] = ()
    justificada: bool = False
    instituto: FaltaDelInstituto | None = None


@decision(quien=OFICINA, titulo="Registrar inasistencia", si=tiene_que_haber_empezado)
def registrar_inasistencia(caso: Caso, falta: Inasistencia, ctx: Contexto) -> list[Hecho]:
    """Somebody who was invited did not come; the same absence again yields [].

    It counts towards the two in a row (LGMASC 78.II) unless it has a just cause, the invitation is known not to have
    reached anybody who was absent, or only the Institute failed.
    """
    sesion = caso.sesiones.get(falta.sesion)
    ya = (sesion.estado, set(sesion.ausentes), sesion.instituto) if sesion else ()
    if ya == (EstadoSesion.INASISTENCIA, set(falta.ausentes), falta.instituto):
        return []
    sesion = _por_resolver(caso, falta.sesion, ctx)
    if not falta.ausentes and falta.instituto is None:
        raise Rechazo("Marque quién no asistió.")
    if not set(falta.ausentes) <= convocados(caso):
        raise Rechazo("Solo puede faltar quien estaba invitado: el acreditado o el aval del caso.")
    if set(falta.ausentes) & set(falta.presentes):
        raise Rechazo("La misma persona aparece como presente y como ausente; revise la lista.")
    _exigir_partes(caso, falta.presentes)
    sin_invitacion = sesion.invitacion == "no_entregada" and not set(falta.ausentes) & sesion.notificados
    cuenta = bool(falta.ausentes) and not falta.justificada and not sin_invitacion
    return [
        InasistenciaRegistrada(
            sesion=falta.sesion, ausentes=falta.ausentes, presentes=falta.presentes,
            justificada=falta.justificada, cuenta=cuenta, instituto=falta.instituto,
        )
    ]  # fmt: skip


class DeSesion(Datos):
    """Which session."""

    sesion: int


@decision(quien=OFICINA, titulo="Registrar falla técnica", si=tiene_que_haber_empezado)
def registrar_falla_tecnica(caso: Caso, falla: DeSesion, ctx: Contexto) -> list[Hecho]:
    """An online session failed: nobody's absence and no deferral (LGMASC 92.VI); known already, []."""
    sesion = caso.sesiones.get(falla.sesion)
    if sesion and sesion.estado is EstadoSesion.FALLA_TECNICA:
        return []
    sesion = _por_resolver(caso, falla.sesion, ctx)
    if sesion.modalidad is Modalidad.PRESENCIAL:
        raise Rechazo("La sesión era presencial. Si se cambió a línea, cambie primero su modalidad.")
    return [FallaTecnicaRegistrada(sesion=falla.sesion)]


class Celebracion(Datos):
    """Who of the debtor's side attended and how the session ended."""

    sesion: int
    presentes: tuple[RolParte, ...]
    resultado: ResultadoSesion
    facilitador: Texto | None = None
    certificacion: Texto | None = None
    apoderado: Texto | None = None


@decision(quien=OFICINA, titulo="Registrar sesión celebrada", si=tiene_que_haber_empezado)
def celebrar_sesion(caso: Caso, celebrada: Celebracion, ctx: Contexto) -> list[Hecho]:
    """A session was held; the same outcome again yields [].

    At least two parties must have been there (LGMASC 74): the Institute, by its apoderado, is one of them, so
    at least one of acreditado, aval or the debtor's representative. The apoderado is not the officer.
    """
    sesion = caso.sesiones.get(celebrada.sesion)
    if sesion and (sesion.estado, sesion.resultado) == (EstadoSesion.CELEBRADA, celebrada.resultado):
        return []
    sesion = _por_resolver(caso, celebrada.sesion, ctx)
    if not set(celebrada.presentes) & DEUDORES:
        raise Rechazo(
            "Para que haya sesión debe asistir, además del Instituto, el acreditado, el aval o quien lo "
            "represente. Si nadie vino, registre la inasistencia."
        )
    _exigir_partes(caso, celebrada.presentes)
    if (celebrada.apoderado or "").casefold() == caso.apertura.responsable.casefold():
        raise Rechazo("El responsable del caso no puede representar al Instituto; escriba al apoderado.")
    return [
        SesionCelebrada(
            sesion=celebrada.sesion, presentes=celebrada.presentes, resultado=celebrada.resultado,
            facilitador=celebrada.facilitador or sesion.facilitador, certificacion=celebrada.certificacion,
            apoderado=celebrada.apoderado or sesion.apoderado,
        )
    ]  # fmt: skip


class NoAcuerdo(Datos):
    """Of which session, and the folio of its certificate; by default the court's folio of the session."""

    sesion: int
    constancia: Texto | None = None


_para_constatar = en_etapa(Etapa.MEDIADO, accion="hacer constar que no hubo acuerdo")


@decision(quien=OFICINA, titulo="Hacer constar que no hubo acuerdo", si=_para_constatar)
def constatar_no_acuerdo(caso: Caso, constancia: NoAcuerdo, ctx: Contexto) -> list[Hecho]:
    """The certificate that no agreement was reached; rights stay as they were (LGMASC 77). Twice, []."""
    sesion = caso.sesiones.get(constancia.sesion)
    if sesion and caso.mecanismo.constancia_no_acuerdo.version > sesion.resuelta.version > 0:
        return []
    exigir(_para_constatar(caso, ctx))
    if sesion is None or sesion.estado is not EstadoSesion.CELEBRADA:
        raise Rechazo("Elija la sesión celebrada a la que corresponde la constancia.")
    folio = (constancia.constancia or sesion.folio or "").strip()
    if not folio:
        raise Rechazo("Escriba el folio de la constancia.")
    return [NoAcuerdoConstatado(sesion=constancia.sesion, constancia=folio)]


def debe_tener_resultado(sesion: Sesion, v: Versiones) -> datetime:
    """The instant from which a session without outcome is claimed: its end and the hours of the policy."""
    horas = v.politica(sesion.marca.politica).sesiones.resultado_omitido_horas
    return sesion.inicio + timedelta(minutes=sesion.duracion_min, hours=horas)


@decision(quien=RELOJ, titulo="Reclamar resultado de sesión")
def omitir_resultado(caso: Caso, cual: DeSesion, ctx: Contexto) -> list[Hecho]:
    """Clock: nobody captured how a session ended. Once for each moment that a session had."""
    sesion = caso.sesiones.get(cual.sesion)
    if sesion is None or sesion.estado is not EstadoSesion.PROGRAMADA or sesion.omitida is not None:
        return []
    if caso.etapa is not Etapa.AGENDADO or ctx.ocurrido_en < debe_tener_resultado(sesion, ctx.versiones):
        return []
    return [ResultadoDeSesionOmitido(sesion=cual.sesion)]
