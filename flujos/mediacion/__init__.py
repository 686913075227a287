"""What comes next in a mediation case: its next actions, and what the clock must do for it."""

from datetime import time

from casos.decision import RESPONSABLE
from casos.mediacion.estado import Apartado, Caso
from casos.tiempo import dia_local
from casos.tipo import descubrir
from casos.versiones import Versiones
from flujos.mediacion.generadores import DESPERTADORES, GENERADORES, NATURALES, fila
from flujos.mediacion.suspension import espera
from flujos.pendiente import Pendiente

descubrir("flujos.mediacion")


def pendientes(caso: Caso, versiones: Versiones) -> tuple[Pendiente, ...]:
    """The next actions of a case, the most urgent first; a pure function without clock.

    While the case rests only what cannot wait stays. What somebody put away is gone until something new
    causes it again; if nothing else were left, the case asks for its next step: no open case is forgotten.
    """
    if caso.etapa is None:
        return ()
    filas = [p for p in GENERADORES.de(caso.etapa, caso, versiones) if not espera(caso, p)]
    quedan = [q for p in filas if (q := _apartada(p, caso.apartados.get((p.tipo, p.clave)))) is not None]
    if not quedan and caso.abierto:
        quedan = [_siguiente_paso(caso, versiones)]
    return tuple(sorted((_con_duenio(caso, p) for p in quedan), key=_urgencia))


def _apartada(p: Pendiente, apartado: Apartado | None) -> Pendiente | None:
    """The row as it is after somebody put it away: gone, resting until a day, or back for a newer cause."""
    if apartado is None or max(p.causa) > apartado.marca.version:
        return p
    if apartado.hasta is None:
        return None
    return p._replace(visible=max(p.visible, apartado.hasta))


def _siguiente_paso(caso: Caso, v: Versiones) -> Pendiente:
    """What is left when nothing else is: on the day of the clock's next decision, or else soon after the last act."""
    marcas = [
        caso.etapa_desde,
        *(a.marca for a in caso.apartados.values()),
        *(c.marca for c in caso.contacto.llamadas),
    ]
    marca = max(marcas)
    paso = fila(
        caso, v, marca, "caso.siguiente_paso_dias_habiles", tipo="siguiente_paso",
        clave=f"tras-{marca.version}", titulo="Decidir el siguiente paso del caso",
        acciones=("agregar_nota",),
        quita="Se quita cuando el caso vuelve a tener otro pendiente.",
        detalle="Los demás pendientes se descartaron." if caso.apartados else "",
    )  # fmt: skip
    plazo = min((d.instante for d in DESPERTADORES.de(caso.etapa, caso, v)), default=None)
    if plazo is None or (dia := dia_local(plazo)) <= paso.vence:
        return paso
    return paso._replace(
        titulo="Revisar el plazo que vence", detalle="No hay nada más que hacer antes de ese día.",
        visible=dia, vence=dia, desde=dia, dias=0, calendario=NATURALES,
    )  # fmt: skip


def _con_duenio(caso: Caso, p: Pendiente) -> Pendiente:
    return p._replace(usuario=caso.apertura.responsable) if p.rol == RESPONSABLE else p


def _urgencia(p: Pendiente) -> tuple[object, ...]:
    return p.vence, p.hora or time.max, p.prioridad, p.tipo, p.clave
