"""«Mis pendientes»: the work of the day grouped by urgency, and beside it what is being worked on."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from casos.decision import COORDINADOR, RESPONSABLE
from casos.mediacion.expediente import CON_BANDEJA
from casos.tiempo import dia_local
from proyecciones.consultas import bandeja as consulta
from proyecciones.consultas.bandeja import Urgencia
from web import personas
from web.actual import almacen, cuenta, cuenta_o_nadie, hoy, instancia, presente
from web.almacen import tomados, vistas
from web.almacen.cuentas import Cuenta
from web.avisos import Aviso
from web.bandeja import filtros
from web.bandeja.filtros import Puestos, puestos, titulo_de_tipo
from web.bandeja.lista import (
    POR_PAGINA,
    con_elegida,
    cuentas_con,
    grupos,
    llave_de,
    manana,
    mis_cuentas,
    quien_soy,
    renglon,
)
from web.bandeja.lista import presente as presente_de_la_lista
from web.bandeja.panel import Panel, panel
from web.campos import Linea
from web.cuentas import SEDES
from web.formularios import Campos, leer
from web.htmx import htmx
from web.ligeros import nombres_de_cuentas
from web.navegacion import Entrada
from web.permisos import permiso, publico
from web.plantillas import direccion_con
from web.plazos import calendario, cuando
from web.reloj import ahora
from web.respuestas import destino_seguro, fragmento, pagina, volver

__all__ = ["bp", "calendario", "cuando", "quien_soy"]

bp = Blueprint("pendientes", __name__, url_prefix="/pendientes")
LARGO_DE_NOMBRE = 60


def _cuantos(quien: Cuenta) -> int | None:
    return sum(c.n for c in mis_cuentas() if c.urgencia is not Urgencia.DESPUES) or None


ENTRADA = Entrada("Mis pendientes", "pendientes.ver", 10, _cuantos)


@bp.get("/")
@permiso()
def ver() -> Response:
    """The list; `sel` are the rows whose pane is wanted: the first that is there wins; `equipo` is all the office's."""
    en = presente()
    instancia().proyector.ponerse_al_dia(vueltas=1)
    puesto = puestos()
    de = quien_soy(equipo=puesto.equipo)
    numero = max(request.args.get("p", 1, type=int), 1)
    cuentas, todas = cuentas_con(de, puesto.filtro)
    hechos = grupos(de, puesto, cuentas, numero)
    filas = [f for grupo in hechos for f in grupo.filas]
    elegida = _elegida(filas)
    base = puesto.url(p=numero if numero > 1 else None)
    conocidas = personas.personas(f.persona_id for f in filas)
    nombres = nombres_de_cuentas() if presente_de_la_lista().tomados else {}
    suyo = _panel(filas, elegida, base, conocidas, nombres)
    if htmx.parcial and htmx.blanco == "panel":
        return fragmento("pendientes/_panel.html", panel=suyo)
    return pagina(
        "pendientes/ver.html",
        grupos=[(g, [renglon(f, base, conocidas, nombres) for f in g.filas]) for g in hechos],
        elegida=llave_de(elegida) if elegida else "",
        panel=suyo,
        puesto=puesto,
        vistas=_vistas(puesto),
        tipos=consulta.por_tipo(todas),
        llamadas=_llamadas(puesto),
        titulo_de_tipo=titulo_de_tipo,
        etapas=filtros.etapas(),
        sedes=[] if cuenta().sede else list(SEDES.items()),
        puede_ver_equipo=cuenta().rol in {RESPONSABLE, COORDINADOR},
        pagina=numero,
        paginas=-(-sum(g.n for g in hechos) // POR_PAGINA) if puesto.filtro.urgencia else 1,
        manana=0 if filas else manana(de),
        url_pagina=lambda n: puesto.url(p=n if n > 1 else None),
        url_novedades=url_for(
            "pendientes.novedades", desde=en.isoformat(), sel=llave_de(elegida) if elegida else None
        ),
    )


def _elegida(filas: list[Any]) -> Any | None:
    """The row whose pane is open: the first wanted one that is on the page, else the most urgent."""
    if pedidas := request.args.getlist("sel"):
        por_llave = {llave_de(f): f for f in filas}
        if hallada := next((por_llave[sel] for sel in pedidas if sel in por_llave), None):
            return hallada
    return filas[0] if filas else None


def _panel(filas: list[Any], elegida: Any, base: str, conocidas: Any, nombres: Any) -> Panel | None:
    if elegida is None:
        return None
    lugar = filas.index(elegida)
    otras = [f for f in (*filas[lugar + 1 :], *reversed(filas[:lugar])) if f.caso_id != elegida.caso_id]
    return panel(elegida, base, [llave_de(f) for f in otras[:3]], conocidas, nombres)


def _llamadas(puesto: Puestos) -> str:
    """Where the call run begins, for who has calls to make and is not in it."""
    en_ronda = puesto.filtro.accion is not None
    return (
        "" if en_ronda or cuenta().rol != RESPONSABLE else url_for("pendientes.ver", hacer=filtros.LLAMADAS)
    )


def _vistas(puesto: Puestos) -> list[tuple[str, str, bool]]:
    return [
        (
            v.nombre,
            direccion_con("pendientes.ver", v.parametros),
            filtros.misma_vista(v.parametros, puesto.parametros),
        )
        for v in puesto.guardadas
    ]


@bp.get("/novedades")
@publico
def novedades() -> Response:
    """How many rows came since the list was opened: asked by the list itself, so it never asks for the password."""
    quien = cuenta_o_nadie()
    desde = _instante(request.args.get("desde", ""))
    if quien is None or desde is None or quien.debe_cambiar:
        return Response(status=204)
    abierta = instancia()
    abierta.proyector.ponerse_al_dia(vueltas=1)
    with abierta.almacen.leer() as conexion:
        n = consulta.nuevas(conexion, quien_soy(), presente_de_la_lista().k, desde, dia_local(desde))
    if not n:
        return Response(status=204)
    return fragmento("pendientes/_novedades.html", n=n, url=_donde_estaba())


def _donde_estaba() -> str:
    """The list as it is on screen, with the row that is being worked on still open."""
    partes = urlsplit(htmx.current_url or "")
    aqui = destino_seguro(f"{partes.path}?{partes.query}".rstrip("?")) or url_for("pendientes.ver")
    sel = request.args.get("sel", "")[:300]
    return aqui if "sel=" in aqui or not sel else con_elegida(aqui, sel)


def _instante(texto: str) -> datetime | None:
    try:
        leido = datetime.fromisoformat(texto)
    except ValueError:
        return None
    return leido if leido.tzinfo else None


class Fila(Campos):
    """A row of the role's queue."""

    caso: UUID
    tipo: Linea
    clave: Linea


@bp.post("/tomar")
@permiso(*CON_BANDEJA)
def tomar() -> Response:
    """Take a row of the role's queue for today, also from a colleague; it can be given back."""
    return _con_la_fila(toma=True)


@bp.post("/soltar")
@permiso(*CON_BANDEJA)
def soltar() -> Response:
    """Give a row back to the queue."""
    return _con_la_fila(toma=False)


def _con_la_fila(*, toma: bool) -> Response:
    form = leer(Fila)
    regreso = destino_seguro(request.args.get("de")) or url_for("pendientes.ver")
    aviso = Aviso("Ese pendiente ya no está en la lista.", tono="cuidado")
    with form.intentar():
        d = form.datos
        with instancia().almacen.leer() as conexion:
            fila = consulta.una(conexion, d.caso, d.tipo, d.clave)
        yo = cuenta()
        if fila is not None and fila.usuario is None and fila.rol == yo.rol and yo.sede in ("", fila.sede):
            llave = (d.caso, d.tipo, d.clave)
            if toma:
                tomados.tomar(almacen(), llave, yo.usuario, hoy(), ahora())
                aviso = Aviso(
                    "Es suyo por hoy.",
                    "Sus compañeros ven que usted lo tiene. Mañana vuelve a la lista de todos.",
                )
            else:
                tomados.soltar(almacen(), llave, yo.usuario)
                aviso = Aviso("Está otra vez en la lista de todos.")
    return volver(regreso, aviso=aviso)


class Vista(Campos):
    """The name of a view and whether it goes away."""

    nombre: Linea


@bp.post("/vistas")
@permiso()
def guardar_vista() -> Response:
    """Keep the filters in force under a name."""
    form, puesto = leer(Vista), puestos()
    parametros = {n: v for n, v in puesto.parametros.items() if n in filtros.SE_GUARDAN}
    aviso = Aviso("No se guardó la vista.", "Escriba un nombre de hasta 60 letras.", tono="cuidado")
    with form.intentar():
        nombre = form.datos.nombre
        if len(nombre) <= LARGO_DE_NOMBRE:
            vistas.guardar(almacen(), cuenta().usuario, filtros.PANTALLA, nombre, parametros, ahora())
            aviso = Aviso(f"Vista «{nombre}» guardada.")
    return volver(puesto.url(), aviso=aviso)


@bp.post("/vistas/quitar")
@permiso()
def quitar_vista() -> Response:
    """Forget a view; the filters in force stay."""
    form, puesto = leer(Vista), puestos()
    with form.intentar():
        vistas.borrar(almacen(), cuenta().usuario, filtros.PANTALLA, form.datos.nombre)
    return volver(puesto.url(), aviso="Vista quitada.")
