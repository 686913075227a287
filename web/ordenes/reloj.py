"""`mediacion reloj`: take the clock's due decisions, once, always, or as a rehearsal until an instant."""

import time

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia, leer_instante, progreso

CADA_S = 60.0


@click.command()
@click.option(
    "--hasta", metavar="INSTANTE", help="Adelanta el reloj de una instancia de ensayo hasta ese momento."
)
@click.option("--siempre", is_flag=True, help="Se queda trabajando y revisa cada minuto.")
def reloj(hasta: str | None, siempre: bool) -> None:
    """Toma las decisiones que ya vencieron: parcialidades, promesas, resultados sin capturar…"""
    from web import despertador
    from web.informe.hacer import hacer_los_que_faltan

    if hasta and siempre:
        raise ErrorDeUso("Use --hasta o --siempre, no los dos.")
    with con_instancia() as instancia:
        if hasta:
            instante = leer_instante(hasta)
            with progreso("Ensayando día por día") as avance:
                turno = despertador.ensayar_hasta(instancia, instante, avance)
        else:
            with progreso("Revisando casos") as avance:
                turno = despertador.correr(instancia, avance)
        click.echo(f"{turno.casos} casos revisados, {turno.decisiones} decisiones tomadas.")
        hacer_los_que_faltan(instancia)
        while siempre:
            time.sleep(CADA_S)
            turno = despertador.correr(instancia)
            if turno.decisiones:
                click.echo(f"{turno.casos} casos revisados, {turno.decisiones} decisiones tomadas.")
            hacer_los_que_faltan(instancia)
