"""Pages for what goes wrong: what happened, and what to do now. Never a trace of how we are made."""

import logging
import secrets
from typing import NamedTuple

from flask import Flask, Response, g, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import (
    HTTPException,
    InternalServerError,
    RequestEntityTooLarge,
    SecurityError,
    ServiceUnavailable,
    TooManyRequests,
)

from casos.boveda.errores import BovedaNoDisponible
from casos.decision import Desfase, NoAutorizado, PedidoRepetido, Rechazo
from casos.registro.base import RegistroNoDisponible
from casos.registro.mapper import HechoIlegible
from web.almacen import AlmacenNoDisponible
from web.htmx import htmx
from web.respuestas import destino_seguro, pagina_de_origen

registro = logging.getLogger("mediacion.web")


class Texto(NamedTuple):
    """What an error page says."""

    titulo: str
    que_hacer: str


TEXTOS = {
    400: Texto(
        "No se pudo leer lo enviado",
        "El formulario llegó incompleto o esta página llevaba mucho tiempo abierta. "
        "Recárguela y vuelva a enviarlo; no se registró nada.",
    ),
    401: Texto("Entre para continuar", "Su sesión terminó o todavía no ha entrado."),
    403: Texto(
        "Su cuenta no tiene acceso a esta parte",
        "Si la necesita para su trabajo, pida a quien administra el sistema que revise su rol.",
    ),
    404: Texto(
        "No se encontró lo que busca",
        "Puede que la dirección esté mal escrita o que su cuenta no lo tenga asignado. "
        "Búsquelo por nombre, folio, crédito o teléfono.",
    ),
    405: Texto("Eso no se puede hacer desde aquí", "Regrese a la página anterior y use sus botones."),
    409: Texto(
        "Alguien más registró algo mientras tanto",
        "No se guardó nada. Recargue la página, revise lo nuevo y, si todavía procede, repita la acción.",
    ),
    413: Texto(
        "El archivo es demasiado grande",
        "Envíelo en partes, o vuelva a escanearlo en blanco y negro a 200 puntos por pulgada.",
    ),
    422: Texto("Eso no procede", "Revise los datos y vuelva a intentarlo; no se registró nada."),
    429: Texto(
        "Espere un momento",
        "Hubo demasiados intentos seguidos. No hace falta pedir ayuda: "
        "vuelva a intentarlo en el tiempo indicado.",
    ),
    500: Texto(
        "Algo falló de nuestro lado",
        "Lo que había registrado antes está a salvo. Vuelva a intentarlo; "
        "si se repite, avise a Sistemas con la referencia de abajo.",
    ),
    503: Texto(
        "El sistema no responde en este momento",
        "No se registró nada. Espere un minuto y vuelva a intentarlo; "
        "lo escrito sigue en su pantalla si regresa con el botón Atrás.",
    ),
}
EN_REVISION = Texto(
    "Este expediente está en revisión técnica",
    "No se pudo leer completo, así que se apartó para que los demás sigan. Nada de lo registrado se perdió. "
    "Avise a quien administra el sistema con la referencia de abajo; mientras, apunte lo que haga en él.",
)
SEGUNDOS_DE_ESPERA = 60


def registrar(app: Flask) -> None:
    """Answer every error with a page of ours."""
    app.register_error_handler(HTTPException, _de_http)
    app.register_error_handler(CSRFError, _de_http)
    for ocupado in (AlmacenNoDisponible, RegistroNoDisponible, BovedaNoDisponible):
        app.register_error_handler(ocupado, _sin_almacen)
    app.register_error_handler(HechoIlegible, _en_revision)
    app.register_error_handler(Rechazo, _rechazo)


def responder_error(
    estado: int, explicacion: str = "", *, titulado: Texto | None = None, referencia: str = ""
) -> Response:
    """The error as a page; asked by htmx for a part, as a bar above the content, which stays as it was."""
    texto = titulado or TEXTOS.get(estado, TEXTOS[500 if estado >= 500 else 400])
    plantilla = "errores/fragmento.html" if htmx.parcial else "errores/pagina.html"
    cuerpo = render_template(
        plantilla, estado=estado, texto=texto, explicacion=explicacion, referencia=referencia
    )
    respuesta = make_response(cuerpo, estado)
    if htmx.parcial:
        respuesta.headers["HX-Retarget"] = "#avisos"
        respuesta.headers["HX-Reswap"] = "innerHTML"
    return respuesta


def _de_http(error: HTTPException) -> Response:
    if isinstance(error, SecurityError):  # another host's name: no address of ours can be made for it
        return Response("Este servidor no se llama así.\n", 400, mimetype="text/plain")
    estado = error.code or 500
    if estado < 400:  # redirects and the like are answers, not errors
        return make_response(error.get_response())
    if estado == 401:
        return _sin_sesion()
    referencia = _anotar(error.original_exception) if isinstance(error, InternalServerError) else ""
    explicacion = ""
    if isinstance(error, RequestEntityTooLarge) and request.max_content_length:
        explicacion = f"Se aceptan envíos de hasta {request.max_content_length // 2**20} MB."
    respuesta = responder_error(estado, explicacion, referencia=referencia)
    espera = error.retry_after if isinstance(error, (TooManyRequests, ServiceUnavailable)) else None
    if espera:
        respuesta.headers["Retry-After"] = str(espera)
    if estado == 405 and (permitidos := getattr(error, "valid_methods", None)):
        respuesta.headers["Allow"] = ", ".join(sorted(permitidos))
    return respuesta


def _en_revision(ilegible: HechoIlegible) -> Response:
    return responder_error(500, titulado=EN_REVISION, referencia=_anotar(ilegible))


def _anotar(causa: BaseException | None) -> str:
    """Log the failure under a reference that the person can read to us."""
    referencia = secrets.token_hex(4).upper()
    registro.error(
        "falla %s en %s %s",
        referencia,
        request.method,
        request.url_rule.rule if request.url_rule else "?",
        exc_info=causa if causa is not None else False,
    )
    return referencia


def _sin_almacen(error: Exception) -> Response:
    registro.error("base de datos: %s", type(error).__name__, exc_info=error)
    respuesta = responder_error(503)
    respuesta.headers["Retry-After"] = str(SEGUNDOS_DE_ESPERA)
    return respuesta


def _rechazo(rechazo: Rechazo) -> Response:
    """A refusal that no screen caught. Screens with a form show it there (`Formulario.intentar`)."""
    if isinstance(rechazo, NoAutorizado):
        return responder_error(403, str(rechazo))
    estado = 409 if isinstance(rechazo, (Desfase, PedidoRepetido)) else 422
    return responder_error(estado, str(rechazo))


def _sin_sesion() -> Response:
    """To the login page; asked by htmx, a dialog that lets the person in and then sends the request again.

    A form that was sent finds the login page in its place (401), and what was in it is kept as a draft when we
    still know whose it was.
    """
    from web.pantallas.acceso import dialogo_de_entrada, pagina_de_entrada
    from web.pantallas.borradores import guardar_lo_enviado

    if htmx:
        return dialogo_de_entrada()
    if request.method in {"GET", "HEAD"}:
        iba = request.full_path.rstrip("?")
        siguiente = None if iba == url_for("inicio.ir") else destino_seguro(iba)
        return make_response(redirect(url_for("acceso.entrar", siguiente=siguiente), 303))
    if g.vencida is not None:
        guardar_lo_enviado(g.vencida.usuario)
    return pagina_de_entrada(pagina_de_origen(), 401)
