"""A message for a colleague who was not there: a light case until whom it is for says «entendido».

Who called is a person of the vault, with their telephone; what they want is private text under that person's key.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.expediente import CON_BANDEJA
from casos.tipo import TipoCaso


class Pide(StrEnum):
    """What whoever called asks of the colleague."""

    LLAMAR = "LLAMAR"
    VOLVERA = "VOLVERA"
    PASO = "PASO"


class RecadoTomado(Hecho):
    """A message was taken for the account `para`, of that role and office ("" for all offices)."""

    para: Texto
    rol: Texto
    sede: Texto = ""
    persona_id: UUID
    pide: Pide
    urgente: bool = False
    motivo: TextoPrivado


class RecadoPasado(Hecho):
    """The message goes to another account."""

    para: Texto
    rol: Texto
    sede: Texto = ""


class RecadoEntregado(Hecho):
    """It came to the screen of whom it is for, or of who covers them: they opened it."""

    es_tecnico = True


class RecadoEntendido(Hecho):
    """Whom it was for, or the coordinator for them, took note."""


class Recado(NamedTuple):
    """The state. `desde` are the instant, the entry and the policy from which the present addressee has it."""

    para: str = ""
    rol: str = ""
    de: str = ""
    persona_id: UUID | None = None
    pide: Pide = Pide.LLAMAR
    urgente: bool = False
    entendido: bool = False
    entregado: bool = False
    sede: str = ""
    desde: datetime | None = None
    version: int = 0
    politica: int = 1


def evolve(recado: Recado, asiento: Asiento) -> Recado:
    """Fold a fact."""
    match asiento.hecho:
        case RecadoTomado() as h:
            return Recado(
                h.para, h.rol, asiento.autor, h.persona_id, h.pide, h.urgente, sede=h.sede or asiento.sede,
                desde=asiento.registrado_en, version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case RecadoPasado() as h:
            return recado._replace(
                para=h.para, rol=h.rol, sede=h.sede or recado.sede, entregado=False, desde=asiento.registrado_en,
                version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case RecadoEntregado():
            return recado._replace(entregado=True)
        case RecadoEntendido():
            return recado._replace(entregado=True, entendido=True)
        case _:
            return recado


def persona(recado: Recado) -> UUID | None:
    """Who called."""
    return recado.persona_id


def sede(recado: Recado) -> str:
    """The office of whom it is for, or of who took it; the main one when both work for all of them."""
    return recado.sede or "HMO"


TIPO = TipoCaso("recado", Recado(), evolve, (RecadoTomado,), persona=persona, sede=sede)


def puede_leer(recado: Recado, usuario: str, rol: str) -> bool:
    """Whom it is for, who took it, and the coordinator to whom it escalates."""
    return rol == COORDINADOR or usuario in {recado.para, recado.de}


class NuevoRecado(Datos):
    """A message taken: for whom, who called (the vault's id), what they ask and why."""

    para: Texto
    rol: Texto
    sede: Texto = ""
    persona_id: UUID
    pide: Pide = Pide.LLAMAR
    urgente: bool = False
    motivo: str


@decision(quien=CON_BANDEJA, titulo="Tomar recado")
def tomar_recado(recado: Recado, nuevo: NuevoRecado, ctx: Contexto) -> list[Hecho]:
    """Take a message for a colleague; the same light case again yields []."""
    if recado.para:
        return []
    if nuevo.para == ctx.autor:
        raise Rechazo("El recado es para otra persona; elija para quién.")
    motivo = escrito(nuevo.motivo, "Escriba el recado: qué asunto trata quien llamó.")
    return [RecadoTomado(**nuevo.model_dump() | {"motivo": motivo})]


def _sin_entender(recado: Recado, ctx: Contexto) -> str | None:
    if not recado.para:
        return "Ese recado no existe; revise la dirección de la página."
    if recado.entendido:
        return "Ese recado ya se atendió."
    if ctx.rol != COORDINADOR and not ctx.actua_por(recado.para):
        return "El recado es para otra persona; solo ella o el coordinador pueden atenderlo."
    return None


@decision(quien=CON_BANDEJA, titulo="Abrir recado", si=_sin_entender)
def entregar_recado(recado: Recado, nada: None, ctx: Contexto) -> list[Hecho]:
    """Note that whom it is for opened it; once opened, or opened by anybody else, []."""
    if recado.entregado or not ctx.actua_por(recado.para):
        return []
    exigir(_sin_entender(recado, ctx))
    return [RecadoEntregado()]


@decision(quien=CON_BANDEJA, titulo="Entendido", si=_sin_entender)
def entender_recado(recado: Recado, nada: None, ctx: Contexto) -> list[Hecho]:
    """Take note of a message; told twice, []."""
    if recado.entendido:
        return []
    exigir(_sin_entender(recado, ctx))
    return [RecadoEntendido()]


class OtroDestino(Datos):
    """The account to which a message goes instead, its role and office."""

    para: Texto
    rol: Texto
    sede: Texto = ""


@decision(quien=CON_BANDEJA, titulo="Pasar recado", si=_sin_entender)
def pasar_recado(recado: Recado, otro: OtroDestino, ctx: Contexto) -> list[Hecho]:
    """Give a message to another colleague; to whom has it already yields []."""
    if recado.para == otro.para and not recado.entendido:
        return []
    exigir(_sin_entender(recado, ctx))
    return [RecadoPasado(para=otro.para, rol=otro.rol, sede=otro.sede)]
