"""Request headers of htmx 4: the library's class knows those of 2."""

from flask import request
from flask_htmx import HTMX


class Htmx(HTMX):
    """`bool(htmx)`: asked by htmx. In templates as `htmx`."""

    @property
    def parcial(self) -> bool:
        """Whether only a part of the page is replaced: not the whole body, nor a page from history."""
        entero = request.headers.get("HX-Request-Type") == "full" or self.history_restore_request
        return bool(self) and not entero

    @property
    def blanco(self) -> str:
        """The id of the element that the answer goes into, or nothing."""
        return request.headers.get("HX-Target", "").partition("#")[2]

    @property
    def origen(self) -> str:
        """The id of the element that asked, or nothing."""
        return request.headers.get("HX-Source", "").partition("#")[2]


htmx = Htmx()
