"""The whole log as OCEL 2.0: cases, sessions, agreements, payments… as objects, entries as events that touch several.

`Escritor` is what JSON, XML and SQLite share; the file's ending chooses (`escritor_de`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from casos.hecho import HECHOS, Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.apertura import CasoAbierto, PersonaVinculada
from flujos.pasos import en_palabras
from proyecciones.exportes.historias import CasoContado, Suceso

EVENTO = (
    ("etapa_antes", "string"), ("etapa", "string"), ("autor", "string"), ("rol", "string"),
    ("origen", "string"), ("version", "integer"), ("importe", "float"), ("registrado_en", "time"),
)  # fmt: skip
"""What every event carries."""
DE_UN_CASO = (("etapa", "string"), ("responsable", "string"), ("sede", "string"), ("via", "string"))
OBJETOS: dict[str, tuple[tuple[str, str], ...]] = {
    "caso": DE_UN_CASO, "acreditado": (), "aval": (), "estudiante": (), "representante": (),
    "credito": (), "sesion": (), "convenio": (), "pago": (), "reporte": (), "promesa": (), "visita": (),
    "documento": (), "funcionario": (("rol", "string"),),
}  # fmt: skip
"""The types of the mediation case's objects; every other case type is one more."""
NOMBRADOS = {
    "convenio": "convenio", "sesion": "sesion", "folio": "pago", "pago": "reporte", "promesa": "promesa",
    "visita": "visita", "documento": "documento", "credito": "credito", "por": "convenio", "sustituye": "convenio",
}  # fmt: skip
"""The field of a fact that names a part of its case, and the type of object that this is."""


class Objeto(NamedTuple):
    """An object: its id, type, attributes as they changed, and the objects it belongs to."""

    id: str
    tipo: str
    atributos: Sequence[tuple[str, datetime, str]] = ()
    de: Sequence[tuple[str, str]] = ()


class Evento(NamedTuple):
    """An event: its id, type, time, attributes, and the objects it touches with what they are to it."""

    id: str
    tipo: str
    en: datetime
    atributos: Sequence[tuple[str, Any]]
    toca: Sequence[tuple[str, str]]


class Escritor(Protocol):
    """Writes one format. Call `empezar`, then objects and events as they come, then `terminar`."""

    def empezar(self, objetos: dict[str, Any], eventos: Sequence[str]) -> None:
        """The types."""

    def objeto(self, objeto: Objeto) -> None:
        """An object."""

    def evento(self, evento: Evento) -> None:
        """An event."""

    def terminar(self) -> None:
        """Nothing more comes."""


def tipos_de_evento() -> list[str]:
    """Every kind of fact as an event type."""
    return sorted({en_palabras(nombre).capitalize() for nombre in HECHOS})


def escribir(escritor: Escritor, contados: Iterable[CasoContado], otros_tipos: Iterable[str]) -> int:
    """Write every case of every type; returns how many events there are."""
    tipos = OBJETOS | {
        t: DE_UN_CASO[1:3] for t in sorted(otros_tipos) if t not in OBJETOS and t != "mediacion"
    }
    escritor.empezar(tipos, tipos_de_evento())
    conocidos: set[str] = set()
    cuantos = 0
    for contado in contados:
        for objeto in _objetos(contado):
            if objeto.tipo in {"caso", contado.tipo} or objeto.id not in conocidos:
                escritor.objeto(objeto)
            if "/" not in objeto.id:  # officers and people are of many cases
                conocidos.add(objeto.id)
        for s in contado.sucesos:
            escritor.evento(_evento(contado, s))
            cuantos += 1
    escritor.terminar()
    return cuantos


def _objetos(contado: CasoContado) -> Iterator[Objeto]:
    caso_id, caso = str(contado.historia.caso_id), contado.historia.caso
    vistos: dict[str, Objeto] = {}
    for s in contado.sucesos:
        for objeto_id, tipo in _partes(contado, s.asiento.hecho):
            vistos.setdefault(objeto_id, Objeto(objeto_id, tipo, (), ((caso_id, "de"),)))
        funcionario = _funcionario(s)
        atributos = (("rol", s.en, s.asiento.rol),)
        vistos.setdefault(funcionario, Objeto(funcionario, "funcionario", atributos))
        for persona_id, rol in _personas(s.asiento.hecho):
            vistos.setdefault(persona_id, Objeto(persona_id, rol))
    tipo = "caso" if isinstance(caso, Caso) else contado.tipo
    yield Objeto(
        caso_id, tipo, list(_vida(contado)), [(i, o.tipo) for i, o in vistos.items() if "/" not in i]
    )
    yield from vistos.values()


def _vida(contado: CasoContado) -> Iterator[tuple[str, datetime, str]]:
    """The stage of a case each time that it changed, and who has it now."""
    primero, etapa = contado.sucesos[0].en, ""
    for s in contado.sucesos:
        if s.despues and s.despues != etapa:
            etapa = s.despues
            yield "etapa", s.en, etapa
    caso = contado.historia.caso
    if isinstance(caso, Caso):
        yield "responsable", primero, caso.apertura.responsable
        yield "sede", primero, caso.apertura.sede
        yield "via", primero, str(caso.apertura.via)
    elif contado.sucesos[0].asiento.sede:
        yield "sede", primero, contado.sucesos[0].asiento.sede


def _funcionario(s: Suceso) -> str:
    return f"usuario:{s.asiento.autor or 'sistema'}"


def _personas(hecho: Hecho) -> Iterator[tuple[str, str]]:
    match hecho:
        case CasoAbierto():
            yield f"persona:{hecho.persona_id}", "acreditado"
        case PersonaVinculada():
            yield f"persona:{hecho.persona_id}", str(hecho.rol)


def _partes(contado: CasoContado, hecho: Hecho) -> Iterator[tuple[str, str]]:
    """The parts of its case that a fact names. Contracts by their place in the case, not by their number."""
    if not isinstance(contado.historia.caso, Caso):
        return
    caso_id = contado.historia.caso_id
    creditos = {credito: n for n, credito in enumerate(contado.historia.caso.creditos, start=1)}
    for campo, tipo in NOMBRADOS.items():
        if campo in type(hecho).model_fields and (valor := getattr(hecho, campo)) is not None:
            cual = creditos.get(valor, 0) if tipo == "credito" else valor
            yield f"{caso_id}/{tipo}/{cual}", tipo


def _evento(contado: CasoContado, s: Suceso) -> Evento:
    a = s.asiento
    caso_id = str(contado.historia.caso_id)
    toca = [(caso_id, "caso"), (_funcionario(s), "autor")]
    toca += [(i, tipo) for i, tipo in _partes(contado, a.hecho)]
    toca += list(_personas(a.hecho))
    datos = {
        "etapa_antes": s.antes, "etapa": s.despues, "autor": a.autor, "rol": a.rol, "origen": a.origen,
        "version": a.version, "importe": s.importe, "registrado_en": a.registrado_en,
    }  # fmt: skip
    atributos = [(clave, valor) for clave, valor in datos.items() if valor is not None and valor != ""]
    tipo = en_palabras(a.hecho.nombre()).capitalize()
    return Evento(f"{caso_id}:{a.version}", tipo, s.en, atributos, list(dict.fromkeys(toca)))


def en_texto(valor: Any) -> str:
    """A value as the formats write it."""
    if isinstance(valor, datetime):
        return valor.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
    return f"{valor:f}" if isinstance(valor, Decimal) else str(valor)
