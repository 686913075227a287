"""The policy as a TOML document: read with clear problems, and written with each rule explained."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from casos.calendario.documento import (
    DocumentoInvalido,
    Problema,
    desconocida,
    escribir_valor,
    leer_toml,
    problemas,
)
from casos.calendario.modelo import Texto
from casos.politica.modelo import Politica
from casos.politica.reglas import Seccion, renglones_de, seccion_de, unidad_de

_ENCABEZADO = """\
# Política: cada regla dice qué fija, en qué unidad y de dónde sale.
# Cambie el valor. Si también cambia de dónde sale, escriba: clave = { valor = 3, fuente = "Acuerdo 12/2027" }
# Lo que no aparezca en el archivo se queda como está en la política vigente.
"""

_FUENTE: TypeAdapter[str] = TypeAdapter(Texto)


class PoliticaInvalida(DocumentoInvalido):
    """A policy document that cannot be published."""


def leer_politica(texto: str, sobre: Politica | None = None) -> Politica:
    """The policy of a TOML document; a rule that it leaves out is taken from `sobre` (None: the shipped one).

    A list (campaigns, individual goals) that appears replaces the whole list. `vigente_desde` must appear.
    Raises PoliticaInvalida with every problem in Spanish: which key, what was expected, what was read.
    """
    return _leer(texto, sobre or politica_base())


@cache
def politica_base() -> Politica:
    """The policy shipped with the program, version 1, in force since 2000-01-01."""
    return _leer(files("casos.politica").joinpath("base.toml").read_text("utf-8"), None)


def _leer(texto: str, sobre: Politica | None) -> Politica:
    try:
        crudo = leer_toml(texto)
    except DocumentoInvalido as error:
        raise PoliticaInvalida(error.problemas) from error
    ajenas = [desconocida(clave, _catalogo()) for clave in crudo if clave == "fuentes"]
    if ajenas or "vigente_desde" not in crudo:
        falta = Problema("vigente_desde", "falta; se esperaba el día desde el que rige, como 2027-01-31.")
        raise PoliticaInvalida(ajenas or [falta])
    fuentes = {} if sobre is None else dict(sobre.fuentes)
    propios = _sin_fuentes(crudo, Politica, "", fuentes)
    completo = propios if sobre is None else _encima(sobre.model_dump(), propios, Politica)
    try:
        return Politica.model_validate(completo | {"fuentes": tuple(sorted(fuentes.items()))})
    except ValidationError as error:
        raise PoliticaInvalida(problemas(error, _esperado, _catalogo())) from error


def _sin_fuentes(
    tabla: Mapping[str, Any], seccion: type[Seccion], prefijo: str, fuentes: dict[str, str]
) -> dict[str, Any]:
    """The plain values of a table; a source beside one goes to `fuentes`, a bare value loses its own."""
    valores: dict[str, Any] = {}
    for nombre, valor in tabla.items():
        clave, campo = f"{prefijo}{nombre}", seccion.model_fields.get(nombre)
        interior = seccion_de(campo) if campo else None
        if interior and isinstance(valor, dict):
            valores[nombre] = _sin_fuentes(valor, interior, f"{clave}.", fuentes)
            continue
        fuentes.pop(clave, None)
        con_fuente = campo is not None and _trae_fuente(valor)
        valores[nombre] = valor["valor"] if con_fuente else valor
        if con_fuente:
            fuentes[clave] = valor["fuente"]
    return valores


def _trae_fuente(valor: object) -> bool:
    """Whether it is { valor = …, fuente = "…" }, with a source that can be shown in one line."""
    if not isinstance(valor, dict) or valor.keys() != {"valor", "fuente"}:
        return False
    try:
        _FUENTE.validate_python(valor["fuente"])
    except ValidationError:
        return False
    return True


def _encima(base: dict[str, Any], propios: Mapping[str, Any], seccion: type[Seccion]) -> dict[str, Any]:
    """`base` with the values of `propios` put on top, section by section."""
    for nombre, valor in propios.items():
        campo = seccion.model_fields.get(nombre)
        interior = seccion_de(campo) if campo else None
        es_tabla = interior is not None and isinstance(valor, dict)
        base[nombre] = _encima(base[nombre], valor, interior) if interior and es_tabla else valor
    return base


@cache
def _catalogo() -> Mapping[str, FieldInfo]:
    """Every key that a document may have; those of lists without their place."""
    return dict(_campos(Politica, ""))


def _campos(seccion: type[Seccion], prefijo: str) -> Iterator[tuple[str, FieldInfo]]:
    for nombre, campo in seccion.model_fields.items():
        if f"{prefijo}{nombre}" == "fuentes":
            continue
        yield f"{prefijo}{nombre}", campo
        interior = seccion_de(campo) or renglones_de(campo)
        if interior:
            yield from _campos(interior, f"{prefijo}{nombre}.")


def _esperado(clave: str) -> str:
    campo = _catalogo().get(clave)
    unidad = unidad_de(campo) if campo else None
    if unidad:
        return unidad.esperado
    return f"una lista [[{clave}]]" if campo and renglones_de(campo) else f"una tabla [{clave}]"


def volcar(politica: Politica) -> str:
    """The document that reads back as `politica`, with every rule explained in a comment."""
    return _ENCABEZADO + "\n".join(_renglones(politica, politica, ""))


def _renglones(politica: Politica, seccion: Seccion, prefijo: str) -> Iterator[str]:
    """A section's own rules first, then its lists and its sections, as TOML asks."""
    campos = [(n, c) for n, c in type(seccion).model_fields.items() if f"{prefijo}{n}" != "fuentes"]
    for nombre, campo in campos:
        valor, clave = getattr(seccion, nombre), f"{prefijo}{nombre}"
        if renglones_de(campo) and not valor:
            yield f"\n# {campo.description}\n{nombre} = []"
        elif unidad_de(campo):
            yield from _regla(politica, clave, nombre, valor)
    for nombre, campo in campos:
        valor, clave = getattr(seccion, nombre), f"{prefijo}{nombre}"
        for renglon in valor if renglones_de(campo) else ():
            yield f"\n# --- {campo.description}\n[[{clave}]]"
            yield from (f"{n} = {escribir_valor(getattr(renglon, n))}" for n in type(renglon).model_fields)
        if seccion_de(campo):
            yield f"\n# --- {campo.description}\n[{clave}]"
            yield from _renglones(politica, valor, f"{clave}.")


def _regla(politica: Politica, clave: str, nombre: str, valor: object) -> Iterator[str]:
    regla = politica.regla(clave)
    calendario = f"calendario {regla.calendario}" if regla.calendario else ""
    yield f"\n# {regla.descripcion}"
    yield f"# {'; '.join(parte for parte in (regla.unidad, calendario, regla.fuente) if parte)}"
    propia = clave in dict(politica.fuentes)
    yield f"{nombre} = {escribir_valor({'valor': valor, 'fuente': regla.fuente} if propia else valor)}"
