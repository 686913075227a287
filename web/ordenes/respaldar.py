"""`mediacion respaldar DIR`: a backup of everything, taken while people work."""

from pathlib import Path

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso


@click.command()
@click.argument("carpeta", metavar="DIR", type=click.Path(path_type=Path))
@EN_JSON
def respaldar(carpeta: Path, en_json: bool) -> None:
    """Respalda todo en la carpeta nueva DIR, sin detener el trabajo de nadie.

    La subcarpeta «claves» abre lo demás: guárdela en otro lugar y por menos tiempo. Compruebe el respaldo con
    «mediacion respaldo-verificar DIR».
    """
    from web import respaldos
    from web.mudanza import MudanzaImposible

    with con_instancia() as instancia, progreso("Copiando el registro") as avance:
        try:
            lista = respaldos.respaldar(instancia, carpeta, avance)
        except (respaldos.RespaldoInvalido, MudanzaImposible) as error:
            raise ErrorDeUso(str(error)) from error
        except OSError as error:
            raise ErrorDeUso(
                f"No se pudo escribir el respaldo en {carpeta}: {error}. No quedó nada a medias."
            ) from error
    if en_json:
        imprimir_json(
            {"carpeta": str(carpeta), "hechos": lista.hechos, "casos": lista.casos, "huella": lista.huella}
        )
        return
    click.echo(f"Respaldo escrito en {carpeta}: {lista.hechos} hechos de {lista.casos} casos.")
    click.echo("Guarde aparte su carpeta «claves», y compruébelo con «mediacion respaldo-verificar».")
