"""Complaints, suggestions and praise, with folio, acknowledgement and answer; reports of misconduct only change hands.

A *denuncia* is received and turned over to the Contraloría: its text is read by the one account that turns it
over, never by whom it concerns (LGRA, arts. 64.III and 91 to 93). Who makes it is not its person in the vault,
so that no list shows their name: that stays inside its private text.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.vocabulario import Medio
from casos.tiempo import dia_local
from casos.tipo import Reserva, TipoCaso

TURNAN = frozenset({COORDINADOR, ADMINISTRADOR})
"""Roles of which one account may be charged with turning a denuncia over."""


class Clase(StrEnum):
    """What somebody came to say."""

    QUEJA = "QUEJA"
    SUGERENCIA = "SUGERENCIA"
    RECONOCIMIENTO = "RECONOCIMIENTO"
    DENUNCIA = "DENUNCIA"


SE_RESPONDEN = frozenset({Clase.QUEJA, Clase.SUGERENCIA})


class ManifestacionRecibida(Hecho):
    """It came in. `sobre` is the account that it is about, if one; `encargado` who turns a denuncia over.

    Never annulled: nobody makes what was said of them disappear.
    """

    es_definitivo = True
    folio: Texto
    clase: Clase
    medio: Medio
    persona_id: UUID
    texto: TextoPrivado
    quien: TextoPrivado | None = None
    sobre: Texto | None = None
    encargado: Texto | None = None


class ReciboAcusado(Hecho):
    """Who made it was told its folio and what follows."""

    medio: Medio


class ManifestacionRespondida(Hecho):
    """A complaint was answered, or what the area does with a suggestion decided; and how its author was told."""

    respuesta: TextoPrivado
    medio: Medio


class DenunciaTurnada(Hecho):
    """The denuncia was handed over to the Contraloría with an official letter."""

    oficio: Texto


class DenunciaPasada(Hecho):
    """Another account is charged with turning the denuncia over."""

    encargado: Texto
    motivo: TextoPrivado


class ReconocimientoCompartido(Hecho):
    """Whom praise is about, or the team when it names nobody, was told of it."""


class Manifestacion(NamedTuple):
    """The state; what was said is in no part of it."""

    folio: str = ""
    clase: Clase = Clase.QUEJA
    persona_id: UUID | None = None
    sobre: str | None = None
    encargado: str | None = None
    acusada: bool = False
    cerrada: bool = False
    sede: str = ""
    recibida_en: datetime | None = None
    version: int = 0
    politica: int = 1


def evolve(m: Manifestacion, asiento: Asiento) -> Manifestacion:
    """Fold a fact. Only what is done with it ends it, never the acknowledgement alone."""
    match asiento.hecho:
        case ManifestacionRecibida() as h:
            return Manifestacion(
                h.folio, h.clase, h.persona_id, h.sobre, h.encargado, sede=asiento.sede,
                recibida_en=asiento.ocurrido_en, version=asiento.version, politica=asiento.politica,
            )  # fmt: skip
        case ReciboAcusado():
            return m._replace(acusada=True)
        case ManifestacionRespondida():
            return m._replace(acusada=True, cerrada=True)
        case DenunciaPasada(encargado=encargado):
            return m._replace(encargado=encargado)
        case DenunciaTurnada() | ReconocimientoCompartido():
            return m._replace(cerrada=True)
        case _:
            return m


def reservas(m: Manifestacion) -> frozenset[Reserva]:
    """A folio is of one for ever."""
    return frozenset({("el folio", m.folio)}) if m.folio else frozenset()


def persona(m: Manifestacion) -> UUID | None:
    """Under whose key the text is: who made it, or a record without a name for a denuncia."""
    return m.persona_id


def sede(m: Manifestacion) -> str:
    """The office that received it; the main one for who works for all of them."""
    return m.sede or "HMO"


TIPO = TipoCaso("manifestacion", Manifestacion(), evolve, (ManifestacionRecibida,), reservas, persona, sede)


def puede_leer(m: Manifestacion, usuario: str, rol: str) -> bool:
    """Whether somebody may see it and its text: a denuncia only its one account; the rest, not whom it is about."""
    if m.clase is Clase.DENUNCIA:
        return usuario == m.encargado
    return rol in {*CON_BANDEJA, AUDITOR} and (m.sobre != usuario or m.clase is Clase.RECONOCIMIENTO)


class Nueva(Datos):
    """What came in; see `ManifestacionRecibida`. `quien` only of a denuncia."""

    folio: Texto
    clase: Clase
    medio: Medio
    persona_id: UUID
    texto: str
    quien: str | None = None
    sobre: Texto | None = None
    encargado: Texto | None = None


@decision(quien=CON_BANDEJA, titulo="Recibir queja, sugerencia o reconocimiento")
def recibir_manifestacion(m: Manifestacion, nueva: Nueva, ctx: Contexto) -> list[Hecho]:
    """Receive it; the same light case again yields []."""
    if m.folio:
        return []
    texto = escrito(nueva.texto, "Escriba lo que la persona manifiesta.")
    if nueva.clase in {Clase.QUEJA, Clase.DENUNCIA} and nueva.sobre == ctx.autor:
        raise Rechazo("Se refiere a usted; pida a otra persona que la reciba.")
    if (nueva.clase is Clase.DENUNCIA) != (nueva.encargado is not None):
        raise Rechazo("Elija quién turna la denuncia a la Contraloría." if nueva.clase is Clase.DENUNCIA else
                      "Solo las denuncias se turnan a la Contraloría; quite a quien la turna.")  # fmt: skip
    if nueva.encargado is not None and nueva.encargado == nueva.sobre:
        raise Rechazo("La denuncia no puede quedar en manos de quien es denunciado; elija a otra persona.")
    quien = TextoPrivado(nueva.quien.strip()) if nueva.quien and nueva.quien.strip() else None
    return [ManifestacionRecibida(**nueva.model_dump() | {"texto": texto, "quien": quien})]


def _abierta(m: Manifestacion, ctx: Contexto) -> str | None:
    if not m.folio:
        return "No existe ese folio; revise la dirección de la página."
    return f"El folio {m.folio} ya está concluido." if m.cerrada else None


def _por_acusar(m: Manifestacion, ctx: Contexto) -> str | None:
    if m.folio and m.clase is Clase.DENUNCIA:
        return "De una denuncia acusa recibo la Contraloría; aquí solo se turna."
    return _abierta(m, ctx)


class Acuse(Datos):
    """How its author was told."""

    medio: Medio


@decision(quien=CON_BANDEJA, titulo="Acusar recibo", si=_por_acusar)
def acusar_recibo(m: Manifestacion, acuse: Acuse, ctx: Contexto) -> list[Hecho]:
    """Tell its author the folio and what follows; told twice, []."""
    if m.acusada:
        return []
    exigir(_por_acusar(m, ctx))
    return [ReciboAcusado(medio=acuse.medio)]


def _por_responder(m: Manifestacion, ctx: Contexto) -> str | None:
    if m.folio and m.clase not in SE_RESPONDEN:
        return "Solo las quejas y las sugerencias se responden."
    if m.folio and m.sobre == ctx.autor:
        return "Se refiere a usted; la responde otra persona."
    return _abierta(m, ctx)


class Respuesta(Datos):
    """The answer to a complaint or what is done with a suggestion, and how its author was told."""

    respuesta: str
    medio: Medio


@decision(quien=COORDINADOR, titulo="Responder queja o sugerencia", si=_por_responder)
def responder_queja(m: Manifestacion, dada: Respuesta, ctx: Contexto) -> list[Hecho]:
    """Answer a complaint or a suggestion, which ends it."""
    exigir(_por_responder(m, ctx))
    respuesta = escrito(dada.respuesta, "Escriba la respuesta que se dio.")
    return [ManifestacionRespondida(respuesta=respuesta, medio=dada.medio)]


def _por_compartir(m: Manifestacion, ctx: Contexto) -> str | None:
    if m.folio and m.clase is not Clase.RECONOCIMIENTO:
        return "Solo los reconocimientos se dan a conocer."
    return _abierta(m, ctx)


@decision(quien=COORDINADOR, titulo="Dar a conocer el reconocimiento", si=_por_compartir)
def compartir_reconocimiento(m: Manifestacion, nada: None, ctx: Contexto) -> list[Hecho]:
    """Whom it is about knows of the praise, which ends it."""
    exigir(_por_compartir(m, ctx))
    return [ReconocimientoCompartido()]


def _por_turnar(m: Manifestacion, ctx: Contexto) -> str | None:
    if m.folio and m.clase is not Clase.DENUNCIA:
        return "Solo las denuncias se turnan a la Contraloría."
    if m.folio and m.encargado != ctx.autor:
        return "Esta denuncia la turna otra persona."
    return _abierta(m, ctx)


class Turno(Datos):
    """The number of the letter with which a denuncia was handed over."""

    oficio: Texto


@decision(quien=TURNAN, titulo="Turnar denuncia a la Contraloría", si=_por_turnar)
def turnar_denuncia(m: Manifestacion, turno: Turno, ctx: Contexto) -> list[Hecho]:
    """Hand a denuncia over; nothing more is done with it here."""
    exigir(_por_turnar(m, ctx))
    return [DenunciaTurnada(oficio=escrito(turno.oficio, "Escriba el número de oficio con que se turnó."))]


def _por_pasar(m: Manifestacion, ctx: Contexto) -> str | None:
    if m.folio and m.clase is not Clase.DENUNCIA:
        return "Solo las denuncias tienen una persona encargada."
    if m.sobre == ctx.autor:
        return _abierta(
            Manifestacion(), ctx
        )  # whom it concerns is told what anybody is told of what is not there
    if m.folio and not (ctx.actua_por(m.encargado or "") or _es_tarde(m, ctx)):
        return "Todavía está a tiempo de turnarla su encargado; solo él, o quien lo cubre, puede pasarla."
    return _abierta(m, ctx)


def _es_tarde(m: Manifestacion, ctx: Contexto) -> bool:
    """Whether the day by which a denuncia had to be turned over has passed."""
    desde = dia_local(m.recibida_en or ctx.ahora)
    dias = ctx.versiones.politica(m.politica).quejas.turnar_denuncia_dias_habiles
    return dia_local(ctx.ahora) > ctx.versiones.vencimiento(desde, dias, "INSTITUTO", sede(m)).fecha


class OtroEncargado(Datos):
    """Who turns the denuncia over from now on, and why."""

    encargado: Texto
    motivo: str


@decision(quien=TURNAN, titulo="Pasar la denuncia a otra persona", si=_por_pasar)
def pasar_denuncia(m: Manifestacion, otro: OtroEncargado, ctx: Contexto) -> list[Hecho]:
    """Charge another account with a denuncia, without reading it; to whom has it already yields [].

    Its own account at any time, who covers them while they are away, and once it is late whoever else may turn
    denuncias over: that none lies there is worth more than that one account alone reads it (LGRA, arts. 91 to 93).
    """
    exigir(_por_pasar(m, ctx))
    if otro.encargado == m.sobre:
        raise Rechazo("No puede quedar en manos de esa persona; elija a otra.")
    if otro.encargado == m.encargado:
        return []
    motivo = escrito(otro.motivo, "Escriba por qué pasa a otra persona.")
    return [DenunciaPasada(encargado=otro.encargado, motivo=motivo)]
