"""What is not a sheet, or was made to do harm, is refused with words that say what to do."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import casos
from casos.lectura import agenda, hoja, libro
from casos.lectura.ilegible import BYTES_ARCHIVO, EVENTOS, RENGLONES, ArchivoIlegible
from tests.casos.lectura.archivos import HOY, con_parte, ods, paquete, partes, xlsb, xlsx

FILAS = [["Folio", "Fecha", "Hora", "Invitado"], ["CJA/1/2026", "24/11/2026", "9:00", "Ana Soto"]]
HOJA = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)

XLS_CIFRADO = bytes.fromhex("0908100000060500") + bytes(12) + bytes.fromhex("2f003600")


def rechazo(contenido: bytes, nombre: str = "archivo") -> str:
    with pytest.raises(ArchivoIlegible) as error:
        agenda.leer_agenda(nombre, contenido, HOY)
    return str(error.value)


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"", "está vacío"),
        (b" \r\n\t\r\n", "está vacío"),
        (b",,,\n , ,\n", "no tiene ningún dato"),
        (b"%PDF-1.7 ...", "es un PDF.*péguela"),
        (b"\x89PNG\r\n\x1a\n...", "es una imagen"),
        (b"\xff\xd8\xff\xe0...", "es una fotografía"),
        (b"MZ\x90\x00...", "es un programa"),
        (b"Rar!\x1a\x07", "está comprimido"),
        (b"{\\rtf1 hola}", "documento de texto.*péguela"),
        (b"<html><table><tr><td>Folio</td></tr></table></html>", "página web.*xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "contraseña"),
        (OLE + "Workbook".encode("utf-16-le") + XLS_CIFRADO, "contraseña"),
        (OLE + "WordDocument".encode("utf-16-le"), "documento de Word.*péguela"),
        (OLE + "__substg1.0_1000".encode("utf-16-le"), "correo de Outlook"),
        (OLE + "Workbook".encode("utf-16-le"), "dañado"),
        (OLE, "no es una hoja de cálculo"),
        (bytes(range(256)) * 40, "no es una hoja de cálculo"),
        (b"uno,dos,tres\n1,2,3\n", "no se encontró el renglón de encabezados.*«uno | dos | tres»"),
        (b"folio,fecha,hora\n", "ningún renglón"),
        (b"\xff\xfefolio", "no es una hoja"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "sin ningún evento"),
        (
            paquete({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
            "documento de Word.*péguela",
        ),
        (paquete({"ppt/presentation.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}), "presentación"),
        (paquete({"agenda.xlsx": b"PK"}), "comprimido"),
        (paquete({"foto.jpg": b"x"}), "no es una hoja"),
        (paquete({"mimetype": b"application/epub+zip"}), "es un documento"),
        (xlsx(FILAS)[:2000], "dañado"),
        (xlsx(FILAS)[:-30], "dañado"),
        (paquete({k: v for k, v in partes(xlsx(FILAS)).items() if k != HOJA}), "dañado"),
        (con_parte(ods(FILAS), "META-INF/manifest.xml", b"<m:encryption-data/>"), "contraseña"),
    ],
)
def test_cada_cosa_que_no_es_hoja_se_rechaza_por_su_nombre(contenido, dice):
    assert re.search(dice, rechazo(contenido))


def test_el_rechazo_nombra_el_archivo():
    assert rechazo(b"%PDF-1.7", "agenda del 24.pdf").startswith("«agenda del 24.pdf»")


def test_un_archivo_demasiado_pesado_no_se_abre():
    assert "64 MB" in rechazo(b"a" * (BYTES_ARCHIVO + 1))


def test_una_agenda_de_doscientos_mil_renglones_no_se_lee():
    renglones = "".join(f"CJA/{n}/2026,24/11/2026,9:00,Ana\n" for n in range(2 * RENGLONES))
    assert f"{RENGLONES:,} renglones" in rechazo(b"folio,fecha,hora,invitado\n" + renglones.encode())
    de_xlsx = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 2 * RENGLONES))
    hinchada = partes(xlsx(FILAS))[HOJA].replace(b"</sheetData>", de_xlsx + b"</sheetData>")
    assert f"{RENGLONES:,} renglones" in rechazo(con_parte(xlsx(FILAS), HOJA, hinchada))


def test_un_calendario_con_demasiados_eventos_no_se_lee():
    evento = b"BEGIN:VEVENT\nDTSTART:20261124T093000\nSUMMARY:x\nEND:VEVENT\n"
    assert f"{EVENTOS:,} eventos" in rechazo(b"BEGIN:VCALENDAR\n" + evento * (EVENTOS + 1))


def test_los_renglones_con_formato_pero_sin_dato_no_cuentan():
    vacios = b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(10, RENGLONES + 5_000))
    hinchada = partes(xlsx(FILAS))[HOJA].replace(b"</sheetData>", vacios + b"</sheetData>")
    assert len(agenda.leer_agenda("a.xlsx", con_parte(xlsx(FILAS), HOJA, hinchada), HOY).buenos) == 1


DTD = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
EXTERNA = b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x">'


@pytest.mark.parametrize(
    ("parte", "prefijo"),
    [(HOJA, DTD), ("xl/_rels/workbook.xml.rels", EXTERNA), ("xl/workbook.xml", b" " * 300_000 + DTD)],
)
def test_ninguna_parte_puede_traer_entidades(parte, prefijo):
    cabeza, cuerpo = partes(xlsx(FILAS))[parte].split(b"?>", 1)
    assert "instrucciones" in rechazo(con_parte(xlsx(FILAS), parte, cabeza + b"?>" + prefijo + cuerpo))


def test_una_bomba_se_conoce_por_el_directorio():
    assert "se expande" in rechazo(con_parte(xlsx(FILAS), "xl/media/relleno.xml", bytes(8 << 20)))
    assert "se expande" in rechazo(paquete({f"xl/{n}": b"" for n in range(2_500)}))


def test_una_bomba_que_miente_en_el_directorio_se_conoce_al_inflar():
    contenido = con_parte(xlsx(FILAS), "xl/mentira.xml", bytes(3 << 20))
    verdadero, falso = (3 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert contenido.count(verdadero) == 2
    assert "se expande" in rechazo(contenido.replace(verdadero, falso))


@pytest.mark.parametrize("hacer", ["xlsx", "ods", "xlsb"])
def test_una_celda_perdida_muy_lejos_no_acaba_con_la_memoria(hacer):
    if hacer == "xlsx":
        lejos = b'<row r="90000"><c r="XFD90000"><v>1</v></c></row></sheetData>'
        contenido = con_parte(xlsx(FILAS), HOJA, partes(xlsx(FILAS))[HOJA].replace(b"</sheetData>", lejos))
    elif hacer == "ods":
        celda = (
            '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
            "<text:p>x</text:p></table:table-cell>"
        )
        contenido = ods(
            FILAS, despues=f'<table:table-row table:number-rows-repeated="90000">{celda}</table:table-row>'
        )
    else:
        contenido = xlsb([["Folio", "Fecha", "Hora"], *[[] for _ in range(5_000)], [None] * 16_000 + ["x"]])
    assert re.search("ocupa más|demasiado grande|dañado", rechazo(contenido))


def test_una_tabla_de_puras_comas_no_acaba_con_la_memoria():
    assert "demasiado grande" in rechazo(b"folio,fecha,hora\n" + (b"a" + b"," * 60_000 + b"\n") * 300)
    assert "forma de tabla" in rechazo(b"folio,fecha,hora\n" + b"a," * 1_000_000)


def test_un_libro_que_no_acaba_de_leerse_se_rechaza(monkeypatch):
    monkeypatch.setattr(libro, "SEGUNDOS_MINIMOS", 0.001)
    monkeypatch.setattr(libro, "SEGUNDOS_POR_RENGLON", 0)
    assert "ocupa más" in rechazo(xlsx(FILAS))


MEDIR = """
import sys
from datetime import date
from pathlib import Path
from casos.lectura.agenda import leer_agenda
try:
    leer_agenda("a", sys.stdin.buffer.read(), date(2026, 11, 23))
except ValueError:
    pass
else:
    sys.exit("se leyó")
estado = Path("/proc/self/status").read_text()
print(next(linea.split()[1] for linea in estado.splitlines() if linea.startswith("VmHWM")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="la memoria se mide así en Linux")
@pytest.mark.parametrize("cual", ["lejos", "repetida", "comas"])
def test_rechazar_una_hoja_hostil_cabe_en_256_mib(cual):
    cuerpo = partes(xlsx(FILAS))
    if cual == "lejos":
        otra = b'<row r="99000"><c r="XFD99000"><v>1</v></c></row>'
    else:
        larga = os.urandom(12_000).hex().encode()
        cuerpo["xl/sharedStrings.xml"] = cuerpo["xl/sharedStrings.xml"].replace(b"Folio", larga)
        otra = (b"<row>" + b'<c t="s"><v>0</v></c>' * 9 + b"</row>") * 60_000
    cuerpo[HOJA] = cuerpo[HOJA].replace(b"</sheetData>", otra + b"</sheetData>")
    contenido = paquete(cuerpo) if cual != "comas" else b"folio,fecha,hora\n" + (b"a," * 300 + b"\n") * 60_000
    hecho = subprocess.run(
        [sys.executable, "-c", MEDIR],
        input=contenido,
        cwd=Path(casos.__file__).parents[1],
        capture_output=True,
        check=False,
    )
    assert hecho.returncode == 0, hecho.stderr.decode()
    assert int(hecho.stdout) <= 256 * 1024
    assert libro.MEMORIA_BASE + RENGLONES * libro.MEMORIA_POR_RENGLON <= 256 << 20  # the parser's own process


def test_un_zip_sin_comprimir_se_lee_y_uno_raro_o_cifrado_no():
    cuerpo = partes(xlsx(FILAS))
    assert len(agenda.leer_agenda("a", paquete(cuerpo, zipfile.ZIP_STORED), HOY).buenos) == 1
    assert "dañado" in rechazo(paquete(cuerpo, zipfile.ZIP_LZMA))
    cifrado = bytearray(paquete(cuerpo))
    for lugar in [m.start() for m in re.finditer(b"PK\x01\x02", cifrado)]:
        cifrado[lugar + 8] |= 1
    assert "contraseña" in rechazo(bytes(cifrado))


def test_lo_pegado_tambien_tiene_limite(monkeypatch):
    monkeypatch.setattr(hoja, "BYTES_ARCHIVO", 10)
    with pytest.raises(ArchivoIlegible, match="demasiado grande"):
        agenda.leer_agenda_pegada("Folio\tFecha\tHora", HOY)


def test_un_calendario_no_es_una_hoja():
    with pytest.raises(ArchivoIlegible, match="sólo sirve para importar la agenda"):
        hoja.leer_hoja("a.ics", b"BEGIN:VCALENDAR\nEND:VCALENDAR")
