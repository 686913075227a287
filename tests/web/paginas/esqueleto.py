"""Of which parts a page is made, whatever they say: to measure once each thing that looks different."""

from html.parser import HTMLParser

VACIOS = frozenset(
    {"br", "circle", "col", "hr", "img", "input", "line", "link", "meta", "path", "rect", "wbr"}
)
CERCA = 4
"""How many enclosing elements count as where a part is."""


class _Partes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.partes: set[str] = set()
        self._dentro: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        dados = dict(attrs)
        suya = f"{tag}.{dados.get('class')}[{dados.get('type')} {' '.join(sorted(dados))}]"
        self.partes.add(">".join([*self._dentro[-CERCA:], suya]))
        if tag not in VACIOS:
            self._dentro.append(suya)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VACIOS and self._dentro:
            self._dentro.pop()


def partes(html: str) -> set[str]:
    """Each kind of element and where it stands."""
    lector = _Partes()
    lector.feed(html)
    return lector.partes
