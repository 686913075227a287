"""A log carried whole into an empty log of either engine: the same entries, links and MACs, in the same order."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from casos.boveda.bloques import en_bloques
from casos.registro.base import Registro, bytes_sellados

POR_BLOQUE = 2000


class Huella(NamedTuple):
    """What two equal logs have in common: how many entries and cases, and SHA-256 over all that is stored."""

    hechos: int
    casos: int
    sha256: str


def copiar(origen: Registro, destino: Registro, avance: Callable[[int], None] | None = None) -> int:
    """Carry everything; how many entries. `avance` is told how many so far. Raises `RegistroConHechos`."""
    copiados = 0
    with origen.foto() as foto, destino.cargar() as carga:
        for asientos in en_bloques(foto.asientos(), POR_BLOQUE):
            carga.asientos(asientos)
            copiados += len(asientos)
            if avance:
                avance(copiados)
        for pedidos in en_bloques(foto.pedidos(), POR_BLOQUE):
            carga.pedidos(pedidos)
        for reservas in en_bloques(foto.reservas(), POR_BLOQUE):
            carga.reservas(reservas)
    return copiados


def huella(registro: Registro) -> Huella:
    """The fingerprint of a log, the same on either engine."""
    suma = hashlib.sha256()
    hechos = casos = 0
    for caso_id, filas in registro.por_caso():
        casos += 1
        hechos += len(filas)
        for version, tema, estado, enlace, mac in filas:
            suma.update(bytes_sellados(caso_id, version, tema, bytes(estado)))
            suma.update(bytes(enlace) + bytes(mac))
    return Huella(hechos, casos, suma.hexdigest())
