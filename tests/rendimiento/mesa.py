"""What an officer waits for all day: the inbox with 10,000 open rows, and the search among 100,000 people.

Whole requests, from the session's cookie to the last byte. Their baseline is the plainest page of the same
application, the account's own, asked by somebody who has next to nothing to do.
"""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import perf_counter, thread_time

from flask.testing import FlaskClient

from tests.rendimiento.medir import Medida, por_rondas
from tests.rendimiento.oficina import entrar, gente, montar
from web import instancia

RENGLONES, PERSONAS = 10_000, 100_000
PETICIONES, RONDAS = 15, 5
BUSQUEDAS = (
    ("apellido", "niguez"),
    ("dos apellidos comunes", "zazueta encinas"),
    ("CURP", "AXZL000"),
    ("crédito", "20000150"),
    ("teléfono", "6620001234"),
)
MIENTRAS_ESCRIBE = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "div#sugerencias"}


def sqlite(carpeta: Path) -> Iterator[Medida]:
    """The inbox, then the search, as one types, by whatever is at hand."""
    app, abierta = montar(carpeta / "mesa", renglones=RENGLONES)
    abierta = instancia.abrir(abierta.ajustes)
    gente(abierta, PERSONAS)
    abierta.cerrar()
    muchos, pocos = entrar(app, "muchos"), entrar(app, "pocos")

    def base() -> int:
        for _ in range(PETICIONES):
            assert pocos.get("/cuenta/").status_code == 200
        return PETICIONES

    def bandeja() -> bytes:
        return muchos.get("/pendientes/").data

    assert b"10,000" in bandeja()
    yield _medida(f"Bandeja de {RENGLONES:,} renglones", "≤ 15 ms", bandeja, base)
    _buscar(muchos, "ana")  # the first search of a process makes the index
    for que, texto in BUSQUEDAS:
        yield _medida(f"Buscar entre {PERSONAS:,}, {que}", "≤ 5 ms", lambda t=texto: _buscar(muchos, t), base)


def _buscar(quien: FlaskClient, texto: str) -> bytes:
    respuesta = quien.get("/buscar/", query_string={"q": texto}, headers=MIENTRAS_ESCRIBE)
    assert respuesta.status_code == 200
    return respuesta.data


def _medida(nombre: str, meta: str, pedir: Callable[[], bytes], base: Callable[[], int]) -> Medida:
    """The ratio, and beside the name how long the median request took, and how much of it on the processor."""
    tardan: list[float] = []
    ocupan: list[float] = []

    def trabajo() -> int:
        for _ in range(PETICIONES):
            empezo, ocupado = perf_counter(), thread_time()
            pedir()
            tardan.append((perf_counter() - empezo) * 1000)
            ocupan.append((thread_time() - ocupado) * 1000)
        return PETICIONES

    medida = por_rondas(nombre, meta, trabajo, base, RONDAS)
    mediana, cpu = statistics.median(tardan), statistics.median(ocupan)
    return replace(medida, nombre=f"{nombre} ({mediana:.1f} ms; {cpu:.1f} de procesador)")
