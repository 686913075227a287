"""What is measured of a page in Chromium: axe's rules, and that everything fits, is whole, and can be touched."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

REGLAS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "rules": {"color-contrast": {"enabled": False}},
}
CONTRASTE = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
"""Three quarters of axe's time: measured once for each colour and size of letter on each ground."""
ANCHOS = {"oficina": (1366, 768), "grande": (1920, 1080), "telefono": (390, 844)}
GEOMETRIA, TINTAS = (
    Path(__file__).with_name(f"{n}.js").read_text(encoding="utf-8") for n in ("geometria", "tintas")
)


_vistos: set[str] = set()
"""The ways of writing text whose contrast was good in this run."""


def barreras(pagina) -> list[str]:
    """What axe finds (WCAG 2.2 AA and its best practices); contrast only of text that no page showed before."""
    nuevos = pagina.evaluate(TINTAS, list(_vistos))
    hallados = Axe().run(pagina, options=REGLAS).response["violations"]
    if nuevos:
        de_contraste = pagina.evaluate(
            "([c, o]) => axe.run(c, o)", [{"include": ["[data-tinta]"]}, CONTRASTE]
        )["violations"]
        hallados += de_contraste
        if not de_contraste:
            _vistos.update(nuevos)
    return [f"axe {v['id']}: {v['help']}: {n['html'][:160]}" for v in hallados for n in v["nodes"][:3]]


def defectos(pagina, anchos=ANCHOS) -> list[str]:
    """What does not fit, is cut, overlaps or is too small to touch, at each width."""
    hallados = []
    for nombre, (ancho, alto) in anchos.items():
        pagina.set_viewport_size({"width": ancho, "height": alto})
        hallados += [f"{nombre}: {falta}" for falta in pagina.evaluate(GEOMETRIA)]
    return hallados
