"""Facts about the papers of the file and the registry of agreements."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import RolParte, TipoDocumento


class DocumentoRecabado(Hecho):
    """A signed original is in the officer's hands. `documento` numbers it in the case.

    It belongs to a session, an agreement, or (a pagaré) to a contract.
    """

    introduce = ("documento",)
    documento: int
    tipo: TipoDocumento
    paginas: int
    huella: Texto | None = None
    sesion: int | None = None
    convenio: int | None = None
    credito: Texto | None = None


class DocumentoAnexado(Hecho):
    """A scan was added to the file, kept once by its SHA-256. `personas`: whom it concerns (none: not said)."""

    version = 2
    actualiza: ClassVar = {1: dict}
    introduce = ("huella",)
    huella: Texto
    tipo: TipoDocumento
    formato: Texto
    paginas: int | None = None
    documento: int | None = None
    descripcion: TextoPrivado | None = None
    personas: tuple[UUID, ...] = ()


class DocumentoArchivado(Hecho):
    """An original lies in the archive: box, bundle."""

    documento: int
    ubicacion: Texto


class DocumentoPrestado(Hecho):
    """An original was lent."""

    documento: int
    a: Texto
    hasta: date | None = None


class DocumentoDevuelto(Hecho):
    """A lent original came back."""

    documento: int
    ubicacion: Texto


class CopiaEntregada(Hecho):
    """A certified copy of the agreement was handed to a party (LGMASC 96)."""

    convenio: int
    a: RolParte
    acuse: bool = True


class PapelEmitido(Hecho):
    """The program produced a paper: its kind, its SHA-256 and the version of the template."""

    clase: Texto
    huella: Texto
    plantilla: Texto
    convenio: int | None = None


class ConvenioRemitidoARegistro(Hecho):
    """The facilitator sent the agreement to the Sistema de Convenios (LGMASC 105)."""

    convenio: int
    fecha: date
    acuse: Texto | None = None


class ConvenioPrevenido(Hecho):
    """The registry found defects; ten working days to cure them (LGMASC 103)."""

    convenio: int
    fecha: date
    defectos: TextoPrivado


class PrevencionSubsanada(Hecho):
    """The defects were cured."""

    convenio: int
    fecha: date


class InscripcionNegada(Hecho):
    """The defects were not cured in time: not inscribed, no cosa juzgada (LGMASC 104)."""

    convenio: int
    fecha: date


class ConvenioRegistrado(Hecho):
    """The agreement was inscribed: cosa juzgada from now on (LGMASC 98, 106)."""

    convenio: int
    fecha: date
    numero: Texto


class ConvenioTenidoPorInscrito(Hecho):
    """Clock: thirty working days passed without an answer of the registry (LGMASC 106)."""

    convenio: int
