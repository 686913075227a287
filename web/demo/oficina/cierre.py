"""After paying off, after a death, and what Sistemas and the archive do."""

from collections.abc import Iterator
from datetime import timedelta

from casos.decision import ARCHIVO, CONTABILIDAD, COORDINADOR, SISTEMAS
from casos.mediacion.cierre import (
    AltaDePlan,
    AvisoAlBuro,
    CartaEntregada,
    CierrePorCausa,
    DevolucionDePagare,
    Transferencia,
    actualizar_buro,
    cerrar_caso,
    cerrar_por_causa,
    confirmar_liquidacion,
    devolver_pagare,
    entregar_carta_de_no_adeudo,
    pagares_por_devolver,
    registrar_alta_de_plan,
    transferir_a_concentracion,
)
from casos.mediacion.expediente import Revision
from casos.mediacion.expediente import revisar as marcar_revisado
from casos.mediacion.suspension import NuevaSuspension, Reanudacion, reanudar, suspender
from casos.mediacion.vocabulario import CausaCierre, CausaSuspension
from web.demo.destino import pesado
from web.demo.hace import Hace
from web.demo.oficina import Encargo, atiende
from web.demo.oficina.papeles import lo_que_falta


@atiende("informar_buro", "actualizar_buro")
def al_buro(e: Encargo) -> Iterator[Hace]:
    """Sistemas tells the credit bureau of an agreement, or that the debt was paid off."""
    convenio = e.numero if e.p.clave.startswith("convenio-") else None
    clave = "CC" if convenio is None else "RE"
    yield Hace(actualizar_buro, AvisoAlBuro(convenio=convenio, clave=clave), SISTEMAS)


@atiende("alta_de_plan")
def dar_de_alta(e: Encargo) -> Iterator[Hace]:
    """Sistemas enters a regenerated plan."""
    yield Hace(registrar_alta_de_plan, AltaDePlan(convenio=e.numero), SISTEMAS)


@atiende("carta_no_adeudo")
def carta(e: Encargo) -> Iterator[Hace]:
    """The proof of full payment."""
    yield Hace(entregar_carta_de_no_adeudo, CartaEntregada())


@atiende("devolver_pagares")
def pagares(e: Encargo) -> Iterator[Hace]:
    """All pagarés at once, to whoever signed them."""
    yield from (Hace(devolver_pagare, DevolucionDePagare(credito=n)) for n in pagares_por_devolver(e.caso))


@atiende("confirmar_liquidacion")
def liquidacion(e: Encargo) -> Iterator[Hace]:
    """Accounting finds that the balances in zeros are right."""
    yield Hace(confirmar_liquidacion, None, CONTABILIDAD)


@atiende("cerrar_caso")
def cerrar(e: Encargo) -> Iterator[Hace]:
    """Whatever paper is still missing comes in first; then the case is closed."""
    if e.p.acciones[0] == cerrar_caso.__name__:
        yield Hace(cerrar_caso, None)
    else:
        yield from lo_que_falta(e)


@atiende("transferir_a_concentracion", pronto=0.3)
def transferir(e: Encargo) -> Iterator[Hace]:
    """The archive moves the closed file to its next store."""
    donde = Transferencia(ubicacion=f"Concentración, anaquel {1 + e.azar.randrange(12)}")
    yield Hace(transferir_a_concentracion, donde, ARCHIVO)


@atiende("revisar_anulacion", "revisar_deshecho")
def lo_anulado(e: Encargo) -> Iterator[Hace]:
    """The coordinator looks at what was annulled or undone."""
    yield Hace(marcar_revisado, Revision(hasta=e.exp.version), COORDINADOR)


@atiende("decidir_fallecimiento")
def fallecimiento(e: Encargo) -> Iterator[Hace]:
    """The case rests while the death certificate is asked for."""
    motivo = "Un familiar informó del fallecimiento; se pide el acta."
    datos = NuevaSuspension(causa=CausaSuspension.FALLECIMIENTO, motivo=motivo)
    yield Hace(suspender, datos, COORDINADOR)


@atiende("revisar_suspension")
def revisar(e: Encargo) -> Iterator[Hace]:
    """A case that rests goes on, rests some more, or ends with the person."""
    suspension = e.caso.suspension
    if suspension is None:
        return
    que = pesado(e.azar, (("reanuda", 70), ("sigue", 30)))
    if suspension.causa is CausaSuspension.FALLECIMIENTO:
        que = pesado(e.azar, (("cierra", 75), ("sigue", 25)))
    if que == "cierra":
        datos = CierrePorCausa(
            causa=CausaCierre.FALLECIMIENTO,
            motivo="Se acreditó el fallecimiento y no hay aval a quien exigir.",
            soporte=f"Acta de defunción, oficio {e.mundo.folio('oficio')}",
        )
        yield Hace(cerrar_por_causa, datos, COORDINADOR)
    elif que == "sigue":
        datos_s = NuevaSuspension(
            causa=suspension.causa, revisar=e.dia + timedelta(days=30), motivo="Todavía no hay respuesta."
        )
        yield Hace(suspender, datos_s, COORDINADOR)
    else:
        yield Hace(reanudar, Reanudacion(motivo="Ya se atendió la causa de la suspensión."), COORDINADOR)
