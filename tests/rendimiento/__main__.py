"""`make bench`: everything that is measured, in one run, as ratios against a baseline of the same run."""

import platform
import sqlite3
import sys
import tempfile
from os import cpu_count
from pathlib import Path

from casos.tipo import descubrir
from tests.entorno.servidor_postgres import Corrida, SinPostgres, base_nueva
from tests.rendimiento import decisiones, mesa, papeles, recorrido, vistas


def principal() -> None:
    """Print one line per measurement; those of PostgreSQL only where there is one."""
    descubrir()
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {cpu_count()} procesadores,")
    print(f"{platform.platform()}; disco de {tempfile.gettempdir()}. Medianas; [mínimo–máximo] por ronda.\n")
    with tempfile.TemporaryDirectory(prefix="mediacion-bench-") as carpeta:
        for medir in (decisiones.sqlite, vistas.sqlite, recorrido.sqlite, mesa.sqlite):
            for medida in medir(Path(carpeta)):
                print(medida.renglon(), flush=True)
    for medida in papeles.convenios():
        print(medida.renglon(), flush=True)
    corrida = Corrida.nueva()
    try:
        servidor = corrida.servidor(duradero=True)
        for medir_en in (decisiones.postgres, vistas.postgres):
            with base_nueva(servidor) as url:
                for medida in medir_en(url):
                    print(medida.renglon(), flush=True)
    except SinPostgres as error:
        print(f"PostgreSQL no se midió: {error}", file=sys.stderr)
    finally:
        corrida.terminar()


if __name__ == "__main__":
    principal()
