"""A batch on a page: the batch itself, its file, its rows in doubt, and the case that a person names."""

from typing import Any
from uuid import UUID

from flask import abort

from casos.decision import Rechazo
from casos.importacion.dudas import en_duda
from casos.importacion.vista_previa import Renglon
from casos.lectura.ilegible import ValorIlegible
from casos.lectura.valores import leer_folio
from casos.lote import Lote
from web import importaciones
from web.actual import almacen, instancia
from web.envios import Guardado
from web.pantallas.importar import acto, exigir_clase


def lote_o_404(caso_id: UUID) -> Lote:
    """A batch of a kind that the account may import."""
    historia = instancia().casos.historia(caso_id)
    if historia is None or not isinstance(historia.caso, Lote):
        abort(404)
    exigir_clase(historia.caso.clase)
    return historia.caso


def guardado_de(caso_id: UUID) -> Guardado | None:
    """Its file, while it is kept."""
    return importaciones.envios(instancia()).leer(caso_id)


def dudas_de(guardado: Guardado) -> list[tuple[Any, Renglon]]:
    """The rows of a file that are in doubt, with what would be done with each today."""
    abierta = instancia()
    oficina = importaciones.oficina(abierta, almacen())
    return en_duda(oficina, importaciones.envio_de(abierta, guardado), acto())


def caso_por_clave(texto: str) -> UUID:
    """The open case of a contract or a court folio. Raises Rechazo."""
    abierta = instancia()
    limpio = texto.strip()
    if not limpio:
        raise Rechazo("Escriba un número de crédito o un folio del caso.")
    directorio = importaciones.oficina(abierta, almacen()).directorio
    try:
        folio, _ = leer_folio(limpio)
    except ValorIlegible:
        folio = limpio.upper()
    numero = limpio.lstrip("0")
    hallados = {
        *directorio.de_creditos([numero]).get(numero, ()),
        *directorio.de_folios([folio]).get(folio, ()),
    }
    abiertos = [i for i in hallados if (historia := abierta.casos.historia(i)) and historia.caso.abierto]
    if len(abiertos) != 1:
        raise Rechazo(f"No hay un caso abierto con el crédito o folio «{limpio}»; revíselo.")
    return abiertos[0]
