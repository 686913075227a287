"""Who is away right now, whom the account that asks covers, and in whose name it acts in a case."""

from typing import Any
from uuid import UUID

from flask import g

from casos.casos import Funcion
from casos.cobertura import Fuera, cubiertos_por, suplente
from casos.decision import declarada
from proyecciones.consultas import ausencias as consulta
from proyecciones.consultas.bandeja import De, por_ausencia_de
from web.actual import almacen, cuenta, instancia, presente
from web.almacen import cuentas
from web.almacen.cuentas import Cuenta


def fuera() -> dict[str, Fuera]:
    """Who is away now, by account; asked once in a request, and anew after an act."""
    hallados: dict[str, Fuera] | None = g.get("fuera")
    if hallados is None:
        with instancia().almacen.leer() as conexion:
            hallados = g.fuera = consulta.fuera_ahora(conexion, presente())
    return hallados


def olvidar() -> None:
    """Ask again who is away: something was just decided."""
    g.pop("fuera", None)


def de_quien(quien: Cuenta, *, equipo: bool = False) -> De:
    """Whose rows an account sees: its own and its role's, and those of whom it covers."""
    cubre = tuple(cubiertos_por(quien.usuario, quien.rol, quien.sede, fuera()))
    return De(quien.usuario, quien.rol, quien.sede, equipo, cubre)


def por_ausencia(fila: Any) -> str:
    """«por ausencia de …» of a row of the inbox that is seen because somebody is away, else nothing."""
    if not fuera() or fila.usuario == cuenta().usuario:
        return ""
    ausente = por_ausencia_de(fila, de_quien(cuenta()))
    return f"por ausencia de {nombre_de_cuenta(ausente)}" if ausente else ""


def nombre_de_cuenta(usuario: str) -> str:
    """What an account's person is called; all of them are asked for once in a request."""
    if "nombres_de_cuentas" not in g:
        g.nombres_de_cuentas = {c.usuario: c.nombre for c in cuentas.listar(almacen())}
    nombre: str = g.nombres_de_cuentas.get(usuario, usuario)
    return nombre


def en_nombre_de(caso_id: UUID, decision: Funcion | None = None) -> str | None:
    """The absent owner of a case, if the account that asks covers them and they could take the decision themselves."""
    ausentes = {f.usuario: f for f in de_quien(cuenta()).cubre}
    if not ausentes:
        return None
    with instancia().almacen.leer() as conexion:
        dueno = consulta.dueno_ausente(conexion, caso_id, cuenta().usuario, list(ausentes))
    if dueno is None or (decision is not None and ausentes[dueno].rol not in declarada(decision).quien):
        return None
    return dueno


def quien_ve_lo_de(usuario: str) -> tuple[Fuera, str | None] | None:
    """Somebody's absence now and who sees their work (None: the coordinator); None when they are here."""
    suya = fuera().get(usuario)
    return (suya, suplente(usuario, fuera())) if suya else None
