"""Backups: a folder with an SQLite installation in two parts, data and keys, and a list of what it holds.

On either engine it is taken while people work, and holds the log as it was at one instant. Keys lie in a part of
their own, to be kept elsewhere and for less long: an old key would bring back who asked to be forgotten.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from casos.disco import asentar_carpeta
from casos.registro.bitacora import Bitacora
from casos.registro.copia import Huella, huella
from casos.sello.archivo import ArchivoDeSellos
from casos.sello.nota import NotaInvalida
from casos.sello.verificacion import verificar_todo
from casos.tiempo import ZONA
from web import cotejo_documentos, mudanza, sellos
from web import instancia as instancias
from web.ajustes import Ajustes
from web.instancia import Instancia

FORMATO = 1
LISTA, LEAME = "respaldo.json", "LEAME.txt"
DATOS, CLAVES = "datos", "claves"
_EN_SQLITE = {f"{nombre}.sqlite" for nombre in (*mudanza.ARCHIVOS_DE_SQLITE, "sellos")}
_TEXTO = """Respaldo de Mediación del {cuando}, hora de Sonora.

datos/   El registro de hechos, la bóveda cifrada de personas, las cuentas, los sellos y los documentos.
claves/  Lo que abre la bóveda y autentica el registro. Guárdelo en otro lugar y por menos tiempo que los datos:
         mientras exista esta copia, quien pidió ser olvidado después de ella podría volver a leerse.

Comprobar:  mediacion respaldo-verificar CARPETA
Restaurar:  MEDIACION_INSTANCIA=carpeta-nueva mediacion restaurar CARPETA
Si guardó las claves aparte, agregue a las dos órdenes: --claves CARPETA_DE_CLAVES
"""


class RespaldoInvalido(ValueError):
    """It is no backup, or cannot be put there; the text says what to do. Nothing was changed."""


class Lista(BaseModel):
    """What a backup says of itself (`respaldo.json`); hashes are SHA-256 in hexadecimal, by relative path."""

    formato: int
    hecho_en: datetime
    motor: str
    hechos: int
    casos: int
    huella: str
    archivos: dict[str, str]


class Comprobacion(NamedTuple):
    """What a backup holds, and what is wrong with it, in Spanish."""

    lista: Lista
    diferencias: list[str]


def respaldar(origen: Instancia, carpeta: Path, avance: mudanza.Avance | None = None) -> Lista:
    """Write a backup into a folder that is empty or not there yet; whole or not at all.

    Raises RespaldoInvalido, and OSError when the disk is full.
    """
    carpeta = carpeta.absolute()
    _exigir_vacia(carpeta, "por ejemplo con la fecha en el nombre")
    with _por_terminar(carpeta) as parcial:
        return _escribir(origen, parcial, avance)


def verificar(carpeta: Path, claves: Path | None = None) -> Comprobacion:
    """Prove a backup: every file as listed, restored aside, replayed, and compared. Raises RespaldoInvalido."""
    lista = leer_lista(carpeta)
    diferencias = _archivos_distintos(carpeta, claves, lista)
    if not diferencias:
        with TemporaryDirectory(prefix="mediacion-") as aparte:
            diferencias = list(
                _repetir(_armar(carpeta, claves, Path(aparte) / "instancia", enlazar=True), lista)
            )
    return Comprobacion(lista, diferencias)


def restaurar(carpeta: Path, ajustes: Ajustes, claves: Path | None = None) -> Lista:
    """Make the installation of these settings from a backup: its directory and its database must be empty.

    Raises RespaldoInvalido; nothing is left behind then. Views are computed again, and who was forgotten stays so.
    """
    lista = leer_lista(carpeta)
    destino = ajustes.instancia.absolute()
    _exigir_vacia(destino, "o mueva antes la que está")
    if distintas := _archivos_distintos(carpeta, claves, lista):
        raise RespaldoInvalido("El respaldo está dañado y no se restauró nada:\n" + "\n".join(distintas))
    with _por_terminar(destino) as parcial:
        aqui = _armar(carpeta, claves, parcial, enlazar=False)
        if ajustes.base_datos:
            _llevar(aqui, ajustes.model_copy(update={"instancia": parcial}))
    abierta = instancias.abrir(ajustes.model_copy(update={"instancia": destino}))
    try:
        abierta.boveda.completar_olvidos(abierta.ahora())
    finally:
        abierta.cerrar()
    return lista


def leer_lista(carpeta: Path) -> Lista:
    """What a backup says of itself. Raises RespaldoInvalido."""
    try:
        lista = Lista.model_validate_json((carpeta / LISTA).read_bytes())
    except FileNotFoundError:
        raise RespaldoInvalido(
            f"En {carpeta} no hay un respaldo (falta {LISTA}). Dé la carpeta que escribió «mediacion respaldar»."
        ) from None
    except (OSError, ValidationError) as error:
        raise RespaldoInvalido(f"No se puede leer {carpeta / LISTA}; use otro respaldo.") from error
    if lista.formato > FORMATO:
        raise RespaldoInvalido("El respaldo es de una versión más nueva del programa; actualícelo y repita.")
    return lista


# --- writing ---


def _escribir(origen: Instancia, parcial: Path, avance: mudanza.Avance | None) -> Lista:
    """Seals first, then the log, people, documents: each has at least what the one before it names."""
    datos = parcial / DATOS
    copia = origen.ajustes.model_copy(update={"instancia": datos, "base_datos": "", "base_claves": ""})
    datos.mkdir(mode=0o700)
    shutil.copytree(origen.ajustes.carpeta_claves, copia.carpeta_claves)
    ArchivoDeSellos(origen.ajustes.archivo_sellos).copiar_en(copia.archivo_sellos)
    mudanza.copiar(origen, copia, avance)
    contenido = _huella_de(copia)
    _copiar_lo_demas(origen.ajustes.instancia, datos)
    _limpiar(datos)
    copia.carpeta_claves.rename(parcial / CLAVES)
    copia.archivo_llavero.rename(parcial / CLAVES / copia.archivo_llavero.name)
    ahora = origen.ahora()
    cuando = f"{ahora.astimezone(ZONA):%d/%m/%Y %H:%M}"
    (parcial / LEAME).write_text(_TEXTO.format(cuando=cuando), encoding="utf-8")
    lista = Lista(
        formato=FORMATO, hecho_en=ahora, motor="postgresql" if origen.ajustes.base_datos else "sqlite",
        hechos=contenido.hechos, casos=contenido.casos, huella=contenido.sha256, archivos=_sumas(parcial),
    )  # fmt: skip
    (parcial / LISTA).write_text(lista.model_dump_json(indent=1), encoding="utf-8")
    _suma(parcial / LISTA)
    return lista


def _huella_de(ajustes: Ajustes) -> Huella:
    with closing(Bitacora(ajustes.archivo_hechos)) as bitacora:
        return huella(bitacora.registro)


def _copiar_lo_demas(de: Path, a: Path) -> None:
    """Documents, templates and whatever else people put there; what vanishes meanwhile was an upload in passing."""
    for archivo in sorted(de.rglob("*")):
        relativa = archivo.relative_to(de)
        if _es_del_programa(relativa) or not archivo.is_file():
            continue
        (a / relativa).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            shutil.copy2(archivo, a / relativa)
        except FileNotFoundError:
            continue


def _es_del_programa(relativa: Path) -> bool:
    """Whether it is copied in a way of its own, or not at all: databases, locks, keys, files half written."""
    primero = relativa.parts[0]
    return (
        primero == CLAVES
        or primero.startswith(mudanza.APARTADO)
        or primero.split("-")[0] in _EN_SQLITE
        or relativa.name.startswith(".")
        or relativa.suffix == ".lock"
    )


def _limpiar(datos: Path) -> None:
    """Take away views, which are computed again, and locks."""
    for patron in ("vistas.sqlite*", "*.lock", "*-wal", "*-shm"):
        for sobrante in datos.glob(patron):
            sobrante.unlink()


def _sumas(carpeta: Path) -> dict[str, str]:
    return {
        archivo.relative_to(carpeta).as_posix(): _suma(archivo)
        for archivo in sorted(carpeta.rglob("*"))
        if archivo.is_file()
    }


def _suma(archivo: Path) -> str:
    """The SHA-256 of a file, which is then on the disk."""
    with archivo.open("rb") as abierto:
        suma = hashlib.file_digest(abierto, "sha256").hexdigest()
        os.fsync(abierto.fileno())
    return suma


# --- reading ---


def _archivos_distintos(carpeta: Path, claves: Path | None, lista: Lista) -> list[str]:
    """Files that are missing, changed, or not listed. Raises RespaldoInvalido when the keys are elsewhere."""
    lugar_de_claves = claves or carpeta / CLAVES
    if not lugar_de_claves.is_dir():
        raise RespaldoInvalido(
            f"Faltan las claves del respaldo en {lugar_de_claves}; dé su carpeta con --claves."
        )
    diferencias = []
    for relativa, suma in sorted(lista.archivos.items()):
        parte, _, resto = relativa.partition("/")
        archivo = lugar_de_claves / resto if parte == CLAVES else carpeta / relativa
        if not archivo.is_file():
            diferencias.append(f"Falta {relativa}.")
        elif _suma(archivo) != suma:
            diferencias.append(f"{relativa} no es el que se respaldó.")
    hay = {a.relative_to(carpeta).as_posix() for a in (carpeta / DATOS).rglob("*") if a.is_file()}
    diferencias += [
        f"Sobra {relativa}, que no estaba en el respaldo." for relativa in sorted(hay - set(lista.archivos))
    ]
    return diferencias


def _armar(carpeta: Path, claves: Path | None, destino: Path, *, enlazar: bool) -> Ajustes:
    """The installation that a backup holds, put together in `destino`; documents may be a link, to be read only."""
    ajustes = Ajustes(instancia=destino, base_datos="", base_claves="")
    sin_documentos = shutil.ignore_patterns(ajustes.carpeta_documentos.name) if enlazar else None
    shutil.copytree(carpeta / DATOS, destino, ignore=sin_documentos, dirs_exist_ok=True)
    shutil.copytree(claves or carpeta / CLAVES, ajustes.carpeta_claves)
    (ajustes.carpeta_claves / ajustes.archivo_llavero.name).rename(ajustes.archivo_llavero)
    if enlazar:
        ajustes.carpeta_documentos.symlink_to((carpeta / DATOS / ajustes.carpeta_documentos.name).absolute())
    return ajustes


def _repetir(ajustes: Ajustes, lista: Lista) -> Iterator[str]:
    """Replay every history of an installation put together aside, and say what is not as it should be."""
    abierta = instancias.abrir(ajustes)
    try:
        registro = abierta.casos.registro
        if huella(registro) != (lista.hechos, lista.casos, lista.huella):
            yield "El registro no es el que se respaldó."
        publica = sellos.publica_de(abierta)
        resultado = verificar_todo(registro, abierta.clave, sellos.archivo_de(abierta), publica)
        for d in resultado.diferencias:
            yield f"Caso {d.caso}, asiento {d.version}: {d.que}" if d.caso else d.que
        for parado in abierta.proyector.cuarentena():
            yield f"Caso {parado.caso_id}: en revisión técnica: {parado.motivo}"
        yield from abierta.boveda.revisar()
        for h in cotejo_documentos.revisar(abierta, a_fondo=True):
            yield f"Caso {h.caso_id}, asiento {h.version}: {h.que}"
    except NotaInvalida as error:
        yield str(error)
    finally:
        abierta.cerrar()


def _llevar(de: Ajustes, a: Ajustes) -> None:
    """Carry an installation just put together into its database, and take its SQLite files away."""
    origen = instancias.abrir(de)
    try:
        mudanza.copiar(origen, a)
    except mudanza.MudanzaImposible as error:
        raise RespaldoInvalido(str(error)) from error
    finally:
        origen.cerrar()
    for nombre in mudanza.ARCHIVOS_DE_SQLITE:
        for archivo in de.instancia.glob(f"{nombre}.sqlite*"):
            archivo.unlink()


# --- folders ---


def _exigir_vacia(carpeta: Path, consejo: str) -> None:
    if carpeta.exists() and (not carpeta.is_dir() or any(carpeta.iterdir())):
        raise RespaldoInvalido(f"{carpeta} no está vacía; dé una carpeta nueva, {consejo}.")
    if not carpeta.parent.is_dir():
        raise RespaldoInvalido(f"No existe la carpeta {carpeta.parent}; créela o dé otra ruta.")


@contextmanager
def _por_terminar(carpeta: Path) -> Iterator[Path]:
    """A folder beside `carpeta` that takes its place when the block ends well, and vanishes otherwise."""
    parcial = carpeta.with_name(f".{carpeta.name}.por-terminar")
    shutil.rmtree(parcial, ignore_errors=True)
    parcial.mkdir(mode=0o700)
    try:
        yield parcial
        if carpeta.exists():
            carpeta.rmdir()
        parcial.rename(carpeta)
        asentar_carpeta(carpeta.parent)
    except BaseException:
        shutil.rmtree(parcial, ignore_errors=True)
        raise
