"""Zip packages (xlsx, xlsb, ods) looked over before any parser opens them.

Sizes, ratio and entry count come from the zip directory, before unpacking; then every part that a parser
would read is inflated in pieces and thrown away, so that a directory that lies is found out too.
Nothing is ever written to disk, so names with `../` and links are just odd names.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Literal

from casos.lectura.formato import CONTRASENA, GUARDAR_XLSX, PEGAR
from casos.lectura.ilegible import (
    BYTES_DESCOMPRIMIDOS,
    ENTRADAS_PAQUETE,
    MIB,
    RAZON_COMPRESION,
    RENGLONES_DE_MARGEN,
    ArchivoIlegible,
    demasiados_renglones,
)

Paquete = Literal["xlsx", "xlsb", "ods"]
TROZO = 256 * 1024
_AJENOS: tuple[tuple[str, str], ...] = (
    ("word/", f"es un documento de Word, no una hoja de cálculo. {PEGAR}"),
    ("ppt/", f"es una presentación, no una hoja de cálculo. {PEGAR}"),
    ("Index/", f"es una hoja de Numbers (Mac). Expórtela como Excel desde Numbers. {PEGAR}"),
)
_DIRECTORIO_ROTO = (
    zipfile.BadZipFile, struct.error, ValueError, OverflowError, NotImplementedError, EOFError, OSError,
    IndexError, KeyError,
)  # fmt: skip


def revisar_paquete(nombre: str, contenido: bytes, limite: int) -> Paquete:
    """Tell which kind of workbook it is, or raise ArchivoIlegible: a bomb, a password, a document, damage.

    `limite` is how many data rows a sheet may have; rows without any value are not counted.
    """
    if contenido.count(b"PK\x01\x02") > ENTRADAS_PAQUETE:
        raise _bomba(nombre)
    try:
        partes = zipfile.ZipFile(BytesIO(contenido)).infolist()
    except _DIRECTORIO_ROTO:
        raise danado(nombre) from None
    _revisar_directorio(nombre, partes)
    tipo = _tipo(nombre, contenido, partes)
    for parte in partes:
        if parte.filename.endswith((".xml", ".rels", ".bin")):
            _revisar_parte(nombre, contenido, parte, limite)
    return tipo


def danado(nombre: str) -> ArchivoIlegible:
    return ArchivoIlegible(
        f"«{nombre}» está dañado o incompleto y no se puede leer. Vuelva a descargarlo, o pida que se lo "
        f"envíen otra vez. Si abre en Excel, guárdelo de nuevo como .xlsx."
    )


def _bomba(nombre: str) -> ArchivoIlegible:
    return ArchivoIlegible(
        f"«{nombre}» se expande a un tamaño que ninguna hoja de trabajo tiene y no se abrió. "
        "Copie sólo la tabla a un libro nuevo, guárdelo como .xlsx y suba ése."
    )


def _revisar_directorio(nombre: str, partes: list[zipfile.ZipInfo]) -> None:
    if len(partes) > ENTRADAS_PAQUETE or sum(p.file_size for p in partes) > BYTES_DESCOMPRIMIDOS:
        raise _bomba(nombre)
    for parte in partes:
        if parte.file_size > MIB and parte.file_size > RAZON_COMPRESION * max(1, parte.compress_size):
            raise _bomba(nombre)
        if parte.flag_bits & 1:
            raise ArchivoIlegible(f"«{nombre}» {CONTRASENA}")


def _tipo(nombre: str, contenido: bytes, partes: list[zipfile.ZipInfo]) -> Paquete:
    nombres = {p.filename for p in partes}
    if "xl/workbook.bin" in nombres:
        return "xlsb"
    if "mimetype" in nombres:
        mimetype = next(p for p in partes if p.filename == "mimetype")
        tipo_ods = b"".join(_inflar(nombre, contenido, mimetype))[:100]
        if b"opendocument.spreadsheet" in tipo_ods:
            return "ods"
    if any(n.startswith("xl/") for n in nombres):
        return "xlsx"
    for prefijo, consejo in _AJENOS:
        if any(n.startswith(prefijo) for n in nombres):
            raise ArchivoIlegible(f"«{nombre}» {consejo}")
    if "mimetype" in nombres or "[Content_Types].xml" in nombres:
        raise ArchivoIlegible(f"«{nombre}» es un documento, no una hoja de cálculo. {PEGAR}")
    if any(n.lower().endswith((".xlsx", ".xls", ".ods", ".csv")) for n in nombres):
        raise ArchivoIlegible(
            f"«{nombre}» está comprimido. Ábralo, saque la hoja de cálculo que trae y suba sólo esa hoja."
        )
    raise ArchivoIlegible(f"«{nombre}» no es una hoja de cálculo. {GUARDAR_XLSX}")


def _revisar_parte(nombre: str, contenido: bytes, parte: zipfile.ZipInfo, limite: int) -> None:
    """Inflate one part in pieces: its true size, no DTD or entities, not encrypted, not too many rows."""
    renglones, cola = 0, b""
    for trozo in _inflar(nombre, contenido, parte):
        junto = cola + trozo
        if parte.filename.endswith(".bin"):
            continue
        if b"<!DOCTYPE" in junto or b"<!ENTITY" in junto:
            raise ArchivoIlegible(
                f"«{nombre}» trae instrucciones que una hoja de cálculo no lleva y no se abrió. "
                "Copie sólo la tabla a un libro nuevo, guárdelo como .xlsx y suba ése."
            )
        if parte.filename == "META-INF/manifest.xml" and b"encryption-data" in junto:
            raise ArchivoIlegible(f"«{nombre}» {CONTRASENA}")
        *enteros, cola = junto.rsplit(b"row>")
        cola = cola[-TROZO:]
        renglones += sum(
            1 for renglon in enteros if b"v>" in renglon or b"is>" in renglon or b":p>" in renglon
        )
        if renglones > limite + RENGLONES_DE_MARGEN:
            raise demasiados_renglones(limite)


def _inflar(nombre: str, contenido: bytes, parte: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in pieces; raises if it does not hold exactly what the directory declares.

    Not `ZipFile.open`: that stops at the declared size and would not see what a parser goes on to inflate.
    """
    crudo = _crudo(nombre, contenido, parte)
    if parte.compress_type == zipfile.ZIP_STORED:
        if len(crudo) != parte.file_size:
            raise danado(nombre)
        yield from (bytes(crudo[i : i + TROZO]) for i in range(0, len(crudo), TROZO))
        return
    if parte.compress_type != zipfile.ZIP_DEFLATED:
        raise danado(nombre)
    salidos, desinflador = 0, zlib.decompressobj(-15)
    try:
        for i in range(0, len(crudo), TROZO):
            pendiente = bytes(crudo[i : i + TROZO])
            while pendiente:
                trozo = desinflador.decompress(pendiente, TROZO)
                salidos += len(trozo)
                if salidos > parte.file_size:
                    raise _bomba(nombre)
                yield trozo
                pendiente = desinflador.unconsumed_tail
    except zlib.error:
        raise danado(nombre) from None
    if salidos != parte.file_size:
        raise danado(nombre)


def _crudo(nombre: str, contenido: bytes, parte: zipfile.ZipInfo) -> memoryview:
    """The compressed bytes, after the local header: 30 bytes and two variable fields (APPNOTE 4.3.7)."""
    inicio = parte.header_offset
    if inicio < 0 or contenido[inicio : inicio + 4] != b"PK\x03\x04" or inicio + 30 > len(contenido):
        raise danado(nombre)
    del_nombre, extra = struct.unpack_from("<HH", contenido, inicio + 26)
    desde = inicio + 30 + del_nombre + extra
    return memoryview(contenido)[desde : desde + parte.compress_size]
