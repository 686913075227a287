"""The forms of a page as a browser without JavaScript sees them."""

from html.parser import HTMLParser
from typing import NamedTuple

SE_ENVIAN = {"submit", "image"}


class Boton(NamedTuple):
    """A button that sends its form."""

    texto: str
    nombre: str
    valor: str
    destino: str
    """Its own address (`formaction`), or nothing."""


class Forma(NamedTuple):
    """A form: where it goes, what it carries, and its buttons."""

    metodo: str
    destino: str
    campos: dict[str, str]
    botones: list[Boton]
    hx: dict[str, str]


class _Lector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.formas: list[Forma] = []
        self.sueltos: list[str] = []
        self._dentro: Forma | None = None
        self._por_id: dict[str, Forma] = {}
        self._boton: Boton | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "form":
            hx = {k: v for k, v in a.items() if k in {"hx-get", "hx-post"}}
            self._dentro = Forma(a.get("method", "get").lower(), a.get("action", ""), {}, [], hx)
            self.formas.append(self._dentro)
            if "id" in a:
                self._por_id[a["id"]] = self._dentro
            return
        forma = self._por_id.get(a["form"]) if "form" in a else self._dentro
        if tag == "button":
            self._boton_abre(a, forma)
        elif tag in {"input", "select", "textarea"} and forma is not None and a.get("name"):
            if a.get("type") not in {"radio", "checkbox"} or "checked" in a:
                forma.campos[a["name"]] = a.get("value", "")
            if a.get("type") in SE_ENVIAN:
                forma.botones.append(Boton(a.get("value", ""), a["name"], a.get("value", ""), ""))

    def _boton_abre(self, a: dict[str, str], forma: Forma | None) -> None:
        if a.get("type", "submit") in SE_ENVIAN and forma is not None:
            self._boton = Boton("", a.get("name", ""), a.get("value", ""), a.get("formaction", ""))
            forma.botones.append(self._boton)
        elif a.get("type") != "reset" or forma is None:
            self.sueltos.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._dentro = None


def leer(html: str) -> tuple[list[Forma], list[str]]:
    """The forms of a page, and the buttons that do nothing without JavaScript."""
    lector = _Lector()
    lector.feed(html)
    return lector.formas, lector.sueltos
