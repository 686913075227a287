"""What every template has at hand: filters, the macros of `componentes/` as `c`, and a few functions."""

from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from flask import Flask, url_for

from web import avisos, formato, navegacion
from web.actual import ajustes, cuenta_o_nadie, hoy, presente
from web.cuentas import SEDES
from web.escaneos.recibido import leer_sellado
from web.pantallas.ayuda import ayuda_de_aqui, ayuda_de_palabra
from web.pantallas.marca import direccion_de_los_colores
from web.permisos import puede_abrir
from web.recursos import integridad, recurso

COMPONENTES = ("botones", "listas", "paneles", "datos", "historia", "tablas", "formularios")
NOMBRES_DE_ROL = {
    "responsable": "Responsable",
    "coordinador": "Coordinación",
    "contabilidad": "Contabilidad",
    "archivo": "Archivo",
    "judicial": "Judicial",
    "sistemas": "Sistemas",
    "auditor": "Auditoría",
    "transparencia": "Transparencia",
    "administrador": "Administración",
}


def registrar(app: Flask) -> None:
    """Fill the Jinja environment. Undefined names fail, so that a template cannot silently show nothing."""
    entorno = app.jinja_env
    entorno.trim_blocks = entorno.lstrip_blocks = True
    for filtro in formato.FILTROS:
        entorno.filters[filtro.__name__] = filtro
    entorno.globals.update(
        c=_Componentes(app),
        ajustes=ajustes,
        aviso_pendiente=avisos.recoger,
        ayuda_de_aqui=ayuda_de_aqui,
        ayuda_de_palabra=ayuda_de_palabra,
        botones=navegacion.botones,
        colores=direccion_de_los_colores,
        cuenta=cuenta_o_nadie,
        esta_en=navegacion.esta_en,
        existe=lambda endpoint: endpoint in app.view_functions,
        hoy=hoy,
        identificador=lambda: str(uuid4()),
        integridad=integridad,
        menu=navegacion.menu,
        nombre_de_rol=NOMBRES_DE_ROL.get,
        nombre_de_sede=SEDES.get,
        presente=presente,
        puede_abrir=puede_abrir,
        recibido=leer_sellado,
        recurso=recurso,
    )


class _Componentes:
    """`c.renglon(…)`: every macro of every file in COMPONENTES, compiled when first used."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._macros = cache(self._cargar)

    def _cargar(self) -> SimpleNamespace:
        todos: dict[str, Any] = {}
        for nombre in COMPONENTES:
            modulo = self._app.jinja_env.get_template(f"componentes/{nombre}.html").module
            macros = {clave: valor for clave, valor in vars(modulo).items() if not clave.startswith("_")}
            if repetidos := todos.keys() & macros.keys():
                raise NameError(f"macro defined twice: {sorted(repetidos)}")
            todos.update(macros)
        return SimpleNamespace(**todos)

    def __getattr__(self, nombre: str) -> Any:
        return getattr(self._macros(), nombre)


def direccion_con(endpoint: str, parametros: dict[str, Any], **cambios: Any) -> str:
    """The address of a route with these query parameters changed; None takes one away."""
    return url_for(endpoint, **{clave: valor for clave, valor in {**parametros, **cambios}.items() if valor})
