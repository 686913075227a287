"""A form becomes a decision: who asks, from which office, which request, what was on screen."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from casos.asiento import Acto
from casos.casos import Funcion, Resultado
from casos.decision import Desfase
from casos.hecho import TextoPrivado
from web import ausencias
from web.actual import cuenta, instancia
from web.expediente import entretanto


class Enviado(Protocol):
    """What a sent form carries besides its data."""

    @property
    def pedido(self) -> UUID:
        """Its request id."""
        ...

    @property
    def visto(self) -> int | None:
        """The version that was on screen."""
        ...


def acto(
    form: Enviado,
    ocurrido_en: datetime | None = None,
    motivo: str | None = None,
    en_nombre_de: str | None = None,
    causa: tuple[int, ...] = (),
) -> Acto:
    """The act of the account that asks. An account without an office acts in the case's own (empty here)."""
    quien = cuenta()
    return Acto(
        autor=quien.usuario,
        rol=quien.rol,
        sede=quien.sede,
        pedido=form.pedido,
        ocurrido_en=ocurrido_en,
        en_nombre_de=en_nombre_de,
        motivo=TextoPrivado(motivo) if motivo else None,
        causa=causa,
    )


def decidir(
    caso_id: UUID,
    decision: Funcion,
    datos: Any,
    form: Enviado,
    *,
    ocurrido_en: datetime | None = None,
    motivo: str | None = None,
    causa: tuple[int, ...] = (),
) -> Resultado:
    """Take a decision for the account that asks and project the case, so that what it did is seen at once.

    Whoever covers the absent owner of the case acts in their name.

    Raises what `Casos.decidir` raises, a `Desfase` saying what was captured meanwhile; screens catch a `Rechazo`
    with `Formulario.intentar`.
    """
    abierta = instancia()
    suyo = acto(form, ocurrido_en, motivo, ausencias.en_nombre_de(caso_id, decision), causa)
    try:
        resultado = abierta.casos.decidir(caso_id, decision, datos, suyo, visto=form.visto)
    except Desfase as desfase:
        raise _explicado(caso_id, desfase) from desfase
    abierta.al_dia(caso_id)
    ausencias.olvidar()
    return resultado


def _explicado(caso_id: UUID, desfase: Desfase) -> Desfase:
    """The same, told to the person: who did what while they were writing, and that what they wrote is still there."""
    historia = instancia().casos.historia(caso_id)
    nuevos = [a for a in historia.asientos if a.version > desfase.visto] if historia else []
    if historia is None or not nuevos:
        return desfase
    return desfase.contado(entretanto(historia, nuevos))
