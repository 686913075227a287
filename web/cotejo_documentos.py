"""Whether every scan that a fact names is here, with the bytes that the fact says; and those that no fact names."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, cast
from uuid import UUID

from casos.boveda.archivero import DIAS_EN_ESPERA, Estado
from casos.mediacion.escaneos import concierne
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import PersonaOlvidada
from casos.mediacion.hechos.documentos import DocumentoAnexado
from casos.registro.base import Registro, es_legible
from casos.registro.mapper import HechoIlegible, leer, partir_tema
from casos.tipo import hacer_historia
from web.instancia import Instancia

QUE = {
    Estado.FALTA: "Falta el archivo del documento {}; restáurelo de un respaldo.",
    Estado.ALTERADO: "El archivo del documento {} fue alterado; restáurelo de un respaldo.",
    Estado.SIN_CLAVE: "El archivo del documento {} no tiene clave; restaure la bóveda de un respaldo.",
}
OLVIDADO_Y_LEGIBLE = (
    "Todavía se puede leer el documento {} de una persona olvidada; repita «mediacion olvidar»."
)


class Nombrado(NamedTuple):
    """A scan that a fact names, and whom it concerns."""

    caso_id: UUID
    version: int
    huella: str
    personas: tuple[UUID, ...]


class Hallazgo(NamedTuple):
    """Something wrong with a scan."""

    caso_id: UUID
    version: int
    que: str


def nombrados(registro: Registro, olvidadas: set[UUID] | None = None) -> Iterator[Nombrado]:
    """Every scan that a fact names, also an annulled one, by case; whom the log forgot is added to `olvidadas`.

    What cannot be read is passed over: `verificar` names it by itself.
    """
    for caso_id, filas in registro.por_caso():
        for version, tema, estado, *_ in filas:
            if not es_legible(tema, estado):
                continue
            try:
                if olvidadas is not None and tema == PersonaOlvidada.tema():
                    olvidadas.add(cast(PersonaOlvidada, leer(version, tema, bytes(estado)).hecho).persona_id)
                if partir_tema(tema)[0] == DocumentoAnexado.nombre():
                    hecho = cast(DocumentoAnexado, leer(version, tema, bytes(estado)).hecho)
                    yield Nombrado(caso_id, version, hecho.huella, hecho.personas or _de_quien(filas, hecho))
            except (HechoIlegible, LookupError):
                continue


def _de_quien(
    filas: Sequence[tuple[int, str, bytes, bytes, bytes]], hecho: DocumentoAnexado
) -> tuple[UUID, ...]:
    """Whom a scan concerns whose fact does not say it: it is of an earlier form."""
    historia = hacer_historia(UUID(int=0), [leer(f[0], f[1], bytes(f[2])) for f in filas])
    return concierne(historia.caso, hecho.tipo) if isinstance(historia.caso, Caso) else ()


def sin_caso(abierta: Instancia) -> list[str]:
    """The scans that were given to somebody long ago and that no fact names: their act was refused, or cut short.

    What was given lately is left out: its act may be on its way.
    """
    viejos = abierta.archivero.asignados(_hace_tiempo(abierta))
    return sorted(viejos - {n.huella for n in nombrados(abierta.casos.registro)}) if viejos else []


def limpiar(abierta: Instancia) -> int:
    """Delete the scans that no case names, and what waited too long to be put in one; how many files went."""
    sueltos = abierta.archivero.tirar(sin_caso(abierta), _hace_tiempo(abierta))
    return sueltos + abierta.archivero.limpiar(abierta.ahora())


def _hace_tiempo(abierta: Instancia) -> datetime:
    return abierta.ahora() - timedelta(days=DIAS_EN_ESPERA)


def revisar(
    abierta: Instancia, *, a_fondo: bool, avance: Callable[[int, int], None] | None = None
) -> Iterator[Hallazgo]:
    """What is wrong with the scans that facts name; `a_fondo` reads every byte, else only whether they are here.

    The scan of people who were all forgotten must not be legible: that it is gone is right.
    """
    olvidadas: set[UUID] = set()
    todos = list(nombrados(abierta.casos.registro, olvidadas))
    de_quien: dict[str, set[UUID]] = {}
    for n in todos:
        de_quien.setdefault(n.huella, set()).update(n.personas)
    vistos: dict[str, str] = {}
    for hechos, n in enumerate(todos, start=1):
        if n.huella not in vistos:
            vistos[n.huella] = _que_tiene(abierta, n.huella, de_quien[n.huella] <= olvidadas, a_fondo=a_fondo)
        if vistos[n.huella]:
            yield Hallazgo(n.caso_id, n.version, vistos[n.huella].format(f"{n.huella[:12]}…"))
        if avance:
            avance(hechos, len(todos))


def _que_tiene(abierta: Instancia, huella: str, olvidado: bool, *, a_fondo: bool) -> str:
    if a_fondo and not olvidado:
        return QUE.get(abierta.archivero.revisar(huella), "")
    esta = abierta.archivero.esta(huella)
    if olvidado:
        return OLVIDADO_Y_LEGIBLE if esta else ""
    return "" if esta else QUE[Estado.FALTA]
