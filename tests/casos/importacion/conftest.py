"""An office that imports: a log on each engine, a vault, its officers, and a clock that stands still."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from casos.asiento import Acto, Origen
from casos.boveda import Boveda, Lugar
from casos.casos import Casos
from casos.importacion.deshacer import Deshecho, deshacer
from casos.importacion.directorio import Equipo, Oficina, Responsable
from casos.importacion.dudas import descartar, resolver, responder
from casos.importacion.servicio import Envio, confirmar, lote_de, previsualizar
from casos.importacion.vista_previa import Clase, Eleccion, Renglon, VistaPrevia, id_de_lote
from casos.lote import Lote
from casos.mediacion.estado import Caso
from casos.registro.bitacora import Bitacora
from casos.tiempo import dia_local
from casos.tipo import descubrir
from tests.casos.importacion.directorio import DirectorioDelRegistro

AHORA = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""Monday, 9:00 in Sonora."""
HOY = date(2026, 11, 23)
CLAVE = b"k" * 32
EQUIPO = Equipo(
    (
        Responsable("maria", "María Ruiz Soto", "HMO"),
        Responsable("pedro", "Pedro Lara Paz", "HMO"),
        Responsable("olga", "Olga Soto Ruiz", "OBR"),
    )
)
ROLES = {Clase.AGENDA: "responsable", Clase.CARTERA: "coordinador", Clase.PAGOS: "contabilidad"}


class Importadora:
    """The whole way of a file, as an account takes it."""

    def __init__(self, casos: Casos, boveda: Boveda, reloj: "Reloj") -> None:
        self.casos, self.boveda, self.reloj = casos, boveda, reloj
        self.oficina = Oficina(casos, boveda, DirectorioDelRegistro(casos), EQUIPO)

    def acto(self, clase: Clase, autor: str = "ana", rol: str = "") -> Acto:
        return Acto(autor=autor, rol=rol or ROLES[clase], sede="HMO", origen=Origen.IMPORTACION)

    def envio(self, clase: Clase, contenido: bytes) -> Envio:
        return Envio(clase, f"{clase.value}.csv", contenido, dia_local(self.reloj.ahora))

    def ver(self, clase: Clase, contenido: bytes, **acto: str) -> VistaPrevia:
        return previsualizar(self.oficina, self.envio(clase, contenido), self.acto(clase, **acto))

    def importar(self, clase: Clase, contenido: bytes, **acto: str) -> VistaPrevia:
        return confirmar(self.oficina, self.envio(clase, contenido), self.acto(clase, **acto))

    def resolver(self, clase: Clase, contenido: bytes, fila: int, eleccion: Eleccion) -> list[Renglon]:
        return resolver(self.oficina, self.envio(clase, contenido), self.acto(clase), fila, eleccion)

    def descartar(self, vista: VistaPrevia, *filas: int) -> None:
        descartar(self.oficina, vista.lote_id, self.acto(vista.clase), filas)

    def responder(self, vista: VistaPrevia, caso_id: UUID, sesion: int, como: Any) -> None:
        responder(self.oficina, vista.lote_id, self.acto(vista.clase), caso_id, sesion, como)

    def deshacer(self, vista: VistaPrevia, **acto: str) -> Deshecho:
        return deshacer(self.oficina, vista.lote_id, self.acto(vista.clase, **acto))

    def lote(self, vista: VistaPrevia) -> Lote:
        return lote_de(self.oficina, id_de_lote(vista.clase, vista.sha256))

    def hechos(self) -> int:
        return self.casos.registro.contar()[0]

    def abiertos(self) -> dict[UUID, Caso]:
        return {i: c for i, c in DirectorioDelRegistro(self.casos).todos() if c.abierto}

    def con_credito(self, numero: str) -> tuple[UUID, Caso]:
        (hallado,) = [(i, c) for i, c in self.abiertos().items() if numero in c.creditos]
        return hallado

    def decidir(self, caso_id: UUID, decision: Any, datos: Any, rol: str = "responsable") -> None:
        self.casos.decidir(caso_id, decision, datos, Acto(autor="maria", rol=rol, sede="HMO"))


class Reloj:
    def __init__(self) -> None:
        self.ahora = AHORA

    def __call__(self) -> datetime:
        return self.ahora


def abrir(url: str, carpeta: Path) -> tuple[Bitacora, Boveda]:
    descubrir()
    lugar = Lugar.en(carpeta)
    Boveda.iniciar(lugar)
    bitacora = Bitacora(url.removeprefix("sqlite:///"))
    bitacora.registro.crear()
    return bitacora, Boveda(lugar)


def _importadora(url: str, carpeta: Path) -> Iterator[Importadora]:
    bitacora, boveda = abrir(url, carpeta)
    reloj = Reloj()
    yield Importadora(Casos(bitacora.registro, reloj, CLAVE, boveda.cifrar_texto), boveda, reloj)
    boveda.cerrar()
    bitacora.close()


@pytest.fixture
def imp(tmp_path: Path) -> Iterator[Importadora]:
    """An import office on SQLite."""
    yield from _importadora(f"sqlite:///{tmp_path / 'hechos.sqlite'}", tmp_path)


@pytest.fixture
def imp_en_cada_motor(motor_url: str, tmp_path: Path) -> Iterator[Importadora]:
    """An import office on each engine in turn."""
    yield from _importadora(motor_url, tmp_path)
