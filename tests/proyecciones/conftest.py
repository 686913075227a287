"""An instance on each engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.instancias import Prueba


@pytest.fixture
def prueba(motor_url: str, tmp_path: Path) -> Iterator[Prueba]:
    prueba = Prueba(tmp_path / "instancia", "" if motor_url.startswith("sqlite") else motor_url)
    yield prueba
    prueba.cerrar()
