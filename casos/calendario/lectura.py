"""Calendars as a TOML document: read with clear problems, written canonically, and the shipped one."""

from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ValidationError

from casos.calendario.conjunto import Calendarios
from casos.calendario.documento import DocumentoInvalido, Problema, escribir_valor, leer_toml, problemas
from casos.calendario.modelo import CALENDARIOS, TITULOS, DatosDeCalendario, Inhabil

_ENCABEZADO = """\
# Calendarios de días inhábiles. Los sábados, los domingos y los descansos de la Ley Federal del Trabajo
# (art. 74) no se escriben: valen siempre y en los cuatro calendarios.
# «anios» son los años que ya se capturaron completos. «confirmado = false» marca lo que se supone mientras
# no haya acuerdo oficial. «sedes» limita un día a una o varias sedes (HMO, OBR, NOG).
"""

_UN_DIA = '{ dia = 2027-07-17, nombre = "…", fuente = "…" }'
_ESPERADO = {
    "anios": "una lista de años entre 1990 y 2099, como [2027, 2028]",
    "incluye": f"una lista con nombres de calendarios ({', '.join(CALENDARIOS)})",
    "inhabiles": f"una lista de días, cada uno como {_UN_DIA}",
    "dia": "una fecha como 2027-07-17",
    "desde": "una fecha como 2027-07-17 en «dia», o en «desde» y «hasta»",
    "hasta": "una fecha como 2027-07-17 en «dia», o en «desde» y «hasta»",
    "nombre": "un texto, como «Día de Muertos»",
    "fuente": "un texto: de dónde sale que ese día es inhábil",
    "confirmado": "true o false",
    "sedes": 'una lista de sedes, como ["HMO", "OBR"]',
}


class CalendarioInvalido(DocumentoInvalido):
    """A calendar document that cannot be published."""


def leer_calendarios(texto: str, sobre: Calendarios | None = None) -> Calendarios:
    """The four calendars of a TOML document; one that the text leaves out is taken from `sobre` as it is.

    Raises CalendarioInvalido with every problem in Spanish.
    """
    try:
        tablas = leer_toml(texto)
    except DocumentoInvalido as error:
        raise CalendarioInvalido(error.problemas) from error
    if not tablas:
        raise CalendarioInvalido(
            [Problema("", f"El archivo no trae ningún calendario ({', '.join(CALENDARIOS)}).")]
        )
    heredados = {} if sobre is None else {nombre: sobre.datos(nombre) for nombre in CALENDARIOS}
    try:
        return Calendarios.model_validate(heredados | tablas)
    except ValidationError as error:
        raise CalendarioInvalido(problemas(error, _esperado, _claves())) from error


def _esperado(clave: str) -> str:
    return _ESPERADO.get(clave.rpartition(".")[2], f"una tabla [{clave}] con «anios» e «inhabiles»")


def _claves() -> list[str]:
    de_un_dia = [f"inhabiles.{campo}" for campo in ("dia", *Inhabil.model_fields)]
    propias = [*DatosDeCalendario.model_fields, *de_un_dia]
    return [*CALENDARIOS, *(f"{nombre}.{clave}" for nombre in CALENDARIOS for clave in propias)]


def volcar(calendarios: Calendarios) -> str:
    """The document that reads back as `calendarios`."""
    return "\n".join([_ENCABEZADO, *(_tabla(nombre, calendarios.datos(nombre)) for nombre in CALENDARIOS)])


def _tabla(nombre: str, datos: DatosDeCalendario) -> str:
    renglones = [f"[{nombre}]  # {TITULOS[nombre]}", f"anios = {escribir_valor(datos.anios)}"]
    if datos.incluye:
        renglones.append(f"incluye = {escribir_valor(datos.incluye)}")
    dias = [f"  {escribir_valor(_renglon(inhabil))}," for inhabil in datos.inhabiles]
    renglones += ["inhabiles = [", *dias, "]"] if dias else []
    return "\n".join([*renglones, ""])


def _renglon(inhabil: Inhabil) -> dict[str, Any]:
    uno = inhabil.desde == inhabil.hasta
    fechas = {"dia": inhabil.desde} if uno else {"desde": inhabil.desde, "hasta": inhabil.hasta}
    renglon: dict[str, Any] = {**fechas, "nombre": inhabil.nombre, "fuente": inhabil.fuente}
    if not inhabil.confirmado:
        renglon["confirmado"] = False
    return renglon | ({"sedes": inhabil.sedes} if inhabil.sedes else {})


@cache
def calendarios_base() -> Calendarios:
    """The calendars shipped with the program: 2024 to 2028, with what is only assumed marked as such."""
    return leer_calendarios(files("casos.calendario").joinpath("base.toml").read_text("utf-8"))
