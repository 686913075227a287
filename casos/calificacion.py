"""What whoever was attended says of it themselves: courtesy, respect and efficiency, from 1 to 5.

It belongs to one attention, with or without a case; the first answer counts, and goes with the attention if that is
annulled. It is one decision for both kinds of case.
"""

from casos.asiento import Asiento
from casos.atencion import AtencionSinCaso
from casos.decision import Contexto, Rechazo, decision
from casos.hecho import Hecho
from casos.mediacion.datos import Datos
from casos.mediacion.expediente import CON_BANDEJA
from casos.mediacion.hechos.contacto import AtencionRegistrada

PEOR, MEJOR = 1, 5


class AtencionCalificada(Hecho):
    """Whoever was attended answered; `atencion` is the version of the entry that says that they were."""

    atencion: int
    cortesia: int
    respeto: int
    eficiencia: int

    @property
    def satisfaccion(self) -> int:
        """The three answers as one, rounded."""
        return (2 * (self.cortesia + self.respeto + self.eficiencia) + 3) // 6


class Calificacion(Datos):
    """The answers about one attention."""

    atencion: int
    cortesia: int
    respeto: int
    eficiencia: int


def calificable(asientos: list[Asiento], version: int) -> str | None:
    """Why an attention cannot be answered for; None when it can."""
    suyo = next((a.hecho for a in asientos if a.version == version), None)
    if not isinstance(suyo, AtencionRegistrada | AtencionSinCaso):
        return "Esa atención no existe o se anuló; regrese y registre la atención de nuevo."
    return None


@decision(quien=CON_BANDEJA, titulo="Calificar la atención")
def calificar_atencion(caso: object, dada: Calificacion, ctx: Contexto) -> list[Hecho]:
    """Keep what whoever was attended answered; once answered, []."""
    vigentes = list(ctx.historia().vigentes)
    motivo = calificable(vigentes, dada.atencion)
    if motivo:
        raise Rechazo(motivo)
    if any(isinstance(a.hecho, AtencionCalificada) and a.hecho.atencion == dada.atencion for a in vigentes):
        return []
    if not all(PEOR <= n <= MEJOR for n in (dada.cortesia, dada.respeto, dada.eficiencia)):
        raise Rechazo("Elija del 1 al 5 en cada renglón.")
    return [AtencionCalificada(**dada.model_dump())]
