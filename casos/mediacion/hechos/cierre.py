"""Facts about handing to judicial, suspending, paying off, closing and reopening."""

from datetime import date

from casos.hecho import Hecho, Texto, TextoPrivado
from casos.mediacion.vocabulario import CausaCierre, CausaSuspension


class TurnoJudicialSolicitado(Hecho):
    """The officer asks that judicial take the case; `faltan` lists what the packet lacked."""

    motivo: TextoPrivado
    faltan: tuple[Texto, ...] = ()


class TurnoRechazado(Hecho):
    """The coordinator did not hand it over."""

    motivo: TextoPrivado


class CasoTurnadoAJudicial(Hecho):
    """The coordinator handed the case to judicial with its packet; `faltan` lists what it lacked."""

    paquete: tuple[Texto, ...] = ()
    faltan: tuple[Texto, ...] = ()


class ExpedienteRecibidoPorJudicial(Hecho):
    """Judicial has the packet."""

    numero: Texto | None = None


class SeguimientoJudicialRegistrado(Hecho):
    """How the case stands in court, quarter by quarter."""

    estado: Texto
    nota: TextoPrivado | None = None


class CasoDevueltoDeJudicial(Hecho):
    """Judicial gave the case back."""

    motivo: TextoPrivado


class ConvenioEnJuicio(Hecho):
    """An agreement was reached in court; it is now drawn up and signed here as any other."""

    juzgado: Texto
    expediente: Texto


class CasoSuspendido(Hecho):
    """The case rests for a cause; looked at again on `revisar`."""

    causa: CausaSuspension
    revisar: date
    motivo: TextoPrivado


class CasoReanudado(Hecho):
    """The case goes on."""

    motivo: TextoPrivado


class CartaDeNoAdeudoEntregada(Hecho):
    """The debtor has the proof of full payment."""

    huella: Texto | None = None


class BuroActualizado(Hecho):
    """Sistemas reported to the credit bureau (LRSIC 20, 69) that the debt was paid, or (`convenio`) agreed on.

    `clave` is the bureau's observation key.
    """

    convenio: int | None = None
    clave: Texto | None = None


class AltaDePlanRegistrada(Hecho):
    """Sistemas entered the new plan in the Institute's portfolio system."""

    convenio: int


class PagareDevuelto(Hecho):
    """The pagaré of a contract was given back or marked."""

    credito: Texto
    recibio: Texto = "acreditado"


class CasoCerrado(Hecho):
    """The file is closed."""

    causa: CausaCierre
    motivo: TextoPrivado | None = None
    soporte: Texto | None = None


class TransferidoAConcentracion(Hecho):
    """The archive moved the closed file to its next store."""

    ubicacion: Texto


class CasoReabierto(Hecho):
    """A closed case is open again, in the stage it had."""

    motivo: TextoPrivado
