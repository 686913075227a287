"""`mediacion politica` and `calendario`: publish a new version of the rules as a fact, or see what it would change."""

from pathlib import Path

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso

ARCHIVO = click.argument("archivo", type=click.Path(path_type=Path))


def _leer(archivo: Path) -> str:
    try:
        return archivo.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeUso(
            f"No se puede leer {archivo}: debe ser un archivo TOML de texto en UTF-8. ({error})"
        ) from error


def _publicar(nombre: str, archivo: Path) -> None:
    from casos import reglas
    from casos.asiento import Acto, Origen
    from casos.decision import ADMINISTRADOR
    from proyecciones.reconstruir import reconstruir

    texto = _leer(archivo)
    with con_instancia() as instancia:
        resultado = instancia.casos.decidir(
            reglas.REGLAS_ID, getattr(reglas, nombre), texto,
            Acto(autor="consola", rol=ADMINISTRADOR, origen=Origen.CONSOLA),
        )  # fmt: skip
        if not resultado.asientos:
            click.echo("Es igual a lo que ya está publicado; no se cambió nada.")
            return
        with progreso("Poniendo las vistas al día") as avance:
            reconstruir(instancia.casos, instancia.almacen, avance=avance)
        politica, calendario = instancia.casos.versiones().sello()
    click.echo(f"Publicado. Rigen la política {politica} y el calendario {calendario}.")


@click.group()
def politica() -> None:
    """Reglas del Instituto: plazos, límites y porcentajes, cada uno con su fuente."""


def _simular(clase: str, archivo: Path, en_json: bool) -> None:
    from web.simulacion import simular_calendario, simular_politica

    texto = _leer(archivo)
    simular = simular_politica if clase == "politica" else simular_calendario
    with con_instancia() as instancia, progreso("Reviviendo casos") as avance:
        resultado = simular(instancia, texto, avance)
    cambian = resultado.casos_que_cambian
    if en_json:
        cambios = [{**c._asdict(), "caso": str(c.caso)} for c in resultado.cambios]
        imprimir_json({"casos": resultado.casos, "casos_que_cambian": len(cambian), "cambios": cambios})
        return
    for c in resultado.cambios:
        click.echo(f"  {c.caso}  {c.que}: {c.antes or 'no'} → {c.despues or 'no'}")
    click.echo(
        f"{resultado.casos} casos revividos; cambiarían {len(cambian)} ({len(resultado.cambios)} cambios)."
    )


@politica.command("simular")
@ARCHIVO
@EN_JSON
def simular_politica(archivo: Path, en_json: bool) -> None:
    """Dice qué sería distinto en todos los casos si esta hubiera sido siempre la política. No cambia nada."""
    _simular("politica", archivo, en_json)


@politica.command("publicar")
@ARCHIVO
def publicar_politica(archivo: Path) -> None:
    """Publica una versión de la política (TOML; basta lo que cambia)."""
    _publicar("publicar_politica", archivo)


@click.group()
def calendario() -> None:
    """Días hábiles del Instituto, del tribunal, de los bancos y de la gestión de cobranza."""


@calendario.command("publicar")
@ARCHIVO
def publicar_calendario(archivo: Path) -> None:
    """Publica una versión de los calendarios (TOML; basta lo que cambia)."""
    _publicar("publicar_calendario", archivo)


@calendario.command("simular")
@ARCHIVO
@EN_JSON
def simular_calendario(archivo: Path, en_json: bool) -> None:
    """Dice qué sería distinto en todos los casos si estos hubieran sido siempre los calendarios. No cambia nada."""
    _simular("calendario", archivo, en_json)
