"""`mediacion proyectar`: bring the views to the end of the log, once or always."""

import time

import click

from web.ordenes._comun import con_instancia

CADA_S = 0.2


@click.command()
@click.option("--siempre", is_flag=True, help="Se queda trabajando y revisa varias veces por segundo.")
def proyectar(siempre: bool) -> None:
    """Pone las vistas al día con el registro."""
    with con_instancia() as instancia:
        click.echo(f"{instancia.proyector.ponerse_al_dia()} casos puestos al día.")
        while siempre:
            time.sleep(CADA_S)
            instancia.proyector.ponerse_al_dia()
