"""The service data carried to another store: accounts, drafts, saved views, who looked; not who is logged in."""

from sqlalchemy import insert, select

from web.almacen import Almacen
from web.almacen.tablas import intentos, metadatos, sesiones

BLOQUE = 1000
_PASAJERAS = {sesiones, intentos}


class ServicioConDatos(Exception):
    """The store that was to be filled has accounts already; nothing was written."""


def copiar(origen: Almacen, destino: Almacen) -> None:
    """Fill a store whose tables are there and empty. Raises ServicioConDatos."""
    with origen.leer() as de, destino.escribir() as a:
        for tabla in metadatos.sorted_tables:
            if tabla in _PASAJERAS:
                continue
            if a.execute(select(tabla).limit(1)).first() is not None:
                raise ServicioConDatos
            columnas = [c for c in tabla.c if c is not tabla.autoincrement_column]
            filas = de.execute(select(*columnas).order_by(*tabla.primary_key.columns)).mappings()
            while bloque := [dict(f) for f in filas.fetchmany(BLOQUE)]:
                a.execute(insert(tabla), bloque)
