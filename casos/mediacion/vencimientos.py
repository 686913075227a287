"""What the clock finds in the ledger of the agreement in force, and when: arrears, breach.

The functions that say when have no clock themselves: the flows wake it by them, and the decisions ask them
again on the state, so that they yield [] when nothing is due.
"""

from datetime import date, datetime

from casos.decision import RELOJ, Contexto, decision
from casos.dinero.pago import Pago
from casos.dinero.pesos import CERO
from casos.dinero.veredicto import Veredicto
from casos.hecho import Hecho
from casos.mediacion.convenios import inicial_pendiente
from casos.mediacion.datos import Datos
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio, Marca
from casos.mediacion.hechos.convenios import PagoInicialNoRecibido
from casos.mediacion.hechos.pagos import IncumplimientoDeclarado, IncumplimientoPropuesto, ParcialidadVencida
from casos.mediacion.libro import (
    UN_DIA,
    PorCubrir,
    esta_roto,
    limite,
    pagos_de,
    por_cubrir,
    por_fechas,
    roto_desde,
    siguiente_parcialidad,
    veredicto,
)
from casos.mediacion.vocabulario import Etapa
from casos.tiempo import dia_local, inicio_del_dia
from casos.versiones import Versiones


class Propio(Datos):
    """Which agreement of the case a decision is about."""

    convenio: int


def _en_curso(caso: Caso, etapa: Etapa, estado: EstadoConvenio) -> Convenio | None:
    """The agreement in force if the clock looks after it: in its stage and state, the case not at rest."""
    convenio = caso.convenio
    if caso.etapa is not etapa or caso.suspension is not None:
        return None
    return convenio if convenio is not None and convenio.estado is estado else None


def _desde(dia: date, *no_antes: datetime) -> datetime:
    """The first instant of a day; later if what must have happened before happened later (while the case
    rested nothing fell due: it does when the case goes on)."""
    return max(inicio_del_dia(dia), *no_antes)


def inicial_por_omitir(caso: Caso, v: Versiones) -> tuple[datetime, PorCubrir] | None:
    """When the initial payment of the agreement just signed will not have come within its grace."""
    convenio = _en_curso(caso, Etapa.CONVENIO_FIRMADO, EstadoConvenio.FIRMADO)
    if convenio is None or not inicial_pendiente(caso, convenio):
        return None
    falta = siguiente_parcialidad(caso, convenio)
    if falta is None or falta.numero != 0:
        return None
    return _desde(
        limite(caso, convenio, falta.numero, falta.vence, v) + UN_DIA, convenio.firmado.en, caso.suspendido.en
    ), falta


@decision(quien=RELOJ, titulo="Registrar que no llegó el pago inicial")
def omitir_pago_inicial(caso: Caso, propio: Propio, ctx: Contexto) -> list[Hecho]:
    """Clock: the initial payment did not come within its grace; a partial one does not hide it."""
    omitido = inicial_por_omitir(caso, ctx.versiones)
    if omitido is None or caso.convenio is None or caso.convenio.numero != propio.convenio:
        return []
    cuando, falta = omitido
    if cuando > ctx.ocurrido_en:
        return []
    return [PagoInicialNoRecibido(convenio=propio.convenio, vencio=falta.vence, importe=falta.falta)]


def parcialidad_por_vencer(caso: Caso, v: Versiones) -> tuple[datetime, PorCubrir] | None:
    """The oldest instalment not covered within its grace nor known to be overdue, and when it is overdue.

    Judged by the days of the payments: one covered late was overdue too, unless the plan had not begun (or
    gone on) by then.
    """
    convenio = _en_curso(caso, Etapa.EN_SEGUIMIENTO, EstadoConvenio.ACTIVO)
    if convenio is None:
        return None
    pagos = pagos_de(caso, convenio)
    corre = dia_local(convenio.corre_desde.en)
    for parcialidad, cubierta in por_fechas(convenio.plan, pagos):
        if parcialidad.numero in convenio.vencidas or (
            cubierta and cubierta <= max(parcialidad.vence, corre)
        ):
            continue
        ultimo = limite(caso, convenio, parcialidad.numero, parcialidad.vence, v)
        if cubierta is None or cubierta > max(ultimo, corre):
            falta = _lo_que_faltaba(convenio, pagos, parcialidad, max(ultimo, corre))
            return _desde(ultimo + UN_DIA, convenio.corre_desde.en, caso.suspendido.en), falta
    return None


def _lo_que_faltaba(convenio: Convenio, pagos: list[Pago], parcialidad: PorCubrir, al: date) -> PorCubrir:
    a_tiempo = sum((p.importe for p in pagos if p.fecha <= al), CERO)
    faltan = por_cubrir(convenio.plan, a_tiempo)
    return next((f for f in faltan if f.numero == parcialidad.numero), parcialidad)


class Vencida(Propio):
    """An instalment of an agreement."""

    parcialidad: int


@decision(quien=RELOJ, titulo="Registrar una parcialidad vencida")
def vencer_parcialidad(caso: Caso, vencida: Vencida, ctx: Contexto) -> list[Hecho]:
    """Clock: an instalment was not covered when its days of grace ended; once for each."""
    por_vencer = parcialidad_por_vencer(caso, ctx.versiones)
    if por_vencer is None or caso.convenio is None or caso.convenio.numero != vencida.convenio:
        return []
    cuando, falta = por_vencer
    if falta.numero != vencida.parcialidad or cuando > ctx.ocurrido_en:
        return []
    return [
        ParcialidadVencida(
            convenio=vencida.convenio, parcialidad=falta.numero, vencio=falta.vence, falta=falta.falta
        )
    ]


def propuesta_en_pie(caso: Caso, convenio: Convenio, v: Versiones) -> bool:
    """Whether a breach was proposed to the coordinator and no payment has undone it."""
    if convenio.propuesto.version <= convenio.corre_desde.version:
        return False
    return esta_roto(caso, convenio, _propuesto_o_pagado(caso, convenio), v)


def _propuesto_o_pagado(caso: Caso, convenio: Convenio) -> date:
    """The day of the proposal, or of the last payment if it came later."""
    return max([dia_local(convenio.propuesto.en), *(p.fecha for p in pagos_de(caso, convenio))])


def incumplimiento_por_tratar(caso: Caso, v: Versiones) -> tuple[datetime, bool] | None:
    """When the clock must act on a breach, and whether it declares it by itself (else it proposes it).

    A breach needs an instalment past its grace, so it comes after what the clock finds of those.
    """
    convenio = _en_curso(caso, Etapa.EN_SEGUIMIENTO, EstadoConvenio.ACTIVO)
    if convenio is None or not convenio.vencidas:
        return None
    por_tratar = _por_tratar(caso, convenio, v)
    por_vencer = parcialidad_por_vencer(caso, v)
    return None if por_tratar and por_vencer and por_vencer[0] <= por_tratar[0] else por_tratar


def _por_tratar(caso: Caso, convenio: Convenio, v: Versiones) -> tuple[datetime, bool] | None:
    corre = convenio.corre_desde
    desde = max(dia_local(corre.en), convenio.desestimado_hasta or date.min)
    if automatico := _por_declarar(caso, convenio, v, desde):
        return automatico, True
    if convenio.desestimado_hasta is None and convenio.propuesto.version > corre.version:
        if propuesta_en_pie(caso, convenio, v):
            return None
        desde = _propuesto_o_pagado(caso, convenio) + UN_DIA
    roto = roto_desde(caso, convenio, v, desde)
    return (_desde(roto, corre.en, caso.suspendido.en), False) if roto else None


def _por_declarar(caso: Caso, convenio: Convenio, v: Versiones, desde: date) -> datetime | None:
    """When the clock declares a breach by itself: only where the policy says so, broken on that day, and not
    before the contact attempts that it asks for were made."""
    reglas = v.politica(convenio.firmado.politica).incumplimiento
    roto = roto_desde(caso, convenio, v, desde) if reglas.automatico else None
    if roto is None:
        return None
    intentos = intentos_de_contacto(caso, vence_lo_mas_atrasado(caso, convenio, roto, v))
    if len(intentos) < reglas.intentos_minimos:
        return None
    hechos = [m.en for m in intentos[: reglas.intentos_minimos][-1:]]
    despues = roto_desde(caso, convenio, v, max([roto, *(dia_local(en) for en in hechos)]))
    return _desde(despues, convenio.corre_desde.en, caso.suspendido.en, *hechos) if despues else None


def vence_lo_mas_atrasado(caso: Caso, convenio: Convenio, al: date, v: Versiones) -> date:
    """The due date of the oldest instalment overdue on a day; that day when none is."""
    vencidas = veredicto(caso, convenio, al, v).vencidas
    return next((p.vence for p in convenio.plan.exigibles if p.numero in vencidas), al)


@decision(quien=RELOJ, titulo="Proponer o declarar el incumplimiento")
def proponer_incumplimiento(caso: Caso, propio: Propio, ctx: Contexto) -> list[Hecho]:
    """Clock: the ledger says breach; the coordinator decides, or the policy lets the clock declare it."""
    por_tratar = incumplimiento_por_tratar(caso, ctx.versiones)
    convenio = caso.convenio
    if por_tratar is None or convenio is None or convenio.numero != propio.convenio:
        return []
    cuando, automatico = por_tratar
    if cuando > ctx.ocurrido_en:
        return []
    dia = dia_local(cuando)
    dicho = veredicto(caso, convenio, dia, ctx.versiones, pagos_antes_de=dia)
    if automatico:
        return [declarado(convenio, dicho, automatico=True)]
    desde = dicho.decisivo.fecha if dicho.decisivo else dia
    return [
        IncumplimientoPropuesto(
            convenio=convenio.numero, vencidas=dicho.atrasadas, exigible=dicho.faltante, desde=desde
        )
    ]


def declarado(convenio: Convenio, dicho: Veredicto, *, automatico: bool) -> IncumplimientoDeclarado:
    """The fact of a breach as the ledger has it."""
    return IncumplimientoDeclarado(
        convenio=convenio.numero, vencidas=dicho.atrasadas, exigible=dicho.faltante, automatico=automatico
    )


def intentos_de_contacto(caso: Caso, desde: date) -> list[Marca]:
    """The documented attempts to reach the debtor's side from a day on: calls, letters, visits."""
    marcas = [llamada.marca for llamada in caso.contacto.llamadas]
    marcas += [carta.marca for carta in caso.contacto.cartas]
    marcas += [visita.hecha for visita in caso.contacto.visitas.values() if visita.hecha.version]
    return sorted((m for m in marcas if dia_local(m.en) >= desde), key=lambda m: (m.en, m.version))
