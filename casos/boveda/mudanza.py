"""Carrying a vault to another engine: the same rows under the same master key."""

from sqlalchemy import Table, insert, select

from casos.boveda.bloques import en_bloques
from casos.boveda.errores import BovedaIlegible
from casos.boveda.maestra import Maestra
from casos.boveda.motores import Almacen


def exigir_misma_maestra(origen: Maestra, destino: Maestra) -> None:
    """Raises BovedaIlegible unless the destination has every master key of the origin."""
    if not set(origen.todas) <= set(destino.todas):
        raise BovedaIlegible(f"Copie antes {origen.archivo} a {destino.archivo}: sin ella no se leería nada.")


def copiar(origen: Almacen, destino: Almacen, tabla: Table) -> int:
    """Copy a table in its order, numbered anew; how many rows. Raises BovedaIlegible if the other has any."""
    columnas = [c for c in tabla.c if c.autoincrement is not True]
    filas = 0
    with origen.leyendo() as de, destino.escribiendo() as a:
        if a.execute(select(tabla).limit(1)).first() is not None:
            raise BovedaIlegible("La bóveda de destino ya tiene personas: la mudanza necesita una vacía.")
        for bloque in en_bloques(
            de.execute(select(*columnas).order_by(*tabla.primary_key.columns)).mappings()
        ):
            a.execute(insert(tabla), [dict(f) for f in bloque])
            filas += len(bloque)
    return filas
