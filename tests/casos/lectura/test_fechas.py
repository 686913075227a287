"""Dates and times as courts, banks and sheets write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casos.lectura.fechas import buscar_fecha, leer_fecha, leer_momento, mes_va_primero
from casos.lectura.horas import leer_duracion, leer_hora, leer_horario, minutos_entre
from casos.lectura.ilegible import ValorIlegible

DIA = date(2026, 11, 24)
MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip


@pytest.mark.parametrize(
    "escrita",
    [
        "24/11/2026", "24-11-2026", "24.11.2026", "24 / 11 / 2026", "24 11 2026", "2026-11-24", "2026/11/24",
        "24-11-26", "24/11/26", "24 de noviembre de 2026", "24 de Noviembre del 2026", "24 noviembre 2026",
        "24-nov-26", "24/nov/2026", "24nov2026", "mar 24 nov 2026", "Martes 24 de noviembre de 2026",
        "martes, 24 de noviembre del año 2026", "MARTES 24/11/2026", "noviembre 24, 2026", "Nov 24, 2026",
        "24112026", "20261124", "46350", 46350, 46350.0, 24112026, date(2026, 11, 24),
        datetime.combine(DIA, time()),
        "24/11/2026 00:00:00", "  24/11/2026 ".strip(),
    ],
)  # fmt: skip
def test_una_fecha_se_lee_como_quiera_que_se_escriba(escrita):
    assert leer_momento(escrita) == (DIA, None)


@pytest.mark.parametrize(
    ("escrita", "hora"),
    [
        ("24/11/2026 9:00 a.m.", time(9)),
        ("24/11/2026 1:30 p. m.", time(13, 30)),
        ("martes 24 de noviembre de 2026 a las 9:00 hrs", time(9)),
        ("24/11/2026, 10:30 am", time(10, 30)),
        ("24/11/2026 (martes) 9:00", time(9)),
        ("2026-11-24T09:00:00", time(9)),
        ("2026-11-24T16:00:00Z", time(9)),
        ("2026-11-24T10:00:00-06:00", time(9)),
        ("9:00 a.m. del 24/11/2026", time(9)),
        (46350.375, time(9)),
        (datetime.combine(DIA, time(8, 59, 59, 999_999)), time(9)),
    ],
)
def test_fecha_y_hora_en_la_misma_celda(escrita, hora):
    assert leer_momento(escrita) == (DIA, hora)


@pytest.mark.parametrize(
    ("escrita", "dice"),
    [
        ("31/02/2026", "no tiene día 31"),
        ("29 de febrero de 2026", "no tiene día 29"),
        ("24/13/2026", "no hay mes 13"),
        ("11/24/2026", "no hay mes 24"),
        ("lunes 24 de noviembre de 2026", "es martes"),
        ("24 de noviembre", "falta el año"),
        ("24 de brumario de 2026", "no es un mes"),
        ("24/11/3026", "el año 3026"),
        ("24/11/202", "no se entiende"),
        ("mañana", "no se entiende"),
        ("del 24 al 28 de noviembre de 2026", "no se entiende"),
        ("24/11/2026 25:99", "no existe"),
        (3.5, "no se entiende"),
        (True, "no se entiende"),
        (time(9), "no se entiende"),
        (date(1850, 1, 1), "el año 1850"),
    ],
)
def test_una_fecha_imposible_se_rechaza_con_su_razon(escrita, dice):
    with pytest.raises(ValorIlegible, match=dice):
        leer_momento(escrita)


@given(st.dates(date(1960, 1, 1), date(2099, 12, 31)), st.times())
def test_toda_fecha_se_lee_igual_en_cada_forma(fecha, hora):
    hora = hora.replace(second=0, microsecond=0)
    formas = [
        f"{fecha:%d/%m/%Y}",
        f"{fecha.day}-{fecha.month}-{fecha.year}",
        fecha.isoformat(),
        f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}",
        f"{fecha:%d%m%Y}",
        fecha,
        datetime.combine(fecha, time()),
        (fecha - date(1899, 12, 30)).days,
    ]
    assert {leer_fecha(forma) for forma in formas} == {fecha}
    esperada = (fecha, hora if hora != time() else None)
    assert leer_momento(f"{fecha:%d/%m/%Y} {hora:%H:%M}") == esperada
    assert leer_momento(datetime.combine(fecha, hora)) == esperada


def test_el_mes_va_primero_solo_si_toda_la_columna_lo_dice():
    assert mes_va_primero(["11/24/2026", "12/01/2026", "11/25/2026 9:00", None, 46350])
    assert leer_fecha("12/01/2026", mes_primero=True) == date(2026, 12, 1)
    assert not mes_va_primero(["11/24/2026", "24/11/2026"])
    assert not mes_va_primero(["11/24/2026", "01/12/2026", "02/12/2026"])
    assert not mes_va_primero(["01/12/2026", "02/12/2026"])
    assert not mes_va_primero([])


@pytest.mark.parametrize(
    ("titulo", "fecha"),
    [
        ("AGENDA DEL DÍA MARTES 24 DE NOVIEMBRE DE 2026", DIA),
        ("Saldos al 24/11/2026 | | corte", DIA),
        ("SEMANA DEL 24 AL 28 DE NOVIEMBRE DE 2026", None),
        ("Del 24/11/2026 al 28/11/2026", None),
        ("Centro de Justicia Alternativa", None),
        ("31/02/2026", None),
    ],
)
def test_un_titulo_solo_da_fecha_si_nombra_un_dia(titulo, fecha):
    assert buscar_fecha(titulo) == fecha


@pytest.mark.parametrize(
    ("escrita", "hora"),
    [
        ("9:00", time(9)), ("09:00 h", time(9)), ("9.30 hrs", time(9, 30)), ("13:30 horas", time(13, 30)),
        ("1:30 p. m.", time(13, 30)), ("1:30 PM", time(13, 30)), ("10am", time(10)), ("10 A.M.", time(10)),
        ("12:00 m.", time(12)), ("12 m", time(12)), ("12:30 p.m.", time(12, 30)), ("12:00 a.m.", time(0)),
        ("mediodía", time(12)), ("9h30", time(9, 30)), ("1330", time(13, 30)), ("0900", time(9)),
        ("A las 10:00 hrs.", time(10)), ("09:00:00.000", time(9)), ("13:30 p.m.", time(13, 30)),
        (0.375, time(9)), (9, time(9)), (9.3, time(9, 30)), (1330, time(13, 30)), (time(9), time(9)),
        (datetime.combine(DIA, time(9)), time(9)), (0.4375, time(10, 30)),
    ],
)  # fmt: skip
def test_una_hora_se_lee_como_quiera_que_se_escriba(escrita, hora):
    assert leer_hora(escrita) == hora


@pytest.mark.parametrize(
    "escrita",
    ["25:99", "24:00", "13:30 a.m.", "0:30 p.m.", "9:00 m.", "temprano", 9.5, 24, True, date(2026, 1, 1)],
)
def test_una_hora_imposible_o_dudosa_se_rechaza(escrita):
    with pytest.raises(ValorIlegible):
        leer_hora(escrita)


@given(st.times())
def test_toda_hora_se_lee_igual_con_24_horas_que_con_12(hora):
    hora = hora.replace(second=0, microsecond=0)
    doce = f"{(hora.hour - 1) % 12 + 1}:{hora:%M} {'p. m.' if hora.hour >= 12 else 'a.m.'}"
    assert leer_hora(f"{hora:%H:%M}") == leer_hora(doce) == leer_hora(hora) == hora


@pytest.mark.parametrize(
    ("escrito", "desde", "hasta"),
    [
        ("9:00 a 9:45", time(9), time(9, 45)),
        ("9:00-10:00 hrs", time(9), time(10)),
        ("de 9:00 a. m. a 9:45 a. m.", time(9), time(9, 45)),
        ("1:30 a 2:15 p.m.", time(13, 30), time(14, 15)),
        ("11:00 a 1:00 p.m.", time(11), time(13)),
    ],
)
def test_un_horario_dice_cuando_empieza_y_cuando_acaba(escrito, desde, hasta):
    assert leer_horario(escrito) == (desde, hasta)


@pytest.mark.parametrize(
    ("escrita", "minutos"),
    [
        (45, 45),
        ("45 min", 45),
        ("1 h 30 min", 90),
        ("1:30", 90),
        (time(0, 45), 45),
        (0.03125, 45),
        ("45'", 45),
    ],
)
def test_una_duracion_son_minutos(escrita, minutos):
    assert leer_duracion(escrita) == minutos


@pytest.mark.parametrize("escrita", ["una hora", 0, 100_000, timedelta(days=2), True, "", "9" * 200])
def test_una_duracion_increible_se_rechaza(escrita):
    with pytest.raises(ValorIlegible):
        leer_duracion(escrita)


def test_lo_que_acaba_antes_de_empezar_no_dura():
    assert minutos_entre(time(9), time(9, 45)) == 45
    assert minutos_entre(time(9), time(8)) is None
