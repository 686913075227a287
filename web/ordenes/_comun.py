"""What several commands share: the open instance, progress on stderr, instants as people write them."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import click

from casos.tiempo import ZONA, fin_del_dia
from web.ajustes import leer_ajustes
from web.cli import ErrorDeUso

if TYPE_CHECKING:
    from web.instancia import Instancia

CLAVES_APARTE = click.option(
    "--claves", metavar="CARPETA", type=click.Path(path_type=Path),
    help="Dónde están las claves del respaldo, si se guardaron aparte.",
)  # fmt: skip
EN_JSON = click.option("--json", "en_json", is_flag=True, help="Imprime un documento JSON.")


@contextmanager
def con_instancia(*, solo_revisar: bool = False) -> "Iterator[Instancia]":
    """The instance that the settings name, open while the command runs."""
    from web.instancia import abrir

    instancia = abrir(leer_ajustes(), solo_revisar=solo_revisar)
    try:
        yield instancia
    finally:
        instancia.cerrar()


@contextmanager
def progreso(texto: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr: call what it gives with (done, total); silent where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda hechos, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columnas = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columnas, console=Console(stderr=True)) as barra:
        tarea = barra.add_task(texto, total=None)
        yield lambda hechos, total: barra.update(tarea, completed=hechos, total=total)


def imprimir_json(documento: Any) -> None:
    """One JSON document on stdout."""
    click.echo(json.dumps(documento, ensure_ascii=False, indent=2, default=str))


def leer_instante(texto: str) -> datetime:
    """An instant as `2026-11-23`, `23/11/2026` (the end of that day in Sonora) or with an hour (Sonora's, unless it
    says its zone). Raises ErrorDeUso."""
    limpio = texto.strip()
    for formato in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return fin_del_dia(datetime.strptime(limpio, formato).date())  # noqa: DTZ007 - a day, no instant
        except ValueError:
            continue
    try:
        instante = datetime.fromisoformat(limpio)
    except ValueError:
        pass
    else:
        return instante if instante.tzinfo else instante.replace(tzinfo=ZONA)
    raise ErrorDeUso(f"No se entiende la fecha «{texto}». Escríbala como 2026-11-23 o 2026-11-23T14:30.")


def hallar_caso(instancia: "Instancia", texto: str) -> UUID:
    """The case that an id, a court folio or a contract number names. Raises ErrorDeUso."""
    from proyecciones.consultas.expedientes import con_clave

    try:
        caso_id = UUID(texto)
        if instancia.casos.registro.leer(caso_id):
            return caso_id
    except ValueError:
        pass
    instancia.proyector.ponerse_al_dia()
    with instancia.almacen.leer() as conexion:
        hallados = con_clave(conexion, texto.strip())
    if len(hallados) > 1:
        lista = ", ".join(map(str, hallados))
        raise ErrorDeUso(f"Varios casos tienen «{texto}»; dé el identificador de uno: {lista}")
    if not hallados:
        raise ErrorDeUso(f"No hay ningún caso con identificador, folio o crédito «{texto}».")
    return hallados[0]
