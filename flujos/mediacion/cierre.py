"""Next actions of a case that rests, is paid off, was closed or opened again."""

from collections.abc import Iterator

from casos.decision import ARCHIVO, CONTABILIDAD, COORDINADOR, SISTEMAS
from casos.mediacion.cierre import falta_para_cerrar, liquidado_sin, pagares_por_devolver
from casos.mediacion.estado import Caso, Marca
from casos.mediacion.saldos import nada_se_debe, pagados
from casos.mediacion.vocabulario import Etapa
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.generadores import NATURALES, fila, genera
from flujos.mediacion.gestiones import ultima
from flujos.pendiente import Pendiente


@genera(*ABIERTAS)
def revisar_suspension(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A case that rests is looked at again on its day."""
    suspension = caso.suspension
    if suspension is not None:
        yield Pendiente(
            tipo="revisar_suspension", clave=f"suspension-{suspension.marca.version}",
            titulo="Revisar si el caso sigue suspendido", rol=COORDINADOR, usuario=None,
            visible=suspension.revisar, vence=suspension.revisar, causa=(suspension.marca.version,),
            regla="caso.revisar_suspension_dias", desde=suspension.revisar, dias=0, calendario=NATURALES,
            acciones=("reanudar", "suspender", "cerrar_por_causa"),
            detalle=f"Causa: {suspension.causa.value.lower().replace('_', ' ')}.",
            quita="Se quita cuando el caso se reanuda, o se fija otra fecha para revisarlo.",
        )  # fmt: skip


@genera(Etapa.LIQUIDADO)
def tras_liquidar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """What a debtor who has paid is owed: the letter, the pagarés; then the case is closed."""
    liquidado = caso.cierre.liquidado
    if liquidado_sin(caso, "carta"):
        yield fila(
            caso, v, liquidado, "cierre.carta_no_adeudo_dias_habiles", tipo="carta_no_adeudo",
            clave=f"liquidado-{liquidado.version}", titulo="Entregar la carta de no adeudo",
            acciones=("entregar_carta_de_no_adeudo",), prioridad=30,
            quita="Se quita cuando se registra que el acreditado tiene su carta.",
        )  # fmt: skip
    pagares = pagares_por_devolver(caso)
    if pagares:
        yield fila(
            caso, v, liquidado, "cierre.devolver_pagares_dias_habiles", tipo="devolver_pagares",
            clave=f"liquidado-{liquidado.version}", titulo="Devolver los pagarés",
            acciones=("devolver_pagare",), detalle=f"Falta el de: {', '.join(pagares)}.",
            quita="Se quita cuando se devuelve el pagaré de cada crédito.",
        )  # fmt: skip
    if not falta_para_cerrar(caso):
        yield fila(
            caso, v, _ultimo_tramite(caso), "cierre.cerrar_dias_habiles", tipo="cerrar_caso",
            clave=f"liquidado-{liquidado.version}", titulo="Cerrar el caso", acciones=("cerrar_caso",),
            detalle="Ya no le falta nada.", quita="Se quita cuando el caso se cierra.",
        )  # fmt: skip


@genera(*(etapa for etapa in ABIERTAS if etapa is not Etapa.LIQUIDADO))
def tras_pagar_un_credito(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A contract is paid while others are owed: its pagaré goes back. With nothing owed at all by the balances that
    came, accounting says so."""
    pagado = pagados(caso)
    if nada_se_debe(caso):
        yield fila(
            caso, v, max(pagado.values(), key=lambda marca: marca.version), "pagos.conciliar_dias_habiles",
            tipo="confirmar_liquidacion", clave="saldo", titulo="Confirmar que el adeudo está liquidado",
            rol=CONTABILIDAD, acciones=("confirmar_liquidacion", "recibir_saldo"),
            detalle="Según los saldos recibidos ya no se debe nada.",
            quita="Se quita cuando Contabilidad confirma que está liquidado o registra lo que se debe.",
        )  # fmt: skip
        return
    for numero in pagares_por_devolver(caso):
        yield fila(
            caso, v, pagado[numero], "cierre.devolver_pagares_dias_habiles", tipo="devolver_pagares",
            clave=f"credito-{numero}", titulo=f"Devolver el pagaré del crédito {numero}, que ya se pagó",
            acciones=("devolver_pagare",), quita="Se quita cuando se registra que se devolvió el pagaré.",
        )  # fmt: skip


def _ultimo_tramite(caso: Caso) -> Marca:
    """The newest of what had to be done before closing; each of it had a row of its own until then."""
    marcas = [caso.cierre.liquidado, caso.cierre.carta, caso.cierre.buro, caso.etapa_desde]
    marcas += [documento.archivado for documento in caso.documentos.values()]
    marcas += [pago.recibo for pago in caso.pagos.values()]
    marcas += [convenio.registral.marca for convenio in caso.convenios.values()]
    return max(marcas, key=lambda marca: marca.version)


@genera(Etapa.LIQUIDADO)
def informar_liquidacion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Sistemas tells the credit bureau within five working days (LRSIC 20)."""
    if liquidado_sin(caso, "buro"):
        yield fila(
            caso, v, caso.cierre.liquidado, "buro.informar_dias_habiles", tipo="actualizar_buro",
            clave=f"liquidado-{caso.cierre.liquidado.version}", rol=SISTEMAS,
            titulo="Informar al Buró de Crédito que el adeudo se liquidó", acciones=("actualizar_buro",),
            quita="Se quita cuando Sistemas registra el informe.",
        )  # fmt: skip


@genera(*ABIERTAS)
def revisar_reapertura(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A case that was opened again is reviewed; whatever is done in it says that it was."""
    reabierto = caso.cierre.reabierto
    if reabierto.version and caso.etapa_desde == reabierto and ultima(caso, reabierto) == reabierto:
        yield fila(
            caso, v, reabierto, "caso.revisar_reapertura_dias_habiles", tipo="revisar_reapertura",
            clave=f"reabierto-{reabierto.version}", titulo="Revisar el caso que se reabrió",
            acciones=("registrar_llamada", "agregar_nota"),
            quita="Se quita cuando el caso cambia de etapa o se hace alguna gestión.",
        )  # fmt: skip


@genera(Etapa.CERRADO)
def transferir(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The archive moves the closed file to its next store."""
    cierre = caso.cierre
    if cierre.transferido.version < cierre.cerrado.version:
        yield fila(
            caso, v, cierre.cerrado, "cierre.transferir_concentracion_dias_habiles",
            tipo="transferir_a_concentracion", clave=f"cerrado-{cierre.cerrado.version}",
            titulo="Transferir el expediente a concentración", rol=ARCHIVO,
            acciones=("transferir_a_concentracion",),
            quita="Se quita cuando el archivo registra dónde quedó el expediente.",
        )  # fmt: skip
