"""Makes the samples that are missing; those that exist stay: `python -m tests.casos.muestras.hacer`.

Names after it make those samples anew: only for facts that no installation has stored yet. The stored form of any
other changes by a new `version` with its `actualiza`, never by another sample.
"""

import json
import sys
import types
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel

from casos.asiento import Asiento, Origen
from casos.calendario.lectura import volcar as volcar_calendarios
from casos.hecho import HECHOS, Hecho, TextoPrivado
from casos.politica.lectura import volcar as volcar_politica
from casos.registro.mapper import escribir, partir_tema
from casos.tipo import descubrir
from casos.versiones import BASE

ARCHIVO = Path(__file__).parent / "hechos.jsonl"
CUANDO = datetime(2026, 3, 23, 17, 5, 6, 789000, tzinfo=UTC)
DIA = date(2026, 3, 23)
CIFRADO = TextoPrivado("cifrado:AAECAwQFBgc=")
DOCUMENTOS = {
    "PoliticaPublicada": lambda: volcar_politica(BASE.politicas[0].politica),
    "CalendarioPublicado": lambda: volcar_calendarios(BASE.calendarios[0].calendarios),
}
VALORES: dict[Any, Any] = {
    str: "texto", TextoPrivado: CIFRADO, int: 2, bool: True, Decimal: Decimal("123.45"), date: DIA, datetime: CUANDO,
    UUID: UUID(int=7), time: time(9, 30),
}  # fmt: skip


class Muestra(NamedTuple):
    """The two columns of the log for one entry."""

    tema: str
    estado: bytes


def guardadas() -> list[Muestra]:
    """Every sample that was ever made."""
    if not ARCHIVO.exists():
        return []
    crudas = (json.loads(linea) for linea in ARCHIVO.read_text().splitlines())
    return [Muestra(m["tema"], m["estado"].encode()) for m in crudas]


def hechos() -> dict[str, type[Hecho]]:
    """The facts of the program, without those that tests declare."""
    descubrir("casos")
    return {n: clase for n, clase in HECHOS.items() if clase.__module__.startswith("casos.")}


def sin_muestra() -> list[type[Hecho]]:
    """Facts of whose present stored form there is no sample."""
    hay = {m.tema for m in guardadas()}
    return [clase for clase in hechos().values() if clase.tema() not in hay]


def de(clase: type[Hecho]) -> Iterator[Muestra]:
    """Its stored form with every field filled, and with only those that it needs."""
    for todos in (True, False):
        campos = {
            nombre: _valor(clase, nombre, campo.annotation)
            for nombre, campo in clase.model_fields.items()
            if todos or campo.is_required()
        }
        asiento = Asiento(
            3, clase(**campos), CUANDO, CUANDO, "ana", "responsable", "HMO", Origen.PANTALLA.value,
            str(UUID(int=9)), 1, 1, "luis" if todos else None, CIFRADO if todos else None, (1, 2) if todos else (),
        )  # fmt: skip
        yield Muestra(clase.tema(), escribir(asiento))


def _valor(clase: type[Hecho], nombre: str, anotacion: Any) -> Any:
    if clase.__name__ in DOCUMENTOS and nombre == "documento":
        return DOCUMENTOS[clase.__name__]()
    return _de_tipo(anotacion)


def _de_tipo(anotacion: Any) -> Any:
    """A value that a field of that type may have; deterministic."""
    origen, partes = get_origin(anotacion), get_args(anotacion)
    if origen is Annotated:
        return _de_tipo(partes[0])
    if origen in (Union, types.UnionType):
        return _de_tipo(next(p for p in partes if p is not type(None)))
    if origen is Literal:
        return partes[0]
    if origen is tuple:
        cuantos = partes[:1] if partes[-1] is Ellipsis else partes
        return tuple(_de_tipo(p) for p in cuantos)
    if origen is dict:
        return {_de_tipo(partes[0]): _de_tipo(partes[1])}
    if anotacion in VALORES:
        return VALORES[anotacion]
    if isinstance(anotacion, type) and issubclass(anotacion, Enum):
        return next(iter(anotacion))
    if isinstance(anotacion, type) and issubclass(anotacion, BaseModel):
        return anotacion(**{n: _de_tipo(c.annotation) for n, c in anotacion.model_fields.items()})
    raise TypeError(f"No sample value for {anotacion!r}: add it to VALORES")


def principal(de_nuevo: list[str]) -> None:
    """Append what is missing."""
    quedan = [m for m in guardadas() if partir_tema(m.tema)[0] not in de_nuevo]
    hay = {m.tema for m in quedan}
    nuevas = [m for clase in hechos().values() if clase.tema() not in hay for m in de(clase)]
    lineas = ({"tema": m.tema, "estado": m.estado.decode()} for m in (*quedan, *nuevas))
    ARCHIVO.write_text("".join(json.dumps(linea, ensure_ascii=False) + "\n" for linea in lineas))


if __name__ == "__main__":
    principal(sys.argv[1:])
