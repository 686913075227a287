"""Tables of a paper in Word: columns as wide as what they hold, amounts to the right, rows never cut in two."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

Nodo = dict[str, Any]
ANCHO = Cm(16.99)
_LADOS = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}
_TAMANOS = ((78, 9.0), (92, 8.0))
"""Up to how many letters in a row, and how large they are then."""
_MENOR = 6.5
_HOLGURA, _MUY_LARGO = 3, 40


def lado(alineado: object) -> WD_ALIGN_PARAGRAPH | None:
    """Where typst's alignment (`right + horizon`) puts a paragraph; None leaves it at the left."""
    return next((a for palabra, a in _LADOS.items() if palabra in str(alineado)), None)


def celdas_de(nodo: Nodo) -> Iterator[Nodo]:
    """The cells of a table, those of its header among them."""
    if nodo["func"] == "cell":
        yield nodo["body"]
    else:
        for hijo in nodo.get("children", ()):
            yield from celdas_de(hijo)


def vestir(tabla: Table, nodo: Nodo, ancho: Length) -> None:
    """Give a filled table its widths, sides and letters, and its header again on every page.

    One without lines is of pairs or signatures: its columns keep what the paper says.
    """
    con_rayas = tabla.style is not None and tabla.style.name == "Table Grid"
    columnas = len(nodo["columns"])
    filas = [tabla._cells[i : i + columnas] for i in range(0, len(tabla._cells), columnas)]
    largos = [max(len(f[i].text.split("\n", 1)[0]) for f in filas) for i in range(columnas)]
    if nodo["columns"] == ["1fr"] * columnas and not con_rayas:
        largos = [1] * columnas
    pesos = [min(largo, _MUY_LARGO) + _HOLGURA for largo in largos]
    repartir(tabla, filas, [Length(ancho * peso // sum(pesos)) for peso in pesos])
    tamano = _tamano(sum(largos)) if con_rayas else None
    lados = nodo.get("align")
    for fila in filas:
        for i, celda in enumerate(fila):
            _en_celda(celda, lado(lados[i]) if isinstance(lados, list) else None, tamano)
    for renglon in tabla.rows:
        _marcar(renglon._tr, "w:cantSplit")
    if con_rayas:
        _marcar(tabla.rows[0]._tr, "w:tblHeader")
        juntos([tabla.rows[0]._tr, tabla._tbl.tr_lst[-2:][0]])  # neither heads nor totals alone on a page


def _tamano(letras: int) -> float:
    return next((t for caben, t in _TAMANOS if letras <= caben), _MENOR)


def repartir(tabla: Table, filas: Iterable[Sequence[_Cell]], medidas: Sequence[Length]) -> None:
    """Set the widths of a table's columns, whatever its cells hold."""
    tabla.autofit = False
    for columna, medida in zip(tabla.columns, medidas, strict=True):
        columna.width = medida
    for fila in filas:
        for celda, medida in zip(fila, medidas, strict=True):
            celda.width = medida


def _en_celda(celda: _Cell, alineado: WD_ALIGN_PARAGRAPH | None, tamano: float | None) -> None:
    for parrafo in celda.paragraphs:
        if alineado is not None:
            parrafo.alignment = alineado
        parrafo.paragraph_format.space_after = Pt(1)
        if tamano is not None:
            for corrida in parrafo.runs:
                corrida.font.size = Pt(tamano)


def _marcar(renglon: Any, propiedad: str) -> None:
    propiedades = renglon.get_or_add_trPr()
    if propiedades.find(qn(propiedad)) is None:
        propiedades.append(OxmlElement(propiedad))


def recuadro(celda: _Cell) -> Paragraph:
    """An empty frame for a fingerprint; the paragraph where it says so."""
    tabla = celda.add_table(1, 1)
    tabla.style, tabla.alignment, tabla.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    tabla.rows[0].height = Cm(3.1)
    suya = tabla.cell(0, 0)
    suya.width = tabla.columns[0].width = Cm(2.6)
    parrafo: Paragraph = suya.paragraphs[0]
    parrafo.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return parrafo


def juntos(elementos: Iterable[Any]) -> None:
    """Keep everything in these elements on one page, as far as it fits."""
    for elemento in elementos:
        for p in elemento.iter(qn("w:p")):
            Paragraph(p, elemento).paragraph_format.keep_with_next = True


def puntos(medida: object) -> Length:
    """`35.43pt` as a length."""
    leida = re.search(r"([\d.]+)pt", str(medida))
    return Pt(float(leida[1])) if leida else Pt(0)
