"""`mediacion importar`: a portfolio, the court's agenda or accounting's payments from a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso

if TYPE_CHECKING:
    from casos.importacion.vista_previa import Renglon, VistaPrevia

RENGLONES_POR_GRUPO = 25
TITULOS = {
    "error": "Con error: no se pueden leer",
    "duda": "En duda: alguien debe decidir",
    "desaparecida": "Ya no vienen en el archivo",
    "cancelada": "Cancelados",
    "cambia": "Con cambios",
    "nueva": "Nuevos",
    "ya_estaba": "Ya estaban",
}
COLORES = {"error": "red", "duda": "yellow", "desaparecida": "yellow", "cambia": "cyan", "nueva": "green"}


@click.command()
@click.argument("clase", metavar="cartera|agenda|pagos", type=click.Choice(["cartera", "agenda", "pagos"]))
@click.argument("archivo", metavar="ARCHIVO", type=click.Path(path_type=Path))
@click.option("--confirmar", is_flag=True, help="Lleva a cabo lo que está bien; sin esto solo lo muestra.")
@EN_JSON
def importar(clase: str, archivo: Path, confirmar: bool, en_json: bool) -> None:
    """Muestra qué haría cada renglón de un archivo y, con --confirmar, lo lleva a cabo.

    Lee xlsx, xls, ods, csv y, para la agenda, ics. El mismo archivo otra vez no cambia nada.
    """
    from casos.importacion.servicio import Envio, previsualizar
    from casos.importacion.servicio import confirmar as llevar_a_cabo
    from casos.importacion.vista_previa import Clase
    from casos.lectura.ilegible import ArchivoIlegible
    from web import importaciones
    from web.almacen import abrir
    from web.envios import Guardado

    contenido = _leer(archivo)
    cual = Clase(clase)
    with con_instancia() as instancia:
        oficina = importaciones.oficina(instancia, abrir(instancia.ajustes))
        envio = Envio(cual, archivo.name, contenido, instancia.hoy())
        acto = importaciones.acto_de_consola(cual)
        try:
            if confirmar:
                with progreso("Importando") as avance:
                    vista = llevar_a_cabo(oficina, envio, acto, avance=avance)
                instancia.proyector.ponerse_al_dia()
                if vista.resumen["duda"]:
                    guardado = Guardado(cual, archivo.name, contenido, pegado=False)
                    importaciones.envios(instancia).guardar(vista.sha256, guardado)
            else:
                vista = previsualizar(oficina, envio, acto)
        except ArchivoIlegible as ilegible:
            raise ErrorDeUso(str(ilegible)) from ilegible
    if en_json:
        imprimir_json(documento(vista))
    else:
        _imprimir(vista)


def _leer(archivo: Path) -> bytes:
    from casos.lectura.ilegible import BYTES_ARCHIVO, MIB

    try:
        if archivo.stat().st_size > BYTES_ARCHIVO:
            raise ErrorDeUso(f"«{archivo.name}» pesa más de {BYTES_ARCHIVO // MIB} MB; divídalo.")
        return archivo.read_bytes()
    except FileNotFoundError:
        raise ErrorDeUso(f"No existe el archivo {archivo}; revise cómo lo escribió.") from None
    except OSError:
        raise ErrorDeUso(f"No se puede leer {archivo}: debe ser un archivo que usted pueda abrir.") from None


def documento(vista: "VistaPrevia") -> dict[str, object]:
    """What `--json` prints."""
    return {
        "archivo": vista.archivo,
        "clase": vista.clase.value,
        "resumen": vista.resumen,
        "renglones": [_renglon(r) for r in vista.renglones],
        "avisos": list(vista.avisos),
        "importacion": str(vista.lote_id),
        "confirmado": vista.confirmado,
    }


def _renglon(r: "Renglon") -> dict[str, object]:
    return {
        "fila": r.fila,
        "situacion": r.situacion.value,
        "mensaje": r.mensaje,
        "causa": r.causa.value if r.causa else None,
        "caso": str(r.caso_id) if r.caso_id else None,
    }


def _imprimir(vista: "VistaPrevia") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from web.importaciones import en_una_linea

    consola = Console()
    for aviso in vista.avisos:
        consola.print(f"[yellow]Aviso:[/] {escape(aviso)}")
    for situacion, titulo in TITULOS.items():
        suyos = [r for r in vista.renglones if r.situacion == situacion]
        if not suyos:
            continue
        color = COLORES.get(situacion, "white")
        tabla = Table("Fila", "Quién", "Qué", box=None, title_justify="left", title_style=f"bold {color}",
                      title=f"{titulo} ({len(suyos):,})")  # fmt: skip
        for r in suyos[:RENGLONES_POR_GRUPO]:
            tabla.add_row(str(r.fila or "—"), escape(r.quien[:40]), escape(r.mensaje))
        consola.print(tabla)
        if len(suyos) > RENGLONES_POR_GRUPO:
            consola.print(f"  … y {len(suyos) - RENGLONES_POR_GRUPO:,} más (con --json se ven todos)")
        consola.print()
    consola.print(f"[bold]{escape(vista.archivo)}[/]: {en_una_linea(vista)}.", highlight=False)
    if vista.confirmado:
        consola.print("Se llevó a cabo lo que está bien. Las dudas se resuelven en la pantalla «Importar».")
    elif vista.por_hacer:
        consola.print("No se cambió nada. Para llevarlo a cabo agregue --confirmar.")
    elif vista.resumen["duda"]:
        consola.print(
            "No se cambió nada. Con --confirmar las dudas se guardan para resolverlas en «Importar»."
        )
    else:
        consola.print("No hay nada que llevar a cabo.")
