"""Facts about the court's sessions: dates, attendance, outcome; what was said is confidential (LGMASC 37)."""

from datetime import date, datetime
from typing import ClassVar, Literal

from casos.dinero.pesos import Pesos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import (
    CausaConclusion,
    CausaReagenda,
    FaltaDelInstituto,
    Medio,
    Modalidad,
    ResultadoSesion,
    RolParte,
)


class SesionAgendada(Hecho):
    """The court set a session. `sesion` numbers it in the case; folio and `num_sesion` are the court's.

    `inicio` is UTC; `archivo` (SHA-256) and `fila` say which row of which file brought it; `motivo` why it is
    right though the day is no working day of the court.
    """

    introduce = ("sesion",)
    sesion: int
    inicio: datetime
    duracion_min: int = 60
    folio: Texto | None = None
    num_sesion: int = 1
    sede: Texto = "HMO"
    sala: Texto | None = None
    url: Texto | None = None
    modalidad: Modalidad = Modalidad.PRESENCIAL
    facilitador: Texto | None = None
    certificacion: Texto | None = None
    apoderado: Texto | None = None
    juzgado: Texto | None = None
    archivo: Texto | None = None
    fila: int | None = None
    motivo: TextoPrivado | None = None


class SesionReagendada(Hecho):
    """A session moves to another moment; the earlier one stays in the history.

    `difiere`: it counts as a deferral (LGMASC 76); `motivo`: why beyond what the law or the calendar admits.
    """

    introduce = ("sesion",)
    sesion: int
    inicio: datetime
    antes: datetime
    causa: CausaReagenda
    difiere: bool
    sala: Texto | None = None
    url: Texto | None = None
    archivo: Texto | None = None
    fila: int | None = None
    motivo: TextoPrivado | None = None


class LugarDeSesionCambiado(Hecho):
    """Same moment, other room, link, manner or facilitator."""

    sesion: int
    sala: Texto | None = None
    url: Texto | None = None
    modalidad: Modalidad = Modalidad.PRESENCIAL
    facilitador: Texto | None = None
    archivo: Texto | None = None
    fila: int | None = None


class SesionCancelada(Hecho):
    """The session will not take place and has no new date yet."""

    sesion: int
    causa: TextoPrivado
    archivo: Texto | None = None
    fila: int | None = None


class InvitacionNotificada(Hecho):
    """The invitation to a session reached a party (LGMASC 69, 72); without `recibio`, all of them."""

    sesion: int
    medio: Medio
    recibio: RolParte | None = None
    fecha: date | None = None


class InvitacionNoEntregada(Hecho):
    """The invitation to a session could not be delivered to a party."""

    sesion: int
    a: RolParte = RolParte.ACREDITADO
    causa: TextoPrivado


class PartesAvisadas(Hecho):
    """The parties were told of a session's new moment or of its cancellation."""

    sesion: int
    medio: Medio


class EstadoDeCuentaEmitido(Hecho):
    """A statement of account was produced; `huella` is the paper's SHA-256 when it was printed here."""

    corte: date
    total: Pesos
    huella: Texto | None = None


class InasistenciaRegistrada(Hecho):
    """Somebody who was convened did not come.

    `cuenta`: it adds to the consecutive absences (LGMASC 78.II), being neither justified nor of somebody whom
    the invitation never reached. `instituto`: the Institute, which asked for the session, was not there or could not
    be represented; that never counts against the others.
    """

    version = 2
    actualiza: ClassVar = {1: dict}
    introduce = ("sesion",)
    sesion: int
    ausentes: tuple[RolParte, ...]
    presentes: tuple[RolParte, ...] = ()
    justificada: bool = False
    cuenta: bool = True
    instituto: FaltaDelInstituto | None = None


class FallaTecnicaRegistrada(Hecho):
    """An online session failed for technical reasons: nobody's absence, no deferral (LGMASC 92.VI)."""

    sesion: int


class ResultadoDeSesionOmitido(Hecho):
    """Clock: the session ended two hours ago and nobody captured how."""

    es_tecnico = True
    sesion: int


class SesionCelebrada(Hecho):
    """The session was held: who attended and how it ended, nothing else."""

    introduce = ("sesion",)
    sesion: int
    presentes: tuple[RolParte, ...]
    resultado: ResultadoSesion
    facilitador: Texto | None = None
    certificacion: Texto | None = None
    apoderado: Texto | None = None


class NoAcuerdoConstatado(Hecho):
    """The certificate that no agreement was reached; rights stay as they were (LGMASC 77)."""

    sesion: int
    constancia: Texto | None = None


class MecanismoConcluido(Hecho):
    """The mechanism ended early (LGMASC 78)."""

    causa: CausaConclusion
    constancia: Texto | None = None


class MecanismoProrrogado(Hecho):
    """The parties agreed to extend the three months (LGMASC 64)."""

    hasta: date
    motivo: TextoPrivado


class JuezAvisado(Hecho):
    """The judge of the lawsuit knows that mediation began, or how it ended (LGMASC 65, 67)."""

    de: Literal["inicio", "conclusion"]
    oficio: Texto | None = None
