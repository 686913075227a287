"""Scans of the demonstration: drawn from the case, the same bytes for the same paper, small and quick to make."""

import io
import time
from functools import cache
from pathlib import Path
from typing import Literal
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from casos.mediacion.escaneos import Escaneo, concierne
from casos.mediacion.vocabulario import RolParte, TipoDocumento
from web.demo.expediente import Expediente
from web.demo.mundo import Mundo
from web.formato import con_mayuscula
from web.frases.palabras import dicho

LETRA = Path(__file__).parents[1] / "static/vendor/noto-sans-latin-wght-normal.woff2"
HOJA, CREDENCIAL = (510, 660), (420, 265)
MINIATURA = (240, 320)
AVISO = "Documento inventado de la demostración"
SIN_FECHA = time.gmtime(0)
"""A PDF carries the instant at which it was made; these are always the same."""


def escanear(mundo: Mundo, exp: Expediente, tipo: TipoDocumento, paginas: int, cual: str) -> Escaneo:
    """A paper of a case as a scanner gives it, kept for whom it concerns."""
    caso = exp.caso
    nombre = _nombre(mundo, caso.apertura.persona_id)
    dato = cual or caso.folio or next(iter(caso.creditos), "")
    hojas = [
        _hoja(con_mayuscula(dicho(tipo)), nombre, f"{dato}, hoja {n + 1} de {paginas}")
        for n in range(paginas)
    ]
    salida = io.BytesIO()
    hojas[0].save(
        salida, "PDF", save_all=True, append_images=hojas[1:], resolution=60, creationDate=SIN_FECHA,
        modDate=SIN_FECHA,
    )  # fmt: skip
    return _guardar(mundo, hojas[0], salida.getvalue(), "pdf", paginas, concierne(caso, tipo))


def credencial(mundo: Mundo, exp: Expediente, rol: RolParte = RolParte.ACREDITADO) -> tuple[Escaneo, UUID]:
    """The identification of a party, and whose it is."""
    persona_id = exp.caso.persona(rol) or exp.caso.apertura.persona_id
    dibujo = Image.new("L", CREDENCIAL, 236)
    pluma = ImageDraw.Draw(dibujo)
    pluma.rectangle((24, 70, 134, 206), fill=200, outline=120)
    pluma.ellipse((54, 92, 104, 142), fill=150)
    pluma.pieslice((34, 146, 124, 264), 180, 360, fill=150)
    pluma.rectangle((6, 6, CREDENCIAL[0] - 7, CREDENCIAL[1] - 7), outline=90, width=2)
    pluma.text((24, 22), "IDENTIFICACIÓN", font=_letra(20), fill=40)
    pluma.text((24, 226), AVISO, font=_letra(13), fill=50)
    for n, renglon in enumerate((*_en_dos(_nombre(mundo, persona_id)), con_mayuscula(dicho(rol)))):
        pluma.text((150, 76 + 30 * n), renglon, font=_letra(16), fill=50)
    salida = io.BytesIO()
    dibujo.save(salida, "PNG", compress_level=3)
    return _guardar(mundo, dibujo, salida.getvalue(), "png", 1, (persona_id,)), persona_id


def _guardar(
    mundo: Mundo,
    primera: Image.Image,
    contenido: bytes,
    formato: Literal["pdf", "png"],
    paginas: int,
    personas: tuple[UUID, ...],
) -> Escaneo:
    archivero, ahora = mundo.instancia.archivero, mundo.reloj.ultimo
    huella = archivero.guardar(contenido, _miniatura(primera), ahora)
    archivero.asignar(huella, personas, ahora)
    return Escaneo(huella=huella, formato=formato, paginas=paginas)


def _hoja(titulo: str, nombre: str, pie: str) -> Image.Image:
    hoja = _papel().copy()
    pluma = ImageDraw.Draw(hoja)
    pluma.text((50, 78), titulo, font=_letra(20), fill=0)
    pluma.text((50, 116), nombre, font=_letra(15), fill=0)
    pluma.text((50, 142), pie, font=_letra(13), fill=0)
    return hoja


@cache
def _papel() -> Image.Image:
    """A letter with its heading, lines that look like text, and places for signatures."""
    papel = Image.new("1", HOJA, 1)
    pluma = ImageDraw.Draw(papel)
    pluma.text(
        (50, 40), "Instituto de Becas y Crédito Educativo del Estado de Sonora", font=_letra(13), fill=0
    )
    for renglon in range(22):
        corto = 90 if renglon % 6 == 5 else 0
        pluma.line((50, 190 + 16 * renglon, 460 - corto, 190 + 16 * renglon), fill=0)
    for x in (60, 290):
        pluma.line((x, 596, x + 160, 596), fill=0)
        pluma.arc((x + 20, 560, x + 90, 600), 150, 20, fill=0)
        pluma.arc((x + 60, 566, x + 130, 596), 180, 340, fill=0)
    pluma.text((50, 626), AVISO, font=_letra(12), fill=0)
    return papel


@cache
def _letra(tamano: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(LETRA, tamano)


def _miniatura(hoja: Image.Image) -> bytes:
    copia, salida = hoja.convert("L"), io.BytesIO()
    copia.thumbnail(MINIATURA)
    copia.save(salida, "JPEG", quality=62)
    return salida.getvalue()


def _nombre(mundo: Mundo, persona_id: UUID) -> str:
    ficha = mundo.ficha(persona_id)
    return ficha.nombre if ficha else ""


def _en_dos(nombre: str) -> tuple[str, str]:
    """A long name in two lines."""
    palabras = nombre.split()
    mitad = (len(palabras) + 1) // 2
    return " ".join(palabras[:mitad]), " ".join(palabras[mitad:])
