"""The sealer: numbers the log's new entries as leaves, in position order, and signs a checkpoint over them all.

Before an entry becomes a leaf its chain link and MAC are checked: what the system did not write is never sealed.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from hmac import compare_digest
from typing import NamedTuple
from uuid import UUID

from casos.registro.base import INICIO, Ordenada, Registro, autenticar, bytes_sellados, enlazar, es_legible
from casos.sello import archivo as guardado
from casos.sello.arbol import Arbol, hoja
from casos.sello.archivo import ArchivoDeSellos, Hoja
from casos.sello.nota import Llave, NotaInvalida, Publica, Sello


class SelladoDetenido(Exception):
    """What is there must not be sealed; the text says what was found. Nothing was sealed."""


class Sellado(NamedTuple):
    """What a seal did: the checkpoint in force and how many entries it added."""

    sello: Sello
    nuevas: int


def hoja_de(caso_id: UUID, version: int, tema: str, estado: bytes, mac: bytes) -> bytes:
    """The leaf of an entry: over the bytes that its link covers, and its MAC.

    With the MAC, which nobody can compute without the key, a leaf shown beside another case's proof cannot be
    guessed from what one suspects it to say.
    """
    return hoja(bytes_sellados(caso_id, version, tema, estado) + len(mac).to_bytes(4, "big") + mac)


def sellar(
    registro: Registro, archivo: ArchivoDeSellos, llave: Llave, clave: bytes, ahora: datetime
) -> Sellado:
    """Seal every entry up to the safe horizon. Nothing new gives the last checkpoint again.

    Raises SelladoDetenido, and RegistroNoDisponible while another process seals.
    """
    with archivo.escribir() as conexion:
        arbol = Arbol(guardado.hashes(conexion))
        anterior = guardado.ultimo_sello(conexion)
        _revisar_lo_sellado(arbol, anterior, llave.publica)
        nuevas = _completas(list(_nuevas(registro, conexion, clave, len(arbol))), conexion)
        if anterior is not None and not nuevas:
            return Sellado(anterior, 0)
        for nueva in nuevas:
            arbol.agregar(nueva.hoja)
        guardado.agregar(conexion, nuevas)
        sello = llave.sellar(len(arbol), arbol.raiz())
        guardado.guardar(conexion, sello, ahora)
        return Sellado(sello, len(nuevas))


def _revisar_lo_sellado(arbol: Arbol, anterior: Sello | None, publica: Publica) -> None:
    """Never sign on top of leaves that are not those of the last checkpoint."""
    try:
        firmado = publica.leer(anterior.nota) if anterior else None
    except NotaInvalida as error:
        raise SelladoDetenido(
            f"El último sello guardado no sirve. {error} Corra «mediacion verificar»."
        ) from error
    if (len(arbol), arbol.raiz()) != (
        firmado.tamano if firmado else 0,
        firmado.raiz if firmado else arbol.raiz(),
    ):
        raise SelladoDetenido(
            "Las hojas guardadas no son las del último sello; alguien cambió el archivo de sellos. "
            "No se selló nada: corra «mediacion verificar»."
        )


def _nuevas(registro: Registro, conexion: sqlite3.Connection, clave: bytes, numero: int) -> Iterator[Hoja]:
    for asiento in _sin_sellar(registro, conexion):
        if not _es_autentico(asiento, clave):
            raise SelladoDetenido(
                f"El asiento {asiento.version} del caso {asiento.caso_id} no es auténtico. "
                "No se selló nada: corra «mediacion verificar»."
            )
        una = hoja_de(
            asiento.caso_id, asiento.version, asiento.tema, bytes(asiento.estado), bytes(asiento.mac)
        )
        yield Hoja(numero, asiento.caso_id, asiento.version, una, asiento.posicion)
        numero += 1


def _es_autentico(a: Ordenada, clave: bytes) -> bool:
    if not es_legible(a.tema, a.estado, a.enlace, a.mac, a.anterior):
        return False
    enlace = enlazar(a.anterior, a.caso_id, a.version, a.tema, bytes(a.estado))
    return compare_digest(enlace, bytes(a.enlace)) and compare_digest(autenticar(clave, enlace), bytes(a.mac))


def _sin_sellar(registro: Registro, conexion: sqlite3.Connection) -> Iterator[Ordenada]:
    """The entries after the last sealed one; all that are not sealed, where positions changed (a moved log)."""
    ultima = guardado.ultima_hoja(conexion)
    if ultima is None:
        yield from registro.en_orden(INICIO)
        return
    siguientes = registro.en_orden(ultima.posicion)
    primera = next(siguientes, None)
    if primera is not None and (primera.posicion, primera.caso_id, primera.version) == (
        ultima.posicion, ultima.caso, ultima.version,
    ):  # fmt: skip
        yield from siguientes
        return
    selladas = guardado.selladas(conexion)
    for asiento in registro.en_orden(INICIO):
        if (asiento.caso_id.bytes, asiento.version) not in selladas:
            yield asiento


def _completas(lote: Sequence[Hoja], conexion: sqlite3.Connection) -> Sequence[Hoja]:
    """The longest beginning of `lote` in which no entry comes without the one before it in its case.

    On PostgreSQL two transactions may cross, and the earlier entry still lie past the safe horizon.
    """
    hasta = {caso: guardado.sellada_hasta(conexion, caso) for caso in {h.caso for h in lote}}
    while True:
        estan = {(h.caso, h.version) for h in lote}
        sueltas = (
            n
            for n, h in enumerate(lote)
            if h.version > hasta[h.caso] + 1 and (h.caso, h.version - 1) not in estan
        )
        corte = next(sueltas, None)
        if corte is None:
            return lote
        lote = lote[:corte]
