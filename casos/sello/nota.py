"""Checkpoints as C2SP notes: origin, size and root, signed with Ed25519, in a text that other tools can check.

Formats: c2sp.org/tlog-checkpoint and c2sp.org/signed-note.
"""

import base64
import binascii
import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

RENGLON_DE_FIRMA = "\N{EM DASH} "
ED25519 = b"\x01"
NOMBRE = "mediacion"


class NotaInvalida(ValueError):
    """A text that is no checkpoint of this log, or whose signature does not hold."""


class Sello(NamedTuple):
    """A checkpoint: how many leaves, their root, and the signed note that says so."""

    tamano: int
    raiz: bytes
    nota: str

    @property
    def codigo(self) -> str:
        """What is printed of it: the size and the first 80 bits of the root, in fours (`59-ABCD-EFGH-IJKL-MNOP`)."""
        letras = base64.b32encode(self.raiz[:10]).decode()
        return "-".join([str(self.tamano), *(letras[n : n + 4] for n in range(0, 16, 4))])


class Publica(NamedTuple):
    """The public half of a sealing key, under the log's name (its C2SP origin)."""

    origen: str
    cruda: bytes

    @property
    def marca(self) -> bytes:
        """The key id of a C2SP note: four bytes."""
        return hashlib.sha256(self.origen.encode() + b"\n" + ED25519 + self.cruda).digest()[:4]

    @property
    def texto(self) -> str:
        """The verifier key in C2SP form: name+id+key."""
        return f"{self.origen}+{self.marca.hex()}+{base64.b64encode(ED25519 + self.cruda).decode()}"

    def leer(self, nota: str) -> Sello:
        """The checkpoint of a note that this key signed; raises NotaInvalida with what is wrong."""
        texto = self.texto_de(nota).removesuffix("\n")
        lineas = texto.split("\n")
        if len(lineas) != 3 or not lineas[1].isdecimal() or str(int(lineas[1])) != lineas[1]:
            raise NotaInvalida("El sello no tiene la forma esperada (origen, tamaño y raíz).")
        if lineas[0] != self.origen:
            raise NotaInvalida("Está firmado, pero no es un sello del registro.")
        raiz = _base64(lineas[2])
        if len(raiz) != 32:
            raise NotaInvalida("La raíz del sello no mide 32 bytes.")
        return Sello(int(lineas[1]), raiz, nota)

    def texto_de(self, nota: str) -> str:
        """The text of any note that this key signed; raises NotaInvalida."""
        texto, separa, firmas = nota.rpartition("\n\n")
        if not separa:
            raise NotaInvalida("El texto no está firmado.")
        mensaje = f"{texto}\n"
        self._revisar(mensaje.encode(), firmas)
        return mensaje

    def _revisar(self, mensaje: bytes, firmas: str) -> None:
        propia = f"{RENGLON_DE_FIRMA}{self.origen} "
        for renglon in firmas.removesuffix("\n").split("\n"):
            if not renglon.startswith(propia):
                continue
            firma = _base64(renglon.removeprefix(propia))
            if firma[:4] != self.marca:
                continue
            try:
                Ed25519PublicKey.from_public_bytes(self.cruda).verify(firma[4:], mensaje)
            except InvalidSignature as error:
                raise NotaInvalida("La firma del sello no es válida.") from error
            return
        raise NotaInvalida("El sello no está firmado con la llave de este registro.")


class Llave:
    """The sealing key: an Ed25519 seed in a file that the database does not hold."""

    def __init__(self, semilla: bytes) -> None:
        self._privada = Ed25519PrivateKey.from_private_bytes(semilla)
        cruda = self._privada.public_key().public_bytes_raw()
        self.publica = Publica(f"{NOMBRE}/{hashlib.sha256(cruda).hexdigest()[:16]}", cruda)

    @classmethod
    def crear(cls, archivo: Path) -> "Llave":
        """Write a new key that only its owner can read; raises FileExistsError rather than replace one."""
        archivo.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(archivo, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        semilla = Ed25519PrivateKey.generate().private_bytes_raw()
        with os.fdopen(descriptor, "w", encoding="ascii") as salida:
            salida.write(semilla.hex())
        return cls(semilla)

    @classmethod
    def abrir(cls, archivo: Path) -> "Llave":
        """Read the key; FileNotFoundError when there is none, NotaInvalida when it cannot be used."""
        try:
            return cls(bytes.fromhex(archivo.read_text("ascii").strip()))
        except ValueError as error:
            raise NotaInvalida(f"No se puede usar la llave {archivo}; restáurela de su respaldo.") from error

    def sellar(self, tamano: int, raiz: bytes) -> Sello:
        """Sign a checkpoint. The same leaves give the same note: Ed25519 has no chance in it."""
        texto = f"{self.publica.origen}\n{tamano}\n{base64.b64encode(raiz).decode()}\n"
        return Sello(tamano, raiz, self.firmar(texto))

    def firmar(self, texto: str) -> str:
        """Any text (ending in a newline, its first line telling what it is) as a signed note."""
        firma = base64.b64encode(self.publica.marca + self._privada.sign(texto.encode())).decode()
        return f"{texto}\n{RENGLON_DE_FIRMA}{self.publica.origen} {firma}\n"


def _base64(texto: str) -> bytes:
    """Strict base64: only the canonical spelling is taken, so that no changed character goes unnoticed."""
    try:
        leido = base64.b64decode(texto.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise NotaInvalida("El sello tiene un texto base64 que no se puede leer.") from error
    if base64.b64encode(leido).decode() != texto:
        raise NotaInvalida("El sello tiene un texto base64 que no se puede leer.")
    return leido
