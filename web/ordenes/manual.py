"""`mediacion manual -o CARPETA`: the officer's manual, with pictures taken from the running program."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import progreso

if TYPE_CHECKING:
    from web.manual.fotos import Demostracion


@click.command()
@click.option(
    "-o", "carpeta", metavar="CARPETA", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Carpeta donde se escribe; se crea si no existe.",
)  # fmt: skip
def manual(carpeta: Path) -> None:
    """Hace el manual del responsable: manual.pdf para imprimir, manual.html y sus imágenes.

    Las imágenes se toman del programa en marcha, sobre una demostración que se construye aparte y se borra al
    terminar. Necesita Chromium. El mismo manual se lee en el programa, en «Ayuda».
    """
    from web.manual.chromium import SinChromium, imprimir, ruta_de_chromium
    from web.manual.fotos import demostracion, tomar

    if ruta_de_chromium() is None:
        raise ErrorDeUso("No se encontró Chromium. Instálelo, o diga dónde está con MEDIACION_CHROMIUM.")
    carpeta.mkdir(parents=True, exist_ok=True)
    pagina = carpeta / "manual.html"
    try:
        with tempfile.TemporaryDirectory(prefix="mediacion-") as aparte:
            click.echo("Construyendo una demostración para las imágenes…", err=True)
            with demostracion(Path(aparte) / "instancia") as demo:
                with progreso("Imágenes") as avance:
                    tomar(demo, carpeta / "imagenes", avance)
                pagina.write_text(_texto(demo), encoding="utf-8")
        imprimir(pagina.resolve().as_uri(), (carpeta / "manual.pdf").resolve())
    except (SinChromium, OSError) as falla:
        raise ErrorDeUso(f"No se pudo hacer el manual: {falla}") from falla
    click.echo(f"Listo: {carpeta / 'manual.pdf'} y {pagina}")


def _texto(demo: "Demostracion") -> str:
    """The manual as one page that stands by itself beside its pictures."""
    from flask import render_template

    from web.manual.indice import SECCIONES
    from web.manual.texto import Manual
    from web.recursos import CARPETA

    estilo = (CARPETA / "ayuda.css").read_text(encoding="utf-8")
    with demo.app.test_request_context():
        m = Manual(lambda nombre: f"imagenes/{nombre}.png", enlaza=False)
        return render_template("ayuda/impreso.html", m=m, indice=SECCIONES, estilo=estilo)
