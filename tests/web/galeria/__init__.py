"""Screens for tests only: every component with content as ugly as it comes, and a form."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal

from flask import Blueprint, Flask, request
from pydantic import Field

from casos.decision import Desfase, Rechazo
from casos.tiempo import ZONA
from web.avisos import Aviso, Deshacer
from web.campos import Fecha, Hora, Importe, Linea, Parrafo
from web.formularios import Campos, Formulario, leer
from web.navegacion import EXTENSION, Boton, Entrada
from web.permisos import permiso
from web.respuestas import fragmento, pagina, volver

INSTANTES = ((11, 3, 10, 38), (10, 30, 13, 2), (10, 30, 9, 15), (10, 28, 14, 5))

bp = Blueprint("galeria", __name__, url_prefix="/galeria", template_folder="templates")
buscar = Blueprint("buscar", __name__, template_folder="templates")


class Pago(Campos):
    """A form with one field of each kind."""

    importe: Importe
    fecha: Fecha
    hora: Hora | None = None
    banco: Linea = ""
    nota: Parrafo = ""
    canal: Literal["spei", "oxxo", "caja"]
    motivos: tuple[str, ...] = ()
    aviso: bool = False
    parcialidad: Annotated[int, Field(ge=1, le=60)] = 1


@bp.get("/pendientes")
@permiso()
def pendientes():
    return pagina("galeria/pendientes.html", elegido=request.args.get("elegido", "0"))


@bp.get("/caso")
@permiso()
def caso():
    instantes = [datetime(2026, *partes, tzinfo=ZONA) for partes in INSTANTES]
    return pagina("galeria/caso.html", instantes=instantes)


@bp.get("/supervision")
@permiso()
def supervision():
    return pagina("galeria/supervision.html")


@bp.get("/simulador")
@permiso()
def simulador():
    return pagina("galeria/simulador.html", form=Formulario(Pago, {"importe": Decimal("1200")}))


@bp.get("/vacia")
@permiso()
def vacia():
    return pagina("galeria/vacia.html", direccion_de_pagina=lambda n: f"/galeria/vacia?pagina={n}")


@bp.get("/pago")
@permiso()
def pago():
    return pagina(
        "galeria/pago.html", form=Formulario(Pago, visto=7, borrador="galeria:pago"), htmx_=_con_htmx()
    )


@bp.post("/pago")
@permiso("responsable", "contabilidad")
def guardar_pago():
    form = leer(Pago)
    with form.intentar():
        if form.datos.importe > 1000:
            raise Rechazo("El importe pasa del saldo; deje la diferencia como saldo a favor.")
        if form.visto != 7:
            raise Desfase(0, 7, None, None)
        deshacer = Deshacer("/galeria/deshacer", {"visto": 8})
        sigue = f"{form.datos.importe} el {form.datos.fecha:%d/%m/%Y} por {form.datos.canal}."
        return volver("galeria.pendientes", aviso=Aviso("Pago registrado.", sigue, deshacer))
    return pagina("galeria/pago.html", 422, form=form, htmx_=_con_htmx())


def _con_htmx() -> bool:
    return "htmx" in request.args


@bp.post("/deshacer")
@permiso()
def deshacer():
    return volver("galeria.pendientes", aviso="Pago deshecho.")


@bp.get("/panel")
@permiso()
def panel():
    return fragmento("galeria/_panel.html")


@bp.get("/falla")
@permiso()
def falla():
    raise RuntimeError("secreto interno /ruta/de/adentro")


@buscar.get("/buscar")
@permiso()
def ver():
    return fragmento("galeria/_sugerencias.html", q=request.args.get("q", ""))


def montar(app: Flask) -> Flask:
    """Add these screens to an application, before its first request."""
    app.register_blueprint(bp)
    app.register_blueprint(buscar)
    app.extensions[EXTENSION][Entrada].extend(
        [
            Entrada(
                "Mis pendientes", "galeria.pendientes", 1, lambda cuenta: 17, partes=("galeria.pendientes",)
            ),
            Entrada("Agenda", "galeria.vacia", 2, lambda cuenta: "6 hoy", partes=("galeria.vacia",)),
            Entrada("Expedientes", "galeria.caso", 3, partes=("galeria.caso", "galeria.simulador")),
            Entrada("Recados", "galeria.pago", 4, lambda cuenta: 2, partes=("galeria.pago",)),
            Entrada("Reportes", "galeria.supervision", 5, partes=("galeria.supervision",)),
        ]
    )
    app.extensions[EXTENSION][Boton].append(Boton("Registrar atención", "galeria.pago"))
    return app
