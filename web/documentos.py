"""The scans of an instance, each kept once under its SHA-256, as the auditor's bundle will carry it."""

import hashlib
import os
from pathlib import Path
from typing import Literal, NamedTuple
from uuid import uuid4

from casos.disco import asentar_carpeta

Formato = Literal["pdf", "jpg", "png"]
FIRMAS: dict[Formato, bytes] = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
"""How each format begins; the name of a file says nothing."""
FINALES: dict[Formato, bytes] = {"pdf": b"%%EOF", "jpg": b"\xff\xd9", "png": b"IEND"}
"""What its last kilobyte holds if it is whole."""


class ArchivoNoAdmitido(ValueError):
    """It is none of the formats, or was cut off; the text is for the person."""


class Documento(NamedTuple):
    """A kept file."""

    huella: str
    formato: Formato
    ruta: Path


def reconocer(contenido: bytes) -> Formato:
    """The format, by the bytes. Raises ArchivoNoAdmitido."""
    if not contenido:
        raise ArchivoNoAdmitido("El archivo está vacío; elija otro.")
    formato = next((f for f, firma in FIRMAS.items() if contenido.startswith(firma)), None)
    if formato is None:
        raise ArchivoNoAdmitido("No es un PDF ni una imagen JPG o PNG; escanéelo en uno de esos formatos.")
    if FINALES[formato] not in contenido[-1024:]:
        raise ArchivoNoAdmitido("El archivo está incompleto; vuelva a escanearlo o a copiarlo.")
    return formato


def guardar(carpeta: Path, contenido: bytes) -> Documento:
    """Keep a file durably before any fact names it; the same one again stays as it is. Raises ArchivoNoAdmitido."""
    formato, huella = reconocer(contenido), hashlib.sha256(contenido).hexdigest()
    ruta = carpeta / f"{huella}.{formato}"
    if not ruta.exists():
        provisional = carpeta / f".{uuid4().hex}"
        provisional.touch(mode=0o600, exist_ok=False)
        with provisional.open("wb") as archivo:
            archivo.write(contenido)
            archivo.flush()
            os.fsync(archivo.fileno())
        provisional.replace(ruta)
        asentar_carpeta(carpeta)
    return Documento(huella, formato, ruta)


def hallar(carpeta: Path, huella: str) -> Documento | None:
    """A kept file by its SHA-256 in hexadecimal, or None."""
    for formato in FIRMAS:
        ruta = carpeta / f"{huella}.{formato}"
        if ruta.is_file():
            return Documento(huella, formato, ruta)
    return None
