"""Second factor of one's own account: switch it on with a QR code, off with the password."""

from typing import ClassVar

from flask import Blueprint, Response, redirect, session, url_for
from pydantic import Field
from werkzeug.wrappers import Response as Respuesta

from web import entrada, segundo_factor
from web.actual import ajustes, almacen, cuenta, servicio
from web.campos import Clave
from web.dibujo_qr import dibujar
from web.entrada import Espere
from web.formularios import Campos, Formulario, leer
from web.permisos import permiso
from web.reloj import ahora
from web.respuestas import pagina, volver

bp = Blueprint("codigo", __name__, url_prefix="/cuenta/segundo-factor")

_NUEVO = "secreto_nuevo"


class Activar(Campos):
    """The first code, which proves that the phone has the secret."""

    con_borrador: ClassVar[bool] = False
    codigo: str = Field(max_length=40)


class Quitar(Campos):
    """The password, so that nobody switches it off at an unwatched desk."""

    con_borrador: ClassVar[bool] = False
    clave: Clave


@bp.get("/")
@permiso()
def ver() -> Respuesta:
    """The QR code of a new secret, or the way to switch it off."""
    if cuenta().con_segundo_factor:
        return pagina("cuenta/segundo_factor_quitar.html", form=Formulario(Quitar))
    return _pagina_de_activar(Formulario(Activar), 200)


def _pagina_de_activar(form: Formulario[Activar], estado: int) -> Response:
    secreto = session.setdefault(_NUEVO, segundo_factor.nuevo_secreto())
    direccion = segundo_factor.direccion_otpauth(secreto, cuenta().usuario, ajustes().nombre_sistema)
    return pagina("cuenta/segundo_factor.html", estado, form=form, qr=dibujar(direccion), secreto=secreto)


@bp.post("/activar")
@permiso()
def activar() -> Respuesta:
    """Switch it on if the first code is right, and show the recovery codes this once."""
    secreto = session.get(_NUEVO)
    if cuenta().con_segundo_factor or not secreto:
        return redirect(url_for("codigo.ver"), 303)
    form = leer(Activar)
    with form.intentar():
        paso = segundo_factor.paso_del_codigo(secreto, form.datos.codigo, ahora())
        if paso is not None:
            codigos = segundo_factor.activar(almacen(), servicio().llave, cuenta().usuario, secreto, paso)
            session.pop(_NUEVO)
            entrada.anotar_entrada("segundo factor activado", cuenta())
            return pagina("cuenta/codigos.html", codigos=codigos)
        form.rechazar("El código no es correcto. Revise que la hora del teléfono sea automática.", "codigo")
    form.valores.clear()
    return _pagina_de_activar(form, 422)


@bp.post("/quitar")
@permiso()
def quitar() -> Respuesta:
    """Switch it off with the password."""
    form = leer(Quitar)
    with form.intentar():
        try:
            if entrada.confirma_clave(cuenta(), form.datos.clave):
                segundo_factor.quitar(almacen(), cuenta().usuario)
                entrada.anotar_entrada("segundo factor quitado", cuenta())
                return volver("cuenta.ver", aviso="Segundo factor desactivado.")
            form.rechazar("No es su contraseña.", "clave")
        except Espere as espere:
            form.rechazar(f"{espere} Espere {espere.en_palabras} y vuelva a intentarlo.")
    form.valores.clear()
    return pagina("cuenta/segundo_factor_quitar.html", 422, form=form)
