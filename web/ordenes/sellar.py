"""`mediacion sellar`: seal the log now and give the checkpoint, to be kept outside the building."""

from pathlib import Path

import click

from web.cli import ErrorDeUso, HayDiferencias
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json


@click.command()
@click.option(
    "-o", "salida", metavar="ARCHIVO", type=click.Path(path_type=Path, dir_okay=False),
    help="Escribe además el sello en un archivo, para guardarlo fuera de la oficina.",
)  # fmt: skip
@EN_JSON
def sellar(salida: Path | None, en_json: bool) -> None:
    """Sella todo lo registrado hasta ahora e imprime el sello.

    Guarde el sello fuera de la oficina (impreso o por correo): con él se demuestra después que nada de lo que
    abarca se cambió. Se comprueba con «mediacion verificar --sello ARCHIVO».
    """
    from casos.registro.base import RegistroNoDisponible
    from casos.sello.nota import NotaInvalida
    from casos.sello.sellador import SelladoDetenido
    from web import sellos

    if salida is not None and not salida.absolute().parent.is_dir():
        raise ErrorDeUso(f"No existe la carpeta {salida.absolute().parent}; créela o dé otra ruta.")
    with con_instancia() as instancia:
        try:
            sello, nuevas = sellos.sellar(instancia)
        except SelladoDetenido as error:
            click.echo(str(error), err=True)
            raise HayDiferencias from error
        except (NotaInvalida, RegistroNoDisponible) as error:
            raise ErrorDeUso(str(error)) from error
        publica = sellos.publica_de(instancia)
    if salida is not None:
        try:
            salida.write_text(sello.nota, encoding="utf-8")
        except OSError as error:
            raise ErrorDeUso(
                f"El registro quedó sellado, pero no se pudo escribir {salida}: {error}"
            ) from error
    llave = publica.texto if publica else ""
    if en_json:
        imprimir_json(
            {
                "sello": sello.nota,
                "hechos": sello.tamano,
                "nuevos": nuevas,
                "raiz": sello.raiz.hex(),
                "llave": llave,
            }
        )
        return
    click.echo(sello.nota, nl=False)
    click.echo(f"\n{sello.tamano} asientos sellados, {nuevas} nuevos. Llave pública: {llave}", err=True)
