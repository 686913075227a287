"""A payment that nobody knows whose it is yet: a light case until accounting gives it to a case or sends it back.

Who paid, if the file says it, is a person of the vault; the case's private text lies under that person's key.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import BaseModel, ConfigDict

from casos.asiento import Asiento
from casos.decision import CONTABILIDAD, Contexto, Rechazo, decision, exigir
from casos.dinero.pesos import CERO, Pesos, PesosPositivos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import Canal
from casos.tipo import Reserva, TipoCaso

_PAGOS = uuid5(NAMESPACE_URL, "mediacion:pago por identificar")


def id_de_pago(folio: str) -> UUID:
    """The same payment is always the same light case."""
    return uuid5(_PAGOS, folio)


class PagoSinIdentificar(Hecho):
    """A payment came in without a case. `folio` is its identity (`casos.mediacion.pagos.folio_de`).

    `creditos` are contracts that its reference may have meant; `razon` says why it could not be applied.
    """

    folio: Texto
    importe: Pesos
    fecha: date
    canal: Canal = Canal.OTRO
    banco: Texto | None = None
    operacion: Texto | None = None
    referencia: Texto | None = None
    razon: Texto = ""
    creditos: tuple[Texto, ...] = ()
    ordenante_id: UUID | None = None
    concepto: TextoPrivado | None = None
    archivo: Texto | None = None
    fila: int | None = None


class PagoIdentificado(Hecho):
    """The payment was confirmed in a case."""

    caso: UUID
    credito: Texto | None = None


class PagoDevuelto(Hecho):
    """The payment was not for us: accounting sent it back or took it elsewhere."""

    motivo: TextoPrivado


class PagoPorIdentificar(NamedTuple):
    """The state: the payment, and what became of it ("", "identificado", "devuelto")."""

    folio: str = ""
    importe: Decimal = CERO
    fecha: date = date.min
    canal: Canal = Canal.OTRO
    banco: str | None = None
    operacion: str | None = None
    referencia: str | None = None
    razon: str = ""
    creditos: tuple[str, ...] = ()
    ordenante_id: UUID | None = None
    archivo: str | None = None
    fila: int | None = None
    estado: str = ""
    caso: UUID | None = None
    sede: str = ""
    version: int = 0
    recibido_en: datetime | None = None
    politica: int = 1


def evolve(pago: PagoPorIdentificar, asiento: Asiento) -> PagoPorIdentificar:
    """Fold a fact."""
    match asiento.hecho:
        case PagoSinIdentificar() as h:
            return PagoPorIdentificar(
                h.folio, h.importe, h.fecha, h.canal, h.banco, h.operacion, h.referencia, h.razon, h.creditos,
                h.ordenante_id, h.archivo, h.fila, sede=asiento.sede, version=asiento.version,
                recibido_en=asiento.registrado_en, politica=asiento.politica,
            )  # fmt: skip
        case PagoIdentificado(caso=caso):
            return pago._replace(estado="identificado", caso=caso)
        case PagoDevuelto():
            return pago._replace(estado="devuelto")
        case _:
            return pago


def reservas(pago: PagoPorIdentificar) -> frozenset[Reserva]:
    """One light case per payment while nobody knows whose it is."""
    return (
        frozenset({("pago por identificar", pago.folio)}) if pago.folio and not pago.estado else frozenset()
    )


def persona(pago: PagoPorIdentificar) -> UUID | None:
    """Who paid, as far as the file says."""
    return pago.ordenante_id


def sede(pago: PagoPorIdentificar) -> str:
    """The office of who received it; the main one for who works for all of them."""
    return pago.sede or "HMO"


TIPO = TipoCaso(
    "pago_por_identificar", PagoPorIdentificar(), evolve, (PagoSinIdentificar,), reservas, persona, sede
)


class _Datos(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NuevoSinIdentificar(_Datos):
    """A payment of accounting's file that could not be given to a case."""

    folio: Texto
    importe: PesosPositivos
    fecha: date
    canal: Canal = Canal.OTRO
    banco: Texto | None = None
    operacion: Texto | None = None
    referencia: Texto | None = None
    razon: Texto = ""
    creditos: tuple[Texto, ...] = ()
    ordenante_id: UUID | None = None
    concepto: TextoPrivado | None = None
    archivo: Texto | None = None
    fila: int | None = None


@decision(quien=CONTABILIDAD, titulo="Recibir pago por identificar")
def recibir_sin_identificar(
    pago: PagoPorIdentificar, nuevo: NuevoSinIdentificar, ctx: Contexto
) -> list[Hecho]:
    """A payment without a case comes in; one that came in before yields []."""
    return [] if pago.folio else [PagoSinIdentificar(**nuevo.model_dump())]


def _por_identificar(pago: PagoPorIdentificar, ctx: Contexto) -> str | None:
    if not pago.folio:
        return "Ese pago no existe; revise la dirección de la página."
    if pago.estado == "identificado":
        return "Ese pago ya se identificó."
    return "Ese pago ya se devolvió." if pago.estado else None


class Identificacion(_Datos):
    """The case in which the payment was confirmed, and the contract that it was for."""

    caso: UUID
    credito: Texto | None = None


@decision(quien=CONTABILIDAD, titulo="Identificar pago", si=_por_identificar)
def identificar_pago(pago: PagoPorIdentificar, suyo: Identificacion, ctx: Contexto) -> list[Hecho]:
    """The payment was confirmed in a case; told twice, []. Who calls confirms it there first."""
    if pago.estado == "identificado" and pago.caso == suyo.caso:
        return []
    exigir(_por_identificar(pago, ctx))
    return [PagoIdentificado(caso=suyo.caso, credito=suyo.credito)]


class Devolucion(_Datos):
    """Why a payment is not for us."""

    motivo: TextoPrivado


@decision(quien=CONTABILIDAD, titulo="El pago no es nuestro", si=_por_identificar)
def devolver_pago(pago: PagoPorIdentificar, d: Devolucion, ctx: Contexto) -> list[Hecho]:
    """The payment was sent back or belongs elsewhere; told twice, []."""
    if pago.estado == "devuelto":
        return []
    exigir(_por_identificar(pago, ctx))
    if not d.motivo.strip():
        raise Rechazo("Escriba qué se hizo con el pago: a quién se devolvió o a dónde pertenece.")
    return [PagoDevuelto(motivo=d.motivo)]
