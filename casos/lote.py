"""A file that was imported: a light case of its own, with its rows in doubt and what vanished from it.

It names cases and row numbers only. The rows themselves are read again from the file while they are in doubt.
"""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from casos.asiento import Asiento
from casos.decision import ADMINISTRADOR, CONTABILIDAD, COORDINADOR, RESPONSABLE, Contexto, Rechazo, decision
from casos.hecho import Hecho, Texto
from casos.tiempo import dia_local
from casos.tipo import TipoCaso

Clase = Literal["agenda", "cartera", "pagos"]
ComoDuda = Literal["caso", "nuevo", "aceptada", "descartada"]
ComoDesaparecida = Literal["cancelada", "sigue"]
QUIENES = frozenset({RESPONSABLE, COORDINADOR, CONTABILIDAD, ADMINISTRADOR})
CONSOLA = "consola"
"""The author of what is imported from the command line."""
VACIO: Mapping[Any, Any] = MappingProxyType({})


class Valor(BaseModel):
    """A part of a fact or of a decision's data."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Llevado(Valor):
    """Rows that were carried out, or were so already, and the case and session they speak of."""

    filas: tuple[int, ...]
    caso: UUID | None = None
    sesion: int | None = None


class Duda(Valor):
    """A row that a person must decide: why, and which cases it may be of."""

    fila: int
    causa: Texto
    candidatos: tuple[UUID, ...] = ()


class Desaparecida(Valor):
    """A session that an earlier version of the file had and this one has not."""

    caso: UUID
    sesion: int


class LoteRecibido(Hecho):
    """A file came in. `desde` and `hasta` are the days that an agenda covers; `errores` its unreadable rows."""

    clase: Clase
    archivo: Texto
    sha256: Texto
    renglones: int
    errores: int = 0
    sede: Texto = ""
    desde: date | None = None
    hasta: date | None = None


class RenglonesLlevados(Hecho):
    """Rows that are done."""

    es_tecnico = True
    llevados: tuple[Llevado, ...]


class DudasPendientes(Hecho):
    """Rows that wait for a person."""

    dudas: tuple[Duda, ...]


class DudaResuelta(Hecho):
    """A person answered a row in doubt."""

    fila: int
    como: ComoDuda
    caso: UUID | None = None
    sesion: int | None = None


class DesaparecidasPreguntadas(Hecho):
    """Sessions that vanished from the file: nothing is deleted, somebody is asked."""

    sesiones: tuple[Desaparecida, ...]


class DesaparecidaResuelta(Hecho):
    """What became of a session that had vanished."""

    caso: UUID
    sesion: int
    como: ComoDesaparecida


class LoteAnulado(Hecho):
    """The whole import was undone, as far as nothing depended on it; the file may be imported again."""


class Lote(NamedTuple):
    """The state of a batch. `vuelta` counts how often it was annulled; `llevados` are its rows by number."""

    clase: str = ""
    archivo: str = ""
    sha256: str = ""
    autor: str = ""
    rol: str = ""
    sede: str = ""
    version: int = 0
    recibido_en: datetime | None = None
    politica: int = 1
    renglones: int = 0
    errores: int = 0
    desde: date | None = None
    hasta: date | None = None
    llevados: Mapping[int, Llevado] = VACIO
    dudas: Mapping[int, Duda] = VACIO
    resueltas: Mapping[int, DudaResuelta] = VACIO
    preguntadas: Mapping[tuple[UUID, int], str] = VACIO
    """What became of each vanished session; empty while nobody answered."""
    en_duda: int = 0
    preguntado: int = 0
    vuelta: int = 0
    anulado: bool = False

    @property
    def por_resolver(self) -> dict[int, Duda]:
        """Rows in doubt that nobody answered and no later attempt carried out."""
        return {
            fila: duda
            for fila, duda in self.dudas.items()
            if fila not in self.resueltas and fila not in self.llevados
        }

    @property
    def faltan(self) -> int:
        """Rows that nothing is known of yet: the import is still going on, or was cut short."""
        if not self.clase or self.anulado:
            return 0
        return self.renglones - self.errores - len(self.llevados.keys() | self.dudas.keys())

    @property
    def por_preguntar(self) -> list[tuple[UUID, int]]:
        """Vanished sessions that nobody answered for."""
        return [clave for clave, como in self.preguntadas.items() if not como]

    @property
    def sesiones(self) -> frozenset[tuple[UUID, int]]:
        """The sessions that its rows speak of."""
        pares = [(x.caso, x.sesion) for x in self.llevados.values()]
        pares += [(x.caso, x.sesion) for x in self.resueltas.values()]
        return frozenset((caso, sesion) for caso, sesion in pares if caso is not None and sesion is not None)

    @property
    def tocados(self) -> list[UUID]:
        """The cases of the rows that were carried out."""
        suyos = [x.caso for x in self.llevados.values()] + [x.caso for x in self.resueltas.values()]
        return list(dict.fromkeys(caso for caso in suyos if caso is not None))

    @property
    def casos(self) -> dict[UUID, frozenset[int]]:
        """The cases that its rows may have written to, with those rows (also halfway, before they were in doubt)."""
        filas: dict[UUID, set[int]] = {}
        for fila, llevado in self.llevados.items():
            if llevado.caso:
                filas.setdefault(llevado.caso, set()).add(fila)
        for fila, duda in self.dudas.items():
            for caso in duda.candidatos:
                filas.setdefault(caso, set()).add(fila)
        for fila, resuelta in self.resueltas.items():
            if resuelta.caso:
                filas.setdefault(resuelta.caso, set()).add(fila)
        return {caso: frozenset(suyas) for caso, suyas in filas.items()}


def evolve(lote: Lote, asiento: Asiento) -> Lote:
    """Fold a fact of a batch."""
    match asiento.hecho:
        case LoteRecibido() as h:
            return Lote(
                h.clase, h.archivo, h.sha256, asiento.autor, asiento.rol, h.sede, asiento.version,
                asiento.ocurrido_en, asiento.politica, h.renglones, h.errores, h.desde, h.hasta,
                vuelta=lote.vuelta,
            )  # fmt: skip
        case RenglonesLlevados(llevados=llevados):
            nuevos = {fila: llevado for llevado in llevados for fila in llevado.filas}
            return lote._replace(llevados={**lote.llevados, **nuevos})
        case DudasPendientes(dudas=dudas):
            return lote._replace(
                dudas={**lote.dudas, **{d.fila: d for d in dudas}}, en_duda=asiento.version
            )  # fmt: skip
        case DudaResuelta() as h:
            return lote._replace(resueltas={**lote.resueltas, h.fila: h})
        case DesaparecidasPreguntadas(sesiones=sesiones):
            nuevas = {(s.caso, s.sesion): lote.preguntadas.get((s.caso, s.sesion), "") for s in sesiones}
            return lote._replace(preguntadas={**lote.preguntadas, **nuevas}, preguntado=asiento.version)
        case DesaparecidaResuelta() as h:
            return lote._replace(preguntadas={**lote.preguntadas, (h.caso, h.sesion): h.como})
        case LoteAnulado():
            return Lote(
                lote.clase, lote.archivo, lote.sha256, lote.autor, lote.rol, lote.sede, lote.version,
                lote.recibido_en, lote.politica, lote.renglones, lote.errores, lote.desde, lote.hasta,
                vuelta=lote.vuelta + 1, anulado=True,
            )  # fmt: skip
        case _:
            return lote


def sede(lote: Lote) -> str:
    """The office of who imported it; the main one for who works for all of them."""
    return lote.sede or "HMO"


LOTE = TipoCaso("lote", Lote(), evolve, (LoteRecibido,), sede=sede)


class Recepcion(Valor):
    """A file that somebody decided to import."""

    clase: Clase
    archivo: Texto
    sha256: Texto
    renglones: int
    errores: int = 0
    sede: Texto = ""
    desde: date | None = None
    hasta: date | None = None


@decision(quien=QUIENES, titulo="Importar un archivo")
def recibir_lote(lote: Lote, r: Recepcion, ctx: Contexto) -> list[Hecho]:
    """A file comes in; one that came in before, and was not annulled, yields []."""
    if lote.clase and not lote.anulado:
        return []
    return [LoteRecibido(**r.model_dump())]


class Anotacion(Valor):
    """What became of some of its rows."""

    llevados: tuple[Llevado, ...] = ()
    dudas: tuple[Duda, ...] = ()
    desaparecidas: tuple[Desaparecida, ...] = ()


@decision(quien=QUIENES, titulo="Anotar los renglones de una importación")
def anotar_lote(lote: Lote, a: Anotacion, ctx: Contexto) -> list[Hecho]:
    """Note rows that are done or in doubt, and vanished sessions; what was noted before yields nothing."""
    exigir_lote(lote)
    hechos: list[Hecho] = []
    hechas = lote.llevados.keys() | lote.resueltas.keys()
    llevados = tuple(x for x in a.llevados if not hechas.issuperset(x.filas))
    dudas = tuple(d for d in a.dudas if lote.dudas.get(d.fila) != d)
    nuevas = tuple(d for d in a.desaparecidas if (d.caso, d.sesion) not in lote.preguntadas)
    if llevados:
        hechos.append(RenglonesLlevados(llevados=llevados))
    if dudas:
        hechos.append(DudasPendientes(dudas=dudas))
    if nuevas:
        hechos.append(DesaparecidasPreguntadas(sesiones=nuevas))
    return hechos


class RespuestaADuda(Valor):
    """How a row in doubt was settled."""

    fila: int
    como: ComoDuda
    caso: UUID | None = None
    sesion: int | None = None


@decision(quien=QUIENES, titulo="Resolver una duda de la importación")
def resolver_duda(lote: Lote, r: RespuestaADuda, ctx: Contexto) -> list[Hecho]:
    """A row in doubt is settled; the same answer again yields []."""
    previa = lote.resueltas.get(r.fila)
    if previa and (previa.como, previa.caso) == (r.como, r.caso):
        return []
    exigir_lote(lote)
    if r.fila not in lote.por_resolver:
        raise Rechazo(f"La fila {r.fila} ya no está en duda; recargue la página.")
    return [DudaResuelta(fila=r.fila, como=r.como, caso=r.caso, sesion=r.sesion)]


class RespuestaADesaparecida(Valor):
    """What became of a session that is no longer in the file."""

    caso: UUID
    sesion: int
    como: ComoDesaparecida


@decision(quien=QUIENES, titulo="Responder por una sesión que ya no viene")
def responder_desaparecida(lote: Lote, r: RespuestaADesaparecida, ctx: Contexto) -> list[Hecho]:
    """Somebody found out about a vanished session; the same answer again yields []."""
    clave = (r.caso, r.sesion)
    if lote.preguntadas.get(clave) == r.como:
        return []
    exigir_lote(lote)
    if clave not in lote.preguntadas:
        raise Rechazo("Por esa sesión no se preguntó en esta importación; recargue la página.")
    return [DesaparecidaResuelta(caso=r.caso, sesion=r.sesion, como=r.como)]


@decision(quien=QUIENES, titulo="Deshacer la importación")
def anular_lote(lote: Lote, _: None, ctx: Contexto) -> list[Hecho]:
    """The import was undone; twice, []. Who imported it on the same day, or the coordinator."""
    if lote.anulado:
        return []
    exigir_lote(lote)
    exigir_quien_deshace(lote, ctx)
    return [LoteAnulado()]


def exigir_lote(lote: Lote) -> None:
    """Refuse for a batch that does not exist or was annulled."""
    if not lote.clase:
        raise Rechazo("Esa importación no existe; revise la dirección de la página.")
    if lote.anulado:
        raise Rechazo("Esta importación se deshizo; importe el archivo otra vez.")


def exigir_quien_deshace(lote: Lote, ctx: Contexto) -> None:
    """Refuse for whoever may not undo it."""
    if ctx.rol == COORDINADOR:
        return
    suyo = lote.autor == ctx.autor and lote.recibido_en is not None
    if not suyo or dia_local(lote.recibido_en or ctx.ahora) != dia_local(ctx.ahora):
        raise Rechazo(
            "Una importación la deshace el mismo día quien la hizo; después, solo el coordinador. Pídaselo."
        )
