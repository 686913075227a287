"""What each row of a file would do: the lines of a preview, with the decisions behind them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from casos.boveda.persona import Persona
from casos.hecho import Hecho


class Clase(StrEnum):
    """What a file holds."""

    AGENDA = "agenda"
    CARTERA = "cartera"
    PAGOS = "pagos"


class Situacion(StrEnum):
    """How a row stands against what is known. Sound rows are carried out; `duda` and `desaparecida` ask."""

    NUEVA = "nueva"
    CAMBIA = "cambia"
    YA_ESTABA = "ya_estaba"
    CANCELADA = "cancelada"
    DESAPARECIDA = "desaparecida"
    DUDA = "duda"
    ERROR = "error"


HACEN_ALGO = frozenset({Situacion.NUEVA, Situacion.CAMBIA, Situacion.CANCELADA})


class Causa(StrEnum):
    """Why a row is in doubt: what is kept of it in the log, where no name may be."""

    HOMONIMO = "homonimo"
    SIN_CREDITO = "sin_credito"
    PERSONA_DISTINTA = "persona_distinta"
    CREDITO_DE_OTRO = "credito_de_otro"
    VARIOS_CASOS = "varios_casos"
    FOLIO_DE_OTRO = "folio_de_otro"
    CASO_CERRADO = "caso_cerrado"
    INHABIL = "inhabil"
    REVISAR = "revisar"
    NO_PROCEDE = "no_procede"
    CONVENIO_EN_VIGOR = "convenio_en_vigor"
    REPETIDO = "repetido"
    POR_IDENTIFICAR = "por_identificar"
    OLVIDADA = "olvidada"


DE_QUIEN = frozenset(
    {
        Causa.HOMONIMO,
        Causa.SIN_CREDITO,
        Causa.PERSONA_DISTINTA,
        Causa.CREDITO_DE_OTRO,
        Causa.VARIOS_CASOS,
        Causa.FOLIO_DE_OTRO,
        Causa.CASO_CERRADO,
    }
)
"""Doubts that are settled by saying whose row it is."""

ACEPTABLES = frozenset({Causa.INHABIL, Causa.REVISAR, Causa.CONVENIO_EN_VIGOR, Causa.REPETIDO})
"""Doubts that are settled by saying that the row is right as it stands."""


class Paso(NamedTuple):
    """A decision that a row asks for. `nombre` tells it from the row's other ones, in the request's id."""

    nombre: str
    caso_id: UUID
    decision: Callable[[Any, Any, Any], list[Hecho]]
    datos: Any
    ocurrido_en: datetime | None = None


class Candidato(NamedTuple):
    """A case that a row may belong to."""

    caso_id: UUID
    nombre: str
    creditos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renglon:
    """One line of the preview. `fila` is None for a session that the file no longer has.

    `mensaje` says what will happen or what to do; `hecho` the same once it is done. `caso_id` and `sesion`
    are what the row speaks of, `personas` who must be in the vault before `pasos` are taken. `con_fila` is the row
    whose steps do this one's part too; `junto` are the rows that one answer settles (a debtor's contracts).
    """

    fila: int | None
    situacion: Situacion
    mensaje: str
    hecho: str = ""
    quien: str = ""
    causa: Causa | None = None
    caso_id: UUID | None = None
    sesion: int | None = None
    candidatos: tuple[Candidato, ...] = ()
    personas: tuple[Persona, ...] = ()
    pasos: tuple[Paso, ...] = ()
    con_fila: int | None = None
    junto: tuple[int, ...] = ()

    @property
    def hace_algo(self) -> bool:
        """Whether carrying it out registers something; a payment to be identified is kept as such."""
        return self.situacion in HACEN_ALGO or self.causa is Causa.POR_IDENTIFICAR

    def con_aviso(self, aviso: str) -> "Renglon":
        """The same line with one more thing to know."""
        return replace(
            self, mensaje=f"{self.mensaje} {aviso}", hecho=f"{self.hecho} {aviso}" if self.hecho else ""
        )

    def lograda(self) -> "Renglon":
        """The same line once it was carried out."""
        return replace(self, mensaje=self.hecho or self.mensaje, pasos=(), personas=())


class Eleccion(NamedTuple):
    """What a person answered to a row in doubt: its case, a new one, or that it is right as it stands."""

    caso_id: UUID | None = None
    nuevo: bool = False
    aceptar: bool = False
    motivo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VistaPrevia:
    """A file against what is known: one line per row, in the order of the file, then what vanished."""

    clase: Clase
    archivo: str
    sha256: str
    renglones: tuple[Renglon, ...]
    avisos: tuple[str, ...] = ()
    vuelta: int = 0
    recibido: bool = False
    confirmado: bool = False

    @property
    def lote_id(self) -> UUID:
        """The light case of this file."""
        return id_de_lote(self.clase, self.sha256)

    @property
    def resumen(self) -> dict[str, int]:
        """How many rows of each situation, all of them named."""
        cuantos = dict.fromkeys((s.value for s in Situacion), 0)
        for renglon in self.renglones:
            cuantos[renglon.situacion.value] += 1
        return cuantos

    @property
    def por_hacer(self) -> int:
        """How many rows would change something."""
        return sum(r.hace_algo for r in self.renglones)

    @property
    def sello(self) -> str:
        """What was on screen, in short: carrying out something else must be asked again."""
        vistos = "\n".join(f"{r.fila} {r.situacion} {r.mensaje}" for r in self.renglones)
        return hashlib.sha256(vistos.encode()).hexdigest()


_LOTES = uuid5(NAMESPACE_URL, "mediacion:lote")


def id_de_lote(clase: str, sha256: str) -> UUID:
    """The same file always has the same batch."""
    return uuid5(_LOTES, f"{clase}/{sha256}")


PASOS = (
    "abrir", "persona", "persona2", "contacto", "contacto2", "saldo", "agendar", "reagendar", "lugar", "cancelar",
    "invitacion", "pago", *(f"credito{n}" for n in range(1, 10)),
)  # fmt: skip
"""Every name that a step may have."""


def id_de_pedido(lote_id: UUID, vuelta: int, fila: int, paso: str) -> UUID:
    """The request id of a row's step; `vuelta` counts how often the batch was annulled."""
    return uuid5(lote_id, f"{vuelta}/{fila}/{paso}")


def ids_de_fila(lote_id: UUID, vuelta: int, filas: Sequence[int]) -> dict[str, tuple[int, str]]:
    """Every request id that these rows may have used, with its row and step."""
    return {str(id_de_pedido(lote_id, vuelta, fila, paso)): (fila, paso) for fila in filas for paso in PASOS}
