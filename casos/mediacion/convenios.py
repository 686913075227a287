"""Decisions around an agreement: options shown, what is over policy authorised, a draft dropped, its start."""

from collections.abc import Sequence

from casos.decision import CONTABILIDAD, COORDINADOR, RESPONSABLE, Contexto, Rechazo, decision, exigir
from casos.dinero.pesos import PesosPositivos
from casos.hecho import Hecho, TextoPrivado
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.estado import Caso, Convenio, EstadoConvenio
from casos.mediacion.guardas import en_etapa, exigir_abierto
from casos.mediacion.hechos.convenios import (
    ConvenioDescartado,
    DescuentoAutorizado,
    DescuentoRechazado,
    OpcionesPresentadas,
    OpcionVista,
    PlanDePagosActivado,
)
from casos.mediacion.libro import pagado
from casos.mediacion.vocabulario import Etapa

OFICINA = {RESPONSABLE, COORDINADOR}


class Opciones(Datos):
    """The options that the debtor was shown, and what they said they can pay a month."""

    opciones: tuple[OpcionVista, ...]
    puede_pagar: PesosPositivos | None = None


@decision(quien=OFICINA, titulo="Registrar opciones presentadas", si=exigir_abierto)
def presentar_opciones(caso: Caso, vistas: Opciones, ctx: Contexto) -> list[Hecho]:
    """Options were shown: a measure of the job. Each time is an act of its own."""
    exigir(exigir_abierto(caso, ctx))
    if not vistas.opciones:
        raise Rechazo("Simule al menos una opción antes de registrarla como presentada.")
    return [OpcionesPresentadas(opciones=vistas.opciones, puede_pagar=vistas.puede_pagar)]


class Respuesta(Datos):
    """The coordinator's answer to one revision of a draft, with its reason."""

    convenio: int
    revision: int
    motivo: str


def _hay_por_autorizar(caso: Caso, ctx: Contexto) -> str | None:
    motivo = exigir_abierto(caso, ctx)
    if motivo:
        return motivo
    borrador = caso.borrador
    if borrador is None or not borrador.por_autorizar:
        return "No hay un convenio que espere autorización."
    if borrador.marca.autor == ctx.autor:
        return "Usted elaboró este convenio; debe autorizarlo otra persona de la coordinación."
    return None


@decision(quien=COORDINADOR, titulo="Autorizar descuento", si=_hay_por_autorizar)
def autorizar_descuento(caso: Caso, respuesta: Respuesta, ctx: Contexto) -> list[Hecho]:
    """Authorise what a draft asks over policy; never by its own author. Twice, []."""
    convenio = caso.convenios.get(respuesta.convenio)
    if convenio and convenio.autorizado == respuesta.revision:
        return []
    motivo = _para_responder(caso, respuesta, ctx, "Escriba por qué se autoriza.")
    return [DescuentoAutorizado(convenio=respuesta.convenio, revision=respuesta.revision, motivo=motivo)]


@decision(quien=COORDINADOR, titulo="No autorizar descuento", si=_hay_por_autorizar)
def rechazar_descuento(caso: Caso, respuesta: Respuesta, ctx: Contexto) -> list[Hecho]:
    """Refuse what a draft asks over policy; the officer draws up another revision or drops it. Twice, []."""
    convenio = caso.convenios.get(respuesta.convenio)
    if convenio and convenio.rechazado == respuesta.revision:
        return []
    motivo = _para_responder(caso, respuesta, ctx, "Escriba por qué no se autoriza.")
    return [DescuentoRechazado(convenio=respuesta.convenio, revision=respuesta.revision, motivo=motivo)]


def _para_responder(caso: Caso, respuesta: Respuesta, ctx: Contexto, falta: str) -> TextoPrivado:
    exigir(_hay_por_autorizar(caso, ctx))
    borrador = caso.borrador
    if borrador is None or (borrador.numero, borrador.elaborado.revision) != (
        respuesta.convenio,
        respuesta.revision,
    ):
        raise Rechazo("El convenio cambió después de que usted lo vio; ábralo de nuevo y revíselo.")
    return escrito(respuesta.motivo, falta)


class Descarte(Datos):
    """A draft that will not be signed, and why."""

    convenio: int
    motivo: str


def _hay_borrador(caso: Caso, ctx: Contexto) -> str | None:
    return exigir_abierto(caso, ctx) or (None if caso.borrador else "No hay un convenio por firmar.")


@decision(quien=OFICINA, titulo="Descartar convenio", si=_hay_borrador)
def descartar_convenio(caso: Caso, descarte: Descarte, ctx: Contexto) -> list[Hecho]:
    """Drop a draft; one already dropped yields []."""
    convenio = caso.convenios.get(descarte.convenio)
    if convenio and convenio.estado is EstadoConvenio.DESCARTADO:
        return []
    exigir(_hay_borrador(caso, ctx))
    if convenio is None or convenio.estado is not EstadoConvenio.BORRADOR:
        raise Rechazo("Ese convenio no es un borrador; solo se descarta lo que no se ha firmado.")
    motivo = escrito(descarte.motivo, "Escriba por qué no se firmará el convenio.")
    return [ConvenioDescartado(convenio=descarte.convenio, motivo=motivo)]


def falta_para_activar(caso: Caso) -> str | None:
    """Why the schedule of the agreement in force does not run yet; None when it may."""
    convenio = caso.convenio
    if convenio is None or convenio.estado is not EstadoConvenio.FIRMADO:
        return "No hay un convenio firmado que espere activación."
    if convenio.original is None:
        return "Falta recabar el original firmado del convenio."
    if inicial_pendiente(caso, convenio):
        return "Falta que Contabilidad confirme el pago inicial."
    return None


def inicial_pendiente(caso: Caso, convenio: Convenio) -> bool:
    """Whether the initial payment is required and not wholly confirmed."""
    return convenio.requiere_pago_inicial and pagado(caso, convenio) < convenio.plan.pago_inicial


def activacion_si_procede(caso_despues: Caso) -> Sequence[Hecho]:
    """The fact that starts the schedule, when the state after other facts allows it: original collected, and
    the initial payment confirmed or not required."""
    convenio = caso_despues.convenio
    if convenio is None or falta_para_activar(caso_despues):
        return []
    return [PlanDePagosActivado(convenio=convenio.numero)]


def _puede_activar(caso: Caso, ctx: Contexto) -> str | None:
    return en_etapa(Etapa.CONVENIO_FIRMADO, accion="activar el plan de pagos")(
        caso, ctx
    ) or falta_para_activar(caso)


@decision(quien={*OFICINA, CONTABILIDAD}, titulo="Activar plan de pagos", si=_puede_activar)
def activar_plan(caso: Caso, convenio: int, ctx: Contexto) -> list[Hecho]:
    """Start the schedule by hand; it starts by itself with the last thing that was missing. Twice, []."""
    cual = caso.convenios.get(convenio)
    if cual and cual.estado is EstadoConvenio.ACTIVO:
        return []
    exigir(_puede_activar(caso, ctx))
    if cual is not caso.convenio:
        raise Rechazo("Ese convenio no es el que está en vigor; recargue la página.")
    return list(activacion_si_procede(caso))
