"""The application: `crear_app` puts settings, service data, screens and their protection together."""

import pkgutil
from datetime import timedelta
from importlib import import_module
from io import BytesIO
from types import ModuleType
from typing import Any

from flask import Blueprint, Flask, Request, Response, current_app, redirect, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from web import encabezados, errores, navegacion, pantallas, permisos, plantillas, sesiones
from web.actual import EXTENSION, Servicio, cuenta_o_nadie
from web.ajustes import Ajustes, leer_ajustes, leer_clave
from web.almacen import abrir
from web.htmx import htmx
from web.instancia import Abierta, Ensayo
from web.navegacion import Boton, Entrada

MEGA = 2**20
CON_ESCANEOS = frozenset({"escaneados.subir", "accion.tomar"})
ENVIOS_CON_ESCANEOS = 4
"""How many times the largest file a request with scans may weigh, all of it in memory."""


class Peticion(Request):
    """Flask's, but what is uploaded stays in memory: a scan lies on the disk encrypted, or not at all."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> BytesIO:
        return BytesIO()


class Aplicacion(Flask):
    """Flask, but a failure is logged once: by `errores`, under the reference that its page shows."""

    request_class = Peticion

    def log_exception(self, exc_info: Any) -> None:
        """Nothing here."""


def crear_app(ajustes: Ajustes | None = None) -> Flask:
    """The WSGI application of one installation. Raises AjustesInvalidos, or RutaSinPermiso."""
    ajustes = ajustes or leer_ajustes()
    app = Aplicacion("web", static_url_path="/static")
    llave = leer_clave(ajustes.archivo_clave_sesiones)
    app.extensions[EXTENSION] = Servicio(
        ajustes, abrir(ajustes), llave, Ensayo(ajustes.instancia).ahora, Abierta(ajustes)
    )
    _configurar(app, ajustes, llave)
    plantillas.registrar(app)
    htmx.init_app(app)
    app.before_request(sesiones.cargar)
    app.before_request(permisos.exigir)
    app.before_request(_admitir_escaneos)
    CSRFProtect(app)  # after the session is judged: who is no longer inside is told so, not "bad form"
    app.before_request(_cambiar_clave_primero)
    encabezados.registrar(app)
    errores.registrar(app)
    _registrar_pantallas(app)
    permisos.abrir_a_todos(app, "static")
    permisos.revisar_rutas(app)
    if ajustes.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, ajustes.proxies, ajustes.proxies, ajustes.proxies)  # type: ignore[method-assign]
    return app


def _configurar(app: Flask, ajustes: Ajustes, llave: bytes) -> None:
    app.config.update(
        SECRET_KEY=llave,
        SESSION_COOKIE_NAME="__Host-mediacion" if ajustes.https else "mediacion",
        SESSION_COOKIE_SECURE=ajustes.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=ajustes.horas_de_sesion),
        PREFERRED_URL_SCHEME="https" if ajustes.https else "http",
        TRUSTED_HOSTS=list(ajustes.nombres_servidor) or None,
        MAX_CONTENT_LENGTH=ajustes.megas_por_envio * MEGA,
        MAX_FORM_MEMORY_SIZE=MEGA,
        MAX_FORM_PARTS=2000,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        WTF_CSRF_HEADERS=["X-CSRFToken"],
    )


def _modulos() -> list[ModuleType]:
    nombres = sorted(modulo.name for modulo in pkgutil.walk_packages(pantallas.__path__, "web.pantallas."))
    return [import_module(nombre) for nombre in nombres]


def _registrar_pantallas(app: Flask) -> None:
    """Every module of `web.pantallas` that has a `bp`, and the menu entries and buttons that it declares."""
    declarado: dict[type, list[Any]] = {Entrada: [], Boton: []}
    for modulo in _modulos():
        bp = vars(modulo).get("bp")
        if isinstance(bp, Blueprint):
            app.register_blueprint(bp)
        for nombre in ("ENTRADA", "BOTON"):
            if (valor := vars(modulo).get(nombre)) is not None:
                declarado[type(valor)].append(valor)
    declarado[Entrada].sort(key=lambda entrada: entrada.orden)
    app.extensions[navegacion.EXTENSION] = declarado


def _admitir_escaneos() -> None:
    """Several files may come at once; each has its own limit, which says in the form what to do."""
    if request.endpoint in CON_ESCANEOS:
        request.max_content_length = ENVIOS_CON_ESCANEOS * (current_app.config["MAX_CONTENT_LENGTH"] or 0)


def _cambiar_clave_primero() -> Any:
    """Who has a temporary password sees nothing until it is replaced."""
    quien = cuenta_o_nadie()
    libres = {"cuenta.clave", "cuenta.guardar_clave", "acceso.salir", "static", "marca.colores", "marca.logo"}
    if quien is None or not quien.debe_cambiar or request.endpoint in libres:
        return None
    respuesta: Any = redirect(url_for("cuenta.clave"), 303)
    if htmx:
        respuesta = Response(headers={"HX-Redirect": url_for("cuenta.clave")})
    return respuesta
