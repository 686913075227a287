"""`mediacion usuarios`: accounts, from the server's console. None exists until the first is made here."""

import json
import sys

import click
from rich.console import Console
from rich.table import Table

from casos.decision import ROLES
from web import cuentas, segundo_factor
from web.ajustes import leer_ajustes, leer_clave
from web.almacen import Almacen, abrir
from web.almacen import cuentas as filas
from web.cuentas import SEDES, CuentaInvalida


def _almacen() -> Almacen:
    ajustes = leer_ajustes()
    leer_clave(ajustes.archivo_clave_sesiones)  # says what to do where there is no instance
    almacen = abrir(ajustes)
    almacen.crear()
    return almacen


@click.group()
def usuarios() -> None:
    """Cuentas de quienes entran al sistema."""


@usuarios.command()
@click.argument("usuario")
@click.option("--nombre", required=True, help="Nombre completo de la persona.")
@click.option("--rol", type=click.Choice(ROLES), required=True, help="Qué hace en el sistema.")
@click.option("--sede", type=click.Choice(tuple(SEDES)), help="Oficina; sin ella ve todas.")
@click.option("--clave-por-entrada", is_flag=True, help="Lee la contraseña de la entrada estándar.")
def crear(usuario: str, nombre: str, rol: str, sede: str | None, clave_por_entrada: bool) -> None:
    """Crea una cuenta e imprime su contraseña temporal."""
    dada = sys.stdin.readline().rstrip("\r\n") if clave_por_entrada else None
    creada = cuentas.crear(_almacen(), usuario, nombre, rol, sede or "", clave=dada)
    click.echo(f"Cuenta «{cuentas.normalizar(usuario)}» creada.")
    if dada is None:
        _decir(creada)


@usuarios.command()
@click.option("--json", "en_json", is_flag=True, help="Imprime un documento JSON.")
def listar(en_json: bool) -> None:
    """Muestra las cuentas."""
    todas = filas.listar(_almacen())
    if en_json:
        columnas = ("usuario", "nombre", "rol", "sede", "activa", "con_segundo_factor")
        documento = [{columna: getattr(cuenta, columna) for columna in columnas} for cuenta in todas]
        click.echo(json.dumps(documento, ensure_ascii=False, indent=2))
        return
    tabla = Table("Usuario", "Nombre", "Rol", "Sede", "Estado", "Segundo factor", box=None)
    for cuenta in todas:
        estado = "activa" if cuenta.activa else "desactivada"
        factor = "sí" if cuenta.con_segundo_factor else "no"
        tabla.add_row(
            cuenta.usuario, cuenta.nombre, cuenta.rol, SEDES.get(cuenta.sede, "todas"), estado, factor
        )
    Console().print(tabla)


@usuarios.command()
@click.argument("usuario")
def desactivar(usuario: str) -> None:
    """Impide que la cuenta entre y cierra sus sesiones al instante."""
    cuentas.desactivar(_almacen(), usuario)
    click.echo(f"Cuenta «{usuario}» desactivada; sus sesiones quedaron cerradas.")


@usuarios.command()
@click.argument("usuario")
def reactivar(usuario: str) -> None:
    """Permite que la cuenta entre de nuevo."""
    cuentas.reactivar(_almacen(), usuario)
    click.echo(f"Cuenta «{usuario}» activa.")


@usuarios.command()
@click.argument("usuario")
def clave(usuario: str) -> None:
    """Da una contraseña temporal nueva y cierra las sesiones de la cuenta."""
    _decir(cuentas.restablecer_clave(_almacen(), usuario))


@usuarios.command("segundo-factor")
@click.argument("usuario")
@click.option("--quitar", is_flag=True, required=True, help="Lo apaga: para quien perdió el teléfono.")
def segundo_factor_(usuario: str, quitar: bool) -> None:
    """Apaga el segundo factor de una cuenta; su dueño lo enciende otra vez en «Mi cuenta»."""
    almacen = _almacen()
    nombre = cuentas.normalizar(usuario)
    if filas.buscar(almacen, nombre) is None:
        raise CuentaInvalida(f"No hay ninguna cuenta «{nombre}».")
    segundo_factor.quitar(almacen, nombre)
    click.echo(f"Segundo factor de «{nombre}» apagado.")


def _decir(clave: str) -> None:
    click.echo(f"Contraseña temporal: {clave}")
    click.echo("Sirve tres días y se cambia al entrar por primera vez.")
