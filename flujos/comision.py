"""What a commission asks: its letter when it begins, its report after it ends, and that the coordinator knows of it."""

from collections.abc import Iterator
from datetime import date

from casos.calendario.explicacion import en_palabras
from casos.comision import Comision, Programa, sede
from casos.decision import COORDINADOR
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.pendiente import Pendiente, escalar

NOMBRES = {
    Programa.BECAS: "becas", Programa.ESTIMULOS: "estímulos", Programa.CREDITOS: "créditos", Programa.OTRO: "otro",
}  # fmt: skip


def pendientes(k: Comision, v: Versiones) -> Iterator[Pendiente]:
    """Its letter and its report, of who is sent; knowing of it, and a late report, of the coordinator."""
    if k.cancelada or k.informada or k.ordenada_en is None:
        return
    reglas, ordenada = v.politica(k.politica), dia_local(k.ordenada_en)
    if not k.confirmada:
        yield _fila(
            k, v, "confirmar_comision", f"Enterarse de la comisión de @{k.usuario}", ordenada, ordenada,
            "ausencias.enterarse_dias_habiles", reglas.ausencias.enterarse_dias_habiles,
            ("confirmar_comision", "cambiar_comision"), "Se quita cuando usted dice «enterado» o la cambia.",
        )._replace(rol=COORDINADOR, usuario=None)  # fmt: skip
    if not k.oficio:
        yield _fila(
            k, v, "oficio_de_comision", f"Pedir el oficio de la comisión: {k.evento}", ordenada, k.desde,
            "comisiones.oficio_dias_habiles", reglas.comisiones.oficio_dias_habiles, ("cambiar_comision",),
            "Se quita cuando se captura el número del oficio, o con el informe.",
        )  # fmt: skip
    informe = _fila(
        k, v, "informe_de_comision", f"Entregar el informe de la comisión: {k.evento}", k.hasta, k.hasta,
        "comisiones.informe_dias_habiles", reglas.comisiones.informe_dias_habiles, ("informar_comision",),
        "Se quita cuando se entrega el informe o se cancela la comisión.",
    )  # fmt: skip
    yield informe
    tarde = _dia(k, v, informe.vence, 1)
    yield escalar(
        informe, tarde, tarde, f"@{k.usuario} no ha entregado el informe: {k.evento}", informe.regla
    )


def _fila(
    k: Comision, v: Versiones, tipo: str, titulo: str, visible: date, desde: date, regla: str, dias: int,
    acciones: tuple[str, ...], quita: str,
) -> Pendiente:  # fmt: skip
    return Pendiente(
        tipo=tipo, clave="comision", titulo=titulo, rol=k.rol, usuario=k.usuario, visible=visible,
        vence=_dia(k, v, desde, dias), causa=(k.version,), regla=regla, desde=desde, dias=dias,
        calendario="INSTITUTO", acciones=acciones, quita=quita, detalle=f"{k.lugar}, {en_palabras(k.desde)}",
    )  # fmt: skip


def _dia(k: Comision, v: Versiones, desde: date, dias: int) -> date:
    return v.vencimiento(desde, dias, "INSTITUTO", sede(k)).fecha
