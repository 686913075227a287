"""`python -m tests.casos.dinero.azar`: 100,000 random plans and payment histories, and the lives of agreements.

Each has a number, from which it is made again: `--desde N --cuantos 1` repeats one that failed.
"""

import argparse
import sys
import traceback
from random import Random
from time import monotonic

from casos.decision import Rechazo
from casos.tipo import descubrir
from tests.casos.dinero.azar import planes, vidas

UNA_VIDA_CADA = 5
FALLAS = (AssertionError, Rechazo, ValueError, LookupError, TypeError, ArithmeticError)


def correr(desde: int, cuantos: int, semilla: int = 0) -> tuple[int, int, int, list[int]]:
    """Plans, payments and steps of lives that were tried, and the numbers of those that failed."""
    pagos = pasos = 0
    fallan = []
    for n in range(desde, desde + cuantos):
        try:
            pagos += planes.probar(Random(f"{semilla}/{n}"))
            if n % UNA_VIDA_CADA == 0:
                pasos += vidas.probar(Random(f"{semilla}/{n}/vida"))
        except FALLAS:
            traceback.print_exc()
            print(f"Falla la número {n}.", file=sys.stderr)
            fallan.append(n)
    return cuantos, pagos, pasos, fallan


def principal() -> int:
    """Run and say how many; 1 when something failed."""
    lector = argparse.ArgumentParser(description=__doc__)
    lector.add_argument("--cuantos", type=int, default=100_000)
    lector.add_argument("--desde", type=int, default=0)
    lector.add_argument("--semilla", type=int, default=0)
    dado = lector.parse_args()
    descubrir()
    empezo, tramo, suma = monotonic(), 1000, [0, 0, 0]
    fallan: list[int] = []
    for desde in range(dado.desde, dado.desde + dado.cuantos, tramo):
        cuantos = min(tramo, dado.desde + dado.cuantos - desde)
        *hechos, malos = correr(desde, cuantos, dado.semilla)
        suma = [a + b for a, b in zip(suma, hechos, strict=True)]
        fallan += malos
        print(
            f"{suma[0]:,} planes con {suma[1]:,} pagos, {suma[2]:,} pasos de convenios; {len(fallan)} fallan; "
            f"{monotonic() - empezo:,.0f} s",
            flush=True,
        )
    return 1 if fallan else 0


if __name__ == "__main__":
    sys.exit(principal())
