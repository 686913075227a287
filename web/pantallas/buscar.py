"""One search box, always there: name without accents, CURP, contract, folio or telephone."""

from typing import NamedTuple
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from proyecciones.consultas import expedientes as consulta
from web import personas
from web.actual import instancia
from web.frases.palabras import dicho
from web.htmx import htmx
from web.permisos import permiso
from web.respuestas import fragmento, pagina

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
    if sugiere:
        return fragmento("buscar/sugerencias.html", texto=texto, hallados=hallados)
    return pagina("buscar/ver.html", texto=texto, hallados=hallados, limite=RESULTADOS)


def buscar(texto: str, limite: int) -> list[Hallado]:
    """Cases that a text finds, those by contract or folio first."""
    abierta = instancia()
    por_persona = abierta.buscador.buscar(texto, limite)
    with abierta.almacen.leer() as conexion:
        ids: dict[UUID, str] = dict.fromkeys(consulta.por_clave(conexion, texto, limite), "")
        casos_de = consulta.de_personas(conexion, [h.persona_id for h in por_persona])
        for hallazgo in por_persona:
            for caso_id, rol in casos_de.get(hallazgo.persona_id, []):
                ids.setdefault(caso_id, f"{hallazgo.nombre} es {dicho(rol)}" if rol != "acreditado" else "")
        fichas = consulta.fichas(conexion, list(ids)[:limite])
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
