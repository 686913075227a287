"""Entering and leaving: password, second factor, and the dialog that lets someone in again over a page."""

import json
from datetime import timedelta

from flask import Blueprint, Response, g, make_response, redirect, request, session, url_for
from flask_wtf.csrf import generate_csrf
from pydantic import Field
from werkzeug.wrappers import Response as Respuesta

from web import entrada, sesiones
from web.actual import almacen, cuenta, cuenta_o_nadie
from web.almacen import cuentas as filas
from web.almacen.cuentas import Cuenta
from web.campos import Clave
from web.entrada import Espere
from web.formularios import Campos, Formulario, leer
from web.htmx import htmx
from web.permisos import permiso, publico
from web.reloj import ahora
from web.respuestas import destino_seguro, pagina

bp = Blueprint("acceso", __name__)

NO_COINCIDE = "El usuario o la contraseña no son correctos."
CODIGO_MALO = "El código no es correcto o ya se usó; espere el siguiente."
PLAZO_DEL_CODIGO = timedelta(minutes=5)
_PENDIENTE = "por_confirmar"


class Entrar(Campos):
    """User and password. `siguiente` is where the person was going."""

    usuario: str = Field(max_length=200)
    clave: Clave
    siguiente: str = ""


class Codigo(Campos):
    """The second factor."""

    codigo: str = Field(max_length=40)
    siguiente: str = ""


def pagina_de_entrada(siguiente: str | None, estado: int = 200) -> Response:
    """The login page; it tells a person whose session has just ended that it did."""
    form = Formulario(Entrar, {"siguiente": destino_seguro(siguiente) or ""})
    return pagina("acceso/entrar.html", estado, form=form, termino=g.vencida is not None)


def dialogo_de_entrada() -> Response:
    """The login form for the dialog over the page whose request found nobody."""
    return _en_dialogo(pagina("acceso/dialogo.html", 401, form=Formulario(Entrar, prefijo="d")))


def _en_dialogo(respuesta: Response) -> Response:
    respuesta.headers["HX-Retarget"] = "#dialogo"
    respuesta.headers["HX-Reswap"] = "innerHTML"
    return respuesta


@bp.get("/entrar")
@publico
def entrar() -> Respuesta:
    """The login page."""
    siguiente = destino_seguro(request.args.get("siguiente"))
    if cuenta_o_nadie() is not None:
        return redirect(siguiente or url_for("inicio.ir"), 303)
    return pagina_de_entrada(siguiente)


@bp.post("/entrar")
@publico
def comprobar() -> Respuesta:
    """Let in, ask for the second factor, or say that it does not match (never what does not)."""
    form = leer(Entrar, prefijo="d" if htmx else "f")
    with form.intentar():
        try:
            quien = entrada.entrar(form.datos.usuario, form.datos.clave)
        except Espere as espere:
            return _espere("acceso/entrar.html", "acceso/dialogo.html", form, espere)
        if quien is not None:
            return _pedir_codigo(quien, form) if quien.con_segundo_factor else _dentro(quien, form)
        form.rechazar(NO_COINCIDE)
    form.valores["clave"] = ""
    return _otra_vez("acceso/entrar.html", "acceso/dialogo.html", form)


@bp.get("/entrar/codigo")
@publico
def codigo() -> Respuesta:
    """Ask for the second factor."""
    if _por_confirmar() is None:
        return redirect(url_for("acceso.entrar"), 303)
    siguiente = destino_seguro(request.args.get("siguiente")) or ""
    return pagina("acceso/codigo.html", form=Formulario(Codigo, {"siguiente": siguiente}))


@bp.post("/entrar/codigo")
@publico
def comprobar_codigo() -> Respuesta:
    """Let in if the code is right."""
    quien = _por_confirmar()
    if quien is None:
        return dialogo_de_entrada() if htmx else redirect(url_for("acceso.entrar"), 303)
    form = leer(Codigo, prefijo="d" if htmx else "f")
    with form.intentar():
        try:
            if entrada.confirma_codigo(quien, form.datos.codigo):
                return _dentro(quien, form)
        except Espere as espere:
            return _espere("acceso/codigo.html", "acceso/dialogo_codigo.html", form, espere)
        form.rechazar(CODIGO_MALO, "codigo")
    form.valores["codigo"] = ""
    return _otra_vez("acceso/codigo.html", "acceso/dialogo_codigo.html", form)


@bp.post("/salir")
@permiso()
def salir() -> Response:
    """End the session and let the browser forget what it kept of us."""
    entrada.anotar_entrada("salida", cuenta())
    sesiones.cerrar()
    respuesta = make_response(redirect(url_for("acceso.entrar"), 303))
    respuesta.headers["Clear-Site-Data"] = '"cache", "storage"'
    return respuesta


def _por_confirmar() -> Cuenta | None:
    """Whose password was right a moment ago and who still owes the code."""
    usuario, hasta = session.get(_PENDIENTE, ("", 0))
    return filas.buscar(almacen(), usuario) if usuario and ahora().timestamp() < hasta else None


def _pedir_codigo(quien: Cuenta, enviado: Formulario[Entrar]) -> Respuesta:
    sesiones.olvidar_navegador()
    session[_PENDIENTE] = (quien.usuario, int((ahora() + PLAZO_DEL_CODIGO).timestamp()))
    if htmx:
        form = Formulario(Codigo, prefijo="d")
        dialogo = _en_dialogo(pagina("acceso/dialogo_codigo.html", 401, form=form))
        return _con_clave_de_formularios(dialogo, "sigue", quien.usuario)
    return redirect(url_for("acceso.codigo", siguiente=destino_seguro(enviado.datos.siguiente)), 303)


def _dentro(quien: Cuenta, form: Formulario[Entrar] | Formulario[Codigo]) -> Respuesta:
    sesiones.abrir(quien.usuario)
    entrada.anotar_entrada("entrada", quien)
    if htmx:
        return _con_clave_de_formularios(Response(status=204), "entro", quien.usuario)
    return redirect(destino_seguro(form.datos.siguiente) or url_for("inicio.ir"), 303)


def _con_clave_de_formularios(respuesta: Response, que: str, usuario: str) -> Response:
    """Tell the page behind the dialog its new form token, who it is, and whether the person is in (app.js)."""
    respuesta.headers["HX-Trigger"] = json.dumps(
        {f"acceso:{que}": {"token": generate_csrf(), "usuario": usuario}}
    )
    return respuesta


def _otra_vez(plantilla: str, dialogo: str, form: Formulario[Entrar] | Formulario[Codigo]) -> Response:
    if htmx:
        return _en_dialogo(pagina(dialogo, 422, form=form))
    return pagina(plantilla, 422, form=form, termino=False)


def _espere(
    plantilla: str, dialogo: str, form: Formulario[Entrar] | Formulario[Codigo], espere: Espere
) -> Response:
    form.rechazar(f"{espere} Espere {espere.en_palabras} y vuelva a intentarlo.")
    respuesta = _otra_vez(plantilla, dialogo, form)
    respuesta.status_code = 429
    respuesta.headers["Retry-After"] = str(espere.segundos)
    return respuesta
