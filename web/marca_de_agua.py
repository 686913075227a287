"""The watermark of whatever leaves the screens (xlsx, csv, pdf, print): who took it, when, and that it is not to be
passed on. Every export takes its mark with `sacar`, which also notes the export in the access log."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from web.formato import momento

if TYPE_CHECKING:
    from web.instancia import Instancia
    from web.papeles.taller import Hoja

AVISO = "Contiene datos personales: no lo reenvíe."
LARGO_DE_PIE = 255
"""What a spreadsheet takes as a footer."""


class Marca(NamedTuple):
    """Who took something out, and when."""

    usuario: str
    nombre: str
    en: datetime

    @property
    def corta(self) -> str:
        """`Ana Bórquez (ana), 3 de noviembre de 2026, 10:40`."""
        return f"{self.nombre} ({self.usuario}), {momento(self.en)}"

    @property
    def texto(self) -> str:
        """The whole line."""
        return f"Sacado por {self.corta}. {AVISO}"

    def renglon_csv(self) -> list[str]:
        """The last row of a csv; it stands alone in its first column."""
        return [self.texto]

    def en_libro(self, libro: Any) -> None:
        """Into a workbook of xlsxwriter whose sheets are there already: its properties, and each sheet's footer."""
        libro.set_properties({"author": self.nombre, "comments": self.texto})
        pie = f"&L{self.texto.replace('&', '&&')}"[:LARGO_DE_PIE]
        for hoja in libro.worksheets():
            hoja.set_footer(pie)

    def en_papel(self, hoja: "Hoja") -> "Hoja":
        """Into a paper of the workshop, at the foot of each page. Never one whose SHA-256 is registered."""
        return hoja._replace(datos={**hoja.datos, "pie": f"{hoja.datos['pie']} · {self.corta}"})

    def en_hoja(self, hoja: Any, fila: int) -> None:
        """As a row of a sheet, so that it is seen on the screen too."""
        hoja.write_string(fila, 0, self.texto)


def de_quien_pide() -> Marca:
    """The mark of the account that asks, now."""
    from web.actual import cuenta, presente

    quien = cuenta()
    return Marca(quien.usuario, quien.nombre, presente())


def sacar(que: str, caso: object = None) -> Marca:
    """The mark for something that the account that asks takes out now, noted in the access log as an export.

    `que` says what in a few words ("lista de expedientes"), without names.
    """
    from web import bitacora

    bitacora.anotar("exportar", caso, que)
    return de_quien_pide()


def de_la_consola(instancia: "Instancia") -> Marca:
    """The mark of what a command writes."""
    return Marca("consola", "Consola de la oficina", instancia.ahora())
