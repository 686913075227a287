"""`mediacion reconstruir`: compute every view again from the log, compare, and switch."""

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso


@click.command()
@click.argument("vistas", nargs=-1, metavar="[VISTA]...")
@click.option("--procesos", default=1, type=click.IntRange(1, 32), help="Cuántos procesos calculan a la vez.")
@EN_JSON
def reconstruir(vistas: tuple[str, ...], procesos: int, en_json: bool) -> None:
    """Calcula todas las vistas de nuevo al lado de las actuales, las compara y cambia a ellas.

    Con nombres de VISTA la comparación habla solo de ellas.
    """
    from proyecciones.reconstruir import reconstruir as hacer
    from proyecciones.vista import VISTAS

    with con_instancia() as instancia:
        conocidas = {v.nombre for v in VISTAS}
        if ajenas := set(vistas) - conocidas:
            raise ErrorDeUso(f"No hay vista «{min(ajenas)}»; las que hay: {', '.join(sorted(conocidas))}.")
        total = instancia.casos.registro.contar()[1]
        with progreso("Reconstruyendo casos") as avance:
            hecha = hacer(
                instancia.casos, instancia.almacen, vistas=vistas, procesos=procesos,
                avance=lambda casos, _: avance(casos, total),
            )  # fmt: skip
    if en_json:
        imprimir_json(
            {
                "hechos": hecha.hechos,
                "casos": hecha.casos,
                "segundos": round(hecha.segundos, 3),
                "hechos_por_segundo": round(hecha.hechos_por_segundo, 1),
                "procesos": hecha.procesos,
                "diferencias": hecha.diferencias,
            }
        )
        return
    click.echo(
        f"{hecha.hechos} hechos de {hecha.casos} casos en {hecha.segundos:.1f} s "
        f"({hecha.hechos_por_segundo:,.0f} por segundo, {hecha.procesos} proceso(s))."
    )
    click.echo(f"Casos cuyas filas cambiaron: {hecha.diferencias}.")
