"""Decisions about a breach: the coordinator declares it or not, and what follows until it is cured."""

from datetime import date

from casos.decision import COORDINADOR, RESPONSABLE, Contexto, Rechazo, decision, exigir
from casos.dinero.letras import fecha_larga
from casos.dinero.veredicto import Cumplimiento
from casos.hecho import Hecho
from casos.mediacion.consecuencias import atraso_cubierto
from casos.mediacion.convenios import activacion_si_procede
from casos.mediacion.datos import escrito
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.guardas import en_etapa, exigir_abierto, sin_suspension, todas
from casos.mediacion.hechos.convenios import CondonacionRevocada, CondonacionRevocadaAvisada
from casos.mediacion.hechos.pagos import (
    IncumplimientoDesestimado,
    IncumplimientoNotificado,
    IncumplimientoSubsanado,
)
from casos.mediacion.libro import veredicto
from casos.mediacion.prever import con_hechos
from casos.mediacion.vencimientos import Propio, declarado, intentos_de_contacto, vence_lo_mas_atrasado
from casos.mediacion.vocabulario import Etapa, Medio, RolParte
from casos.tiempo import dia_local

OFICINA = {RESPONSABLE, COORDINADOR}


def _roto(caso: Caso, ctx: Contexto) -> str | None:
    convenio = caso.convenio
    if convenio is None or convenio.estado is not EstadoConvenio.ACTIVO:
        return "No hay un convenio con plan de pagos en curso."
    dia = dia_local(ctx.ocurrido_en)
    dicho = veredicto(caso, convenio, dia, ctx.versiones)
    if dicho.estado is not Cumplimiento.INCUMPLIDO:
        return f"Al {fecha_larga(dia)} los pagos no llegan al incumplimiento que fija el convenio."
    minimos = ctx.versiones.politica(convenio.firmado.politica).incumplimiento.intentos_minimos
    desde = vence_lo_mas_atrasado(caso, convenio, dia, ctx.versiones)
    hechos = len(intentos_de_contacto(caso, desde))
    if hechos < minimos:
        return (
            f"Antes de declarar el incumplimiento debe haber {minimos} intentos de contacto documentados "
            f"desde que venció el pago; hay {hechos}. Registre las llamadas, cartas o visitas que falten."
        )
    return None


_puede_declarar = todas(
    en_etapa(Etapa.EN_SEGUIMIENTO, accion="declarar el incumplimiento"),
    sin_suspension("declarar el incumplimiento"),
    _roto,
)


@decision(quien=COORDINADOR, titulo="Declarar incumplimiento", si=_puede_declarar)
def declarar_incumplimiento(caso: Caso, propio: Propio, ctx: Contexto) -> list[Hecho]:
    """The agreement is broken (clause 11), if the ledger says so and the debtor was looked for. Twice, []."""
    suyo = caso.convenios.get(propio.convenio)
    if suyo is not None and suyo.estado is EstadoConvenio.INCUMPLIDO:
        return []
    exigir(_puede_declarar(caso, ctx))
    convenio = _el_vigente(caso, propio)
    dicho = veredicto(caso, convenio, dia_local(ctx.ocurrido_en), ctx.versiones)
    return [declarado(convenio, dicho, automatico=False)]


def _el_vigente(caso: Caso, propio: Propio) -> Convenio:
    convenio = caso.convenio
    if convenio is None or convenio.numero != propio.convenio:
        raise Rechazo("Ese convenio no es el que está en vigor; recargue la página.")
    return convenio


def _propuesto(caso: Caso, ctx: Contexto) -> str | None:
    convenio = caso.convenio
    if convenio is None or convenio.propuesto.version <= convenio.corre_desde.version:
        return "No hay un incumplimiento propuesto que decidir."
    return None


_puede_desestimar = todas(
    en_etapa(Etapa.EN_SEGUIMIENTO, accion="desestimar el incumplimiento propuesto"), _propuesto
)


class Desestimacion(Propio):
    """Until when a proposed breach is not declared, and why. It is no extension: the debt stays due."""

    hasta: date
    motivo: str


@decision(quien=COORDINADOR, titulo="No declarar por ahora el incumplimiento", si=_puede_desestimar)
def desestimar_incumplimiento(caso: Caso, desestimado: Desestimacion, ctx: Contexto) -> list[Hecho]:
    """Not declared now; the clock proposes it again on a day if it is still so. The same day again, []."""
    suyo = caso.convenios.get(desestimado.convenio)
    if suyo is not None and suyo.desestimado_hasta == desestimado.hasta:
        return []
    exigir(_puede_desestimar(caso, ctx))
    convenio = _el_vigente(caso, desestimado)
    if desestimado.hasta <= dia_local(ctx.ahora):
        raise Rechazo("Elija un día posterior a hoy para volver a revisarlo.")
    motivo = escrito(desestimado.motivo, "Escriba por qué no se declara el incumplimiento.")
    return [IncumplimientoDesestimado(convenio=convenio.numero, hasta=desestimado.hasta, motivo=motivo)]


def _incumplido(caso: Caso, ctx: Contexto) -> str | None:
    convenio = caso.convenio
    if convenio is None or convenio.estado is not EstadoConvenio.INCUMPLIDO:
        return "El convenio no está incumplido."
    return None


class Notificacion(Propio):
    """To whom the breach was told, and how."""

    rol: RolParte
    medio: Medio


_puede_notificar = todas(en_etapa(Etapa.INCUMPLIDO, accion="notificar el incumplimiento"), _incumplido)


@decision(quien=OFICINA, titulo="Registrar notificación del incumplimiento", si=_puede_notificar)
def notificar_incumplimiento(caso: Caso, hecha: Notificacion, ctx: Contexto) -> list[Hecho]:
    """A party was told of the breach; told twice, []."""
    suyo = caso.convenios.get(hecha.convenio)
    if suyo is not None and hecha.rol in suyo.notificados:
        return []
    exigir(_puede_notificar(caso, ctx))
    convenio = _el_vigente(caso, hecha)
    if caso.persona(hecha.rol) is None:
        raise Rechazo(f"El caso no tiene {hecha.rol.value}; elija a quién se notificó.")
    return [IncumplimientoNotificado(convenio=convenio.numero, rol=hecha.rol, medio=hecha.medio)]


def _al_corriente(caso: Caso, ctx: Contexto) -> str | None:
    convenio = caso.convenio
    if convenio is not None and atraso_cubierto(caso, convenio, ctx.versiones) is None:
        return "Todavía hay pagos atrasados; Contabilidad debe confirmar que el atraso se cubrió."
    return None


_puede_subsanar = todas(
    en_etapa(Etapa.INCUMPLIDO, accion="dar por subsanado el incumplimiento"), _incumplido, _al_corriente
)


@decision(quien=COORDINADOR, titulo="Dar por subsanado el incumplimiento", si=_puede_subsanar)
def subsanar_incumplimiento(caso: Caso, propio: Propio, ctx: Contexto) -> list[Hecho]:
    """The arrears were paid after the breach: the plan goes on, or starts. Where there is no breach, []."""
    suyo = caso.convenios.get(propio.convenio)
    if suyo is not None and suyo.estado in (EstadoConvenio.ACTIVO, EstadoConvenio.FIRMADO):
        return []
    exigir(_puede_subsanar(caso, ctx))
    subsanado = IncumplimientoSubsanado(convenio=_el_vigente(caso, propio).numero)
    return [subsanado, *activacion_si_procede(con_hechos(caso, [subsanado], ctx))]


def _con_condonacion(caso: Caso, ctx: Contexto) -> str | None:
    convenio = caso.convenio
    if convenio is not None and convenio.elaborado.condonado.total == 0:
        return "El convenio no tiene condonación que revocar."
    return None


_puede_revocar = todas(
    en_etapa(Etapa.INCUMPLIDO, accion="revocar la condonación"), _incumplido, _con_condonacion
)


@decision(quien=COORDINADOR, titulo="Revocar la condonación", si=_puede_revocar)
def revocar_condonacion(caso: Caso, propio: Propio, ctx: Contexto) -> list[Hecho]:
    """The conditional discount is lost by the breach and its amounts come back to the debt. Twice, []."""
    suyo = caso.convenios.get(propio.convenio)
    if suyo is not None and suyo.revocado is not None:
        return []
    exigir(_puede_revocar(caso, ctx))
    convenio = _el_vigente(caso, propio)
    return [CondonacionRevocada(convenio=convenio.numero, importes=convenio.elaborado.condonado)]


def _por_avisar(caso: Caso, ctx: Contexto) -> str | None:
    convenio = caso.convenio
    if caso.abierto and (convenio is None or convenio.revocado is None or convenio.revocacion_avisada):
        return "No hay una condonación revocada que avisar."
    return exigir_abierto(caso, ctx)


@decision(quien=OFICINA, titulo="Registrar aviso de condonación revocada", si=_por_avisar)
def avisar_condonacion_revocada(caso: Caso, propio: Propio, ctx: Contexto) -> list[Hecho]:
    """Contabilidad and Sistemas were told of the amounts that came back to the debt; told twice, []."""
    suyo = caso.convenios.get(propio.convenio)
    if suyo is not None and suyo.revocacion_avisada:
        return []
    exigir(_por_avisar(caso, ctx))
    return [CondonacionRevocadaAvisada(convenio=_el_vigente(caso, propio).numero)]
