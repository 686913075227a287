"""A sealed log of toy cases on each engine."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from casos.asiento import Acto
from casos.casos import Casos
from casos.registro.bitacora import Bitacora
from casos.registro.verificacion import Diferencia
from casos.sello.archivo import ArchivoDeSellos
from casos.sello.nota import Llave
from casos.sello.sellador import Sellado, sellar
from casos.sello.verificacion import verificar_sellos
from tests.casos.registro.conftest import AHORA, CLAVE, RelojDePrueba, cifrar
from tests.casos.registro.juguete import prestar, renovar

LLAVE = Llave(b"semilla de prueba de 32 bytes...")


class Sellada:
    """A log with its seals."""

    def __init__(self, lugar: str | Path, carpeta: Path) -> None:
        self.bitacora = Bitacora(lugar)
        self.bitacora.registro.crear()
        self.registro = self.bitacora.registro
        self.reloj = RelojDePrueba()
        self.casos = Casos(self.registro, self.reloj, clave=CLAVE, cifrar=cifrar)
        self.archivo = ArchivoDeSellos(carpeta / "sellos.sqlite")

    def llenar(self, casos: int = 3, renovaciones: int = 3, desde: int = 0) -> list[UUID]:
        """Some cases, their entries interleaved."""
        ids = [
            UUID(int=(n * 0x9E3779B97F4A7C15F39CC0605CEDC834) % 2**128 or 1)
            for n in range(desde + 1, desde + casos + 1)
        ]
        for n, caso in enumerate(ids):
            self.casos.decidir(caso, prestar, f"libro {desde}/{n}", Acto("ana", "responsable"))
        for vuelta in range(renovaciones):
            self.reloj.ahora += timedelta(minutes=1)
            for caso in ids:
                self.casos.decidir(caso, renovar, f"vuelta {vuelta}", Acto("ana", "responsable"))
        return ids

    def sellar(self) -> Sellado:
        """Seal now."""
        return sellar(self.registro, self.archivo, LLAVE, CLAVE, AHORA)

    def diferencias(self, *notas: str) -> list[Diferencia]:
        """What the seals find."""
        return list(verificar_sellos(self.registro, self.archivo, LLAVE.publica, notas))


@pytest.fixture
def sellada(motor_url: str, tmp_path: Path) -> Iterator[Sellada]:
    sellada = Sellada(motor_url.removeprefix("sqlite:///"), tmp_path)
    yield sellada
    sellada.bitacora.close()


@pytest.fixture
def en_archivo(tmp_path: Path) -> Iterator[Sellada]:
    """On SQLite, whose file a test can change by hand."""
    sellada = Sellada(tmp_path / "hechos.sqlite", tmp_path)
    yield sellada
    sellada.bitacora.close()
