"""What is uploaded never lies on the disk in clear, and what is too large is refused in Spanish."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from typing import Any

import pytest
from flask import Flask
from waitress import buffers
from werkzeug import formparser

from tests.instancias import Prueba
from tests.web.conftest import Visitante
from tests.web.escaneados.hojas import en, hoja
from tests.web.escaneados.test_pantallas import archivo, hechos, mio, subir
from web.servidor import hacer_servidor

Entra = Callable[[str], Visitante]
MEGA = 2**20
TOPE = 3 * MEGA


def pesado() -> bytes:
    """A true scan of more than what servers like to keep in memory (500 KB)."""
    return en("PDF", hoja("Convenio")) + b"\n%" + b"x" * (700 * 1024) + b"\n%%EOF\n"


def sin_temporales(monkeypatch: pytest.MonkeyPatch) -> None:
    def nadie(*_: Any, **__: Any) -> Any:
        raise AssertionError("a temporary file was made")

    monkeypatch.setattr(formparser, "SpooledTemporaryFile", nadie)
    monkeypatch.setattr(buffers.TempfileBasedBuffer, "newfile", nadie)


def test_un_escaneo_grande_no_pasa_por_un_archivo_temporal(
    prueba: Prueba, entra: Entra, monkeypatch: pytest.MonkeyPatch
) -> None:
    caso, ana = mio(prueba), entra("responsable")
    sin_temporales(monkeypatch)
    pagina = subir(ana, pesado(), caso=caso)
    assert pagina.status_code == 200
    assert "data-tarjeta>" in pagina.text
    assert "DocumentoAnexado" not in hechos(prueba, caso)


def test_un_envio_mayor_de_lo_que_acepta_la_pagina_es_413_en_espanol(entra: Entra) -> None:
    respuesta = entra("responsable").enviar("/importar/", {"archivo": archivo(b"0" * (21 * MEGA), "a.xlsx")})
    assert respuesta.status_code == 413
    assert "El archivo es demasiado grande" in respuesta.text
    assert "Se aceptan envíos de hasta 20 MB." in respuesta.text


@pytest.fixture
def puerto() -> Iterator[int]:
    """The server of `mediacion servir`, with an application that says how many bytes came."""
    cuenta = Flask("cuenta")

    @cuenta.post("/")
    def recibir() -> str:
        from flask import request

        return str(len(request.get_data()))

    enchufe = socket.create_server(("127.0.0.1", 0))
    servidor = hacer_servidor(cuenta, enchufe, TOPE)
    hilo = threading.Thread(target=servidor.run, daemon=True)
    hilo.start()
    yield enchufe.getsockname()[1]
    servidor.trigger.pull_trigger(
        lambda: _cerrar(servidor)
    )  # in its own thread: nothing else touches the sockets
    hilo.join()
    servidor.task_dispatcher.shutdown()


def _cerrar(servidor: Any) -> None:
    for canal in list(servidor.active_channels.values()):
        canal.handle_close()
    servidor.close()


def enviar(puerto: int, cuantos: int) -> tuple[int, str]:
    conexion = HTTPConnection("127.0.0.1", puerto, timeout=20)
    conexion.putrequest("POST", "/")
    conexion.putheader("Content-Length", str(cuantos))
    conexion.endheaders()
    if cuantos < TOPE:
        conexion.send(b"0" * cuantos)
    respuesta = conexion.getresponse()
    texto = respuesta.read().decode()
    conexion.close()
    return respuesta.status, texto


def test_el_servidor_guarda_en_memoria_lo_que_acepta(puerto: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sin_temporales(monkeypatch)
    assert enviar(puerto, TOPE - 1) == (200, str(TOPE - 1))


def test_el_servidor_rehusa_en_espanol_lo_que_no_cabe(puerto: int) -> None:
    estado, texto = enviar(puerto, TOPE)
    assert estado == 413
    assert texto.startswith("El archivo es demasiado grande")
