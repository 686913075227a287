"""How dates, money, phones and counts are written."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from casos.tiempo import ZONA
from web import formato

AHORA = datetime(2026, 11, 23, 12, tzinfo=ZONA)


@pytest.mark.parametrize(
    ("escrito", "esperado"),
    [
        (lambda: formato.pesos(Decimal("1250.5")), "$1,250.50"),
        (lambda: formato.pesos(Decimal("-4112.20")), "−$4,112.20"),
        (lambda: formato.cantidad(1904), "1,904"),
        (lambda: formato.porcentaje(Decimal("62.50")), "62.5 %"),
        (lambda: formato.porcentaje(100), "100 %"),
        (lambda: formato.plural(1, "acto", "actos"), "1 acto"),
        (lambda: formato.plural(1904, "acto", "actos"), "1,904 actos"),
        (lambda: formato.fecha(date(2026, 12, 15)), "15 dic"),
        (lambda: formato.fecha(date(2027, 12, 15)), "15 dic 2027"),
        (lambda: formato.fecha_larga(date(2026, 11, 23)), "lunes 23 de noviembre de 2026"),
        (lambda: formato.dia(date(2026, 11, 3)), "martes 3 de noviembre"),
        (lambda: formato.dia(date(2025, 11, 3)), "lunes 3 de noviembre de 2025"),
        (lambda: formato.hora(datetime(2026, 11, 3, 16, 5, tzinfo=UTC)), "9:05"),
        (lambda: formato.momento(datetime(2026, 11, 4, 3, 40, tzinfo=UTC)), "3 de noviembre de 2026, 20:40"),
        (lambda: formato.plazo(0), "hoy"),
        (lambda: formato.plazo(1), "en 1 día hábil"),
        (lambda: formato.plazo(2), "en 2 días hábiles"),
        (lambda: formato.plazo(-1), "desde ayer hábil"),
        (lambda: formato.plazo(-5), "desde hace 5 días hábiles"),
        (lambda: formato.hace_dias(1), "hace 1 día hábil"),
        (lambda: formato.hace_dias(3), "hace 3 días hábiles"),
        (lambda: formato.hace(AHORA - timedelta(seconds=20)), "hace un momento"),
        (lambda: formato.hace(AHORA - timedelta(minutes=35)), "hace 35 min"),
        (lambda: formato.hace(AHORA - timedelta(hours=3)), "hoy 9:00"),
        (lambda: formato.hace(AHORA - timedelta(days=1)), "ayer 12:00"),
        (lambda: formato.hace(AHORA - timedelta(days=20)), "3 nov"),
        (lambda: formato.telefono("+526622145678"), "662 214 56 78"),
        (lambda: formato.telefono("+525512345678"), "55 1234 5678"),
        (lambda: formato.telefono("+15205551234"), "+15205551234"),
        (lambda: formato.navegador("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Edg/120"), "Edge en Windows"),
        (lambda: formato.navegador("curl/8"), "Navegador"),
    ],
)
@time_machine.travel(AHORA, tick=False)
def test_se_escribe_como_lo_lee_la_gente(escrito, esperado):
    assert escrito() == esperado
