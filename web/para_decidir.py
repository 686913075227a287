"""What the coordinator needs to know to decide on a case, beside the form: money and papers, what was done, why it is
asked, and what else could be decided."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from casos.asiento import Asiento, Historia
from casos.decision import declarada
from casos.mediacion.estado import Caso
from casos.mediacion.vencimientos import intentos_de_contacto, vence_lo_mas_atrasado
from casos.versiones import Versiones
from flujos.pendiente import Pendiente
from flujos.por_que import por_que as explicar
from web import frases
from web.acciones.rutas import le_toca, url_de_accion
from web.actual import hoy, instancia
from web.expediente import lector, sujeto
from web.formato import fecha, momento, plural
from web.lado import Linea, Seccion, secciones
from web.ligeros import nombres_de_cuentas

ULTIMOS = 8


class Saber(NamedTuple):
    """What stands beside the form. `hechos`: each with when it happened; `otras`: other decisions and where."""

    secciones: list[Seccion]
    hechos: list[tuple[str, str]]
    causas: list[tuple[str, str]]
    regla: str
    fuente: str
    cuenta: str
    otras: list[tuple[str, str]]


def saber(historia: Historia, suyo: Pendiente | None, decision: str) -> Saber | None:
    """The same for a case of mediation; None for any other."""
    caso = historia.caso
    if not isinstance(caso, Caso) or not caso.etapa:
        return None
    versiones = instancia().casos.versiones()
    por_que = explicar(suyo, historia, versiones) if suyo else None
    regla = por_que.regla if por_que else None
    return Saber(
        [*atraso(caso, hoy(), versiones), *secciones(caso, hoy(), versiones)],
        _contados(historia, [a for a in historia.vigentes if frases.es_relevante(a.hecho)][-ULTIMOS:]),
        _contados(historia, por_que.hechos if por_que else ()),
        f"{regla.descripcion.rstrip('.')}: {regla.en_palabras}." if regla else "",
        regla.fuente if regla else "",
        f"{por_que.aritmetica}." if por_que else "",
        _otras(historia, suyo, decision),
    )


def atraso(caso: Caso, al: date, versiones: Versiones) -> list[Seccion]:
    """Of an agreement with instalments overdue: how many, since when, and how often the debtor was looked for."""
    convenio = caso.convenio
    if convenio is None or not convenio.vencidas:
        return []
    desde = vence_lo_mas_atrasado(caso, convenio, al, versiones)
    intentos = intentos_de_contacto(caso, desde)
    ultimo = f"; el último, {fecha(intentos[-1].en)}" if intentos else ""
    return [
        Seccion(
            "Atraso",
            (
                Linea("Vencidas sin cubrir", plural(len(convenio.vencidas), "parcialidad", "parcialidades"), "mal"),
                Linea("Desde", fecha(desde)),
                Linea("Se le ha buscado", plural(len(intentos), "vez", "veces") + ultimo),
            ),
        )
    ]  # fmt: skip


def _contados(historia: Historia, asientos: Sequence[Asiento]) -> list[tuple[str, str]]:
    lee, nombres = lector(historia, asientos), nombres_de_cuentas()
    return [
        (f"{sujeto(a, nombres)} {frases.contar(a.hecho, lee)}", momento(a.ocurrido_en))
        for a in reversed(asientos)
    ]


def _otras(historia: Historia, suyo: Pendiente | None, decision: str) -> list[tuple[str, str]]:
    """The other decisions that the row asks about."""
    if suyo is None:
        return []
    return [
        (declarada(otra).titulo, url_de_accion(historia.caso_id, otra, tipo=suyo.tipo, clave=suyo.clave))
        for otra in suyo.acciones
        if otra != decision and le_toca(otra)
    ]
