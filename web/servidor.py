"""The HTTP server of `mediacion servir`: waitress, with what it refuses by itself said in Spanish."""

import socket
from typing import Any

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from web.errores import TEXTOS

HILOS = 8


class Negativa(ErrorTask):
    """What the application never saw: too large for the server, or no HTTP."""

    def execute(self) -> None:
        """Answer in a few plain words; the connection ends with it."""
        error = self.request.error
        texto = TEXTOS.get(error.code, TEXTOS[500 if error.code >= 500 else 400])
        cuerpo = f"{texto.titulo}\r\n\r\n{texto.que_hacer}\r\n".encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.append(("Content-Type", "text/plain; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(cuerpo)
        self.write(cuerpo)


class Canal(HTTPChannel):
    """A connection."""

    error_task_class = Negativa


def hacer_servidor(app: Any, enchufe: socket.socket, tope: int) -> Any:
    """The server on a socket that listens. `tope`: the largest request, in bytes.

    All of a request is kept in memory, since waitress would write a large one to the disk in clear.
    """
    servidor = create_server(
        app, sockets=[enchufe], threads=HILOS, ident="mediacion", inbuf_overflow=tope, max_request_body_size=tope
    )  # fmt: skip
    servidor.channel_class = Canal
    return servidor
