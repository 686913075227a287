"""A small part, every time, of what `python -m tests.web.evidencia.azar` does a thousand times on each engine."""

from pathlib import Path

import pytest

from casos.sello import verificacion
from tests.web.evidencia.azar import expedientes
from tests.web.evidencia.azar.correr import correr
from tests.web.evidencia.azar.oficina import OficinaSellada


def test_ninguna_alteracion_queda_sin_nombrar(
    motor_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    oficina = OficinaSellada(tmp_path / "instancia", "" if motor_url.startswith("sqlite") else motor_url)
    try:
        hechas, fallas = correr(oficina, 50, semilla=1)
        assert fallas == []
        assert set(hechas) == {"asientos", "reglas", "documento", "sellos", "claves"}
        carpetas = expedientes.expedir(oficina, tmp_path / "expedientes")
        de_expedientes, fallas = expedientes.correr(carpetas, 100, semilla=1)
        assert fallas == []
        assert min(de_expedientes["asientos"], de_expedientes["archivos"]) > 20
        _lo_que_se_prueba_puede_fallar(oficina, carpetas, monkeypatch)
    finally:
        oficina.cerrar()


def _lo_que_se_prueba_puede_fallar(
    oficina: OficinaSellada, carpetas: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checks that look away are caught."""
    monkeypatch.setattr(verificacion, "_caso", lambda *_: iter(()))
    monkeypatch.setattr(expedientes.verificar, "esta_incluida", lambda *_: True)
    assert correr(oficina, 40, semilla=1).fallas != []
    assert expedientes.correr(carpetas, 40, semilla=1)[1] != []
