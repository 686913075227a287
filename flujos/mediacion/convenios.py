"""Next actions of an agreement: authorise and sign the draft, gather its paper, start its plan."""

from collections.abc import Iterator

from casos.decision import COORDINADOR, SISTEMAS
from casos.mediacion.convenios import falta_para_activar
from casos.mediacion.elaboracion import ETAPAS_CON_BORRADOR
from casos.mediacion.estado import Caso, Convenio
from casos.mediacion.vocabulario import Etapa, MotivoLlamada, Producto
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.generadores import escalada, fila, genera
from flujos.mediacion.gestiones import contacto, llamadas, por_otro_medio
from flujos.pendiente import Pendiente

CON_CONVENIO = (Etapa.CONVENIO_FIRMADO, Etapa.EN_SEGUIMIENTO, Etapa.INCUMPLIDO)


def clave(convenio: Convenio) -> str:
    """How rows about an agreement are told apart."""
    return f"convenio-{convenio.numero}"


@genera(*ETAPAS_CON_BORRADOR, Etapa.TURNADO_JUDICIAL)
def borrador(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A draft waits for the coordinator, for its signatures, or to be drawn up again."""
    suyo = caso.borrador
    if suyo is None:
        return
    if suyo.por_autorizar:
        yield _autorizar(caso, suyo, v)
    elif suyo.rechazado == suyo.elaborado.revision:
        yield fila(
            caso, v, suyo.autorizacion, "convenio.firmar_dias_habiles", tipo="rehacer_convenio",
            clave=clave(suyo), titulo="Rehacer o descartar el convenio que no se autorizó",
            acciones=("elaborar_convenio", "descartar_convenio"),
            quita="Se quita cuando se elabora otra versión o se descarta el convenio.",
        )  # fmt: skip
    else:
        autorizado = suyo.autorizado == suyo.elaborado.revision
        regenera = suyo.elaborado.producto is Producto.REGENERACION
        yield fila(
            caso, v, suyo.autorizacion if autorizado else suyo.marca, "convenio.firmar_dias_habiles",
            tipo="firmar_convenio", clave=clave(suyo),
            titulo="Firmar la regeneración de adeudo" if regenera else "Firmar el convenio elaborado",
            acciones=("regenerar_adeudo" if regenera else "firmar_convenio", "descartar_convenio"),
            quita="Se quita cuando se registra la firma o se descarta el convenio.",
        )  # fmt: skip


def _autorizar(caso: Caso, suyo: Convenio, v: Versiones) -> Pendiente:
    fuera = suyo.elaborado.excede
    detalle = fuera[0] if fuera else "Este producto siempre lo autoriza la coordinación."
    return fila(
        caso, v, suyo.marca, "convenio.autorizar_dias_habiles", tipo="autorizar_descuento", clave=clave(suyo),
        titulo="Autorizar o no el convenio elaborado", rol=COORDINADOR,
        acciones=("autorizar_descuento", "rechazar_descuento"), prioridad=30,
        detalle=f"{detalle} Y {len(fuera) - 1} más." if len(fuera) > 1 else detalle,
        quita="Se quita cuando el coordinador responde o se elabora otra versión.",
    )  # fmt: skip


@genera(*ABIERTAS)
def papeles(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The papers of each signed agreement, also of one that was paid since: paying ends none of these duties."""
    for convenio in caso.convenios.values():
        if convenio.firmado.version:
            yield from _papeles_de(caso, convenio, v)


def _papeles_de(caso: Caso, suyo: Convenio, v: Versiones) -> Iterator[Pendiente]:
    """The signed original the same day, which escalates, and each signer's copy (LGMASC 96)."""
    if suyo.original is None:
        recabar = fila(
            caso, v, suyo.firmado, "documentos.recabar_dias_habiles", tipo="recabar_documento",
            clave=clave(suyo), titulo="Recabar el original firmado del convenio",
            acciones=("recabar_documento",), prioridad=30,
            quita="Se quita cuando se registra que el original está en sus manos.",
        )  # fmt: skip
        yield recabar
        yield escalada(
            caso, v, recabar, suyo.firmado, "documentos.escalar_recabar_dias_habiles",
            "Sigue sin recabarse el original del convenio",
        )  # fmt: skip
    for rol in dict.fromkeys(firma.rol for firma in suyo.firmas):
        if rol in suyo.copias:
            continue
        yield fila(
            caso, v, suyo.firmado, "documentos.entregar_copia_dias_habiles", tipo="entregar_copia",
            clave=f"{clave(suyo)}/{rol}", titulo=f"Entregar la copia del convenio: {rol}",
            acciones=("entregar_copia",), quita="Se quita cuando se registra la entrega de la copia.",
        )  # fmt: skip
    if not suyo.adenda_archivada:
        yield fila(
            caso, v, suyo.adenda, "documentos.archivar_dias_habiles", tipo="archivar_adenda",
            clave=f"{clave(suyo)}/adenda-{suyo.adendas}", titulo="Recabar y archivar la adenda firmada",
            acciones=("recabar_documento", "archivar_documento"),
            quita="Se quita cuando el original de la adenda está en el archivo.",
        )  # fmt: skip


@genera(*CON_CONVENIO)
def dar_de_alta(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Sistemas enters a regenerated plan in the portfolio system."""
    suyo = caso.convenio
    if suyo is not None and suyo.es_regeneracion and not suyo.alta.version:
        yield fila(
            caso, v, suyo.firmado, "convenio.alta_plan_dias_habiles", tipo="alta_de_plan", clave=clave(suyo),
            titulo="Dar de alta el plan regenerado", rol=SISTEMAS, acciones=("registrar_alta_de_plan",),
            quita="Se quita cuando Sistemas registra el alta del plan.",
        )  # fmt: skip


@genera(*(etapa for etapa in ABIERTAS if etapa is not Etapa.LIQUIDADO))
def informar_buro(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Sistemas tells the bureau of an agreement (LRSIC 20, 69), also of a partial one that was paid: once all is
    paid that is told instead."""
    for suyo in caso.convenios.values():
        if suyo.suscrito and not suyo.buro.version:
            yield fila(
                caso, v, suyo.firmado, "buro.informar_dias_habiles", tipo="informar_buro", clave=clave(suyo),
                titulo="Informar el convenio al Buró de Crédito", rol=SISTEMAS, acciones=("actualizar_buro",),
                quita="Se quita cuando Sistemas registra que lo informó con su clave de observación.",
            )  # fmt: skip


@genera(Etapa.CONVENIO_FIRMADO)
def activar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Nothing is missing and the schedule does not run: what started it was annulled."""
    suyo = caso.convenio
    if suyo is None or falta_para_activar(caso):
        return
    yield fila(
        caso, v, suyo.firmado, "seguimiento.verificar_dias_habiles", tipo="activar_plan", clave=clave(suyo),
        titulo="Activar el plan de pagos", acciones=("activar_plan",),
        quita="Se quita cuando el plan de pagos empieza a correr.",
    )  # fmt: skip


@genera(Etapa.EN_SEGUIMIENTO)
def bienvenida(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A first call once the schedule runs; counted from the day on which that was known."""
    suyo = caso.convenio
    if suyo is None or not suyo.activado.version:
        return
    desde = suyo.activado
    if (
        llamadas(caso, desde, MotivoLlamada.BIENVENIDA)
        or contacto(caso, desde)
        or por_otro_medio(caso, desde)
    ):
        return
    conocido = dia_local(suyo.activado.registrado_en)
    yield fila(
        caso, v, suyo.activado, "convenio.bienvenida_dias_habiles", tipo="llamada_de_bienvenida",
        clave=clave(suyo), titulo="Hacer la llamada de bienvenida al plan de pagos", desde=conocido,
        visible=conocido, acciones=("registrar_llamada", "enviar_carta"),
        quita="Se quita con la llamada (si nadie contesta, sigue otra), cuando se habla con quien debe o, si no se "
        "le puede llamar, cuando se le escribe o se le visita.",
    )  # fmt: skip
