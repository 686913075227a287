"""An encrypted file: AES-256-GCM in pieces, so that a large one is read in little memory and a cut one is noticed.

`MAGIA`, a random prefix, then pieces of 64 KiB. The nonce of each is the prefix, its number and whether it is the
last (the STREAM construction): none can be left out, moved, or brought from another file.
"""

import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casos.boveda.errores import BovedaIlegible

MAGIA = b"MEDIACION-SOBRE-1\n"
PIEZA = 64 * 1024
_PREFIJO, _MARCA = 7, 16


def cerrar(llave: bytes, claro: bytes, de: bytes) -> Iterator[bytes]:
    """The encrypted file of some bytes, in pieces; it opens only with the same `de`."""
    cifra, prefijo = AESGCM(llave), secrets.token_bytes(_PREFIJO)
    yield MAGIA + prefijo
    lugares = range(0, max(len(claro), 1), PIEZA)
    for numero, lugar in enumerate(lugares):
        ultima = numero == len(lugares) - 1
        yield cifra.encrypt(_nonce(prefijo, numero, ultima), claro[lugar : lugar + PIEZA], de)


def abrir(llave: bytes, archivo: BinaryIO, de: bytes) -> Iterator[bytes]:
    """The clear pieces of an encrypted file. Raises BovedaIlegible where it was altered or cut."""
    if archivo.read(len(MAGIA)) != MAGIA or len(prefijo := archivo.read(_PREFIJO)) != _PREFIJO:
        raise BovedaIlegible("El documento no está guardado como lo escribe el sistema.")
    cifra, numero = AESGCM(llave), 0
    pieza = archivo.read(PIEZA + _MARCA)
    while True:
        siguiente = archivo.read(PIEZA + _MARCA)
        try:
            yield cifra.decrypt(_nonce(prefijo, numero, not siguiente), pieza, de)
        except (InvalidTag, ValueError) as error:
            raise BovedaIlegible("El documento fue alterado o está incompleto.") from error
        if not siguiente:
            return
        pieza, numero = siguiente, numero + 1


def _nonce(prefijo: bytes, numero: int, ultima: bool) -> bytes:
    return prefijo + numero.to_bytes(4, "big") + bytes([ultima])
