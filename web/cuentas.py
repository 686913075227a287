"""Accounts: creating them, changing passwords, switching them off. No account exists by default."""

import re
from datetime import timedelta

from casos.decision import ROLES
from web import claves
from web.almacen import Almacen
from web.almacen import cuentas as filas
from web.almacen.cuentas import Cuenta
from web.reloj import ahora

SEDES = {"HMO": "Hermosillo", "OBR": "Cd. Obregón", "NOG": "Nogales"}
VIDA_DE_CLAVE_TEMPORAL = timedelta(days=3)
_USUARIO = re.compile(r"[a-z][a-z0-9._-]{2,39}")


class CuentaInvalida(ValueError):
    """What was asked of an account cannot be done; the text says why."""


def normalizar(usuario: str) -> str:
    """How a user name is stored and compared."""
    return usuario.strip().casefold()


def crear(
    almacen: Almacen, usuario: str, nombre: str, rol: str, sede: str = "", *, clave: str | None = None
) -> str:
    """Create an account and return its password.

    Without `clave` a random one is made that lasts three days and must be changed at the first login; one
    that is given is taken as final. Raises CuentaInvalida or ClaveDebil.
    """
    usuario, nombre = normalizar(usuario), " ".join(nombre.split())
    _revisar_datos(usuario, nombre, rol, sede)
    if clave is not None:
        claves.revisar(clave, usuario, nombre)
    secreta = clave or claves.temporal()
    creada = filas.crear(
        almacen,
        {
            "usuario": usuario,
            "nombre": nombre,
            "rol": rol,
            "sede": sede,
            "clave_hash": claves.cifrar(secreta),
            "clave_temporal_hasta": None if clave else ahora() + VIDA_DE_CLAVE_TEMPORAL,
            "creada_en": ahora(),
        },
    )
    if not creada:
        raise CuentaInvalida(f"Ya hay una cuenta «{usuario}»; elija otro nombre de usuario.")
    return secreta


def _revisar_datos(usuario: str, nombre: str, rol: str, sede: str) -> None:
    if not _USUARIO.fullmatch(usuario):
        raise CuentaInvalida("El usuario lleva de 3 a 40 letras sin acento, números, puntos o guiones.")
    if not 3 <= len(nombre) <= 120:
        raise CuentaInvalida("Escriba el nombre completo de la persona.")
    if rol not in ROLES:
        raise CuentaInvalida(f"No existe el rol «{rol}». Use uno de estos: {', '.join(ROLES)}.")
    if sede and sede not in SEDES:
        raise CuentaInvalida(f"No existe la sede «{sede}». Use una de estas: {', '.join(SEDES)}, o ninguna.")


def revisar_clave(cuenta: Cuenta, nueva: str) -> None:
    """Raise ClaveDebil unless this account may use that password."""
    claves.revisar(nueva, cuenta.usuario, cuenta.nombre)


def cambiar_clave(almacen: Almacen, cuenta: Cuenta, nueva: str) -> None:
    """Set the password that its owner chose and end every session of theirs. Raises ClaveDebil."""
    revisar_clave(cuenta, nueva)
    filas.cambiar(
        almacen,
        cuenta.usuario,
        cierra_sesiones=True,
        clave_hash=claves.cifrar(nueva),
        clave_temporal_hasta=None,
    )


def restablecer_clave(almacen: Almacen, usuario: str) -> str:
    """Give a forgotten account a new temporary password, which is returned, and end its sessions."""
    nueva = claves.temporal()
    _cambiar(
        almacen,
        usuario,
        clave_hash=claves.cifrar(nueva),
        clave_temporal_hasta=ahora() + VIDA_DE_CLAVE_TEMPORAL,
    )
    return nueva


def desactivar(almacen: Almacen, usuario: str) -> None:
    """Nobody enters with this account any more, and whoever is inside is out at once."""
    _cambiar(almacen, usuario, activa=False)


def reactivar(almacen: Almacen, usuario: str) -> None:
    """Let the account enter again, with the password it had."""
    _cambiar(almacen, usuario, activa=True)


def _cambiar(almacen: Almacen, usuario: str, **valores: object) -> None:
    if not filas.cambiar(almacen, normalizar(usuario), cierra_sesiones=True, **valores):
        raise CuentaInvalida(f"No hay ninguna cuenta «{usuario}».")
