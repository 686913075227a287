"""Forgetting: the key is destroyed first, then what it opened is deleted, so that no crash can undo it."""

from collections.abc import Collection, Container
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from casos.boveda import fichas
from casos.boveda.bloques import en_bloques
from casos.boveda.fichas import DATOS, OLVIDO, RETIRO, Ficha, en_micros
from casos.boveda.llavero import Llavero
from casos.boveda.motores import Almacen

_BLOQUE = 500


def olvidar(datos: Almacen, llavero: Llavero, personas: Collection[UUID], ahora: datetime) -> int:
    """Forget people for ever, also those half forgotten before a crash; how many still had data.

    Afterwards no file of the keys holds theirs; what lingers of their records is noise.
    """
    with datos.escribiendo() as conexion:
        actuales = {f.persona_id: f for f in fichas.vigentes(conexion, personas)}
        llavero.destruir(personas)
        sin_datos = Ficha(0, UUID(int=0), 0, 0, RETIRO, None)
        pendientes = [
            actuales.get(p, sin_datos._replace(persona_id=p))
            for p in personas
            if p not in actuales or actuales[p].clase != OLVIDO
        ]
        fichas.quitar(conexion, pendientes, OLVIDO, en_micros(ahora))
    llavero.borrar_rastros()
    return sum(f.clase == DATOS for f in pendientes)


def pendientes(datos: Almacen, llavero: Llavero) -> set[UUID]:
    """People whose forgetting was cut short, or whose key came back with an old copy of the keys."""
    with datos.leyendo() as conexion:
        con_datos = fichas.con_clase(conexion, DATOS)
        olvidadas = fichas.con_clase(conexion, OLVIDO)
    return (llavero.destruidas() & con_datos) | llavero.abrir(olvidadas).keys()


def barrer(
    datos: Almacen, llavero: Llavero, en_uso: Container[UUID], antes_de: datetime, ahora: datetime
) -> int:
    """Take out people whom no fact names and who were last written before an instant; how many.

    Their id is not barred: an import that is resumed may bring the same person back.
    """
    with datos.leyendo() as conexion:
        sueltas = [p for p in fichas.anteriores_a(conexion, en_micros(antes_de)) if p not in en_uso]
    barridas = 0
    for bloque in en_bloques(sueltas, _BLOQUE):
        with datos.escribiendo() as conexion:
            quietas = _siguen_quietas(conexion, bloque, en_micros(antes_de))
            fichas.quitar(conexion, quietas, RETIRO, en_micros(ahora))
        with datos.escribiendo() as conexion:  # a crash in between leaves a key that opens nothing
            retiradas = [f.persona_id for f in fichas.vigentes(conexion, bloque) if f.clase == RETIRO]
            llavero.destruir(retiradas)
        barridas += len(quietas)
    if barridas:
        llavero.borrar_rastros()
    return barridas


def _siguen_quietas(conexion: Connection, personas: Collection[UUID], antes_de: int) -> list[Ficha]:
    return [f for f in fichas.vigentes(conexion, personas) if f.clase == DATOS and f.desde < antes_de]
