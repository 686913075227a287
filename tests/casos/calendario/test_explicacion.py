"""The date arithmetic in words."""

from datetime import date

import pytest

from casos.calendario.conjunto import Calendarios
from casos.calendario.lectura import calendarios_base
from casos.calendario.modelo import DatosDeCalendario, Inhabil

MUERTOS = "el 2 de noviembre es inhábil: Día de Muertos"
FIESTAS = (
    "del 21 al 24 de diciembre son inhábiles: Vacaciones, por confirmar; "
    "el 25 de diciembre es inhábil: Navidad; "
    "del 28 al 31 de diciembre son inhábiles: Vacaciones, por confirmar; "
    "el 1 de enero es inhábil: Año Nuevo"
)
VACIO = (
    "falta capturar el calendario del Instituto de 2028, "
    "así que solo se descontaron fines de semana y descansos de ley"
)


def calendario():
    cierre = Inhabil(
        desde=date(2026, 12, 21), hasta=date(2027, 1, 1), nombre="Vacaciones", fuente="x", confirmado=False
    )
    muertos = Inhabil(desde=date(2026, 11, 2), hasta=date(2026, 11, 2), nombre="Día de Muertos", fuente="x")
    datos = DatosDeCalendario(anios=(2026, 2027), inhabiles=(cierre, muertos))
    conjunto = Calendarios(INSTITUTO=datos, STJ=datos, BANCOS=datos, GESTION_COBRANZA=datos)
    return conjunto.calendario("INSTITUTO", "HMO")


@pytest.mark.parametrize(
    ("dia", "n", "cuenta", "parentesis", "fecha"),
    [
        (date(2026, 10, 28), 1, "1 día hábil desde el 28 de octubre de 2026", None, "29 de octubre"),
        (date(2026, 10, 28), 3, "3 días hábiles desde el 28 de octubre de 2026", MUERTOS, "3 de noviembre"),
        (date(2026, 11, 5), -3, "3 días hábiles antes del 5 de noviembre de 2026", MUERTOS, "30 de octubre"),
        (date(2026, 11, 1), 0, "primer día hábil desde el 1 de noviembre de 2026", MUERTOS, "3 de noviembre"),
        (date(2026, 11, 2), 1, "1 día hábil desde el 2 de noviembre de 2026", None, "3 de noviembre"),
        (
            date(2026, 12, 18),
            2,
            "2 días hábiles desde el 18 de diciembre de 2026",
            FIESTAS,
            "5 de enero de 2027",
        ),
        (
            date(2027, 12, 30),
            2,
            "2 días hábiles desde el 30 de diciembre de 2027",
            VACIO,
            "3 de enero de 2028",
        ),
    ],
)
def test_la_cuenta_se_dice_en_palabras(dia, n, cuenta, parentesis, fecha):
    en_medio = f" ({parentesis})" if parentesis else ""
    assert calendario().explicar(dia, n) == f"{cuenta}{en_medio} = {fecha}"


def test_el_mismo_dia_no_necesita_cuenta():
    assert calendario().explicar(date(2026, 10, 28), 0) == "el mismo día, 28 de octubre de 2026"


def test_el_tramo_que_cruza_de_mes_nombra_los_dos():
    texto = calendarios_base().calendario("INSTITUTO", "HMO").explicar(date(2028, 7, 21), 1)
    assert "del 24 de julio al 4 de agosto son inhábiles: Vacaciones de verano, por confirmar" in texto
