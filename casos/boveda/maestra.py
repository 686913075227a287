"""The master key: one small file, apart from every datum, with one line for each generation.

`HUELLA BASE64` a line, the last one in force. Two keys are derived from each (HKDF): one wraps the people's
keys, the other makes the blind index.
"""

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from casos.boveda.errores import BovedaIlegible
from casos.disco import asentar_carpeta

_BYTES = 32
_ENCABEZADO = (
    "# Clave maestra de Mediación: sin este archivo no se puede leer a ninguna persona.\n"
    "# Guarde una copia fuera de este equipo y nunca junto a los respaldos de la bóveda.\n"
)
LARGO_HUELLA = 8


class Generacion(NamedTuple):
    """One master key: its short fingerprint and the two keys derived from it."""

    huella: str
    secreto: bytes
    envoltura: bytes
    indice: bytes

    @classmethod
    def de(cls, secreto: bytes) -> "Generacion":
        """Derive everything from 32 secret bytes."""
        huella = hashlib.sha256(b"mediacion/huella" + secreto).hexdigest()[:LARGO_HUELLA]
        return cls(huella, secreto, _derivar(secreto, b"envoltura"), _derivar(secreto, b"indice"))

    def envolver(self, llave: bytes) -> bytes:
        """A person's key as it is stored (AES key wrap, RFC 3394: 40 bytes)."""
        return aes_key_wrap(self.envoltura, llave)

    def desenvolver(self, envuelta: bytes) -> bytes:
        """The person's key. Raises BovedaIlegible if it was altered or is another master's."""
        try:
            return aes_key_unwrap(self.envoltura, envuelta)
        except InvalidUnwrap as error:
            raise BovedaIlegible(f"La clave de una persona no abre con la maestra {self.huella}.") from error

    def indicar(self, campo: str, valor: str) -> bytes:
        """The blind index of a normalised value: who lacks the master cannot guess CURPs from it."""
        return hmac.digest(self.indice, f"{campo}\0{valor}".encode(), "sha256")[:16]


def _derivar(secreto: bytes, para: bytes) -> bytes:
    return HKDF(SHA256(), _BYTES, salt=None, info=b"mediacion/boveda/" + para).derive(secreto)


class Maestra:
    """The generations in the file; read again when the file changes or an unknown fingerprint turns up."""

    def __init__(self, archivo: Path) -> None:
        self.archivo = archivo
        self._leer()

    @classmethod
    def crear(cls, archivo: Path) -> "Maestra":
        """Write a first generation, for its owner only. Raises FileExistsError rather than replace one."""
        archivo.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _guardar(archivo, [Generacion.de(secrets.token_bytes(_BYTES))], os.O_EXCL)
        asentar_carpeta(archivo.parent)
        return cls(archivo)

    @property
    def vigente(self) -> Generacion:
        """The generation under which everything new is wrapped and indexed."""
        self._releer_si_cambio()
        return self._generaciones[-1]

    @property
    def todas(self) -> tuple[Generacion, ...]:
        """All generations, oldest first."""
        self._releer_si_cambio()
        return tuple(self._generaciones)

    def de_huella(self, huella: str) -> Generacion:
        """The generation with a fingerprint. Raises BovedaIlegible if the file does not have it."""
        generacion = self._por_huella.get(huella)
        if generacion is None:
            self._leer()
            generacion = self._por_huella.get(huella)
        if generacion is None:
            raise BovedaIlegible(
                f"Al archivo {self.archivo.name} le falta la clave maestra {huella}: restáurelo de su copia."
            )
        return generacion

    def agregar(self) -> Generacion:
        """Add a new generation, which is then in force."""
        self._escribir([*self.todas, Generacion.de(secrets.token_bytes(_BYTES))])
        return self.vigente

    def conservar(self, huellas: Iterable[str]) -> None:
        """Drop from the file every generation but these and the one in force."""
        quedan = {*huellas, self.vigente.huella}
        self._escribir([g for g in self.todas if g.huella in quedan])

    def _leer(self) -> None:
        try:
            marca = _marca(self.archivo)
            renglones = self.archivo.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            raise BovedaIlegible(
                f"Falta la clave maestra {self.archivo}: restáurela de su copia, o prepare la instancia con "
                "«mediacion iniciar» si es nueva."
            ) from None
        self._generaciones = [
            _generacion(r, self.archivo) for r in renglones if r.strip() and not r.startswith("#")
        ]
        if not self._generaciones:
            raise BovedaIlegible(f"El archivo {self.archivo} está vacío: restáurelo de su copia.")
        self._marca = marca
        self._por_huella = {g.huella: g for g in self._generaciones}

    def _releer_si_cambio(self) -> None:
        try:
            cambio = _marca(self.archivo) != self._marca
        except FileNotFoundError:
            cambio = True
        if cambio:
            self._leer()

    def _escribir(self, generaciones: list[Generacion]) -> None:
        nuevo = self.archivo.with_suffix(".nueva")
        _guardar(nuevo, generaciones, os.O_TRUNC)
        nuevo.replace(self.archivo)
        asentar_carpeta(self.archivo.parent)
        self._leer()


def _marca(archivo: Path) -> tuple[int, int, int]:
    datos = archivo.stat()
    return datos.st_ino, datos.st_mtime_ns, datos.st_size


def _guardar(archivo: Path, generaciones: list[Generacion], modo: int) -> None:
    renglones = (f"{g.huella} {base64.b64encode(g.secreto).decode()}\n" for g in generaciones)
    with os.fdopen(os.open(archivo, os.O_WRONLY | os.O_CREAT | modo, 0o600), "w", encoding="utf-8") as salida:
        salida.writelines((_ENCABEZADO, *renglones))
        salida.flush()
        os.fsync(salida.fileno())


def _generacion(renglon: str, archivo: Path) -> Generacion:
    huella, _, codigo = renglon.strip().partition(" ")
    try:
        generacion = Generacion.de(base64.b64decode(codigo, validate=True))
    except ValueError:
        generacion = None
    if generacion is None or generacion.huella != huella or len(generacion.secreto) != _BYTES:
        raise BovedaIlegible(f"Un renglón de {archivo} está dañado: restaure el archivo de su copia.")
    return generacion
