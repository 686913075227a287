"""The same paper as a Word file that can be edited: the content of its template, element by element."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.document import Document as Documento
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from web.papeles.codigo import en_png
from web.papeles.word_cuadro import ANCHO, celdas_de, juntos, lado, puntos, recuadro, repartir, vestir

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
    estilo.paragraph_format.space_after = Pt(5)
    hoja = documento.sections[0]
    hoja.page_width, hoja.page_height = Cm(21.59), Cm(27.94)
    hoja.left_margin = hoja.right_margin = Cm(2.3)
    hoja.top_margin, hoja.bottom_margin, hoja.header_distance = Cm(3.1), Cm(2.2), Cm(0.9)
    _encabezado(hoja.header, datos)
    _pie(hoja.footer.paragraphs[0], documento.styles["Footer"], datos["pie"])
    propias = documento.core_properties
    propias.title, propias.author, propias.comments = datos["titulo"], datos["instituto"]["nombre"], ""
    propias.created = propias.modified = creado.astimezone(UTC).replace(tzinfo=None)
    propias.language = "es-MX"


def _encabezado(encabezado: Any, datos: dict[str, Any]) -> None:
    """Who issues it and, at the right, its code; in between what stamps a draft nobody may sign."""
    tabla = encabezado.add_table(1, 2, ANCHO)
    encabezado.paragraphs[0]._p.addprevious(tabla._tbl)
    quien, codigo = tabla.rows[0].cells
    repartir(tabla, [[quien, codigo]], (Cm(14.8), Cm(2.19)))
    instituto = datos["instituto"]
    quien.paragraphs[0].add_run(instituto["nombre"]).bold = True
    quien.add_paragraph().add_run(f"{instituto['area']} · {instituto['domicilio']}").font.size = Pt(8)
    if datos["marca"]:
        marca = quien.add_paragraph().add_run(datos["marca"])
        marca.bold, marca.font.size, marca.font.color.rgb = True, Pt(16), RGBColor(0x99, 0x99, 0x99)
    if datos.get("codigo"):
        codigo.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        codigo.paragraphs[0].add_run().add_picture(io.BytesIO(en_png(datos["codigo"])), width=Cm(1.75))


def _pie(parrafo: Paragraph, estilo: Any, pie: str) -> None:
    estilo.font.size = Pt(7.5)
    estilo.paragraph_format.tab_stops.clear_all()
    estilo.paragraph_format.tab_stops.add_tab_stop(ANCHO, WD_TAB_ALIGNMENT.RIGHT)
    for texto, campo in ((f"{pie}\tPágina ", "PAGE"), (" de ", "NUMPAGES")):
        parrafo.add_run(texto)
        for parte in ("begin", None, "end"):
            parrafo.add_run()._r.append(_parte_de_campo(campo, parte))


def _parte_de_campo(campo: str, parte: str | None) -> Any:
    if parte is None:
        orden = OxmlElement("w:instrText")
        orden.text = campo
        return orden
    marca = OxmlElement("w:fldChar")
    marca.set(qn("w:fldCharType"), parte)
    return marca


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
        self.lado: WD_ALIGN_PARAGRAPH | None = None
        self.tras_cuadro = False
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
            parrafo = self._actual()
            parrafo.add_run().add_break()
            if parrafo.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY:  # would spread the words of a short line
                parrafo.alignment = WD_ALIGN_PARAGRAPH.LEFT
        elif funcion in {"strong", "emph", "link"}:
            self._dentro(nodo.get("body"), negrita or funcion == "strong", cursiva or funcion == "emph")
        elif funcion == "h":
            parrafo = self._actual()
            parrafo.paragraph_format.tab_stops.add_tab_stop(ANCHO, WD_TAB_ALIGNMENT.RIGHT)
            parrafo.add_run("\t")
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
            self.parrafo = self._nuevo(self.lado)
        return self.parrafo

    def _nuevo(self, alineado: WD_ALIGN_PARAGRAPH | None) -> Paragraph:
        parrafo = self.en.add_paragraph()
        suelto = not isinstance(self.en, _Cell)
        parrafo.alignment = alineado if alineado is not None or not suelto else WD_ALIGN_PARAGRAPH.JUSTIFY
        if self.tras_cuadro:
            parrafo.paragraph_format.space_before = Pt(6)
        self.tras_cuadro = False
        return parrafo

    def _parbreak(self, nodo: Nodo) -> None:
        self.parrafo = None

    def _metadata(self, nodo: Nodo) -> None:
        """Nothing is seen of it."""

    def _heading(self, nodo: Nodo) -> None:
        nivel = nodo.get("level") or nodo.get("depth") or 1
        self.parrafo = self._nuevo(WD_ALIGN_PARAGRAPH.CENTER if nivel in {1, 2} else None)
        self.parrafo.paragraph_format.keep_with_next = True
        self._dentro(nodo["body"], True, False)
        self.parrafo = None

    def _align(self, nodo: Nodo) -> None:
        self.parrafo, antes = None, self.lado
        self.lado = lado(nodo.get("alignment", ""))
        self.bloque(nodo["body"])
        self.parrafo, self.lado = None, antes

    def _block(self, nodo: Nodo) -> None:
        antes = {*self._elementos()}
        for hijo in _hijos(nodo):
            self.bloque(hijo)
        if nodo.get("breakable") is False:
            juntos(e for e in self._elementos() if e not in antes)

    def _elementos(self) -> list[Any]:
        return list(self.en._tc if isinstance(self.en, _Cell) else self.en.element.body)

    def _line(self, nodo: Nodo) -> None:
        self.parrafo = self._nuevo(WD_ALIGN_PARAGRAPH.CENTER)
        self.parrafo.add_run("_" * 34)
        self.parrafo = None

    def _v(self, nodo: Nodo) -> None:
        formato = self._nuevo(None).paragraph_format
        formato.line_spacing, formato.space_after = puntos(nodo.get("amount")), Pt(0)
        self.parrafo = None

    def _rect(self, nodo: Nodo) -> None:
        if isinstance(self.en, _Cell):
            self.parrafo = recuadro(self.en)
        self._dentro(nodo.get("body"), False, False)
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
        celdas = [c for hijo in nodo["children"] for c in celdas_de(hijo)]
        columnas = len(nodo["columns"])
        tabla = self.en.add_table(-(-len(celdas) // columnas), columnas)
        if nodo.get("stroke") != "none" and nodo.get("stroke", "") is not None:
            tabla.style = "Table Grid"
        for celda, cuerpo in zip(tabla._cells, celdas, strict=False):
            _Escriba(celda).bloque(cuerpo)
        vestir(tabla, nodo, ANCHO)
        self.parrafo, self.tras_cuadro = None, True


def _hijos(nodo: Nodo) -> Iterator[Nodo]:
    for clave in ("children", "body", "child"):
        valor = nodo.get(clave)
        if isinstance(valor, dict):
            yield valor
        elif isinstance(valor, list):
            yield from (hijo for hijo in valor if isinstance(hijo, dict))
