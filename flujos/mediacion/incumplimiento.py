"""Next actions around a breach: decide it, tell those who owe, decide what follows; and its clock."""

from collections.abc import Iterator

from casos.calendario.explicacion import en_palabras
from casos.decision import COORDINADOR
from casos.dinero.pesos import en_cifras
from casos.mediacion.consecuencias import atraso_cubierto
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio, Marca
from casos.mediacion.judicial import turno_pedido
from casos.mediacion.libro import siguiente_parcialidad
from casos.mediacion.vencimientos import (
    Propio,
    incumplimiento_por_tratar,
    intentos_de_contacto,
    propuesta_en_pie,
)
from casos.mediacion.vocabulario import Etapa, RolParte
from casos.tiempo import dia_local
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.convenios import clave
from flujos.mediacion.generadores import despierta, fila, genera
from flujos.mediacion.gestiones import contacto, llamadas, por_otro_medio
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar


def _incumplido(caso: Caso) -> Convenio | None:
    suyo = caso.convenio
    return suyo if suyo is not None and suyo.estado is EstadoConvenio.INCUMPLIDO else None


@genera(Etapa.EN_SEGUIMIENTO)
def decidir(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The clock found a breach: the coordinator declares it, or says until when not."""
    suyo = caso.convenio
    if suyo is None or suyo.propuesto.version <= suyo.corre_desde.version:
        return
    if not propuesta_en_pie(caso, suyo, v):
        return
    hasta = suyo.desestimado_hasta
    yield fila(
        caso, v, suyo.propuesto, "incumplimiento.decidir_declaracion_dias_habiles",
        tipo="decidir_incumplimiento", clave=clave(suyo), titulo="Decidir si se declara el incumplimiento",
        rol=COORDINADOR, desde=hasta, visible=hasta, prioridad=30,
        acciones=("declarar_incumplimiento", "desestimar_incumplimiento"),
        detalle=f"Se dejó para el {en_palabras(hasta)}." if hasta else _intentos(caso, suyo, v),
        quita="Se quita cuando se declara, se deja para otro día o un pago hecho a tiempo lo deshace.",
    )  # fmt: skip


def _intentos(caso: Caso, suyo: Convenio, v: Versiones) -> str:
    minimos = v.politica(suyo.firmado.politica).incumplimiento.intentos_minimos
    falta = siguiente_parcialidad(caso, suyo)
    hechos = len(intentos_de_contacto(caso, falta.vence)) if falta else 0
    return f"Intentos de contacto documentados: {hechos} de {minimos}."


@genera(Etapa.INCUMPLIDO)
def notificar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The debtor and the aval are told of the breach."""
    suyo = _incumplido(caso)
    if suyo is None:
        return
    roles = (RolParte.ACREDITADO, *((RolParte.AVAL,) if caso.tiene_aval else ()))
    for rol in roles:
        if rol not in suyo.notificados:
            yield fila(
                caso, v, suyo.incumplido, "incumplimiento.notificar_dias_habiles",
                tipo="notificar_incumplimiento", clave=f"{clave(suyo)}/{rol}",
                titulo=f"Notificar el incumplimiento: {rol}", acciones=("notificar_incumplimiento",),
                quita="Se quita cuando se registra la notificación o el incumplimiento se deshace.",
            )  # fmt: skip


@genera(Etapa.INCUMPLIDO)
def llamar_por_inicial(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The initial payment never came: a call before anything else."""
    suyo = _incumplido(caso)
    if suyo is None or suyo.inicial_omitido.version != suyo.incumplido.version:
        return
    hecho = llamadas(caso, suyo.incumplido) or contacto(caso, suyo.incumplido)
    if not hecho and not por_otro_medio(caso, suyo.incumplido):
        yield fila(
            caso, v, suyo.incumplido, "convenio.llamar_pago_inicial_dias_habiles", tipo="llamar_pago_inicial",
            clave=clave(suyo), titulo="Llamar: no llegó el pago inicial",
            acciones=("registrar_llamada", "enviar_carta"),
            detalle=f"Debe {en_cifras(suyo.plan.pago_inicial)}.",
            quita="Se quita con la llamada (si nadie contesta, sigue otra) o, si no se le puede llamar, cuando se le "
            "escribe o se le visita.",
        )  # fmt: skip


@genera(Etapa.INCUMPLIDO)
def decidir_que_sigue(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The coordinator says what follows a breach; sooner once the arrears were paid after it."""
    suyo = _incumplido(caso)
    if suyo is None:
        return
    if cubierto := atraso_cubierto(caso, suyo, v):
        conocido = dia_local(cubierto.registrado_en)
        yield fila(
            caso, v, cubierto, "incumplimiento.decidir_declaracion_dias_habiles", tipo="decidir_subsanacion",
            clave=clave(suyo), titulo="Decidir si el incumplimiento queda subsanado", rol=COORDINADOR,
            desde=conocido, visible=conocido, acciones=("subsanar_incumplimiento", "revocar_condonacion"),
            prioridad=30, detalle=_lo_que_sigue(caso, suyo, cubierto),
            quita="Se quita cuando se da por subsanado o el caso toma otra vía.",
        )  # fmt: skip
    if turno_pedido(caso):
        return
    yield fila(
        caso, v, suyo.incumplido, "incumplimiento.decidir_via_dias_habiles",
        tipo="decidir_tras_incumplimiento", clave=clave(suyo),
        titulo="Decidir qué sigue tras el incumplimiento", rol=COORDINADOR,
        acciones=("modificar_convenio", "elaborar_convenio", "revocar_condonacion"),
        detalle="Si debe ir a juicio, el responsable pide el turno.",
        quita="Se quita cuando el convenio se subsana, se modifica o se sustituye, o se pide turnar el caso.",
    )  # fmt: skip


def _lo_que_sigue(caso: Caso, suyo: Convenio, cubierto: Marca) -> str:
    """What was covered, and what falls due next: it may have done so meanwhile, and is then claimed by itself."""
    dicho = f"Con el pago del {en_palabras(dia_local(cubierto.en))} se cubrió lo atrasado."
    falta = siguiente_parcialidad(caso, suyo)
    return f"{dicho} Lo siguiente vence el {en_palabras(falta.vence)}." if falta else dicho


@genera(*(etapa for etapa in ABIERTAS if etapa is not Etapa.LIQUIDADO))
def avisar_revocacion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Contabilidad and Sistemas must know the amounts that came back to the debt, wherever the case went since."""
    suyo = _incumplido(caso)
    if suyo is None or suyo.revocado is None or suyo.revocacion_avisada:
        return
    yield fila(
        caso, v, suyo.revocacion, "convenio.avisar_condonacion_revocada_dias_habiles",
        tipo="avisar_condonacion_revocada", clave=clave(suyo),
        titulo="Avisar a Contabilidad y a Sistemas: condonación revocada",
        acciones=("avisar_condonacion_revocada",),
        detalle=f"Vuelven a deberse {en_cifras(suyo.revocado.total)}.",
        quita="Se quita cuando se registra el aviso.",
    )  # fmt: skip


@genera(Etapa.CONVENIO_FIRMADO, Etapa.EN_SEGUIMIENTO)
def deshecho(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """A payment made in time undid the breach: whoever was told of it is told so, and the coordinator sees it."""
    suyo = caso.convenio
    if suyo is None or not suyo.incumplimiento_deshecho.version:
        return
    marca, conocido = suyo.incumplimiento_deshecho, dia_local(suyo.incumplimiento_deshecho.registrado_en)
    if not llamadas(caso, marca) and not any(c.marca.version > marca.version for c in caso.contacto.cartas):
        yield fila(
            caso, v, marca, "incumplimiento.avisar_deshecho_dias_habiles", tipo="avisar_deshecho",
            clave=clave(suyo), titulo="Avisar que el incumplimiento quedó sin efecto", desde=conocido,
            visible=conocido, acciones=("registrar_llamada", "enviar_carta"),
            detalle="Un pago hecho a tiempo se capturó después.",
            quita="Se quita con la llamada o el mensaje a quien debe.",
        )  # fmt: skip
    if caso.revisado_hasta < marca.version:
        yield fila(
            caso, v, marca, "incumplimiento.avisar_deshecho_dias_habiles", tipo="revisar_deshecho",
            clave=clave(suyo), titulo="Enterarse: un pago dejó sin efecto el incumplimiento", rol=COORDINADOR,
            desde=conocido, visible=conocido, acciones=("revisar",), prioridad=60,
            quita="Se quita cuando el coordinador marca el caso como revisado.",
        )  # fmt: skip


@despierta(Etapa.EN_SEGUIMIENTO)
def incumplimiento(caso: Caso, v: Versiones) -> Iterator[Despertar]:
    """The day on which the verdict becomes breach, or on which one set aside is looked at again."""
    por_tratar = incumplimiento_por_tratar(caso, v)
    if por_tratar and caso.convenio:
        suyo, (cuando, automatico) = caso.convenio, por_tratar
        vez = max(suyo.corre_desde.version, suyo.propuesto.version)
        marca = f"{clave(suyo)}/{'declarar' if automatico else 'proponer'}/{dia_local(cuando)}/{vez}"
        yield Despertar(cuando, "proponer_incumplimiento", Propio(convenio=suyo.numero), marca)
