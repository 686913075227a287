"""`mediacion demo`: a realistic instance, its users, and the pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.ajustes import Ajustes, leer_ajustes
from web.cli import ErrorDeUso
from web.ordenes._comun import progreso

if TYPE_CHECKING:
    from web.demo.construir import Construida

CASOS = 400


@click.command()
@click.option(
    "--casos", type=click.IntRange(1, 20_000), default=CASOS, show_default=True, help="Cuántos casos."
)
@click.option(
    "--semilla", type=int, default=1, show_default=True, help="La misma semilla da los mismos casos."
)
@click.option("--puerto", type=click.IntRange(1, 65535), help="Puerto en que se sirve.")
@click.option("--sin-servir", is_flag=True, help="Construye la instancia y termina.")
@click.option(
    "--instancia",
    "carpeta",
    type=click.Path(path_type=Path, file_okay=False),
    help="Carpeta de la instancia.",
)
def demo(casos: int, semilla: int, puerto: int | None, sin_servir: bool, carpeta: Path | None) -> None:
    """Construye una instancia de demostración con nueve meses de trabajo inventado, y la sirve."""
    from web.demo.construir import hay_instancia

    ajustes = leer_ajustes()
    if ajustes.base_datos:
        raise ErrorDeUso("La demostración usa SQLite: quite MEDIACION_BASE_DATOS y repita.")
    ajustes = ajustes.model_copy(update={"instancia": (carpeta or ajustes.instancia).absolute()})
    if hay_instancia(ajustes.instancia):
        _exigir_de_ensayo(ajustes)
        click.echo(f"En {ajustes.instancia} ya hay una instancia de demostración; se usa como está.")
    else:
        _construir(ajustes, casos, semilla)
    _usuarios(ajustes.instancia)
    if not sin_servir:
        from web.ordenes.servir import servir_en

        servir_en(ajustes, puerto=puerto)


def _exigir_de_ensayo(ajustes: Ajustes) -> None:
    from web.instancia import Ensayo

    if not Ensayo(ajustes.instancia).permitido:
        raise ErrorDeUso(
            f"{ajustes.instancia} es una instancia de trabajo, no de demostración. Para abrirla use "
            "«mediacion servir»; para la demostración, otra carpeta con --instancia."
        )


def _construir(ajustes: Ajustes, casos: int, semilla: int) -> "Construida":
    from web.demo.construir import CarpetaOcupada, construir
    from web.reloj import ahora

    click.echo(f"Construyendo {casos} casos inventados; puede tardar cerca de un minuto…")
    try:
        with progreso("Simulando día por día") as avance:
            hecha = construir(ajustes, casos=casos, semilla=semilla, hasta=ahora(), avance=avance)
    except CarpetaOcupada as ocupada:
        raise ErrorDeUso(str(ocupada)) from ocupada
    click.echo(f"Listo: {hecha.casos} casos con {hecha.hechos} hechos en {ajustes.instancia}.")
    return hecha


def _usuarios(carpeta: Path) -> None:
    from web.cuentas import SEDES
    from web.demo.personal import PERSONAL, clave_de

    clave = clave_de(carpeta)
    if clave is None:
        click.echo("Entre con las cuentas de esa instancia («mediacion usuarios listar»).")
        return
    click.echo("\nUsuarios de la demostración, todos con la misma contraseña:")
    click.echo(f"  {'Usuario':<14}{'Contraseña':<26}{'Rol':<16}{'Sede':<14}Nombre")
    for e in PERSONAL:
        click.echo(f"  {e.usuario:<14}{clave:<26}{e.rol:<16}{SEDES.get(e.sede, 'todas'):<14}{e.nombre}")
    click.echo()
