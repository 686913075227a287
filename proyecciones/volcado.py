"""Writing many rows: one prepared statement of the driver, each column turned into what the driver stores.

SQLAlchemy's own executemany compiles the same statement but looks at every value of every row again; with tens of
rows a case that is most of a rebuild.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Connection, Date, Table, Uuid

from proyecciones.vista import Centavos, Instante, en_micros

Convierte = Callable[[Any], Any]
Listas = list[list[Any]]
"""Rows as the driver takes them: the values of every column, in order."""


def _hex(valor: UUID | None) -> str | None:
    return None if valor is None else valor.hex


def _iso(valor: date | None) -> str | None:
    return None if valor is None else valor.isoformat()


def _micros(valor: Any) -> int | None:
    return None if valor is None else en_micros(valor)


def _centavos(valor: Any) -> int | None:
    return None if valor is None else int(valor * 100)


def _cero_o_uno(valor: bool | None) -> int | None:
    return None if valor is None else int(valor)


def _conversiones(tabla: Table, motor: str) -> list[tuple[int, Convierte]]:
    """Which columns need turning, and how: the rest are stored as they are."""
    propias: dict[type, Convierte] = {Instante: _micros, Centavos: _centavos}
    if motor == "sqlite":
        propias |= {Uuid: _hex, Date: _iso, Boolean: _cero_o_uno}
    return [(n, propias[type(c.type)]) for n, c in enumerate(tabla.columns) if type(c.type) in propias]


@cache
def _orden(
    tabla: Table, motor: str
) -> tuple[str, Callable[[Mapping[str, Any]], Any], list[tuple[int, Convierte]]]:
    nombres = [c.name for c in tabla.columns]
    marca = "?" if motor == "sqlite" else "%s"
    marcas = ", ".join(marca for _ in nombres)
    orden = f"INSERT INTO {tabla.name} ({', '.join(nombres)}) VALUES ({marcas})"  # noqa: S608 - our own names
    return orden, itemgetter(*nombres), _conversiones(tabla, motor)


def convertir(tabla: Table, motor: str, filas: Sequence[Mapping[str, Any]]) -> Listas:
    """Rows that have every column of the table, as the driver of `motor` stores them."""
    _, toma, conversiones = _orden(tabla, motor)
    listas = []
    for fila in filas:
        valores = list(toma(fila))
        for n, convierte in conversiones:
            valores[n] = convierte(valores[n])
        listas.append(valores)
    return listas


def insertar(conexion: Connection, tabla: Table, listas: Listas) -> None:
    """Insert rows that `convertir` made for this engine."""
    if not listas:
        return
    motor = conexion.dialect.name
    cursor = conexion.connection.cursor()
    try:
        if motor == "sqlite":
            cursor.executemany(_orden(tabla, motor)[0], listas)
        else:
            _copiar(cursor, tabla, listas)
    finally:
        cursor.close()


def volcar(conexion: Connection, tabla: Table, filas: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that have every column of the table."""
    insertar(conexion, tabla, convertir(tabla, conexion.dialect.name, filas))


def _copiar(cursor: Any, tabla: Table, listas: Listas) -> None:
    """PostgreSQL's COPY, several times quicker than inserting."""
    nombres = ", ".join(c.name for c in tabla.columns)
    with cursor.copy(f"COPY {tabla.name} ({nombres}) FROM STDIN") as copia:
        for valores in listas:
            copia.write_row(valores)
