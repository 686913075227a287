"""After paying off: proof for the debtor, credit bureau, pagarés; closing, reopening, the next store."""

from collections.abc import Iterator

from casos.decision import (
    ARCHIVO,
    CONTABILIDAD,
    COORDINADOR,
    RESPONSABLE,
    SISTEMAS,
    Contexto,
    Rechazo,
    decision,
    exigir,
)
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.archivo import CON_PAPELES
from casos.mediacion.cotejo import cotejo, por_archivar
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.escaneos import Escaneo, con_escaneo
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import NO_EXISTE, en_etapa, exigir_abierto
from casos.mediacion.hechos.cierre import (
    AltaDePlanRegistrada,
    BuroActualizado,
    CartaDeNoAdeudoEntregada,
    CasoCerrado,
    CasoReabierto,
    PagareDevuelto,
    TransferidoAConcentracion,
)
from casos.mediacion.hechos.pagos import AdeudoLiquidado
from casos.mediacion.saldos import liquida, pagados
from casos.mediacion.tareas import tareas_abiertas
from casos.mediacion.vocabulario import CausaCierre, Etapa, TipoDocumento
from casos.tiempo import dia_local


def liquidado_sin(caso: Caso, que: str) -> bool:
    """Whether what follows paying off ("carta", "buro") was not done since the debt was last paid off."""
    hecho = caso.cierre.carta if que == "carta" else caso.cierre.buro
    return hecho.version < caso.cierre.liquidado.version


def pagares_por_devolver(caso: Caso) -> list[str]:
    """The contracts that are paid and whose pagaré the debtor has not got back: nothing is collected twice."""
    pagado = caso.creditos if caso.etapa is Etapa.LIQUIDADO else pagados(caso)
    return [n for n, credito in caso.creditos.items() if n in pagado and not credito.pagare_devuelto]


def falta_para_cerrar(caso: Caso) -> list[str]:
    """What a paid off case still needs before it is closed, as people say it."""
    return list(_faltas(caso))


def _faltas(caso: Caso) -> Iterator[str]:
    if liquidado_sin(caso, "carta"):
        yield "entregar la carta de no adeudo"
    if liquidado_sin(caso, "buro"):
        yield "que Sistemas informe al Buró de Crédito"
    yield from (f"devolver el pagaré del crédito {numero}" for numero in pagares_por_devolver(caso))
    for renglon in cotejo(caso):
        descartado = _descartado(caso, "recabar_documento", renglon.clave)
        if renglon.falta and renglon.es_original and not descartado:
            yield f"recabar {renglon.titulo}"
    for documento in por_archivar(caso):
        que = "archivar" if documento.lugar == "mano" else "que regrese al archivo"
        yield f"{que} el documento {documento.numero}"
    yield from (t.que for t in tareas_abiertas(caso) if not _descartado(caso, t.tipo, t.clave))


def _descartado(caso: Caso, tipo: str, clave: str) -> bool:
    apartado = caso.apartados.get((tipo, clave))
    return apartado is not None and apartado.hasta is None


def _sin_saldo(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    if motivo:
        return motivo
    if caso.etapa is Etapa.LIQUIDADO:
        return "El adeudo ya está liquidado."
    if caso.convenio is not None:
        return "Hay un convenio en vigor; el adeudo se liquida al confirmar los pagos que pide."
    if not liquida(caso, dia_local(ctx.ahora)):
        return "Todavía se debe algo, o falta el saldo de un crédito; registre el saldo o confirme los pagos."
    return None


@decision(quien=CONTABILIDAD, titulo="Confirmar que el adeudo está liquidado", si=_sin_saldo)
def confirmar_liquidacion(caso: Caso, nada: None, ctx: Contexto) -> list[Hecho]:
    """Nothing is owed by the Institute's own balances, without a payment that said so; paid off already, []."""
    if caso.etapa is Etapa.LIQUIDADO:
        return []
    exigir(_sin_saldo(caso, ctx))
    return [AdeudoLiquidado()]


class CartaEntregada(Datos):
    """The hash of the letter, when it was produced here, and what the debtor signed on receiving it."""

    huella: Texto | None = None
    acuse_escaneado: Escaneo | None = None


_liquidado = en_etapa(Etapa.LIQUIDADO, accion="entregar la carta de no adeudo")


@decision(quien=OFICINA, titulo="Entregar carta de no adeudo", si=_liquidado)
def entregar_carta_de_no_adeudo(caso: Caso, carta: CartaEntregada, ctx: Contexto) -> list[Hecho]:
    """The debtor has the proof of full payment; since the debt was paid off already, []."""
    if caso.etapa is Etapa.LIQUIDADO and not liquidado_sin(caso, "carta"):
        return []
    exigir(_liquidado(caso, ctx))
    entregada = CartaDeNoAdeudoEntregada(huella=carta.huella)
    return con_escaneo(caso, carta.acuse_escaneado, TipoDocumento.CARTA_NO_ADEUDO, entregada)


class AvisoAlBuro(Datos):
    """Of what the bureau was told: of paying off or (`convenio`) of an agreement; its observation key."""

    convenio: int | None = None
    clave: Texto | None = None


def _con_aviso(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    firmado = any(c.firmado.version for c in caso.convenios.values())
    if motivo or firmado or caso.etapa is Etapa.LIQUIDADO:
        return motivo
    return "No hay un convenio firmado ni un adeudo liquidado que informar al Buró de Crédito."


@decision(quien=SISTEMAS, titulo="Registrar informe al Buró de Crédito", si=_con_aviso)
def actualizar_buro(caso: Caso, aviso: AvisoAlBuro, ctx: Contexto) -> list[Hecho]:
    """Sistemas told the bureau (LRSIC 20, 23, 69); told already, []."""
    convenio = caso.convenios.get(aviso.convenio or 0)
    if convenio and convenio.buro.version > convenio.firmado.version:
        return []
    if aviso.convenio is None and caso.etapa is Etapa.LIQUIDADO and not liquidado_sin(caso, "buro"):
        return []
    exigir(_con_aviso(caso, ctx))
    if aviso.convenio is None and caso.etapa is not Etapa.LIQUIDADO:
        raise Rechazo("El adeudo no está liquidado; diga de qué convenio se informó.")
    if aviso.convenio is not None and (convenio is None or not convenio.firmado.version):
        raise Rechazo(f"El caso no tiene un convenio {aviso.convenio} firmado; elíjalo de la lista.")
    return [BuroActualizado(convenio=aviso.convenio, clave=aviso.clave)]


class AltaDePlan(Datos):
    """Which agreement's plan was entered in the portfolio system."""

    convenio: int


def _con_plan(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    if motivo is None and not any(c.firmado.version for c in caso.convenios.values()):
        return "El caso no tiene un convenio firmado."
    return motivo


@decision(quien=SISTEMAS, titulo="Registrar alta del plan", si=_con_plan)
def registrar_alta_de_plan(caso: Caso, alta: AltaDePlan, ctx: Contexto) -> list[Hecho]:
    """Sistemas entered a new plan in the Institute's portfolio system; entered already, []."""
    convenio = caso.convenios.get(alta.convenio)
    if convenio and convenio.alta.version:
        return []
    exigir(_con_plan(caso, ctx))
    if convenio is None or not convenio.firmado.version:
        raise Rechazo(f"El caso no tiene un convenio {alta.convenio} firmado; elíjalo de la lista.")
    return [AltaDePlanRegistrada(convenio=alta.convenio)]


class DevolucionDePagare(Datos):
    """The contract whose pagaré was given back or marked, to whom, and what they signed."""

    credito: Texto
    recibio: Texto = "acreditado"
    acuse_escaneado: Escaneo | None = None


def _para_devolver(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    if motivo or pagares_por_devolver(caso):
        return motivo
    return "No hay un crédito pagado cuyo pagaré falte devolver."


@decision(quien=CON_PAPELES, titulo="Devolver pagaré", si=_para_devolver)
def devolver_pagare(caso: Caso, devuelto: DevolucionDePagare, ctx: Contexto) -> list[Hecho]:
    """A pagaré goes back to the debtor, so that nothing is collected twice; given back already, []."""
    credito = caso.creditos.get(devuelto.credito)
    if credito and credito.pagare_devuelto:
        return []
    exigir(_para_devolver(caso, ctx))
    if credito is None:
        raise Rechazo(f"El crédito {devuelto.credito} no es de este caso; elíjalo de la lista.")
    if devuelto.credito not in pagares_por_devolver(caso):
        raise Rechazo(
            f"El crédito {devuelto.credito} todavía se debe; su pagaré se devuelve cuando se pague."
        )
    hecho = PagareDevuelto(credito=devuelto.credito, recibio=devuelto.recibio)
    return con_escaneo(caso, devuelto.acuse_escaneado, TipoDocumento.SOPORTE, hecho)


def _para_cerrar(caso: Caso, ctx: Contexto) -> str | None:
    motivo = en_etapa(Etapa.LIQUIDADO, accion="cerrarlo como pagado")(caso, ctx)
    faltas = [] if motivo else falta_para_cerrar(caso)
    return motivo or (f"Antes de cerrar el caso falta: {', '.join(faltas)}." if faltas else None)


@decision(quien={RESPONSABLE, COORDINADOR}, titulo="Cerrar caso", si=_para_cerrar)
def cerrar_caso(caso: Caso, nada: None, ctx: Contexto) -> list[Hecho]:
    """Close a case that was paid off, once every paper is where it belongs; closed already, []."""
    if caso.etapa is Etapa.CERRADO and caso.cierre.causa is CausaCierre.PAGADO:
        return []
    exigir(_para_cerrar(caso, ctx))
    return [CasoCerrado(causa=CausaCierre.PAGADO)]


class CierrePorCausa(Datos):
    """Why a case ends without being paid, and the paper that supports it: what it is called, and its scan."""

    causa: CausaCierre
    motivo: str
    soporte: str
    escaneo: Escaneo | None = None


@decision(quien=COORDINADOR, titulo="Cerrar caso por otra causa", si=exigir_abierto)
def cerrar_por_causa(caso: Caso, cierre: CierrePorCausa, ctx: Contexto) -> list[Hecho]:
    """Close without payment: with reason and support, by the coordinator; so already, []."""
    if caso.etapa is Etapa.CERRADO and caso.cierre.causa is cierre.causa:
        return []
    exigir(exigir_abierto(caso, ctx))
    if cierre.causa is CausaCierre.PAGADO:
        raise Rechazo("Un caso pagado se cierra desde «Cerrar caso», cuando el adeudo está liquidado.")
    motivo = escrito(cierre.motivo, "Escriba por qué se cierra el caso.")
    soporte = escrito(cierre.soporte, "Diga qué documento lo respalda: oficio, acta o dictamen.")
    cerrado = CasoCerrado(causa=cierre.causa, motivo=motivo, soporte=str(soporte))
    return con_escaneo(caso, cierre.escaneo, TipoDocumento.SOPORTE, cerrado)


class Reapertura(Datos):
    """Why a closed case is open again."""

    motivo: str


def _cerrado(caso: Caso, ctx: Contexto) -> str | None:
    if caso.etapa is None:
        return NO_EXISTE
    return "El caso no está cerrado." if caso.abierto else None


@decision(quien=COORDINADOR, titulo="Reabrir caso", si=_cerrado)
def reabrir_caso(caso: Caso, reapertura: Reapertura, ctx: Contexto) -> list[Hecho]:
    """Open it again in the stage that it had; one that was reopened and is open yields []."""
    if caso.abierto and caso.cierre.reabierto.version > caso.cierre.cerrado.version:
        return []
    exigir(_cerrado(caso, ctx))
    return [CasoReabierto(motivo=escrito(reapertura.motivo, "Escriba por qué se reabre el caso."))]


class Transferencia(Datos):
    """Where the closed file goes in the next store."""

    ubicacion: str


@decision(quien=ARCHIVO, titulo="Transferir a concentración", si=_cerrado)
def transferir_a_concentracion(caso: Caso, transferencia: Transferencia, ctx: Contexto) -> list[Hecho]:
    """The archive moves a closed file to its next store; moved since it was closed, []."""
    if caso.cierre.transferido.version > caso.cierre.cerrado.version > 0 and not caso.abierto:
        return []
    exigir(_cerrado(caso, ctx))
    sueltos = [str(documento.numero) for documento in por_archivar(caso)]
    if sueltos:
        raise Rechazo(f"Archive primero los documentos que siguen fuera: {', '.join(sueltos)}.")
    ubicacion = escrito(transferencia.ubicacion, "Escriba dónde queda el expediente.")
    return [TransferidoAConcentracion(ubicacion=str(ubicacion))]
