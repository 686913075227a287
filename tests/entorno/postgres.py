"""Fixtures for tests on a real PostgreSQL: a server for the whole run, an empty database for each test."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.entorno.servidor_postgres import Corrida, SinPostgres, base_nueva

CORRIDA = pytest.StashKey[Corrida]()


def pytest_configure(config: pytest.Config) -> None:
    del_dueno = getattr(config, "workerinput", {}).get("corrida_pg")
    config.stash[CORRIDA] = Corrida(Path(del_dueno[0]), del_dueno[1]) if del_dueno else Corrida.nueva()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node) -> None:
    corrida = node.config.stash[CORRIDA]
    node.workerinput["corrida_pg"] = (str(corrida.directorio), corrida.proceso)


def pytest_unconfigure(config: pytest.Config) -> None:
    corrida = config.stash.get(CORRIDA, None)
    if corrida is not None and corrida.proceso == os.getpid():
        corrida.terminar()


@contextmanager
def base_rapida(config: pytest.Config) -> Iterator[str]:
    """An empty database, for a fixture that outlives one test."""
    yield from _base(config, duradero=False)


def _base(config: pytest.Config, *, duradero: bool) -> Iterator[str]:
    try:
        servidor = config.stash[CORRIDA].servidor(duradero=duradero)
    except SinPostgres as motivo:
        if os.environ.get("MEDIACION_EXIGE_TODO"):
            pytest.fail(str(motivo))
        pytest.skip(str(motivo))
    with base_nueva(servidor) as url:
        yield url


@pytest.fixture
def postgres_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """An empty database on a server that does not wait for the disk: quick, for what no crash is part of."""
    yield from _base(pytestconfig, duradero=False)


@pytest.fixture
def postgres_durable_url(pytestconfig: pytest.Config) -> Iterator[str]:
    """An empty database on a server with `fsync` on, as in an office: for crashes and measurements."""
    yield from _base(pytestconfig, duradero=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def motor_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database on each engine in turn, as a URL that SQLAlchemy and the settings understand."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'prueba.db'}"
    return request.getfixturevalue("postgres_url")
