"""Each story, on each engine: at every step the stage, the facets, the open rows, the money and the dates."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from casos.decision import Rechazo
from tests.historias.jugador import Jugador
from tests.historias.lectura import CARPETA, Cuento, Paso, leer

HISTORIAS = sorted(CARPETA.glob("*.toml"))
AL_PRINCIPIO = {
    "etapa": "", "documental": "sin_documento", "registral": "no_aplica", "cumplimiento": "sin_plan",
    "suspension": "", "fuerza": "ninguna",
}  # fmt: skip
CUANTAS = 20


class Esperado:
    """What must be so: what no step says stays as it was."""

    def __init__(self) -> None:
        self.queda = dict(AL_PRINCIPIO)
        self.filas: Counter[str] = Counter()

    def tras(self, paso: Paso) -> None:
        """What a step says."""
        self.queda |= paso.queda
        self.filas -= Counter(f for quitado in paso.quitados for f in self._cuales(paso, quitado))
        self.filas += Counter(_en_orden(nuevo) for nuevo in paso.nuevos)

    def _cuales(self, paso: Paso, quitado: str) -> Iterator[str]:
        """The row that is meant: by its kind alone, or also its role, or wholly."""
        if quitado == "todo":
            yield from self.filas.elements()
            return
        halladas = [f for f in self.filas.elements() if f == quitado or f.startswith(f"{quitado} ")]
        if len(set(halladas)) != 1:
            raise ValueError(f"{paso.de}: «{quitado}» debe nombrar una fila; hay {sorted(self.filas)}")
        yield halladas[0]


def _en_orden(nuevo: str) -> str:
    tipo, rol, dia = nuevo.split()
    return f"{tipo} {rol} {dia}"


@pytest.fixture
def jugador(motor_url: str) -> Iterator[Jugador]:
    jugador = Jugador(motor_url)
    yield jugador
    jugador.cerrar()


@pytest.mark.parametrize("ruta", HISTORIAS, ids=lambda ruta: ruta.stem)
def test_la_historia_va_como_dicen_la_ley_y_la_politica(jugador: Jugador, ruta: Path):
    faltas = list(desacuerdos(jugador, leer(ruta)))
    assert not faltas, "\n".join(faltas)


def desacuerdos(jugador: Jugador, cuento: Cuento) -> Iterator[str]:
    """Every step in which the program and the story differ."""
    esperado = Esperado()
    for paso in cuento.pasos:
        donde = f"{paso.de} ({paso.ahora:%Y-%m-%d}; {paso.que or paso.decision or 'reloj'})"
        try:
            asientos = jugador.dar(paso)
        except Rechazo as rechazo:
            if paso.rechazo is None or paso.rechazo not in str(rechazo):
                yield f"{donde}: se rechazó: {rechazo}"
            asientos = []
        else:
            if paso.rechazo is not None:
                yield f"{donde}: no se rechazó"
        hechos = tuple(type(a.hecho).__name__ for a in asientos)
        if paso.hechos is not None and hechos != paso.hechos:
            yield f"{donde}: se esperaban los hechos {paso.hechos} y son {hechos}"
        esperado.tras(paso)
        yield from _comparar(donde, paso, esperado, jugador)


def _comparar(donde: str, paso: Paso, esperado: Esperado, jugador: Jugador) -> Iterator[str]:
    estado = jugador.estado()
    for faceta, valor in esperado.queda.items():
        if estado.queda[faceta] != valor:
            yield f"{donde}: {faceta} debía ser «{valor}» y es «{estado.queda[faceta]}»"
    if sobran := sorted((estado.filas - esperado.filas).elements()):
        yield f"{donde}: pendientes que no se esperaban: {sobran}"
    if faltan := sorted((esperado.filas - estado.filas).elements()):
        yield f"{donde}: pendientes que faltan: {faltan}"
    for que, importe in paso.dinero.items():
        if estado.dinero[que] != Decimal(str(importe)):
            yield f"{donde}: {que} debía ser {importe} y es {estado.dinero[que]}"
    for que, dia in paso.fechas.items():
        if estado.fechas.get(que) != dia:
            yield f"{donde}: {que} debía ser {dia} y es {estado.fechas.get(que)}"


def test_hay_al_menos_veinte_historias():
    assert len(HISTORIAS) >= CUANTAS


def test_una_historia_falsa_se_descubre(tmp_path: Path):
    """The player can tell right from wrong: one changed date of a true story is found."""
    cuento = leer(CARPETA / "comun" / "agendado.toml")
    mentira = cuento.pasos[-1]._replace(nuevos=("recabar_documento responsable 2026-01-01",))
    jugador = Jugador(tmp_path / "registro.db")
    faltas = list(desacuerdos(jugador, cuento._replace(pasos=(*cuento.pasos[:-1], mentira))))
    jugador.cerrar()
    assert len(faltas) > 0
