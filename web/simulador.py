"""The simulator of a case: what is owed today, what the debtor says, and the options that come of it."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from casos.decision import Contexto
from casos.dinero.adeudo import Adeudo
from casos.dinero.amortizacion import vencimiento
from casos.dinero.condonacion import Porcentajes
from casos.dinero.letras import fecha_larga
from casos.dinero.limites import Solicitud
from casos.dinero.opciones import Descartada, Opcion, Simulacion, simular
from casos.dinero.requisitos import Autorizacion, Limites
from casos.mediacion.convenios import Opciones
from casos.mediacion.estado import Caso
from casos.mediacion.hechos.convenios import OpcionVista
from casos.mediacion.oferta import PRODUCTOS, SOLO_EL_AVAL, Propuesta, campana_de, habil_de, limites_de
from casos.mediacion.saldos import adeudo, rigen
from casos.mediacion.vocabulario import Etapa, Producto, RolParte, Via
from casos.politica.convenios import Campana
from casos.politica.modelo import Politica
from casos.tiempo import dia_local
from web.campos import Fecha, Importe, ImporteOCero, Linea, Porcentaje
from web.formularios import Campos


class Firman(StrEnum):
    """Who will sign, where it is not whom the product asks for."""

    ACREDITADO = "acreditado"
    AMBOS = "ambos"
    AVAL = "aval"


FIRMAN = {
    Firman.ACREDITADO: (RolParte.ACREDITADO,),
    Firman.AMBOS: (RolParte.ACREDITADO, RolParte.AVAL),
    Firman.AVAL: (RolParte.AVAL,),
}


class Peticion(Campos):
    """What is asked at the window; all of it may be missing."""

    mensual: Importe | None = None
    inicial: ImporteOCero | None = None
    inicial_vence: Fecha | None = None
    primera: Fecha | None = None
    parcialidades: int | None = None
    gracia: int | None = None
    campana: Linea | None = None
    moratorios: Porcentaje | None = None
    ordinarios: Porcentaje | None = None
    creditos: tuple[Linea, ...] = ()
    firman: Firman | None = None
    via: Via | None = None


class Simulado(NamedTuple):
    """Options for a debt on a day, and the request that they answer."""

    adeudo: Adeudo
    simulacion: Simulacion
    peticion: Peticion
    campana: Campana | None


def deuda_de(caso: Caso, al: date, creditos: Iterable[str] = ()) -> Adeudo:
    """The debt that an agreement drawn up on a day would recognise: of some contracts, or of all."""
    del_anterior = caso.convenio.elaborado.creditos if caso.convenio else ()
    saldos, elegidos = adeudo(caso, al).creditos, set(creditos)
    return Adeudo(
        creditos=tuple(
            s for s in saldos if (s.credito in elegidos if elegidos else s.total or s.credito in del_anterior)
        )
    )


def saldo_viejo(caso: Caso, ctx: Contexto) -> str:
    """Why no agreement can be drawn up with the balance at hand: it is older than the policy allows; or nothing."""
    dia, bajo = dia_local(ctx.ahora), rigen(caso)
    cortes = [c.saldo.corte for n, c in caso.creditos.items() if c.saldo and n not in bajo]
    vigencia = ctx.politica.convenio.estado_de_cuenta_vigencia_dias
    if not cortes or (dia - min(cortes)).days <= vigencia:
        return ""
    return (
        f"El saldo es del {fecha_larga(min(cortes))}; para elaborar un convenio no debe tener más de {vigencia} días. "
        "Pida un saldo reciente y regístrelo."
    )


def primera_usual(hoy: date) -> date:
    """The first due date when nobody named one: in a month."""
    return vencimiento(hoy, 1)


def campanas_de(politica: Politica, dia: date) -> list[Campana]:
    """The campaigns that an agreement of a day may cite."""
    return [c for c in politica.campanas if c.vigente_en(dia)]


def calcular(caso: Caso, peticion: Peticion, ctx: Contexto) -> Simulado:
    """The options. Raises Rechazo for an unknown campaign, ValueError in Spanish when there is nothing to agree."""
    hoy = dia_local(ctx.ahora)
    campana = campana_de(ctx.politica, peticion.campana)
    primera = peticion.primera or primera_usual(hoy)
    if primera <= hoy:
        raise ValueError("La primera parcialidad debe ser después de hoy; escriba otra fecha.")
    if peticion.inicial_vence and not hoy <= peticion.inicial_vence <= primera:
        raise ValueError("El pago inicial se hace desde hoy y a más tardar con la primera parcialidad.")
    if peticion.parcialidades is not None and peticion.parcialidades < 1:
        raise ValueError("Escriba al menos una parcialidad.")
    if ajeno := next((n for n in peticion.creditos if n not in caso.creditos), None):
        raise ValueError(f"El crédito {ajeno} no es de este caso; elija entre los que se muestran.")
    deuda, habil = deuda_de(caso, hoy, peticion.creditos), habil_de(ctx, caso.apertura.sede)
    opciones: list[Opcion] = []
    descartadas: list[Descartada] = []
    for producto in PRODUCTOS:
        limite = limites_de(ctx.politica, producto, campana)
        solicitud = Solicitud(
            hoy=hoy, primera=primera, mensual=peticion.mensual, pago_inicial=peticion.inicial,
            parcialidades=peticion.parcialidades, gracia_meses=peticion.gracia or 0,
            condonacion=_condonacion(peticion, limite.condonacion),
        )  # fmt: skip
        una = simular(deuda, solicitud, [limite], base=ctx.politica.tasas.base_dias, habil=habil)
        opciones += [
            _con_inicial(_firmada_por(o, peticion, limite), peticion.inicial_vence) for o in una.opciones
        ]
        descartadas += una.descartadas
    return Simulado(
        deuda, Simulacion(opciones=tuple(opciones), descartadas=tuple(descartadas)), peticion, campana
    )


def _condonacion(peticion: Peticion, permite: Porcentajes) -> Porcentajes | None:
    """What is asked, over what the product gives by itself; None when nothing was asked."""
    if peticion.moratorios is None and peticion.ordinarios is None:
        return None
    cambios = {"moratorio": peticion.moratorios, "ordinario": peticion.ordinarios}
    return permite.model_copy(update={k: v for k, v in cambios.items() if v is not None})


def _firmada_por(opcion: Opcion, peticion: Peticion, limite: Limites) -> Opcion:
    """The option with what it needs when the aval signs alone."""
    if peticion.firman is not Firman.AVAL:
        return opcion
    motivo = Autorizacion(quien=limite.autoriza, motivo=SOLO_EL_AVAL)
    return opcion.model_copy(update={"autorizaciones": (*opcion.autorizaciones, motivo)})


def _con_inicial(opcion: Opcion, vence: date | None) -> Opcion:
    if vence is None or not opcion.plan.pago_inicial:
        return opcion
    return opcion.model_copy(update={"plan": opcion.plan.model_copy(update={"inicial_vence": vence})})


def vistas(opciones: Iterable[Opcion]) -> tuple[OpcionVista, ...]:
    """The options as the fact of having shown them keeps them."""
    return tuple(
        OpcionVista(
            producto=Producto(o.producto), parcialidades=len(o.plan.parcialidades), importe=o.parcialidad,
            pago_inicial=o.plan.pago_inicial, total=o.plan.total, condonado=o.condonacion.total,
        )
        for o in opciones
    )  # fmt: skip


def presentadas(simulado: Simulado) -> Opciones:
    """The data of «Registrar opciones presentadas»."""
    return Opciones(opciones=vistas(simulado.simulacion.opciones), puede_pagar=simulado.peticion.mensual)


def via_de(caso: Caso) -> Via:
    """Through the court when a session was held for it, else at the window."""
    en_el_tribunal = caso.etapa in (Etapa.MEDIADO, Etapa.TURNADO_JUDICIAL)
    return Via.STJ if en_el_tribunal and caso.apertura.via is Via.STJ else Via.INSTITUCIONAL


def propuesta(
    caso: Caso, simulado: Simulado, opcion: Opcion, politica: Politica, apoderado: str | None = None
) -> Propuesta:
    """The proposal that draws up exactly the plan that was on screen."""
    producto = Producto(opcion.producto)
    permite = limites_de(politica, producto, simulado.campana).condonacion
    campana = simulado.campana if simulado.campana and producto in simulado.campana.productos else None
    return Propuesta(
        via=simulado.peticion.via or via_de(caso),
        producto=producto,
        creditos=simulado.peticion.creditos,
        primera=opcion.plan.parcialidades[0].vence,
        parcialidades=len(opcion.plan.parcialidades),
        pago_inicial=opcion.plan.pago_inicial,
        inicial_vence=opcion.plan.inicial_vence,
        condonacion=_condonacion(simulado.peticion, permite) or permite,
        campana=campana.clave if campana else None,
        plan=opcion.plan,
        gracia_meses=0 if producto is Producto.PAGO_UNICO else simulado.peticion.gracia or 0,
        firman=FIRMAN[simulado.peticion.firman] if simulado.peticion.firman else (),
        apoderado=apoderado or None,
    )
