"""The only place of the web that reads the clock."""

from datetime import UTC, date, datetime

from casos.tiempo import dia_local


def ahora() -> datetime:
    """This instant, aware and in UTC."""
    return datetime.now(UTC)


def hoy() -> date:
    """Today's date in Sonora."""
    return dia_local(ahora())
