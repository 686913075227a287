"""Instants and local days. Everything is stored in UTC; every working day is counted in Sonora."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONA = ZoneInfo("America/Hermosillo")
"""UTC-7 all year: Sonora keeps no daylight saving time (Ley de los Husos Horarios, arts. 3 and 5)."""


def dia_local(instante: datetime) -> date:
    """The calendar day of an aware instant in Sonora."""
    return instante.astimezone(ZONA).date()


def a_las(dia: date, hora: time) -> datetime:
    """The UTC instant of a wall-clock time in Sonora."""
    return datetime.combine(dia, hora, ZONA).astimezone(UTC)


def inicio_del_dia(dia: date) -> datetime:
    """The first instant of a local day, in UTC."""
    return a_las(dia, time.min)


def fin_del_dia(dia: date) -> datetime:
    """The last microsecond of a local day, in UTC: what a bare date means when asking "as of"."""
    return inicio_del_dia(dia + timedelta(days=1)) - timedelta(microseconds=1)
