"""The characters of a text file, whichever program of whichever decade wrote it.

UTF-8 and UTF-16 prove themselves. Of the one-byte encodings, that one is taken in which the odd bytes
become the most Spanish letters. charset-normalizer was tried and left: on short Spanish files it answers
cp1250, cp775 or mac_latin2, which turn `Ñ` into something else.
"""

import codecs

from casos.lectura.ilegible import ArchivoIlegible

_UN_BYTE = ("cp1252", "cp850", "mac_roman")
"""Windows, old DOS systems, Macs. Latin-1 is cp1252 but for control characters."""
_ESPANOL = frozenset("áéíóúüñÁÉÍÓÚÜÑªº°¿¡«»“”‘’–—…·´§€ \xa0")
_MARCAS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LETRAS_DUDOSAS = (
    "Algunas letras con acento pueden verse mal. Si es así, guarde el archivo como «CSV UTF-8» y "
    "súbalo otra vez."
)
_CONTROLES = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


def decodificar(nombre: str, contenido: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and what to warn of. Raises ArchivoIlegible if the bytes are not text at all."""
    marcado = next((codigo for marca, codigo in _MARCAS if contenido.startswith(marca)), None)
    if (codigo := marcado or _utf16_sin_marca(contenido)) is not None:
        return _estricto(nombre, contenido, codigo), ()
    muestra = contenido[:65536]
    controles = len(muestra) - len(muestra.translate(None, _CONTROLES))
    if b"\x00" in contenido or controles > max(8, len(muestra) // 50):
        raise _no_es_texto(nombre)
    try:
        return contenido.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _de_un_byte(contenido)


def _utf16_sin_marca(contenido: bytes) -> str | None:
    """Windows' «Unicode» without its mark: in Spanish nearly every second byte is zero."""
    muestra = contenido[:2000]
    if len(muestra) < 4 or len(contenido) % 2:
        return None
    pares, nones = muestra[0::2].count(0), muestra[1::2].count(0)
    mitad = len(muestra) // 2
    if nones > 0.9 * mitad and pares == 0:
        return "utf-16-le"
    return "utf-16-be" if pares > 0.9 * mitad and nones == 0 else None


def _estricto(nombre: str, contenido: bytes, codigo: str) -> str:
    try:
        return contenido.decode(codigo)
    except UnicodeDecodeError:
        raise _no_es_texto(nombre) from None


def _de_un_byte(contenido: bytes) -> tuple[str, tuple[str, ...]]:
    raros = contenido.translate(None, bytes(range(128)))[:20_000]
    puntos = {codigo: _puntos(raros.decode(codigo, "replace")) for codigo in _UN_BYTE}
    mejor = max(_UN_BYTE, key=lambda codigo: puntos[codigo])
    avisos: tuple[str, ...] = ()
    if puntos[mejor] < len(raros) // 2:
        avisos = (_LETRAS_DUDOSAS,)
    return contenido.decode(mejor, "replace"), avisos


def _puntos(letras: str) -> int:
    return sum(1 if letra in _ESPANOL else -1 for letra in letras)


def _no_es_texto(nombre: str) -> ArchivoIlegible:
    return ArchivoIlegible(
        f"«{nombre}» no es una hoja de cálculo ni un archivo de texto que se pueda leer. "
        "Revise que sea el archivo correcto; si abre en Excel, guárdelo como Libro de Excel (.xlsx)."
    )
