"""`mediacion papeles CLASE -o CARPETA [CASO…]`: the papers of many cases at once, one file each."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia, hallar_caso, progreso

if TYPE_CHECKING:
    from web.instancia import Instancia
    from web.papeles.taller import Formato


@click.command()
@click.argument("clase", metavar="CLASE")
@click.argument("casos", metavar="[CASO]...", nargs=-1)
@click.option(
    "-o", "carpeta", metavar="CARPETA", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Carpeta donde se escriben; se crea si no existe.",
)  # fmt: skip
@click.option("--sede", help="Solo los casos de una oficina: HMO, OBR o NOG.")
@click.option("--word", is_flag=True, help="Escribe Word en vez de PDF.")
def papeles(clase: str, casos: tuple[str, ...], carpeta: Path, sede: str | None, word: bool) -> None:
    """Imprime un papel de cada caso: convenio, estado_de_cuenta, invitacion, carta_no_adeudo…

    CASO es un identificador, un folio del tribunal o un número de crédito; sin ninguno, todos los casos abiertos que
    tengan ese papel. No queda registrado como emitido: son copias. Contienen datos personales.
    """
    from web.papeles.clases import CLASES

    de_un_caso = [nombre for nombre in CLASES if nombre != "recibo"]  # a receipt is of one payment
    if clase not in de_un_caso:
        raise ErrorDeUso(f"No hay un papel «{clase}». Elija uno de estos: {', '.join(de_un_caso)}.")
    with con_instancia() as instancia:
        ids = [hallar_caso(instancia, caso) for caso in casos] or _todos(instancia, sede)
        try:
            carpeta.mkdir(parents=True, exist_ok=True, mode=0o700)
            escritos = sum(1 for _ in _imprimir(instancia, clase, ids, carpeta, "docx" if word else "pdf"))
        except OSError as error:
            raise ErrorDeUso(f"No se puede escribir en {carpeta}: {error.strerror}.") from error
    click.echo(f"{escritos} archivos en {carpeta}; {len(ids) - escritos} casos no tienen ese papel.")


def _todos(instancia: "Instancia", sede: str | None) -> list[UUID]:
    from proyecciones.consultas.por_imprimir import casos_abiertos

    instancia.proyector.ponerse_al_dia()
    with instancia.almacen.leer() as conexion:
        return casos_abiertos(conexion, sede)


def _imprimir(
    instancia: "Instancia", clase: str, ids: Sequence[UUID], carpeta: Path, formato: "Formato"
) -> Iterator[Path]:
    """Write each paper; cases that have none are passed over."""
    from casos.mediacion.estado import Caso
    from web.papeles.caso import material_de
    from web.papeles.clases import hacer
    from web.papeles.datos.comun import NoHayPapel
    from web.papeles.taller import hoja, taller_de

    taller = taller_de(instancia.ajustes.instancia)
    with progreso("Imprimiendo") as avance:
        for hechos, caso_id in enumerate(ids, start=1):
            avance(hechos, len(ids))
            historia = instancia.casos.historia(caso_id)
            if historia is None or not isinstance(historia.caso, Caso):
                continue
            m = material_de(instancia, historia)
            try:
                papel = hacer(m, clase)
            except NoHayPapel:
                continue
            archivo = carpeta / f"{clase}-{caso_id}.{formato}"
            archivo.write_bytes(taller.archivo(hoja(m, papel), formato))
            yield archivo
