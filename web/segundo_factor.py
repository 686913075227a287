"""Second factor: codes of six digits from a phone (RFC 6238), each good once, and recovery codes on paper."""

import hashlib
import secrets
from datetime import datetime

import pyotp
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from web.almacen import Almacen
from web.almacen import cuentas as filas

PASO_SEGUNDOS = 30
CODIGOS = 10


def nuevo_secreto() -> str:
    """160 random bits in base 32, as authenticator apps want them."""
    return pyotp.random_base32()


def direccion_otpauth(secreto: str, usuario: str, emisor: str) -> str:
    """What the QR code says."""
    return pyotp.TOTP(secreto).provisioning_uri(name=usuario, issuer_name=emisor)


def paso_del_codigo(secreto: str, codigo: str, ahora: datetime) -> int | None:
    """The 30-second step that a code belongs to, one before or after now allowed; None if it is wrong."""
    actual = int(ahora.timestamp()) // PASO_SEGUNDOS
    digitos = "".join(codigo.split())
    for paso in (actual, actual - 1, actual + 1):
        if secrets.compare_digest(pyotp.TOTP(secreto).generate_otp(paso).encode(), digitos.encode()):
            return paso
    return None


def activar(almacen: Almacen, llave: bytes, usuario: str, secreto: str, paso: int) -> list[str]:
    """Switch it on and return the recovery codes, which are shown this once."""
    codigos = [_codigo() for _ in range(CODIGOS)]
    guardado = _cifrar(llave, usuario, secreto)
    filas.poner_segundo_factor(
        almacen, usuario, guardado, paso, [_huella(usuario, codigo) for codigo in codigos]
    )
    return codigos


def quitar(almacen: Almacen, usuario: str) -> None:
    """Switch it off and forget its codes."""
    filas.poner_segundo_factor(almacen, usuario, None, 0, [])


def confirma(almacen: Almacen, llave: bytes, usuario: str, codigo: str, ahora: datetime) -> bool:
    """Whether a code from the phone, or a recovery code, is right; either is used up by asking."""
    guardado = filas.secreto_totp(almacen, usuario)
    if guardado is None:
        return False
    paso = paso_del_codigo(_descifrar(llave, usuario, guardado), codigo, ahora)
    if paso is not None:
        return filas.gastar_paso(almacen, usuario, paso)
    return filas.gastar_codigo(almacen, usuario, _huella(usuario, codigo))


def _codigo() -> str:
    letras = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letras) for _ in range(4)) for _ in range(4))


def _huella(usuario: str, codigo: str) -> str:
    """79 random bits need no slow hash."""
    return hashlib.sha256(f"{usuario}\0{codigo.strip().casefold()}".encode()).hexdigest()


def _aes(llave: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=b"mediacion segundo factor").derive(llave))


def _cifrar(llave: bytes, usuario: str, secreto: str) -> bytes:
    nonce = secrets.token_bytes(12)
    return nonce + _aes(llave).encrypt(nonce, secreto.encode(), usuario.encode())


def _descifrar(llave: bytes, usuario: str, guardado: bytes) -> str:
    return _aes(llave).decrypt(guardado[:12], guardado[12:], usuario.encode()).decode()
