"""A case rests for a cause, until the coordinator looks at it again on a day and lets it go on."""

from datetime import date, timedelta

from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import exigir_abierto
from casos.mediacion.hechos.cierre import CasoReanudado, CasoSuspendido
from casos.mediacion.vocabulario import CausaSuspension
from casos.tiempo import dia_local


class NuevaSuspension(Datos):
    """Why the case rests, and the day to look at it again (None: the policy's)."""

    causa: CausaSuspension
    revisar: date | None = None
    motivo: str


@decision(quien=COORDINADOR, titulo="Suspender caso", si=exigir_abierto)
def suspender(caso: Caso, nueva: NuevaSuspension, ctx: Contexto) -> list[Hecho]:
    """Let the case rest, or look at it again on another day; for that cause and day already, [].

    Meanwhile nobody is called, visited or pressed; papers and money go on.
    """
    dia = dia_local(ctx.ocurrido_en)
    revisar = nueva.revisar or dia + timedelta(days=ctx.politica.caso.revisar_suspension_dias)
    actual = caso.suspension
    if actual and (actual.causa, actual.revisar) == (nueva.causa, revisar):
        return []
    exigir(exigir_abierto(caso, ctx))
    if actual and actual.causa is not nueva.causa:
        raise Rechazo("El caso ya está suspendido por otra causa; reanúdelo antes.")
    if revisar <= dia:
        raise Rechazo("Elija un día posterior para revisar la suspensión.")
    motivo = escrito(nueva.motivo, "Escriba por qué se suspende el caso.")
    return [CasoSuspendido(causa=nueva.causa, revisar=revisar, motivo=motivo)]


class Reanudacion(Datos):
    """Why the case goes on."""

    motivo: str


def _suspendido(caso: Caso, ctx: Contexto) -> str | None:
    if caso.abierto and caso.suspension is None:
        return "El caso no está suspendido."
    return exigir_abierto(caso, ctx)


@decision(quien=COORDINADOR, titulo="Reanudar caso", si=_suspendido)
def reanudar(caso: Caso, reanudacion: Reanudacion, ctx: Contexto) -> list[Hecho]:
    """Let the case go on; one that does not rest yields []."""
    if caso.abierto and caso.suspension is None:
        return []
    exigir(_suspendido(caso, ctx))
    return [CasoReanudado(motivo=escrito(reanudacion.motivo, "Escriba por qué se reanuda el caso."))]
