"""`mediacion restaurar DIR`: an installation made from a backup."""

from pathlib import Path

import click

from web.ajustes import leer_ajustes
from web.cli import ErrorDeUso
from web.ordenes._comun import CLAVES_APARTE


@click.command()
@click.argument("carpeta", metavar="DIR", type=click.Path(path_type=Path))
@CLAVES_APARTE
def restaurar(carpeta: Path, claves: Path | None) -> None:
    """Restaura el respaldo DIR en la instancia que dicen los ajustes, que debe estar vacía.

    La instancia es MEDIACION_INSTANCIA (y la base de datos MEDIACION_BASE_DATOS, si se usa PostgreSQL).
    """
    from web import respaldos

    ajustes = leer_ajustes()
    try:
        lista = respaldos.restaurar(carpeta, ajustes, claves)
    except respaldos.RespaldoInvalido as error:
        raise ErrorDeUso(str(error)) from error
    except OSError as error:
        raise ErrorDeUso(
            f"No se pudo restaurar en {ajustes.instancia}: {error}. No quedó nada a medias."
        ) from error
    click.echo(f"Restaurados en {ajustes.instancia} {lista.hechos} hechos de {lista.casos} casos.")
    click.echo(
        "Todos deben volver a entrar con su clave. Siguiente: «mediacion verificar» y «mediacion servir»."
    )
