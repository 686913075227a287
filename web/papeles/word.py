"""The same paper as a Word file that can be edited: the content of its template, element by element."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Documento
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from web.papeles.codigo import en_png

Nodo = dict[str, Any]
_EN_RENGLON = frozenset({"text", "symbol", "space", "strong", "emph", "linebreak", "smartquote", "h", "link"})
_FECHA_ZIP = (1980, 1, 1, 0, 0, 0)


def en_word(arbol: Nodo, datos: dict[str, Any], creado: datetime) -> bytes:
    """The paper as DOCX; the same bytes whenever the same content and `creado` are given."""
    documento = Document()
    _preparar(documento, datos, creado)
    _Escriba(documento).bloque(arbol)
    salida = io.BytesIO()
    documento.save(salida)
    return _sin_reloj(salida.getvalue())


def _preparar(documento: Documento, datos: dict[str, Any], creado: datetime) -> None:
    estilo = documento.styles["Normal"]
    estilo.font.name, estilo.font.size = "Times New Roman", Pt(10.5)
    hoja = documento.sections[0]
    hoja.page_width, hoja.page_height = Cm(21.59), Cm(27.94)
    hoja.left_margin = hoja.right_margin = Cm(2.3)
    cabeza = hoja.header.paragraphs[0]
    cabeza.add_run(datos["instituto"]["nombre"]).bold = True
    if datos.get("codigo"):
        cabeza.add_run("    ").add_picture(io.BytesIO(en_png(datos["codigo"])), width=Cm(1.6))
    hoja.footer.paragraphs[0].add_run(datos["pie"]).font.size = Pt(7.5)
    propias = documento.core_properties
    propias.title, propias.author, propias.comments = datos["titulo"], datos["instituto"]["nombre"], ""
    propias.created = propias.modified = creado.astimezone(UTC).replace(tzinfo=None)


def _sin_reloj(contenido: bytes) -> bytes:
    """The same package with no date in its parts, so that it does not change from one minute to the next."""
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contenido)) as de,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as a,
    ):
        for nombre in de.namelist():
            a.writestr(zipfile.ZipInfo(nombre, _FECHA_ZIP), de.read(nombre), zipfile.ZIP_DEFLATED)
    return salida.getvalue()


class _Escriba:
    """Writes the tree into a document or a cell; `parrafo` is the one being written, None between paragraphs."""

    def __init__(self, en: Documento | _Cell) -> None:
        self.en = en
        self.parrafo: Paragraph | None = None
        self.comillas_abiertas = False
        self.centrado = False
        if isinstance(en, _Cell):
            self.parrafo = en.paragraphs[0]

    def bloque(self, nodo: Nodo | None) -> None:
        """Write an element and what it holds."""
        if not nodo:
            return
        funcion = nodo["func"]
        if funcion in _EN_RENGLON:
            self._en_renglon(nodo)
            return
        escribe = getattr(self, f"_{funcion}", None)
        if escribe is not None:
            escribe(nodo)
            return
        for hijo in _hijos(nodo):
            self.bloque(hijo)

    def _en_renglon(self, nodo: Nodo, negrita: bool = False, cursiva: bool = False) -> None:
        funcion = nodo["func"]
        if funcion == "space":
            if self.parrafo is not None and self.parrafo.text and not self.parrafo.text.endswith((" ", "\n")):
                self.parrafo.add_run(" ")
        elif funcion == "linebreak":
            self._actual().add_run().add_break()
        elif funcion in {"strong", "emph", "link"}:
            self._dentro(nodo.get("body"), negrita or funcion == "strong", cursiva or funcion == "emph")
        elif funcion == "h":
            self._actual().add_run("\t")
        else:
            corrida = self._actual().add_run(self._letras(nodo))
            corrida.bold, corrida.italic = negrita or None, cursiva or None

    def _dentro(self, nodo: Nodo | None, negrita: bool, cursiva: bool) -> None:
        if nodo is None:
            return
        if nodo["func"] in _EN_RENGLON:
            self._en_renglon(nodo, negrita, cursiva)
            return
        hijos = list(_hijos(nodo))
        if not hijos or nodo["func"] in {"table", "parbreak"}:
            self.bloque(nodo)
        for hijo in hijos:
            self._dentro(hijo, negrita, cursiva)

    def _letras(self, nodo: Nodo) -> str:
        if nodo["func"] != "smartquote":
            return str(nodo["text"])
        self.comillas_abiertas = not self.comillas_abiertas
        return "“" if self.comillas_abiertas else "”"

    def _actual(self) -> Paragraph:
        if self.parrafo is None:
            self.parrafo = self.en.add_paragraph()
            if self.centrado:
                self.parrafo.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return self.parrafo

    def _parbreak(self, nodo: Nodo) -> None:
        self.parrafo = None

    def _metadata(self, nodo: Nodo) -> None:
        """Nothing is seen of it."""

    def _heading(self, nodo: Nodo) -> None:
        self.parrafo = self.en.add_paragraph()
        nivel = nodo.get("level") or nodo.get("depth") or 1
        if nivel in {1, 3}:
            self.parrafo.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.parrafo.paragraph_format.keep_with_next = True
        self._dentro(nodo["body"], True, False)
        self.parrafo = None

    def _align(self, nodo: Nodo) -> None:
        self.parrafo, antes = None, self.centrado
        self.centrado = "center" in str(nodo.get("alignment", ""))
        self.bloque(nodo["body"])
        self.parrafo, self.centrado = None, antes

    def _line(self, nodo: Nodo) -> None:
        self.parrafo = None
        self._actual().add_run("_" * 34)
        self.parrafo = None

    def _v(self, nodo: Nodo) -> None:
        self.parrafo = None
        self.en.add_paragraph()

    def _rect(self, nodo: Nodo) -> None:
        self.parrafo = None
        self._actual().add_run("[")
        self._dentro(nodo.get("body"), False, False)
        self._actual().add_run("]")
        self.parrafo = None

    def _pagebreak(self, nodo: Nodo) -> None:
        self.parrafo = None
        if not isinstance(self.en, _Cell):
            self.en.add_page_break()  # type: ignore[no-untyped-call]

    def _item(self, nodo: Nodo) -> None:
        self.parrafo = None
        self._actual().add_run("• ")
        self._dentro(nodo["body"], False, False)
        self.parrafo = None

    def _table(self, nodo: Nodo) -> None:
        celdas = [c for hijo in nodo["children"] for c in _celdas(hijo)]
        ancho = len(nodo["columns"])
        con_raya = nodo.get("stroke") != "none" and nodo.get("stroke", "") is not None
        renglones = -(-len(celdas) // ancho)
        tabla = self.en.add_table(renglones, ancho)
        if con_raya:
            tabla.style = "Table Grid"
            _repetir_encabezado(tabla.rows[0]._tr)
        for celda, cuerpo in zip(tabla._cells, celdas, strict=False):
            _Escriba(celda).bloque(cuerpo)
        self.parrafo = None


def _repetir_encabezado(renglon: Any) -> None:
    propiedades = renglon.get_or_add_trPr()
    if propiedades.find(qn("w:tblHeader")) is None:
        propiedades.append(OxmlElement("w:tblHeader"))


def _celdas(nodo: Nodo) -> Iterator[Nodo]:
    if nodo["func"] == "cell":
        yield nodo["body"]
    else:
        for hijo in nodo.get("children", ()):
            yield from _celdas(hijo)


def _hijos(nodo: Nodo) -> Iterator[Nodo]:
    for clave in ("children", "body", "child"):
        valor = nodo.get(clave)
        if isinstance(valor, dict):
            yield valor
        elif isinstance(valor, list):
            yield from (hijo for hijo in valor if isinstance(hijo, dict))
