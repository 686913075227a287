"""Who may look without saying what for, and what was made of who looked: two light cases that name no debtor.

A coordinator reserves a file (an officer's relative, somebody whom the press follows): from then on everybody says
what they open it for. What the access log shows as unusual is reviewed by the coordinator or the auditor, and the
review is a fact.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from casos.asiento import Asiento
from casos.decision import AUDITOR, COORDINADOR, Contexto, Rechazo, decision
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos
from casos.tipo import TipoCaso


class MotivoDeReserva(StrEnum):
    """Why a file is reserved."""

    FAMILIAR = "FAMILIAR"
    SERVIDOR_PUBLICO = "SERVIDOR_PUBLICO"
    SALUD = "SALUD"
    RIESGO = "RIESGO"
    OTRO = "OTRO"


class ExpedienteReservado(Hecho):
    """Whoever opens this case says what for."""

    caso: UUID
    motivo: MotivoDeReserva


class ReservaLevantada(Hecho):
    """The case is like any other again."""


class Reserva(NamedTuple):
    """The state: `motivo` is None while the case is not reserved."""

    motivo: MotivoDeReserva | None = None


def _evolve_reserva(r: Reserva, asiento: Asiento) -> Reserva:
    match asiento.hecho:
        case ExpedienteReservado() as h:
            return Reserva(h.motivo)
        case ReservaLevantada():
            return Reserva()
        case _:
            return r


RESERVA = TipoCaso("reserva", Reserva(), _evolve_reserva, (ExpedienteReservado,))


def reserva_de(caso_id: UUID) -> UUID:
    """The light case that says whether a case is reserved."""
    return uuid5(NAMESPACE_URL, f"mediacion:reserva:{caso_id}")


class NuevaReserva(Datos):
    """Which case, and why."""

    caso: UUID
    motivo: MotivoDeReserva


@decision(quien=COORDINADOR, titulo="Reservar expediente")
def reservar_expediente(r: Reserva, nueva: NuevaReserva, ctx: Contexto) -> list[Hecho]:
    """Reserve a case, or say another reason; the same reason again, []."""
    return [] if r.motivo is nueva.motivo else [ExpedienteReservado(**nueva.model_dump())]


@decision(quien=COORDINADOR, titulo="Levantar la reserva")
def levantar_reserva(r: Reserva, nada: None, ctx: Contexto) -> list[Hecho]:
    """Let the case be like any other; when it is, []."""
    return [ReservaLevantada()] if r.motivo else []


class Senal(StrEnum):
    """What the access log shows that somebody should look at."""

    MUCHOS = "MUCHOS"
    AJENOS = "AJENOS"
    APELLIDO = "APELLIDO"
    FUERA_DE_HORARIO = "FUERA_DE_HORARIO"
    EXPORTES = "EXPORTES"
    SIN_ACTUAR = "SIN_ACTUAR"


class Conclusion(StrEnum):
    """What was made of it."""

    JUSTIFICADA = "JUSTIFICADA"
    SE_PIDIO_EXPLICACION = "SE_PIDIO_EXPLICACION"
    SE_DIO_VISTA = "SE_DIO_VISTA"


class ConsultasRevisadas(Hecho):
    """What an account looked at on a day was reviewed; `cuantas` readings were there then."""

    usuario: Texto
    dia: date
    senal: Senal
    cuantas: int
    conclusion: Conclusion


class RevisionDeConsultas(NamedTuple):
    """The state: the last review, by whom, of how many readings."""

    conclusion: Conclusion | None = None
    cuantas: int = 0
    quien: str = ""


def _evolve_revision(r: RevisionDeConsultas, asiento: Asiento) -> RevisionDeConsultas:
    hecho = asiento.hecho
    if isinstance(hecho, ConsultasRevisadas):
        return RevisionDeConsultas(hecho.conclusion, hecho.cuantas, asiento.autor)
    return r


REVISION = TipoCaso("revision_de_consultas", RevisionDeConsultas(), _evolve_revision, (ConsultasRevisadas,))


def revision_de(usuario: str, dia: date, senal: Senal) -> UUID:
    """The light case with the reviews of one thing that the access log shows."""
    return uuid5(NAMESPACE_URL, f"mediacion:consultas:{usuario}:{dia}:{senal}")


class Revisada(Datos):
    """What was reviewed and what was made of it."""

    usuario: Texto
    dia: date
    senal: Senal
    cuantas: int
    conclusion: Conclusion


@decision(quien={COORDINADOR, AUDITOR}, titulo="Revisar consultas")
def revisar_consultas(r: RevisionDeConsultas, revisada: Revisada, ctx: Contexto) -> list[Hecho]:
    """Record a review; the same conclusion on as many readings, []. Raises Rechazo for one's own."""
    if revisada.usuario == ctx.autor:
        raise Rechazo("Son consultas suyas; las revisa otra persona.")
    if (r.conclusion, r.cuantas) == (revisada.conclusion, revisada.cuantas):
        return []
    return [ConsultasRevisadas(**revisada.model_dump())]
