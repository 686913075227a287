"""My account: password, open sessions, shortcuts."""

from typing import ClassVar

from flask import Blueprint, Response, abort, request
from werkzeug.wrappers import Response as Respuesta

from web import cuentas, entrada, sesiones
from web.actual import almacen, cuenta
from web.almacen import cuentas as filas
from web.almacen import sesiones as filas_de_sesiones
from web.campos import Clave
from web.claves import ClaveDebil
from web.entrada import Espere
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.respuestas import pagina, volver

bp = Blueprint("cuenta", __name__, url_prefix="/cuenta")


class CambioDeClave(Campos):
    """The old password and twice the new one."""

    con_borrador: ClassVar[bool] = False
    actual: Clave
    nueva: Clave
    repetida: Clave


@bp.get("/")
@permiso()
def ver() -> Response:
    """Everything that people can change about their own account."""
    return pagina(
        "cuenta/ver.html",
        abiertas=filas_de_sesiones.listar(almacen(), cuenta().usuario),
        esta=sesiones.huella_actual(),
        codigos=filas.codigos_restantes(almacen(), cuenta().usuario),
    )


@bp.get("/clave")
@permiso()
def clave() -> Response:
    """Change the password."""
    return pagina("cuenta/clave.html", form=Formulario(CambioDeClave))


@bp.post("/clave")
@permiso()
def guardar_clave() -> Respuesta:
    """Change it, end every session of the account and open a new one here."""
    form = leer(CambioDeClave)
    with form.intentar():
        datos, quien = form.datos, cuenta()
        _revisar_cambio(form)
        if not form.errores:
            cuentas.cambiar_clave(almacen(), quien, datos.nueva)
            sesiones.abrir(quien.usuario)
            entrada.anotar_entrada("cambio de contraseña", quien)
            return volver("inicio.ir", aviso="Contraseña cambiada. Se cerraron sus demás sesiones.")
    form.valores.clear()
    return pagina("cuenta/clave.html", 422, form=form)


def _revisar_cambio(form: Formulario[CambioDeClave]) -> None:
    datos, quien = form.datos, cuenta()
    try:
        if not entrada.confirma_clave(quien, datos.actual):
            form.rechazar("No es su contraseña actual.", "actual")
    except Espere as espere:
        form.rechazar(f"{espere} Espere {espere.en_palabras} y vuelva a intentarlo.")
    if datos.nueva != datos.repetida:
        form.rechazar("No es igual a la nueva; escríbala otra vez.", "repetida")
    if datos.nueva == datos.actual:
        form.rechazar("Debe ser distinta de la actual.", "nueva")
    try:
        cuentas.revisar_clave(quien, datos.nueva)
    except ClaveDebil as debil:
        form.rechazar(str(debil), "nueva")


@bp.post("/atajos")
@permiso()
def atajos() -> Respuesta:
    """Turn the one-key shortcuts on or off (WCAG 2.1.4)."""
    encendidos = request.form.get("atajos") == "si"
    filas.cambiar(almacen(), cuenta().usuario, atajos=encendidos)
    return volver("cuenta.ver", aviso=f"Teclas rápidas {'encendidas' if encendidos else 'apagadas'}.")


@bp.post("/sesiones/cerrar")
@permiso()
def cerrar_sesion() -> Respuesta:
    """End one of one's own sessions, or all but this one."""
    huella = request.form.get("huella", "")
    if huella == "otras":
        cerradas = filas_de_sesiones.cerrar_otras(almacen(), sesiones.huella_actual() or "", cuenta().usuario)
        return volver("cuenta.ver", aviso=f"Sesiones cerradas: {cerradas}.")
    if not filas_de_sesiones.cerrar(almacen(), huella, cuenta().usuario):
        abort(404)
    return volver("cuenta.ver", aviso="Sesión cerrada.")
