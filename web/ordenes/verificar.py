"""`mediacion verificar`: whether log and scans are whole and unaltered; with --vistas, rows and money right."""

from pathlib import Path

import click

from web.cli import ErrorDeUso, HayDiferencias
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso


@click.command()
@click.option(
    "--vistas",
    is_flag=True,
    help="Compara además cada fila de las vistas con su cálculo desde el registro, y cuadra el dinero de cada caso.",
)
@click.option(
    "--sello", "presentados", metavar="ARCHIVO", multiple=True, type=click.Path(path_type=Path),
    help="Un sello guardado fuera de la oficina; se puede dar varias veces.",
)  # fmt: skip
@EN_JSON
def verificar(vistas: bool, presentados: tuple[Path, ...], en_json: bool) -> None:
    """Revisa que al registro y a los documentos escaneados no les falte nada y que nadie los haya alterado."""
    from casos.sello.nota import NotaInvalida
    from casos.sello.verificacion import verificar_todo
    from proyecciones.reconstruir import reconstruir
    from web import cotejo_dinero, cotejo_documentos, salidas_de_sellos, sellos

    notas = [_leer(archivo) for archivo in presentados]
    with con_instancia() as instancia:
        registro = instancia.casos.registro
        total = registro.contar()[1]
        with progreso("Revisando el registro") as avance:
            try:
                publica = sellos.publica_de(instancia)
            except NotaInvalida as error:
                raise ErrorDeUso(str(error)) from error
            resultado = verificar_todo(
                registro, instancia.clave, sellos.archivo_de(instancia), publica, notas,
                lambda casos, _: avance(casos, total),
            )  # fmt: skip
        diferencias = [
            {"caso": str(d.caso or ""), "version": d.version, "que": d.que} for d in resultado.diferencias
        ]
        diferencias += [
            {"caso": "", "version": None, "que": que}
            for que in salidas_de_sellos.sellos_de_tiempo_malos(instancia)
        ]
        diferencias += [
            {"caso": str(p.caso_id), "version": None, "que": f"En revisión técnica: {p.motivo}"}
            for p in instancia.proyector.cuarentena()
        ]
        with progreso("Revisando los documentos") as avance:
            diferencias += [
                {"caso": str(h.caso_id), "version": h.version, "que": h.que}
                for h in cotejo_documentos.revisar(instancia, a_fondo=True, avance=avance)
            ]
        if vistas:
            with progreso("Cuadrando el dinero") as avance:
                diferencias += [
                    {"caso": str(d.caso_id), "version": None, "que": d.que}
                    for d in cotejo_dinero.revisar(instancia, lambda casos: avance(casos, total))
                ]
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
            lugar = f"caso {d['caso']}, {donde}" if d["caso"] else "registro"
            click.echo(f"  {lugar}: {d['que']}")
        click.echo("Todo correcto." if not diferencias else f"{len(diferencias)} diferencias.")
    if diferencias:
        raise HayDiferencias


def _leer(archivo: Path) -> str:
    try:
        return archivo.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeUso(f"No se puede leer el sello {archivo}: {error}") from error
