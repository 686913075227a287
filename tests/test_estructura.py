"""The shape of the repository: what lies where, and what must not be found in any file."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pathspec import GitIgnoreSpec

RAIZ = Path(__file__).parent.parent
PAQUETES = ("casos", "flujos", "proyecciones", "web")
OBLIGATORIOS = {
    *PAQUETES,
    "tests",
    "docs",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "pyproject.toml",
    "requirements.txt",
    "requirements-dev.txt",
    "requirements-uv.txt",
}
LIMITE_DE_LINEAS = 350
LIMITE_DE_PRUEBAS = 650  # a test's histories are long lists of facts, and stay together
DE_UNA_PIEZA = {"web/auditoria/verificar.py"}  # an auditor is given it alone
VENDIDO = "web/static/vendor/"

AJENO = re.compile(
    r"(?<![\w.])/(work|farm|root)/|index[-]url|\"resolved\": *\"http"
    r"|pypi\.org|pythonhosted\.org|npmjs\.(org|com)|deb\.debian\.org"
)
PENDIENTE = re.compile(r"(#|//|/\*|<!--).*\b(TO[D]O|FIX[M]E|XX[X]|HA[C]K)\b")
ENLACE = re.compile(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)")
TITULO = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)


@cache
def archivos() -> tuple[Path, ...]:
    """Every file that belongs to the project: all but what `.gitignore` names."""
    ignorado = GitIgnoreSpec.from_lines([".git", *(RAIZ / ".gitignore").read_text().splitlines()])

    def recorrer(carpeta: Path) -> Iterator[Path]:
        for ruta in sorted(carpeta.iterdir()):
            nombre = ruta.relative_to(RAIZ).as_posix()
            if ruta.is_dir() and not ignorado.match_file(nombre + "/"):
                yield from recorrer(ruta)
            elif ruta.is_file() and not ignorado.match_file(nombre):
                yield ruta

    return tuple(recorrer(RAIZ))


def nombre(ruta: Path) -> str:
    return ruta.relative_to(RAIZ).as_posix()


def textos(*extensiones: str) -> Iterator[tuple[str, str]]:
    """The name and the text of each own file with one of these endings (or of every text file)."""
    for ruta in archivos():
        if nombre(ruta).startswith(VENDIDO) or (extensiones and ruta.suffix not in extensiones):
            continue
        try:
            yield nombre(ruta), ruta.read_text()
        except UnicodeDecodeError:
            continue


@cache
def modulos() -> tuple[tuple[str, ast.Module], ...]:
    return tuple((de, ast.parse(texto)) for de, texto in textos(".py"))


def nodos(*clases: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Each node of these classes, with `file:line`."""
    for de, modulo in modulos():
        for nodo in ast.walk(modulo):
            if isinstance(nodo, clases):
                yield f"{de}:{nodo.lineno}", nodo


def test_en_la_raiz_esta_lo_acordado_y_nada_mas():
    arriba = {nombre(ruta).partition("/")[0] for ruta in archivos()}
    assert {cosa for cosa in arriba if not cosa.startswith(".")} == OBLIGATORIOS


def test_ningun_archivo_nombra_un_registro_de_paquetes_ni_una_ruta_de_taller():
    faltas = [
        f"{de}:{numero}: {linea.strip()[:100]}"
        for de, texto in textos()
        for numero, linea in enumerate(texto.splitlines(), 1)
        if AJENO.search(linea)
    ]
    assert faltas == []


def test_nada_quedo_para_despues():
    faltas = [
        f"{de}:{numero}: {linea.strip()[:100]}"
        for de, texto in textos(".py", ".html", ".css", ".js", ".toml", ".typ", "")
        for numero, linea in enumerate(texto.splitlines(), 1)
        if PENDIENTE.search(linea)
    ]
    assert faltas == []


def test_ninguna_funcion_esta_vacia():
    faltas = [de for de, funcion in nodos(ast.FunctionDef, ast.AsyncFunctionDef) if _vacia(funcion)]
    faltas += [de for de, alza in nodos(ast.Raise) if _nombre_de(alza.exc) == "NotImplementedError"]
    assert faltas == []


def _vacia(funcion: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Only `pass` or `...` for a body, and neither an overload nor a method that a protocol declares."""
    if any(_nombre_de(adorno) in {"overload", "abstractmethod"} for adorno in funcion.decorator_list):
        return False
    cuerpo = funcion.body[1:] if ast.get_docstring(funcion) else funcion.body
    return len(cuerpo) == 1 and ast.unparse(cuerpo[0]) in {"pass", "..."} and funcion not in _de_protocolos()


@cache
def _de_protocolos() -> frozenset[ast.AST]:
    return frozenset(
        metodo
        for _, clase in nodos(ast.ClassDef)
        if any(_nombre_de(base) == "Protocol" for base in clase.bases)
        for metodo in clase.body
    )


def _nombre_de(expresion: ast.AST | None) -> str:
    """The last name of `a`, `a.b`, `a.b(...)` or `a.b[...]`; empty for anything else."""
    match expresion:
        case ast.Name(id=ultimo) | ast.Attribute(attr=ultimo):
            return ultimo
        case ast.Call(func=dentro) | ast.Subscript(value=dentro):
            return _nombre_de(dentro)
    return ""


def test_nadie_se_traga_cualquier_excepcion():
    faltas = []
    for de, captura in nodos(ast.ExceptHandler):
        tipos = captura.type.elts if isinstance(captura.type, ast.Tuple) else [captura.type]
        cualquiera = any(tipo is None or _nombre_de(tipo) in {"Exception", "BaseException"} for tipo in tipos)
        if cualquiera and ast.unparse(captura.body[-1]) != "raise":  # to undo and let it go on is honest
            faltas.append(de)
    for de, llamada in nodos(ast.Call):
        if _nombre_de(llamada.func) == "suppress" and any(_nombre_de(a) == "Exception" for a in llamada.args):
            faltas.append(de)
    assert faltas == []


def test_ningun_archivo_es_demasiado_largo():
    lineas = {de: len(texto.splitlines()) for de, texto in textos(".py", ".html", ".css", ".js", ".typ")}
    largas = {
        de: n
        for de, n in lineas.items()
        if n > (LIMITE_DE_PRUEBAS if de.startswith("tests/") or de in DE_UNA_PIEZA else LIMITE_DE_LINEAS)
    }
    assert largas == {}


def test_cada_modulo_dice_para_que_es():
    faltas = [
        de
        for de, modulo in modulos()
        if de.startswith(PAQUETES) and (modulo.body or de.count("/") == 1) and not ast.get_docstring(modulo)
    ]
    assert faltas == []


def test_los_enlaces_de_los_documentos_llevan_a_algun_lado():
    faltas = []
    for de, texto in textos(".md"):
        for destino in ENLACE.findall(texto):
            if "://" in destino or destino.startswith("mailto:"):
                continue
            ruta, _, seccion = destino.partition("#")
            otro = (RAIZ / de).parent / ruta if ruta else RAIZ / de
            if not otro.exists() or (seccion and seccion not in _secciones(otro)):
                faltas.append(f"{de}: {destino}")
    assert faltas == []


def _secciones(documento: Path) -> set[str]:
    """The anchors that a reader's page gives to the titles of a document."""
    titulos = TITULO.findall(documento.read_text())
    return {re.sub(r"[^\w\- ]", "", titulo.lower()).replace(" ", "-") for titulo in titulos}


@pytest.mark.parametrize("hoja", ["requirements.txt", "requirements-dev.txt", "requirements-uv.txt"])
def test_cada_dependencia_esta_fijada_con_su_huella(hoja):
    texto = (RAIZ / hoja).read_text().replace("\\\n", " ")
    paquetes = [linea for linea in texto.splitlines() if linea and not linea.lstrip().startswith("#")]
    assert paquetes
    assert [
        linea for linea in paquetes if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", linea)
    ] == []
