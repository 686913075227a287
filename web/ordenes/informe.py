"""`mediacion informe MES [-o CARPETA]`: a month's report as PDF and workbook."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia

if TYPE_CHECKING:
    from web.informe.hacer import InformeCompleto
    from web.instancia import Instancia


@click.command()
@click.argument("mes", metavar="MES")
@click.option(
    "-o", "carpeta", metavar="CARPETA", default=".", type=click.Path(path_type=Path, file_okay=False),
    help="Carpeta donde se escriben; se crea si no existe.",
)  # fmt: skip
@click.option("--sede", default="", help="Solo una oficina: HMO, OBR o NOG.")
def informe(mes: str, carpeta: Path, sede: str) -> None:
    """Escribe el informe de un mes (2026-10) en PDF y en Excel.

    El de un mes que ya terminó queda fijo: si todavía no se había hecho, se hace ahora. El del mes en curso es
    provisional.
    """
    from web import almacen
    from web.cuentas import SEDES
    from web.informe.hacer import completo, hacer, toca

    cual = _leer_mes(mes)
    if sede and sede not in SEDES:
        raise ErrorDeUso(f"No hay una sede «{sede}». Elija una de estas: {', '.join(SEDES)}.")
    with con_instancia() as instancia:
        if cual > instancia.hoy():
            raise ErrorDeUso(f"El mes {mes} todavía no empieza; pida uno que ya haya empezado.")
        servicio = almacen.abrir(instancia.ajustes)
        try:
            if toca(instancia, cual) <= instancia.hoy():
                hacer(instancia, servicio, cual, sede)
            entero = completo(instancia, servicio, cual, sede)
            archivos = _escribir(instancia, entero, carpeta)
        finally:
            servicio.motor.dispose()
    provisional = " (provisional)" if entero.informe.provisional else ""
    click.echo(f"Informe de {mes}{provisional}: {', '.join(map(str, archivos))}")


def _leer_mes(texto: str) -> date:
    try:
        return datetime.strptime(texto.strip(), "%Y-%m").date()  # noqa: DTZ007 - a month, no instant
    except ValueError as error:
        raise ErrorDeUso(f"No se entiende el mes «{texto}». Escríbalo como 2026-10.") from error


def _escribir(instancia: "Instancia", entero: "InformeCompleto", carpeta: Path) -> list[Path]:
    from web.informe.libro import xlsx
    from web.informe.papel import hoja
    from web.papeles.datos.comun import instituto_en
    from web.papeles.taller import taller_de

    taller, suyo = taller_de(instancia.ajustes.instancia), entero.informe
    instituto = instituto_en(taller.juego.instituto, instancia.ajustes.nombre_instituto, suyo.sede)
    contenidos = {"pdf": taller.archivo(hoja(suyo, instituto), "pdf"), "xlsx": xlsx(entero)}
    nombre = "-".join(parte for parte in ("informe", f"{suyo.mes:%Y-%m}", suyo.sede) if parte)
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
        for formato, contenido in contenidos.items():
            (carpeta / f".{nombre}.{formato}.parte").write_bytes(contenido)
        for formato in contenidos:
            (carpeta / f".{nombre}.{formato}.parte").replace(carpeta / f"{nombre}.{formato}")
    except OSError as error:
        raise ErrorDeUso(f"No se puede escribir en {carpeta}: {error.strerror}.") from error
    return [carpeta / f"{nombre}.{formato}" for formato in contenidos]
