"""A hand that works the browser and counts what it does: clicks, keys, and the pages that were loaded."""

from typing import Any


class Mano:
    """Does a task on a page. Pasting counts as one key; moving the mouse and waiting cost nothing."""

    def __init__(self, pagina: Any) -> None:
        self.pagina = pagina
        self.clics = self.teclas = self.paginas = 0
        pagina.on("load", self._cargo)

    def _cargo(self, _: Any) -> None:
        self.paginas += 1

    def empieza(self) -> None:
        """What was done until now was getting there."""
        self.pagina.wait_for_load_state()
        self.clics = self.teclas = self.paginas = 0

    def clic(self, donde: Any) -> None:
        """Press something."""
        donde.click()
        self.clics += 1

    def teclea(self, texto: str) -> None:
        """Type where the focus is."""
        self.pagina.keyboard.type(texto)
        self.teclas += len(texto)

    def pulsa(self, tecla: str) -> None:
        """Press one key."""
        self.pagina.keyboard.press(tecla)
        self.teclas += 1

    def pega(self, donde: Any, texto: str) -> None:
        """Press a field and paste into it."""
        donde.fill(texto)
        self.clics += 1
        self.teclas += 1

    def escribe(self, donde: Any, texto: str) -> None:
        """Press a field and type."""
        self.clic(donde)
        self.teclea(texto)
