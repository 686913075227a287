"""`mediacion respaldo-verificar DIR`: prove a backup by restoring it aside and replaying it."""

from pathlib import Path

import click

from web.cli import ErrorDeUso, HayDiferencias
from web.ordenes._comun import CLAVES_APARTE, EN_JSON, imprimir_json


@click.command("respaldo-verificar")
@click.argument("carpeta", metavar="DIR", type=click.Path(path_type=Path))
@CLAVES_APARTE
@EN_JSON
def respaldo_verificar(carpeta: Path, claves: Path | None, en_json: bool) -> None:
    """Comprueba un respaldo: lo restaura aparte, repite todas las historias y revisa sellos, claves y archivos."""
    from web import respaldos

    try:
        lista, diferencias = respaldos.verificar(carpeta, claves)
    except respaldos.RespaldoInvalido as error:
        raise ErrorDeUso(str(error)) from error
    if en_json:
        imprimir_json(
            {
                "correcto": not diferencias, "hechos": lista.hechos, "casos": lista.casos,
                "diferencias": [{"caso": "", "version": None, "que": que} for que in diferencias],
            }
        )  # fmt: skip
    else:
        click.echo(
            f"Respaldo del {lista.hecho_en:%Y-%m-%d %H:%M} UTC: {lista.hechos} hechos de {lista.casos} casos."
        )
        for que in diferencias:
            click.echo(f"  {que}")
        click.echo(
            "El respaldo sirve."
            if not diferencias
            else f"El respaldo NO sirve: {len(diferencias)} diferencias."
        )
    if diferencias:
        raise HayDiferencias
