"""Screens, papers and refusals say each thing with one word: the one that `docs/glosario.md` gives."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

RAIZ = Path(__file__).parent.parent
GLOSARIO = RAIZ / "docs" / "glosario.md"
PAQUETES = ("casos", "flujos", "proyecciones", "web")
NO_SE_LEE = re.compile(r"<(script|style)\b.*?</\1>|{#.*?#}|{%.*?%}|{{.*?}}|<[^>]*>", re.DOTALL)


def prohibidas() -> dict[str, str]:
    """Each word that is not written, with the one to write instead."""
    tabla = GLOSARIO.read_text().partition("## One word on screens")[2]
    filas = [linea.strip("| ").split(" | ") for linea in tabla.splitlines() if linea.startswith("|")][2:]
    return {mala.strip(): buena for buena, malas in filas for mala in malas.split(",")}


def _plural(palabra: str) -> str:
    """«sesiones» carries no accent: only the singular of words in -on is wrong without it."""
    return "" if palabra.endswith("on") else "(s|es)?"


def reproches(texto: str) -> list[str]:
    """The words of a text that the glossary writes otherwise."""
    return [
        f"«{mala}»: se escribe «{buena}»"
        for mala, buena in prohibidas().items()
        if re.search(rf"\b{re.escape(mala)}{_plural(mala)}\b", texto, re.IGNORECASE)
    ]


def lo_que_lee_la_persona() -> Iterator[tuple[str, str]]:
    """The visible text of each template, and of each refusal in the code."""
    for ruta in sorted((RAIZ / "web").rglob("*.html")):
        yield ruta.relative_to(RAIZ).as_posix(), NO_SE_LEE.sub(" ", ruta.read_text())
    for paquete in PAQUETES:
        for ruta in sorted((RAIZ / paquete).rglob("*.py")):
            for nodo in ast.walk(ast.parse(ruta.read_text())):
                if isinstance(nodo, ast.Call) and ast.unparse(nodo.func).endswith("Rechazo"):
                    yield f"{ruta.relative_to(RAIZ).as_posix()}:{nodo.lineno}", _texto_de(nodo)


def _texto_de(llamada: ast.Call) -> str:
    return " ".join(
        nodo.value
        for nodo in ast.walk(llamada)
        if isinstance(nodo, ast.Constant) and isinstance(nodo.value, str)
    )


def test_cada_cosa_se_dice_con_una_sola_palabra():
    assert [
        f"{donde}: {falta}" for donde, texto in lo_que_lee_la_persona() for falta in reproches(texto)
    ] == []


@pytest.mark.parametrize("texto", ["Imprima el citatorio", "2 mensualidades", "TAREAS DE HOY", "la sesion"])
def test_la_palabra_que_no_va_se_encuentra(texto):
    assert len(reproches(texto)) == 1


@pytest.mark.parametrize("texto", ["Imprima la invitación", "Su sesión es el martes", "El pago tardó"])
def test_la_palabra_que_va_no_se_reprocha(texto):
    assert reproches(texto) == []
