"""The death of somebody other than the debtor, above all of the aval: the case goes on without them."""

from uuid import UUID

from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.hecho import Hecho, Texto
from casos.mediacion.datos import Datos, escrito
from casos.mediacion.estado import Caso
from casos.mediacion.guardas import exigir_abierto
from casos.mediacion.hechos.apertura import FallecimientoRegistrado
from casos.mediacion.vocabulario import RolParte

FALLECIO = "Esa persona falleció; trate el asunto con quien la represente o con los demás obligados."


class Defuncion(Datos):
    """Who has died, in which part, and the paper that says so (the number of the death certificate)."""

    persona_id: UUID
    rol: RolParte = RolParte.AVAL
    soporte: Texto


@decision(quien=COORDINADOR, titulo="Registrar fallecimiento de una parte", si=exigir_abierto)
def registrar_fallecimiento(caso: Caso, defuncion: Defuncion, ctx: Contexto) -> list[Hecho]:
    """Nobody calls, writes to or invites them any more, nor can they sign; what they had signed binds their estate.

    Known already, []. When the debtor dies the case rests or is closed instead.
    """
    if defuncion.persona_id in caso.fallecidas:
        return []
    exigir(exigir_abierto(caso, ctx))
    if (defuncion.persona_id, defuncion.rol) not in caso.partes:
        raise Rechazo("Esa persona no participa en el caso con ese carácter; revise a quién eligió.")
    if defuncion.persona_id == caso.apertura.persona_id:
        raise Rechazo(
            "Si falleció la persona acreditada, suspenda el caso por fallecimiento o, con el acta, ciérrelo por esa "
            "causa."
        )
    soporte = escrito(defuncion.soporte, "Diga qué documento lo respalda: el acta de defunción y su número.")
    return [FallecimientoRegistrado(persona_id=defuncion.persona_id, rol=defuncion.rol, soporte=str(soporte))]
