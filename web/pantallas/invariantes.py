"""«Sin siguiente acción»: what must never be, counted (nothing is expected), and how many cases are in each stage."""

from typing import NamedTuple

from flask import Blueprint, Response, url_for
from markupsafe import Markup

from casos.decision import ADMINISTRADOR, AUDITOR, COORDINADOR
from casos.mediacion.vocabulario import Etapa
from flujos.diagrama import leyenda, sin_dibujar, svg
from proyecciones.consultas import expedientes as consulta
from proyecciones.consultas.expedientes import Filtro
from web import publicaciones
from web.actual import instancia
from web.almacen.cuentas import Cuenta
from web.formato import momento
from web.frases.palabras import dicho
from web.navegacion import Entrada
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("invariantes", __name__, url_prefix="/sin-siguiente-accion")
SIN_ACCION = Filtro(sin_accion=True)


def _cuantos(quien: Cuenta) -> int | None:
    with instancia().almacen.leer() as conexion:
        return consulta.cuantos(conexion, SIN_ACCION) + len(instancia().proyector.cuarentena()) or None


ENTRADA = Entrada("Sin siguiente acción", "invariantes.ver", 75, _cuantos)


class Regla(NamedTuple):
    """Something that must never be: how often it is, and where to see it."""

    titulo: str
    explicacion: str
    cuantos: int
    url: str


@bp.get("/")
@permiso(COORDINADOR, ADMINISTRADOR, AUDITOR)
def ver() -> Response:
    """The counts, the parked cases, and the diagram of the stages."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=2)
    apartados = abierta.proyector.cuarentena()
    with abierta.almacen.leer() as conexion:
        sin_accion = consulta.cuantos(conexion, SIN_ACCION)
        filas = consulta.lista(conexion, SIN_ACCION, "antiguo", limite=50, desde=0)
        por_etapa = {Etapa(e): n for e, n in consulta.por_etapa(conexion, Filtro(abiertos=False)).items()}
    lista = url_for("expedientes.ver", sin_accion=1, todos=1)
    return pagina(
        "invariantes/ver.html",
        reglas=[
            Regla(
                "Casos abiertos sin responsable o sin siguiente acción con fecha",
                "Todo caso abierto tiene un responsable y algo que hacer antes de una fecha.",
                sin_accion,
                lista if sin_accion else "",
            ),
            Regla(
                "Casos que no se pudieron leer o calcular",
                "Se apartan para que los demás sigan; el administrador los revisa con «mediacion cuarentena».",
                len(apartados),
                "",
            ),
        ],
        filas=[
            [
                {
                    "texto": f.folio or "Caso sin folio",
                    "url": url_for("caso.ver", caso_id=f.caso_id),
                    "tono": "",
                },
                dicho(Etapa(f.etapa)),
                f.responsable or "sin responsable",
            ]
            for f in filas
        ],
        apartados=[[str(a.caso_id), momento(a.desde), a.motivo] for a in apartados],
        etapas=[
            (dicho(e), por_etapa.get(e, 0), url_for("expedientes.ver", etapa=e.value, todos=1)) for e in Etapa
        ],
        dibujo=Markup(svg({e: por_etapa.get(e, 0) for e in Etapa})),  # noqa: S704 - drawn by us, escaped there
        leyenda=leyenda(),
        sin_dibujar=sin_dibujar(),
        al_corriente=publicaciones.al_corriente(),
    )
