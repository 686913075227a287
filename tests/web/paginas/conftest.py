"""The ugly demo, served: built once however many processes run the tests, and a copy for each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from flask import Flask

from tests.web.conftest import servida
from tests.web.paginas.demostracion import aplicacion, construir_fea
from web.ajustes import Ajustes


@pytest.fixture(scope="session")
def molde_feo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The instance, not to be written to."""
    base = tmp_path_factory.getbasetemp()
    lugar = (base.parent if "popen" in base.name else base) / "demostracion_fea"
    with FileLock(f"{lugar}.lock"):
        listo = lugar / "listo"
        if not listo.exists():
            construir_fea(lugar / "instancia")
            listo.touch()
    return lugar / "instancia"


@pytest.fixture(scope="session")
def fea(molde_feo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on it, for tests that only read."""
    copia = shutil.copytree(molde_feo, tmp_path_factory.mktemp("fea") / "instancia")
    with aplicacion(Ajustes(instancia=copia, base_datos="")) as app:
        yield app


@pytest.fixture(scope="session")
def direccion_fea(fea: Flask) -> Iterator[str]:
    """It on a free port, for a browser."""
    with servida(fea) as direccion:
        yield direccion
