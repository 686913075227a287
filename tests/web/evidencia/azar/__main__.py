"""`python -m tests.web.evidencia.azar`: 1,000 random alterations of a sealed office, and 1,000 of its
auditor's bundles, on each engine."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.entorno.servidor_postgres import Corrida as Servidores
from tests.entorno.servidor_postgres import base_nueva
from tests.web.evidencia.azar import expedientes
from tests.web.evidencia.azar.correr import correr
from tests.web.evidencia.azar.oficina import OficinaSellada


def probar(motor: str, base_datos: str, cuantas: int, semilla: int) -> int:
    """One engine; how many alterations went wrong."""
    empezo = monotonic()
    with TemporaryDirectory() as carpeta:
        oficina = OficinaSellada(Path(carpeta, "instancia"), base_datos)
        hechas, fallas = correr(
            oficina, cuantas, semilla, lambda n: n % 50 or print(f"{motor}: {n}", file=sys.stderr, flush=True)
        )
        carpetas = expedientes.expedir(oficina, Path(carpeta, "expedientes"))
        oficina.cerrar()
        de_expedientes, otras = expedientes.correr(carpetas, cuantas, semilla)
        hechas.update({f"expedientes ({clase})": n for clase, n in de_expedientes.items()})
        fallas += otras
    for falla in fallas:
        print(falla)
    clases = ", ".join(f"{n} de {clase}" for clase, n in sorted(hechas.items()))
    print(
        f"{motor}: {hechas.total()} alteraciones ({clases}); {len(fallas)} fallan; {monotonic() - empezo:.0f} s"
    )
    return len(fallas)


def principal() -> int:
    """Run and say how many; 1 when something failed."""
    lector = argparse.ArgumentParser(description=__doc__)
    lector.add_argument("--cuantas", type=int, default=1000)
    lector.add_argument("--semilla", type=int, default=0)
    lector.add_argument("--motor", choices=("sqlite", "postgresql"), action="append")
    dado = lector.parse_args()
    motores = dado.motor or ["sqlite", "postgresql"]
    fallan = probar("sqlite", "", dado.cuantas, dado.semilla) if "sqlite" in motores else 0
    if "postgresql" in motores:
        servidores = Servidores.nueva()
        try:
            with base_nueva(servidores.servidor(duradero=False)) as url:
                fallan += probar("postgresql", url, dado.cuantas, dado.semilla)
        finally:
            servidores.terminar()
    return 1 if fallan else 0


if __name__ == "__main__":
    sys.exit(principal())
