"""An application on an empty instance with an account per role, a visitor, a live server."""

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from casos.decision import ROLES
from tests.web import galeria
from web import claves, cuentas
from web.actual import servicio
from web.ajustes import Ajustes, crear_clave
from web.almacen import Almacen, abrir
from web.app import crear_app

CLAVE = "tres gatos pardos 9"
_TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')


def preparar(instancia: Path, **otros: object) -> Ajustes:
    """An instance with its key and the tables of the service data, and nobody in it."""
    ajustes = Ajustes(instancia=instancia, **otros)
    crear_clave(ajustes.archivo_clave_sesiones)
    abrir(ajustes).crear()
    return ajustes


@pytest.fixture(scope="session")
def molde(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with an account per role, named as it, password CLAVE: made once, copied for each test."""
    instancia = tmp_path_factory.mktemp("molde")
    almacen = abrir(preparar(instancia))
    guardada = claves.cifrar(CLAVE)
    with pytest.MonkeyPatch.context() as rapido:
        rapido.setattr(claves, "cifrar", lambda clave: guardada)
        for rol in ROLES:
            sede = "HMO" if rol == "responsable" else ""
            cuentas.crear(almacen, rol, f"Persona de {rol.title()}", rol, sede, clave=CLAVE)
    almacen.motor.dispose()
    return instancia


@pytest.fixture
def ajustes(tmp_path: Path, molde: Path) -> Ajustes:
    return Ajustes(instancia=shutil.copytree(molde, tmp_path / "instancia"))


PROPIAS = ("acceso", "ayuda", "borradores", "codigo", "cuenta", "entendido", "inicio", "marca", "salud")
"""The shell's own screens: what it does must not depend on the others."""


def solo_el_armazon(ajustes: Ajustes) -> Flask:
    """The application with no screens but the shell's."""
    propias = [import_module(f"web.pantallas.{nombre}") for nombre in PROPIAS]
    with pytest.MonkeyPatch.context() as pocas:
        pocas.setattr("web.app._modulos", lambda: propias)
        return crear_app(ajustes)


@pytest.fixture
def app(ajustes: Ajustes) -> Iterator[Flask]:
    """The application with the shell's screens and the gallery's."""
    construida = galeria.montar(solo_el_armazon(ajustes))
    yield construida
    with construida.app_context():
        servicio().almacen.motor.dispose()


@pytest.fixture
def almacen(app: Flask) -> Almacen:
    with app.app_context():
        return servicio().almacen


class Visitante:
    """Someone without JavaScript: follows links and sends forms with their token."""

    def __init__(self, app: Flask, direccion: str = "10.0.0.7") -> None:
        self.cliente: FlaskClient = app.test_client()
        self.entorno = {"REMOTE_ADDR": direccion}

    def ver(self, url: str, **opciones: object) -> TestResponse:
        return self.cliente.get(url, environ_overrides=self.entorno, buffered=True, **opciones)

    def token(self) -> str:
        encontrado = _TOKEN.search(self.ver("/cuenta/", follow_redirects=True).text)
        assert encontrado is not None
        return encontrado[1]

    def enviar(self, url: str, datos: dict[str, object] | None = None, **opciones: object) -> TestResponse:
        datos = {"csrf_token": self.token(), **(datos or {})}
        respuesta = self.cliente.post(url, data=datos, environ_overrides=self.entorno, **opciones)
        respuesta.request.input_stream.close()  # what was large lies in a temporary file
        return respuesta

    def entrar(self, usuario: str = "responsable", clave: str = CLAVE, siguiente: str = "") -> TestResponse:
        return self.enviar("/entrar", {"usuario": usuario, "clave": clave, "siguiente": siguiente})

    @property
    def galleta(self) -> str:
        encontrada = self.cliente.get_cookie("mediacion")
        assert encontrada is not None
        return encontrada.value


HTMX = {"HX-Request": "true", "HX-Request-Type": "partial", "HX-Target": "main#contenido"}


@pytest.fixture
def visitante(app: Flask) -> Visitante:
    return Visitante(app)


@pytest.fixture
def responsable(visitante: Visitante) -> Visitante:
    """A visitor who is logged in as a responsable."""
    assert visitante.entrar().status_code == 303
    return visitante


@contextmanager
def servida(app: Flask) -> Iterator[str]:
    """An application on a free port, for a browser; its address."""
    escucha = make_server("127.0.0.1", 0, app, threaded=True)
    hilo = threading.Thread(target=escucha.serve_forever, daemon=True)
    hilo.start()
    yield f"http://127.0.0.1:{escucha.port}"
    escucha.shutdown()
    hilo.join()
    escucha.server_close()


@pytest.fixture
def servidor(app: Flask) -> Iterator[str]:
    with servida(app) as direccion:
        yield direccion
