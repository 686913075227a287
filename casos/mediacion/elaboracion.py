"""The decision that draws up an agreement: the debt recognised, its plan, and in what it is over policy."""

from datetime import date

from casos.decision import COORDINADOR, RESPONSABLE, Contexto, Guarda, Rechazo, decision, exigir
from casos.dinero.adeudo import Adeudo, SaldoCredito
from casos.dinero.concepto import PorConcepto, sumar_por_concepto
from casos.dinero.condonacion import Condonacion, condonar
from casos.dinero.letras import fecha_larga
from casos.dinero.requisitos import Limites
from casos.hecho import Hecho
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import en_etapa, sin_suspension, todas
from casos.mediacion.hechos.convenios import ConvenioElaborado, CreditoReconocido
from casos.mediacion.oferta import Propuesta, campana_de, excesos, limites_de, plan_de
from casos.mediacion.saldos import adeudo, rigen
from casos.mediacion.vocabulario import Alcance, Etapa, Producto, RolParte, Via
from casos.tiempo import dia_local

ETAPAS_CON_BORRADOR = (
    Etapa.MEDIADO, Etapa.REGISTRADO, Etapa.NO_COMPARECIO, Etapa.SIN_ACUERDO, Etapa.INCUMPLIDO,
)  # fmt: skip
"""Where an agreement is drawn up and signed; besides, where judicial has the case once one was reached."""


def donde_se_conviene(accion: str) -> Guarda:
    """The case is where agreements are made; `accion` completes «Para … el caso debe estar …»."""
    en_las_de_siempre = en_etapa(*ETAPAS_CON_BORRADOR, accion=accion)

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        en_juicio = caso.etapa is Etapa.TURNADO_JUDICIAL and caso.judicial.estado == "convenio_en_juicio"
        return None if en_juicio else en_las_de_siempre(caso, ctx)

    return todas(guarda, sin_suspension(accion))


_puede_elaborar = donde_se_conviene("elaborar un convenio")


@decision(quien={RESPONSABLE, COORDINADOR}, titulo="Elaborar convenio", si=_puede_elaborar)
def elaborar_convenio(caso: Caso, propuesta: Propuesta, ctx: Contexto) -> list[Hecho]:
    """Draw up an agreement, or a new revision of the draft at hand; the same draft again yields [].

    The debt is what the ledger says today, from a statement not older than the policy allows. What goes over
    policy or campaign is not refused but marked in `excede`: the coordinator must authorise it.
    """
    exigir(_puede_elaborar(caso, ctx))
    dia = dia_local(ctx.ocurrido_en)
    _exigir_via(caso, propuesta)
    campana = campana_de(ctx.politica, propuesta.campana)
    limite = limites_de(ctx.politica, propuesta.producto, campana)
    deuda, cortes = _deuda(caso, propuesta, dia, ctx)
    quita = condonar(deuda, propuesta.condonacion, limite.fundamento)
    if deuda.total == quita.total:
        raise Rechazo("Con esa condonación no queda nada por pagar; condone menos.")
    plan = plan_de(propuesta, deuda.total - quita.total, limite, dia, ctx, caso.apertura.sede)
    previo = caso.borrador
    elaborado = ConvenioElaborado(
        convenio=previo.numero if previo else max(caso.convenios, default=0) + 1,
        revision=previo.elaborado.revision + 1 if previo else 1,
        via=propuesta.via,
        producto=propuesta.producto,
        alcance=_alcance(caso, propuesta, deuda, dia),
        creditos=tuple(s.credito for s in deuda.creditos),
        corte=min(cortes.values()),
        reconocido=deuda.por_concepto,
        condonado=quita.por_concepto,
        plan=plan,
        desglose=tuple(_reconocido(s, quita, cortes[s.credito]) for s in deuda.creditos),
        campana=propuesta.campana,
        excede=tuple(excesos(propuesta, deuda, limite, plan, campana, dia)),
        firman=_quienes_firman(caso, propuesta, limite),
        apoderado=propuesta.apoderado,
        requiere_aval=limite.firma_aval,
        requiere_supervisor=limite.requiere_autorizacion,
    )
    if previo and elaborado.model_copy(update={"revision": previo.elaborado.revision}) == previo.elaborado:
        return []
    return [elaborado]


def _exigir_via(caso: Caso, propuesta: Propuesta) -> None:
    if propuesta.via is Via.STJ and caso.etapa not in (Etapa.MEDIADO, Etapa.TURNADO_JUDICIAL):
        raise Rechazo(
            "Por la vía del tribunal se conviene después de una sesión; registre la sesión celebrada o elija "
            "la vía institucional."
        )


def _deuda(caso: Caso, propuesta: Propuesta, dia: date, ctx: Contexto) -> tuple[Adeudo, dict[str, date]]:
    """The debt to recognise, and the cut-off date of each of its contracts."""
    todos = {s.credito: s for s in adeudo(caso, dia).creditos}
    del_anterior = caso.convenio.elaborado.creditos if caso.convenio else ()
    elegidos = propuesta.creditos or tuple(n for n, s in todos.items() if s.total or n in del_anterior)
    ajeno = next((n for n in elegidos if n not in caso.creditos), None)
    if ajeno:
        raise Rechazo(f"El crédito {ajeno} no es de este caso; agréguelo primero o quítelo del convenio.")
    sin_saldo = next((n for n in elegidos if n not in todos), None)
    if sin_saldo:
        raise Rechazo(f"Falta el saldo del crédito {sin_saldo}; regístrelo antes de elaborar el convenio.")
    if not sum(todos[n].total for n in elegidos):
        raise Rechazo("No hay adeudo que convenir: registre el saldo de los créditos o revise si ya se pagó.")
    bajo_convenio = rigen(caso)
    if not set(del_anterior) <= set(elegidos):
        raise Rechazo("El convenio nuevo sustituye al anterior: debe incluir todos los créditos de aquel.")
    cortes = {n: dia if n in bajo_convenio else _corte_vigente(caso, n, dia, ctx) for n in elegidos}
    return Adeudo(creditos=tuple(todos[n] for n in elegidos)), cortes


def _corte_vigente(caso: Caso, credito: str, dia: date, ctx: Contexto) -> date:
    saldo = caso.creditos[credito].saldo
    corte = saldo.corte if saldo else dia
    vigencia = ctx.politica.convenio.estado_de_cuenta_vigencia_dias
    if (dia - corte).days > vigencia:
        raise Rechazo(
            f"El estado de cuenta del crédito {credito} es del {fecha_larga(corte)}; para elaborar el "
            f"convenio no debe tener más de {vigencia} días. Pida un saldo reciente y regístrelo."
        )
    return corte


def _alcance(caso: Caso, propuesta: Propuesta, deuda: Adeudo, dia: date) -> Alcance:
    queda_fuera = adeudo(caso, dia).total != deuda.total
    return Alcance.PARCIAL if queda_fuera else propuesta.alcance


def _reconocido(saldo: SaldoCredito, quita: Condonacion, corte: date) -> CreditoReconocido:
    suyas = [linea for linea in quita.lineas if linea.credito == saldo.credito]
    return CreditoReconocido(
        credito=saldo.credito,
        fecha_contrato=saldo.fecha_contrato,
        corte=corte,
        reconocido=saldo.importes,
        condonado=sumar_por_concepto(suyas) if suyas else PorConcepto(),
    )


def _quienes_firman(caso: Caso, propuesta: Propuesta, limite: Limites) -> tuple[RolParte, ...]:
    """Who must sign: the debtor, and the aval where the product asks for it.

    The aval may sign alone, because he owes the whole too (LGTOC 114; CCF 1987).
    """
    de_siempre = (RolParte.ACREDITADO, RolParte.AVAL) if limite.firma_aval else (RolParte.ACREDITADO,)
    firman = tuple(dict.fromkeys(propuesta.firman)) or de_siempre
    if not {RolParte.ACREDITADO, RolParte.AVAL} & set(firman):
        raise Rechazo("Debe firmar la persona acreditada o el aval; indique quién firma.")
    if limite.firma_aval and RolParte.AVAL not in firman:
        raise Rechazo(f"{limite.nombre}: debe firmar también el aval; agréguelo a quienes firman.")
    if RolParte.AVAL in firman and not caso.tiene_aval and propuesta.producto is not Producto.REGENERACION:
        raise Rechazo(
            f"{limite.nombre}: debe firmar el aval y el caso no lo tiene; vincúlelo o elija otro producto."
        )
    return firman
