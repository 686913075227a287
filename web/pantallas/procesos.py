"""«Cómo avanzan los casos»: their ways and times as a picture and as tables, each leading to its cases; and whether any
fact lies outside the declared flow."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from markupsafe import Markup

from casos.hecho import HECHOS
from casos.mediacion.vocabulario import Etapa
from flujos.diagrama_de_recorridos import Movimiento, dibujar
from flujos.pasos import en_palabras, nombre_de
from proyecciones.consultas import expedientes
from proyecciones.consultas import procesos as consulta
from proyecciones.consultas.procesos import Filtro, Tramo
from proyecciones.vistas.recorridos import SEPARA
from web import personas
from web.actual import hoy, instancia
from web.cuentas import SEDES
from web.formato import cantidad, con_mayuscula, fecha, plural, porcentaje
from web.frases.palabras import dicho
from web.ligeros import nombres_de_cuentas
from web.pantallas.supervision import SUPERVISAN
from web.periodo import elegibles, leer_periodo, sede_pedida
from web.permisos import permiso
from web.respuestas import pagina

bp = Blueprint("procesos", __name__, url_prefix="/reportes/recorridos")
VARIANTES, TRAMOS, CUELLOS, FUERA, POR_PAGINA = 15, 25, 5, 100, 50
EN_EL_DIBUJO = 22
"""More arrows than these cannot be read; the table has all of them."""
ULTIMOS = "12m"
"""The last twelve months: every step that the office ever took is read only when somebody asks for it."""
HORA, DIA = 3600, 86_400


def tiempo(segundos: int) -> str:
    """How long something took: 40 min, 5 h, 12 días, 3.5 meses."""
    if segundos < HORA:
        return f"{segundos // 60} min"
    if segundos < 2 * DIA:
        return f"{segundos // HORA} h"
    dias = segundos / DIA
    return f"{dias:.0f} días" if dias < 60 else f"{dias / 30.4:.1f} meses"


def corto(segundos: int) -> str:
    """The same where there is little room: 5 h, 12 d."""
    return f"{segundos // HORA} h" if segundos < 2 * DIA else f"{segundos / DIA:.0f} d"


def _periodo() -> str:
    """Cases opened when: the last twelve months unless the address says otherwise; empty, at any time."""
    return request.args.get("periodo", ULTIMOS)


def _filtro() -> Filtro:
    if _periodo() == ULTIMOS:
        desde = hoy().replace(day=1, year=hoy().year - 1)
        return Filtro(sede_pedida(), request.args.get("responsable") or None, desde, None)
    dias = leer_periodo(_periodo())
    return Filtro(
        sede_pedida(),
        request.args.get("responsable") or None,
        dias.alcance.desde if dias else None,
        dias.alcance.hasta if dias else None,
    )


def _aqui(endpoint: str, **otros: Any) -> str:
    filtro = _filtro()
    return url_for(
        endpoint,
        sede=filtro.sede or "todas",
        responsable=filtro.responsable,
        periodo=_periodo(),
        **otros,
    )


@bp.get("/")
@permiso(*SUPERVISAN)
def ver() -> Response:
    """The page."""
    instancia().proyector.ponerse_al_dia(vueltas=1)
    filtro, con_hechos = _filtro(), request.args.get("nivel") == "hechos"
    with instancia().almacen.leer() as conexion:
        casos = consulta.cuantos(conexion, filtro)
        movimientos = consulta.movimientos(conexion, filtro)
        entre = consulta.entre_pasos(conexion, filtro)
        variantes, distintas = consulta.variantes(conexion, filtro, con_hechos=con_hechos, limite=VARIANTES)
        fuera, cuantos_fuera = consulta.fuera_del_flujo(conexion, filtro, limite=FUERA)
        por_etapa = {Etapa(e): n for e, n in consulta.por_etapa(conexion, filtro).items()}
        quienes = expedientes.responsables(conexion)
    lentos = sorted(movimientos, key=lambda m: -m.total)[:CUELLOS]
    nombres = nombres_de_cuentas()
    conocidas = personas.personas(f.persona_id for f in fuera)
    return pagina(
        "procesos/ver.html",
        casos=casos,
        filtro=filtro,
        periodo=_periodo(),
        periodos=[(ULTIMOS, "los últimos doce meses"), *elegibles(anios=True)],
        sedes=list(SEDES.items()),
        quienes=sorted((nombres.get(q, q), q) for q in quienes if q),
        con_hechos=con_hechos,
        niveles=[
            ("Por etapas", _aqui("procesos.ver"), not con_hechos),
            ("Con los hechos principales", _aqui("procesos.ver", nivel="hechos"), con_hechos),
        ],
        dibujo=Markup(dibujar([_movimiento(m, lentos) for m in movimientos[:EN_EL_DIBUJO]], por_etapa)),  # noqa: S704
        sin_dibujar=max(len(movimientos) - EN_EL_DIBUJO, 0),
        cuellos=[_cuello(m, movimientos) for m in lentos if m.total],
        movimientos=[_tramo(m, _etapa, etapas=True) for m in movimientos],
        entre=[_tramo(t, _hecho, etapas=False) for t in entre[:TRAMOS]],
        variantes=[_variante(v, casos, con_hechos) for v in variantes],
        distintas=distintas,
        fuera=[_fuera(f, personas.nombre_de(conocidas, f.persona_id)) for f in fuera],
        cuantos_fuera=cuantos_fuera,
    )


def _etapa(nombre: str) -> str:
    return con_mayuscula(nombre_de(Etapa(nombre)))


def _hecho(nombre: str) -> str:
    return con_mayuscula(en_palabras(nombre))


def _movimiento(m: Tramo, lentos: list[Tramo]) -> Movimiento:
    frase = (
        f"De {nombre_de(Etapa(m.de))} a {nombre_de(Etapa(m.a))}: {plural(m.veces, 'vez', 'veces')}; la mitad "
        f"en {tiempo(m.mediana)} o menos, nueve de cada diez en {tiempo(m.p90)} o menos."
    )
    rotulo = f"{cantidad(m.veces)} · {corto(m.mediana)}"
    return Movimiento(Etapa(m.de), Etapa(m.a), m.veces, rotulo, frase, m in lentos)


def _cuello(m: Tramo, todos: list[Tramo]) -> str:
    parte = m.total * 100 // max(sum(t.total for t in todos), 1)
    return (
        f"De {nombre_de(Etapa(m.de))} a {nombre_de(Etapa(m.a))} se va el {parte} % de todo el tiempo entre etapas: "
        f"{plural(m.veces, 'vez', 'veces')}, {tiempo(m.mediana)} la mitad de ellas."
    )


def _tramo(t: Tramo, dicho_de: Callable[[str], str], *, etapas: bool) -> list[Any]:
    url = _aqui("procesos.tramo", de=t.de, a=t.a, nivel=None if etapas else "hechos")
    return [
        {"texto": f"{dicho_de(t.de)} → {dicho_de(t.a)}", "url": url, "tono": ""},
        cantidad(t.veces),
        cantidad(t.casos),
        tiempo(t.mediana),
        tiempo(t.p90),
    ]


def _en_frase(camino: str, con_hechos: bool) -> str:
    decir = _hecho if con_hechos else _etapa
    return " → ".join(
        decir(parte) if parte in HECHOS or not con_hechos else "…" for parte in camino.split(SEPARA)
    )


def _variante(v: consulta.Variante, casos: int, con_hechos: bool) -> list[Any]:
    return [
        _en_frase(v.camino, con_hechos),
        {
            "texto": cantidad(v.casos),
            "url": _aqui("procesos.variante", camino=v.camino, nivel="hechos" if con_hechos else None),
            "tono": "",
        },
        porcentaje(Decimal(v.casos * 100) / casos) if casos else "—",
        tiempo(v.media),
    ]


def _fuera(f: Any, nombre: str) -> list[Any]:
    return [
        {"texto": nombre or "Sin nombre", "url": url_for("caso.ver", caso_id=f.caso_id), "tono": ""},
        f.folio or "",
        f"{f.version}. {_hecho(f.hecho)}",
        f"De {nombre_de(f.de) or 'nada'} a {nombre_de(f.a)}, por {f.rol}",
        fecha(f.dia),
    ]


@bp.get("/variante")
@permiso(*SUPERVISAN)
def variante() -> Response:
    """The cases that took a way."""
    camino, con_hechos = request.args.get("camino", ""), request.args.get("nivel") == "hechos"
    if not all(p in HECHOS or p in set(Etapa) or con_hechos for p in camino.split(SEPARA)):
        abort(404)
    numero = max(request.args.get("p", 1, type=int), 1)
    with instancia().almacen.leer() as conexion:
        filas, total = consulta.casos_de_variante(
            conexion,
            _filtro(),
            camino,
            con_hechos=con_hechos,
            limite=POR_PAGINA,
            desde=(numero - 1) * POR_PAGINA,
        )
    titulo = plural(total, "caso fue por aquí", "casos fueron por aquí")
    return _lista(titulo, _en_frase(camino, con_hechos), filas, total, numero, "Tardó en todo")


@bp.get("/tramo")
@permiso(*SUPERVISAN)
def tramo() -> Response:
    """The cases that went from one stage or step to another, the slowest first."""
    de, a, con_hechos = (
        request.args.get("de", ""),
        request.args.get("a", ""),
        request.args.get("nivel") == "hechos",
    )
    conocidos = set(HECHOS) if con_hechos else set(Etapa)
    if not {de, a} <= conocidos:
        abort(404)
    numero = max(request.args.get("p", 1, type=int), 1)
    with instancia().almacen.leer() as conexion:
        filas, total = consulta.casos_de_tramo(
            conexion,
            _filtro(),
            de,
            a,
            etapas=not con_hechos,
            limite=POR_PAGINA,
            desde=(numero - 1) * POR_PAGINA,
        )
    decir = _hecho if con_hechos else _etapa
    return _lista(
        f"{decir(de)} → {decir(a)}", plural(total, "vez", "veces") + ", lo más lento primero", filas, total, numero,
        "Tardó",
    )  # fmt: skip


def _lista(titulo: str, sub: str, filas: Any, total: int, numero: int, columna: str) -> Response:
    conocidas, nombres = personas.personas(f.persona_id for f in filas), nombres_de_cuentas()
    args: dict[str, Any] = {k: v for k, v in request.args.items() if k != "p"}
    return pagina(
        "procesos/casos.html",
        titulo=titulo,
        sub=sub,
        columna=columna,
        filas=[
            [
                {
                    "texto": personas.nombre_de(conocidas, f.persona_id) or "Sin nombre",
                    "url": url_for("caso.ver", caso_id=f.caso_id),
                    "tono": "",
                },
                f.folio or "",
                dicho(Etapa(f.etapa)),
                nombres.get(f.responsable, f.responsable),
                tiempo(f.tardo),
            ]
            for f in filas
        ],
        pagina=numero,
        paginas=-(-total // POR_PAGINA),
        url_pagina=lambda n: url_for(str(request.endpoint), **{**args, "p": n}),
        volver=_aqui("procesos.ver"),
    )
