"""Look at one scan and print what it is as JSON. Run as a script, in a process of its own (see `examen`).

A hostile PDF or picture can make any decoder ask for all the memory there is, or worse; here it only ends this
process. Imports nothing of ours, so that it starts fast and in isolation.
"""

import base64
import io
import json
import sys
import time
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_crudo
import zxingcpp
from PIL import Image, ImageOps

PUNTOS_POR_PULGADA, PIXELES_POR_HOJA = 300, 12_000_000
HOJAS_LEIDAS, SEGUNDOS_LEYENDO = 8, 6.0
ANCHO, ALTO = 240, 320
QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class Rehusado(Exception):
    """The scan is not accepted; its only argument is the reason's name."""


def _acotar(memoria: int, segundos: int) -> None:
    try:
        import resource  # not on Windows, where only the parent's time limit holds
    except ImportError:
        return
    topes = ((resource.RLIMIT_AS, memoria), (resource.RLIMIT_CPU, segundos), (resource.RLIMIT_CORE, 0))
    for cual, tope in topes:
        duro = resource.getrlimit(cual)[1]
        minimo = tope if duro == resource.RLIM_INFINITY else min(tope, duro)
        resource.setrlimit(cual, (minimo, minimo))


def _hojas_de_pdf(contenido: bytes, limite: int) -> tuple[int, Iterator[Image.Image]]:
    try:
        documento = pdfium.PdfDocument(contenido)
    except pdfium.PdfiumError as error:
        contrasena = getattr(error, "err_code", None) == pdfium_crudo.FPDF_ERR_PASSWORD
        raise Rehusado("contrasena" if contrasena else "danado") from error
    cuantas = len(documento)
    if not 0 < cuantas <= limite:
        raise Rehusado("hojas" if cuantas else "danado")
    return cuantas, (_dibujar(documento[n]) for n in range(cuantas))


def _dibujar(hoja: "pdfium.PdfPage") -> Image.Image:
    ancho, alto = (max(lado, 1.0) for lado in hoja.get_size())
    escala = min(PUNTOS_POR_PULGADA / 72, (PIXELES_POR_HOJA / (ancho * alto)) ** 0.5)
    dibujo: Image.Image = hoja.render(scale=escala, grayscale=True, may_draw_forms=False).to_pil()
    return dibujo


def _imagen(contenido: bytes, formato: str, limite: int) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # our own limit stands below, and says what to do
    try:
        imagen = Image.open(io.BytesIO(contenido), formats=("JPEG", "PNG"))
        if imagen.width * imagen.height > limite:
            raise Rehusado("enorme")
        if formato == "jpg":
            imagen.draft("RGB", (4000, 4000))
        imagen.load()
        return ImageOps.exif_transpose(imagen).convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise Rehusado("danado") from error


def _miniatura(hoja: Image.Image) -> bytes:
    salida, copia = io.BytesIO(), hoja.copy()
    copia.thumbnail((ANCHO, ALTO))
    copia.save(salida, "JPEG", quality=62)
    return salida.getvalue()


def _codigos(hoja: Image.Image, *, insistir: bool) -> list[str]:
    """The texts of the QR codes of a page, as it is and, insisting, in other sizes and cleaner."""
    gris = hoja.convert("L")
    for intento in _intentos(gris) if insistir else iter([gris]):
        leidos = zxingcpp.read_barcodes(intento, formats=QR, try_invert=False)
        if leidos:
            return sorted({c.text for c in leidos})
    return []


def _intentos(gris: Image.Image) -> Iterator[Image.Image]:
    """A coarse scan is read larger, a fine one (and its noise) smaller."""
    yield gris
    for escala in (0.5, 1.5, 2.0):
        if gris.width * gris.height * escala * escala <= 1.7 * PIXELES_POR_HOJA:
            yield gris.resize(
                (round(gris.width * escala), round(gris.height * escala)), Image.Resampling.BICUBIC
            )
    yield ImageOps.autocontrast(gris.reduce(2) if gris.width > 2000 else gris, cutoff=2)


def principal(formato: str, memoria: int, segundos: int, hojas: int, pixeles: int) -> None:
    """Print the verdict on what comes in."""
    _acotar(memoria, segundos)
    contenido = sys.stdin.buffer.read()
    try:
        if formato == "pdf":
            cuantas, paginas = _hojas_de_pdf(contenido, hojas)
        else:
            cuantas, paginas = 1, iter([_imagen(contenido, formato, pixeles)])
        codigos: dict[str, None] = {}
        miniatura, hasta = b"", time.monotonic() + SEGUNDOS_LEYENDO
        for n, pagina in enumerate(paginas):
            miniatura = miniatura or _miniatura(pagina)
            codigos |= dict.fromkeys(_codigos(pagina, insistir=not codigos))
            if n + 1 >= HOJAS_LEIDAS or time.monotonic() > hasta:
                break
    except (Rehusado, pdfium.PdfiumError) as error:
        razon = str(error) if isinstance(error, Rehusado) else "danado"
        sys.stdout.write(json.dumps({"rehusado": razon}))
        return
    dicho = {"paginas": cuantas, "codigos": list(codigos), "miniatura": base64.b64encode(miniatura).decode()}
    sys.stdout.write(json.dumps(dicho))


if __name__ == "__main__":
    principal(sys.argv[1], *map(int, sys.argv[2:]))
