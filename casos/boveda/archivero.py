"""The scans of an instance: each an encrypted file named by the SHA-256 of what it holds, kept once.

A file has a key of its own, wrapped for every person whom it concerns under that person's key. When the last of them
is forgotten nothing opens it any more, and it is deleted. Between being handed in and being put in a case it
is wrapped for nobody (`EN_ESPERA`); what nobody puts anywhere is swept.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from casos.boveda import sobre
from casos.boveda.bloques import en_bloques
from casos.boveda.cifrado import LARGO_LLAVE
from casos.boveda.errores import BovedaIlegible, PersonaDesconocida, PersonaYaOlvidada
from casos.boveda.fichas import en_micros
from casos.boveda.llavero import Llavero
from casos.boveda.motores import Almacen
from casos.boveda.tablas import envolturas
from casos.disco import asentar_carpeta

EN_ESPERA = UUID("00000000-0000-8000-8000-0000646f6373")
"""In the place of a person while a file belongs to no case yet."""
FINAL = ".sobre"
DIAS_EN_ESPERA = 7
MINIATURA_MAXIMA = sobre.PIEZA // 2
"""It is read without the rest: it lies in the first piece, before the file's own bytes."""
CLAROS = (".pdf", ".jpg", ".png")
"""Endings of the files that earlier versions left in clear; `migrar` encrypts them."""


class Estado(Enum):
    """What became of the file of a hash."""

    SANO = "sano"
    FALTA = "falta"
    ALTERADO = "alterado"
    SIN_CLAVE = "sin clave"


class Archivero:
    """The files of a folder, their keys in the vault. Made by `Boveda.archivero`."""

    def __init__(self, carpeta: Path, datos: Almacen, llavero: Llavero) -> None:
        self._carpeta, self._datos, self._llavero = carpeta, datos, llavero

    # --- writing ---

    def guardar(self, contenido: bytes, miniatura: bytes, ahora: datetime) -> str:
        """Keep a file durably, for nobody yet; its SHA-256. The same one again stays as it is."""
        huella = hashlib.sha256(contenido).hexdigest()
        with self._datos.escribiendo() as conexion:
            llave = self._llave(conexion, huella)
            if llave is None:
                llave = secrets.token_bytes(LARGO_LLAVE)
                self._envolver(conexion, huella, llave, [EN_ESPERA], ahora)
            conexion.execute(
                update(envolturas).where(*_suyas(huella, [EN_ESPERA])).values(desde=en_micros(ahora))
            )
            if self._ruta(huella).exists() and self.revisar(huella) is Estado.SANO:
                return huella
            self._escribir(huella, llave, contenido, miniatura)
        return huella

    def asignar(self, huella: str, personas: Collection[UUID], ahora: datetime) -> None:
        """Let a kept file concern these people, before the fact that says so. Who was forgotten is left out.

        Raises PersonaYaOlvidada when they all were, PersonaDesconocida, or FileNotFoundError.
        """
        with self._datos.escribiendo() as conexion:
            llave = self._llave(conexion, huella)
            if llave is None or not self._ruta(huella).exists():
                raise FileNotFoundError(huella)
            vivas, destruidas = self._llavero.leer(personas)
            if not vivas:
                raise PersonaYaOlvidada if destruidas else PersonaDesconocida
            self._envolver(conexion, huella, llave, vivas, ahora)
            conexion.execute(delete(envolturas).where(*_suyas(huella, [EN_ESPERA])))

    # --- reading ---

    def abrir(self, huella: str) -> Iterator[bytes]:
        """A file's bytes, in pieces. Raises FileNotFoundError, or BovedaIlegible if it was altered or has no key."""
        if (claro := self._en_claro(huella)) is not None:
            with claro.open("rb") as archivo:
                while pieza := archivo.read(sobre.PIEZA):
                    yield pieza
            return
        piezas = self._piezas(huella)
        primera = next(piezas)
        yield primera[4 + int.from_bytes(primera[:4], "big") :]
        yield from piezas

    def leer(self, huella: str) -> bytes:
        """A whole file; raises as `abrir`."""
        return b"".join(self.abrir(huella))

    def miniatura(self, huella: str) -> bytes:
        """The small picture of a file, or nothing where there is none."""
        try:
            primera = next(self._piezas(huella))
        except (FileNotFoundError, BovedaIlegible):
            return b""
        return primera[4 : 4 + int.from_bytes(primera[:4], "big")]

    def esta(self, huella: str) -> bool:
        """Whether a file can be read, without reading it."""
        if self._en_claro(huella) is not None:
            return True
        with self._datos.leyendo() as conexion:
            return self._ruta(huella).exists() and self._llave(conexion, huella) is not None

    def revisar(self, huella: str) -> Estado:
        """Read a file and compare its bytes with its hash."""
        hash_ = hashlib.sha256()
        try:
            for pieza in self.abrir(huella):
                hash_.update(pieza)
        except FileNotFoundError:
            return Estado.FALTA
        except SinClave:
            return Estado.SIN_CLAVE
        except BovedaIlegible:
            return Estado.ALTERADO
        return Estado.SANO if hash_.hexdigest() == huella else Estado.ALTERADO

    def de_persona(self, persona_id: UUID) -> tuple[list[str], list[str]]:
        """The hashes of the files that concern a person alone, and of those that also concern somebody else."""
        otras = envolturas.alias("otras")
        compartida = (
            select(otras.c.huella)
            .where(otras.c.huella == envolturas.c.huella, otras.c.persona_id != persona_id)
            .exists()
        )
        suyas = select(envolturas.c.huella).where(envolturas.c.persona_id == persona_id)
        with self._datos.leyendo() as conexion:
            solas = list(conexion.scalars(suyas.where(~compartida)))
            con_otras = list(conexion.scalars(suyas.where(compartida)))
        return sorted(solas), sorted(con_otras)

    def asignados(self, antes: datetime) -> set[str]:
        """The hashes of the files that concern somebody, of which nobody was told anything since an instant."""
        with self._datos.leyendo() as conexion:
            return _asignados(conexion, antes)

    def en_claro(self) -> list[Path]:
        """Files that an earlier version left in clear."""
        todos = self._carpeta.iterdir() if self._carpeta.exists() else ()
        return sorted(a for a in todos if a.suffix in CLAROS and len(a.stem) == 64 and a.is_file())

    # --- forgetting ---

    def limpiar(self, ahora: datetime) -> int:
        """Delete what nothing opens any more and what waited too long; how many files went. May be repeated.

        Forgetting a person destroys their key first: from then on only noise is left, which goes here.
        """
        limite = en_micros(ahora - timedelta(days=DIAS_EN_ESPERA))
        viejas = envolturas.c.persona_id == EN_ESPERA, envolturas.c.desde < limite
        with self._datos.escribiendo() as conexion:
            destruidas = self._llavero.destruidas()
            olvidadas = sum(
                conexion.execute(delete(envolturas).where(envolturas.c.persona_id.in_(bloque))).rowcount
                for bloque in en_bloques(destruidas)
            )
            conexion.execute(delete(envolturas).where(*viejas))
            quedan = set(conexion.scalars(select(envolturas.c.huella).distinct()))
            sobran = [a for a in self._carpeta.glob(f"*{FINAL}") if a.stem not in quedan]
            sobran += [a for a in self._carpeta.glob(".*.nuevo") if a.stat().st_mtime < limite / 1e6]
            for archivo in sobran:
                archivo.unlink(missing_ok=True)
            asentar_carpeta(self._carpeta)
        if olvidadas:
            self._datos.borrar_rastros(envolturas.name)
        return len(sobran)

    def tirar(self, huellas: Collection[str], antes: datetime) -> int:
        """Delete files that no fact names, but for those that were given to somebody since; how many."""
        with self._datos.escribiendo() as conexion:
            sobran = _asignados(conexion, antes) & set(huellas)
            for bloque in en_bloques(sobran):
                conexion.execute(delete(envolturas).where(envolturas.c.huella.in_(bloque)))
            for huella in sobran:
                self._ruta(huella).unlink(missing_ok=True)
            asentar_carpeta(self._carpeta)
        return len(sobran)

    # --- inside ---

    def _ruta(self, huella: str) -> Path:
        return self._carpeta / f"{huella}{FINAL}"

    def _en_claro(self, huella: str) -> Path | None:
        if self._ruta(huella).exists():
            return None
        return next((r for f in CLAROS if (r := self._carpeta / f"{huella}{f}").is_file()), None)

    def _piezas(self, huella: str) -> Iterator[bytes]:
        with self._ruta(huella).open("rb") as archivo:
            with self._datos.leyendo() as conexion:
                llave = self._llave(conexion, huella)
            if llave is None:
                raise SinClave("El documento no tiene clave: se olvidó a quien concernía.")
            yield from sobre.abrir(llave, archivo, bytes.fromhex(huella))

    def _escribir(self, huella: str, llave: bytes, contenido: bytes, miniatura: bytes) -> None:
        provisional = self._carpeta / f".{uuid4().hex}.nuevo"
        provisional.touch(mode=0o600, exist_ok=False)
        if len(miniatura) > MINIATURA_MAXIMA:
            miniatura = b""
        claro = len(miniatura).to_bytes(4, "big") + miniatura + contenido
        with provisional.open("wb") as archivo:
            archivo.writelines(sobre.cerrar(llave, claro, bytes.fromhex(huella)))
            archivo.flush()
            os.fsync(archivo.fileno())
        provisional.replace(self._ruta(huella))
        asentar_carpeta(self._carpeta)

    def _llave(self, conexion: Connection, huella: str) -> bytes | None:
        """The key of a file, through anybody whom it concerns and who still has theirs."""
        filas = select(envolturas.c.persona_id, envolturas.c.envuelta).where(envolturas.c.huella == huella)
        suyas = {fila.persona_id: fila.envuelta for fila in conexion.execute(filas)}
        for persona_id, llave in self._llavero.abrir(suyas).items():
            try:
                return aes_key_unwrap(_para_archivos(llave), suyas[persona_id])
            except InvalidUnwrap as error:
                raise BovedaIlegible("La clave de un documento fue alterada; restáurela.") from error
        return None

    def _envolver(
        self, conexion: Connection, huella: str, llave: bytes, personas: Collection[UUID], ahora: datetime
    ) -> None:
        llaves, destruidas = self._llavero.leer(personas)
        llaves |= self._llavero.crear({EN_ESPERA} & set(personas) - llaves.keys(), destruidas)
        conexion.execute(delete(envolturas).where(*_suyas(huella, personas)))
        filas = [
            {"huella": huella, "persona_id": p, "desde": en_micros(ahora),
             "envuelta": aes_key_wrap(_para_archivos(llaves[p]), llave)}
            for p in personas
        ]  # fmt: skip
        conexion.execute(insert(envolturas), filas)


class SinClave(BovedaIlegible):
    """Nobody whom the file concerns has a key any more: it was forgotten."""


def _asignados(conexion: Connection, antes: datetime) -> set[str]:
    ultima = func.max(envolturas.c.desde)
    suyas = select(envolturas.c.huella).where(envolturas.c.persona_id != EN_ESPERA)
    return set(conexion.scalars(suyas.group_by(envolturas.c.huella).having(ultima < en_micros(antes))))


def _suyas(huella: str, personas: Collection[UUID]) -> tuple[ColumnElement[bool], ...]:
    return envolturas.c.huella == huella, envolturas.c.persona_id.in_(list(personas))


def _para_archivos(llave: bytes) -> bytes:
    return hmac.digest(llave, b"mediacion/boveda/archivos", "sha256")
