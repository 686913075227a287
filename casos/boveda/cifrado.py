"""How a person's record and the private texts about them are encrypted under the person's own key."""

import base64
import hmac
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from casos.boveda.errores import BovedaIlegible
from casos.hecho import PREFIJO_CIFRADO

LARGO_LLAVE = 32
_NONCE = 12


def cifrar_ficha(llave: bytes, ficha: bytes, lugar: bytes) -> bytes:
    """AES-256-GCM with a random nonce in front; it opens only with the same `lugar`."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(llave).encrypt(nonce, ficha, lugar)


def descifrar_ficha(llave: bytes, cifrado: bytes, lugar: bytes) -> bytes:
    """The record. Raises BovedaIlegible if it was altered or moved to another row."""
    try:
        return AESGCM(llave).decrypt(cifrado[:_NONCE], cifrado[_NONCE:], lugar)
    except InvalidTag as error:
        raise BovedaIlegible("La ficha de una persona fue alterada o movida de lugar; restáurela.") from error


def lugar_de_ficha(persona_id: UUID, version: int, desde: int) -> bytes:
    """What ties a record to its row: person, version and instant."""
    return b"persona" + persona_id.bytes + version.to_bytes(4, "big") + desde.to_bytes(8, "big", signed=True)


def cifrar_texto(llave: bytes, persona_id: UUID, texto: str, contexto: str) -> str:
    """A token `cifrado:…`, always the same for the same text, person and context (AES-SIV, RFC 5297).

    Deterministic, because a repeated request must give the same fact: whoever sees two equal tokens learns
    that the same text was written twice in the same place, and nothing else.
    """
    cifrado = _para_textos(llave).encrypt(texto.encode(), [persona_id.bytes, contexto.encode()])
    return PREFIJO_CIFRADO + base64.urlsafe_b64encode(cifrado).decode()


def descifrar_texto(llave: bytes, persona_id: UUID, token: str, contexto: str) -> str:
    """The text of a token. Raises BovedaIlegible if it was altered, or made for another person or context."""
    try:
        if not token.startswith(PREFIJO_CIFRADO):
            raise ValueError(token)
        cifrado = base64.urlsafe_b64decode(token.removeprefix(PREFIJO_CIFRADO))
        return _para_textos(llave).decrypt(cifrado, [persona_id.bytes, contexto.encode()]).decode()
    except (InvalidTag, ValueError):
        raise BovedaIlegible("Un texto privado fue alterado o no pertenece a este lugar.") from None


def _para_textos(llave: bytes) -> AESSIV:
    return AESSIV(hmac.digest(llave, b"mediacion/boveda/textos", "sha512"))
