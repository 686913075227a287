"""What a file is, judged by its first bytes and never by its name, so that a refusal can say what to do."""

import re
from enum import StrEnum

from casos.lectura.ilegible import BYTES_ARCHIVO, MIB, ArchivoIlegible


class Formato(StrEnum):
    PAQUETE = "paquete"
    """A zip: xlsx, xlsb, ods, or something else that `paquete` will name."""
    OLE = "ole"
    """An OLE compound file holding a BIFF workbook: xls."""
    CALENDARIO = "calendario"
    TEXTO = "texto"


PEGAR = (
    "Abra el archivo, seleccione la tabla con sus encabezados, cópiela y péguela en la pantalla de importar."
)
GUARDAR_XLSX = "Ábralo en Excel, elija «Guardar como» y guárdelo como Libro de Excel (.xlsx)."
CONTRASENA = (
    "está protegido con contraseña. Ábralo con su contraseña, quítesela (Archivo, Información, "
    "Proteger libro) y vuelva a guardarlo."
)

FIRMAS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"es un PDF, no una hoja de cálculo. {PEGAR}"),
    (b"{\\rtf", f"es un documento de texto, no una hoja de cálculo. {PEGAR}"),
    (b"\x89PNG", "es una imagen. Pida el archivo de Excel, o capture los datos a mano."),
    (b"\xff\xd8\xff", "es una fotografía. Pida el archivo de Excel, o capture los datos a mano."),
    (b"GIF8", "es una imagen. Pida el archivo de Excel, o capture los datos a mano."),
    (b"II*\x00", "es una imagen escaneada. Pida el archivo de Excel, o capture los datos a mano."),
    (b"MM\x00*", "es una imagen escaneada. Pida el archivo de Excel, o capture los datos a mano."),
    (b"RIFF", "es una imagen, un audio o un video. Pida el archivo de Excel."),
    (b"MZ", "es un programa, no una hoja de cálculo. No lo abra y avise a Sistemas."),
    (b"\x7fELF", "es un programa, no una hoja de cálculo. No lo abra y avise a Sistemas."),
    (b"Rar!", "está comprimido. Ábralo, saque la hoja de cálculo que trae y suba sólo esa hoja."),
    (b"7z\xbc\xaf", "está comprimido. Ábralo, saque la hoja de cálculo que trae y suba sólo esa hoja."),
    (b"\x1f\x8b", "está comprimido. Ábralo, saque la hoja de cálculo que trae y suba sólo esa hoja."),
    (b"SQLite format 3", "es una base de datos, no una hoja de cálculo. Pida el archivo de Excel."),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENIDOS_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", CONTRASENA),
    ("WordDocument", f"es un documento de Word, no una hoja de cálculo. {PEGAR}"),
    ("PowerPoint Document", f"es una presentación, no una hoja de cálculo. {PEGAR}"),
    ("__substg1.0", "es un correo de Outlook. Abra el correo y suba el archivo que trae adjunto."),
)
CIFRADO_BIFF = re.compile(rb"(?s)\x09\x08\x10\x00\x00\x06\x05\x00.{12}(?:\x86\x00\x00\x00)?\x2f\x00")
"""An encrypted xls: its first record is followed by FilePass (MS-XLS 2.1.7.20.3). The parser would only say
that it does not know the format.
"""
PAGINA = (b"<html", b"<table", b"<!doctype html", b"<?mso-application", b"urn:schemas-microsoft-com:office")


def formato_de(nombre: str, contenido: bytes) -> Formato:
    """Tell how to read the file, or raise ArchivoIlegible naming what it is and what to do about it."""
    if not contenido.strip(b"\x00\t\r\n "):
        raise ArchivoIlegible(f"«{nombre}» está vacío. Revise que sea el archivo correcto y súbalo otra vez.")
    if len(contenido) > BYTES_ARCHIVO:
        raise ArchivoIlegible(
            f"«{nombre}» pesa {len(contenido) // MIB} MB y el máximo es {BYTES_ARCHIVO // MIB} MB. "
            "Quite las imágenes y las hojas que no hagan falta, o divídalo."
        )
    for firma, consejo in FIRMAS:
        if contenido.startswith(firma):
            raise ArchivoIlegible(f"«{nombre}» {consejo}")
    if contenido.startswith(b"PK"):
        return Formato.PAQUETE
    if contenido.startswith(OLE):
        return _contenido_ole(nombre, contenido)
    return _texto(nombre, contenido)


def _contenido_ole(nombre: str, contenido: bytes) -> Formato:
    """Old Office files name their streams in UTF-16 in the directory; no need to follow its chains."""
    for flujo, consejo in CONTENIDOS_OLE:
        if flujo.encode("utf-16-le") in contenido:
            raise ArchivoIlegible(f"«{nombre}» {consejo}")
    if CIFRADO_BIFF.search(contenido):
        raise ArchivoIlegible(f"«{nombre}» {CONTRASENA}")
    if not any(flujo.encode("utf-16-le") in contenido for flujo in ("Workbook", "Book")):
        raise ArchivoIlegible(f"«{nombre}» no es una hoja de cálculo que se pueda leer. {GUARDAR_XLSX}")
    return Formato.OLE


def _texto(nombre: str, contenido: bytes) -> Formato:
    inicio = contenido[:4096].lower()
    if b"begin:vcalendar" in inicio:
        return Formato.CALENDARIO
    if inicio.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and any(marca in inicio for marca in PAGINA):
        raise ArchivoIlegible(f"«{nombre}» es una página web guardada con nombre de hoja. {GUARDAR_XLSX}")
    return Formato.TEXTO
