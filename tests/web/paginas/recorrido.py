"""Walks the program by its links, as each role, and gathers the pages: how each route was reached, and what it said.

A route is found when some page that a role can open leads to it. What only the page itself asks for, or what needs
an address of its own, is named in `MUESTRAS`.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.web.paginas.demostracion import MILLONARIO, POR_ROL, RESERVADO, VISTA, entrar
from web.permisos import permiso_de

MUESTRAS = {
    "acceso.entrar": "/entrar",
    "acceso.codigo": "/entrar/codigo",
    "apartar.ver": f"/pendientes/apartar/{MILLONARIO}/?que=RECORDAR&tipo=primer_contacto&clave=acreditado",
    "atencion.casos": "/atencion/casos?quien=662&de=",
    "caso.ver": f"/casos/{MILLONARIO}/?hecho=2",
    "entendido.repetir": "/entendido/importe?importe=1250.5",
    "importar.vista": f"/importar/vista/{VISTA}",
    "marca.icono": "/favicon.ico",
    "marca.colores": "/marca/colores.css",
    "marca.logo": "/marca/logo",
    "proposito.preguntar": f"/casos/{RESERVADO}/proposito",
    "salud.ver": "/salud",
}
"""An address of each route that no link leads to: what a page asks for by itself, what comes after sending a form.

To add a screen, link it from a page that its users open: it is then found and checked. Only what has no link needs a
line here: `"modulo.vista": "/its/address"`, of something that `demostracion.construir_fea` leaves in the instance.
"""
VECES = {"caso.ver": 6, "pendientes.ver": 3, "papeles.archivo": 1, "lista_de_sesiones.archivo": 1}
DE_COSTUMBRE = 2
"""How many addresses of a route are opened that differ in nothing but which case, row or page they show."""
VARIABLES = {"clave", "huella", "usuario", "filename"}
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_VARIABLE = re.compile(
    r'name="(csrf_token|pedido|csrf-token)"[^>]*|content="[^"]{60,}"|<meta[^>]*>|' + _UUID.pattern
)


class Pagina(NamedTuple):
    """An answer: whose, of which route, at which address, with which text and forms."""

    rol: str
    endpoint: str
    url: str
    estado: int
    tipo: str
    html: str
    desde: str = ""
    """The address of the page with the link; empty for the samples."""

    @property
    def es_html(self) -> bool:
        """Whether a person looks at it as a page (not a fragment, a paper or a file)."""
        return self.tipo.startswith("text/html") and "<html" in self.html

    @property
    def contenido(self) -> str:
        """What the page says beside its shell, the same for two roles that see the same."""
        return _VARIABLE.sub("", self.html.partition("<main")[2].partition("</main>")[0])

    @property
    def armazon(self) -> str:
        """The shell."""
        antes, _, resto = _VARIABLE.sub("", self.html).partition("<main")
        return antes + resto.partition("</main>")[2]


class _Enlaces(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hallados: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        dados = dict(attrs)
        for atributo in ("href", "hx-get"):
            if tag != "link" and (valor := dados.get(atributo)):
                self.hallados.append(valor)
        if tag == "form" and (dados.get("method") or "get") == "get" and dados.get("action"):
            self.hallados.append(str(dados["action"]))


def enlaces(pagina: Pagina) -> list[str]:
    """The addresses of ours that a page leads to."""
    lector = _Enlaces()
    lector.feed(pagina.html)
    absolutas = (urljoin(pagina.url, enlace) for enlace in lector.hallados)
    return [url.partition("#")[0] for url in absolutas if url.startswith("/")]


def _clase(app: Flask, url: str) -> tuple[str, ...] | None:
    """What makes an address another one than those seen: its route and its options, not which case or page."""
    partes = urlsplit(url)
    try:
        endpoint, valores = app.url_map.bind("localhost").match(partes.path, "GET")
    except HTTPException:
        return None
    fijos = sorted(f"{k}={v}" for k, v in valores.items() if isinstance(v, str) and k not in VARIABLES)
    return (endpoint, *fijos, *sorted(k for k, _ in parse_qsl(partes.query)))


def recorrer(app: Flask, rol: str, usuario: str = "") -> Iterator[Pagina]:
    """Every page that a role reaches from the start page, each route with its variants, and the named samples.

    `usuario`: as this account, of an instance without the samples.
    """
    visitante = entrar(app, usuario or POR_ROL[rol])
    vistas: Counter[tuple[str, ...]] = Counter()
    suyas = [url for endpoint, url in MUESTRAS.items() if _puede(app, rol, endpoint) and not usuario]
    porver, sabidas = deque([("/", ""), *((url, "") for url in suyas)]), {"/"}
    while porver:
        url, desde = porver.popleft()
        clase = _clase(app, url)
        assert clase is not None, f"{rol}: en {desde} un enlace lleva a {url}, que no existe"
        if vistas[clase] >= VECES.get(clase[0], DE_COSTUMBRE):
            continue
        vistas[clase] += 1
        respuesta = visitante.ver(url)
        if "/proposito?" in (respuesta.location or ""):  # what a sensitive case is opened for
            visitante.enviar(urlsplit(respuesta.location or "").path, {"para": "ATENDER"})
            respuesta = visitante.ver(url)
        hecha = Pagina(rol, clase[0], url, respuesta.status_code, respuesta.content_type or "", "", desde)
        if hecha.tipo.startswith("text/html"):
            hecha = hecha._replace(html=respuesta.text)
        yield hecha
        siguientes = (
            [respuesta.location] if respuesta.location else enlaces(hecha) if hecha.estado == 200 else []
        )
        for otra in siguientes:
            if otra not in sabidas and otra.startswith("/"):
                sabidas.add(otra)
                porver.append((otra, url))


def _puede(app: Flask, rol: str, endpoint: str) -> bool:
    declarado = permiso_de(app, endpoint)
    return declarado is not None and (declarado.publico or rol in declarado.roles)
