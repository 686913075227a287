"""What an activity of the area asks: to do it by its day; once late, the coordinator sees it too."""

from collections.abc import Iterator

from casos.actividad import Actividad, Cada, sede
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente, escalar

ANTES, DESPUES = "actividades.mostrar_dias_habiles", "actividades.escalar_dias_habiles"
CADA = {Cada.SEMANA: "cada semana", Cada.MES: "cada mes"}


def pendientes(t: Actividad, v: Versiones) -> Iterator[Pendiente]:
    """One row at a time; one that comes back is shown some days before it is due, not all of the month."""
    if t.terminada or t.pedida_en is None:
        return
    reglas, pedida = v.politica(t.politica).actividades, dia_local(t.pedida_en)
    visible = pedida
    if t.veces:
        visible = v.vencimiento(t.vence, -reglas.mostrar_dias_habiles, "INSTITUTO", sede(t)).fecha
    p = Pendiente(
        tipo="actividad", clave="actividad", titulo=t.asunto, rol=t.rol, usuario=t.para, visible=visible,
        vence=v.vencimiento(t.vence, 0, "INSTITUTO", sede(t)).fecha, causa=(t.version,), regla=ANTES, desde=t.vence,
        dias=0, calendario="INSTITUTO", acciones=("terminar_actividad", "cambiar_actividad"),
        quita="Se quita cuando se marca como hecha, o cuando ya no hace falta.",
        detalle=f"La pide {t.pide}{f', {CADA[t.cada]}' if t.cada else ''}",
    )  # fmt: skip
    yield p
    tarde = v.vencimiento(p.vence, reglas.escalar_dias_habiles, "INSTITUTO", sede(t)).fecha
    yield escalar(p, tarde, tarde, f"Actividad atrasada, de @{t.para}: {t.asunto}", DESPUES)
