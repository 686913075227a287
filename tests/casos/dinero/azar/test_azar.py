"""A small part, every time, of what `python -m tests.casos.dinero.azar` does a hundred thousand times."""

import pytest

from tests.casos.dinero.azar.__main__ import correr


@pytest.mark.parametrize("desde", [0, 100, 200, 300])
def test_planes_y_vidas_al_azar_guardan_todas_las_identidades(desde: int) -> None:
    planes, pagos, pasos, fallan = correr(desde, 100)
    assert fallan == []
    assert planes == 100
    assert pagos > 500
    assert pasos > 20


def test_lo_que_se_prueba_puede_fallar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger that loses one centavo of each payment is caught."""
    from tests.casos.dinero.azar import planes

    ingenuo = planes.imputar_pagos
    monkeypatch.setattr(planes, "imputar_pagos", lambda plan, pagos: ingenuo(plan, pagos[1:]))
    assert correr(0, 20)[3] != []
