"""Guards that many decisions share: why something may not be done now, whatever its data."""

from casos.decision import Contexto, Guarda
from casos.mediacion.estado import Caso
from casos.mediacion.vocabulario import Etapa

NOMBRES: dict[Etapa, str] = {
    Etapa.REGISTRADO: "registrado",
    Etapa.AGENDADO: "agendado",
    Etapa.NO_COMPARECIO: "no compareció",
    Etapa.MEDIADO: "mediado",
    Etapa.SIN_ACUERDO: "sin acuerdo",
    Etapa.CONVENIO_FIRMADO: "convenio firmado",
    Etapa.EN_SEGUIMIENTO: "en seguimiento",
    Etapa.INCUMPLIDO: "incumplido",
    Etapa.TURNADO_JUDICIAL: "turnado a judicial",
    Etapa.LIQUIDADO: "liquidado",
    Etapa.CERRADO: "cerrado",
}
"""Each stage as people say it."""

NO_EXISTE = "El caso todavía no está abierto; ábralo primero."
CERRADO = "El caso está cerrado; si hace falta, pida al coordinador que lo reabra."


def existe(caso: Caso, ctx: Contexto) -> str | None:
    """The case was opened, and may since have been closed."""
    return NO_EXISTE if caso.etapa is None else None


def exigir_abierto(caso: Caso, ctx: Contexto) -> str | None:
    """The case exists and is not closed."""
    if caso.etapa is None:
        return NO_EXISTE
    return None if caso.abierto else CERRADO


def en_etapa(*etapas: Etapa, accion: str) -> Guarda:
    """The case is in one of some stages; `accion` completes «Para … el caso debe estar …»."""
    nombres = [NOMBRES[etapa] for etapa in etapas]
    admitidas = " o ".join([", ".join(nombres[:-1]), nombres[-1]] if len(nombres) > 1 else nombres)

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        if caso.etapa is None:
            return NO_EXISTE
        if caso.etapa in etapas:
            return None
        if caso.etapa is Etapa.CERRADO:
            return CERRADO
        return f"Para {accion} el caso debe estar {admitidas}; ahora está {NOMBRES[caso.etapa]}."

    return guarda


def con_sesion(accion: str) -> Guarda:
    """A session is scheduled, or failed technically and waits for its new date.

    `accion` completes «Para … debe haber una sesión agendada».
    """

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        if caso.abierto and (caso.etapa is not Etapa.AGENDADO or caso.sesion is None):
            return f"Para {accion} debe haber una sesión agendada."
        return exigir_abierto(caso, ctx)

    return guarda


def sin_suspension(accion: str) -> Guarda:
    """The case does not rest; `accion` completes «… no se puede …»."""

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        if caso.suspension is None:
            return None
        return (
            f"El caso está suspendido y mientras tanto no se puede {accion}; el coordinador puede reanudarlo."
        )

    return guarda


def todas(*guardas: Guarda) -> Guarda:
    """The first reason that any of the guards gives."""

    def guarda(caso: Caso, ctx: Contexto) -> str | None:
        return next((motivo for una in guardas if (motivo := una(caso, ctx)) is not None), None)

    return guarda
