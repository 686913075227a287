"""`mediacion politica simular` and `calendario simular`: what they print, and that they change nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casos.mediacion.expediente import Reasignacion, reasignar
from casos.reglas import REGLAS_ID
from tests.web.evidencia.conftest import Oficina

Orden = Callable[..., tuple[int, str, str]]


def test_la_politica_que_mueve_un_plazo_se_simula_sin_cambiar_nada(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path
) -> None:
    cambio = Reasignacion(responsable="karla", motivo="Cambio de cartera")
    oficina_sola.decidir(oficina_sola.uno, reasignar, cambio, rol="coordinador")
    antes = oficina_sola.abierta.casos.registro.contar()
    borrador = tmp_path / "borrador.toml"
    borrador.write_text("vigente_desde = 2027-01-01\n[sesiones]\n", "utf-8")
    codigo, salida, _ = orden("politica", "simular", borrador, "--json")
    documento = json.loads(salida)
    metas = {m.pop("que"): m for m in documento.pop("metas")}
    assert (codigo, documento) == (0, {"casos": 2, "casos_que_cambian": 0, "cambios": []})
    assert metas["Meta mensual de gestiones"] == {"antes": "1600", "despues": "1600"}
    borrador.write_text("vigente_desde = 2027-01-01\n[caso]\navisar_reasignacion_dias_habiles = 9\n", "utf-8")
    codigo, salida, _ = orden("politica", "simular", borrador, "--json")
    documento = json.loads(salida)
    assert (codigo, documento["casos"], documento["casos_que_cambian"]) == (0, 2, 1)
    assert {c["caso"] for c in documento["cambios"]} == {str(oficina_sola.uno)}
    assert "cambiarían 1" in orden("politica", "simular", borrador)[1]
    assert oficina_sola.abierta.casos.registro.contar() == antes


def test_un_borrador_que_no_sirve_termina_en_dos(orden: Orden, tmp_path: Path) -> None:
    borrador = tmp_path / "borrador.toml"
    borrador.write_text("vigente_desde = 2027-01-01\nno_existe = 3\n", "utf-8")
    for que in ("politica", "calendario"):
        codigo, salida, dicho = orden(que, "simular", borrador)
        assert (codigo, salida, "no_existe" in dicho) == (2, "", True)


def test_publicar_dice_antes_que_cambiaria_y_queda_escrito(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path
) -> None:
    cambio = Reasignacion(responsable="karla", motivo="Cambio de cartera")
    oficina_sola.decidir(oficina_sola.uno, reasignar, cambio, rol="coordinador")
    documento = tmp_path / "politica.toml"
    documento.write_text(
        "vigente_desde = 2027-01-01\n[caso]\navisar_reasignacion_dias_habiles = 9\n"
        "[metas]\ngestiones_mensuales = 900\n",
        "utf-8",
    )
    codigo, salida, _ = orden("politica", "publicar", documento)
    assert codigo == 0
    assert salida.index("cambiarían 1 (1 cambio)") < salida.index("Publicado. Rigen la política 2")
    assert "Meta mensual de gestiones: 1,600 → 1,800" in salida
    (publicada,) = oficina_sola.abierta.casos.asientos(REGLAS_ID)
    assert publicada.motivo == "Se vio antes de publicar: 1 caso de 2 sería distinto."
    codigo, salida, _ = orden("politica", "publicar", documento)
    assert (codigo, "no se cambió nada" in salida) == (0, True)


def test_en_una_terminal_se_pregunta(
    orden: Orden, oficina_sola: Oficina, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documento = tmp_path / "politica.toml"
    documento.write_text("vigente_desde = 2027-01-01\n[metas]\ngestiones_mensuales = 900\n", "utf-8")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    codigo, salida, _ = orden("politica", "publicar", documento)
    assert (codigo, "No se publicó" in salida) == (0, True)
    assert oficina_sola.abierta.casos.asientos(REGLAS_ID) == []
