"""The court's mechanism as a whole: how long it may last, its extension, its early end, the judge."""

from datetime import date
from typing import Literal

from casos.decision import COORDINADOR, Contexto, Rechazo, decision, exigir
from casos.dinero.amortizacion import vencimiento as meses_despues
from casos.hecho import Hecho, Texto
from casos.mediacion.apertura import OFICINA
from casos.mediacion.datos import Datos, dia_en_palabras, escrito
from casos.mediacion.estado import Caso, Mecanismo
from casos.mediacion.guardas import exigir_abierto, existe
from casos.mediacion.hechos.sesiones import JuezAvisado, MecanismoConcluido, MecanismoProrrogado
from casos.mediacion.vocabulario import CausaConclusion
from casos.tiempo import dia_local
from casos.versiones import Versiones


def limite(mecanismo: Mecanismo, v: Versiones) -> date:
    """The last day of a mechanism: what the parties agreed, else three months after it began (LGMASC 64).

    By the policy stamped on its beginning.
    """
    if mecanismo.prorroga is not None:
        return mecanismo.prorroga
    inicio = mecanismo.inicio
    return meses_despues(dia_local(inicio.en), v.politica(inicio.politica).sesiones.proceso_maximo_meses)


def _en_curso(caso: Caso, ctx: Contexto) -> str | None:
    if caso.abierto and not caso.mecanismo.corre:
        return "No hay una mediación en curso en el tribunal; empieza cuando se agenda la primera sesión."
    return exigir_abierto(caso, ctx)


class Prorroga(Datos):
    """Until when the parties agreed to go on."""

    hasta: date
    motivo: str


@decision(quien=OFICINA, titulo="Registrar prórroga de la mediación", si=_en_curso)
def prorrogar_mecanismo(caso: Caso, prorroga: Prorroga, ctx: Contexto) -> list[Hecho]:
    """The parties agreed to extend the three months (LGMASC 64); the same day again yields []."""
    if caso.mecanismo.corre and caso.mecanismo.prorroga == prorroga.hasta:
        return []
    exigir(_en_curso(caso, ctx))
    actual = limite(caso.mecanismo, ctx.versiones)
    if prorroga.hasta <= actual:
        raise Rechazo(f"La mediación ya puede durar hasta el {dia_en_palabras(actual)}; elija otro día.")
    motivo = escrito(prorroga.motivo, "Escriba cómo acordaron las partes ampliar la mediación.")
    return [MecanismoProrrogado(hasta=prorroga.hasta, motivo=motivo)]


class Conclusion(Datos):
    """Why the mechanism ends early (LGMASC 78), and the folio of its certificate."""

    causa: CausaConclusion
    constancia: Texto | None = None


@decision(quien=OFICINA, titulo="Concluir la mediación antes de tiempo", si=_en_curso)
def concluir_mecanismo(caso: Caso, conclusion: Conclusion, ctx: Contexto) -> list[Hecho]:
    """The mechanism ends before an outcome (LGMASC 78); one that ended for that cause yields [].

    After two absences in a row the coordinator decides; for the time limit it must have passed.
    """
    if caso.mecanismo.concluido is conclusion.causa and not caso.mecanismo.corre:
        return []
    exigir(_en_curso(caso, ctx))
    if conclusion.causa is CausaConclusion.DOS_INASISTENCIAS:
        _exigir_inasistencias(caso, ctx)
    if conclusion.causa is CausaConclusion.PLAZO_VENCIDO:
        hasta = limite(caso.mecanismo, ctx.versiones)
        if dia_local(ctx.ocurrido_en) <= hasta:
            raise Rechazo(f"El plazo de la mediación vence el {dia_en_palabras(hasta)}; elija otra causa.")
    return [MecanismoConcluido(causa=conclusion.causa, constancia=conclusion.constancia)]


def _exigir_inasistencias(caso: Caso, ctx: Contexto) -> None:
    van, maximo = (
        caso.mecanismo.inasistencias_consecutivas,
        ctx.politica.sesiones.inasistencias_consecutivas_maximas,
    )
    if van < maximo:
        raise Rechazo(
            f"Para concluir por inasistencias se necesitan {maximo} seguidas sin justificación y van {van} "
            "(LGMASC, art. 78, fracción II)."
        )
    if ctx.rol != COORDINADOR:
        raise Rechazo("Concluir la mediación por inasistencias lo decide el coordinador.")


class AvisoAlJuez(Datos):
    """Of what the judge was told, and by which official letter."""

    de: Literal["inicio", "conclusion"]
    oficio: Texto | None = None


def _viene_de_juicio(caso: Caso, ctx: Contexto) -> str | None:
    if caso.etapa is not None and not (caso.mecanismo.juzgado and caso.mecanismo.inicio.version):
        return "Este caso no viene de un juicio, así que no hay juez a quien avisar."
    return existe(caso, ctx)


@decision(quien=OFICINA, titulo="Avisar al juez", si=_viene_de_juicio)
def avisar_juez(caso: Caso, aviso: AvisoAlJuez, ctx: Contexto) -> list[Hecho]:
    """The judge of the lawsuit knows that mediation began or ended (LGMASC 65, 67); told already, []."""
    mecanismo = caso.mecanismo
    avisado = mecanismo.avisado_inicio if aviso.de == "inicio" else mecanismo.avisado_fin
    if avisado.version and not (aviso.de == "conclusion" and mecanismo.fin_por_avisar.version):
        return []
    exigir(_viene_de_juicio(caso, ctx))
    if aviso.de == "conclusion" and not mecanismo.sin_avisar_fin.version:
        raise Rechazo("La mediación sigue en curso; avise al juez cuando concluya.")
    return [JuezAvisado(de=aviso.de, oficio=aviso.oficio)]
