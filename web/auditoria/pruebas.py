"""The proofs of one case under the last checkpoint, and that every older checkpoint is a beginning of it."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from casos.registro.base import Registro
from casos.sello.arbol import Arbol
from casos.sello.archivo import ArchivoDeSellos
from casos.sello.nota import Sello


class SinSello(ValueError):
    """The case has entries that no checkpoint covers yet, or that are not those that were sealed."""


class Pruebas(NamedTuple):
    """What the bundle holds to be proved, as JSON documents."""

    sello: Sello
    asientos: dict[str, Any]
    anteriores: list[dict[str, Any]]


def pruebas_de(registro: Registro, archivo: ArchivoDeSellos, caso_id: UUID) -> Pruebas:
    """The stored entries of a case with their inclusion proofs. Raises SinSello."""
    *viejos, ultimo = archivo.sellos()
    sello = ultimo.sello
    arbol = Arbol(archivo.hashes(sello.tamano))
    hojas = {h.version: h for h in archivo.del_caso(caso_id, sello.tamano)}
    filas = _renglones(registro, caso_id)
    if len(arbol) != sello.tamano or [f[0] for f in filas] != sorted(hojas):
        raise SinSello("El caso no coincide con lo que se selló; corra «mediacion verificar».")
    asientos = [
        {
            "version": version,
            "tema": tema,
            "estado": bytes(estado).decode(),
            "enlace": bytes(enlace).hex(),
            "mac": bytes(mac).hex(),
            "hoja": hojas[version].numero,
            "prueba": [h.hex() for h in arbol.inclusion(hojas[version].numero)],
        }
        for version, tema, estado, enlace, mac in filas
    ]
    anteriores = [
        {
            "nota": v.sello.nota,
            "prueba": [h.hex() for h in arbol.consistencia(v.sello.tamano)] if v.sello.tamano else [],
        }
        for v in viejos
    ]
    return Pruebas(sello, {"caso": str(caso_id), "asientos": asientos}, anteriores)


def _renglones(registro: Registro, caso_id: UUID) -> Sequence[tuple[int, str, bytes, bytes, bytes]]:
    """The rows of one case with their MAC: the share of the log that holds this id alone."""
    return next((filas for _, filas in registro.por_caso(caso_id.int, 1 << 128)), ())


def hasta_donde(archivo: ArchivoDeSellos, caso_id: UUID) -> int:
    """The last version of a case that the newest checkpoint covers; 0 when none does."""
    sellos = archivo.sellos()
    hojas = archivo.del_caso(caso_id, sellos[-1].sello.tamano) if sellos else []
    return hojas[-1].version if hojas else 0
