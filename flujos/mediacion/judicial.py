"""Next actions of handing a case to judicial, and of following it there."""

from collections.abc import Iterator

from casos.decision import COORDINADOR, JUDICIAL, RESPONSABLE
from casos.dinero.amortizacion import vencimiento as meses_despues
from casos.mediacion.estado import Caso
from casos.mediacion.judicial import ANTES_DE_JUDICIAL, turno_pedido
from casos.mediacion.paquete import faltantes
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.generadores import NATURALES, fila, genera
from flujos.pendiente import Pendiente


@genera(*ANTES_DE_JUDICIAL)
def decidir_turno(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The officer asked that judicial take the case: the coordinator decides, seeing its packet."""
    if not turno_pedido(caso):
        return
    faltan = faltantes(caso, v.politica(caso.judicial.marca.politica))
    yield fila(
        caso, v, caso.judicial.marca, "judicial.decidir_turno_dias_habiles", tipo="decidir_turno",
        clave=f"turno-{caso.judicial.marca.version}", titulo="Decidir si el caso se turna a judicial",
        rol=COORDINADOR, acciones=("turnar_a_judicial", "rechazar_turno"), prioridad=20,
        detalle=f"Al paquete le falta: {', '.join(faltan)}." if faltan else "El paquete está completo.",
        quita="Se quita cuando el coordinador turna el caso o decide no hacerlo.",
    )  # fmt: skip


@genera(Etapa.TURNADO_JUDICIAL)
def recibir_expediente(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Judicial takes the packet within its days."""
    if caso.judicial.estado == "turnado":
        yield fila(
            caso, v, caso.judicial.marca, "judicial.recibir_dias_habiles", tipo="recibir_expediente",
            clave=f"turno-{caso.judicial.marca.version}", titulo="Recibir el expediente turnado",
            rol=JUDICIAL, acciones=("recibir_expediente", "devolver_de_judicial"),
            quita="Se quita cuando judicial registra que recibió el expediente.",
        )  # fmt: skip


@genera(Etapa.TURNADO_JUDICIAL)
def seguir_en_juicio(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """How the case stands in court, once a quarter."""
    if caso.judicial.estado == "convenio_en_juicio":
        return
    marca = caso.judicial.seguimiento
    desde = dia_local(marca.en)
    meses = v.politica(marca.politica).judicial.seguimiento_meses
    dia = v.vencimiento(meses_despues(desde, meses), 0, "INSTITUTO", caso.apertura.sede).fecha
    yield Pendiente(
        tipo="seguimiento_judicial", clave="judicial", titulo="Registrar cómo va el juicio", rol=RESPONSABLE,
        usuario=None, visible=dia, vence=dia, causa=(marca.version,), regla="judicial.seguimiento_meses",
        desde=dia, dias=0, calendario=NATURALES,
        acciones=("registrar_seguimiento_judicial", "registrar_convenio_en_juicio", "devolver_de_judicial"),
        quita="Se quita cuando se registra el seguimiento; vuelve cada trimestre.",
    )  # fmt: skip


@genera(Etapa.TURNADO_JUDICIAL)
def convenir_en_juicio(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """An agreement was reached in court: it is drawn up and signed here."""
    if caso.judicial.estado == "convenio_en_juicio":
        accion = "firmar_convenio" if caso.borrador else "elaborar_convenio"
        yield fila(
            caso, v, caso.judicial.marca, "judicial.convenio_en_juicio_dias_habiles",
            tipo="convenio_en_juicio", clave=f"convenio-{caso.judicial.marca.version}",
            titulo="Capturar y firmar el convenio al que se llegó en juicio",
            acciones=(accion, "devolver_de_judicial"), detalle=f"Juzgado: {caso.judicial.juzgado}.",
            quita="Se quita cuando el convenio se firma.",
        )  # fmt: skip
