"""What an uploaded file is, told by its bytes and never by its name; refused with a text that says what to do."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal, NamedTuple

from web.escaneos import hijo
from web.papeles.codigo import Codigo, leer_codigo

Formato = Literal["pdf", "jpg", "png"]
FIRMAS: dict[Formato, bytes] = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
FINALES: dict[Formato, bytes] = {"pdf": b"%%EOF", "jpg": b"\xff\xd9", "png": b"IEND"}
"""What its last kilobyte holds if it is whole."""
MARGEN = b"\xef\xbb\xbf\0\t\r\n "
"""What some scanners and mail programs leave before a file and after it."""
OFICINA, HEIC = "un documento de Word o Excel", "una foto HEIC de teléfono"
AJENOS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "un programa (.exe)"), (b"\x7fELF", "un programa"), (b"#!", "un programa"),
    (b"PK\x03\x04", "un archivo comprimido (.zip)"), (b"Rar!", "un archivo comprimido (.rar)"),
    (b"7z\xbc\xaf", "un archivo comprimido (.7z)"), (b"\x1f\x8b", "un archivo comprimido (.gz)"),
    (b"\xd0\xcf\x11\xe0", OFICINA),
    (b"II*\x00", "una imagen TIFF"), (b"MM\x00*", "una imagen TIFF"), (b"GIF8", "una imagen GIF"),
    (b"BM", "una imagen BMP"), (b"RIFF", "una imagen WEBP, un audio o un video"),
    (b"<", "una página de internet o un dibujo (.html, .svg)"), (b"{\\rtf", "un documento de texto (.rtf)"),
)  # fmt: skip
"""How other files begin, and what people call them."""
QUE_HACER = {
    OFICINA: "guárdelo como PDF y suba el PDF.",
    HEIC: "en el teléfono guárdela o envíela como JPG y suba esa.",
}
DE_UN_COMPRIMIDO = "ábralo y suba los documentos que trae."
NO_ES = "No es un PDF ni una imagen JPG o PNG, aunque así se llame; vuelva a escanearlo o a copiarlo."
DE_TELEFONO = frozenset({b"heic", b"heix", b"mif1", b"avif"})
MEMORIA, SEGUNDOS, HOJAS, PIXELES = 1 << 30, 20, 300, 120_000_000

RAZONES = {
    "contrasena": "El PDF tiene contraseña; guárdelo sin ella y vuelva a subirlo.",
    "danado": "El archivo está dañado o incompleto; vuelva a escanearlo o a copiarlo.",
    "hojas": f"El PDF tiene más de {HOJAS} hojas; súbalo en partes.",
    "enorme": "La imagen es enorme; escanéela a 200 o 300 puntos por pulgada.",
}
PESADO = "El archivo pide más memoria o tiempo que un escaneo; vuelva a escanearlo a 200 puntos por pulgada."


class ArchivoNoAdmitido(ValueError):
    """It is none of the formats, cut off, too large, locked or hostile; the text is for the person."""


class Examen(NamedTuple):
    """What a scan is: its format, its pages, a small picture of the first, and which papers of ours it shows."""

    formato: Formato
    paginas: int
    miniatura: bytes = b""
    codigos: tuple[Codigo, ...] = ()


def formato_de(contenido: bytes) -> Formato | None:
    """The format, by how the bytes begin."""
    inicio = contenido[:1024].lstrip(MARGEN)
    return next((f for f, firma in FIRMAS.items() if inicio.startswith(firma)), None)


def examinar(contenido: bytes, megas: int) -> Examen:
    """Look at a file. Raises ArchivoNoAdmitido."""
    formato = _reconocer(contenido, megas)
    visto = _mirar(contenido, formato)
    if razon := visto.get("rehusado"):
        raise ArchivoNoAdmitido(RAZONES[razon])
    codigos = tuple(c for texto in visto["codigos"] if (c := leer_codigo(texto)) is not None)
    return Examen(formato, visto["paginas"], base64.b64decode(visto["miniatura"]), codigos)


def _reconocer(contenido: bytes, megas: int) -> Formato:
    if not contenido:
        raise ArchivoNoAdmitido("El archivo está vacío; elija otro.")
    if len(contenido) > megas << 20:
        raise ArchivoNoAdmitido(
            f"El archivo pesa más de {megas} MB; escanéelo en blanco y negro a 200 puntos por pulgada."
        )
    formato = formato_de(contenido)
    if formato is None:
        raise ArchivoNoAdmitido(_por_que_no(contenido))
    if FINALES[formato] not in contenido.rstrip(MARGEN)[-1024:]:
        raise ArchivoNoAdmitido(RAZONES["danado"])
    return formato


def _por_que_no(contenido: bytes) -> str:
    """What a file of another kind is, and what to do with it."""
    que = _que_es(contenido)
    if not que:
        return NO_ES
    hacer = DE_UN_COMPRIMIDO if "comprimido" in que else "suba PDF, JPG o PNG."
    return f"Es {que}; {QUE_HACER.get(que, hacer)}"


def _que_es(contenido: bytes) -> str:
    if contenido[4:8] == b"ftyp":
        return HEIC if contenido[8:12] in DE_TELEFONO else "un video"
    if contenido.startswith(b"PK") and b"[Content_Types].xml" in contenido[:4096]:
        return OFICINA
    return next((que for firma, que in AJENOS if contenido.startswith(firma)), "")


def _mirar(contenido: bytes, formato: Formato) -> dict[str, Any]:
    topes = map(str, (MEMORIA, SEGUNDOS, HOJAS, PIXELES))
    try:
        proceso = subprocess.run(  # noqa: S603 - our own script, its arguments are a format and numbers
            [sys.executable, "-P", str(Path(hijo.__file__)), formato, *topes],
            input=contenido, capture_output=True, check=False, timeout=2 * SEGUNDOS,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ArchivoNoAdmitido(PESADO) from None
    if proceso.returncode:
        raise ArchivoNoAdmitido(PESADO)
    visto: dict[str, Any] = json.loads(proceso.stdout)
    return visto
