"""Calendars as a document: round trip, differences, and problems that say what to correct."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.calendario.conjunto import Calendarios, diferencias
from casos.calendario.lectura import CalendarioInvalido, calendarios_base, leer_calendarios, volcar
from casos.calendario.modelo import SEDES, DatosDeCalendario, Inhabil

BASE = calendarios_base()
textos = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)


@st.composite
def inhabiles(draw):
    desde = draw(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
    return Inhabil(
        desde=desde,
        hasta=desde + timedelta(days=draw(st.integers(0, 20))),
        nombre=draw(textos),
        fuente=draw(textos),
        confirmado=draw(st.booleans()),
        sedes=tuple(draw(st.lists(st.sampled_from(SEDES), unique=True))),
    )


datos = st.builds(DatosDeCalendario, anios=st.just((2026, 2027)), inhabiles=st.lists(inhabiles(), max_size=4))
conjuntos = st.builds(Calendarios, INSTITUTO=datos, STJ=datos, BANCOS=datos, GESTION_COBRANZA=datos)


@given(conjuntos)
def test_lo_que_se_escribe_se_lee_igual(conjunto):
    assert leer_calendarios(volcar(conjunto)) == conjunto


@given(conjuntos, conjuntos)
def test_las_diferencias_son_los_dias_cuyo_motivo_cambia(a, b):
    todos = [date(2026, 1, 1) + timedelta(days=n) for n in range(760)]
    esperados = {
        (nombre, dia, sede)
        for nombre in ("STJ", "BANCOS")
        for sede in SEDES
        for dia in todos
        if dia.weekday() < 5
        and (antes := a.calendario(nombre, sede).motivo(dia))
        != (despues := b.calendario(nombre, sede).motivo(dia))
        and (
            not antes
            or not despues
            or (antes.nombre, antes.confirmado) != (despues.nombre, despues.confirmado)
        )
    }
    hallados = {
        (cambio.calendario, cambio.dia, sede)
        for cambio in diferencias(a, b)
        for sede in cambio.sedes
        if cambio.calendario in ("STJ", "BANCOS")
    }
    assert hallados == esperados


def test_sin_cambios_no_hay_diferencias():
    assert diferencias(BASE, leer_calendarios(volcar(BASE))) == []


def test_una_diferencia_dice_dia_sedes_y_como_queda():
    cierre = '{ dia = 2027-02-24, nombre = "Cierre", fuente = "Acuerdo 3", sedes = ["NOG"] }'
    anterior = leer_calendarios("[STJ]\nanios = [2027]\n", sobre=BASE)
    nuevo = leer_calendarios(f"[STJ]\nanios = [2027, 2028]\ninhabiles = [{cierre}]", sobre=BASE)
    assert [tuple(cambio) for cambio in diferencias(anterior, nuevo)] == [
        ("STJ", None, SEDES, "2027", "2027, 2028"),
        ("STJ", date(2027, 2, 24), ("NOG",), "hábil", "inhábil: Cierre"),
    ]


def test_el_calendario_que_el_archivo_no_trae_se_queda_como_estaba():
    nuevo = leer_calendarios("[BANCOS]\nanios = [2027]\n", sobre=BASE)
    assert nuevo.datos("INSTITUTO") == BASE.datos("INSTITUTO")
    assert nuevo.datos("BANCOS") == DatosDeCalendario(anios=(2027,))


def test_sin_otro_calendario_detras_los_cuatro_son_necesarios():
    with pytest.raises(CalendarioInvalido, match=r"STJ: falta; se esperaba una tabla \[STJ\]"):
        leer_calendarios("[BANCOS]\nanios = [2027]\n")


@pytest.mark.parametrize(
    ("texto", "clave", "mensaje"),
    [
        ("", "", "no trae ningún calendario"),
        ("[STJ]\nanios = \n", "", "renglón 2"),
        ("[STJ]\nanios = [2027]\ninhabiles = [{ dia = 2027-02-30 }]", "", "renglón 3"),
        ("[BANCO]\nanios = [2027]", "BANCO", "¿quiso escribir «BANCOS»?"),
        ("STJ = 3", "STJ", "se esperaba una tabla [STJ] con «anios»"),
        ("[STJ]\nanios = 2027", "STJ.anios", "como [2027, 2028]; se leyó 2027"),
        ("[STJ]\nanios = [2028, 2027]", "STJ", "de menor a mayor"),
        ("[STJ]\nanios = [1810]", "STJ.anios[1]", "entre 1990 y 2099"),
        ("[STJ]\nanios = [2027]\nincluye = ['STJ']", "", "STJ no puede incluir a STJ"),
        ("[STJ]\nanios = [2027]\nincluye = ['GESTION_COBRANZA']", "", "no puede incluir a GESTION_COBRANZA"),
    ],
)
def test_un_documento_mal_escrito_dice_que_clave_y_que_se_esperaba(texto, clave, mensaje):
    with pytest.raises(CalendarioInvalido) as error:
        leer_calendarios(texto, sobre=BASE)
    assert any(p.clave == clave and mensaje in p.mensaje for p in error.value.problemas)


@pytest.mark.parametrize(
    ("dia", "clave", "mensaje"),
    [
        ("dia = 2027-02-03, nombre = 'x'", ".fuente", "falta; se esperaba un texto"),
        ("dia = 5, nombre = 'x', fuente = 'y'", ".desde", "se leyó 5"),
        ("dia = 'hoy', nombre = 'x', fuente = 'y'", ".desde", 'se leyó "hoy"'),
        ("dia = 2027-02-03, nombre = '', fuente = 'y'", ".nombre", "un texto"),
        ("dia = 2027-02-03, nombre = 'x', fuente = 'y', sede = 'HMO'", ".sede", "«STJ.inhabiles.sedes»"),
        ("dia = 2027-02-03, nombre = 'x', fuente = 'y', sedes = ['CDMX']", ".sedes[1]", 'se leyó "CDMX"'),
        ("dia = 2027-02-03, nombre = 'x', fuente = 'y', confirmado = 1", ".confirmado", "true o false"),
        ("dia = 2027-02-03, desde = 2027-02-03, nombre = 'x', fuente = 'y'", "", "pero no ambos"),
        ("desde = 2027-02-03, hasta = 2027-02-01, nombre = 'x', fuente = 'y'", "", "es anterior a «desde»"),
        ("desde = 2027-02-03, hasta = 2037-02-01, nombre = 'x', fuente = 'y'", "", "más de un año"),
    ],
)
def test_un_dia_mal_escrito_dice_cual_y_que_se_esperaba(dia, clave, mensaje):
    with pytest.raises(CalendarioInvalido) as error:
        leer_calendarios(f"[STJ]\nanios = [2027]\ninhabiles = [{{ {dia} }}]", sobre=BASE)
    assert any(p.clave == f"STJ.inhabiles[1]{clave}" and mensaje in p.mensaje for p in error.value.problemas)


def test_un_dia_de_un_anio_que_no_se_declara_no_pasa():
    texto = "[STJ]\nanios = [2027]\ninhabiles = [{ dia = 2028-02-03, nombre = 'Cierre', fuente = 'y' }]"
    with pytest.raises(CalendarioInvalido, match="«Cierre» empieza el 03/02/2028 y el año 2028 no está"):
        leer_calendarios(texto, sobre=BASE)


def test_se_dicen_todos_los_problemas_de_una_vez():
    with pytest.raises(CalendarioInvalido) as error:
        leer_calendarios("[STJ]\nanios = 1\n[BANCOS]\nanio = 2\n", sobre=BASE)
    assert [p.clave for p in error.value.problemas] == ["STJ.anios", "BANCOS.anios", "BANCOS.anio"]
