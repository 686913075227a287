"""Whatever agenda is written, in whatever shape, is read back; whatever is broken is refused and no more."""

import contextlib
import csv
import io
from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casos.lectura.agenda import leer_agenda
from casos.lectura.cartera import leer_cartera
from casos.lectura.columnas_agenda import AGENDA
from casos.lectura.ilegible import ArchivoIlegible
from casos.lectura.pagos import leer_pagos
from tests.casos.lectura.archivos import HOY, MUESTRAS, con_parte, ods, partes, xlsx

MESES = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"]
LETRAS = "ABCDEFGHIJKLMNÑOPQRSTUVWXYZÁÉÍÓÚÜ"
NOMBRES = st.lists(st.text(LETRAS, min_size=2, max_size=9).map(str.title), min_size=2, max_size=4).map(
    " ".join
)
FOLIOS = st.builds("CJA/{}/{}".format, st.integers(1, 9999), st.integers(2020, 2029))
CREDITOS = st.lists(st.integers(100_000, 999_999), min_size=1, max_size=4, unique=True)
HORAS = st.builds(time, st.integers(7, 18), st.sampled_from((0, 15, 30, 45)))
SESIONES = st.lists(
    st.tuples(
        FOLIOS,
        st.integers(1, 9),
        st.dates(date(2026, 6, 1), date(2027, 9, 1)),
        HORAS,
        NOMBRES.filter(lambda n: not n.upper().startswith(("TOTAL", "SUMA"))),
        CREDITOS,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda s: s[:2],
)
CAMPOS = ("folio", "num_sesion", "fecha", "hora", "invitado", "creditos")
FECHAS = (
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: d.isoformat(),
    lambda d: f"{d:%d-%m-%y}",
    lambda d: f"{d.day} de {MESES[d.month - 1]} de {d.year}",
)
HORARIOS = (
    lambda h: f"{h:%H:%M}",
    lambda h: f"{h:%I:%M} {'p. m.' if h.hour > 11 else 'a.m.'}",
    lambda h: f"{h:%H.%M} hrs",
)
JUNTAS = (", ", "/", "\n", " y ", "; ")
TITULOS = (["Centro de Justicia Alternativa"], [], ["Semana:", "24/11/2026"])


@st.composite
def tablas(dibujar):
    """(sessions, rows, line of each session): random names, order, titles, repeated headers and forms."""
    sesiones = dibujar(SESIONES)
    orden = dibujar(st.permutations(CAMPOS))
    nombres = {campo: dibujar(st.sampled_from(AGENDA.columnas[campo])) for campo in CAMPOS}
    escribir = dibujar(
        st.sampled_from((str.upper, str.title, lambda t: t.replace(" ", "_"), lambda t: f" {t}: "))
    )
    cabeza = [escribir(nombres[campo]) for campo in orden]
    fecha, hora = dibujar(st.sampled_from(FECHAS)), dibujar(st.sampled_from(HORARIOS))
    junta = dibujar(st.sampled_from(JUNTAS))
    filas = [*dibujar(st.lists(st.sampled_from(TITULOS), max_size=3)), cabeza]
    lineas = []
    for folio, num, dia, momento, nombre, creditos in sesiones:
        if dibujar(st.integers(0, 9)) == 0:
            filas += [[], cabeza]
        celdas = {"folio": folio, "num_sesion": f"{num}a", "fecha": fecha(dia), "hora": hora(momento)}
        celdas |= {"invitado": nombre, "creditos": junta.join(map(str, creditos))}
        filas.append([celdas[campo] for campo in orden])
        lineas.append(len(filas))
    filas.append(["TOTAL", str(len(sesiones))])
    return sesiones, filas, lineas


def comprobar(leida, sesiones, lineas):
    assert leida.malos == ()
    assert [
        (s.fila, s.folio, s.num_sesion, s.fecha, s.hora, s.invitado, list(map(int, s.creditos)))
        for s in leida.buenos
    ] == [(linea, *sesion) for linea, sesion in zip(lineas, sesiones, strict=True)]


@given(tablas())
@settings(max_examples=25)
def test_toda_agenda_escrita_en_xlsx_se_lee_igual(tabla):
    sesiones, filas, lineas = tabla
    comprobar(leer_agenda("agenda.xlsx", xlsx(filas), HOY), sesiones, lineas)


@given(
    tablas(),
    st.sampled_from((",", ";", "\t", "|")),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252")),
)
def test_toda_agenda_escrita_en_csv_se_lee_igual(tabla, separador, codigo):
    sesiones, filas, _ = tabla
    texto = io.StringIO()
    csv.writer(texto, delimiter=separador).writerows(filas)
    leida = leer_agenda("agenda.csv", texto.getvalue().encode(codigo), HOY)
    lineas = [s.fila for s in leida.buenos]  # those of rows with line breaks are proved in test_hoja
    comprobar(leida, sesiones, lineas)


@given(tablas(), st.randoms(use_true_random=False))
@settings(max_examples=15)
def test_con_celdas_de_fecha_y_de_hora_tambien(tabla, azar):
    sesiones, _, _ = tabla
    cabeza = ["Folio", "Sesión", "Fecha y hora", "Invitado", "Crédito(s)"]
    filas = [
        [
            folio,
            num,
            datetime.combine(dia, hora),
            nombre,
            creditos[0] if len(creditos) == 1 else " ".join(map(str, creditos)),
        ]
        for folio, num, dia, hora, nombre, creditos in sesiones
    ]
    hacer = azar.choice((xlsx, ods))
    comprobar(leer_agenda("agenda", hacer([cabeza, *filas]), HOY), sesiones, range(2, len(filas) + 2))


ICS = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:CJA/1/2026-1@x
DTSTART;TZID=America/Hermosillo:20261124T093000
DURATION:PT45M
SUMMARY:Mediaci\xc3\xb3n CJA/1/2026 (sesi\xc3\xb3n 1) - Ana Pe\xc3\xb1a
DESCRIPTION:Cr\xc3\xa9dito 101196\\nFacilita: Lic. Soto
END:VEVENT
END:VCALENDAR
"""
CSV = 'folio;fecha;hora;invitado;crédito\nCJA/1/2026;24/11/2026;9:00;"Peña, Ana";101196\n'.encode("cp1252")
PAGOS = b'FECHA,REFERENCIA,IMPORTE,CONCEPTO\n01/11/2026,0010368901,"$3,448.10",abono\n'
ORIGINALES = {
    "xlsx": xlsx(
        [["Folio", "Fecha", "Hora", "Invitado"], ["CJA/1/2026", date(2026, 11, 24), time(9), "Ana"]]
    ),
    "ods": ods([["Folio", "Fecha", "Hora", "Invitado"], ["CJA/1/2026", date(2026, 11, 24), time(9), "Ana"]]),
    "xls": (MUESTRAS / "agenda.xls").read_bytes(),
    "ics": ICS,
    "csv": CSV,
    "pagos": PAGOS,
}


def leer_o_rechazar(nombre, contenido, lectores=(leer_agenda, leer_cartera, leer_pagos)) -> None:
    for leer in lectores:
        with contextlib.suppress(ArchivoIlegible):
            leer(nombre, contenido, HOY)


CAMBIOS = st.lists(
    st.tuples(
        st.integers(0, 1 << 20),
        st.sampled_from(("cambia", "quita", "mete", "repite")),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.parametrize("cual", ["ics", "csv", "pagos"])
@given(cambios=CAMBIOS)
@settings(max_examples=150)
def test_un_texto_mutado_se_lee_o_se_rechaza(cual, cambios):
    leer_o_rechazar(f"a.{cual}", mutar(ORIGINALES[cual], cambios))


@pytest.mark.parametrize("cual", ["xlsx", "ods", "xls"])
@given(cambios=CAMBIOS)
@settings(max_examples=20)
def test_un_libro_mutado_se_lee_o_se_rechaza(cual, cambios):
    leer_o_rechazar(f"a.{cual}", mutar(ORIGINALES[cual], cambios), [leer_agenda])


@pytest.mark.parametrize(
    ("cual", "parte"),
    [("xlsx", "xl/worksheets/sheet1.xml"), ("xlsx", "xl/workbook.xml"), ("ods", "content.xml")],
)
@given(cambios=CAMBIOS)
@settings(max_examples=15)
def test_un_libro_mutado_por_dentro_se_lee_o_se_rechaza(cual, parte, cambios):
    por_dentro = mutar(partes(ORIGINALES[cual])[parte], cambios)
    leer_o_rechazar(f"a.{cual}", con_parte(ORIGINALES[cual], parte, por_dentro), [leer_agenda])


@given(
    st.binary(max_size=3000),
    st.sampled_from((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"BEGIN:VCALENDAR\n")),
)
def test_bytes_al_azar_se_rechazan(ruido, principio):
    leer_o_rechazar("a", principio + ruido)


@given(st.text())
def test_texto_al_azar_se_rechaza_o_se_lee(texto):
    leer_o_rechazar("a.csv", ("folio,fecha,hora,invitado\n" + texto).encode())


def mutar(original: bytes, cambios) -> bytes:
    bytes_ = bytearray(original)
    for lugar, que, nuevos in cambios:
        i = lugar % max(1, len(bytes_))
        match que:
            case "cambia":
                bytes_[i : i + 1] = nuevos[:1]
            case "quita":
                del bytes_[i : i + len(nuevos)]
            case "mete":
                bytes_[i:i] = nuevos
            case "repite":
                bytes_[i:i] = bytes_[i : i + 40 * len(nuevos)]
    return bytes(bytes_)
