"""Instances built by the generator: a small one per session of tests, and a large one shared by all workers."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from casos.asiento import Historia
from casos.mediacion.estado import Caso
from web import instancia as instancias
from web.ajustes import Ajustes
from web.demo.construir import Construida, construir
from web.instancia import Instancia

VIERNES = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
"""Friday, half past three in Sonora: the day's work is done."""


class Hecha(NamedTuple):
    """A built instance: where it is, and what the builder said of it."""

    ajustes: Ajustes
    construida: Construida


def hacer(carpeta: Path, *, casos: int, dias: int, semilla: int = 1, hasta: datetime = VIERNES) -> Hecha:
    ajustes = Ajustes(instancia=carpeta, base_datos="")
    return Hecha(ajustes, construir(ajustes, casos=casos, semilla=semilla, hasta=hasta, dias=dias))


def abrir(hecha: Hecha, hasta: datetime = VIERNES) -> Instancia:
    return instancias.abrir(hecha.ajustes, lambda: hasta)


def historias(instancia: Instancia) -> list[Historia]:
    """Every mediation case."""
    todas = (instancia.casos.historia(caso_id) for caso_id, _ in instancia.casos.registro.por_caso())
    return [h for h in todas if h is not None and isinstance(h.caso, Caso)]


@pytest.fixture(scope="session")
def chica(tmp_path_factory: pytest.TempPathFactory) -> Hecha:
    """Twenty-five cases and sixty days."""
    return hacer(tmp_path_factory.mktemp("chica") / "instancia", casos=25, dias=60)


@pytest.fixture(scope="session")
def instancia_chica(chica: Hecha) -> Iterator[Instancia]:
    abierta = abrir(chica)
    yield abierta
    abierta.cerrar()


@pytest.fixture(scope="session")
def instancia_grande(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instancia]:
    """The demo as people get it, 400 cases and nine months; built once however many processes run the tests."""
    base = tmp_path_factory.getbasetemp()
    carpeta = (base.parent if "popen" in base.name else base) / "demostracion"
    ajustes = Ajustes(instancia=carpeta, base_datos="")
    with FileLock(f"{carpeta}.lock"):
        if not ajustes.archivo_clave_registro.exists():
            construir(ajustes, casos=400, semilla=1, hasta=VIERNES)
    abierta = instancias.abrir(ajustes, lambda: VIERNES)
    yield abierta
    abierta.cerrar()
