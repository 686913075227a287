"""Files under `static/`: their address with a fingerprint, so that they can be kept, and their integrity."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from flask import url_for

CARPETA = Path(__file__).parent / "static"


@cache
def integridad(nombre: str) -> str:
    """The value of `integrity` for a file: sha384, read once."""
    suma = hashlib.sha384(CARPETA.joinpath(nombre).read_bytes()).digest()
    return "sha384-" + base64.b64encode(suma).decode()


def recurso(nombre: str) -> str:
    """The address of a file, another one whenever its content changes."""
    return url_for("static", filename=nombre, v=_huella(integridad(nombre)))


def recurso_de(endpoint: str, contenido: str) -> str:
    """The same for a file that a route makes from `contenido`."""
    return url_for(endpoint, v=_huella(contenido))


def _huella(texto: str) -> str:
    return hashlib.sha256(texto.encode()).hexdigest()[:12]
