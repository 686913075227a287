"""One search box, always there: name without accents, CURP, contract, folio or telephone."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for

from proyecciones.consultas import expedientes as consulta
from web import personas
from web.actual import almacen, cuenta, instancia
from web.almacen import bitacora
from web.frases.palabras import dicho
from web.htmx import htmx
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("buscar", __name__, url_prefix="/buscar")

SUGERENCIAS, RESULTADOS = 8, 60
MENOS_LETRAS = 2


class Hallado(NamedTuple):
    """A case found, as the page writes it."""

    nombre: str
    url: str
    detalles: tuple[str, ...]
    caso_id: UUID


@bp.get("/")
@permiso()
def ver() -> Response:
    """The cases found; asked by the box while one types, only the first few."""
    texto = request.args.get("q", "").strip()
    sugiere = htmx.parcial and htmx.blanco == "sugerencias"
    hallados = buscar(texto, SUGERENCIAS if sugiere else RESULTADOS) if len(texto) >= MENOS_LETRAS else []
    recientes = [] if texto else abiertos_hace_poco()
    if sugiere:
        plantilla = (
            "buscar/sugerencias.html"  # by itself: no letter that somebody types counts their menu anew
        )
        return Response(render_template(plantilla, texto=texto, hallados=hallados, recientes=recientes))
    return pagina("buscar/ver.html", texto=texto, hallados=hallados, recientes=recientes, limite=RESULTADOS)


def abiertos_hace_poco() -> list[Hallado]:
    """The cases that the account that asks opened last."""
    ids = bitacora.ultimos_casos(almacen(), cuenta().usuario, SUGERENCIAS)
    with instancia().almacen.leer() as conexion:
        fichas = consulta.fichas(conexion, ids)
    return _escribir(dict.fromkeys(ids, ""), fichas)


def buscar(texto: str, limite: int) -> list[Hallado]:
    """Cases that a text finds, those by contract or folio first."""
    abierta = instancia()
    por_persona = abierta.buscador.buscar(texto, RESULTADOS)  # some of them have no case
    with abierta.almacen.leer() as conexion:
        ids: dict[UUID, str] = dict.fromkeys(consulta.por_clave(conexion, texto, limite), "")
        casos_de = consulta.de_personas(conexion, [h.persona_id for h in por_persona])
        for hallazgo in por_persona:
            for caso_id, rol in casos_de.get(hallazgo.persona_id, []):
                ids.setdefault(caso_id, f"{hallazgo.nombre} es {dicho(rol)}" if rol != "acreditado" else "")
        fichas = consulta.fichas(conexion, list(ids)[:limite])
    return _escribir(ids, fichas)


def _escribir(ids: Mapping[UUID, str], fichas: Mapping[UUID, Any]) -> list[Hallado]:
    """Cases with what is to be noted of each, in their order; those that have no page are left out."""
    conocidas = personas.personas(f.persona_id for f in fichas.values())
    return [
        Hallado(
            personas.nombre_de(conocidas, fichas[i].persona_id),
            url_for("caso.ver", caso_id=i),
            tuple(d for d in (fichas[i].folio, dicho(fichas[i].etapa), nota) if d),
            i,
        )
        for i, nota in ids.items()
        if i in fichas
    ]
