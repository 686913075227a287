"""Files on their way in: kept by hash, encrypted, while their rows are looked at or in doubt; then dropped."""

import hmac
import json
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casos.importacion.vista_previa import Clase, id_de_lote

_NONCE = 12
DIAS = 30
"""A file whose doubts nobody settles is dropped after so many days; it can be handed in again."""


class Guardado(NamedTuple):
    """A file as it was handed in."""

    clase: Clase
    nombre: str
    contenido: bytes
    pegado: bool


class Envios:
    """The files of an instance that are being imported. Names and telephones lie in clear in no file."""

    def __init__(self, carpeta: Path, clave: bytes) -> None:
        self._carpeta = carpeta
        self._cifra = AESGCM(hmac.digest(clave, b"envios de importacion", "sha256"))

    def guardar(self, sha256: str, envio: Guardado) -> UUID:
        """Keep a file; the id of its batch. The same one again replaces itself."""
        lote_id = id_de_lote(envio.clase, sha256)
        cabeza = json.dumps([envio.clase.value, envio.nombre, envio.pegado]).encode()
        claro = len(cabeza).to_bytes(4, "big") + cabeza + envio.contenido
        nonce = os.urandom(_NONCE)
        self._carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
        provisional = self._carpeta / f".{lote_id}.{nonce.hex()}"
        provisional.touch(mode=0o600)
        provisional.write_bytes(nonce + self._cifra.encrypt(nonce, claro, lote_id.bytes))
        provisional.replace(self._archivo(lote_id))
        return lote_id

    def leer(self, lote_id: UUID) -> Guardado | None:
        """A file that is still kept; None if it was dropped or cannot be read."""
        try:
            crudo = self._archivo(lote_id).read_bytes()
            claro = self._cifra.decrypt(crudo[:_NONCE], crudo[_NONCE:], lote_id.bytes)
        except (FileNotFoundError, InvalidTag, ValueError):
            return None
        largo = int.from_bytes(claro[:4], "big")
        clase, nombre, pegado = json.loads(claro[4 : 4 + largo])
        return Guardado(Clase(clase), nombre, claro[4 + largo :], pegado)

    def soltar(self, lote_id: UUID) -> None:
        """Drop a file; harmless when it is gone."""
        self._archivo(lote_id).unlink(missing_ok=True)

    def barrer(self, ahora: datetime) -> int:
        """Drop what is older than DIAS; how many."""
        limite = (ahora - timedelta(days=DIAS)).timestamp()
        viejos = (
            [a for a in self._carpeta.glob("*") if a.stat().st_mtime < limite]
            if self._carpeta.exists()
            else []
        )
        for archivo in viejos:
            archivo.unlink(missing_ok=True)
        return len(viejos)

    def _archivo(self, lote_id: UUID) -> Path:
        return self._carpeta / f"{lote_id}.envio"
