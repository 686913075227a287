"""Every route says who may open it, and it is kept."""

import pytest
from flask import Blueprint

from casos.decision import ROLES
from tests.web.conftest import Visitante
from web.app import crear_app
from web.permisos import RutaSinPermiso, permiso, permiso_de, publico, revisar_rutas

PUBLICAS = {
    "static",
    "acceso.entrar",
    "acceso.comprobar",
    "acceso.codigo",
    "acceso.comprobar_codigo",
    "marca.colores",
    "marca.icono",
    "marca.logo",
    "pendientes.novedades",
    "salud.ver",
    "suscripcion.archivo",  # whoever has the secret of its address
}


def test_toda_ruta_declara_su_permiso_y_pocas_son_publicas(ajustes):
    app = crear_app(ajustes)  # with every screen there is
    declaradas = {regla.endpoint: permiso_de(app, regla.endpoint) for regla in app.url_map.iter_rules()}
    assert None not in declaradas.values()
    assert {endpoint for endpoint, cual in declaradas.items() if cual.publico} == PUBLICAS


def test_una_ruta_descuidada_no_deja_arrancar(app):
    suelta = Blueprint("suelta", __name__)
    suelta.get("/suelta")(lambda: "")
    app.register_blueprint(suelta, name="descuidada")
    with pytest.raises(RutaSinPermiso, match=r"descuidada\."):
        revisar_rutas(app)


def test_un_rol_que_no_existe_no_se_puede_declarar():
    with pytest.raises(ValueError, match="mediador"):
        permiso("mediador")


def test_marcar_no_cambia_la_funcion():
    def vista() -> str:
        return "x"

    assert permiso("auditor")(vista) is vista
    assert publico(vista) is vista


def _rutas(app):
    """One concrete address per rule and method that asks for nothing else than a session."""
    direcciones = app.url_map.bind("localhost")
    for regla in app.url_map.iter_rules():
        if regla.endpoint not in PUBLICAS:
            valores = dict.fromkeys(regla.arguments, "00000000-0000-4000-8000-000000000000")
            for metodo in regla.methods - {"OPTIONS", "HEAD"}:
                yield regla.endpoint, direcciones.build(regla.endpoint, valores, metodo), metodo


def test_sin_sesion_nada_se_abre(app):
    for endpoint, url, metodo in _rutas(app):
        respuesta = app.test_client().open(url, method=metodo)
        if metodo == "GET":
            assert respuesta.status_code == 303, endpoint
            assert respuesta.location.startswith("/entrar"), endpoint
        else:
            assert respuesta.status_code == 401, endpoint


@pytest.mark.parametrize("rol", ROLES)
def test_a_quien_no_le_toca_se_le_niega(app, rol):
    visitante = Visitante(app)
    visitante.entrar(rol)
    for endpoint, url, metodo in list(_rutas(app)):
        if rol not in permiso_de(app, endpoint).roles:
            respuesta = visitante.cliente.open(url, method=metodo)
            assert respuesta.status_code == 403, endpoint
            assert "no tiene acceso" in respuesta.text


def test_el_menu_muestra_solo_lo_que_se_puede_abrir(app):
    cerrada = Blueprint("cerrada", __name__)
    cerrada.get("/cerrada")(permiso("auditor")(lambda: ""))
    app.register_blueprint(cerrada)
    from web.navegacion import EXTENSION, Entrada

    app.extensions[EXTENSION][Entrada].append(Entrada("Solo auditoría", "cerrada.<lambda>", 9))
    for rol, se_ve in (("auditor", True), ("archivo", False)):
        visitante = Visitante(app)
        visitante.entrar(rol)
        assert ("Solo auditoría" in visitante.ver("/cuenta/").text) is se_ve
