"""A QR code as a drawing for a page."""

import io

import segno
from markupsafe import Markup


def dibujar(texto: str, *, escala: int = 5) -> Markup:
    """The QR code of a text as SVG without inline styles; it holds only what segno draws."""
    salida = io.BytesIO()
    segno.make(texto, error="m", micro=False).save(
        salida,
        kind="svg",
        scale=escala,
        border=4,
        xmldecl=False,
        svgns=False,
        title="Código QR",
        omitsize=False,
    )
    return Markup(salida.getvalue().decode())  # noqa: S704  # our own drawing, no text of anyone in it
