"""Dates, hours and phones as people write them."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from casos.tiempo import ZONA
from web.campos import (
    Clave,
    Fecha,
    Hora,
    Importe,
    ImporteOCero,
    Linea,
    Parrafo,
    Porcentaje,
    Telefono,
    leer_fecha,
    leer_hora,
)
from web.formato import MESES, fecha_completa, fecha_de_captura
from web.mensajes import por_campo

NOVIEMBRE = datetime(2026, 11, 23, 10, tzinfo=ZONA)


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("15/12/2026", date(2026, 12, 15)),
        ("15-12-26", date(2026, 12, 15)),
        ("5.1.2027", date(2027, 1, 5)),
        ("2026-12-15", date(2026, 12, 15)),
        ("15 dic", date(2026, 12, 15)),
        ("15 dic.", date(2026, 12, 15)),
        ("15 DE DICIEMBRE", date(2026, 12, 15)),
        ("15 de diciembre de 2027", date(2027, 12, 15)),
        ("15 de diciembre del 2027", date(2027, 12, 15)),
        ("martes 15 de diciembre", date(2026, 12, 15)),
        ("mié. 16 dic", date(2026, 12, 16)),
        ("1o de setiembre", date(2026, 9, 1)),
        ("15/12", date(2026, 12, 15)),
        ("15 feb", date(2027, 2, 15)),  # the nearest, not the past one
        ("20 nov", date(2026, 11, 20)),
        ("29 feb", date(2027, 2, 28).replace(year=2028, day=29)),
        ("hoy", date(2026, 11, 23)),
        ("  Mañana ", date(2026, 11, 24)),
        ("ayer", date(2026, 11, 22)),
    ],
)
@time_machine.travel(NOVIEMBRE, tick=False)
def test_una_fecha_se_lee_como_la_gente_la_escribe(escrito, leido):
    if escrito == "29 feb":
        with pytest.raises(ValueError, match="No existe ese día"):
            leer_fecha(escrito)  # neither this year nor its neighbours have one
        return
    assert leer_fecha(escrito) == leido


@pytest.mark.parametrize(
    "escrito",
    ["31/02/2026", "12/25/2026", "15 d", "ma", "15 ma 2026", "diciembre", "", "15/12/20266", "0/1/2026"],
)
@time_machine.travel(NOVIEMBRE, tick=False)
def test_lo_que_no_es_una_fecha_se_rechaza(escrito):
    with pytest.raises(ValueError, match="15/12/2026"):
        leer_fecha(escrito)


@given(st.dates(date(1950, 1, 1), date(2150, 12, 31)))
def test_cada_dia_se_lee_igual_con_numeros_y_con_letras(dia):
    assert leer_fecha(fecha_de_captura(dia)) == dia
    assert leer_fecha(fecha_completa(dia)) == dia
    assert leer_fecha(f"{dia.day} {MESES[dia.month - 1][:3]} {dia.year}") == dia


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
@time_machine.travel(NOVIEMBRE, tick=False)
def test_sin_anio_se_toma_el_dia_mas_cercano_a_hoy(dia):
    leido = leer_fecha(f"{dia.day}/{dia.month}")
    assert (leido.day, leido.month) == (dia.day, dia.month)
    assert abs((leido - NOVIEMBRE.date()).days) <= 183


@pytest.mark.parametrize(
    ("escrito", "leida"),
    [
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("14", time(14)),
        ("09:05 h", time(9, 5)),
        ("14:05 hrs.", time(14, 5)),
    ],
)
def test_una_hora_se_lee_como_la_gente_la_escribe(escrito, leida):
    assert leer_hora(escrito) == leida


@pytest.mark.parametrize("escrito", ["24:00", "9:60", "9 pm", "", "930"])
def test_lo_que_no_es_una_hora_se_rechaza(escrito):
    with pytest.raises(ValueError, match="9:30"):
        leer_hora(escrito)


class Todo(BaseModel):
    importe: Importe = Decimal(1)
    cero: ImporteOCero = Decimal(0)
    fecha: Fecha = date(2026, 1, 1)
    hora: Hora = time(9)
    porciento: Porcentaje = Decimal(0)
    telefono: Telefono = "+526622145678"
    linea: Linea = ""
    parrafo: Parrafo = ""
    clave: Clave = ""


@pytest.mark.parametrize(
    ("campo", "escrito", "leido"),
    [
        ("importe", "$1,250.50", Decimal("1250.50")),
        ("importe", Decimal("3.10"), Decimal("3.10")),
        ("cero", "0", Decimal("0.00")),
        ("porciento", "62 %", Decimal(62)),
        ("telefono", "(662) 214-5678", "+526622145678"),
        ("telefono", "044 662 214 56 78", "+526622145678"),
        ("linea", "  con  espacios ", "con  espacios"),
        ("parrafo", "uno\r\ndos", "uno\ndos"),
        ("clave", "  exacta ", "  exacta "),
    ],
)
def test_cada_tipo_lee_lo_suyo(campo, escrito, leido):
    assert getattr(Todo(**{campo: escrito}), campo) == leido


@pytest.mark.parametrize(
    ("campo", "escrito"),
    [
        ("importe", "0"),
        ("importe", "-5"),
        ("importe", "1.250,50"),
        ("importe", "NaN"),
        ("cero", "-0.01"),
        ("porciento", "101"),
        ("porciento", "NaN"),
        ("telefono", "214 56"),
        ("linea", "con\x00nulo"),
        ("linea", "x" * 201),
        ("parrafo", "con\x1bescape"),
        ("fecha", "1/1/1899"),
    ],
)
def test_cada_tipo_rechaza_lo_que_no_es_suyo(campo, escrito):
    with pytest.raises(ValidationError):
        Todo(**{campo: escrito})


@pytest.mark.parametrize("escrita", ["1/1/1899", "31/12/9998"])
def test_un_anio_imposible_se_dice_en_palabras(escrita):
    with pytest.raises(ValidationError) as rechazo:
        Todo(fecha=escrita)
    [dicho] = por_campo(rechazo.value.errors(include_url=False)).values()
    assert dicho == f"El año {escrita[-4:]} no parece correcto; escriba la fecha así: 15/12/2026."
