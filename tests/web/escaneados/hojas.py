"""Scans for tests: pages as a scanner or a telephone gives them, with or without the code of a paper of ours."""

import io
import random
from functools import cache

import pypdfium2
import segno
from PIL import Image, ImageDraw, ImageFilter


def hoja(texto: str = "Credencial", codigo: str = "", *, puntos: int = 150) -> Image.Image:
    """A letter page with some words and, if asked, a code where our papers carry it, 1.75 cm wide."""
    pagina = Image.new("L", (int(8.5 * puntos), 11 * puntos), 250)
    pluma = ImageDraw.Draw(pagina)
    for renglon in range(20):
        pluma.text((puntos, (2 + renglon * 0.3) * puntos), f"{texto} {renglon} " * 6, fill=30)
    if codigo:
        dibujo = io.BytesIO()
        segno.make(codigo, error="m", micro=False).save(dibujo, kind="png", border=1, scale=12)
        lado = int(1.75 / 2.54 * puntos)
        imagen = Image.open(dibujo).convert("L").resize((lado, lado), Image.Resampling.LANCZOS)
        pagina.paste(imagen, (int(6.8 * puntos), int(0.4 * puntos)))
    return pagina


def girar(pagina: Image.Image, grados: float) -> Image.Image:
    """As it lies crooked on the glass."""
    return pagina.rotate(grados, fillcolor=245, resample=Image.Resampling.BICUBIC, expand=True)


def ensuciar(pagina: Image.Image, cada: int = 60) -> Image.Image:
    """A little out of focus, with specks."""
    sucia, azar = pagina.filter(ImageFilter.GaussianBlur(0.5)), random.Random(7)
    puntos = sucia.load()
    for _ in range(sucia.width * sucia.height // cada):
        puntos[azar.randrange(sucia.width), azar.randrange(sucia.height)] = azar.randrange(256)
    return sucia


def imprimir(pdf: bytes, puntos: int = 200, hojas: int = 1) -> list[Image.Image]:
    """The first pages of a PDF as a scanner sees them."""
    documento = pypdfium2.PdfDocument(pdf)
    paginas = [documento[n] for n in range(min(hojas, len(documento)))]
    return [pagina.render(scale=puntos / 72, grayscale=True).to_pil() for pagina in paginas]


def en(formato: str, *paginas: Image.Image) -> bytes:
    """The file that a scanner makes: PDF of pictures, JPEG or PNG."""
    salida = io.BytesIO()
    if formato == "PDF":
        resto = list(paginas[1:])
        paginas[0].save(salida, "PDF", save_all=True, append_images=resto, resolution=200, quality=60)
    else:
        paginas[0].save(salida, formato, quality=60)
    return salida.getvalue()


@cache
def escaneo(texto: str = "Credencial", formato: str = "PDF", codigo: str = "") -> bytes:
    """A small scan, the same bytes for the same words within a run."""
    return en(formato, hoja(texto, codigo, puntos=150 if codigo else 60))
