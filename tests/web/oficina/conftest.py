"""The whole application on an instance with cases, and people who are logged in."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from tests.instancias import Prueba
from tests.web.conftest import Visitante, servida
from web import actual
from web.ajustes import Ajustes
from web.app import crear_app


@pytest.fixture
def prueba(ajustes: Ajustes) -> Iterator[Prueba]:
    """An instance whose accounts are named as their roles (see `molde`)."""
    prueba = Prueba(ajustes.instancia)
    yield prueba
    prueba.cerrar()


@pytest.fixture
def oficina(prueba: Prueba, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The application, at the instance's moved clock."""
    app = crear_app(prueba.ajustes)
    servicio = app.extensions[actual.EXTENSION]
    app.extensions[actual.EXTENSION] = servicio._replace(
        presente=lambda: prueba.ahora, abierta=lambda: prueba.abierta
    )
    yield app
    servicio.almacen.motor.dispose()


@pytest.fixture
def direccion(oficina: Flask) -> Iterator[str]:
    """The application on a free port, for a browser."""
    with servida(oficina) as direccion:
        yield direccion


@pytest.fixture
def entra(oficina: Flask) -> Callable[[str], Visitante]:
    """Log in as a role."""

    def como(rol: str) -> Visitante:
        visitante = Visitante(oficina)
        assert visitante.entrar(rol).status_code == 303
        return visitante

    return como
