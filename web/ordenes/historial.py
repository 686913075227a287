"""`mediacion historial`: a case's history and state, today or as it was."""

from typing import Any

import click

from casos.asiento import Historia
from casos.tiempo import ZONA
from casos.tipo import historia_al, tipo_de
from flujos import pendientes
from web.ordenes._comun import EN_JSON, con_instancia, hallar_caso, imprimir_json, leer_instante


@click.command()
@click.argument("caso", metavar="CASO")
@click.option(
    "--al", metavar="INSTANTE", help="Cómo estaba: 2026-11-03 (al fin de ese día) o 2026-11-03T10:40."
)
@click.option(
    "--segun", type=click.Choice(["registro", "hechos"]), default="registro",
    help="registro: lo que se sabía entonces; hechos: lo que hoy se sabe que era cierto.",
)  # fmt: skip
@EN_JSON
def historial(caso: str, al: str | None, segun: str, en_json: bool) -> None:
    """Muestra la historia de un caso. CASO es su identificador, un folio del tribunal o un número de crédito."""
    with con_instancia() as instancia:
        caso_id = hallar_caso(instancia, caso)
        historia = instancia.casos.historia(caso_id)
        if historia is None:
            raise LookupError(caso_id)
        versiones = instancia.casos.versiones()
        if al:
            instante = leer_instante(al)
            versiones = versiones.conocidas_al(instante)
            historia = historia_al(historia, instante, segun)  # type: ignore[arg-type]
        siguen = pendientes(historia, versiones)
        renglones = [] if en_json else _renglones(instancia, historia)
    etapa = getattr(historia.caso, "etapa", None)
    if en_json:
        imprimir_json(
            {
                "caso": str(caso_id),
                "tipo": tipo_de(historia.asientos).nombre if historia.asientos else None,
                "version": historia.version,
                "etapa": etapa or "",
                "pendientes": [_pendiente(p) for p in siguen],
                "asientos": [_asiento(a, historia.vigentes) for a in historia.asientos],
            }
        )
        return
    click.echo(f"Caso {caso_id}: {etapa or 'sin abrir'}, {historia.version} asientos.")
    for renglon in renglones:
        click.echo(renglon)
    for p in siguen:
        click.echo(f"  → {p.titulo} ({p.usuario or p.rol}), vence {p.vence:%d/%m/%Y}")


def _renglones(instancia: Any, historia: Historia) -> list[str]:
    """The history in sentences; what was annulled says so."""
    from web.frases import contar
    from web.lectura_privada import lector_de

    lector = lector_de(instancia.boveda, historia, historia.asientos)
    vigentes = {a.version for a in historia.vigentes}
    return [
        f"{a.version:>4}  {a.ocurrido_en.astimezone(ZONA):%d/%m/%Y %H:%M}  {a.autor} {contar(a.hecho, lector)}."
        + ("" if a.version in vigentes else "  [anulado]")
        for a in historia.asientos
    ]


def _pendiente(p: Any) -> dict[str, Any]:
    return {
        "tipo": p.tipo, "clave": p.clave, "titulo": p.titulo, "rol": p.rol, "usuario": p.usuario,
        "visible": p.visible.isoformat(), "vence": p.vence.isoformat(), "detalle": p.detalle, "regla": p.regla,
        "causa": list(p.causa), "acciones": list(p.acciones),
    }  # fmt: skip


def _asiento(a: Any, vigentes: Any) -> dict[str, Any]:
    return {
        "version": a.version,
        "hecho": a.hecho.nombre(),
        "datos": a.hecho.model_dump(mode="json"),
        "autor": a.autor,
        "rol": a.rol,
        "sede": a.sede,
        "origen": a.origen,
        "ocurrido_en": a.ocurrido_en.isoformat(),
        "registrado_en": a.registrado_en.isoformat(),
        "anulado": a not in vigentes,
    }
