"""Amounts, names, offices, folios, credits and free words."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.lectura.celdas import limpiar, texto_de
from casos.lectura.ilegible import ValorIlegible
from casos.lectura.importes import leer_importe
from casos.lectura.nombres import clave_busqueda, clave_persona
from casos.lectura.sedes import leer_sede
from casos.lectura.valores import (
    leer_creditos,
    leer_estatus,
    leer_folio,
    leer_invitacion,
    leer_num_sesion,
    leer_sala,
)


@pytest.mark.parametrize(
    ("escrito", "pesos"),
    [
        ("$1,250.50", "1250.50"), ("1250.5", "1250.50"), ("3076,91", "3076.91"), ("1.250,50", "1250.50"),
        ("1,250", "1250.00"), ("1'250,000.00", "1250000.00"), ("1 250.50", "1250.50"),
        ("$ 1,250.50 MXN", "1250.50"),
        ("1,250.50 M.N.", "1250.50"), ("(1,250.50)", "-1250.50"), ("1,250.50-", "-1250.50"), (".5", "0.50"),
        ("-$1,250.50", "-1250.50"), ("$-1,250.50", "-1250.50"), ("$ -", "0.00"), ("-0.00", "0.00"),
        (1456.16, "1456.16"), (1250, "1250.00"), (0.1 + 0.2, "0.30"), (-0.0, "0.00"), (1250.555, "1250.56"),
    ],
)  # fmt: skip
def test_un_importe_se_lee_al_centavo(escrito, pesos):
    importe = leer_importe(escrito)
    assert importe == Decimal(pesos)
    assert str(importe) == pesos


@pytest.mark.parametrize(
    "escrito",
    ["mil", "1.250", "1,25,000", "1e5", "NaN", "", "()", "12.345", True, 1e300, date(2026, 1, 1), "1" * 30],
)
def test_un_importe_dudoso_se_rechaza(escrito):
    with pytest.raises(ValorIlegible):
        leer_importe(escrito)


@given(st.decimals(0, 10**9, places=2))
def test_todo_importe_vuelve_igual_de_cada_forma(importe):
    con_comas = f"{importe:,}"
    al_reves = con_comas.translate(str.maketrans(",.", ".,"))
    for forma in (str(importe), f"${con_comas}", f"{con_comas} M.N.", al_reves):
        assert leer_importe(forma) == importe
    assert leer_importe(f"({con_comas})") == leer_importe(f"{con_comas}-") == -importe


def test_un_nombre_se_compara_sin_orden_acentos_ni_trato():
    formas = [
        "HERNÁNDEZ PEÑÚÑURI, CECILIA ELENA",
        "Hernández Peñúñuri Cecilia Elena",
        "Cecilia Elena Hernandez Penunuri",
        "C. Cecilia Elena HDEZ Peñúñuri",
    ]
    assert {clave_persona(forma) for forma in formas} == {"cecilia elena hernandez penunuri"}
    assert clave_busqueda("Lic. Óscar Tapia Félix") == "oscar tapia felix"
    assert clave_persona("Ma. Gpe. Ñíguez") == clave_persona("NIGUEZ MARIA GUADALUPE")
    assert clave_persona("Daniela Figueroa") != clave_persona("Daniel Figueroa")


@pytest.mark.parametrize(
    ("texto", "sede"),
    [
        ("Hermosillo", "HMO"), ("CEJA HERMOSILLO, SON.", "HMO"), ("hmo", "HMO"), ("Cd. Obregón", "OBR"),
        ("Ciudad Obregón", "OBR"), ("CAJEME", "OBR"), ("H. Nogales", "NOG"), ("Navojoa", None), ("", None),
        ("Hermosillo y Nogales", None), ("Nogalesito", None),
    ],
)  # fmt: skip
def test_la_sede_se_reconoce_por_sus_nombres(texto, sede):
    assert leer_sede(texto) == sede


@pytest.mark.parametrize(
    ("escrito", "folio"),
    [
        ("CJA/1279/2026", ("CJA/1279/2026", None)), ("cja-1279-2026", ("CJA/1279/2026", None)),
        ("Exp. CJA/1279/2026", ("CJA/1279/2026", None)), ("CJA 1279/2026", ("CJA/1279/2026", None)),
        ("CJA/01279/26", ("CJA/1279/2026", None)), ("CJA/1279/2026-2", ("CJA/1279/2026", 2)),
        ("CEJA-HMO-12/2026", ("CEJA/HMO/12/2026", None)), ("1279/2026", ("1279/2026", None)),
        ("Folio: 77", ("77", None)), (77, ("77", None)), ("abc", ("ABC", None)),
    ],
)  # fmt: skip
def test_el_folio_se_escribe_de_una_sola_forma(escrito, folio):
    assert leer_folio(escrito) == folio


def test_un_folio_que_excel_volvio_fecha_se_rechaza():
    with pytest.raises(ValorIlegible, match="Excel convirtió el folio"):
        leer_folio(date(2026, 12, 1))


@pytest.mark.parametrize(
    ("escrito", "numero"),
    [
        ("2a", 2),
        ("1ª", 1),
        ("2da.", 2),
        ("segunda", 2),
        ("Sesión 3", 3),
        ("2 de 3", 2),
        ("II", 2),
        (2, 2),
        ("Única", 1),
    ],
)
def test_el_numero_de_sesion_se_lee_de_cada_forma(escrito, numero):
    assert leer_num_sesion(escrito) == numero


@pytest.mark.parametrize("escrito", ["quizá", "0", "99"])
def test_un_numero_de_sesion_increible_se_rechaza(escrito):
    with pytest.raises(ValorIlegible):
        leer_num_sesion(escrito)


@pytest.mark.parametrize(
    ("celda", "creditos"),
    [
        ("101196, 101199 y 101205", ("101196", "101199", "101205")), ("101196/101199", ("101196", "101199")),
        ("101196\n101199", ("101196", "101199")), (101196.0, ("101196",)), ("101196.0", ("101196",)),
        ("Créditos: 101196 e 101199", ("101196", "101199")), ("#00101196", ("101196",)),
        ("101,196", ("101196",)),
        ("101196; 101196", ("101196",)), ("No. 101196", ("101196",)), ("s/n", ()),
    ],
)  # fmt: skip
def test_varios_creditos_en_una_celda(celda, creditos):
    assert leer_creditos(celda) == creditos


@pytest.mark.parametrize("celda", ["pendiente de revisar", "101196-101199", 101.5, "12"])
def test_lo_que_no_es_credito_se_rechaza(celda):
    with pytest.raises(ValorIlegible):
        leer_creditos(celda)


@pytest.mark.parametrize(
    ("celdas", "leido"),
    [
        (("Sala 2", None, None), ("Sala 2", None, "PRESENCIAL")),
        (("Virtual", None, None), (None, None, "VIRTUAL")),
        (("https://video.example.mx/s/9", None, None), (None, "https://video.example.mx/s/9", "VIRTUAL")),
        (("Sala 2 / https://v.mx/1", None, None), ("Sala 2", "https://v.mx/1", "HIBRIDA")),
        (("Sala 2", "https://v.mx/1", "Presencial"), ("Sala 2", "https://v.mx/1", "PRESENCIAL")),
        (("javascript:alert(1)", None, "En línea"), ("javascript:alert(1)", None, "VIRTUAL")),
        ((None, None, "mixta"), (None, None, "HIBRIDA")),
        ((None, None, None), (None, None, None)),
    ],
)
def test_la_sala_la_liga_y_la_modalidad(celdas, leido):
    assert leer_sala(*celdas) == leido


@pytest.mark.parametrize(
    ("texto", "cancelada", "reagendada"),
    [
        ("CANCELADA", True, False), ("se cancela", True, False), ("Cancelación", True, False),
        ("reagenda", False, True), ("Reprogramada", False, True), ("diferida", False, True),
        ("pospuesta", False, True),
        ("No se canceló", False, False), ("programada", False, False), ("monto diferente", False, False),
        ("sin cancelar", False, False), (None, False, False),
    ],
)  # fmt: skip
def test_el_estatus_en_palabras_libres(texto, cancelada, reagendada):
    assert leer_estatus(texto)[:2] == (cancelada, reagendada)


@pytest.mark.parametrize(
    ("estatus", "notas", "leida"),
    [
        ("Entregada", None, "entregada"), ("sí", None, "entregada"), ("No", None, "no_entregada"),
        ("no localizado", None, "no_entregada"), (None, "invitación no entregada", "no_entregada"),
        (None, "Citatorio devuelto", "no_entregada"), (None, "documentos entregados", None),
        ("pendiente", None, None),
    ],
)  # fmt: skip
def test_si_la_invitacion_llego(estatus, notas, leida):
    assert leer_invitacion(estatus, notas) == leida


def test_el_texto_pierde_lo_que_no_se_ve():
    assert limpiar("\ufeff Peña\u0301\x07\u200b\xa0Ruiz\r\nLuis ") == "Peñá Ruiz\nLuis"
    assert limpiar("'=1+1") == "=1+1"
    assert limpiar("=HYPERLINK(1)") == "=HYPERLINK(1)"
    assert limpiar("'Neill") == "'Neill"
    assert limpiar("''=1") == "''=1"
    assert [texto_de(c) for c in (None, 1.0, 1.5, True, date(2026, 1, 2))] == [
        "",
        "1",
        "1.5",
        "Sí",
        "02/01/2026",
    ]


@given(st.text())
def test_un_texto_limpio_ya_no_cambia_y_se_puede_guardar(texto):
    limpio = limpiar(texto)
    assert limpio.encode().decode() == limpio
    assert not any(ord(c) < 32 and c not in "\n\t" for c in limpio)
