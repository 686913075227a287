"""`mediacion verificar`: whether the log is whole and unaltered and, with --vistas, every row right."""

import click

from web.cli import HayDiferencias
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso


@click.command()
@click.option(
    "--vistas", is_flag=True, help="Compara además cada fila de las vistas con su cálculo desde el registro."
)
@EN_JSON
def verificar(vistas: bool, en_json: bool) -> None:
    """Revisa que al registro no le falte ni le sobre nada y que nadie lo haya alterado."""
    from casos.registro.verificacion import verificar_registro
    from proyecciones.reconstruir import reconstruir

    with con_instancia() as instancia:
        registro = instancia.casos.registro
        total = registro.contar()[1]
        with progreso("Revisando el registro") as avance:
            resultado = verificar_registro(registro, instancia.clave, lambda casos, _: avance(casos, total))
        diferencias = [
            {"caso": str(d.caso), "version": d.version, "que": d.que} for d in resultado.diferencias
        ]
        diferencias += [
            {"caso": str(p.caso_id), "version": None, "que": f"En revisión técnica: {p.motivo}"}
            for p in instancia.proyector.cuarentena()
        ]
        if vistas:
            with progreso("Calculando las vistas") as avance:
                hecha = reconstruir(
                    instancia.casos,
                    instancia.almacen,
                    solo_comparar=True,
                    avance=lambda c, _: avance(c, total),
                )
            diferencias += [
                {
                    "caso": str(c),
                    "version": None,
                    "que": "Sus filas en las vistas no son las que da su historia.",
                }
                for c in hecha.casos_distintos
            ]
    if en_json:
        imprimir_json(
            {
                "correcto": not diferencias,
                "hechos": resultado.hechos,
                "casos": resultado.casos,
                "diferencias": diferencias,
            }
        )
    else:
        click.echo(f"{resultado.hechos} hechos de {resultado.casos} casos revisados.")
        for d in diferencias:
            donde = f"asiento {d['version']}" if d["version"] else "caso completo"
            click.echo(f"  caso {d['caso']}, {donde}: {d['que']}")
        click.echo("Todo correcto." if not diferencias else f"{len(diferencias)} diferencias.")
    if diferencias:
        raise HayDiferencias
