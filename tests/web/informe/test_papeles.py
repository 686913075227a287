"""The report as PDF and workbook: the same bytes each time, the same numbers, and no name that does harm."""

import io
import re
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from python_calamine import CalamineWorkbook

from proyecciones.consultas.medidas import MEDIDAS, Valor
from tests.web.papeles.test_papeles import leido
from web.informe.dicho import grupos
from web.informe.hacer import InformeCompleto
from web.informe.libro import LARGO_DE_HOJA, nombre_de_hoja, xlsx
from web.informe.modelo import (
    Abierto,
    Carga,
    Cifra,
    DelMes,
    Informe,
    Prevision,
    Renglon,
    de_persona,
    listas_de_persona,
)
from web.informe.papel import hoja
from web.papeles.datos.comun import instituto_en
from web.papeles.taller import Taller

HOSTILES = {
    "formula": '=HYPERLINK("http://malo","clic")',
    "orden": "+cmd|' /C calc'!A0",
    "arroba": "@SUM(1+1)*cmd|' /C calc'!A0",
    "typst": '#read("/etc/passwd") $x$ *negrita* \\ ]',
    "html": "<script>alert(1)</script> & «ñ»",
    "largo": "Wenceslao " * 11,
    "raro": "Ana\u202egpj.exe \x07 龍",
}


def informe(nombres: dict[str, str], *, provisional: bool = False) -> Informe:
    """A report in which everybody has the same figures."""
    cifra = Cifra(
        mes=Valor(Decimal("1234.50"), 3, 3),
        antes=Valor(Decimal(), 0, 0),
        anio=Valor(Decimal("99999.99"), 9, 9),
    )
    con_meta = cifra.model_copy(update={"meta": Decimal(2000), "meta_anio": Decimal(20000)})
    cifras = {c: con_meta if c == "recuperado" else cifra for c in MEDIDAS}
    mes = DelMes(mes=date(2026, 10, 1), recuperado=Decimal(1234), meta=None, atendidas=3, convenios=1)
    return Informe(
        mes=date(2026, 10, 1), al=datetime(2026, 11, 3, 15, 0, tzinfo=UTC), asientos=1234, provisional=provisional,
        nombres=nombres, total=cifras, personas=dict.fromkeys(nombres, cifras), sedes={"HMO": cifras},
        series={"": (mes,), **dict.fromkeys(nombres, (mes,))},
        prevision=Prevision(
            mes=date(2026, 11, 1), hasta_hoy=Decimal(), esperado=Decimal(500), minimo=Decimal(100),
            maximo=Decimal(900), meses=6, error=Decimal("31.4"), meta=Decimal(1000),
        ),
        notas={4: 1, 5: 2},
        abierto=Abierto(
            cargas=dict.fromkeys(nombres, Carga(abiertos=5, atrasados=(1, 2, 3), mas_antiguo=12, sin_revisar=7)),
            sin_revisar=7, manifestaciones={"QUEJA": (1, 0, 2)},
        ),
    )  # fmt: skip


def entero(nombres: dict[str, str]) -> InformeCompleto:
    quien = next(iter(nombres), None)
    fila = Renglon(
        UUID(int=5), "=1+1", "PagoConfirmado", date(2026, 10, 5), quien, "HMO", Decimal("411.50"), True, None
    )
    return InformeCompleto(informe(nombres), {c: [fila] * 3 if c == "recuperado" else [] for c in MEDIDAS})


@pytest.fixture(scope="module")
def taller() -> Taller:
    return Taller()


def pdf(taller: Taller, suyo: Informe) -> bytes:
    instituto = instituto_en(taller.juego.instituto, "Instituto de Prueba", suyo.sede)
    return taller.archivo(hoja(suyo, instituto), "pdf")


def test_el_pdf_dice_lo_mismo_que_la_pagina_y_siempre_los_mismos_bytes(taller: Taller) -> None:
    suyo = informe({"ana": "Ana Bórquez"})
    hecho_1 = pdf(taller, suyo)
    assert hecho_1 == pdf(Taller(), suyo)
    texto = leido(hecho_1)
    for _, filas in grupos(suyo):
        for f in filas:
            assert f.titulo in texto
            assert f.mes in texto
    for dicho in ("Octubre de 2026", "Según lo registrado al 3 de noviembre de 2026, 8:00", "Ana Bórquez",
                  "Pronóstico, no un compromiso", "$500.00, entre $100.00 y $900.00", "61 % de $2,000.00",
                  "Queja", "$99,999.99"):  # fmt: skip
        assert dicho in texto
    assert b"PROVISIONAL" not in hecho_1
    assert "PROVISIONAL" not in texto


def test_el_de_un_mes_en_curso_lo_dice_en_cada_hoja(taller: Taller) -> None:
    texto = leido(pdf(taller, informe({"ana": "Ana"}, provisional=True)))
    assert texto.count("PROVISIONAL") >= 2
    assert "estas cifras son provisionales" in texto


def test_los_nombres_hostiles_no_hacen_dano_en_el_pdf(taller: Taller) -> None:
    texto = leido(pdf(taller, informe(HOSTILES)))
    for parte in ("=HYPERLINK", "+cmd|", '#read("/etc/passwd")', "<script>"):
        assert parte.replace(" ", "") in texto.replace(" ", "")
    assert "root:" not in texto


def test_los_nombres_hostiles_son_texto_en_el_libro() -> None:
    contenido = xlsx(entero(HOSTILES))
    with zipfile.ZipFile(io.BytesIO(contenido)) as libro:
        hojas = {n: libro.read(n).decode() for n in libro.namelist() if n.startswith("xl/worksheets/sheet")}
        externos = [n for n in libro.namelist() if n.startswith("xl/worksheets/_rels")]
        ligas = "".join(libro.read(n).decode() for n in externos)
    assert not any(re.search(r"<f[ >]", texto) for texto in hojas.values())
    assert "malo" not in ligas
    leidas = CalamineWorkbook.from_filelike(io.BytesIO(contenido)).get_sheet_by_name("Por responsable")
    assert {str(fila[0]) for fila in leidas.to_python()[1:]} >= {HOSTILES["formula"], HOSTILES["orden"]}


def test_el_libro_trae_numeros_y_la_lista_que_los_forma_con_los_mismos_bytes() -> None:
    mio = entero({"ana": "Ana Bórquez"})
    contenido = xlsx(mio)
    assert contenido == xlsx(mio)
    libro = CalamineWorkbook.from_filelike(io.BytesIO(contenido))
    resumen = {fila[0]: fila[1:] for fila in libro.get_sheet_by_name("Resumen").to_python()}
    assert resumen["Recuperado confirmado"][:3] == [1234.5, 3, 2000]
    assert resumen["Gestiones"][2] == "sin meta"
    lista = libro.get_sheet_by_name("Recuperado confirmado").to_python()
    assert sum(fila[6] for fila in lista[1:]) == 1234.5
    assert lista[1][:5] == ["00000000", "=1+1", "Pago confirmado", date(2026, 10, 5), "Ana Bórquez"]
    assert set(libro.sheet_names) >= {nombre_de_hoja(m) for m in MEDIDAS.values()}


def test_los_nombres_de_las_hojas_caben_y_no_se_repiten() -> None:
    nombres = [nombre_de_hoja(m) for m in MEDIDAS.values()]
    assert len(set(nombres)) == len(nombres)
    for nombre, medida in zip(nombres, MEDIDAS.values(), strict=True):
        assert len(nombre) <= LARGO_DE_HOJA
        assert not set(nombre) & set("[]:*?/\\")
        assert nombre == medida.titulo or medida.titulo[:LARGO_DE_HOJA] != nombre  # never cut in the middle


def test_cientos_de_responsables_caben(taller: Taller) -> None:
    muchos = {f"r{n}": f"Responsable {n:03} Ñíguez" for n in range(300)}
    texto = leido(pdf(taller, informe(muchos)))
    assert all(f"Responsable {n:03}" in texto for n in range(300))
    libro = CalamineWorkbook.from_filelike(io.BytesIO(xlsx(entero(muchos))))
    assert len(libro.get_sheet_by_name("Por responsable").to_python()) == 301


@pytest.mark.parametrize("nombres", [{}, {"ana": "Ana"}])
def test_uno_vacio_y_el_de_una_persona_se_imprimen(taller: Taller, nombres: dict[str, str]) -> None:
    suyo = informe(nombres)
    if nombres:
        suyo = de_persona(suyo, "ana")
        assert xlsx(InformeCompleto(suyo, listas_de_persona(entero(nombres).listas, "ana")))
    else:
        suyo = suyo.model_copy(
            update={"total": {}, "series": {}, "sedes": {}, "notas": {}, "prevision": None}
        )
        assert xlsx(InformeCompleto(suyo, {}))
    assert "Informe mensual de mediación" in leido(pdf(taller, suyo))
