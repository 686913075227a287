"""`historial --al` over random lives equals a fold done by hand, by what was known and by what was true."""

import json
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casos.asiento import Asiento, Historia
from casos.hecho import Anulado
from casos.mediacion.estado import Caso
from casos.mediacion.tipo import MEDIACION
from flujos import pendientes
from tests.proyecciones.conftest import vaciar
from tests.proyecciones.vidas import CASO, Vida, vivir_al_azar
from tests.web.evidencia.azar.oficina import orden_en
from web import instancia as instancias
from web.ajustes import Ajustes

Orden = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def sola(
    dos_lugares: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Orden, str]]:
    """The command line on an instance of its own, and where its log is."""
    base_datos = dos_lugares[0] if dos_lugares[0].startswith("postgresql") else ""
    ajustes = Ajustes(instancia=tmp_path_factory.mktemp("instancia"), base_datos=base_datos)
    instancias.iniciar(ajustes)
    with orden_en(ajustes) as orden:
        yield orden, base_datos or str(ajustes.archivo_hechos)


def por_registro(todos: list[Asiento], instante: datetime) -> tuple[list[Asiento], set[int]]:
    """What had been captured by then, and what annulments captured by then had taken away."""
    sabidos = [a for a in todos if a.registrado_en <= instante]
    return sabidos, _quitados(sabidos)


def por_hechos(todos: list[Asiento], instante: datetime) -> tuple[list[Asiento], set[int]]:
    """What is known today to have happened by then; what anybody annulled since never did."""
    quitados = _quitados(todos)
    ocurridos = [a for a in todos if a.version not in quitados and a.ocurrido_en <= instante]
    return (ocurridos if any(a.version == 1 for a in ocurridos) else []), set()


def _quitados(asientos: list[Asiento]) -> set[int]:
    """An annulment that was annulled itself takes nothing away."""
    quitados: set[int] = set()
    for a in reversed(asientos):
        if isinstance(a.hecho, Anulado) and a.version not in quitados:
            quitados |= set(a.hecho.versiones)
    return quitados


A_MANO = {"registro": por_registro, "hechos": por_hechos}


def _esperado(vida: Vida, instante: datetime, segun: str) -> dict[str, Any]:
    asientos, quitados = A_MANO[segun](list(vida.historia.asientos), instante)
    caso, vigentes = Caso(), [a for a in asientos if a.version not in quitados]
    for a in vigentes:
        caso = MEDIACION.evolve(caso, a)
    historia = Historia(CASO, asientos, vigentes, caso)
    siguen = pendientes(historia, vida.versiones.conocidas_al(instante)) if asientos else ()
    return {
        "version": asientos[-1].version if asientos else 0,
        "etapa": caso.etapa or "",
        "pendientes": [(p.tipo, p.clave, p.vence.isoformat(), list(p.causa)) for p in siguen],
        "asientos": [(a.version, a.hecho.nombre(), a.version in quitados) for a in asientos],
    }


def _dicho(salida: str) -> dict[str, Any]:
    d = json.loads(salida)
    return {
        "version": d["version"],
        "etapa": d["etapa"],
        "pendientes": [(p["tipo"], p["clave"], p["vence"], p["causa"]) for p in d["pendientes"]],
        "asientos": [(a["version"], a["hecho"], a["anulado"]) for a in d["asientos"]],
    }


def _instantes(vida: Vida, azar: random.Random) -> list[datetime]:
    """Edges, just before and just after them, and anything between."""
    bordes = [i for a in vida.historia.asientos for i in (a.ocurrido_en, a.registrado_en)]
    elegidos = [azar.choice(bordes) for _ in range(3)]
    alla = timedelta(microseconds=1)
    entre = min(bordes) + (max(bordes) - min(bordes)) * azar.random()
    return [*elegidos, elegidos[0] - alla, elegidos[1] + alla, entre, datetime(2024, 1, 1, tzinfo=UTC)]


@settings(max_examples=15)
@given(semilla=st.integers(0, 2**32))
def test_el_historial_de_entonces_es_lo_que_da_plegarlo_a_mano(sola: tuple[Orden, str], semilla: int) -> None:
    orden, lugar = sola
    vaciar(lugar)
    azar = random.Random(semilla)
    vida = vivir_al_azar(lugar, azar)
    try:
        for instante in _instantes(vida, azar):
            for segun in A_MANO:
                codigo, salida = orden(
                    "historial", CASO, "--al", instante.isoformat(), "--segun", segun, "--json"
                )
                assert codigo == 0, salida
                assert _dicho(salida) == _esperado(vida, instante, segun), (instante, segun)
    finally:
        vida.cerrar()
