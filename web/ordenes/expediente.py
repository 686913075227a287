"""`mediacion expediente CASO -o DIR`: one case's bundle for an auditor or a court, with its offline verifier."""

from pathlib import Path

import click

from web.cli import ErrorDeUso, HayDiferencias
from web.ordenes._comun import con_instancia, hallar_caso


@click.command()
@click.argument("caso", metavar="CASO")
@click.option(
    "-o", "carpeta", metavar="CARPETA", required=True, type=click.Path(path_type=Path),
    help="Carpeta nueva o vacía donde se escribe.",
)  # fmt: skip
def expediente(caso: str, carpeta: Path) -> None:
    """Escribe el expediente de un caso para un auditor o un tribunal, con su comprobador.

    CASO es su identificador, un folio del tribunal o un número de crédito. Contiene datos personales: entréguelo
    solo a quien deba recibirlo.
    """
    from casos.registro.base import RegistroNoDisponible
    from casos.sello.nota import NotaInvalida
    from casos.sello.sellador import SelladoDetenido
    from web import almacen
    from web.auditoria.expedir import anotar, escribir, expedir
    from web.auditoria.pruebas import SinSello

    _revisar(carpeta)
    with con_instancia() as instancia:
        servicio = almacen.abrir(instancia.ajustes)
        caso_id = hallar_caso(instancia, caso)
        try:
            archivos = expedir(instancia, servicio, caso_id)
        except (SelladoDetenido, SinSello) as error:
            click.echo(str(error), err=True)
            raise HayDiferencias from error
        except (NotaInvalida, RegistroNoDisponible) as error:
            raise ErrorDeUso(str(error)) from error
        try:
            escribir(archivos, carpeta)
        except OSError as error:
            raise ErrorDeUso(f"No se puede escribir en {carpeta}: {error}") from error
        anotar(instancia, servicio, caso_id)
        servicio.cerrar()
    click.echo(f"Expediente escrito en {carpeta} ({len(archivos)} archivos). Ábralo por historia.html.")
    click.echo(f"Se comprueba con: python3 {carpeta / 'verificar.py'}")


def _revisar(carpeta: Path) -> None:
    """Only a folder that does not exist, or an empty one."""
    try:
        if carpeta.exists() and (not carpeta.is_dir() or any(carpeta.iterdir())):
            raise ErrorDeUso(f"{carpeta} ya existe y no está vacía; dé una carpeta nueva.")
    except OSError as error:
        raise ErrorDeUso(f"No se puede usar la carpeta {carpeta}: {error}") from error
