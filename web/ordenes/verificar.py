"""`mediacion verificar`: whether log and scans are whole and unaltered; with --vistas, rows and money right."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from web.cli import ErrorDeUso, HayDiferencias
from web.ordenes._comun import EN_JSON, con_instancia, imprimir_json, progreso

if TYPE_CHECKING:
    from casos.asiento import Historia
    from casos.registro.verificacion import Diferencia, Verificacion
    from web.instancia import Instancia

Hallazgo = dict[str, Any]


@click.command()
@click.option(
    "--vistas",
    is_flag=True,
    help="Compara además cada fila de las vistas con su cálculo desde el registro, y cuadra el dinero de cada caso.",
)
@click.option(
    "--sello", "presentados", metavar="ARCHIVO", multiple=True, type=click.Path(path_type=Path),
    help="Un sello guardado fuera de la oficina; se puede dar varias veces.",
)  # fmt: skip
@click.option(
    "--codigo", "codigos", metavar="CÓDIGO", multiple=True,
    help="El código de un sello, como se imprimió en el reporte del día; se puede dar varias veces.",
)  # fmt: skip
@EN_JSON
def verificar(vistas: bool, presentados: tuple[Path, ...], codigos: tuple[str, ...], en_json: bool) -> None:
    """Revisa que al registro y a los documentos escaneados no les falte nada y que nadie los haya alterado.

    Nombra también los hechos que no caben en el flujo declarado.
    """
    notas = [_leer(archivo) for archivo in presentados] + [_limpio(codigo) for codigo in codigos]
    with con_instancia(solo_revisar=True) as instancia:
        resultado, diferencias = _del_registro(instancia, notas)
        diferencias += _de_lo_demas(instancia)
        if vistas:
            diferencias += _de_las_vistas(instancia, resultado)
    if en_json:
        imprimir_json(
            {
                "correcto": not diferencias,
                "hechos": resultado.hechos,
                "casos": resultado.casos,
                "diferencias": diferencias,
            }
        )
    else:
        _imprimir(resultado, diferencias)
    if diferencias:
        raise HayDiferencias


def _hallazgo(que: str, caso: object = "", version: int | None = None) -> Hallazgo:
    return {"caso": str(caso), "version": version, "que": que}


def _del_registro(instancia: "Instancia", notas: Sequence[str]) -> "tuple[Verificacion, list[Hallazgo]]":
    """The entries, their seals, and what of them lies outside the declared flow."""
    from casos.sello.nota import NotaInvalida
    from casos.sello.verificacion import verificar_todo
    from web import sellos

    otras, publica = [], None
    try:
        publica = sellos.publica_de(instancia)
    except NotaInvalida as error:
        otras = [_hallazgo(str(error))]
    total = instancia.casos.registro.contar()[1]
    with progreso("Revisando el registro") as avance:
        resultado = verificar_todo(
            instancia.casos.registro, instancia.clave, sellos.archivo_de(instancia), publica, notas,
            lambda casos, _: avance(casos, total), _fuera_del_flujo,
        )  # fmt: skip
    return resultado, otras + [_hallazgo(d.que, d.caso or "", d.version) for d in resultado.diferencias]


def _fuera_del_flujo(historia: "Historia") -> "Iterator[Diferencia]":
    from casos.registro.verificacion import Diferencia
    from flujos.pasos import en_palabras, fuera, nombre_de

    for paso in fuera(historia):
        hecho, de = en_palabras(paso.asiento.hecho.nombre()), nombre_de(paso.de) or "sin abrir"
        yield Diferencia(
            historia.caso_id, paso.asiento.version,
            f"El hecho «{hecho}» no cabe en el flujo declarado: el caso estaba en «{de}».",
        )  # fmt: skip


def _de_lo_demas(instancia: "Instancia") -> Iterator[Hallazgo]:
    """Time stamps, parked cases and scans."""
    from web import cotejo_documentos, salidas_de_sellos

    for que in salidas_de_sellos.sellos_de_tiempo_malos(instancia):
        yield _hallazgo(que)
    for p in instancia.proyector.cuarentena():
        yield _hallazgo(f"En revisión técnica: {p.motivo}", p.caso_id)
    with progreso("Revisando los documentos") as avance:
        for h in cotejo_documentos.revisar(instancia, a_fondo=True, avance=avance):
            yield _hallazgo(h.que, h.caso_id, h.version)


def _de_las_vistas(instancia: "Instancia", resultado: "Verificacion") -> Iterator[Hallazgo]:
    """Money and rows; nothing can be said of them while the rules are not those that were published."""
    from casos.reglas import REGLAS_ID
    from proyecciones.reconstruir import reconstruir
    from web import cotejo_dinero

    if any(d.caso == REGLAS_ID for d in resultado.diferencias):
        yield _hallazgo(
            "No se revisaron el dinero ni las vistas, porque las reglas publicadas no están sanas."
        )
        return
    with progreso("Cuadrando el dinero") as avance:
        for d in cotejo_dinero.revisar(instancia, _de(avance, resultado.casos)):
            yield _hallazgo(d.que, d.caso_id)
    with progreso("Calculando las vistas") as avance:
        hecha = reconstruir(
            instancia.casos, instancia.almacen, solo_comparar=instancia.proyector.al_corriente(),
            avance=lambda casos, _: avance(casos, resultado.casos),
        )  # fmt: skip
    for caso in hecha.casos_distintos:
        yield _hallazgo("Sus filas en las vistas no son las que da su historia.", caso)


def _de(avance: Callable[[int, int], None], total: int) -> Callable[[int], None]:
    return lambda casos: avance(casos, total)


def _imprimir(resultado: "Verificacion", diferencias: Sequence[Hallazgo]) -> None:
    click.echo(f"{resultado.hechos} hechos de {resultado.casos} casos revisados.")
    for d in diferencias:
        donde = f"asiento {d['version']}" if d["version"] else "caso completo"
        lugar = f"caso {d['caso']}, {donde}" if d["caso"] else "registro"
        click.echo(f"  {lugar}: {d['que']}")
    click.echo("Todo correcto." if not diferencias else f"{len(diferencias)} diferencias.")


def _limpio(codigo: str) -> str:
    from casos.sello.verificacion import CODIGO

    limpio = codigo.strip().upper()
    if not CODIGO.fullmatch(limpio):
        raise ErrorDeUso(f"«{codigo}» no es el código de un sello. Cópielo entero: 120-ABCD-EFGH-IJKL-MNOP.")
    return limpio


def _leer(archivo: Path) -> str:
    try:
        return archivo.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ErrorDeUso(f"No se puede leer el sello {archivo}: {error}") from error
