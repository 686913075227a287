"""Statutory rest days against the `holidays` library and the dates known for the coming years."""

from datetime import date

import holidays
import pytest

from casos.calendario.lft import descansos_de_ley


@pytest.mark.parametrize("anio", range(1990, 2061))
def test_los_descansos_de_ley_son_los_de_la_biblioteca_holidays(anio):
    assert set(descansos_de_ley(anio)) == set(holidays.Mexico(years=anio, observed=False))


@pytest.mark.parametrize(
    "dia",
    [
        date(2026, 2, 2), date(2026, 3, 16), date(2026, 11, 16),
        date(2027, 2, 1), date(2027, 3, 15), date(2027, 11, 15),
        date(2028, 2, 7), date(2028, 3, 20), date(2028, 11, 20),
        date(2024, 10, 1), date(2030, 10, 1),
    ],
)  # fmt: skip
def test_los_lunes_de_descanso_y_el_cambio_de_gobierno(dia):
    assert dia in descansos_de_ley(dia.year)


def test_el_cambio_de_gobierno_fue_en_diciembre_hasta_2018():
    assert date(2018, 12, 1) in descansos_de_ley(2018)
    assert date(2018, 10, 1) not in descansos_de_ley(2018)
    assert date(2024, 12, 1) not in descansos_de_ley(2024)
    assert date(2025, 10, 1) not in descansos_de_ley(2025)
