"""Writing people: who may be written, who really changed, their versions and their index."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from casos.boveda import fichas
from casos.boveda.fichas import DATOS, OLVIDO, Entrada, Ficha
from casos.boveda.indice import huellas_de
from casos.boveda.lectura import abrir_ficha, cerrar_ficha
from casos.boveda.llavero import Llavero
from casos.boveda.maestra import Generacion
from casos.boveda.persona import Persona


def guardar(
    conexion: Connection, llavero: Llavero, maestra: Generacion, personas: Mapping[UUID, Persona], desde: int
) -> dict[UUID, int]:
    """Append a version of whoever changed; the version in force of everybody but those who were forgotten."""
    actuales = {f.persona_id: f for f in fichas.vigentes(conexion, personas)}
    llaves, destruidas = llavero.leer(personas)
    admitidas = [
        p for i, p in personas.items() if not _olvidada(actuales.get(i), i in llaves, i in destruidas)
    ]
    llaves |= llavero.crear({p.persona_id for p in admitidas} - llaves.keys(), destruidas)
    versiones = {
        p.persona_id: actuales[p.persona_id].version if p.persona_id in actuales else 0 for p in admitidas
    }
    cambian = [p for p in admitidas if not _igual(actuales.get(p.persona_id), llaves[p.persona_id], p)]
    for p in cambian:
        versiones[p.persona_id] += 1
    fichas.agregar(
        conexion, [cerrar_ficha(llaves[p.persona_id], p, versiones[p.persona_id], desde) for p in cambian]
    )
    entradas = [Entrada(h, p.persona_id, maestra.huella) for p in cambian for h in huellas_de(maestra, p)]
    fichas.indizar(conexion, [p.persona_id for p in cambian if p.persona_id in actuales], entradas)
    return versiones


def _olvidada(actual: Ficha | None, tiene_llave: bool, destruida: bool) -> bool:
    """Forgotten, or halfway there. Whose key is missing but was only swept may come back."""
    if actual is None:
        return destruida
    return actual.clase == OLVIDO or (actual.clase == DATOS and not tiene_llave)


def _igual(actual: Ficha | None, llave: bytes, persona: Persona) -> bool:
    return actual is not None and abrir_ficha(llave, actual) == persona
