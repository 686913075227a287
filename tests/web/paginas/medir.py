"""What is measured of a page in Chromium: axe's rules, and that everything fits, is whole, and can be touched."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

REGLAS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
ANCHOS = {"oficina": (1366, 768), "grande": (1920, 1080), "telefono": (390, 844)}
GEOMETRIA = Path(__file__).with_name("geometria.js").read_text(encoding="utf-8")


def barreras(pagina) -> list[str]:
    """What axe finds (WCAG 2.2 AA and its best practices)."""
    resultado = Axe().run(pagina, options=REGLAS)
    return [
        f"axe {v['id']}: {v['help']}: {n['html'][:160]}"
        for v in resultado.response["violations"]
        for n in v["nodes"][:3]
    ]


def defectos(pagina, anchos=ANCHOS) -> list[str]:
    """What does not fit, is cut, overlaps or is too small to touch, at each width."""
    hallados = []
    for nombre, (ancho, alto) in anchos.items():
        pagina.set_viewport_size({"width": ancho, "height": alto})
        hallados += [f"{nombre}: {falta}" for falta in pagina.evaluate(GEOMETRIA)]
    return hallados
