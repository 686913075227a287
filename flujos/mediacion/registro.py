"""Next actions of the registry of agreements, its clock, and the limit to enforce."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from casos.decision import COORDINADOR, JUDICIAL, RESPONSABLE
from casos.mediacion.estado import Caso, Convenio
from casos.mediacion.plazos_legales import limite_de_ejecucion
from casos.mediacion.registro_convenio import se_tiene_por_inscrito
from casos.mediacion.vocabulario import Etapa
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.generadores import NATURALES, despierta, escalada, fila, genera
from flujos.pendiente import Pendiente
from flujos.reloj import Despertar


def _suscritos(caso: Caso) -> Iterator[Convenio]:
    """The agreements that the registry is for: signed and not replaced, also one that was paid since, because its
    inscription, and with it cosa juzgada, is the parties' right whatever was paid (LGMASC 98, 105, 106)."""
    return (convenio for convenio in caso.convenios.values() if convenio.suscrito)


@genera(*ABIERTAS)
def remitir(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Ten working days of the court after signing: was it sent to the registry? (LGMASC 105)."""
    for convenio in _suscritos(caso):
        if convenio.registral.estado == "por_remitir":
            yield fila(
                caso, v, convenio.firmado, "registro.remitir_dias_habiles", tipo="remitir_a_registro",
                clave=_clave(convenio), titulo="Confirmar que el convenio se remitió al registro",
                desde=convenio.fecha, acciones=("remitir_a_registro", "registrar_convenio"),
                quita="Se quita cuando se registra la remisión al Sistema de Convenios.",
            )  # fmt: skip


@genera(*ABIERTAS)
def obtener_numero(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Forty working days after signing, or thirty after it was sent, there must be a number (LGMASC 106)."""
    for convenio in _suscritos(caso):
        registral = convenio.registral
        if registral.estado == "por_remitir":
            marca, desde, regla = convenio.firmado, convenio.fecha, "registro.obtener_numero_dias_habiles"
        elif registral.estado == "remitido":
            marca, desde, regla = registral.marca, registral.remitido, "registro.inscribir_dias_habiles"
        else:
            continue
        yield fila(
            caso, v, marca, regla, tipo="registrar_convenio", clave=_clave(convenio), desde=desde,
            titulo="Obtener el número de registro del convenio",
            acciones=("registrar_convenio", "prevenir_convenio"),
            quita="Se quita con el número de registro, o cuando vence el plazo y el convenio se tiene por "
            "inscrito.",
        )  # fmt: skip


@genera(*ABIERTAS)
def subsanar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Ten working days of the court to correct what the registry found (LGMASC 103)."""
    for convenio in _suscritos(caso):
        if convenio.registral.estado == "prevenido":
            base = fila(
                caso, v, convenio.registral.marca, "registro.subsanar_dias_habiles",
                tipo="subsanar_prevencion", clave=_clave(convenio), desde=convenio.registral.prevenido,
                titulo="Subsanar la prevención del registro", prioridad=20,
                acciones=("subsanar_prevencion", "negar_inscripcion", "registrar_convenio"),
                quita="Se quita cuando se registra que se subsanó, o que se negó la inscripción.",
                detalle="Si no se subsana en plazo, el convenio no se inscribe y no tiene fuerza de cosa "
                "juzgada.",
            )  # fmt: skip
            yield base
            yield escalada(
                caso, v, base, convenio.registral.marca, "registro.subsanar_dias_habiles",
                "Vence el plazo para subsanar la prevención del registro",
            )  # fmt: skip


@despierta(*ABIERTAS)
def tener_por_inscrito(caso: Caso, v: Versiones) -> Iterator[Despertar]:
    """When the registry's term is over without an answer the agreement counts as inscribed."""
    for convenio in caso.convenios.values():
        instante = se_tiene_por_inscrito(caso, convenio, v)
        if instante is not None:
            causa = convenio.registral.marca.version
            clave = f"{_clave(convenio)}/{causa}"
            yield Despertar(instante, "tener_por_inscrito", convenio.numero, clave, (causa,))


@genera(*(etapa for etapa in ABIERTAS if etapa is not Etapa.LIQUIDADO))
def limite_para_ejecutar(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The time to ask for enforcement runs out (CNPCF 1020.I, 1021): the last warning to who decides."""
    for convenio in (caso.convenio,) if caso.convenio else ():
        limite = limite_de_ejecucion(convenio, v)
        if limite is None:
            continue
        avisos = v.politica(convenio.firmado.politica).judicial.avisos_ejecucion_dias
        for aviso, siguiente in pairwise((*avisos, 0)):
            turnado = caso.etapa is Etapa.TURNADO_JUDICIAL
            ultimo = siguiente == 0 or caso.suspension is not None
            yield Pendiente(
                tipo="limite_ejecucion", clave=f"{_clave(convenio)}/{aviso}",
                titulo="Se acerca el límite para ejecutar el convenio",
                rol=JUDICIAL if turnado else COORDINADOR if ultimo else RESPONSABLE, usuario=None,
                visible=limite - timedelta(days=aviso), vence=limite - timedelta(days=siguiente),
                causa=(max(convenio.firmado, convenio.incumplido, key=lambda m: m.version).version,),
                regla="judicial.avisos_ejecucion_dias", desde=limite, dias=-siguiente, calendario=NATURALES,
                acciones=_acciones(caso), prioridad=10,
                quita="Se quita cuando el convenio se paga, se sustituye o el caso se cierra.",
            )  # fmt: skip


def _acciones(caso: Caso) -> tuple[str, ...]:
    if caso.etapa is Etapa.TURNADO_JUDICIAL:
        return "registrar_seguimiento_judicial", "devolver_de_judicial"
    if caso.suspension is not None:
        return "reanudar", "solicitar_turno"
    return "solicitar_turno", "turnar_a_judicial"


def _clave(convenio: Convenio) -> str:
    return f"convenio-{convenio.numero}"
