"""The set of templates in use: ours, and in their place those that an institute put in its own folder."""

import hashlib
import shutil
import tempfile
import tomllib
import weakref
from pathlib import Path
from typing import Any

from casos.identidad import revisar_clabe
from web.ajustes import AjustesInvalidos

NUESTRAS = Path(__file__).parent / "plantillas"
CARPETA = "plantillas"
INSTITUTO = "instituto.toml"


class PlantillaInvalida(AjustesInvalidos):
    """A template or the institute's data cannot be used; the text says which file and why."""


class Juego:
    """The templates of one instance, put together in a folder of their own where nothing else can be read.

    `version` is the beginning of the SHA-256 of all of them: a paper says with which it was made.
    """

    def __init__(self, propias: Path | None = None) -> None:
        """Put the set together. Raises PlantillaInvalida for a file that does not replace any of ours."""
        self.carpeta = Path(tempfile.mkdtemp(prefix="mediacion-plantillas-"))
        self._borrar = weakref.finalize(self, shutil.rmtree, self.carpeta, ignore_errors=True)
        shutil.copytree(NUESTRAS, self.carpeta, dirs_exist_ok=True)
        self.sustituidas = tuple(sorted(self._sustituir(propias))) if propias and propias.is_dir() else ()
        self.instituto = _leer_instituto(self.carpeta / INSTITUTO)
        self._archivos = tuple(sorted(self.carpeta.iterdir()))
        resumen = hashlib.sha256()
        for archivo in self._archivos:
            resumen.update(archivo.name.encode() + b"\0" + archivo.read_bytes() + b"\0")
        self.version = resumen.hexdigest()[:12]

    def _sustituir(self, propias: Path) -> list[str]:
        hechas = []
        for archivo in propias.iterdir():
            if archivo.suffix.lower() not in {".typ", ".toml"}:
                continue
            nuestro = next((n.name for n in NUESTRAS.iterdir() if n.name == archivo.name.lower()), None)
            if nuestro not in {None, archivo.name}:
                raise PlantillaInvalida(f"{archivo} debe llamarse «{nuestro}», con minúsculas.")
            if nuestro is None and archivo.suffix == ".toml":
                raise PlantillaInvalida(f"{archivo} no se reconoce; el de datos se llama «{INSTITUTO}».")
            _comprobar_letras(archivo)
            shutil.copyfile(archivo, self.carpeta / archivo.name)
            hechas.append(archivo.name)
        return hechas

    @property
    def completo(self) -> bool:
        """Whether all its files are still there."""
        return all(archivo.exists() for archivo in self._archivos)

    def cerrar(self) -> None:
        """Take the folder away."""
        self._borrar()


def _comprobar_letras(archivo: Path) -> None:
    try:
        archivo.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PlantillaInvalida(
            f"{archivo} no está en UTF-8; ábralo en el editor y guárdelo otra vez con esa codificación."
        ) from error


def _leer_instituto(archivo: Path) -> dict[str, Any]:
    """The institute's data over ours, so that a file made for an earlier version still has every key."""
    nuestros = tomllib.loads((NUESTRAS / INSTITUTO).read_text(encoding="utf-8"))
    try:
        suyos = tomllib.loads(archivo.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PlantillaInvalida(f"No se puede leer {INSTITUTO}: {error}. Corríjalo o quítelo.") from error
    for clave, valor in suyos.items():
        if clave not in nuestros or type(valor) is not type(nuestros[clave]):
            raise PlantillaInvalida(f"{INSTITUTO}: «{clave}» no se reconoce o no es del tipo esperado.")
    if suyos.get("clabe") and not (revision := revisar_clabe(suyos["clabe"])).valido:
        raise PlantillaInvalida(
            f"{INSTITUTO}: la CLABE que los convenios imprimen no es correcta. {' '.join(revision.avisos)}"
        )
    return {**nuestros, **suyos, "sedes": {**nuestros["sedes"], **suyos.get("sedes", {})}}
