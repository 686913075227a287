"""Changing the master key: a new generation, every key wrapped anew, every index entry computed anew."""

from casos.boveda import fichas
from casos.boveda.fichas import Entrada
from casos.boveda.indice import huellas_de
from casos.boveda.lectura import abrir_fichas
from casos.boveda.llavero import Llavero
from casos.boveda.maestra import Maestra
from casos.boveda.motores import Almacen
from casos.boveda.persona import Persona

_BLOQUE = 500


def rotar(datos: Almacen, llavero: Llavero, maestra: Maestra) -> int:
    """Add a generation and bring everything under it, in blocks, others working meanwhile; how many keys."""
    with datos.escribiendo():
        maestra.agregar()
    total = 0
    while cambiadas := _reenvolver(datos, llavero):
        total += cambiadas
    while _reindizar(datos, llavero, maestra):
        pass
    return total


def _reenvolver(datos: Almacen, llavero: Llavero) -> int:
    with datos.escribiendo():
        return llavero.reenvolver(_BLOQUE)


def _reindizar(datos: Almacen, llavero: Llavero, maestra: Maestra) -> int:
    vigente = maestra.vigente
    with datos.escribiendo() as conexion:
        personas = fichas.de_otra_maestra(conexion, vigente.huella, _BLOQUE)
        leidas = abrir_fichas(llavero, list(fichas.vigentes(conexion, personas)))
        entradas = [
            Entrada(h, p.persona_id, vigente.huella)
            for p in leidas.values()
            if isinstance(p, Persona)
            for h in huellas_de(vigente, p)
        ]
        fichas.indizar(conexion, personas, entradas)
    return len(personas)


def retirar_viejas(datos: Almacen, llavero: Llavero, maestra: Maestra) -> None:
    """Drop from the file the generations that open nothing any more."""
    with datos.escribiendo() as conexion:
        maestra.conservar(llavero.maestras_en_uso() | fichas.maestras_en_uso(conexion))
