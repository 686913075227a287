"""The published rules as a case of their own: each version of the policy and of the calendars is a fact, for ever."""

from collections.abc import Callable
from typing import NamedTuple
from uuid import NAMESPACE_URL, UUID, uuid5

from casos.asiento import Asiento
from casos.calendario.lectura import leer_calendarios
from casos.calendario.lectura import volcar as volcar_calendarios
from casos.decision import ADMINISTRADOR, COORDINADOR, Contexto, Rechazo, decision
from casos.hecho import Hecho
from casos.politica.lectura import leer_politica
from casos.politica.lectura import volcar as volcar_politica
from casos.registro.base import Registro
from casos.registro.mapper import leer
from casos.tipo import TipoCaso
from casos.versiones import BASE, Versiones

REGLAS_ID: UUID = uuid5(NAMESPACE_URL, "mediacion:reglas")
"""The one case of this type."""


class PoliticaPublicada(Hecho):
    """A version of the policy, as its whole TOML document."""

    es_definitivo = True
    documento: str


class CalendarioPublicado(Hecho):
    """A version of the four calendars, as their whole TOML document."""

    es_definitivo = True
    documento: str


class Reglas(NamedTuple):
    """The rules published so far."""

    versiones: Versiones


def evolve(reglas: Reglas, asiento: Asiento) -> Reglas:
    """Add a version; the numbers go on from those that were shipped."""
    match asiento.hecho:
        case PoliticaPublicada(documento=documento):
            return Reglas(reglas.versiones.con_politica(leer_politica(documento), asiento.registrado_en))
        case CalendarioPublicado(documento=documento):
            return Reglas(
                reglas.versiones.con_calendarios(leer_calendarios(documento), asiento.registrado_en)
            )
        case _:
            return reglas


TIPO = TipoCaso("reglas", Reglas(BASE), evolve, (PoliticaPublicada, CalendarioPublicado))


@decision(quien={COORDINADOR, ADMINISTRADOR}, titulo="Publicar la política")
def publicar_politica(reglas: Reglas, documento: str, ctx: Contexto) -> list[Hecho]:
    """Publish a policy given as TOML (only what differs from the one in force is needed).

    The same policy again yields []. Raises Rechazo naming each key that is wrong.
    """
    actual = reglas.versiones.politicas[-1].politica
    try:
        nueva = leer_politica(documento, sobre=actual)
    except ValueError as error:
        raise Rechazo(str(error)) from error
    return [] if nueva == actual else [PoliticaPublicada(documento=volcar_politica(nueva))]


@decision(quien={COORDINADOR, ADMINISTRADOR}, titulo="Publicar el calendario")
def publicar_calendario(reglas: Reglas, documento: str, ctx: Contexto) -> list[Hecho]:
    """Publish the calendars given as TOML (only what differs is needed); the same again yields []."""
    actual = reglas.versiones.calendarios[-1].calendarios
    try:
        nuevo = leer_calendarios(documento, sobre=actual)
    except ValueError as error:
        raise Rechazo(str(error)) from error
    return [] if nuevo == actual else [CalendarioPublicado(documento=volcar_calendarios(nuevo))]


def versiones_publicadas(registro: Registro) -> Callable[[], Versiones]:
    """A function that gives the versions published in this log until now; it reads only what is new."""
    conocido: list[tuple[int, Versiones]] = [(0, BASE)]

    def versiones() -> Versiones:
        numero, vigentes = conocido[0]
        filas = registro.leer(REGLAS_ID, numero)
        if filas:
            asientos = [leer(f.version, f.tema, f.estado) for f in filas]
            vigentes = TIPO.plegar(asientos, Reglas(vigentes)).versiones
            conocido[0] = (filas[-1].version, vigentes)
        return vigentes

    return versiones
