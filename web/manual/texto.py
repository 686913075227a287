"""What the text of the manual asks for while it is written: titles, pictures, buttons and screens, each noted."""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import url_for
from markupsafe import Markup

from web.manual.indice import PALABRAS, SECCIONES
from web.permisos import puede_abrir

ANCHO, ALTO = 1180, 740
"""The size of the pictures."""


@dataclass
class Manual:
    """`imagen` gives a picture's address; the rest is what the text named, for a test to look for."""

    imagen: Callable[[str], str]
    enlaza: bool = True
    botones: list[str] = field(default_factory=list)
    fotos: list[str] = field(default_factory=list)
    secciones: list[str] = field(default_factory=list)
    palabras = PALABRAS

    def titulo(self, clave: str) -> str:
        """The title of a section."""
        self.secciones.append(clave)
        return SECCIONES[clave]

    def boton(self, texto: str) -> Markup:
        """A button or link, by what it says on screen."""
        self.botones.append(texto)
        return Markup('<strong class="del-boton">{}</strong>').format(texto)

    def pantalla(self, endpoint: str, texto: str) -> Markup:
        """A screen: a link where the reader may open it, its name elsewhere."""
        url = url_for(endpoint)
        if not self.enlaza or not puede_abrir(endpoint):
            return Markup("<strong>{}</strong>").format(texto)
        return Markup('<a href="{}">{}</a>').format(url, texto)

    def foto(self, nombre: str, pie: str) -> Markup:
        """A picture of a screen with what to see in it."""
        self.fotos.append(nombre)
        return Markup(
            '<figure class="foto"><img src="{}" alt="" width="{}" height="{}" loading="lazy">'
            "<figcaption>{}</figcaption></figure>"
        ).format(self.imagen(nombre), ANCHO, ALTO, pie)
