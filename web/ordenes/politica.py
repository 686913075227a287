"""`mediacion politica` and `calendario`: publish a new version of the rules as a fact, or see what it would change."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from web.cli import ErrorDeUso
from web.formato import plural
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso

if TYPE_CHECKING:
    from proyecciones.simulacion import Simulacion
    from web.instancia import Instancia

ARCHIVO = click.argument("archivo", type=click.Path(path_type=Path))


def _leer(archivo: Path) -> str:
    try:
        return archivo.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeUso(
            f"No se puede leer {archivo}: debe ser un archivo TOML de texto en UTF-8. ({error})"
        ) from error


def _publicar(clase: str, archivo: Path) -> None:
    """Show first what it would have changed; at a terminal, ask. What was seen goes with the fact."""
    from casos import reglas
    from casos.asiento import Acto, Origen
    from casos.decision import ADMINISTRADOR
    from casos.hecho import TextoPrivado
    from proyecciones.reconstruir import reconstruir
    from web.simulacion import en_palabras

    texto = _leer(archivo)
    decision = reglas.publicar_politica if clase == "politica" else reglas.publicar_calendario
    with con_instancia() as instancia:
        resultado = _ensayar(clase, instancia, texto)
        _resumen(resultado)
        if sys.stdin.isatty() and not click.confirm("¿Publicar?", prompt_suffix=" (s/n) "):
            click.echo("No se publicó; no se cambió nada.")
            return
        visto = en_palabras(resultado.casos, len(resultado.casos_que_cambian))
        hecho = instancia.casos.decidir(
            reglas.REGLAS_ID, decision, texto,
            Acto(autor="consola", rol=ADMINISTRADOR, origen=Origen.CONSOLA, motivo=TextoPrivado(visto)),
        )  # fmt: skip
        if not hecho.asientos:
            click.echo("Es igual a lo que ya está publicado; no se cambió nada.")
            return
        with progreso("Poniendo las vistas al día") as avance:
            reconstruir(instancia.casos, instancia.almacen, avance=avance)
        politica, calendario = instancia.casos.versiones().sello()
    click.echo(f"Publicado. Rigen la política {politica} y el calendario {calendario}.")


def _ensayar(clase: str, instancia: "Instancia", texto: str) -> "Simulacion":
    from web.simulacion import simular_calendario, simular_politica

    simular = simular_politica if clase == "politica" else simular_calendario
    with progreso("Reviviendo casos") as avance:
        return simular(instancia, texto, avance)


def _resumen(resultado: "Simulacion") -> None:
    """How many cases and figures would be otherwise."""
    from web.simulacion import CLASES, en_cifras

    for meta in resultado.metas:
        if meta.cambia:
            que, antes, despues = en_cifras(meta)
            click.echo(f"  {que}: {antes} → {despues}")
    cuenta = Counter(c.clase for c in resultado.cambios)
    for clase, titulo in CLASES.items():
        if cuenta[clase]:
            click.echo(f"  {titulo}: {plural(cuenta[clase], 'cambio', 'cambios')}")
    click.echo(
        f"{plural(resultado.casos, 'caso revivido', 'casos revividos')}; "
        f"cambiarían {len(resultado.casos_que_cambian)} ({plural(len(resultado.cambios), 'cambio', 'cambios')})."
    )


@click.group()
def politica() -> None:
    """Reglas del Instituto: plazos, límites y porcentajes, cada uno con su fuente."""


def _simular(clase: str, archivo: Path, en_json: bool) -> None:
    texto = _leer(archivo)
    with con_instancia() as instancia:
        resultado = _ensayar(clase, instancia, texto)
    if en_json:
        _en_json(resultado)
        return
    from web.simulacion import en_llano

    for c in resultado.cambios:
        que, antes, despues = en_llano(c)
        click.echo(f"  {c.caso}  {que}: {antes} → {despues}")
    _resumen(resultado)


def _en_json(resultado: "Simulacion") -> None:
    imprimir_json(
        {
            "casos": resultado.casos,
            "casos_que_cambian": len(resultado.casos_que_cambian),
            "cambios": [{**c._asdict(), "caso": str(c.caso)} for c in resultado.cambios],
            "metas": [{"que": m.que, "antes": m.antes, "despues": m.despues} for m in resultado.metas],
        }
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
    """Dice qué habría cambiado en todos los casos y publica una versión de la política (TOML; basta lo que cambia)."""
    _publicar("politica", archivo)


@click.group()
def calendario() -> None:
    """Días hábiles del Instituto, del tribunal, de los bancos y de la gestión de cobranza."""


@calendario.command("publicar")
@ARCHIVO
def publicar_calendario(archivo: Path) -> None:
    """Dice qué habría cambiado y publica una versión de los calendarios (TOML; basta lo que cambia)."""
    _publicar("calendario", archivo)


@calendario.command("simular")
@ARCHIVO
@EN_JSON
def simular_calendario(archivo: Path, en_json: bool) -> None:
    """Dice qué sería distinto en todos los casos si estos hubieran sido siempre los calendarios. No cambia nada."""
    _simular("calendario", archivo, en_json)
