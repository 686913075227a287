"""`mediacion papeles`: the papers of many cases at once."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.instancias import Prueba
from web import cli


@pytest.fixture
def prueba(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Prueba]:
    carpeta = tmp_path / "instancia"
    carpeta.mkdir()
    prueba = Prueba(carpeta)
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(carpeta))
    yield prueba
    prueba.cerrar()


def correr(*args: str) -> int:
    with pytest.raises(SystemExit) as salida:
        cli.principal(args)
    return int(salida.value.code or 0)


def test_un_archivo_por_caso_que_tiene_ese_papel(
    prueba: Prueba, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    casos = [prueba.abrir_caso(f"Persona {n}") for n in range(3)]
    hechos = sum(len(prueba.abierta.casos.asientos(c)) for c in casos)
    assert correr("papeles", "estado_de_cuenta", "-o", str(tmp_path / "sale")) == 0
    assert {a.name for a in (tmp_path / "sale").iterdir()} == {f"estado_de_cuenta-{c}.pdf" for c in casos}
    assert "3 archivos" in capsys.readouterr().out
    assert correr("papeles", "convenio", "-o", str(tmp_path / "nada")) == 0
    assert "0 archivos" in capsys.readouterr().out
    assert sum(len(prueba.abierta.casos.asientos(c)) for c in casos) == hechos


def test_solo_los_casos_que_se_piden_en_word(prueba: Prueba, tmp_path: Path) -> None:
    uno, _ = prueba.abrir_caso("Una"), prueba.abrir_caso("Otra")
    assert correr("papeles", "carta", str(uno), "-o", str(tmp_path / "sale"), "--word") == 0
    assert [a.name for a in (tmp_path / "sale").iterdir()] == [f"carta-{uno}.docx"]


def test_lo_que_no_se_entiende_no_cambia_nada(
    prueba: Prueba, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr("papeles", "recibo", "-o", str(tmp_path / "sale")) == 2
    assert "No hay un papel «recibo»" in capsys.readouterr().err
    assert correr("papeles", "convenio", "nadie", "-o", str(tmp_path / "sale")) == 2
    assert not (tmp_path / "sale").exists()


def test_lo_interrumpido_queda_completo_y_se_sigue_donde_iba(
    prueba: Prueba, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        prueba.abrir_caso(f"Persona {n}")
    sale, escribe, veces = tmp_path / "sale", Path.write_bytes, []

    def con_corte(archivo: Path, contenido: bytes) -> int:
        veces.append(archivo)
        if len(veces) == 2:
            escribe(archivo, contenido[:100])
            raise KeyboardInterrupt
        return escribe(archivo, contenido)

    monkeypatch.setattr(Path, "write_bytes", con_corte)
    assert correr("papeles", "estado_de_cuenta", "-o", str(sale)) != 0
    assert "1 archivos" in capsys.readouterr().err
    (hecho,) = sale.iterdir()
    antes = hecho.read_bytes()
    assert correr("papeles", "estado_de_cuenta", "-o", str(sale), "--seguir") == 0
    assert "2 archivos" in (dicho := capsys.readouterr().out)
    assert "1 ya estaban" in dicho
    assert len({*sale.iterdir()}) == 3
    assert hecho.read_bytes() == antes


def test_la_barra_de_avance_se_ve_donde_alguien_mira(
    prueba: Prueba, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prueba.abrir_caso("Persona")
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stderr", terminal)
    assert correr("papeles", "estado_de_cuenta", "-o", str(tmp_path / "sale")) == 0
    assert "Imprimiendo" in terminal.getvalue()
    assert "1/1" in terminal.getvalue()
