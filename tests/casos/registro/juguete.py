"""A toy case type (a library loan) built only from what CONTRIBUTING promises: facts, a state, decisions."""

from typing import NamedTuple
from uuid import UUID

from casos.asiento import Asiento
from casos.decision import COORDINADOR, RELOJ, RESPONSABLE, Contexto, Rechazo, decision
from casos.hecho import Hecho, Texto, TextoPrivado
from casos.tipo import TipoCaso

PERSONA = UUID(int=7)


class PrestamoAbierto(Hecho):
    introduce = ("libro",)
    libro: Texto


class RenovacionPedida(Hecho):
    libro: Texto
    nota: TextoPrivado | None = None


class PrestamoCerrado(Hecho):
    libro: Texto


class Prestamo(NamedTuple):
    libro: str | None = None
    renovaciones: int = 0
    cerrado: bool = False


def evolve(caso: Prestamo, asiento: Asiento) -> Prestamo:
    match asiento.hecho:
        case PrestamoAbierto(libro=libro):
            return caso._replace(libro=libro)
        case RenovacionPedida():
            return caso._replace(renovaciones=caso.renovaciones + 1)
        case PrestamoCerrado():
            return caso._replace(cerrado=True)
        case _:
            return caso


def reservas(caso: Prestamo) -> frozenset[tuple[str, str]]:
    return frozenset({("libro", caso.libro)} if caso.libro and not caso.cerrado else ())


TIPO = TipoCaso("prestamo", Prestamo(), evolve, (PrestamoAbierto,), reservas, lambda caso: PERSONA)


@decision(quien=RESPONSABLE)
def prestar(caso: Prestamo, libro: str, ctx: Contexto) -> list[Hecho]:
    if caso.libro:
        return []
    return [PrestamoAbierto(libro=libro)]


@decision(quien={RESPONSABLE, RELOJ})
def renovar(caso: Prestamo, nota: str, ctx: Contexto) -> list[Hecho]:
    if caso.libro is None:
        raise Rechazo("Primero hay que prestar el libro.")
    if caso.renovaciones >= 100:
        raise Rechazo("Ya no se puede renovar.")
    return [RenovacionPedida(libro=caso.libro, nota=TextoPrivado(nota) if nota else None)]


@decision(quien=COORDINADOR)
def cerrar_prestamo(caso: Prestamo, nada: None, ctx: Contexto) -> list[Hecho]:
    return [] if caso.cerrado or caso.libro is None else [PrestamoCerrado(libro=caso.libro)]
