"""A QR code as a drawing for a page."""

import io

import segno
from markupsafe import Markup


def dibujar(texto: str, *, sin_medida: bool = False) -> Markup:
    """The QR code of a text as SVG without inline styles; it holds only what segno draws.

    `sin_medida`: the page's style says how large it is.
    """
    salida = io.BytesIO()
    segno.make(texto, error="m", micro=False).save(
        salida, kind="svg", scale=5, border=4, xmldecl=False, svgns=False, title="Código QR", omitsize=sin_medida
    )  # fmt: skip
    return Markup(salida.getvalue().decode())  # noqa: S704  # our own drawing, no text of anyone in it
