"""«Mi día»: today on one letter page: sessions, messages, calls with their numbers, papers, and what is late."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import Blueprint, Response, url_for

from casos.calendario.aritmetica import Calendario
from casos.decision import RESPONSABLE
from casos.mediacion.expediente import CON_BANDEJA
from casos.tiempo import inicio_del_dia
from proyecciones.consultas import agenda, ausencias, mi_dia
from proyecciones.consultas.mi_dia import DEMAS, LLAMADAS, PAPELES, RECADOS
from web import personas
from web.actual import cuenta, hoy, instancia
from web.ausencias import nombre_de_cuenta, por_ausencia
from web.enlaces import pagina_de
from web.equipo import EL_COORDINADOR, cuando_no_esta, que_es
from web.formato import hora, pesos, telefono
from web.frases.palabras import dicho
from web.ligeros import con_nombres
from web.navegacion import Entrada
from web.pantallas.pendientes import calendario, cuando, quien_soy
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("mi_dia", __name__, url_prefix="/mi-dia")
ENTRADA = Entrada("Mi día", "mi_dia.ver", 15)

SESIONES, EQUIPO = 12, 3
LIMITES = {RECADOS: 4, LLAMADAS: 7, PAPELES: 5, DEMAS: 5}
"""Lines of each part; with the sessions they fill a letter page."""
TITULOS = {
    RECADOS: "Recados", LLAMADAS: "Llamadas por hacer", PAPELES: "Papeles por recabar o archivar",
    DEMAS: "Lo demás para hoy",
}  # fmt: skip


class Parte(NamedTuple):
    """A part of the page: its rows as cells of a table, and how many more there are."""

    titulo: str
    columnas: tuple[Any, ...]
    filas: list[list[Any]]
    total: int

    @property
    def faltan(self) -> int:
        """Rows that did not fit."""
        return self.total - len(self.filas)


@bp.get("/")
@permiso(*CON_BANDEJA)
def ver() -> Response:
    """Today's page."""
    abierta, yo = instancia(), cuenta()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    de = quien_soy()
    cubiertos = [f.usuario for f in de.cubre]
    responsables = [yo.usuario, *cubiertos] if yo.rol == RESPONSABLE else None
    with abierta.almacen.leer() as conexion:
        todas = agenda.sesiones(
            conexion, hoy(), hoy(), sede=None if responsables else yo.sede, responsables=responsables
        )
        partes = mi_dia.para_hoy(conexion, de, hoy(), LIMITES)
    sesiones = [s for s in todas if s.estado != "cancelada"]
    filas = [f for suyas, _ in partes.values() for f in suyas]
    conocidas = personas.personas([s.persona_id for s in sesiones[:SESIONES]] + [f.persona_id for f in filas])
    dias = calendario()
    hechas = [_sesiones(sesiones, conocidas)]
    hechas += [_parte(p, suyas, n, conocidas, dias) for p, (suyas, n) in partes.items()]
    hechas.append(equipo_hoy())
    return pagina("mi_dia/ver.html", partes=[p for p in hechas if p.total])


def _sesiones(sesiones: list[Any], conocidas: Mapping[Any, Any]) -> Parte:
    columnas = ("Hora", "Con quién", "Lugar", "Folio", ("Saldo", "numero"))
    filas = [
        [
            hora(s.inicio),
            {
                "texto": personas.nombre_de(conocidas, s.persona_id),
                "url": url_for("caso.ver", caso_id=s.caso_id),
            },
            _lugar(s),
            s.folio or "sin folio",
            pesos(s.saldo),
        ]
        for s in sesiones[:SESIONES]
    ]
    return Parte("Sesiones de hoy", columnas, filas, len(sesiones))


def _lugar(s: Any) -> str:
    """Where a session is and, if it is of somebody whom one covers, of whom."""
    lugar = s.sala or ("en línea" if s.url else dicho(s.modalidad))
    cubierta = s.responsable in {f.usuario for f in quien_soy().cubre}
    return f"{lugar} · por ausencia de {nombre_de_cuenta(s.responsable)}" if cubierta else lugar


def equipo_hoy() -> Parte:
    """Who is away at some hour of today, and who covers."""
    with instancia().almacen.leer() as conexion:
        filas = ausencias.entre(conexion, inicio_del_dia(hoy()), inicio_del_dia(hoy() + timedelta(days=1)))
    columnas = ("Quién no está", "Qué", "Cuándo", "Quién cubre")
    celdas = [
        [
            nombre_de_cuenta(f.usuario),
            que_es(f),
            cuando_no_esta(f),
            nombre_de_cuenta(f.cubre) if f.cubre else EL_COORDINADOR,
        ]
        for f in filas[:EQUIPO]
    ]
    return Parte("Mi equipo hoy", columnas, celdas, len(filas))


def _parte(parte: str, suyas: Any, total: int, conocidas: Mapping[Any, Any], dias: Calendario) -> Parte:
    con_numero = parte in {RECADOS, LLAMADAS}
    columnas = ("Con quién", "Qué", *(("Teléfono",) if con_numero else ()), "Plazo")
    filas = [_fila(f, conocidas, dias, con_numero=con_numero) for f in suyas]
    return Parte(TITULOS[parte], columnas, filas, total)


def _fila(f: Any, conocidas: Mapping[Any, Any], dias: Calendario, *, con_numero: bool) -> list[Any]:
    numero = personas.telefono_de(conocidas, f.persona_id)
    return [
        {
            "texto": personas.nombre_de(conocidas, f.persona_id) or "—",
            "url": pagina_de(f.caso_tipo, f.caso_id),
        },
        " · ".join(d for d in (con_nombres(f.titulo), f.detalle, por_ausencia(f)) if d),
        *([telefono(numero) if numero else "—"] if con_numero else []),
        {"texto": cuando(f.vence, f.hora, dias), "tono": _tono(f.vence)},
    ]


def _tono(vence: date) -> str:
    return "mal" if vence < hoy() else ""
