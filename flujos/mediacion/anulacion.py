"""Next action after an annulment: the coordinator learns what was taken away."""

from collections.abc import Iterator

from casos.decision import COORDINADOR
from casos.mediacion.estado import Caso
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.generadores import fila, genera
from flujos.pendiente import Pendiente


@genera()
def revisar_anulacion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Somebody other than the coordinator annulled or corrected; counted from when that was captured."""
    anulado = caso.anulado
    if anulado.version > caso.revisado_hasta and anulado.rol != COORDINADOR:
        capturado = dia_local(anulado.registrado_en)
        yield fila(
            caso, v, anulado, "caso.revisar_anulacion_dias_habiles", tipo="revisar_anulacion",
            clave=f"anulado-{anulado.version}", titulo="Revisar lo que se anuló o corrigió", rol=COORDINADOR,
            desde=capturado, visible=capturado, acciones=("revisar",), prioridad=60,
            quita="Se quita cuando el coordinador marca el caso como revisado.",
        )  # fmt: skip
