"""`mediacion exportar FORMATO -o ARCHIVO`: the cases for process mining, or as a sheet."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

from web.cli import ErrorDeUso
from web.ordenes._comun import con_instancia, progreso

if TYPE_CHECKING:
    from web.instancia import Instancia
    from web.marca_de_agua import Marca

FORMATOS = ("xes", "ocel", "xlsx", "csv", "pnml")


@click.command()
@click.argument("formato", metavar="FORMATO", type=click.Choice(FORMATOS))
@click.option(
    "-o", "archivo", metavar="ARCHIVO", required=True, type=click.Path(path_type=Path),
    help="Archivo que se escribe; el de ocel termina en .json, .jsonocel, .xml, .xmlocel o .sqlite.",
)  # fmt: skip
@click.option("--personas", is_flag=True, help="Agrega el nombre del acreditado (solo xlsx y csv).")
def exportar(formato: str, archivo: Path, personas: bool) -> None:
    """Escribe los casos en un archivo: xes, ocel, xlsx, csv; o pnml, el flujo declarado.

    xes y ocel son para minería de procesos (los lee pm4py): un suceso por cada hecho que cuenta, sin datos personales.
    pnml es el flujo declarado como red de Petri, para comprobar que todos los casos caben en él. xlsx y csv son la
    lista de los casos.
    """
    if personas and formato not in {"xlsx", "csv"}:
        raise ErrorDeUso("Solo xlsx y csv pueden llevar nombres; quite --personas.")
    with con_instancia() as instancia, _entero(archivo) as provisional:
        match formato:
            case "xes":
                frase = _xes(instancia, provisional)
            case "ocel":
                frase = _ocel(instancia, provisional, _clase_de_ocel(archivo))
            case "pnml":
                frase = _pnml(provisional)
            case _:
                frase = _hoja(instancia, formato, provisional, personas)
    click.echo(f"{frase} Archivo: {archivo}")


@contextmanager
def _entero(archivo: Path) -> Iterator[Path]:
    """A file beside the one wanted, which takes its place only when it is whole and on the disk."""
    from casos.disco import asentar_carpeta

    provisional = archivo.with_name(f".{archivo.name}.{os.getpid()}.nuevo")
    try:
        if archivo.is_dir():
            raise ErrorDeUso(f"{archivo} es una carpeta; dé el nombre de un archivo.")
        provisional.touch(0o600, exist_ok=False)
        yield provisional
        with provisional.open("rb+") as hecho:
            os.fsync(hecho.fileno())
        provisional.replace(archivo)
        asentar_carpeta(archivo.parent)
    except OSError as error:
        raise ErrorDeUso(
            f"No se puede escribir {archivo}. Revise que la carpeta exista, que sea suya y que haya espacio."
        ) from error
    finally:
        provisional.unlink(missing_ok=True)


def _marca(instancia: "Instancia", que: str) -> "Marca":
    from web import almacen
    from web.almacen.bitacora import Consulta, anotar
    from web.marca_de_agua import de_la_consola

    marca = de_la_consola(instancia)
    anotar(
        almacen.abrir(instancia.ajustes),
        Consulta(marca.en, marca.usuario, "consola", "exportar", None, que, "exportar", ""),
    )
    return marca


def _xes(instancia: "Instancia", provisional: Path) -> str:
    from proyecciones.exportes import xes
    from proyecciones.exportes.historias import contar

    total = instancia.casos.registro.contar()[1]
    marca = _marca(instancia, "casos en xes")
    with progreso("Exportando") as avance, provisional.open("w", encoding="utf-8") as salida:
        contados = contar(instancia.casos, lambda n: avance(n, total))
        trazas = xes.escribir(salida, contados, instancia.ajustes.nombre_instituto, marca.corta)
    return f"{trazas} casos."


def _clase_de_ocel(archivo: Path) -> str:
    from proyecciones.exportes.ocel_formatos import FORMATOS as TERMINACIONES

    formato = TERMINACIONES.get(archivo.suffix.lower())
    if formato is None:
        raise ErrorDeUso(f"El archivo de ocel debe terminar en {', '.join(TERMINACIONES)}; dé otro nombre.")
    return formato


def _ocel(instancia: "Instancia", provisional: Path, formato: str) -> str:
    from casos.tipo import tipos
    from proyecciones.exportes import ocel
    from proyecciones.exportes.historias import contar
    from proyecciones.exportes.ocel_formatos import escritor_de

    total = instancia.casos.registro.contar()[1]
    _marca(instancia, "casos en ocel")
    with progreso("Exportando") as avance:
        contados = contar(instancia.casos, lambda n: avance(n, total))
        sucesos = ocel.escribir(escritor_de(formato, provisional), contados, [t.nombre for t in tipos()])
    return f"{sucesos} sucesos."


def _pnml(provisional: Path) -> str:
    from proyecciones.exportes import red

    with provisional.open("w", encoding="utf-8") as salida:
        return f"{red.escribir(salida)} transiciones."


def _nombres(instancia: "Instancia") -> Callable[[Iterable[UUID]], Mapping[UUID, str]]:
    return lambda ids: {i: p.nombre for i, p in instancia.boveda.leer_varias(set(ids)).items()}


def _hoja(instancia: "Instancia", formato: str, provisional: Path, personas: bool) -> str:
    from proyecciones.exportes import hoja

    instancia.proyector.ponerse_al_dia()
    marca = _marca(instancia, f"lista de casos{' con nombres' if personas else ''}")
    dicho = marca.texto if personas else f"Sacado por {marca.corta}."
    nombres = _nombres(instancia) if personas else None

    def marcar(libro: object) -> str:
        marca.en_libro(libro)
        return dicho

    with instancia.almacen.leer() as conexion:
        if formato == "csv":
            casos = hoja.en_csv(provisional, conexion, nombres, [dicho])
        else:
            casos = hoja.en_xlsx(provisional, conexion, nombres, marcar)
    return f"{casos} casos."
