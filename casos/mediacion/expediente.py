"""Decisions about the file as such: its owner, notes, review, next actions put away, a person forgotten."""

from datetime import date
from uuid import UUID

from casos.decision import (
    ADMINISTRADOR,
    ARCHIVO,
    CONTABILIDAD,
    COORDINADOR,
    JUDICIAL,
    RESPONSABLE,
    SISTEMAS,
    TRANSPARENCIA,
    Contexto,
    Rechazo,
    decision,
    exigir,
)
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos, escrito, exigir_sede
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import exigir_abierto, existe
from casos.mediacion.hechos.apertura import (
    CasoReasignado,
    CasoRevisado,
    NotaAgregada,
    PendienteDescartado,
    PendientePospuesto,
    PersonaOlvidada,
)
from casos.tiempo import dia_local

CON_BANDEJA = {RESPONSABLE, COORDINADOR, CONTABILIDAD, ARCHIVO, JUDICIAL, SISTEMAS}
"""Roles that have an inbox of their own."""


class Reasignacion(Datos):
    """The new owner of a case, perhaps in another office."""

    responsable: Texto
    sede: Texto | None = None
    motivo: str


@decision(quien={RESPONSABLE, COORDINADOR}, titulo="Reasignar caso", si=exigir_abierto)
def reasignar(caso: Caso, nueva: Reasignacion, ctx: Contexto) -> list[Hecho]:
    """Give the case to another owner; to the one who has it already, []."""
    sede = nueva.sede or caso.apertura.sede
    if caso.etapa is not None and (nueva.responsable, sede) == (
        caso.apertura.responsable,
        caso.apertura.sede,
    ):
        return []
    exigir(exigir_abierto(caso, ctx))
    exigir_sede(sede)
    if not nueva.responsable.strip():
        raise Rechazo("Elija quién será responsable del caso.")
    motivo = escrito(nueva.motivo, "Escriba por qué se reasigna el caso.")
    return [
        CasoReasignado(
            responsable=nueva.responsable, antes=caso.apertura.responsable, sede=sede, motivo=motivo
        )
    ]


class Nota(Datos):
    """A note of the file; never what was said in a session (LGMASC 37)."""

    texto: str


@decision(quien=CON_BANDEJA, titulo="Agregar nota", si=existe)
def agregar_nota(caso: Caso, nota: Nota, ctx: Contexto) -> list[Hecho]:
    """Write a note, also in a closed case."""
    exigir(existe(caso, ctx))
    return [NotaAgregada(texto=escrito(nota.texto, "Escriba la nota."))]


class Revision(Datos):
    """Up to which entry a case was reviewed, with what the officer should know."""

    hasta: int
    observacion: str | None = None


@decision(quien=COORDINADOR, titulo="Marcar como revisado", si=existe)
def revisar(caso: Caso, revision: Revision, ctx: Contexto) -> list[Hecho]:
    """The coordinator reviewed what was captured up to an entry; what was reviewed before yields []."""
    if caso.etapa is not None and revision.hasta <= caso.revisado_hasta:
        return []
    exigir(existe(caso, ctx))
    if revision.hasta > ctx.historia().version:
        raise Rechazo("El caso no tiene tantos registros; recargue la página y vuelva a marcarlo.")
    observacion = escrito(revision.observacion, "") if (revision.observacion or "").strip() else None
    return [CasoRevisado(hasta=revision.hasta, observacion=observacion)]


class Descarte(Datos):
    """A next action to be put away. `causa` is the newest entry that it rests on, as its row shows."""

    tipo: Texto
    clave: Texto
    causa: int
    motivo: str


@decision(quien=CON_BANDEJA, titulo="Descartar pendiente", si=exigir_abierto)
def descartar_pendiente(caso: Caso, descarte: Descarte, ctx: Contexto) -> list[Hecho]:
    """Put a next action away by hand, with its reason; it comes back if something new causes it again.

    Decisions and escalations of the coordinator can be put away by the coordinator only.
    """
    previo = caso.apartados.get((descarte.tipo, descarte.clave))
    if previo and previo.hasta is None and previo.marca.version >= descarte.causa:
        return []
    exigir(exigir_abierto(caso, ctx))
    _exigir_suyo(descarte.tipo, descarte.clave, ctx)
    motivo = escrito(descarte.motivo, "Escriba por qué ya no hace falta este pendiente.")
    return [PendienteDescartado(tipo=descarte.tipo, clave=descarte.clave, motivo=motivo)]


class Posposicion(Descarte):
    """A next action that rests until a day."""

    hasta: date


@decision(quien=CON_BANDEJA, titulo="Posponer pendiente", si=exigir_abierto)
def posponer_pendiente(caso: Caso, pospuesto: Posposicion, ctx: Contexto) -> list[Hecho]:
    """Let a next action rest until a day, when it comes back by itself; its due date does not change."""
    previo = caso.apartados.get((pospuesto.tipo, pospuesto.clave))
    if previo and previo.hasta == pospuesto.hasta and previo.marca.version >= pospuesto.causa:
        return []
    exigir(exigir_abierto(caso, ctx))
    _exigir_suyo(pospuesto.tipo, pospuesto.clave, ctx)
    if pospuesto.hasta <= dia_local(ctx.ahora):
        raise Rechazo("Elija un día posterior a hoy para que el pendiente vuelva.")
    motivo = escrito(pospuesto.motivo, "Escriba por qué se pospone.")
    return [
        PendientePospuesto(tipo=pospuesto.tipo, clave=pospuesto.clave, hasta=pospuesto.hasta, motivo=motivo)
    ]


def _exigir_suyo(tipo: str, clave: str, ctx: Contexto) -> None:
    del_coordinador = tipo.startswith(("decidir", "autorizar", "revisar_suspension", "revisar_anulacion"))
    if (del_coordinador or clave.endswith("/escala")) and ctx.rol != COORDINADOR:
        raise Rechazo("Este pendiente es del coordinador; solo esa persona puede apartarlo.")


class Olvido(Datos):
    """A person to be forgotten. `por_resolucion`: an order exists although a case is open."""

    persona_id: UUID
    por_resolucion: bool = False


@decision(quien={TRANSPARENCIA, ADMINISTRADOR}, titulo="Registrar el olvido de una persona", si=existe)
def olvidar_persona(caso: Caso, olvido: Olvido, ctx: Contexto) -> list[Hecho]:
    """The key of a person's data was or is being destroyed; amounts, dates and states stay. Twice, [].

    While there is something to collect the right of cancellation does not proceed (LGPDPPSO 49), unless a
    resolution orders it.
    """
    if olvido.persona_id in caso.olvidadas:
        return []
    exigir(existe(caso, ctx))
    ya_no_esta = olvido.persona_id != caso.apertura.persona_id
    if ya_no_esta and not any(parte.persona_id == olvido.persona_id for parte in caso.partes):
        raise Rechazo("Esta persona no participa en el caso.")
    if caso.abierto and not olvido.por_resolucion:
        raise Rechazo(
            "El caso de esta persona sigue abierto: mientras haya obligaciones no procede cancelar sus datos "
            "(LGPDPPSO, art. 49). Ciérrelo antes o confirme que una resolución lo ordena."
        )
    return [PersonaOlvidada(persona_id=olvido.persona_id)]
