"""A vault on each engine in turn."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from casos.boveda import Boveda, Lugar


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def lugar(request: pytest.FixtureRequest, tmp_path: Path) -> Lugar:
    """Where a new vault goes."""
    if request.param == "sqlite":
        return Lugar.en(tmp_path)
    url = request.getfixturevalue("postgres_url")
    return Lugar.en_postgresql(url, url, tmp_path)


@pytest.fixture
def lugar_sqlite(tmp_path: Path) -> Lugar:
    """Where a new vault on SQLite goes: for what only files have."""
    return Lugar.en(tmp_path)


@pytest.fixture
def abrir() -> Iterator[Callable[[Lugar], Boveda]]:
    """Open (and prepare, the first time) a vault; all are closed afterwards."""
    abiertas: list[Boveda] = []

    def abre(lugar: Lugar) -> Boveda:
        Boveda.iniciar(lugar)
        abiertas.append(Boveda(lugar))
        return abiertas[-1]

    yield abre
    for boveda in abiertas:
        boveda.cerrar()


@pytest.fixture
def boveda(lugar: Lugar, abrir: Callable[[Lugar], Boveda]) -> Boveda:
    """A new vault."""
    return abrir(lugar)
