"""Sessions that an earlier version of the agenda had and this one has not: asked about, never deleted."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from casos.importacion.conocido import Conocido
from casos.importacion.directorio import Oficina
from casos.importacion.palabras import momento
from casos.importacion.vista_previa import Clase, Renglon, Situacion, id_de_lote
from casos.lectura.agenda import AgendaLeida
from casos.lote import Lote
from casos.mediacion.estado import EstadoSesion
from casos.mediacion.hechos.sesiones import (
    LugarDeSesionCambiado,
    SesionAgendada,
    SesionCancelada,
    SesionReagendada,
)
from casos.tiempo import dia_local

Clave = tuple[UUID, int]
_DE_AGENDA = (SesionAgendada, SesionReagendada, LugarDeSesionCambiado, SesionCancelada)


def desaparecidas(
    leida: AgendaLeida, renglones: Sequence[Renglon], c: Conocido, oficina: Oficina, hoy: date
) -> list[Renglon]:
    """One line per session that vanished, inside the days and offices that the file covers.

    Only sessions that came in a file which had others of this one are asked about: two lists of different
    facilitators are no versions of each other.
    """
    fechas = [r.fecha for r in leida.buenos if r.fecha and not r.dudas]
    if not fechas:
        return []
    sedes = {r.sede for r in leida.buenos if r.sede}
    en_archivo = {(r.folio, r.num_sesion) for r in leida.buenos if r.folio}
    ilegibles = " ".join(m.texto.upper() for m in leida.malos)
    vistas = {(r.caso_id, r.sesion) for r in renglones if r.caso_id and r.sesion}
    faltan: list[Clave] = []
    for caso_id, numero in oficina.directorio.sesiones_previstas(min(fechas), max(fechas)):
        sesion = c.mesa.caso(caso_id).sesiones.get(numero)
        if sesion is None or sesion.estado is not EstadoSesion.PROGRAMADA or (caso_id, numero) in vistas:
            continue
        dentro = min(fechas) <= dia_local(sesion.inicio) <= max(fechas)
        if not dentro or (sedes and sesion.sede not in sedes):
            continue
        if (sesion.folio, sesion.num_sesion) in en_archivo or (sesion.folio and sesion.folio in ilegibles):
            continue
        faltan.append((caso_id, numero))
    suyas = _de_la_misma_lista(faltan, vistas, oficina) if faltan else set()
    return [_renglon(clave, c, hoy) for clave in faltan if clave in suyas]


def _renglon(clave: Clave, c: Conocido, hoy: date) -> Renglon:
    caso_id, numero = clave
    sesion = c.mesa.caso(caso_id).sesiones[numero]
    de_que = f"la sesión {sesion.num_sesion} de {sesion.folio}" if sesion.folio else f"la sesión {numero}"
    quien = c.acreditado(caso_id)
    return Renglon(
        fila=None,
        situacion=Situacion.DESAPARECIDA,
        mensaje=f"Ya no viene {de_que}, de {quien}, que está para el {momento(sesion.inicio, hoy)}. "
        "Pregunte al centro si se canceló; mientras, sigue agendada.",
        quien=quien,
        caso_id=caso_id,
        sesion=numero,
    )


def _de_la_misma_lista(faltan: Iterable[Clave], vistas: set[Clave], oficina: Oficina) -> set[Clave]:
    """Of the missing sessions, those that a chain of earlier files ties to sessions of this one."""
    lotes = _agendas_de([*faltan, *vistas], oficina)
    unidas, quedan = set(vistas), list(lotes.values())
    while cercanos := [lote for lote in quedan if not unidas.isdisjoint(lote.sesiones)]:
        for lote in cercanos:
            quedan.remove(lote)
            unidas |= lote.sesiones
    contestadas = {k for lote in lotes.values() for k, como in lote.preguntadas.items() if como == "sigue"}
    return unidas - contestadas


def _agendas_de(sesiones: Iterable[Clave], oficina: Oficina) -> dict[UUID, Lote]:
    """The agendas that scheduled or changed these sessions, and the latest ones."""
    ids = dict.fromkeys(oficina.directorio.lotes_recientes())
    por_caso: dict[UUID, set[int]] = {}
    for caso_id, numero in sesiones:
        por_caso.setdefault(caso_id, set()).add(numero)
    for caso_id, numeros in por_caso.items():
        historia = oficina.casos.historia(caso_id)
        for asiento in historia.vigentes if historia else ():
            hecho = asiento.hecho
            if isinstance(hecho, _DE_AGENDA) and hecho.sesion in numeros and hecho.archivo:
                ids[id_de_lote(Clase.AGENDA, hecho.archivo)] = None
    lotes = {lote_id: historia.caso for lote_id in ids if (historia := oficina.casos.historia(lote_id))}
    return {i: lote for i, lote in lotes.items() if isinstance(lote, Lote) and lote.clase == Clase.AGENDA}
