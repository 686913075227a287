"""The press: a template and its data become a PDF/A, or the tree of its content for Word. Offline."""

import json
import os
import re
import threading
from datetime import datetime
from functools import cache
from typing import Any

from web.papeles.juego import Juego, PlantillaInvalida

PRENSAS = os.cpu_count() or 1
"""How many papers are made at a time: more would only wait for one another."""
_PRENSAS = threading.BoundedSemaphore(PRENSAS)
NORMA = "a-2a"
_SIN_ARCHIVO = "__typst_py_bytes__"


@cache
def _tipos() -> Any:
    import typst  # 80 MB: only when a paper is asked for

    return typst.Fonts(include_system_fonts=False)


class Imprenta:
    """Makes the papers of one set of templates; each thread keeps its compiler, so that the next one is quick."""

    def __init__(self, juego: Juego) -> None:
        self.juego = juego
        self._del_hilo = threading.local()

    def pdf(self, plantilla: str, datos: dict[str, Any], creado: datetime) -> bytes:
        """The paper as PDF/A-2a, the same bytes whenever the data and `creado` are the same.

        Raises PlantillaInvalida when the template cannot be compiled.
        """
        with _PRENSAS:
            try:
                hecho: bytes = self._compilador.compile(
                    self._fuente(plantilla, datos), format="pdf", pdf_standards=[NORMA],
                    timestamp=int(creado.timestamp()),
                )  # fmt: skip
            except RuntimeError as error:  # TypstError
                raise PlantillaInvalida(_que_paso(plantilla, error)) from error
        return hecho

    def arbol(self, plantilla: str, datos: dict[str, Any]) -> dict[str, Any]:
        """The content of the paper as a tree of paragraphs, tables and texts. Raises PlantillaInvalida."""
        import typst

        with _PRENSAS:
            try:
                texto = typst.query(
                    self._fuente(plantilla, datos), "<cuerpo>", field="value", one=True,
                    root=str(self.juego.carpeta), font_paths=_tipos(),
                )  # fmt: skip
            except RuntimeError as error:
                raise PlantillaInvalida(_que_paso(plantilla, error)) from error
        arbol: dict[str, Any] = json.loads(texto)
        return arbol

    @property
    def _compilador(self) -> Any:
        compilador = getattr(self._del_hilo, "compilador", None)
        if compilador is None:
            import typst

            carpeta = str(self.juego.carpeta)
            compilador = self._del_hilo.compilador = typst.Compiler(
                root=carpeta, font_paths=_tipos(), package_path=carpeta, package_cache_path=carpeta
            )
        return compilador

    def _fuente(self, plantilla: str, datos: dict[str, Any]) -> bytes:
        """The template with its data before it, on its first line so that errors name the right one.

        Data given as `sys_inputs` would make typst evaluate and lay out again all that two papers share.
        """
        cadena = json.dumps(datos, ensure_ascii=False).replace("\\", "\\\\").replace('"', '\\"')
        texto = (self.juego.carpeta / f"{plantilla}.typ").read_text(encoding="utf-8")
        return f'#let datos = json(bytes("{cadena}"));{texto}'.encode()


def _que_paso(plantilla: str, error: RuntimeError) -> str:
    donde = re.search(r"([\w-]+)\.typ:(\d+)", getattr(error, "diagnostic", "") or "")
    lugar = ""
    if donde:
        archivo = plantilla if donde[1] == _SIN_ARCHIVO else donde[1]
        lugar = f" (renglón {donde[2]} de {archivo}.typ)"
    return (
        f"La plantilla «{plantilla}.typ» no se puede imprimir{lugar}. Corríjala, o quítela de su carpeta para que se "
        f"use la del programa. Typst dice: {error}"
    )
