"""Rounds that alternate what is measured with its baseline, and their ratios."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Medida:
    """What was measured: per second (median), the baseline's per second, and the ratio per round."""

    nombre: str
    meta: str
    por_segundo: float
    base: float
    razones: tuple[float, ...]

    @property
    def razon(self) -> float:
        """The median of the ratios of each round."""
        return statistics.median(self.razones)

    def renglon(self) -> str:
        """One line: rate, baseline, ratio with its extremes, goal."""
        return (
            f"{self.nombre:<58} {self.por_segundo:>10,.0f}/s  base {self.base:>10,.0f}/s  "
            f"razón {self.razon:.2f} [{min(self.razones):.2f}–{max(self.razones):.2f}]  meta {self.meta}"
        )


def segundos(trabajo: Callable[[], object]) -> float:
    """How long it takes."""
    empezo = perf_counter()
    trabajo()
    return perf_counter() - empezo


def por_rondas(
    nombre: str,
    meta: str,
    trabajo: Callable[[], int],
    base: Callable[[], int],
    rondas: int,
    reloj: Callable[[], float] = perf_counter,
) -> Medida:
    """Alternate both; each gives how many things it did. `reloj` may count the processor's seconds instead."""
    suyas, bases = [], []
    for _ in range(rondas):
        for rates, hace in ((bases, base), (suyas, trabajo)):
            empezo = reloj()
            hechos = hace()
            rates.append(hechos / (reloj() - empezo))
    razones = tuple(s / b for s, b in zip(suyas, bases, strict=True))
    return Medida(nombre, meta, statistics.median(suyas), statistics.median(bases), razones)
