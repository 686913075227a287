"""Calls, promises, visits, letters and papers."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from casos.mediacion.elementos.marca import NUNCA, VACIO, Marca
from casos.mediacion.vocabulario import (
    CalidadNumero,
    Contesto,
    Medio,
    MotivoLlamada,
    ResultadoLlamada,
    ResultadoVisita,
    RolParte,
    TipoDocumento,
    TipoVisita,
)


class Llamada(NamedTuple):
    """A call that was made."""

    marca: Marca
    motivo: MotivoLlamada
    a: RolParte
    contesto: Contesto
    resultado: ResultadoLlamada
    sesion: int | None = None
    parcialidad: int | None = None
    siguiente: date | None = None
    telefono: str | None = None


class Promesa(NamedTuple):
    """A promise; `estado`: vigente, cumplida, incumplida."""

    numero: int
    importe: Decimal
    fecha: date
    marca: Marca
    estado: str = "vigente"
    resuelta: Marca = NUNCA
    folio: str | None = None


class Visita(NamedTuple):
    """A visit, planned or made."""

    numero: int
    tipo: TipoVisita
    dia: date
    marca: Marca
    hecha: Marca = NUNCA
    resultado: ResultadoVisita | None = None
    cancelada: bool = False


class Carta(NamedTuple):
    """A letter or message that was sent."""

    marca: Marca
    a: RolParte
    medio: Medio
    plantilla: str


class Contacto(NamedTuple):
    """Everything about reaching the parties."""

    llamadas: tuple[Llamada, ...] = ()
    promesas: Mapping[int, Promesa] = VACIO
    visitas: Mapping[int, Visita] = VACIO
    cartas: tuple[Carta, ...] = ()
    numeros: Mapping[str, CalidadNumero] = VACIO
    recibida: Marca = NUNCA
    autorizados: frozenset[date] = frozenset()
    opciones: Marca = NUNCA
    estado_de_cuenta: Marca = NUNCA
    datos: Marca = NUNCA
    atendida: Marca = NUNCA


class Documento(NamedTuple):
    """An original; `lugar`: mano (the officer's hands), archivo, prestado, devuelto (to the debtor)."""

    numero: int
    tipo: TipoDocumento
    paginas: int
    marca: Marca
    huella: str | None = None
    sesion: int | None = None
    convenio: int | None = None
    credito: str | None = None
    lugar: str = "mano"
    ubicacion: str | None = None
    archivado: Marca = NUNCA
    prestado: Marca = NUNCA
    prestado_a: str | None = None
    prestado_hasta: date | None = None
