"""A person's record as the vault keeps it: what a convenio must say of its parties (LGMASC, art. 94.II)."""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict, StringConstraints

from casos.identidad import clave_orden

Renglon = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"),
]
"""A short text without control characters (`casos.hecho.sin_control`, as a pattern because it is quicker)."""


class _Ficha(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Calidad(StrEnum):
    """What is known of a telephone: by its calls, or because it came incomplete."""

    SIN_PROBAR = "sin_probar"
    CONFIRMADO = "confirmado"
    NO_CONTESTA = "no_contesta"
    EQUIVOCADO = "equivocado"
    INEXISTENTE = "inexistente"
    INCOMPLETO = "incompleto"


class Telefono(_Ficha):
    """A telephone as `revisar_telefono` writes it: `+52…`, or the digits there are if it is incomplete."""

    numero: Renglon
    etiqueta: Renglon = ""
    calidad: Calidad = Calidad.SIN_PROBAR


class Domicilio(_Ficha):
    """An address. Everything may be missing: an old record of one line goes to `calle`."""

    calle: Renglon = ""
    exterior: Renglon = ""
    interior: Renglon = ""
    colonia: Renglon = ""
    codigo_postal: Renglon = ""
    municipio: Renglon = ""
    entidad: Renglon = ""
    referencias: Renglon = ""

    @property
    def en_un_renglon(self) -> str:
        """The address as a document says it; the references, for visits, are not part of it."""
        interior = f"int. {self.interior}" if self.interior else ""
        via = " ".join(p for p in (self.calle, self.exterior, interior) if p)
        codigo = f"C.P. {self.codigo_postal}" if self.codigo_postal else ""
        colonia = f"col. {self.colonia}" if self.colonia else ""
        return ", ".join(p for p in (via, colonia, codigo, self.municipio, self.entidad) if p)


class TipoIdentificacion(StrEnum):
    """With what a person identified themself; for the INE, which of its numbers."""

    INE_CLAVE = "ine_clave_elector"
    INE_CIC = "ine_cic"
    INE_OCR = "ine_ocr"
    PASAPORTE = "pasaporte"
    CEDULA = "cedula_profesional"
    OTRA = "otra"


class Identificacion(_Ficha):
    """An identification: only its kind, last four characters and year of expiry (LGPDPPSO, art. 19)."""

    tipo: TipoIdentificacion
    ultimos_4: Annotated[str, StringConstraints(strip_whitespace=True, to_upper=True, pattern=r"^\w{1,4}$")]
    vigencia: int | None = None


class Persona(_Ficha):
    """A person. `nombre` is the whole name as it was given; the rest may be missing ("" or None).

    Identity data are stored as they came, well or badly formed: who captures decides (`casos.identidad`).
    """

    persona_id: UUID
    nombre: Annotated[Renglon, StringConstraints(min_length=1)]
    nombres: Renglon = ""
    apellido_paterno: Renglon = ""
    apellido_materno: Renglon = ""
    curp: Renglon = ""
    rfc: Renglon = ""
    telefonos: tuple[Telefono, ...] = ()
    correos: tuple[Renglon, ...] = ()
    domicilio: Domicilio | None = None
    nacimiento: date | None = None
    nacionalidad: Renglon = ""
    estado_civil: Renglon = ""
    ocupacion: Renglon = ""
    identificacion: Identificacion | None = None

    def __repr_args__(self) -> Iterator[tuple[str, object]]:
        """Only the id: no personal data in a log or a traceback."""
        yield "persona_id", self.persona_id

    def edad(self, al: date) -> int | None:
        """Completed years on a day; None without date of birth."""
        if self.nacimiento is None:
            return None
        ya_cumplio = (al.month, al.day) >= (self.nacimiento.month, self.nacimiento.day)
        return al.year - self.nacimiento.year - (not ya_cumplio)

    @property
    def orden(self) -> str:
        """Sort key: by surnames where they are known apart, else by the name as given. ASCII order."""
        apellidos = f"{self.apellido_paterno} {self.apellido_materno}".strip()
        return clave_orden(f"{apellidos} {self.nombres}" if apellidos else self.nombre)


class Olvidada(NamedTuple):
    """In place of a person whose key was destroyed, or whose record is not in this vault (`desde` None)."""

    persona_id: UUID
    desde: datetime | None = None

    @property
    def nombre(self) -> str:
        """What a page shows where the name was."""
        return "Persona olvidada" if self.desde else "Persona sin datos"

    @property
    def orden(self) -> str:
        """After everybody else."""
        return "~"


class Version(NamedTuple):
    """A person's record as it was from an instant on."""

    version: int
    desde: datetime
    persona: Persona
