"""«Expedientes»: every case, with filters; for the supervisor, everybody's."""

from operator import itemgetter
from typing import Any

from flask import Blueprint, Response, request, url_for

from casos.decision import RESPONSABLE
from casos.mediacion.vocabulario import Etapa
from proyecciones.consultas import expedientes as consulta
from proyecciones.consultas.expedientes import Filtro
from web import personas
from web.actual import cuenta, instancia
from web.ausencias import nombre_de_cuenta
from web.cuentas import SEDES
from web.formato import fecha, pesos
from web.frases.palabras import dicho
from web.navegacion import Entrada
from web.pantallas.caso import TONO_DE_ETAPA
from web.permisos import permiso
from web.plantillas import direccion_con
from web.respuestas import pagina

bp = Blueprint("expedientes", __name__, url_prefix="/expedientes")
ENTRADA = Entrada(
    "Expedientes", "expedientes.ver", 30, partes=("expedientes.", "caso.", "buscar.", "accion.")
)

POR_PAGINA = 50
ORDENES = (("vence", "lo que vence primero"), ("reciente", "lo más reciente"), ("saldo", "el saldo mayor"))
SI = "1"


@bp.get("/")
@permiso()
def ver() -> Response:
    """One page of the list; an officer starts with their own cases."""
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    filtro, orden = _filtro(), request.args.get("orden", "vence")
    numero = max(request.args.get("p", 1, type=int), 1)
    with abierta.almacen.leer() as conexion:
        total = consulta.cuantos(conexion, filtro)
        filas = consulta.lista(conexion, filtro, orden, limite=POR_PAGINA, desde=(numero - 1) * POR_PAGINA)
        etapas = consulta.por_etapa(conexion, filtro)
        duenos = consulta.responsables(conexion)
    conocidas = personas.personas(f.persona_id for f in filas)
    return pagina(
        "expedientes/ver.html",
        filas=[_fila(f, personas.nombre_de(conocidas, f.persona_id)) for f in filas],
        total=total,
        etapas=[
            (
                f"{dicho(e)} {etapas[e]:,}",
                _con(etapa=None if filtro.etapa == e else e.value),
                filtro.etapa == e,
            )
            for e in Etapa
            if e in etapas
        ],
        puestos=_puestos(filtro),
        duenos=sorted(((d, nombre_de_cuenta(d)) for d in duenos), key=itemgetter(1)),
        filtro=filtro,
        ordenes=[(texto, _con(orden=o), orden == o) for o, texto in ORDENES],
        pagina=numero,
        paginas=-(-total // POR_PAGINA),
        url_pagina=lambda n: _con(p=n if n > 1 else None),
        argumentos=_argumentos(),
    )


def _argumentos() -> dict[str, Any]:
    conocidos = {"etapa", "responsable", "sede", "sin_papel", "sin_accion", "vencidas", "orden", "todos"}
    return {k: v for k, v in request.args.items() if k in conocidos and v}


def _con(**cambios: Any) -> str:
    return direccion_con("expedientes.ver", _argumentos(), **cambios)


def _filtro() -> Filtro:
    args = request.args
    propio = cuenta().usuario if cuenta().rol == RESPONSABLE and args.get("todos") != SI else None
    return Filtro(
        etapa=args.get("etapa") or None,
        responsable=args.get("responsable") or propio,
        sede=args.get("sede") or None,
        sin_papel=args.get("sin_papel") == SI,
        sin_accion=args.get("sin_accion") == SI,
        vencidas=args.get("vencidas") == SI,
    )


def _puestos(filtro: Filtro) -> list[tuple[str, str]]:
    puestos = []
    if filtro.responsable:
        texto = (
            "Los míos"
            if filtro.responsable == cuenta().usuario
            else f"De {nombre_de_cuenta(filtro.responsable)}"
        )
        puestos.append((texto, _con(responsable=None, todos=SI)))
    if filtro.sede:
        puestos.append((SEDES.get(filtro.sede, filtro.sede), _con(sede=None)))
    for activo, nombre, texto in (
        (filtro.sin_papel, "sin_papel", "Sin papel"),
        (filtro.sin_accion, "sin_accion", "Sin siguiente acción"),
        (filtro.vencidas, "vencidas", "Con parcialidades vencidas"),
    ):
        if activo:
            puestos.append((texto, _con(**{nombre: None})))
    return puestos


def _fila(f: Any, nombre: str) -> list[Any]:
    return [
        {"texto": nombre, "url": url_for("caso.ver", caso_id=f.caso_id), "tono": ""},
        f.folio or "",
        {"texto": dicho(Etapa(f.etapa)), "url": "", "tono": TONO_DE_ETAPA.get(Etapa(f.etapa), "")},
        nombre_de_cuenta(f.responsable),
        pesos(f.saldo),
        fecha(f.vence) if f.vence else "",
    ]
