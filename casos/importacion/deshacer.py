"""Undoing an import as a whole: what it captured is annulled wherever nothing else depends on it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID, uuid5

from casos.anulacion import Anulacion, anular
from casos.asiento import Acto, Asiento, Historia, Origen
from casos.casos import Peticion
from casos.dependencias import dependientes, propios
from casos.hecho import TextoPrivado
from casos.importacion.directorio import Oficina
from casos.importacion.mesa import Mesa
from casos.importacion.servicio import lote_de
from casos.importacion.vista_previa import ids_de_fila
from casos.lote import Lote, anular_lote

MOTIVO = TextoPrivado("Se deshizo la importación del archivo.")


class SinDeshacer(NamedTuple):
    """A case that stays as it is, and why."""

    caso_id: UUID
    razon: str


class Deshecho(NamedTuple):
    """What was undone: how many entries in how many cases, and where it could not be."""

    asientos: int
    casos: int
    quedan: tuple[SinDeshacer, ...]


def deshacer(oficina: Oficina, lote_id: UUID, acto: Acto) -> Deshecho:
    """Undo an import. Begun anew after a cut, it goes on where it stopped. Raises Rechazo for whoever may not."""
    lote = lote_de(oficina, lote_id)
    anular_lote(lote, None, Mesa(oficina.casos, acto).ctx)
    if lote.anulado:
        return Deshecho(0, 0, ())
    quedan: list[SinDeshacer] = []
    cuantos: dict[UUID, int] = {}
    respuestas = oficina.casos.decidir_lote(_peticiones(oficina, lote_id, lote, acto, quedan, cuantos))
    hechos = 0
    for respuesta in respuestas:
        if respuesta.rechazo is not None:
            quedan.append(SinDeshacer(respuesta.peticion.caso_id, str(respuesta.rechazo)))
            cuantos.pop(respuesta.peticion.caso_id)
        else:
            hechos += 1
    pedido = uuid5(lote_id, f"{lote.vuelta}/deshacer/{acto.autor}/{acto.rol}")
    oficina.casos.decidir(lote_id, anular_lote, None, _con(acto, pedido))
    return Deshecho(sum(cuantos.values()), hechos, tuple(quedan))


def _peticiones(
    oficina: Oficina,
    lote_id: UUID,
    lote: Lote,
    acto: Acto,
    quedan: list[SinDeshacer],
    cuantos: dict[UUID, int],
) -> Iterator[Peticion]:
    for caso_id, filas in lote.casos.items():
        historia = oficina.casos.historia(caso_id)
        suyos = _del_lote(historia, lote_id, lote, sorted(filas)) if historia else []
        if historia is None or not suyos:
            continue
        versiones = tuple(a.version for a in suyos)
        de_aqui = {*versiones, *(a.version for a in propios(historia, versiones))}
        ajenos = [a for a in dependientes(historia, versiones) if a.version not in de_aqui]
        if ajenos:
            que = (
                "1 captura posterior depende"
                if len(ajenos) == 1
                else f"{len(ajenos)} capturas posteriores dependen"
            )
            quedan.append(SinDeshacer(caso_id, f"{que} de lo importado; corríjalo en el caso."))
            continue
        cuantos[caso_id] = len(versiones)
        pedido = uuid5(lote_id, f"{lote.vuelta}/deshacer/{caso_id}/{acto.autor}/{acto.rol}")
        yield Peticion(caso_id, anular, Anulacion(versiones=versiones, motivo=MOTIVO), _con(acto, pedido))


def _del_lote(historia: Historia, lote_id: UUID, lote: Lote, filas: list[int]) -> list[Asiento]:
    """The entries that the batch captured in a case and still count."""
    ids = set(ids_de_fila(lote_id, lote.vuelta, filas))
    ids |= {
        str(uuid5(lote_id, f"{lote.vuelta}/desaparecida/{caso_id}/{sesion}"))
        for caso_id, sesion in lote.preguntadas
    }
    return [a for a in historia.vigentes if a.pedido in ids]


def _con(acto: Acto, pedido: UUID) -> Acto:
    return replace(acto, pedido=pedido, origen=Origen.IMPORTACION)
