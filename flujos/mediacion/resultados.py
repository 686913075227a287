"""Next actions after a session or without one: papers, absences, no agreement, the mechanism's time."""

from collections.abc import Iterator
from datetime import timedelta

from casos.decision import COORDINADOR, RESPONSABLE
from casos.mediacion.cotejo import Renglon, de_sesiones
from casos.mediacion.estado import Caso, EstadoSesion, Marca, Sesion
from casos.mediacion.mecanismo import limite
from casos.mediacion.vocabulario import (
    SIGUE_EN_OTRO,
    Etapa,
    FaltaDelInstituto,
    ResultadoSesion,
    TipoDocumento,
)
from casos.versiones import Versiones
from flujos.mediacion.apertura import ABIERTAS
from flujos.mediacion.generadores import NATURALES, escalada, fila, genera
from flujos.mediacion.gestiones import contacto, llamadas, por_otro_medio, sin_respuesta, ultima
from flujos.pendiente import Pendiente

INASISTENCIA = frozenset({TipoDocumento.CONSTANCIA_INASISTENCIA})


@genera(*ABIERTAS)
def recabar_documento(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The signed paper of each session, the same day; the coordinator sees it when three days have passed."""
    for papel in de_sesiones(caso):
        if papel.documento is not None:
            continue
        base = _recabar(caso, v, papel)
        yield base
        yield escalada(
            caso, v, base, papel.desde, "documentos.escalar_recabar_dias_habiles",
            f"Sigue sin recabarse: {_nombre(papel)}",
        )  # fmt: skip


def _recabar(caso: Caso, v: Versiones, papel: Renglon) -> Pendiente:
    regla = "documentos.recabar_dias_habiles"
    if papel.tipos == INASISTENCIA:
        regla = "sesiones.constancia_inasistencia_dias_habiles"
    return fila(
        caso, v, papel.desde, regla, tipo="recabar_documento",
        clave=papel.clave, titulo=f"Recabar {_nombre(papel)}", acciones=("recabar_documento",), prioridad=30,
        quita="Se quita cuando el original firmado está en sus manos y lo registra.",
    )  # fmt: skip


def _nombre(papel: Renglon) -> str:
    if papel.tipos == INASISTENCIA:
        return "la constancia de inasistencia"
    if TipoDocumento.CONVENIO in papel.tipos and TipoDocumento.CONSTANCIA_ASISTENCIA not in papel.tipos:
        return "el convenio firmado"
    if papel.sesion is None:
        return "la constancia de conclusión"
    return "la constancia de la sesión"


@genera(Etapa.NO_COMPARECIO)
def contactar_inasistente(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Who did not come is contacted on the next working day."""
    inasistencia = caso.mecanismo.inasistencia
    if not _contactado(caso, v) and not _solo_falto_el_instituto(caso):
        yield fila(
            caso, v, inasistencia, "sesiones.contactar_inasistente_dias_habiles",
            tipo="contactar_inasistente", clave=f"inasistencia-{inasistencia.version}",
            titulo="Contactar a quien no asistió a la sesión",
            acciones=("registrar_llamada", "registrar_visita", "enviar_carta"),
            quita="Se quita cuando se habla con quien faltó, se le escribe o se le visita, o tras los intentos "
            "sin respuesta que fija la política.",
        )  # fmt: skip


def _solo_falto_el_instituto(caso: Caso) -> bool:
    """Whether everybody invited came to the last session and the Institute failed."""
    faltas = [s for s in caso.sesiones.values() if s.estado is EstadoSesion.INASISTENCIA]
    return bool(faltas) and not max(faltas, key=lambda s: s.resuelta.version).ausentes


@genera(Etapa.NO_COMPARECIO)
def acreditar_apoderado(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The Institute failed a session that it had asked for: somebody with power must go to the next one."""
    faltas = [s for s in caso.sesiones.values() if s.estado is EstadoSesion.INASISTENCIA]
    ultima_falta = max(faltas, key=lambda s: s.resuelta.version, default=None)
    if ultima_falta is None or ultima_falta.instituto is None:
        return
    sin_poder = ultima_falta.instituto is FaltaDelInstituto.SIN_PODER
    yield fila(
        caso, v, ultima_falta.resuelta, "sesiones.nueva_fecha_dias_habiles", tipo="acreditar_apoderado",
        clave=f"sesion-{ultima_falta.numero}", rol=COORDINADOR, prioridad=30,
        titulo="Designar y acreditar a quien represente al Instituto en la sesión",
        detalle="No pudo acreditar su representación." if sin_poder else "Nadie asistió por el Instituto.",
        acciones=("agendar_sesion", "agregar_nota"),
        quita="Se quita cuando se agenda otra sesión o el caso toma otra vía.",
    )  # fmt: skip


def _contactado(caso: Caso, v: Versiones) -> bool:
    desde = caso.mecanismo.inasistencia
    bastan = v.politica(desde.politica).llamadas.sin_respuesta_para_carta
    buscado = contacto(caso, desde) is not None or por_otro_medio(caso, desde)
    return buscado or sin_respuesta(llamadas(caso, desde)) >= bastan


def _demasiadas_inasistencias(caso: Caso, v: Versiones) -> bool:
    maximo = v.politica(caso.mecanismo.inasistencia.politica).sesiones.inasistencias_consecutivas_maximas
    return caso.mecanismo.inasistencias_consecutivas >= maximo


@genera(Etapa.NO_COMPARECIO)
def decidir_inasistencias(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """After two absences in a row the coordinator decides whether mediation ends (LGMASC 78.II)."""
    if not _demasiadas_inasistencias(caso, v) or caso.judicial.estado == "solicitado":
        return
    faltas = [s.resuelta.version for s in caso.sesiones.values() if s.estado is EstadoSesion.INASISTENCIA]
    yield fila(
        caso, v, caso.mecanismo.inasistencia, "sesiones.decidir_inasistencias_dias_habiles",
        tipo="decidir_inasistencias", clave=f"inasistencia-{caso.mecanismo.inasistencia.version}",
        titulo="Decidir qué sigue tras las inasistencias consecutivas", rol=COORDINADOR,
        causa=tuple(faltas[-caso.mecanismo.inasistencias_consecutivas :]),
        acciones=("concluir_mecanismo", "agendar_sesion", "solicitar_turno"), prioridad=20,
        quita="Se quita cuando se concluye la mediación, se agenda otra sesión o se pide turnar el caso.",
    )  # fmt: skip


@genera(Etapa.NO_COMPARECIO)
def pedir_otra_fecha(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """Who did not come was contacted: another session, or another way."""
    if _demasiadas_inasistencias(caso, v) or caso.borrador:
        return
    if not _contactado(caso, v) and not _solo_falto_el_instituto(caso):
        return
    if caso.judicial.estado == "solicitado":
        return
    yield fila(
        caso, v, ultima(caso, caso.mecanismo.inasistencia), "sesiones.nueva_fecha_dias_habiles",
        tipo="solicitar_nueva_fecha", clave=f"inasistencia-{caso.mecanismo.inasistencia.version}",
        titulo="Pedir nueva fecha de sesión o proponer otra vía",
        acciones=("agendar_sesion", "elaborar_convenio", "solicitar_turno"),
        quita="Se quita cuando se agenda otra sesión, se elabora un convenio o se pide turnar el caso.",
    )  # fmt: skip


def ultima_celebrada(caso: Caso) -> Sesion | None:
    """The last session that was held."""
    celebradas = [s for s in caso.sesiones.values() if s.estado is EstadoSesion.CELEBRADA]
    return max(celebradas, key=lambda s: s.resuelta.version, default=None)


@genera(Etapa.MEDIADO)
def seguir_tras_la_sesion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """What a held session asks for: the agreement, the certificate of no agreement, or its next date."""
    sesion = ultima_celebrada(caso)
    if sesion is None:
        return
    clave, marca = f"sesion-{sesion.numero}", sesion.resuelta
    if sesion.resultado is ResultadoSesion.ACUERDO and caso.borrador is None:
        yield fila(
            caso, v, marca, "convenio.firmar_dias_habiles", tipo="elaborar_convenio", clave=clave,
            titulo="Elaborar el convenio que se acordó",
            acciones=("elaborar_convenio", "constatar_no_acuerdo"),
            quita="Se quita cuando el convenio se elabora, o cuando consta que no hubo acuerdo.",
        )  # fmt: skip
    elif sesion.resultado is ResultadoSesion.SIN_ACUERDO:
        yield fila(
            caso, v, marca, "documentos.recabar_dias_habiles", tipo="constatar_no_acuerdo", clave=clave,
            titulo="Hacer constar que no hubo acuerdo", acciones=("constatar_no_acuerdo",),
            quita="Se quita cuando se registra la constancia de no acuerdo.",
        )  # fmt: skip
    elif sesion.resultado is ResultadoSesion.CONTINUA:
        yield fila(
            caso, v, marca, "sesiones.nueva_fecha_dias_habiles", tipo="solicitar_nueva_fecha", clave=clave,
            titulo="Agendar la siguiente sesión", acciones=("agendar_sesion", "constatar_no_acuerdo"),
            quita="Se quita cuando se agenda otra sesión o consta que no hubo acuerdo.",
        )  # fmt: skip


@genera(Etapa.SIN_ACUERDO)
def proponer_via(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """No agreement is not the end: a new offer, another session or the courts."""
    if caso.borrador or caso.judicial.estado == "solicitado":
        return
    yield fila(
        caso, v, _desde_que_no_hay_via(caso), "sesiones.siguiente_via_dias_habiles", tipo="proponer_via",
        clave="sin-acuerdo", titulo="Proponer la siguiente vía",
        acciones=("presentar_opciones", "elaborar_convenio", "agendar_sesion", "solicitar_turno"),
        quita="Se quita cuando se elabora un convenio, se agenda otra sesión o se pide turnar el caso.",
    )  # fmt: skip


def _desde_que_no_hay_via(caso: Caso) -> Marca:
    """When the stage began, or when the coordinator refused to hand the case over."""
    return max(caso.etapa_desde, caso.judicial.marca, key=lambda marca: marca.version)


@genera(Etapa.SIN_ACUERDO)
def archivar_constancia(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The certificate of no agreement must reach the archive; once collected its own row takes over."""
    constancia = caso.mecanismo.constancia_no_acuerdo
    recabada = any(d.tipo is TipoDocumento.CONSTANCIA_NO_ACUERDO for d in caso.documentos.values())
    if constancia.version and not recabada:
        yield fila(
            caso, v, constancia, "documentos.archivar_dias_habiles", tipo="archivar_documento",
            clave=f"no-acuerdo-{constancia.version}", titulo="Archivar la constancia de no acuerdo",
            acciones=("recabar_documento", "archivar_documento"),
            quita="Se quita cuando la constancia se recaba y se archiva.",
        )  # fmt: skip


@genera(*ABIERTAS)
def limite_de_la_mediacion(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """The three months are running out (LGMASC 64): extend by agreement, or conclude."""
    mecanismo = caso.mecanismo
    if not mecanismo.corre:
        return
    hasta = limite(mecanismo, v)
    aviso = v.politica(mecanismo.inicio.politica).sesiones.avisar_proceso_maximo_dias
    yield Pendiente(
        tipo="limite_mediacion", clave=f"mediacion-{mecanismo.inicio.version}",
        titulo="Se acerca el límite de la mediación", rol=RESPONSABLE, usuario=None,
        visible=hasta - timedelta(days=aviso), vence=hasta, causa=(mecanismo.inicio.version,),
        regla="sesiones.avisar_proceso_maximo_dias", desde=hasta, dias=-aviso, calendario=NATURALES,
        acciones=("prorrogar_mecanismo", "concluir_mecanismo"),
        quita="Se quita cuando la mediación concluye o las partes acuerdan ampliarla.",
    )  # fmt: skip


@genera()
def avisar_juez(caso: Caso, v: Versiones) -> Iterator[Pendiente]:
    """When mediation comes from a lawsuit, its judge learns of its beginning and end (LGMASC 65, 67)."""
    mecanismo = caso.mecanismo
    if not mecanismo.juzgado or not mecanismo.inicio.version or caso.cierre.causa in SIGUE_EN_OTRO:
        return
    if not mecanismo.avisado_inicio.version:
        yield fila(
            caso, v, mecanismo.inicio, "sesiones.avisar_juez_inicio_dias_habiles", tipo="avisar_juez",
            clave=f"inicio-{mecanismo.inicio.version}", titulo="Avisar al juez que empezó la mediación",
            acciones=("avisar_juez",), quita="Se quita cuando se registra el aviso al juez.",
        )  # fmt: skip
    fin = mecanismo.sin_avisar_fin
    if fin.version:
        yield fila(
            caso, v, fin, "sesiones.avisar_juez_conclusion_dias_habiles", tipo="avisar_juez",
            clave=f"conclusion-{fin.version}", titulo="Avisar al juez que la mediación concluyó",
            acciones=("avisar_juez",), quita="Se quita cuando se registra el aviso al juez.",
        )  # fmt: skip
