"""Previewing a file and carrying it out: what commands and screens call. It may be cut short at any row."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from casos.asiento import Acto
from casos.decision import Rechazo
from casos.importacion.agenda import planear_agenda
from casos.importacion.cartera import planear_cartera
from casos.importacion.directorio import Oficina
from casos.importacion.obra import Avance, Dias, Obra
from casos.importacion.pagos import planear_pagos
from casos.importacion.vista_previa import Clase, Eleccion, Renglon, VistaPrevia, id_de_lote
from casos.lectura.agenda import leer_agenda, leer_agenda_pegada
from casos.lectura.cartera import leer_cartera, leer_cartera_pegada
from casos.lectura.pagos import leer_pagos, leer_pagos_pegados
from casos.lectura.renglones import Leido
from casos.lote import Lote


class Envio(NamedTuple):
    """A file that somebody hands in, or cells that were copied from a sheet and `pegado`."""

    clase: Clase
    nombre: str
    contenido: bytes
    hoy: date
    pegado: bool = False


def previsualizar(
    oficina: Oficina, envio: Envio, acto: Acto, elecciones: dict[int, Eleccion] | None = None
) -> VistaPrevia:
    """What each row would do; nothing is written. Raises ArchivoIlegible for the file as a whole."""
    return vista_de(oficina, envio, acto, leer(envio), elecciones or {})


def vista_de(
    oficina: Oficina, envio: Envio, acto: Acto, leido: Leido[Any], elecciones: Mapping[int, Eleccion]
) -> VistaPrevia:
    """The preview of rows that were read already."""
    lote = lote_de(oficina, id_de_lote(envio.clase, leido.sha256))
    return VistaPrevia(
        clase=envio.clase,
        archivo=leido.archivo,
        sha256=leido.sha256,
        renglones=tuple(_planear(oficina, envio, acto, lote, leido, elecciones)),
        avisos=leido.avisos,
        vuelta=lote.vuelta,
        recibido=bool(lote.clase) and not lote.anulado,
    )


def lote_de(oficina: Oficina, lote_id: UUID) -> Lote:
    """The state of a batch; the empty one if it does not exist."""
    historia = oficina.casos.historia(lote_id)
    return historia.caso if historia and isinstance(historia.caso, Lote) else Lote()


Lector = Callable[..., Leido[Any]]
ARCHIVOS: dict[Clase, Lector] = {
    Clase.AGENDA: leer_agenda,
    Clase.CARTERA: leer_cartera,
    Clase.PAGOS: leer_pagos,
}
PEGADOS: dict[Clase, Lector] = {
    Clase.AGENDA: leer_agenda_pegada,
    Clase.CARTERA: leer_cartera_pegada,
    Clase.PAGOS: leer_pagos_pegados,
}


def leer(envio: Envio) -> Leido[Any]:
    """The rows of a file. Raises ArchivoIlegible."""
    if envio.pegado:
        return PEGADOS[envio.clase](envio.contenido.decode(), envio.hoy)
    return ARCHIVOS[envio.clase](envio.nombre, envio.contenido, envio.hoy)


def _planear(
    oficina: Oficina,
    envio: Envio,
    acto: Acto,
    lote: Lote,
    leido: Leido[Any],
    elecciones: Mapping[int, Eleccion],
) -> list[Renglon]:
    planes: dict[Clase, Callable[..., list[Renglon]]] = {
        Clase.AGENDA: planear_agenda,
        Clase.CARTERA: planear_cartera,
        Clase.PAGOS: planear_pagos,
    }
    return planes[envio.clase](leido, oficina, acto, envio.hoy, lote, elecciones)


# ------------------------------------------------------------------------------------------- carrying out


class OtraCosa(Rechazo):
    """What would be done is no longer what was on screen."""

    def __init__(self) -> None:
        super().__init__(
            "Mientras usted revisaba, algo cambió; vea otra vez la lista antes de llevarla a cabo."
        )


def confirmar(
    oficina: Oficina, envio: Envio, acto: Acto, *, sello: str = "", avance: Avance | None = None
) -> VistaPrevia:
    """Carry out what is sound and note what is in doubt. Raises ArchivoIlegible, or OtraCosa if `sello` differs.

    Each row is done once however often this is begun anew, and one that cannot be done stops no other.
    """
    leido = leer(envio)
    vista = vista_de(oficina, envio, acto, leido, {})
    if sello and sello != vista.sello:
        raise OtraCosa
    obra = Obra(oficina, vista, acto)
    obra.recibir(_dias(leido))
    hechos = obra.llevar(avance or (lambda hechas, total: None))
    return replace(vista, renglones=tuple(hechos), confirmado=True, recibido=True)


def _dias(leido: Leido[Any]) -> Dias:
    """The days that an agenda covers."""
    fechas = [r.fecha for r in leido.buenos if getattr(r, "num_sesion", None) and r.fecha and not r.dudas]
    return Dias(min(fechas), max(fechas)) if fechas else Dias()
