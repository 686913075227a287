"""Rows of accounts: whoever may enter. The rules about them are in `web.cuentas`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from web.almacen import Almacen
from web.almacen.tablas import codigos_recuperacion, cuentas, sesiones


class Cuenta(NamedTuple):
    """Someone who may enter. `sede` is empty for those who see every office; secrets are not in it."""

    usuario: str
    nombre: str
    rol: str
    sede: str
    activa: bool
    clave_temporal_hasta: datetime | None
    con_segundo_factor: bool
    atajos: bool
    entrada_en: datetime | None

    @property
    def debe_cambiar(self) -> bool:
        """Whether the password was given by someone else and must be replaced before anything else."""
        return self.clave_temporal_hasta is not None


COLUMNAS = (
    cuentas.c.usuario,
    cuentas.c.nombre,
    cuentas.c.rol,
    cuentas.c.sede,
    cuentas.c.activa,
    cuentas.c.clave_temporal_hasta,
    cuentas.c.totp_secreto.is_not(None).label("con_segundo_factor"),
    cuentas.c.atajos,
    cuentas.c.entrada_en,
)


def de_fila(fila: Row[Any] | None) -> Cuenta | None:
    """The account of a row that starts with COLUMNAS."""
    return None if fila is None else Cuenta(*fila[: len(COLUMNAS)])


def crear(almacen: Almacen, fila: Mapping[str, Any]) -> bool:
    """Insert an account; False if the name is taken."""
    try:
        with almacen.escribir() as conexion:
            conexion.execute(insert(cuentas).values(**fila))
    except IntegrityError:
        return False
    return True


def buscar(almacen: Almacen, usuario: str) -> Cuenta | None:
    """The account of that name, active or not."""
    with almacen.leer() as conexion:
        return de_fila(conexion.execute(select(*COLUMNAS).where(cuentas.c.usuario == usuario)).first())


def listar(almacen: Almacen) -> Sequence[Cuenta]:
    """Every account, by name of user."""
    with almacen.leer() as conexion:
        return [Cuenta(*fila) for fila in conexion.execute(select(*COLUMNAS).order_by(cuentas.c.usuario))]


def clave_hash(almacen: Almacen, usuario: str) -> str | None:
    """The stored argon2id hash, or None when there is no such account."""
    with almacen.leer() as conexion:
        return conexion.scalar(select(cuentas.c.clave_hash).where(cuentas.c.usuario == usuario))


def cambiar(almacen: Almacen, usuario: str, *, cierra_sesiones: bool = False, **valores: Any) -> bool:
    """Set columns of one account, ending its sessions at once if asked. False if it is unknown."""
    with almacen.escribir() as conexion:
        hecho = conexion.execute(update(cuentas).where(cuentas.c.usuario == usuario).values(**valores))
        if cierra_sesiones:
            conexion.execute(delete(sesiones).where(sesiones.c.usuario == usuario))
        return hecho.rowcount == 1


def secreto_totp(almacen: Almacen, usuario: str) -> bytes | None:
    """The encrypted secret of the second factor, if it is on."""
    with almacen.leer() as conexion:
        return conexion.scalar(select(cuentas.c.totp_secreto).where(cuentas.c.usuario == usuario))


def gastar_paso(almacen: Almacen, usuario: str, paso: int) -> bool:
    """Take a 30-second step for a code; False if it, or a later one, was used already."""
    with almacen.escribir() as conexion:
        fila = update(cuentas).where(cuentas.c.usuario == usuario, cuentas.c.totp_paso < paso)
        return conexion.execute(fila.values(totp_paso=paso)).rowcount == 1


def poner_segundo_factor(
    almacen: Almacen, usuario: str, secreto: bytes | None, paso: int, huellas: Sequence[str]
) -> None:
    """Switch the second factor on (off: None), with its recovery codes' hashes in place of older ones."""
    with almacen.escribir() as conexion:
        cambio = update(cuentas).where(cuentas.c.usuario == usuario)
        conexion.execute(cambio.values(totp_secreto=secreto, totp_paso=paso))
        conexion.execute(delete(codigos_recuperacion).where(codigos_recuperacion.c.usuario == usuario))
        if huellas:
            conexion.execute(
                insert(codigos_recuperacion), [{"usuario": usuario, "huella": h} for h in huellas]
            )


def gastar_codigo(almacen: Almacen, usuario: str, huella: str) -> bool:
    """Use up a recovery code; False if there is no such code."""
    tabla = codigos_recuperacion
    with almacen.escribir() as conexion:
        fila = delete(tabla).where(tabla.c.usuario == usuario, tabla.c.huella == huella)
        return conexion.execute(fila).rowcount == 1


def codigos_restantes(almacen: Almacen, usuario: str) -> int:
    """How many recovery codes are left."""
    tabla = codigos_recuperacion
    with almacen.leer() as conexion:
        cuenta = select(func.count()).select_from(tabla).where(tabla.c.usuario == usuario)
        return conexion.scalar(cuenta) or 0


def hay_cuentas(almacen: Almacen) -> bool:
    """Whether anyone may enter at all; also the cheapest question that proves the store answers."""
    with almacen.leer() as conexion:
        return conexion.execute(select(cuentas.c.usuario).limit(1)).first() is not None
