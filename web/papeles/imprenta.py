"""The press: a template and its data become a PDF/A, or the tree of its content for Word. Offline, one at a time."""

import json
import re
import threading
from datetime import datetime
from functools import cache
from typing import Any

from web.papeles.juego import Juego, PlantillaInvalida

_UNO_A_LA_VEZ = threading.Lock()
NORMA = "a-2b"


@cache
def _tipos() -> Any:
    import typst  # 80 MB: only when a paper is asked for

    return typst.Fonts(include_system_fonts=False)


class Imprenta:
    """Makes the papers of one set of templates; the compiler is kept, so that the next one takes milliseconds."""

    def __init__(self, juego: Juego) -> None:
        self.juego = juego
        self._compiladores: dict[str, Any] = {}

    def pdf(self, plantilla: str, datos: dict[str, Any], creado: datetime) -> bytes:
        """The paper as PDF/A-2b, the same bytes whenever the data and `creado` are the same.

        Raises PlantillaInvalida when the template cannot be compiled.
        """
        with _UNO_A_LA_VEZ:
            try:
                hecho: bytes = self._compilador(plantilla).compile(
                    format="pdf", sys_inputs=_entrada(datos), pdf_standards=[NORMA],
                    timestamp=int(creado.timestamp()),
                )  # fmt: skip
            except RuntimeError as error:  # TypstError
                raise PlantillaInvalida(_que_paso(plantilla, error)) from error
        return hecho

    def arbol(self, plantilla: str, datos: dict[str, Any]) -> dict[str, Any]:
        """The content of the paper as a tree of paragraphs, tables and texts. Raises PlantillaInvalida."""
        import typst

        with _UNO_A_LA_VEZ:
            try:
                texto = typst.query(
                    str(self.juego.carpeta / f"{plantilla}.typ"), "<cuerpo>", field="value", one=True,
                    root=str(self.juego.carpeta), sys_inputs=_entrada(datos), font_paths=_tipos(),
                )  # fmt: skip
            except RuntimeError as error:
                raise PlantillaInvalida(_que_paso(plantilla, error)) from error
        arbol: dict[str, Any] = json.loads(texto)
        return arbol

    def _compilador(self, plantilla: str) -> Any:
        if plantilla not in self._compiladores:
            import typst

            self._compiladores[plantilla] = typst.Compiler(
                input=str(self.juego.carpeta / f"{plantilla}.typ"), root=str(self.juego.carpeta),
                font_paths=_tipos(), package_path=str(self.juego.carpeta),
                package_cache_path=str(self.juego.carpeta),
            )  # fmt: skip
        return self._compiladores[plantilla]


def _entrada(datos: dict[str, Any]) -> dict[str, str]:
    return {"datos": json.dumps(datos, ensure_ascii=False)}


def _que_paso(plantilla: str, error: RuntimeError) -> str:
    donde = re.search(r"([\w-]+\.typ):(\d+)", getattr(error, "diagnostic", "") or "")
    lugar = f" (renglón {donde[2]} de {donde[1]})" if donde else ""
    return f"La plantilla «{plantilla}.typ» no se puede imprimir{lugar}: {error}"
