"""The demo's staff: one account per desk, with a password that is made for this instance and kept beside it."""

import os
from pathlib import Path
from typing import NamedTuple

from casos.decision import (
    ADMINISTRADOR,
    ARCHIVO,
    AUDITOR,
    CONTABILIDAD,
    COORDINADOR,
    JUDICIAL,
    RESPONSABLE,
    SISTEMAS,
    TRANSPARENCIA,
)
from web import claves, cuentas
from web.almacen import Almacen


class Empleado(NamedTuple):
    """Somebody who works in the demo's office; an empty office means all of them."""

    usuario: str
    nombre: str
    rol: str
    sede: str = ""


PERSONAL = (
    Empleado("ana", "Ana Lourdes Bernal Soto", RESPONSABLE, "HMO"),
    Empleado("karla", "Karla Denisse Osuna Vega", RESPONSABLE, "HMO"),
    Empleado("gilberto", "Gilberto Cuevas Armenta", RESPONSABLE, "OBR"),
    Empleado("nidia", "Nidia Paola Sandoval Ríos", RESPONSABLE, "NOG"),
    Empleado("martha", "Martha Elena Duarte Islas", COORDINADOR),
    Empleado("conta", "Rogelio Barraza Luna", CONTABILIDAD),
    Empleado("archivo", "Consuelo Amaya Peralta", ARCHIVO),
    Empleado("judicial", "Lic. Tomás Arvizu Leal", JUDICIAL),
    Empleado("sistemas", "Iván Trujillo Meza", SISTEMAS),
    Empleado("auditor", "C.P. Silvia Montaño Gil", AUDITOR),
    Empleado("transparencia", "Lic. Berenice Lara Coss", TRANSPARENCIA),
    Empleado("admin", "Administración del sistema", ADMINISTRADOR),
)
POR_USUARIO = {e.usuario: e for e in PERSONAL}
APODERADOS = ("Lic. Norma Alicia Tirado Campa", "Lic. Ernesto Salido Bours")
"""Who represents the Institute in sessions and agreements; never the officer of the case."""

_CLAVES = "claves_de_la_demostracion.txt"


def de_rol(rol: str) -> Empleado:
    """Who plays a role for every office."""
    return next(e for e in PERSONAL if e.rol == rol)


def responsables(sede: str) -> tuple[Empleado, ...]:
    """The officers of an office."""
    return tuple(e for e in PERSONAL if (e.rol, e.sede) == (RESPONSABLE, sede))


def crear_cuentas(almacen: Almacen, instancia: Path) -> None:
    """An account for everybody, with one password made for this instance and taken as final."""
    clave = claves.temporal()
    for e in PERSONAL:
        cuentas.crear(almacen, e.usuario, e.nombre, e.rol, e.sede, clave=clave)
    descriptor = os.open(instancia / _CLAVES, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as salida:
        salida.write(clave)


def clave_de(instancia: Path) -> str | None:
    """The password that everybody got when the instance was built; None where it is not a demo's."""
    try:
        return (instancia / _CLAVES).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
