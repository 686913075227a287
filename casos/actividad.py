"""Something the area asks of somebody: who asked, by when, what came of it; it may come back every week or month.

What it is about is a short line without names; details and results are private text under the key of a record
that has no name.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.datos import Datos
from casos.mediacion.expediente import CON_BANDEJA
from casos.tiempo import dia_local
from casos.tipo import TipoCaso

MAS_LEJOS = timedelta(days=400)


class Cada(StrEnum):
    """How often it comes back."""

    SEMANA = "SEMANA"
    MES = "MES"


class ActividadPedida(Hecho):
    """Somebody (`pide`: an area or a person) asks the account `para` for something by a day."""

    asunto: Texto
    pide: Texto
    para: Texto
    rol: Texto
    sede: Texto = ""
    vence: date
    cada: Cada | None = None
    persona_id: UUID
    detalle: TextoPrivado | None = None


class ActividadCambiada(Hecho):
    """It is due another day, or somebody else does it."""

    para: Texto
    rol: Texto
    sede: Texto = ""
    vence: date


class ActividadHecha(Hecho):
    """The one due on `vence` was done; one that comes back is then due the next time."""

    vence: date
    resultado: TextoPrivado | None = None


class ActividadRetirada(Hecho):
    """It need not be done, or not any more."""


class Actividad(NamedTuple):
    """The state. `primera` keeps the day of the month on which it comes back."""

    asunto: str = ""
    pide: str = ""
    de: str = ""
    para: str = ""
    rol: str = ""
    sede: str = ""
    vence: date = date.min
    primera: date = date.min
    cada: Cada | None = None
    persona_id: UUID | None = None
    veces: int = 0
    terminada: bool = False
    pedida_en: datetime | None = None
    version: int = 0
    politica: int = 1


def evolve(t: Actividad, asiento: Asiento) -> Actividad:
    """Fold a fact."""
    match asiento.hecho:
        case ActividadPedida() as h:
            return Actividad(
                h.asunto, h.pide, asiento.autor, h.para, h.rol, h.sede, h.vence, h.vence, h.cada, h.persona_id,
                pedida_en=asiento.registrado_en, version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case ActividadCambiada() as h:
            return t._replace(
                para=h.para, rol=h.rol, sede=h.sede, vence=h.vence, primera=h.vence, version=asiento.version,
                politica=asiento.politica,
            )  # fmt: skip
        case ActividadHecha() as h:
            if t.cada is None:
                return t._replace(veces=t.veces + 1, terminada=True)
            vence = siguiente(t.cada, t.primera, h.vence)
            return t._replace(
                veces=t.veces + 1, vence=vence, version=asiento.version, politica=asiento.politica
            )
        case ActividadRetirada():
            return t._replace(terminada=True)
        case _:
            return t


def siguiente(cada: Cada, primera: date, dia: date) -> date:
    """The next time after a day: a week later, or next month on the day of the first, at the latest its last day."""
    if cada is Cada.SEMANA:
        return dia + timedelta(days=7)
    anio, mes = (dia.year + 1, 1) if dia.month == 12 else (dia.year, dia.month + 1)
    return date(anio, mes, min(primera.day, monthrange(anio, mes)[1]))


def persona(t: Actividad) -> UUID | None:
    """Under whose key the texts are."""
    return t.persona_id


def sede(t: Actividad) -> str:
    """The office of who does it; the main one for who works for all of them."""
    return t.sede or "HMO"


TIPO = TipoCaso("actividad", Actividad(), evolve, (ActividadPedida,), persona=persona, sede=sede)


def puede_leer(t: Actividad, usuario: str, rol: str) -> bool:
    """Who does it, who captured it, and the coordinator."""
    return rol == COORDINADOR or usuario in {t.para, t.de}


class NuevaActividad(Datos):
    """What is asked; see `ActividadPedida`."""

    asunto: Texto
    pide: Texto
    para: Texto
    rol: Texto
    sede: Texto = ""
    vence: date
    cada: Cada | None = None
    persona_id: UUID
    detalle: str | None = None


def _exigir_dia(vence: date, ctx: Contexto) -> None:
    if abs(vence - dia_local(ctx.ahora)) > MAS_LEJOS:
        raise Rechazo("La fecha está a más de un año de hoy; revise el año.")


@decision(quien=CON_BANDEJA, titulo="Pedir actividad")
def pedir_actividad(t: Actividad, nueva: NuevaActividad, ctx: Contexto) -> list[Hecho]:
    """Note down something asked of oneself or, as coordinator, of anybody; the same light case again yields []."""
    if t.asunto:
        return []
    if ctx.rol != COORDINADOR and nueva.para != ctx.autor:
        raise Rechazo("Solo el coordinador encarga actividades a otra persona; déjela a su nombre.")
    if not nueva.asunto.strip():
        raise Rechazo("Escriba qué hay que hacer.")
    if not nueva.pide.strip():
        raise Rechazo("Escriba quién lo pide, por ejemplo «Dirección».")
    _exigir_dia(nueva.vence, ctx)
    detalle = TextoPrivado(nueva.detalle.strip()) if nueva.detalle and nueva.detalle.strip() else None
    return [ActividadPedida(**nueva.model_dump() | {"detalle": detalle})]


def _abierta(t: Actividad, ctx: Contexto) -> str | None:
    if not t.asunto:
        return "Esa actividad no existe; revise la dirección de la página."
    if t.terminada:
        return "Esa actividad ya terminó."
    if ctx.rol != COORDINADOR and not ctx.actua_por(t.para):
        return "La actividad es de otra persona; la hace ella o la cambia el coordinador."
    return None


class Hecha(Datos):
    """What came of it; `vence` tells which time is meant, if it comes back."""

    vence: date
    resultado: str = ""


@decision(quien=CON_BANDEJA, titulo="Actividad hecha", si=_abierta)
def terminar_actividad(t: Actividad, hecha: Hecha, ctx: Contexto) -> list[Hecho]:
    """It was done; the same time of one that comes back told twice, []."""
    if t.veces and (t.terminada or hecha.vence < t.vence):
        return []
    exigir(_abierta(t, ctx))
    resultado = TextoPrivado(hecha.resultado.strip()) if hecha.resultado.strip() else None
    return [ActividadHecha(vence=t.vence, resultado=resultado)]


class Cambio(Datos):
    """Who does it and by when."""

    para: Texto
    rol: Texto
    sede: Texto = ""
    vence: date


@decision(quien=CON_BANDEJA, titulo="Cambiar actividad", si=_abierta)
def cambiar_actividad(t: Actividad, cambio: Cambio, ctx: Contexto) -> list[Hecho]:
    """Another day or, by the coordinator, another person; as it is already, []."""
    exigir(_abierta(t, ctx))
    if (cambio.para, cambio.vence) == (t.para, t.vence):
        return []
    if cambio.para != t.para and ctx.rol != COORDINADOR:
        raise Rechazo("Solo el coordinador pasa una actividad a otra persona.")
    _exigir_dia(cambio.vence, ctx)
    return [ActividadCambiada(**cambio.model_dump())]


@decision(quien=CON_BANDEJA, titulo="Ya no se hará", si=_abierta)
def retirar_actividad(t: Actividad, nada: None, ctx: Contexto) -> list[Hecho]:
    """It need not be done, or not any more; told twice, []."""
    if t.terminada:
        return []
    exigir(_abierta(t, ctx))
    return [ActividadRetirada()]
