"""Facts about calls, promises, visits and letters."""

from datetime import date
from uuid import UUID

from casos.dinero.pesos import Pesos
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import (
    CalidadNumero,
    Contesto,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    ResultadoVisita,
    RolParte,
    TipoVisita,
)


class LlamadaRealizada(Hecho):
    """A call to a party with its coded result. `telefono` is the vault's reference of the number, never the number.

    `siguiente` is the day agreed or proposed for the next one.
    """

    motivo: MotivoLlamada
    a: RolParte = RolParte.ACREDITADO
    contesto: Contesto
    resultado: ResultadoLlamada
    telefono: Texto | None = None
    sesion: int | None = None
    parcialidad: int | None = None
    siguiente: date | None = None
    duracion_s: int | None = None
    nota: TextoPrivado | None = None


class LlamadaRecibida(Hecho):
    """A party called the Institute."""

    de: RolParte = RolParte.ACREDITADO
    asunto: Texto
    nota: TextoPrivado | None = None


class IntentoAutorizado(Hecho):
    """The coordinator lets a call be made outside the hours or above the number of attempts of the policy."""

    dia: date
    motivo: TextoPrivado


class NumeroCalificado(Hecho):
    """What is known of a phone number (the vault's reference of it)."""

    persona_id: UUID
    telefono: Texto
    calidad: CalidadNumero


class PromesaDePagoRegistrada(Hecho):
    """A dated verbal commitment to pay."""

    introduce = ("promesa",)
    promesa: int
    importe: Pesos
    fecha: date


class PromesaCumplida(Hecho):
    """A payment made by the promised day covers the promise."""

    promesa: int
    folio: Texto


class PromesaIncumplida(Hecho):
    """Clock: the promised day passed and the payments made by then do not cover it."""

    promesa: int


class VisitaProgramada(Hecho):
    """A visit is planned."""

    introduce = ("visita",)
    visita: int
    tipo: TipoVisita
    dia: date
    oficio: Texto | None = None


class VisitaRealizada(Hecho):
    """A visit took place (planned or not). `evidencia` is the hash of a document of the file."""

    introduce = ("visita",)
    nombra = (("evidencia", "huella"),)
    visita: int
    tipo: TipoVisita
    resultado: ResultadoVisita
    evidencia: Texto | None = None
    nota: TextoPrivado | None = None


class VisitaCancelada(Hecho):
    """A planned visit will not be made."""

    visita: int
    motivo: TextoPrivado


class CartaEnviada(Hecho):
    """A letter or message was sent to a party; `plantilla` names what it was."""

    a: RolParte = RolParte.ACREDITADO
    medio: Medio
    plantilla: Texto
    huella: Texto | None = None


class AtencionRegistrada(Hecho):
    """A party was attended in person, by phone or in writing."""

    medio: Medio
    asunto: Texto
    resuelto: bool = True
    canalizado_a: Texto | None = None
    minutos: int | None = None
    satisfaccion: int | None = None
    nota: TextoPrivado | None = None
