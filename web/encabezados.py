"""Headers of every answer: what the browser may load, keep and show of us (ASVS 3.4, 14.3)."""

from flask import Flask, Response, request

from web.actual import ajustes

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
FIJOS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
CON_HUELLA = frozenset({"static", "marca.colores"})
CON_ETIQUETA = frozenset({"suscripcion.archivo"})
"""What a programme keeps and asks again for, and is told 304 when nothing changed."""
UN_ANIO = 31_536_000


def registrar(app: Flask) -> None:
    """Set them after every request; a view that needs a stricter CSP (a download) sets its own first."""
    app.after_request(poner)


def poner(respuesta: Response) -> Response:
    """Add what the answer does not carry yet."""
    for nombre, valor in FIJOS.items():
        respuesta.headers.setdefault(nombre, valor)
    if ajustes().https:
        respuesta.headers.setdefault("Strict-Transport-Security", f"max-age={UN_ANIO}; includeSubDomains")
    if request.endpoint in CON_HUELLA and "v" in request.args and respuesta.status_code == 200:
        respuesta.headers["Cache-Control"] = f"public, max-age={UN_ANIO}, immutable"
        return respuesta
    respuesta.headers["Cache-Control"] = (
        "private, no-cache" if request.endpoint in CON_ETIQUETA else "no-store"
    )
    respuesta.vary.update(("HX-Request", "Cookie"))
    return respuesta
