"""What an absence asks: that the coordinator knows of one that somebody declared for themself, and who covers."""

from collections.abc import Iterator

from casos.ausencia import Ausencia, Clase, sede
from casos.calendario.explicacion import en_palabras
from casos.decision import COORDINADOR
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente

REGLA = "ausencias.enterarse_dias_habiles"
NOMBRES = {
    Clase.VACACIONES: "Vacaciones", Clase.PERMISO: "Permiso", Clase.INCAPACIDAD: "Incapacidad", Clase.OTRA: "Ausencia",
}  # fmt: skip


def pendientes(a: Ausencia, v: Versiones) -> Iterator[Pendiente]:
    """The coordinator's row, until they agree or change it."""
    if a.confirmada or a.cancelada or a.declarada_en is None:
        return
    desde = dia_local(a.declarada_en)
    dias = v.politica(a.politica).ausencias.enterarse_dias_habiles
    yield Pendiente(
        tipo="confirmar_ausencia", clave="ausencia", titulo=f"Enterarse de la ausencia de @{a.usuario}",
        rol=COORDINADOR, usuario=None, visible=desde, vence=v.vencimiento(desde, dias, "INSTITUTO", sede(a)).fecha,
        causa=(a.version,), regla=REGLA, desde=desde, dias=dias, calendario="INSTITUTO",
        acciones=("confirmar_ausencia", "cambiar_ausencia"),
        quita="Se quita cuando usted dice «enterado», la cambia o se cancela.",
        detalle=f"Del {en_palabras(a.desde)} al {en_palabras(a.hasta)}.",
    )  # fmt: skip
