"""One random alteration of a sealed office by somebody who holds its database or its files, and how to undo it."""

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from casos.reglas import REGLAS_ID
from tests.casos.sello.memoria import Renglon, alterar, copiar, primeras_distintas
from tests.web.evidencia.azar.oficina import OficinaSellada

COLUMNAS = "originator_id, originator_version, topic, state, enlace, mac"


class Esperado(NamedTuple):
    """What `verificar` must name: the first entry of each case that is not as it was, or something in its words (a
    regular expression)."""

    asientos: dict[UUID, int]
    palabra: str = ""


def alteraciones(oficina: OficinaSellada, azar: random.Random) -> Iterator[tuple[str, Any]]:
    """For ever: the name of an alteration and a context in which it is in place; gives what must be named."""
    antes = copiar(oficina.abierta.casos.registro)
    clases = {
        "asientos": lambda: en_el_registro(oficina, antes, alterar(azar, antes, oficina.abierta.clave)),
        "reglas": lambda: en_el_registro(oficina, antes, de_las_reglas(azar, antes, oficina.abierta.clave)),
        "documento": lambda: documento(oficina, azar, antes),
        "sellos": lambda: sellos_guardados(oficina, azar),
        "claves": lambda: clave(oficina, azar),
    }
    while True:
        (clase,) = azar.choices(list(clases), weights=(70, 8, 10, 8, 4))
        yield clase, clases[clase]()


@contextmanager
def en_el_registro(
    oficina: OficinaSellada, antes: Sequence[Renglon], despues: Sequence[Renglon]
) -> Iterator[Esperado]:
    """Rows of the log changed behind the program's back."""
    _cambiar(oficina, set(antes) - set(despues), set(despues) - set(antes))
    try:
        yield Esperado(primeras_distintas(list(antes), list(despues)))
    finally:
        _cambiar(oficina, set(despues) - set(antes), set(antes) - set(despues))
        proyector = oficina.abierta.proyector
        proyector.proyectar([p.caso_id for p in proyector.cuarentena()])


def de_las_reglas(azar: random.Random, antes: list[Renglon], mac: bytes) -> list[Renglon]:
    """Only the case of the published policy and calendars is altered."""
    while True:
        despues = alterar(azar, antes, mac)
        if set(primeras_distintas(antes, despues)) == {REGLAS_ID}:
            return despues


@contextmanager
def documento(oficina: OficinaSellada, azar: random.Random, antes: Sequence[Renglon]) -> Iterator[Esperado]:
    """A scan's file changed, taken away, cut, made longer, or another one put in its place."""
    archivos = sorted(oficina.ajustes.carpeta_documentos.glob("*.sobre"))
    uno, otro = azar.sample(archivos, 2)
    crudo = uno.read_bytes()
    (version, caso) = next((r[1], r[0]) for r in antes if uno.stem.encode() in r[3])
    with _archivo(uno):
        match azar.randrange(5):
            case 0:
                uno.write_bytes(_bit(azar, crudo))
            case 1:
                uno.unlink()
            case 2:
                uno.write_bytes(crudo[: azar.randrange(len(crudo))])
            case 3:
                uno.write_bytes(crudo + azar.randbytes(azar.randint(1, 40)))
            case _:
                uno.write_bytes(otro.read_bytes())
        yield Esperado({caso: version}, uno.stem[:12])


SELLOS = (
    "UPDATE hojas SET hoja=randomblob(32) WHERE numero={hoja}",
    "DELETE FROM hojas WHERE numero={hoja}",
    "UPDATE hojas SET hoja=(SELECT h.hoja FROM hojas h WHERE h.numero={otra}) WHERE numero={hoja}",
    "UPDATE sellos SET raiz=randomblob(32) WHERE tamano={tamano}",
    "UPDATE sellos SET nota=replace(nota, tamano||char(10), '1'||char(10)) WHERE tamano={tamano}",
    "DELETE FROM sellos WHERE tamano=(SELECT max(tamano) FROM sellos)",
)


@contextmanager
def sellos_guardados(oficina: OficinaSellada, azar: random.Random) -> Iterator[Esperado]:
    """Leaves and checkpoints changed in their file."""
    archivo = oficina.ajustes.archivo_sellos
    with closing(sqlite3.connect(archivo)) as conexion:
        tamanos = [t for (t,) in conexion.execute("SELECT tamano FROM sellos")]
    hoja, otra = azar.sample(range(max(tamanos)), 2)
    orden = azar.choice(SELLOS).format(hoja=hoja, otra=otra, tamano=azar.choice(tamanos))
    with _archivo(archivo):
        with closing(sqlite3.connect(archivo)) as conexion, conexion:
            assert conexion.execute(orden).rowcount == 1, orden
        yield Esperado({}, "sello")


@contextmanager
def clave(oficina: OficinaSellada, azar: random.Random) -> Iterator[Esperado]:
    """A key file with one digit changed, cut, or gone."""
    archivo = azar.choice((oficina.ajustes.archivo_clave_registro, oficina.ajustes.archivo_llave_sellos))
    crudo = archivo.read_text("ascii")
    lugar = azar.randrange(len(crudo.strip()))
    distinto = azar.choice([d for d in "0123456789abcdef" if d != crudo[lugar]])
    with _archivo(archivo):
        match azar.randrange(4):
            case 0:
                archivo.write_text(crudo[:lugar])
            case 1 if archivo == oficina.ajustes.archivo_llave_sellos:
                archivo.unlink()
            case _:
                archivo.write_text(crudo[:lugar] + distinto + crudo[lugar + 1 :])
        cual = "clave del registro" if archivo.stem == "registro" else "llave de los sellos"
        yield Esperado({}, f"{cual}|{archivo.name}")


@contextmanager
def _archivo(archivo: Path) -> Iterator[None]:
    crudo, modo = archivo.read_bytes(), archivo.stat().st_mode
    try:
        yield
    finally:
        archivo.write_bytes(crudo)
        archivo.chmod(modo)


def _bit(azar: random.Random, crudo: bytes) -> bytes:
    cambiado = bytearray(crudo)
    cambiado[azar.randrange(len(crudo))] ^= 1 << azar.randrange(8)
    return bytes(cambiado)


def _cambiar(oficina: OficinaSellada, quitar: set[Renglon], poner: set[Renglon]) -> None:
    """Take rows away and put others, with the database alone."""
    for orden, filas in (
        ("DELETE FROM {tabla} WHERE originator_id={v} AND originator_version={v}", [r[:2] for r in quitar]),
        (f"INSERT INTO {{tabla}} ({COLUMNAS}) VALUES ({{v}},{{v}},{{v}},{{v}},{{v}},{{v}})", sorted(poner)),
    ):
        if oficina.ajustes.base_datos:
            with psycopg.connect(oficina.ajustes.base_datos) as conexion:
                conexion.cursor().executemany(orden.format(tabla="mediacion_events", v="%s"), filas)
        else:
            with closing(sqlite3.connect(oficina.ajustes.archivo_hechos)) as conexion, conexion:
                conexion.executemany(
                    orden.format(tabla="stored_events", v="?"), [(f[0].hex, *f[1:]) for f in filas]
                )
