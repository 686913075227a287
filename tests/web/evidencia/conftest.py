"""An instance with two cases, and the command line on it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest

from casos.mediacion.expediente import Nota, agregar_nota
from tests.instancias import Prueba
from web import almacen, cli


class Oficina(Prueba):
    """Two cases of people with names that must never be found where they do not belong."""

    def __init__(self, carpeta: Path) -> None:
        super().__init__(carpeta)
        self.uno: UUID = self.abrir_caso("Daniela Ñíguez Zazueta")
        self.otro: UUID = self.abrir_caso("Ramiro Quijada Othón")
        self.pasar(days=1)
        for caso in (self.uno, self.otro):
            self.decidir(caso, agregar_nota, Nota(texto="Vendrá su hermana Clotilde."))


@pytest.fixture
def oficina_sola(tmp_path: Path) -> Iterator[Oficina]:
    oficina = Oficina(tmp_path / "instancia")
    almacen.abrir(oficina.ajustes).crear()
    yield oficina
    oficina.cerrar()


@pytest.fixture
def orden(
    oficina_sola: Oficina, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run `mediacion …`: (exit code, stdout, stderr)."""
    monkeypatch.setenv("MEDIACION_INSTANCIA", str(oficina_sola.ajustes.instancia))

    def correr(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as salida:
            cli.principal([str(a) for a in args])
        return (salida.value.code, *capsys.readouterr())  # type: ignore[return-value]

    return correr
