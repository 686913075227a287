"""The officer's tasks and what each costs: clicks, keys and pages loaded, told at the end of the run and kept.

A test that does a task gives its cost with `record_property("tarea", …)` (see `tests/web/oficina/mano.py`); the table
is also left in pytest's cache folder, `d/tareas/tareas.txt`.
"""

from collections.abc import Iterator

import pytest

ENCABEZADO = f"{'':>3} {'Tarea':<64}{'Clics':>7}{'Tope':>6}{'Teclas':>8}{'Páginas':>9}"


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_terminal_summary(terminalreporter) -> Iterator[None]:
    """Print the table, if any task was done."""
    yield
    hechas = sorted(
        valor
        for informe in terminalreporter.stats.get("passed", [])
        for clave, valor in informe.user_properties
        if clave == "tarea"
    )
    if not hechas:
        return
    lineas = [
        ENCABEZADO,
        *(f"{n:>3} {que:<64}{c:>7}{tope:>6}{t:>8}{p:>9}" for n, que, c, tope, t, p in hechas),
    ]
    terminalreporter.section("Lo que cuesta cada tarea")
    for linea in lineas:
        terminalreporter.line(linea)
    carpeta = terminalreporter.config.cache.mkdir("tareas")
    (carpeta / "tareas.txt").write_text("\n".join(lineas) + "\n", encoding="utf-8")
