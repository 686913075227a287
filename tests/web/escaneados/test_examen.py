"""A file is told by its bytes; what is no scan is refused with a text that says what to do."""

import io
import struct
import zipfile
import zlib
from uuid import UUID

import pytest
from pypdf import PdfReader, PdfWriter

from tests.web.escaneados.hojas import en, ensuciar, escaneo, girar, hoja
from web.escaneos.examen import ArchivoNoAdmitido, examinar, formato_de
from web.papeles.codigo import Codigo

CODIGO = Codigo(UUID(int=77), "constancia_no_acuerdo", "0123456789abcdef")


def con_contrasena() -> bytes:
    escritor, salida = PdfWriter(clone_from=PdfReader(io.BytesIO(escaneo()))), io.BytesIO()
    escritor.encrypt("secreto", algorithm="AES-256")
    escritor.write(salida)
    return salida.getvalue()


def de_muchas_hojas() -> bytes:
    escritor, salida = PdfWriter(), io.BytesIO()
    for _ in range(301):
        escritor.add_blank_page(72, 72)
    escritor.write(salida)
    return salida.getvalue()


def png_enorme() -> bytes:
    """A picture of 40,000 by 40,000 dots in a few kilobytes."""

    def trozo(clase: bytes, datos: bytes) -> bytes:
        suma = zlib.crc32(clase + datos)
        return struct.pack(">I", len(datos)) + clase + datos + struct.pack(">I", suma)

    cabeza = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + trozo(b"IHDR", cabeza)
        + trozo(b"IDAT", zlib.compress(bytes(9)))
        + trozo(b"IEND", b"")
    )


def comprimido(nombre: str = "convenio.pdf") -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as zip_:
        zip_.writestr(nombre, "<w/>")
    return salida.getvalue()


def bomba_de_pdf() -> bytes:
    """A page as large as a football field."""
    escritor, salida = PdfWriter(), io.BytesIO()
    escritor.add_blank_page(14_400 * 100, 14_400 * 100)
    escritor.write(salida)
    return salida.getvalue()


@pytest.mark.parametrize(("formato", "es"), [("PDF", "pdf"), ("JPEG", "jpg"), ("PNG", "png")])
def test_un_escaneo_se_reconoce_por_su_contenido(formato, es) -> None:
    visto = examinar(escaneo(formato=formato), 20)
    assert (visto.formato, visto.paginas, visto.codigos) == (es, 1, ())
    assert visto.miniatura.startswith(b"\xff\xd8\xff")
    assert len(visto.miniatura) < 32_000


@pytest.mark.parametrize(
    ("contenido", "es"),
    [
        (escaneo() + bytes(4000), "pdf"),
        (escaneo(formato="JPEG") + b"\0\r\n" * 700, "jpg"),
        (b"\xef\xbb\xbf\r\n" + escaneo(), "pdf"),
    ],
    ids=["pdf con cola", "jpg con cola", "pdf con cabeza"],
)
def test_lo_que_algunos_escaneres_agregan_no_estorba(contenido, es) -> None:
    visto = examinar(contenido, 20)
    assert (visto.formato, visto.paginas, formato_de(contenido)) == (es, 1, es)


def test_se_cuentan_las_hojas() -> None:
    assert examinar(en("PDF", *[hoja(puntos=50)] * 3), 20).paginas == 3


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"", "está vacío"),
        (b"MZ\x90\0" + b"\0" * 99, "Es un programa (.exe); suba PDF, JPG o PNG."),
        (comprimido(), "Es un archivo comprimido (.zip); ábralo y suba los documentos que trae."),
        (comprimido("[Content_Types].xml"), "Es un documento de Word o Excel; guárdelo como PDF"),
        (b"<html><script>alert(1)</script>", "una página de internet"),
        (b"II*\0" + b"\0" * 50, "una imagen TIFF"),
        (
            b"\0\0\0\x18ftypheic" + b"\0" * 50,
            "una foto HEIC de teléfono; en el teléfono guárdela o envíela como JPG",
        ),
        (b"cualquier cosa", "No es un PDF ni una imagen JPG o PNG, aunque así se llame"),
        (b"%PDF-1.7 cortado", "dañado o incompleto"),
        (b"%PDF-1.7 nada de nada %%EOF", "dañado o incompleto"),
        (escaneo()[: len(escaneo()) // 2], "dañado o incompleto"),
        (escaneo(formato="JPEG")[:900], "dañado o incompleto"),
        (con_contrasena(), "tiene contraseña"),
        (de_muchas_hojas(), "más de 300 hojas"),
        (png_enorme(), "imagen es enorme"),
        (b"%PDF-" + b"x" * (1 << 20), "pesa más de 1 MB"),
    ],
    ids=lambda valor: valor if isinstance(valor, str) else "",
)
def test_lo_que_no_es_un_escaneo_se_rehusa_y_dice_que_hacer(contenido, dice) -> None:
    with pytest.raises(ArchivoNoAdmitido) as rehusado:
        examinar(contenido, 1)
    assert dice in str(rehusado.value)


def test_una_hoja_descomunal_no_pide_memoria() -> None:
    assert examinar(bomba_de_pdf(), 20).paginas == 1


@pytest.mark.parametrize("formato", ["PDF", "JPEG", "PNG"])
@pytest.mark.parametrize(
    ("grados", "puntos"), [(0, 150), (2.5, 200), (-4, 200), (90, 200), (181, 300)], ids=str
)
def test_el_codigo_se_lee_girado_y_con_polvo(formato, grados, puntos) -> None:
    pagina = ensuciar(girar(hoja("Constancia", str(CODIGO), puntos=puntos), grados))
    assert examinar(en(formato, pagina), 20).codigos == (CODIGO,)


def test_un_codigo_ajeno_no_es_de_nosotros() -> None:
    assert examinar(en("PNG", hoja(codigo="https://ejemplo.mx/otra-cosa")), 20).codigos == ()


def test_el_codigo_de_la_segunda_hoja_tambien_se_lee() -> None:
    contenido = en("PDF", hoja("Portada", puntos=200), hoja("Constancia", str(CODIGO), puntos=200))
    assert examinar(contenido, 20).codigos == (CODIGO,)
