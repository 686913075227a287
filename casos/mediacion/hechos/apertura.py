"""Facts that open a case and say who and what it is about."""

from datetime import date
from uuid import UUID

from casos.dinero.pesos import Pesos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import OrigenCaso, RolParte, Via


class CasoAbierto(Hecho):
    """A debtor's file begins. `persona_id` is the acreditado; `responsable` owns it from now on.

    `primer_contacto` is the day by which the officer speaks to the debtor for the first time, dealt out by the
    daily quota; None when the case starts with a session. `faltan` names data still to be completed
    ("credito", "telefono", "curp", "domicilio", "aval").
    """

    origen: OrigenCaso
    via: Via
    persona_id: UUID
    responsable: Texto
    sede: Texto
    primer_contacto: date | None = None
    faltan: tuple[Texto, ...] = ()


class CreditoVinculado(Hecho):
    """A contract belongs to the case: one per school period."""

    introduce = ("credito",)
    credito: Texto
    fecha_contrato: date | None = None
    estudiante_id: UUID | None = None


class CreditoDesvinculado(Hecho):
    """A contract was tied to the wrong case."""

    credito: Texto
    motivo: TextoPrivado


class SaldoRecibido(Hecho):
    """The balance of a contract at a cut-off date, as the Institute's accounts give it; replaces the earlier one."""

    credito: Texto
    corte: date
    capital: Pesos
    ordinario: Pesos
    moratorio: Pesos
    gastos: Pesos


class PersonaVinculada(Hecho):
    """Somebody takes part in the case."""

    introduce = ("persona_id",)
    persona_id: UUID
    rol: RolParte


class PersonaDesvinculada(Hecho):
    """Somebody was tied to the case by mistake, or no longer takes part."""

    persona_id: UUID
    rol: RolParte
    motivo: TextoPrivado


class FallecimientoRegistrado(Hecho):
    """Somebody who takes part besides the debtor has died, by the paper that says so; what they signed stays."""

    persona_id: UUID
    rol: RolParte
    soporte: Texto


class DatosDeContactoActualizados(Hecho):
    """Data of a person changed in the vault: which fields, and which missing data are now complete."""

    persona_id: UUID
    campos: tuple[Texto, ...]
    completos: tuple[Texto, ...] = ()


class CasoReasignado(Hecho):
    """The case has another owner (and perhaps another office)."""

    responsable: Texto
    antes: Texto
    sede: Texto
    motivo: TextoPrivado


class NotaAgregada(Hecho):
    """A note of the officer; never what was said in a session (LGMASC 37)."""

    texto: TextoPrivado


class CasoRevisado(Hecho):
    """The supervisor reviewed what was captured up to and including entry `hasta`."""

    es_tecnico = True
    hasta: int
    observacion: TextoPrivado | None = None


class PendienteDescartado(Hecho):
    """A next action is put away by hand, with its reason. `clave` tells it from others of its kind."""

    tipo: Texto
    clave: Texto
    motivo: TextoPrivado


class PendientePospuesto(Hecho):
    """A next action rests until a day; it comes back by itself."""

    tipo: Texto
    clave: Texto
    hasta: date
    motivo: TextoPrivado


class PersonaOlvidada(Hecho):
    """The key of a person's data was destroyed (LGPDPPSO); amounts, dates and states stay."""

    es_definitivo = True
    persona_id: UUID
