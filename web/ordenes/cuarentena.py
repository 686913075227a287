"""`mediacion cuarentena`: cases that could not be read or projected: list them, release them."""

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import EN_JSON, con_instancia, hallar_caso, imprimir_json


@click.group(invoke_without_command=True)
@EN_JSON
@click.pass_context
def cuarentena(ctx: click.Context, en_json: bool) -> None:
    """Casos en revisión técnica: los muestra, o libera los que ya se pueden leer."""
    if ctx.invoked_subcommand:
        return
    with con_instancia() as instancia:
        parados = instancia.proyector.cuarentena()
    if en_json:
        imprimir_json(
            [{"caso": str(p.caso_id), "desde": p.desde.isoformat(), "motivo": p.motivo} for p in parados]
        )
    elif not parados:
        click.echo("Ningún caso está en revisión técnica.")
    for p in () if en_json else parados:
        click.echo(f"{p.caso_id}  desde {p.desde:%d/%m/%Y %H:%M}: {p.motivo}")


@cuarentena.command()
@click.argument("caso", metavar="CASO")
def liberar(caso: str) -> None:
    """Vuelve a proyectar el caso; si ya se puede leer, sale de la cuarentena."""
    with con_instancia() as instancia:
        caso_id = hallar_caso(instancia, caso)
        instancia.proyector.proyectar([caso_id])
        if any(p.caso_id == caso_id for p in instancia.proyector.cuarentena()):
            raise ErrorDeUso("El caso todavía no se puede leer; sigue en revisión técnica.")
    click.echo("Caso liberado.")
