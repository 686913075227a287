"""By keys alone: what has the focus is seen, in the order of reading, and a dialog gives it back where it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casos.mediacion.sesiones import NuevaSesion, agendar_sesion
from tests.instancias import PRINCIPIO, Prueba

pytestmark = pytest.mark.navegador
PASOS = 80
SE_VE = """() => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const marcado = (s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
    const cerca = [e, e.closest("label"), e.closest(".renglon")].filter(Boolean);
    const caja = (e.closest("label") ?? e).getBoundingClientRect();
    const dice = (e.textContent.trim() || e.getAttribute("aria-label") || e.name || e.id).replace(/\\s+/g, " ");
    return {
        dice: dice.slice(0, 60),
        marcado: cerca.some((c) => marcado(getComputedStyle(c)) || marcado(getComputedStyle(c, "::after"))),
        dentro: caja.bottom > 0 && caja.top < innerHeight && caja.right > 0 && caja.left < innerWidth,
        donde: [Math.round(caja.top + scrollY), Math.round(caja.left)],
    };
}"""


@pytest.fixture
def dentro(prueba: Prueba, entra: Any, direccion: str, pagina: Any) -> Callable[[str], Any]:
    """A page of an officer who has a case and a session to capture."""
    caso = prueba.abrir_caso(responsable="responsable")
    prueba.decidir(
        caso, agendar_sesion, NuevaSesion(inicio=PRINCIPIO + timedelta(days=1), folio="CJA/1/2026")
    )
    prueba.pasar(days=3, hours=1)
    galleta = entra("responsable").galleta
    pagina.context.add_cookies([{"name": "mediacion", "value": galleta, "url": direccion}])

    def abrir(url: str) -> Any:
        pagina.goto(direccion + url.format(caso=caso))
        return pagina

    return abrir


@pytest.mark.parametrize(
    "url",
    [
        "/pendientes/",
        "/agenda/?dia=6/10/2026",
        "/casos/{caso}/",
        "/casos/{caso}/opciones/",
        "/atencion/",
        "/importar/",
    ],
)
def test_el_foco_se_ve_siempre_y_nada_se_adelanta(dentro: Callable[[str], Any], url: str) -> None:
    pagina = dentro(url)
    pagina.evaluate("document.activeElement.blur?.()")
    vistos = []
    for _ in range(PASOS):
        pagina.keyboard.press("Tab")
        visto = pagina.evaluate(SE_VE)
        if visto is None or visto in vistos:
            break
        vistos.append(visto)
    assert len(vistos) > 12
    assert vistos[0]["dice"] == "Ir al contenido"
    assert [v["dice"] for v in vistos if not v["marcado"]] == []
    assert [v["dice"] for v in vistos if not v["dentro"]] == []
    assert pagina.locator('[tabindex]:not([tabindex="0"], [tabindex="-1"])').count() == 0


@pytest.mark.parametrize("cierra", ["Escape", "Enter"])
def test_un_dialogo_guarda_el_foco_y_lo_devuelve(dentro: Callable[[str], Any], cierra: str) -> None:
    pagina = dentro("/pendientes/")
    pagina.locator(".renglon a").first.focus()
    antes = pagina.evaluate("document.activeElement.textContent")
    pagina.keyboard.press("?")
    for _ in range(6):
        assert pagina.evaluate("document.activeElement.closest('dialog')?.id ?? 'fuera'") in {
            "atajos",
            "fuera",
        }
        assert pagina.evaluate("!document.activeElement.closest('main, header')")
        pagina.keyboard.press("Tab")
    pagina.locator("#atajos button").focus()
    pagina.keyboard.press(cierra)
    assert not pagina.locator("#atajos").is_visible()
    assert pagina.evaluate("document.activeElement.textContent") == antes


def test_lo_que_se_hizo_se_anuncia(dentro: Callable[[str], Any]) -> None:
    pagina = dentro("/casos/{caso}/hacer/agregar_nota")
    pagina.locator("textarea").fill("Vino su hermana")
    pagina.get_by_role("button", name="Agregar nota").click()
    assert pagina.locator("#avisos").get_attribute("role") == "status"
    pagina.locator("#avisos .aviso").wait_for()
